# The one door to the engine: JSON text in, JSON text out. The CLI, the tests and the browser's worker all come through here.

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from bilan.engine.answers import lossless
from bilan.engine.answers.file import AnswersError
from bilan.engine.answers.migration import Migrated, migrate
from bilan.engine.explanation.explain import explain
from bilan.engine.model.checklist import Checklist
from bilan.engine.model.vocabulary import ModelError
from bilan.engine.scorer.run import ENDED, STOPPED
from bilan.engine.scoring.readings import parsed, parsed_without_scorer, read_readings
from bilan.engine.scoring.result import FORMAT as RESULT_FORMAT
from bilan.engine.scoring.result import Result, score
from bilan.engine.what_if.lift import lift

ERROR_FORMAT = "bilan-error/1"
MIGRATION_FORMAT = "bilan-migration/1"

# What an answer meets where its question or its choice has gone.
_GONE = {"unknown-item", "unknown-choice"}


# What a caller may have left out, and why: a scorer that did not come to an end, or that ended Python.
_LEFT_OUT = {"scorer": STOPPED, "scorer-ended": ENDED}


def score_json(checklist: str, answers: str, others: str = "", left_out: str = "") -> str:
    """Score an answer file, brought up to the version of the checklist first.

    Args:
        checklist: JSON text of a compiled checklist (`Checklist.to_json`).
        answers: JSON text of an answer file.
        others: the checklists that this one reads, with their answers, as `read_readings` takes them; "" if there are none.
        left_out: `"scorer"` to score without any Python scorer, which the result then tells as `scorer-timeout`; `"scorer-ended"` to have
            it tell `scorer-ended`.

    Returns:
        JSON text on one line, in ASCII: a result (`"format": "bilan-result/1"`), or what is wrong with the input
        (`"format": "bilan-error/1"` with a stable `code` and a `message` in English). It never raises on bad input.
    """
    return _answered((checklist, answers, others, left_out), Result.to_dict)


def explain_json(checklist: str, answers: str, others: str = "", left_out: str = "") -> str:
    """Take a score apart, step by step.

    Args:
        checklist: as `score_json` takes it.
        answers: likewise.
        others: likewise.
        left_out: likewise.

    Returns:
        JSON text on one line, in ASCII: `"format": "bilan-explanation/1"`; or what is wrong with the input, as `score_json` tells it.
    """
    return _answered((checklist, answers, others, left_out), lambda result: explain(result).to_dict())


def lift_json(checklist: str, answers: str, others: str = "", left_out: str = "", of: str = "") -> str:
    """Say which few answers would lift a score to its next band, and what can still become of it.

    Args:
        checklist: as `score_json` takes it.
        answers: likewise.
        others: likewise.
        left_out: likewise.
        of: the id of a score; the first one of the checklist if "".

    Returns:
        JSON text on one line, in ASCII: `"format": "bilan-lift/1"`; or what is wrong with the input, as `score_json` tells it, with
        the code `unknown-score` besides.
    """

    def lifted(result: Result) -> dict[str, Any]:
        if of and of not in result.evaluation.plan.scores:
            raise AnswersError("unknown-score", f"the checklist {result.checklist.id!r} has no score {of!r}")
        return lift(result, of or None).to_dict()

    return _answered((checklist, answers, others, left_out), lifted)


def migrate_json(checklist: str, answers: str) -> str:
    """Bring an answer file up to the version of its checklist.

    Args:
        checklist: JSON text of a compiled checklist.
        answers: JSON text of an answer file.

    Returns:
        JSON text on one line, in ASCII: `"format": "bilan-migration/1"`, the new `document`, and what was done as `report`, null if
        the file was of this version or a newer one and is unchanged; or what is wrong with the input, as `score_json` tells it.
    """
    try:
        migrated = migrate(parsed(checklist), answers)
        report = migrated.report.to_dict() if migrated.report else None
        outcome = {"format": MIGRATION_FORMAT, "document": lossless.read(migrated.text), "report": report}
    except (ModelError, AnswersError) as error:
        outcome = _error(error)
    return lossless.write(outcome)


def _answered(texts: tuple[str, str, str, str], tell: Callable[[Result], dict[str, Any]]) -> str:
    """Score what `score_json` takes, and tell something of the result; or what is wrong with the input."""
    checklist, answers, others, left_out = texts
    parse = partial(parsed_without_scorer, reason=_LEFT_OUT[left_out]) if left_out in _LEFT_OUT else parsed
    try:
        rules = parsed(checklist)
        migrated = migrate(rules, answers)
        outcome = tell(score(parse(checklist), migrated.answers, read_readings(rules, others, parse)))
        if outcome["format"] == RESULT_FORMAT:
            outcome |= _history(rules, migrated, outcome["problems"])
    except (ModelError, AnswersError) as error:
        outcome = _error(error)
    return json.dumps(outcome, separators=(",", ":"))


def _history(rules: Checklist, migrated: Migrated, problems: list[dict[str, Any]]) -> dict[str, Any]:
    """What became of answers that were given to other rules."""
    if migrated.report:
        return {"migration": migrated.report.to_dict()}
    # Taken only where it is needed, since it costs as much as a score.
    content, version = migrated.answers.content, migrated.answers.version
    gone = content and version in (None, rules.version) and any(problem["code"] in _GONE for problem in problems)
    return {"changed": True} if gone and content != rules.content else {}


def _error(error: ModelError | AnswersError) -> dict[str, Any]:
    code = error.code if isinstance(error, AnswersError) else "bad-checklist"
    return {"format": ERROR_FORMAT, "code": code, "message": str(error)}
