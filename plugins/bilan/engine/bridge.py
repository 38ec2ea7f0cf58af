# The one door to the engine: JSON text in, JSON text out. The CLI, the tests and the browser's worker all come through here.

from __future__ import annotations

import json
from functools import lru_cache

from bilan.engine.answers import AnswersError, read_answers
from bilan.engine.model import Checklist, ModelError
from bilan.engine.scoring import score

ERROR_FORMAT = "bilan-error/1"

# A worker lives through many pages; it keeps what it has parsed.
_read_checklist = lru_cache(maxsize=64)(Checklist.from_json)


def score_json(checklist: str, answers: str) -> str:
    """Score an answer file.

    Args:
        checklist: JSON text of a compiled checklist (`Checklist.to_json`).
        answers: JSON text of an answer file.

    Returns:
        JSON text on one line, in ASCII: a result (`"format": "bilan-result/1"`), or what is wrong with the input
        (`"format": "bilan-error/1"` with a stable `code` and a `message` in English). It never raises on bad input.
    """
    try:
        parsed = _read_checklist(checklist)
        given = read_answers(answers)
        if given.checklist != parsed.id:
            raise AnswersError("other-checklist", f"these answers are to {given.checklist!r}, not to {parsed.id!r}")
        outcome = score(parsed, given).to_dict()
    except ModelError as error:
        outcome = {"format": ERROR_FORMAT, "code": "bad-checklist", "message": str(error)}
    except AnswersError as error:
        outcome = {"format": ERROR_FORMAT, "code": error.code, "message": str(error)}
    return json.dumps(outcome, separators=(",", ":"))
