# Steps of an explanation, from the answers to the level, in exact numbers; and its documented form, in which
# numbers are rounded as in a result (docs/contract.md). Ids, numbers and conditions only: the page and the CLI find the words.

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bilan.engine.explanation.items import ItemStep, Reason, SumStep, points_shown
from bilan.engine.model.modifiers import Modifier, Round
from bilan.engine.model.numbers import plain, round_half_up
from bilan.engine.model.scores import Band, Gate, Outcome, Score
from bilan.engine.model.tally import Tally
from bilan.engine.scoring.evaluation import rounded_tally
from bilan.engine.scoring.values import Change

FORMAT = "bilan-explanation/1"

# The decimals of a number that decides a level, before it is rounded as it is shown.
_FINE = 6


@dataclass(frozen=True)
class ModifierStep:
    """One modifier, and what it changed, None if it did not apply."""

    position: int
    modifier: Modifier
    change: Change | None
    when: Reason | None

    def to_dict(self) -> dict[str, Any]:
        """The documented form."""
        rounding = {"rounding": self.modifier.rounding.value} if isinstance(self.modifier, Round) else {}
        return {
            "position": self.position,
            "kind": self.modifier.kind.value,
            "number": round_half_up(self.modifier.number, _FINE),
            **rounding,
            "applied": self.change is not None,
            "before": round_half_up(self.change.before, _FINE) if self.change else None,
            "after": round_half_up(self.change.after, _FINE) if self.change else None,
            "when": self.when.to_dict() if self.when else None,
        }


@dataclass(frozen=True)
class GateStep:
    """One gate: whether it holds, and why."""

    gate: Gate
    holds: bool
    when: Reason | None

    def to_dict(self) -> dict[str, Any]:
        """The documented form."""
        when = self.when.to_dict() if self.when else None
        return {"id": self.gate.id, "at_most": self.gate.at_most, "holds": self.holds, "item": self.gate.item, "when": when}


@dataclass(frozen=True)
class BandStep:
    """One band of the scale: whether the number passes its threshold, and the condition under which it is there at all."""

    band: Band
    passed: bool
    when: Reason | None

    def to_dict(self) -> dict[str, Any]:
        """The documented form."""
        when = self.when.to_dict() if self.when else None
        return {"id": self.band.id, "from": points_shown(self.band.threshold), "passed": self.passed, "when": when}


@dataclass(frozen=True)
class ScoreStep:
    """A score: its sum (None if the Python scorer brings it), what modifiers make of it, and the level that follows.

    `number` is what decides the band, in `bands_in`, and `shown` the same as it is rounded.
    """

    score: Score
    sum: SumStep | None
    raw: Tally | None
    modifiers: tuple[ModifierStep, ...]
    tally: Tally | None
    value: Fraction | None
    number: Fraction | None
    shown: Fraction | None
    bands: tuple[BandStep, ...]
    reached: str | None
    gates: tuple[GateStep, ...]
    band: str | None

    def to_dict(self) -> dict[str, Any]:
        """The documented form."""
        score = self.score
        level = {
            "in": score.bands_in.value,
            "number": None if self.number is None else round_half_up(self.number, _FINE),
            "shown": None if self.shown is None else plain(self.shown),
            "decides": "number" if score.exact else "shown",
            "inclusive": "upper" if score.above else "lower",
            "bands": [step.to_dict() for step in self.bands],
            "reached": self.reached,
            "gates": [step.to_dict() for step in self.gates],
            "band": self.band,
        }
        return {
            "id": score.id,
            "sum": self.sum.to_dict() if self.sum else None,
            "out_of": None if score.out_of is None else points_shown(score.out_of),
            "raw": rounded_tally(self.raw, nothing=None),
            "unit": score.unit.value,
            "modifiers": [step.to_dict() for step in self.modifiers],
            "value": None if self.value is None else plain(self.value),
            "digits": score.digits,
            "rounding": score.rounding.value,
            **rounded_tally(self.tally, nothing=None),
            "level": level if score.bands else None,
        }


@dataclass(frozen=True)
class Explanation:
    """Every step, in the order in which they follow from each other.

    `complete` is that of the result; `outcomes` are those that were looked at, the chosen one last.
    """

    checklist: str
    version: int
    complete: bool
    items: tuple[ItemStep, ...]
    sections: tuple[SumStep, ...]
    groups: tuple[SumStep, ...]
    scores: tuple[ScoreStep, ...]
    outcomes: tuple[tuple[Outcome, Reason | None], ...]
    outcome: str | None

    def to_dict(self) -> dict[str, Any]:
        """The documented form."""
        looked_at = [{"id": outcome.id, "when": when.to_dict() if when else None} for outcome, when in self.outcomes]
        return {
            "format": FORMAT,
            "checklist": self.checklist,
            "version": self.version,
            "complete": self.complete,
            "items": [step.to_dict() for step in self.items],
            "sections": [step.to_dict() for step in self.sections],
            "groups": [step.to_dict() for step in self.groups],
            "scores": [step.to_dict() for step in self.scores],
            "outcomes": looked_at,
            "outcome": self.outcome,
        }
