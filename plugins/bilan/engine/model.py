# The language-neutral checklist: what the scoring rules need and nothing that a person reads.
# Written by `authoring`, carried to the browser as JSON (wire.py), read back here.

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from bilan.engine.conditions import Condition
from bilan.engine.numbers import Rounding, nests_deeper_than
from bilan.engine.wire import decode, encode

FORMAT = "bilan-checklist/1"
TOTAL = "total"

_DEEPEST_NESTING = 20


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


class Treatment(StrEnum):
    """What an item without a scored answer does to a sum: it is left out, counts with nothing, or counts in full."""

    EXCLUDE = "exclude"
    ZERO = "zero"
    FULL = "full"


class Maximum(StrEnum):
    """What the maximum holds: what the items that count could earn, or what all items could, shown or not."""

    APPLICABLE = "applicable"
    NOMINAL = "nominal"


@dataclass(frozen=True)
class Policies:
    """What items without a scored answer do to a sum, and what its maximum holds."""

    maximum: Maximum = Maximum.APPLICABLE
    not_applicable: Treatment = Treatment.EXCLUDE
    dont_know: Treatment = Treatment.ZERO
    unanswered: Treatment = Treatment.EXCLUDE


@dataclass(frozen=True)
class Choice:
    """One of the answers that an item offers. An `exclusive` one can't be ticked beside others; one whose `when` fails is not offered."""

    id: str
    points: Fraction
    when: Condition | None = None
    exclusive: bool = False


@dataclass(frozen=True)
class Breakpoint:
    """What a number earns at one value."""

    at: Fraction
    points: Fraction


@dataclass(frozen=True)
class Item:
    """One question.

    `points` is what a ticked box earns before weighting; choices carry their own, numbers those of their `breakpoints` (ascending;
    between two in proportion, or those of the lower one if `stepped`; none if the number does not score). `ticks`, `floor` and `cap`
    say what several ticks earn. `has_action` tells whether the author wrote what to do when the answer is weak, and `action_when`
    while what holds it is offered.
    """

    id: str
    kind: Kind
    weight: Fraction = Fraction(1)
    reverse: bool = False
    optional: bool = False
    allow: tuple[State, ...] = ()
    when: Condition | None = None
    choices: tuple[Choice, ...] = ()
    ticks: Ticks = Ticks.SUM
    floor: Fraction | None = None
    cap: Fraction | None = None
    points: Fraction = Fraction(1)
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    breakpoints: tuple[Breakpoint, ...] = ()
    stepped: bool = False
    has_action: bool = False
    action_when: Condition | None = None

    def __post_init__(self) -> None:
        if self.weight <= 0:
            raise ModelError(f"the item {self.id!r} has the weight {self.weight}")
        if bool(self.choices) is not (self.kind in (Kind.CHOICE, Kind.SCALE, Kind.CHOICES)):
            raise ModelError(f"the item {self.id!r} of kind {self.kind.value!r} has {len(self.choices)} choices")
        values = [point.at for point in self.breakpoints]
        if values != sorted(set(values)) or len(values) == 1:
            raise ModelError(f"the breakpoints of the item {self.id!r} must be two or more, and ascend")

    @property
    def scores(self) -> bool:
        """Whether an answer to this item can earn points."""
        return self.kind is not Kind.TEXT and (self.kind is not Kind.NUMBER or bool(self.breakpoints))


@dataclass(frozen=True)
class Member:
    """An item, section, group or reading in an aggregate. The weight is 1 if None; in a weighted mean, the item's own."""

    id: str
    weight: Fraction | None = None


@dataclass(frozen=True)
class Aggregate:
    """How points come together. `of` tells whether members bring their points, or their percentages (each with the maximum 100)."""

    members: tuple[Member, ...] = ()
    combine: Combine = Combine.SUM
    of: Unit = Unit.POINTS
    policies: Policies | None = None


@dataclass(frozen=True)
class Section:
    """A named run of items with a tally of its own; `aggregate` has no members, since they are its items."""

    id: str
    items: tuple[Item, ...]
    when: Condition | None = None
    aggregate: Aggregate = field(default_factory=Aggregate)


@dataclass(frozen=True)
class Group:
    """A named aggregate of items, sections, other groups and readings."""

    id: str
    aggregate: Aggregate


@dataclass(frozen=True)
class Modifier:
    """One change to a score, while `when` holds: one of the numbers, in the unit of the score.

    `round` is a number of decimals, 0 to 6, and `rounding` how they are reached.
    """

    when: Condition | None = None
    multiply: Fraction | None = None
    add: Fraction | None = None
    at_most: Fraction | None = None
    at_least: Fraction | None = None
    round: int | None = None
    rounding: Rounding = Rounding.HALF_UP

    def __post_init__(self) -> None:
        if sum(number is not None for number in (self.multiply, self.add, self.at_most, self.at_least, self.round)) != 1:
            raise ModelError("a modifier does exactly one thing")
        if self.round is not None and not 0 <= self.round <= 6:
            raise ModelError(f"a modifier rounds to {self.round} decimals")


