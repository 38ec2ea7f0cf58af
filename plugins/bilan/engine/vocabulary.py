# The words of the model: kinds of items, states of answers, ways of combining. Authors write the same words in YAML.

from __future__ import annotations

from enum import StrEnum


class ModelError(ValueError):
    """The text is not a checklist of this version of the format."""


class Kind(StrEnum):
    """What sort of answer an item takes."""

    CHECK = "check"
    CHOICE = "choice"
    SCALE = "scale"
    CHOICES = "choices"
    NUMBER = "number"
    TEXT = "text"


class State(StrEnum):
    """What became of an item: how, or whether, it was answered."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "not-applicable"
    DONT_KNOW = "dont-know"
    HIDDEN = "hidden"


class Ticks(StrEnum):
    """What several ticks of one item earn: their sum, the best or the worst of them."""

    SUM = "sum"
    BEST = "best"
    WORST = "worst"


class Combine(StrEnum):
    """How an aggregate is made of its members."""

    SUM = "sum"
    MEAN = "mean"
    WEIGHTED_MEAN = "weighted-mean"
    MIN = "min"
    MAX = "max"
    ANSWERED = "answered"


class Unit(StrEnum):
    """What a number is counted in."""

    POINTS = "points"
    PERCENT = "percent"


class Better(StrEnum):
    """Which way a score is good. Of one that is good neither way nothing is advised."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Treatment(StrEnum):
    """What an item without a scored answer does to a sum: it is left out, counts with nothing, or counts in full."""

    EXCLUDE = "exclude"
    ZERO = "zero"
    FULL = "full"


class Maximum(StrEnum):
    """What the maximum holds: what the items that count could earn, or what all items could, shown or not."""

    APPLICABLE = "applicable"
    NOMINAL = "nominal"
