# The one door to the engine: JSON text in, JSON text out. The CLI, the tests and the browser's worker all come through here.

from __future__ import annotations

import json
from typing import Any

from bilan.engine import lossless
from bilan.engine.answers import AnswersError
from bilan.engine.migration import migrate
from bilan.engine.model import ModelError
from bilan.engine.readings import Parse, parsed, parsed_without_scorer, read_readings
from bilan.engine.scoring import score

ERROR_FORMAT = "bilan-error/1"
MIGRATION_FORMAT = "bilan-migration/1"

# What an answer meets where its question or its choice has gone.
_GONE = {"unknown-item", "unknown-choice"}


# What a caller may have left out, once it did not come to an end.
SCORER = "scorer"


def score_json(checklist: str, answers: str, others: str = "", left_out: str = "") -> str:
    """Score an answer file, brought up to the version of the checklist first.

    Args:
        checklist: JSON text of a compiled checklist (`Checklist.to_json`).
        answers: JSON text of an answer file.
        others: the checklists that this one reads, with their answers, as `read_readings` takes them; "" if there are none.
        left_out: `"scorer"` to score without any Python scorer; the result then tells `scorer-timeout`.

    Returns:
        JSON text on one line, in ASCII: a result (`"format": "bilan-result/1"`), or what is wrong with the input
        (`"format": "bilan-error/1"` with a stable `code` and a `message` in English). It never raises on bad input.
    """
    try:
        outcome = _scored(checklist, answers, others, parsed_without_scorer if left_out == SCORER else parsed)
    except (ModelError, AnswersError) as error:
        outcome = _error(error)
    return json.dumps(outcome, separators=(",", ":"))


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


def _scored(checklist: str, answers: str, others: str, parse: Parse) -> dict[str, Any]:
    rules = parsed(checklist)
    migrated = migrate(rules, answers)
    outcome = score(parse(checklist), migrated.answers, read_readings(rules, others, parse)).to_dict()
    if migrated.report:
        outcome["migration"] = migrated.report.to_dict()
    # Taken only where it is needed, since it costs as much as a score.
    elif migrated.answers.content and any(problem["code"] in _GONE for problem in outcome["problems"]):
        same_version = migrated.answers.version in (None, rules.version)
        outcome |= {"changed": True} if same_version and migrated.answers.content != rules.content else {}
    return outcome


def _error(error: ModelError | AnswersError) -> dict[str, Any]:
    code = error.code if isinstance(error, AnswersError) else "bad-checklist"
    return {"format": ERROR_FORMAT, "code": code, "message": str(error)}
