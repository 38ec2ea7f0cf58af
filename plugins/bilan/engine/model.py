# The language-neutral checklist: what the scoring rules need and nothing that a person reads.
# Written by `authoring`, carried to the browser as JSON (wire.py), read back here.

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from bilan.engine.conditions import Condition
from bilan.engine.numbers import nests_deeper_than
from bilan.engine.score_model import (
    TOTAL,
    Advice,
    Aggregate,
    Band,
    Gate,
    Group,
    Member,
    Modifier,
    Outcome,
    Policies,
    Reading,
    Score,
)
from bilan.engine.vocabulary import Better, Combine, Kind, Maximum, ModelError, State, Ticks, Treatment, Unit
from bilan.engine.wire import decode, encode

__all__ = [
    "FORMAT",
    "TOTAL",
    "Advice",
    "Aggregate",
    "Band",
    "Better",
    "Breakpoint",
    "Checklist",
    "Choice",
    "Combine",
    "Gate",
    "Group",
    "Item",
    "Kind",
    "Maximum",
    "Member",
    "Migration",
    "ModelError",
    "Modifier",
    "Outcome",
    "Policies",
    "Reading",
    "Rescale",
    "Score",
    "Section",
    "State",
    "Ticks",
    "Treatment",
    "Unit",
]

FORMAT = "bilan-checklist/1"

_DEEPEST_NESTING = 20


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
    say what several ticks earn. A `fact` states what is so: no other answer to it is ever proposed. `has_action` tells whether the
    author wrote what to do when the answer is weak, and `action_when` while what holds it is offered.
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
    fact: bool = False
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

    @cached_property
    def scores(self) -> bool:
        """Whether any answer to this item earns points or takes some off; if none does, the item is context and counts nowhere."""
        if self.kind is Kind.CHECK:
            return self.points != 0
        earning = (*(point.points for point in self.breakpoints), *(choice.points for choice in self.choices))
        return any(self.within(points) != 0 for points in earning)

    def within(self, points: Fraction) -> Fraction:
        """What ticks earn whose points come to this: at most the `cap`, at least the `floor`."""
        if self.cap is not None:
            points = min(points, self.cap)
        return points if self.floor is None else max(points, self.floor)


@dataclass(frozen=True)
class Section:
    """A named run of items with a tally of its own; `aggregate` has no members, since they are its items."""

    id: str
    items: tuple[Item, ...]
    when: Condition | None = None
    aggregate: Aggregate = field(default_factory=Aggregate)


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

    The first score is the one that stands for the whole; `declared` tells that the author named the scores. `scorer` is the source text
    of the Python scorer, "" if there is none.
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
    declared: bool = False

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

    @property
    def conditions(self) -> Iterator[Condition]:
        """Every condition in it."""
        found: list[Condition | None] = [section.when for section in self.sections]
        for item in self.items:
            found += [item.when, item.action_when, *(choice.when for choice in item.choices)]
        for score in self.scores:
            found += [modifier.when for modifier in score.modifiers]
            found += [band.when for band in score.bands] + [gate.when for gate in score.gates]
        found += [outcome.when for outcome in self.outcomes] + [advice.when for advice in self.advice]
        return (condition for condition in found if condition)

    @cached_property
    def content(self) -> str:
        """Twelve hex digits that change with anything in the checklist: in its address, and in the answers that were given to it."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:12]

    def to_json(self) -> str:
        """The checklist as JSON text; `from_json` reads it back to an equal object."""
        return self._json

    @cached_property
    def _json(self) -> str:
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
