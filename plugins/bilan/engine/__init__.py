"""What scores. Standard library only: the same files run on CPython and in Pyodide."""

from bilan.engine.answers import Answer, Answers, AnswersError, AnswerValue, read_answers
from bilan.engine.bridge import explain_json, lift_json, migrate_json, score_json
from bilan.engine.conditions import Condition, ConditionError
from bilan.engine.evaluation import evaluate
from bilan.engine.explain import explain
from bilan.engine.explanation import Explanation
from bilan.engine.lift import Lift, lift
from bilan.engine.migration import Migrated, migrate
from bilan.engine.migration_report import MigrationReport
from bilan.engine.model import Band, Checklist, Choice, Item, Kind, ModelError, Score, Section, State
from bilan.engine.scoring import Result, score
from bilan.engine.values import Evaluation, ReadingValue

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
    "Explanation",
    "Item",
    "Kind",
    "Lift",
    "Migrated",
    "MigrationReport",
    "ModelError",
    "ReadingValue",
    "Result",
    "Score",
    "Section",
    "State",
    "evaluate",
    "explain",
    "explain_json",
    "lift",
    "lift_json",
    "migrate",
    "migrate_json",
    "read_answers",
    "score",
    "score_json",
]
