# Expectations of a persona, compared with the documented result: the rounded numbers that a reader sees.

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bilan.authoring.diagnostics import Message, Place, Report
from bilan.authoring.diagnostics.personas import (
    HAS_NO_PARTS,
    NONE_EXPECTED,
    NOT_TOLD,
    OTHER_ORDER,
    OTHER_STATE,
    OTHER_VALUE,
    PROPOSED_ALL_THE_SAME,
    TOLD_ALL_THE_SAME,
    UNKNOWN_PART,
)
from bilan.authoring.document import Document
from bilan.authoring.format.shapes import Located
from bilan.engine import Checklist, State, Unit

Result = Mapping[str, Any]


@dataclass(frozen=True)
class Telling:
    """What a persona is told: the JSON result, and what would lift its headline score, a search that is made only where it is needed."""

    result: Result
    lift: Callable[[], Result]


def compare(expected: Mapping[str, Any], telling: Telling, document: Document, persona: str, report: Report) -> None:
    """Report every difference.

    Args:
        expected: what `personas_format.EXPECT` made of the expectations; parts may be INVALID.
        telling: what the persona's answers come to.
        document: the checklist that was applied.
        persona: its name, for the messages.
        report: where the differences go.
    """
    _Comparison(document, telling.result, telling.lift, persona, report).run(expected)


