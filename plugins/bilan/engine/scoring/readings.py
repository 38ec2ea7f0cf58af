# Scores of other checklists: their own rules and answers are handed over and scored here, so the numbers stay exact.

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from bilan.engine.answers.file import Answers, AnswersError
from bilan.engine.answers.migration import migrate
from bilan.engine.model.checklist import Checklist
from bilan.engine.model.numbers import nests_deeper_than
from bilan.engine.model.scores import Reading
from bilan.engine.model.vocabulary import ModelError
from bilan.engine.scoring.evaluation import evaluate
from bilan.engine.scoring.values import ReadingValue

# A worker lives through many pages; it keeps what it has parsed.
parsed = lru_cache(maxsize=64)(Checklist.from_json)

Parse = Callable[[str], Checklist]


@lru_cache(maxsize=64)
def parsed_without_scorer(text: str, reason: str) -> Checklist:
    """A checklist whose Python scorer, if it has one, is not run; `reason` is `STOPPED` or `ENDED`."""
    checklist = parsed(text)
    return replace(checklist, scorer=reason) if checklist.scorer else checklist


_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Y": 12}


def read_readings(checklist: Checklist, others: str, parse: Parse = parsed) -> Mapping[str, ReadingValue]:
    """Score what a checklist reads of others.

    Args:
        checklist: its `readings` say which scores it wants.
        others: JSON text, or "" if there is nothing:
            `{"today": "2026-11-25", "checklists": {"<id>": {"checklist": "<compiled>", "answers": "<answer file>"}}}`.
            Without `today` no answers are too old.
        parse: how their rules are read: `parsed`, or `parsed_without_scorer` with its reason.

    Returns:
        By reading id. One is missing if its checklist was not handed over, has no answers, or can't be read; it is old if its answers
        were given to another version, or were saved longer ago than the reading accepts.
    """
    return _read(checklist, _document(others), parse, frozenset({checklist.id})) if checklist.readings and others else {}


def _document(others: str) -> dict[str, Any]:
    try:
        document = {} if nests_deeper_than(others, 10) else json.loads(others)
    except ValueError:
        return {}
    return document if isinstance(document, dict) and isinstance(document.get("checklists"), dict) else {}


def _read(checklist: Checklist, document: dict[str, Any], parse: Parse, on_the_way: frozenset[str]) -> dict[str, ReadingValue]:
    found: dict[str, ReadingValue] = {}
    for reading in checklist.readings:
        entry = document.get("checklists", {}).get(reading.checklist)
        # Checklists that read each other are refused by the checks; here a circle just ends.
        if isinstance(entry, dict) and reading.checklist not in on_the_way:
            found[reading.id] = _value(reading, entry, document, parse, on_the_way | {reading.checklist})
    return found


def _value(reading: Reading, entry: dict[str, Any], document: dict[str, Any], parse: Parse, on_the_way: frozenset[str]) -> ReadingValue:
    try:
        other = parse(entry["checklist"])
        migrated = migrate(other, entry["answers"])
        answers = migrated.answers
        evaluation = evaluate(other, answers, _read(other, document, parse, on_the_way))
        score = evaluation.scores[reading.score]
    except (AnswersError, ModelError, KeyError, TypeError, AttributeError):
        return ReadingValue()
    if answers.checklist != reading.checklist or not answers.by_item or score.tally is None:
        return ReadingValue()
    old = migrated.report is not None or answers.version != other.version or _is_old(answers, reading.old_after, document.get("today"))
    return ReadingValue("old" if old else "read", score.tally, evaluation.band(reading.score))


def _is_old(answers: Answers, old_after: str | None, today: Any) -> bool:
    if old_after is None or answers.saved is None or not isinstance(today, str):
        return False
    try:
        return later(date.fromisoformat(answers.saved[:10]), old_after) < date.fromisoformat(today)
    except (ValueError, OverflowError):
        return False


def later(day: date, duration: str) -> date:
    """The date so much later: `duration` is `P`, a whole number, and D, W, M or Y. A day that a month lacks becomes its last."""
    number, unit = int(duration[1:-1]), duration[-1]
    if unit in _DAYS:
        return day + timedelta(days=number * _DAYS[unit])
    months = day.year * 12 + day.month - 1 + number * _MONTHS[unit]
    first = date(months // 12, months % 12 + 1, 1)
    following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return first + timedelta(days=min(day.day, (following - first).days) - 1)
