# The form of a file of personas, declared as the checklist format is: named answers, and what they must come to.

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bilan.authoring.diagnostics import Report
from bilan.authoring.diagnostics.fields import NOT_A_CHOICE_ID, NOT_A_NAME
from bilan.authoring.format.records import Field, ListShape, RecordShape, TableShape
from bilan.authoring.format.shapes import INVALID, FlagShape, IdShape, Located, NumberShape, Shape, TextShape, WordShape, describe
from bilan.authoring.source.loader import Mapping, Node, Scalar, Sequence
from bilan.engine import GIVEN, State

# A number that is the same whether it is read as a decimal or as a double, since answer files are JSON.
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?")

NONE = "none"
_ID = IdShape()
_STATE = RecordShape(
    "an answer without a value",
    {"state": Field(WordShape(GIVEN), f"{' or '.join(GIVEN)}.", required=True)},
)


@dataclass(frozen=True)
class Given:
    """An answer as it was written: a text, a tuple of them, or the state that stands in for a value."""

    value: str | tuple[str, ...] | State

    @property
    def number(self) -> float | None:
        """The number that the text is; None if it is none."""
        return float(self.value) if isinstance(self.value, str) and _DECIMAL.fullmatch(self.value) else None

    def __str__(self) -> str:
        if isinstance(self.value, State):
            return f"the state {self.value}"
        return f'"{self.value}"' if isinstance(self.value, str) else f"[{', '.join(self.value)}]"


@dataclass(frozen=True)
class AnswerShape:
    """The answer to one item; whether it fits the item is for those to say who know the item."""

    def check(self, node: Node, report: Report) -> Any:
        if isinstance(node, Mapping):
            record = _STATE.check(node, report)
            state = record.get("state") if isinstance(record, dict) else None
            return Located(node.place, Given(State(state))) if isinstance(state, str) else INVALID
        if isinstance(node, Scalar):
            return Located(node.place, Given(node.value))
        odd = [entry for entry in node.items if not isinstance(entry, Scalar)]
        for entry in odd:
            report.add(NOT_A_CHOICE_ID, entry.place, found=describe(entry))
        return INVALID if odd else Located(node.place, Given(tuple(entry.value for entry in node.items if isinstance(entry, Scalar))))

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, {"type": "array", "items": {"type": "string"}}, _STATE.schema()]}


@dataclass(frozen=True)
class LineShape:
    """A text of one line in no particular language."""

    def check(self, node: Node, report: Report) -> Any:
        if isinstance(node, Scalar):
            text = TextShape().check(node, report)
            return INVALID if text is INVALID else Located(node.place, text.in_locale(""))
        report.add(NOT_A_NAME, node.place, found=describe(node))
        return INVALID

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True)
class ExpectedShape:
    """A value of another shape with its place; or, if it may be absent, the word `none`, which becomes None."""

    of: Shape
    may_be_none: bool = True

    def check(self, node: Node, report: Report) -> Any:
        if self.may_be_none and isinstance(node, Scalar) and node.value == NONE:
            return Located(node.place, None)
        found = self.of.check(node, report)
        return found if found is INVALID or isinstance(found, Located) else Located(node.place, found)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"const": NONE}, self.of.schema()]} if self.may_be_none else self.of.schema()


@dataclass(frozen=True)
class IdsShape:
    """A list of ids, with its own place."""

    def check(self, node: Node, report: Report) -> Any:
        if isinstance(node, Sequence):
            return Located(node.place, ListShape(_ID).check(node, report))
        return ListShape(_ID).check(node, report)

    def schema(self) -> dict[str, Any]:
        return ListShape(_ID).schema()


_NUMBER = ExpectedShape(NumberShape(least=-1_000_000_000, most=1_000_000_000))
_TALLY = {
    "points": Field(_NUMBER, "The points, as they are shown."),
    "maximum": Field(_NUMBER, "The most that they could be."),
    "percent": Field(_NUMBER, "The percentage, as it is shown; none if nothing counts."),
}
_SCORE = RecordShape(
    "an expected score",
    {
        **_TALLY,
        "value": Field(_NUMBER, "The headline number, in the unit of the score."),
        "band": Field(ExpectedShape(_ID), "The id of the level; none if it has none."),
    },
)
_PART = RecordShape("an expected section or group", _TALLY)
_ITEM = RecordShape(
    "an expected item",
    {
        "points": _TALLY["points"],
        "maximum": _TALLY["maximum"],
        "state": Field(ExpectedShape(WordShape(tuple(State)), may_be_none=False), "What became of it: answered, hidden and so on."),
    },
)

EXPECT = RecordShape(
    "what is expected",
    {
        "score": Field(_SCORE, "The headline score."),
        "scores": Field(TableShape(_SCORE), "Scores by id."),
        "sections": Field(TableShape(_PART), "Sections by id."),
        "groups": Field(TableShape(_PART), "Groups by id."),
        "items": Field(TableShape(_ITEM), "Items by id."),
        "complete": Field(ExpectedShape(FlagShape(), may_be_none=False), "Whether every question that is shown has an answer."),
        "outcome": Field(ExpectedShape(_ID), "The id of the outcome; none if there is none."),
        "hidden": Field(IdsShape(), "Items and sections that are not shown."),
        "shown": Field(IdsShape(), "Items and sections that are shown."),
        "actions": Field(IdsShape(), "The first actions, in order; [] if there is none."),
        "notes": Field(IdsShape(), "The notes of the Python scorer, in order; [] if there is none."),
        "told": Field(IdsShape(), "What the result tells, wherever it stands: levels, gates, outcomes, actions, notes."),
        "untold": Field(IdsShape(), "What it must not tell: the same, and items that the way to the next level may not propose."),
    },
)

_ANSWERS = TableShape(AnswerShape())

PERSONAS = RecordShape(
    "the file of personas",
    {
        "personas": Field(
            ListShape(
                RecordShape(
                    "a persona",
                    {
                        "name": Field(LineShape(), "Who answers like that, in a few words.", required=True),
                        "answers": Field(_ANSWERS, "The answers by item.", required=True),
                        "others": Field(TableShape(_ANSWERS), "Answers to the checklists that this one reads, by checklist and item."),
                        "expect": Field(EXPECT, "What they come to; only what is named is compared.", required=True),
                    },
                ),
                least=1,
                most=500,
            ),
            "Named answers.",
            required=True,
        )
    },
)