@dataclass(frozen=True)
class _Comparison:
    document: Document
    result: Result
    lift: Callable[[], Result]
    persona: str
    report: Report

    @property
    def checklist(self) -> Checklist:
        return self.document.checklist

    def run(self, expected: Mapping[str, Any]) -> None:
        scores = self._scores()
        headline = self.checklist.scores[0].id
        self._record(expected.get("score"), scores[headline], " of the score")
        self._table(expected.get("scores"), scores, "score")
        for noun in ("section", "group", "item"):
            found = {part["id"]: part for part in self.result.get(f"{noun}s", ())}
            self._table(expected.get(f"{noun}s"), found, noun)
        if isinstance(complete := expected.get("complete"), Located):
            self._value(complete, self.result["complete"], "complete")
        if isinstance(outcome := expected.get("outcome"), Located):
            self._outcome(outcome)
        self._states(expected)
        self._order(expected.get("actions"), "actions", self._actions())
        self._order(expected.get("notes"), "notes", None)
        self._telling(expected)

    def _scores(self) -> dict[str, Result]:
        """Every score in full: results leave out the list where the score of the whole says all."""
        if "scores" in self.result:
            return {score["id"]: score for score in self.result["scores"]}
        score = self.checklist.scores[0]
        whole = self.result["score"]
        return {score.id: {**whole, "value": whole["points" if score.unit is Unit.POINTS else "percent"]}}

    def _table(self, table: Any, found: Mapping[str, Result], noun: str) -> None:
        for name, part in (table if isinstance(table, dict) else {}).items():
            if name in found:
                self._record(part.value, found[name], f" of {name}")
            else:
                self._unknown(part.place, name, noun, found)

    def _record(self, record: Any, found: Result, whose: str) -> None:
        bands = [band.id for score in self.checklist.scores for band in score.bands]
        for name, value in (record if isinstance(record, dict) else {}).items():
            if not isinstance(value, Located):
                continue
            if name == "band" and value.value is not None and value.value not in bands:
                self._unknown(value.place, value.value, "level", bands)
            else:
                self._value(value, found[name], name, whose)

    def _outcome(self, expected: Located) -> None:
        known = [outcome.id for outcome in self.checklist.outcomes]
        if expected.value is not None and expected.value not in known:
            self._unknown(expected.place, expected.value, "outcome", known)
            return
        outcome = self.result.get("outcome")
        self._value(expected, outcome["id"] if outcome else None, "outcome")

    def _states(self, expected: Mapping[str, Any]) -> None:
        hidden = {section["id"]: section.get("hidden", False) for section in self.result["sections"]}
        hidden |= {item["id"]: item["state"] == State.HIDDEN for item in self.result["items"]}
        for name, wanted in (("hidden", True), ("shown", False)):
            for part in _ids(expected.get(name)):
                if part.value not in hidden:
                    self._unknown(part.place, part.value, "item or section", hidden)
                elif hidden[part.value] is not wanted:
                    found = "hidden" if hidden[part.value] else "shown"
                    self._differs(OTHER_STATE, part, state=name, found=found)

    def _actions(self) -> list[str]:
        return [*(advice.id for advice in self.checklist.advice), *(item.id for item in self.checklist.items if item.has_action)]

    def _telling(self, expected: Mapping[str, Any]) -> None:
        """What stands anywhere in the result, or must stand nowhere in it and not on the way to the next level either."""
        told = self._told()
        proposed = {change["item"] for change in self.lift()["changes"] or ()} if _ids(expected.get("untold")) else set()
        for name, wanted in (("told", True), ("untold", False)):
            for part in _ids(expected.get(name)):
                if part.value not in told and part.value not in self.checklist.by_item:
                    self._unknown(part.place, part.value, "level, gate, outcome, action, note or item", told)
                elif wanted and not told.get(part.value):
                    self._differs(NOT_TOLD, part)
                elif not wanted and (told.get(part.value) or part.value in proposed):
                    self._differs(TOLD_ALL_THE_SAME if told.get(part.value) else PROPOSED_ALL_THE_SAME, part)

    def _told(self) -> dict[str, bool]:
        """What the checklist can tell, by id, and whether it does so here."""
        scores = self._scores()
        known = dict.fromkeys([band.id for score in self.checklist.scores for band in score.bands], False)
        known |= dict.fromkeys([gate.id for score in self.checklist.scores for gate in score.gates], False)
        known |= dict.fromkeys([*(outcome.id for outcome in self.checklist.outcomes), *self._actions()], False)
        known |= dict.fromkeys([note["id"] for note in self.document.content.get("notes", ())], False)
        here = [*self.result["actions"], *(note["id"] for note in self.result.get("notes", ()))]
        here += [score["band"] for score in scores.values() if score["band"]]
        here += [gate for told in (self.result, *scores.values()) for gate in told.get("gates", ())]
        outcome = self.result.get("outcome")
        return known | dict.fromkeys([*here, *([outcome["id"]] if outcome else [])], True)

    def _order(self, expected: Any, name: str, known: Iterable[str] | None) -> None:
        found = [entry if isinstance(entry, str) else entry["id"] for entry in self.result.get(name, ())]
        if isinstance(expected, Located) and expected.value == [] and found:
            self._differs(NONE_EXPECTED, expected, list=name, first=found[0], found=", ".join(found))
        for position, part in enumerate(_ids(expected)):
            if known is not None and part.value not in known:
                self._unknown(part.place, part.value, "action", known)
            elif found[position : position + 1] != [part.value]:
                there = found[position] if position < len(found) else "none"
                self._differs(OTHER_ORDER, part, number=position + 1, list=name, there=there, found=", ".join(found))
                return

    def _value(self, expected: Located, found: Any, name: str, whose: str = "") -> None:
        if not _same(expected.value, found):
            self._differs(OTHER_VALUE, expected, name=name, whose=whose, found=_shown(found))

    def _differs(self, message: Message, expected: Located, /, **fields: Any) -> None:
        self.report.add(message, expected.place, expected=_shown(expected.value), persona=self.persona, **fields)

    def _unknown(self, place: Place, name: str, noun: str, known: Iterable[str]) -> None:
        names = ", ".join(known)
        if names:
            self.report.add(UNKNOWN_PART, place, id=name, noun=noun, checklist=self.checklist.id, known=names)
        else:
            self.report.add(HAS_NO_PARTS, place, id=name, noun=noun, checklist=self.checklist.id)


def _ids(value: Any) -> list[Located]:
    ids = value.value if isinstance(value, Located) else []
    return [part for part in ids if isinstance(part, Located)] if isinstance(ids, list) else []


def _same(expected: Any, found: Any) -> bool:
    if isinstance(expected, Fraction):
        return found is not None and expected == Fraction(str(found))
    return bool(expected == found)


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    if value == []:
        return "no"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Fraction):
        return f"{float(value):.9g}" if 10**9 % value.denominator == 0 else str(value)
    return str(value)
