# The first steps of an explanation: from an answer to what its item earns, and from there to the sums of sections and groups; and the
# reasons that conditions give. Numbers are exact; `to_dict` rounds them as in a result (docs/contract.md).

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bilan.engine.answers.file import public
from bilan.engine.conditions.expressions import Value
from bilan.engine.model.numbers import round_half_up
from bilan.engine.model.scores import Aggregate, Policies
from bilan.engine.model.states import STATES
from bilan.engine.model.tally import Tally
from bilan.engine.model.vocabulary import State, Unit
from bilan.engine.scoring.aggregation import unit_of
from bilan.engine.scoring.evaluation import DIGITS, rounded_tally
from bilan.engine.scoring.values import ItemValue


@dataclass(frozen=True)
class Reason:
    """A condition, whether it holds, and what each thing that it looks at came to: function (`value` of an item's answer), id, value."""

    text: str
    holds: bool
    reads: tuple[tuple[str, str, Value], ...]

    def to_dict(self) -> dict[str, Any]:
        """The documented form."""
        reads = [{"function": function, "id": name, "value": _told(function, value)} for function, name, value in self.reads]
        return {"text": self.text, "holds": self.holds, "reads": reads}


@dataclass(frozen=True)
class ItemStep:
    """From the answer to what the item earns: `raw` points, `bounds[0] + bounds[1] - raw` if it is reversed, times its weight.

    `tally` is what it brings under the policies of the checklist, None if it does not count; `why` tells what stands in the way of its
    points: `hidden`, `unscored` (such items never earn), or the state that it was left in. `when` is the condition that hides it.
    """

    section: str
    value: ItemValue
    raw: Fraction | None
    bounds: tuple[Fraction, Fraction] | None
    tally: Tally | None
    why: str | None
    when: Reason | None

    def to_dict(self) -> dict[str, Any]:
        """The documented form."""
        item = self.value.item
        reversed_from: dict[str, Any] = {}
        if item.reverse and self.bounds and self.raw is not None:
            reversed_from["bounds"] = [points_shown(bound) for bound in self.bounds]
            reversed_from["reversed"] = points_shown(item.after_reverse(self.raw))
        hidden = {"hidden_choices": list(self.value.hidden_choices)} if self.value.hidden_choices else {}
        return {
            "id": item.id,
            "section": self.section,
            "state": self.value.state.value,
            "answer": None if self.value.state is State.HIDDEN else public(self.value.value),
            "raw": None if self.raw is None else points_shown(self.raw),
            "reverse": item.reverse,
            **reversed_from,
            "weight": points_shown(item.weight),
            "earned": None if self.value.earned is None else points_shown(self.value.earned),
            "points": None if self.tally is None else points_shown(self.tally.points),
            "maximum": None if self.tally is None else points_shown(self.tally.maximum),
            "counts": self.tally is not None,
            "why": self.why,
            "when": self.when.to_dict() if self.when else None,
            **hidden,
        }


@dataclass(frozen=True)
class TermStep:
    """A member that counts. `sum` is how it came to that, where the policies of what it is part of make it another than its own."""

    id: str
    weight: Fraction
    tally: Tally
    sum: SumStep | None = None

    def weighted(self, of: Unit) -> Tally:
        """What it brings to its sum: its points, or its percentage of 100, times its weight."""
        percent = self.tally.percent if of is Unit.PERCENT else None
        points, maximum = self.tally if percent is None else (percent, Fraction(100))
        return Tally(self.weight * points, self.weight * maximum)

    def to_dict(self, of: Unit) -> dict[str, Any]:
        """The documented form in a sum of points or of percentages."""
        brought = self.weighted(of)
        weighted = {"points": round_half_up(brought.points, DIGITS[of]), "maximum": round_half_up(brought.maximum, DIGITS[of])}
        within = {"sum": self.sum.to_dict()} if self.sum else {}
        return {"id": self.id, "weight": points_shown(self.weight), **rounded_tally(self.tally), "weighted": weighted, **within}


@dataclass(frozen=True)
class SumStep:
    """How the terms of a section, group or score come together: their weighted points, or percentages, added up and divided.

    `missing` are members that do not count and without which there is nothing.
    """

    id: str
    how: Aggregate
    policies: Policies
    terms: tuple[TermStep, ...]
    divisor: Fraction | None
    tally: Tally | None
    missing: tuple[str, ...] = ()

    @property
    def of(self) -> Unit:
        """What of the terms is combined; a share of what is answered is one of points."""
        return unit_of(self.how)

    def to_dict(self) -> dict[str, Any]:
        """The documented form."""
        policies = self.policies
        return {
            "id": self.id,
            "combine": self.how.combine.value,
            "of": self.of.value,
            "policies": {
                "maximum": policies.maximum.value,
                **{state.value: policies.treatment(state).value for state, rules in STATES.items() if rules.treatments},
            },
            "terms": [term.to_dict(self.of) for term in self.terms],
            "divisor": None if self.divisor is None else points_shown(self.divisor),
            **rounded_tally(self.tally, nothing=None),
            **({"missing": list(self.missing)} if self.missing else {}),
        }


def points_shown(number: Fraction) -> int | float:
    """Points as every result shows them."""
    return round_half_up(number, DIGITS[Unit.POINTS])


def _told(function: str, value: Value) -> Any:
    if isinstance(value, Fraction):
        return round_half_up(value, DIGITS[Unit.PERCENT if function == "percent" else Unit.POINTS])
    return sorted(str(entry) for entry in value) if isinstance(value, frozenset) else value