@dataclass(frozen=True)
class Band:
    """A level: it holds from `threshold` up to the next band. One whose `when` fails is passed over."""

    id: str
    threshold: Fraction
    when: Condition | None = None


@dataclass(frozen=True)
class Gate:
    """What caps the band of a score: a condition while it holds, or an item while it counts and earns less than it could."""

    id: str
    at_most: str
    when: Condition | None = None
    item: str | None = None


@dataclass(frozen=True)
class Score:
    """A named score. `aggregate` without members means all sections; `by_scorer` means that the Python scorer brings it.

    `out_of` is a maximum that the author states, above 0, in place of the one that follows from the members.
    `digits` are the decimals of the headline number, which is in `unit`, and `rounding` how they are reached. The number in
    `bands_in` decides the band, rounded as it is shown unless `exact`; a threshold belongs to its own band, or to the one below if
    `above`.
    """

    id: str
    aggregate: Aggregate = field(default_factory=Aggregate)
    out_of: Fraction | None = None
    unit: Unit = Unit.PERCENT
    digits: int = 1
    rounding: Rounding = Rounding.HALF_UP
    exact: bool = False
    modifiers: tuple[Modifier, ...] = ()
    bands: tuple[Band, ...] = ()
    bands_in: Unit = Unit.PERCENT
    above: bool = False
    gates: tuple[Gate, ...] = ()
    by_scorer: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.digits <= 6 or (self.out_of is not None and self.out_of <= 0):
            raise ModelError(f"the score {self.id!r} has {self.digits} digits and is out of {self.out_of}")
        if {gate.at_most for gate in self.gates} - {band.id for band in self.bands}:
            raise ModelError(f"a gate of the score {self.id!r} names no band of it")


@dataclass(frozen=True)
class Outcome:
    """What the checklist may end in; the first whose `when` holds. `review_after` is an ISO 8601 duration such as P6M."""

    id: str
    when: Condition | None = None
    review_after: str | None = None


@dataclass(frozen=True)
class Advice:
    """An action that belongs to no single item, offered while `when` holds."""

    id: str
    when: Condition | None = None


@dataclass(frozen=True)
class Reading:
    """A named score of another checklist. Answers saved longer ago than `old_after` (ISO 8601 duration) are old."""

    id: str
    checklist: str
    score: str = TOTAL
    old_after: str | None = None


@dataclass(frozen=True)
class Rescale:
    """How a number of an older version becomes one of this version: `multiply` times it plus `add`."""

    multiply: Fraction = Fraction(1)
    add: Fraction = Fraction(0)


@dataclass(frozen=True)
class Migration:
    """What changed from the version before `to`; ids of items are those before for `rename`, `split` and `remove`, else those after.

    A choice that is in `remove_choices` or a key in `choices` is named as it was before.
    """

    to: int
    rename: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    remove_choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rescale: Mapping[str, Rescale] = field(default_factory=dict)
    add: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checklist:
    """A whole checklist, as the scoring rules see it. Ids of items, sections, groups, scores, readings and advice are unique together.

    The first score is the one that stands for the whole. `scorer` is the source text of the Python scorer, "" if there is none.
    """

    id: str
    version: int
    sections: tuple[Section, ...]
    scores: tuple[Score, ...] = (Score(TOTAL),)
    groups: tuple[Group, ...] = ()
    policies: Policies = field(default_factory=Policies)
    outcomes: tuple[Outcome, ...] = ()
    advice: tuple[Advice, ...] = ()
    readings: tuple[Reading, ...] = ()
    migrations: tuple[Migration, ...] = ()
    scorer: str = ""

    def __post_init__(self) -> None:
        if not self.scores:
            raise ModelError("a checklist needs a score")

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the page."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def by_item(self) -> Mapping[str, Item]:
        """Every item by its id."""
        return {item.id: item for item in self.items}

    @cached_property
    def content(self) -> str:
        """Twelve hex digits that change with anything in the checklist: in its address, and in the answers that were given to it."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:12]

    def to_json(self) -> str:
        """The checklist as JSON text; `from_json` reads it back to an equal object."""
        return json.dumps({"format": FORMAT, **encode(self)}, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Checklist:
        """Read what `to_json` wrote.

        Raises:
            ModelError: the text is not JSON, of another format version, or lacks something.
        """
        try:
            if nests_deeper_than(text, _DEEPEST_NESTING):
                raise ModelError(f"this nests more than {_DEEPEST_NESTING} levels deep")
            document = json.loads(text)
            found = document.pop("format")
            if found != FORMAT:
                raise ModelError(f"this is {found!r}; this version of Bilan reads {FORMAT!r}")
            checklist: Checklist = decode(cls, document)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            if isinstance(error, ModelError):
                raise
            raise ModelError(f"this is not a compiled checklist: {type(error).__name__}: {error}") from error
        return checklist
