"""What scores. Standard library only: the same files run on CPython and in Pyodide. Other rooms and programs come in here alone."""

from bilan.engine.answers.file import FORMAT as ANSWERS_FORMAT
from bilan.engine.answers.file import Answers, AnswersError, read_answers, written
from bilan.engine.answers.migration import Migrated, migrate, moves
from bilan.engine.answers.migration_report import MigrationReport
from bilan.engine.bridge import explain_json, lift_json, migrate_json, score_json
from bilan.engine.conditions.expressions import FUNCTIONS, Call, Chain, Comparison, Literal, Name, Node, Not, Value
from bilan.engine.conditions.parser import KEYWORDS, LONGEST, Condition, ConditionError
from bilan.engine.explanation.explain import explain
from bilan.engine.explanation.scores import Explanation
from bilan.engine.model.answer import UNANSWERED, Answer, AnswerValue
from bilan.engine.model.checklist import Checklist, Migration, Rescale, Section
from bilan.engine.model.items import (
    Breakpoint,
    CheckItem,
    Choice,
    ChoiceItem,
    ChoicesItem,
    Item,
    NumberItem,
    ScaleItem,
    TextItem,
)
from bilan.engine.model.modifiers import Add, AtLeast, AtMost, Modifier, Multiply, Round
from bilan.engine.model.numbers import Rounding, decimal, round_half_up
from bilan.engine.model.scores import TOTAL, Advice, Aggregate, Band, Gate, Group, Member, Outcome, Policies, Reading, Score
from bilan.engine.model.states import GIVEN, STATES
from bilan.engine.model.tally import Tally
from bilan.engine.model.variant import require_every
from bilan.engine.model.vocabulary import (
    Better,
    Combine,
    Kind,
    Maximum,
    ModelError,
    ModifierKind,
    Problem,
    State,
    Ticks,
    Treatment,
    Unit,
)
from bilan.engine.scorer.run import ENDED, FUNCTION, STOPPED, PublicAnswer, ScorerReport, not_run, run_here, scorers_run_by
from bilan.engine.scoring.aggregation import COMBINATIONS, Range, hull
from bilan.engine.scoring.evaluation import SHOWN_DIGITS, checklist_plan, evaluate, passes, shown_number, work_out
from bilan.engine.scoring.plan import DEEPEST_GROUPS, CyclicConditions, DeepGroups, Plan, Step, steps_needed, steps_read
from bilan.engine.scoring.readings import later
from bilan.engine.scoring.result import Result, outcome_of, score
from bilan.engine.scoring.values import Evaluation, ItemValue, ReadingValue
from bilan.engine.what_if.domains import Domain, domain, extremes, literals_in
from bilan.engine.what_if.lift import Lift, lift
from bilan.engine.what_if.linear import Share, spread
from bilan.engine.what_if.quotient import greatest_quotient
from bilan.engine.what_if.revision import Revisions

__all__ = [
    "ANSWERS_FORMAT",
    "COMBINATIONS",
    "DEEPEST_GROUPS",
    "ENDED",
    "FUNCTION",
    "FUNCTIONS",
    "GIVEN",
    "KEYWORDS",
    "LONGEST",
    "SHOWN_DIGITS",
    "STATES",
    "STOPPED",
    "TOTAL",
    "UNANSWERED",
    "Add",
    "Advice",
    "Aggregate",
    "Answer",
    "AnswerValue",
    "Answers",
    "AnswersError",
    "AtLeast",
    "AtMost",
    "Band",
    "Better",
    "Breakpoint",
    "Call",
    "Chain",
    "CheckItem",
    "Checklist",
    "Choice",
    "ChoiceItem",
    "ChoicesItem",
    "Combine",
    "Comparison",
    "Condition",
    "ConditionError",
    "CyclicConditions",
    "DeepGroups",
    "Domain",
    "Evaluation",
    "Explanation",
    "Gate",
    "Group",
    "Item",
    "ItemValue",
    "Kind",
    "Lift",
    "Literal",
    "Maximum",
    "Member",
    "Migrated",
    "Migration",
    "MigrationReport",
    "ModelError",
    "Modifier",
    "ModifierKind",
    "Multiply",
    "Name",
    "Node",
    "Not",
    "NumberItem",
    "Outcome",
    "Plan",
    "Policies",
    "Problem",
    "PublicAnswer",
    "Range",
    "Reading",
    "ReadingValue",
    "Rescale",
    "Result",
    "Revisions",
    "Round",
    "Rounding",
    "ScaleItem",
    "Score",
    "ScorerReport",
    "Section",
    "Share",
    "State",
    "Step",
    "Tally",
    "TextItem",
    "Ticks",
    "Treatment",
    "Unit",
    "Value",
    "checklist_plan",
    "decimal",
    "domain",
    "evaluate",
    "explain",
    "explain_json",
    "extremes",
    "greatest_quotient",
    "hull",
    "later",
    "lift",
    "lift_json",
    "literals_in",
    "migrate",
    "migrate_json",
    "moves",
    "not_run",
    "outcome_of",
    "passes",
    "read_answers",
    "require_every",
    "round_half_up",
    "run_here",
    "score",
    "score_json",
    "scorers_run_by",
    "shown_number",
    "spread",
    "steps_needed",
    "steps_read",
    "work_out",
    "written",
]
