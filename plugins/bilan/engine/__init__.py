"""What scores. Standard library only: the same files run on CPython and in Pyodide."""

from bilan.engine.answers import Answer, Answers, AnswersError, read_answers
from bilan.engine.bridge import score_json
from bilan.engine.model import Band, Checklist, Choice, Item, Kind, ModelError, Section, State
from bilan.engine.scoring import ItemResult, Problem, Result, Tally, score

__all__ = [
    "Answer",
    "Answers",
    "AnswersError",
    "Band",
    "Checklist",
    "Choice",
    "Item",
    "ItemResult",
    "Kind",
    "ModelError",
    "Problem",
    "Result",
    "Section",
    "State",
    "Tally",
    "read_answers",
    "score",
    "score_json",
]
