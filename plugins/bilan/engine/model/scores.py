# Parts that are made of items: aggregates, scores with their modifiers, bands and gates, outcomes, advice, readings.

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import assert_never

from bilan.engine.conditions.parser import Condition
from bilan.engine.model.modifiers import Modifier
from bilan.engine.model.numbers import Rounding
from bilan.engine.model.vocabulary import Better, Combine, Maximum, ModelError, State, Treatment, Unit

# The score of a checklist that declares none.
TOTAL = "total"


@dataclass(frozen=True)
class Policies:
    """What items without a scored answer do to a sum, and what its maximum holds."""

    maximum: Maximum = Maximum.APPLICABLE
    not_applicable: Treatment = Treatment.EXCLUDE
    dont_know: Treatment = Treatment.ZERO
    unanswered: Treatment = Treatment.EXCLUDE

    def treatment(self, state: State) -> Treatment:
        """What an item in this state, without a scored answer, does to a sum."""
        match state:
            case State.NOT_APPLICABLE:
                return self.not_applicable
            case State.DONT_KNOW:
                return self.dont_know
            case State.UNANSWERED:
                return self.unanswered
            case State.ANSWERED | State.HIDDEN:
                return Treatment.EXCLUDE
            case _:
                assert_never(state)

    @cached_property
    def applicable(self) -> Policies:
        """The same with the maximum of what counts, by which a single item is judged: what is left out of the sums is left out there."""
        return self if self.maximum is Maximum.APPLICABLE else replace(self, maximum=Maximum.APPLICABLE)


@dataclass(frozen=True)
class Member:
    """An item, section, group or reading in an aggregate. The weight is 1 if None; in a weighted mean, the item's own."""

    id: str
    weight: Fraction | None = None


@dataclass(frozen=True)
class Aggregate:
    """How points come together. `of` tells whether members bring their points, or their percentages (each with the maximum 100).

    With `needs_all` there is nothing unless every member that can score counts.
    """

    members: tuple[Member, ...] = ()
    combine: Combine = Combine.SUM
    of: Unit = Unit.POINTS
    policies: Policies | None = None
    needs_all: bool = False


@dataclass(frozen=True)
class Group:
    """A named aggregate of items, sections, other groups and readings."""

    id: str
    aggregate: Aggregate


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

    `out_of` is a maximum that the author states, above 0, in place of the one that follows from the members. `better` tells which way
    the score is good. `digits` are the decimals of the headline number, which is in `unit`, and `rounding` how they are reached. The
    number in `bands_in` decides the band, rounded as it is shown unless `exact`; a threshold belongs to its own band, or to the one below
    if `above`.
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
    better: Better = Better.HIGHER

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
