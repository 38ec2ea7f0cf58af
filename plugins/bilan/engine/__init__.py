"""What scores. Standard library only: the same files run on CPython and in Pyodide."""

from bilan.engine.answers import Answer, Answers, AnswersError, AnswerValue, read_answers
from bilan.engine.bridge import migrate_json, score_json
from bilan.engine.conditions import Condition, ConditionError
from bilan.engine.evaluation import Evaluation, ReadingValue, evaluate
from bilan.engine.migration import Migrated, MigrationReport, migrate
from bilan.engine.model import Band, Checklist, Choice, Item, Kind, ModelError, Score, Section, State
from bilan.engine.scoring import Result, score

__all__ = [
    "Answer",
    "AnswerValue",
    "Answers",
    "AnswersError",
    "Band",
    "Checklist",
    "Choice",
    "Condition",
    "ConditionError",
    "Evaluation",
    "Item",
    "Kind",
    "Migrated",
    "MigrationReport",
    "ModelError",
    "ReadingValue",
    "Result",
    "Score",
    "Section",
    "State",
    "evaluate",
    "migrate",
    "migrate_json",
    "read_answers",
    "score",
    "score_json",
]
