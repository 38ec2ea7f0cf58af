# Values of the parts of a checklist for one set of answers; `evaluation` works them out.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import assert_never

from bilan.engine.answers.file import Answers
from bilan.engine.conditions.expressions import Value
from bilan.engine.conditions.parser import Condition
from bilan.engine.model.answer import AnswerValue
from bilan.engine.model.checklist import Checklist
from bilan.engine.model.items import Item
from bilan.engine.model.scores import Band, Gate, Policies, Score
from bilan.engine.model.tally import Tally
from bilan.engine.model.vocabulary import Maximum, Problem, State, Treatment
from bilan.engine.scorer.run import ScorerReport
from bilan.engine.scoring.plan import Plan

_ZERO = Fraction(0)


@dataclass(frozen=True)
class ReadingValue:
    """What was found of another checklist's score. `state` is `read`, `missing` or `old`; the numbers are None if missing."""

    state: str = "missing"
    tally: Tally | None = None
    band: str | None = None


@dataclass(frozen=True)
class ItemValue:
    """What one item came to: its state, its value if it has one, what that earns, and what it could earn at the most.

    `earned` is None unless the answer scores; an unticked box earns what it earns. `full` is what the choices that are offered allow,
    `nominal` what all choices do.
    """

    item: Item
    state: State
    value: AnswerValue
    earned: Fraction | None
    full: Fraction
    nominal: Fraction
    hidden_choices: tuple[str, ...] = ()

    def contribution(self, policies: Policies) -> Tally | None:
        """What it brings to a sum under these policies; None if it does not count."""
        if not self.item.scores:
            return None
        nominal = policies.maximum is Maximum.NOMINAL
        maximum = self.nominal if nominal else self.full
        if self.earned is not None:
            return Tally(self.earned, maximum)
        treatment = policies.treatment(self.state)
        match treatment:
            case Treatment.EXCLUDE:
                return Tally(_ZERO, maximum) if nominal else None
            case Treatment.ZERO:
                return Tally(_ZERO, maximum)
            case Treatment.FULL:
                return Tally(maximum, maximum)
            case _:
                assert_never(treatment)


@dataclass(frozen=True)
class Change:
    """What a modifier did: its position, and the number of the score before and after."""

    position: int
    before: Fraction
    after: Fraction


@dataclass(frozen=True)
class ScoreValue:
    """A score: what its members came to (`raw`), what each modifier changed, and what is left (`tally`); None if nothing counts."""

    score: Score
    raw: Tally | None
    changes: tuple[Change, ...]
    tally: Tally | None

    @property
    def value(self) -> Fraction | None:
        """The headline number in the unit of the score, exact."""
        return None if self.tally is None else self.tally.in_unit(self.score.unit)


@dataclass(frozen=True)
class BandValue:
    """The level of a score: the one that its number reaches, the gates that hold, and the one that is left."""

    reached: Band | None
    gates: tuple[Gate, ...]
    band: Band | None


@dataclass
class Evaluation:
    """Everything that follows from one set of answers; it is the `Facts` of the conditions. Filled by `evaluate` step by step.

    `problems` are the answers that could not be used, by item.
    """

    checklist: Checklist
    answers: Answers
    readings: Mapping[str, ReadingValue]
    plan: Plan
    problems: dict[str, Problem] = field(default_factory=dict)
    shown: dict[str, bool] = field(default_factory=dict)
    items: dict[str, ItemValue] = field(default_factory=dict)
    tallies: dict[str, Tally | None] = field(default_factory=dict)
    scores: dict[str, ScoreValue] = field(default_factory=dict)
    bands: dict[str, BandValue] = field(default_factory=dict)
    report: ScorerReport | None = None
    under: dict[tuple[str, Policies], Tally | None] = field(default_factory=dict)

    def holds(self, condition: Condition | None) -> bool:
        """Whether a condition is true; one that is not there is."""
        return condition is None or condition.holds(self)

    def value(self, item: str) -> Value:
        """The answer to an item that is shown."""
        found = self.items[item]
        return found.state is State.ANSWERED if found.item.is_box and found.state is not State.HIDDEN else found.value

    def state(self, name: str) -> str:
        """The state of an item, or of a reading."""
        if name in self.items:
            return self.items[name].state.value
        return (State.UNANSWERED if self.readings[name].state == "missing" else State.ANSWERED).value

    def tally(self, name: str) -> Tally | None:
        """Points and maximum of an item under the policies of the checklist, of a section, group, score or reading."""
        if name in self.items:
            return self.items[name].contribution(self.checklist.policies)
        if name in self.scores:
            return self.scores[name].tally
        return self.tallies[name] if name in self.tallies else self.readings[name].tally

    def band(self, score: str) -> str | None:
        """The id of the band that a score, here or of a reading, is in."""
        if score in self.readings:
            return self.readings[score].band
        band = self.bands[score].band
        return band.id if band else None

    def members(self, name: str) -> tuple[str, ...] | None:
        """The items of a section, group or score."""
        return self.plan.members.get(name)
