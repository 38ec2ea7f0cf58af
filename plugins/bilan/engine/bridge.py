# The one door to the engine: JSON text in, JSON text out. The CLI, the tests and the browser's worker all come through here.

from __future__ import annotations

import json

from bilan.engine.answers import AnswersError, read_answers
from bilan.engine.model import ModelError
from bilan.engine.readings import parsed, read_readings
from bilan.engine.scoring import score

ERROR_FORMAT = "bilan-error/1"


def score_json(checklist: str, answers: str, others: str = "") -> str:
    """Score an answer file.

    Args:
        checklist: JSON text of a compiled checklist (`Checklist.to_json`).
        answers: JSON text of an answer file.
        others: the checklists that this one reads, with their answers, as `read_readings` takes them; "" if there are none.

    Returns:
        JSON text on one line, in ASCII: a result (`"format": "bilan-result/1"`), or what is wrong with the input
        (`"format": "bilan-error/1"` with a stable `code` and a `message` in English). It never raises on bad input.
    """
    try:
        rules = parsed(checklist)
        given = read_answers(answers)
        if given.checklist != rules.id:
            raise AnswersError("other-checklist", f"these answers are to {given.checklist!r}, not to {rules.id!r}")
        outcome = score(rules, given, read_readings(rules, others)).to_dict()
    except ModelError as error:
        outcome = {"format": ERROR_FORMAT, "code": "bad-checklist", "message": str(error)}
    except AnswersError as error:
        outcome = {"format": ERROR_FORMAT, "code": error.code, "message": str(error)}
    return json.dumps(outcome, separators=(",", ":"))
