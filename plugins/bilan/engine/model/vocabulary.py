# The words of the model: kinds of items, states of answers, ways of combining. Authors write the same words in YAML.
#
# Each word has one object that holds what is particular to it; CONTRIBUTING.md tells where, and what a new word needs.

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


class Problem(StrEnum):
    """Why an answer could not be used."""

    UNKNOWN_ITEM = "unknown-item"
    UNKNOWN_CHOICE = "unknown-choice"
    EXCLUSIVE_CHOICE = "exclusive-choice"
    WRONG_TYPE = "wrong-type"
    OUT_OF_RANGE = "out-of-range"
    NOT_ALLOWED = "not-allowed"


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


class ModifierKind(StrEnum):
    """What a modifier does to the number of a score."""

    MULTIPLY = "multiply"
    ADD = "add"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    ROUND = "round"


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
