# The shapes of what only scoring needs: conditions, times, and the name of a Python scorer.

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bilan.authoring.diagnostics import Place, Report
from bilan.authoring.diagnostics.fields import NOT_A_CONDITION, NOT_A_PYTHON_FILE, NOT_A_TIME, UNREADABLE_CONDITION
from bilan.authoring.format.foreign_conditions import meant_condition
from bilan.authoring.format.shapes import INVALID, Located, describe
from bilan.authoring.source.loader import Node, Scalar
from bilan.engine import LONGEST, Condition, ConditionError

_DURATION = re.compile(r"([1-9][0-9]{0,3}) (day|week|month|year)s?")
_SCORER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.py")


@dataclass(frozen=True)
class Written:
    """A condition as it stands in the file: parsed, and with the node that it was written in, for the places of its parts."""

    condition: Condition
    node: Scalar

    def place_of(self, offset: int) -> Place:
        """Where the character at `offset` of the condition stands."""
        return self.node.place_of(offset)


def joined(*conditions: Condition) -> Condition:
    """The condition that holds where each of these does. Raises ConditionError if it would be too long or too deep."""
    return Condition.parse(" and ".join(f"({condition.text})" for condition in conditions))


@dataclass(frozen=True)
class ConditionShape:
    """An expression of the language in docs/conditions.md."""

    def check(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Scalar):
            report.add(NOT_A_CONDITION, node.place, found=describe(node))
            return INVALID
        try:
            return Written(Condition.parse(node.value), node)
        except ConditionError as error:
            meant = meant_condition(node.value, error.offset)
            report.add(UNREADABLE_CONDITION, node.place_of(error.offset), instead=meant, fault=error.what, hint=error.hint)
            return INVALID

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "boolean"], "maxLength": LONGEST}


@dataclass(frozen=True)
class DurationShape:
    """A time such as `6 months`; its value is the ISO 8601 duration, P6M."""

    def check(self, node: Node, report: Report) -> Any:
        match = _DURATION.fullmatch(node.value) if isinstance(node, Scalar) else None
        if match:
            return f"P{match[1]}{match[2][0].upper()}"
        report.add(NOT_A_TIME, node.place, found=describe(node))
        return INVALID

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_DURATION.pattern}$"}


@dataclass(frozen=True)
class ScorerShape:
    """The name of a Python file that stands beside the checklist."""

    def check(self, node: Node, report: Report) -> Any:
        if isinstance(node, Scalar) and _SCORER.fullmatch(node.value):
            return Located(node.place, node.value)
        report.add(NOT_A_PYTHON_FILE, node.place, found=describe(node))
        return INVALID

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_SCORER.pattern}$"}
