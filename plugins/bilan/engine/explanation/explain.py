# A result -> how it came about: reads off the evaluation what every step was made of. Works nothing out anew but what an evaluation
# does not keep: raw points, and sums under the policies of what they are part of.

from __future__ import annotations

from typing import TYPE_CHECKING

from bilan.engine.conditions.expressions import Call, Name, Value
from bilan.engine.conditions.parser import Condition
from bilan.engine.explanation.items import ItemStep, Reason, SumStep, TermStep
from bilan.engine.explanation.scores import BandStep, Explanation, GateStep, ModifierStep, ScoreStep
from bilan.engine.model.scores import Outcome, Policies, Score
from bilan.engine.model.vocabulary import State
from bilan.engine.scoring.aggregation import COMBINATIONS, aggregate, counting
from bilan.engine.scoring.evaluation import missing, passes, shown_number, terms
from bilan.engine.scoring.values import Evaluation, ItemValue

if TYPE_CHECKING:
    from bilan.engine.scoring.result import Result


def explain(result: Result) -> Explanation:
    """Take a result apart; its numbers are those of the result."""
    found, checklist = result.evaluation, result.checklist
    chosen = result.outcome.id if result.outcome else None
    return Explanation(
        checklist=checklist.id,
        version=checklist.version,
        complete=result.complete,
        items=tuple(_item(found, found.items[item.id]) for item in checklist.items),
        sections=tuple(_sum(found, section.id) for section in checklist.sections),
        groups=tuple(_sum(found, group.id) for group in checklist.groups),
        scores=tuple(_score(found, score) for score in checklist.scores),
        outcomes=_outcomes(found, chosen),
        outcome=chosen,
    )


def reason(evaluation: Evaluation, condition: Condition | None) -> Reason | None:
    """Why a condition holds, or does not; None if there is no condition."""
    if condition is None:
        return None
    reads: list[tuple[str, str, Value]] = []
    for node in condition.nodes():
        if isinstance(node, Call) and isinstance(node.arguments[0], Name):
            name = node.arguments[0].id
            if node.function != "count" or evaluation.members(name) is not None:
                reads.append((node.function, name, node.evaluate(evaluation)))
    for function, asked in condition.reads():
        if function == "value" or (function == "count" and evaluation.members(asked.id) is None):
            reads.append(("value", asked.id, evaluation.value(asked.id)))
    return Reason(condition.text, condition.holds(evaluation), tuple(dict.fromkeys(reads)))


def _item(evaluation: Evaluation, value: ItemValue) -> ItemStep:
    item, section = value.item, evaluation.plan.section_of[value.item.id]
    when = None
    if value.state is State.HIDDEN:
        when = reason(evaluation, item.when if evaluation.shown[section] else evaluation.plan.sections[section].when)
    scored = value.earned is not None
    return ItemStep(
        section=section,
        value=value,
        raw=item.raw(value.value) if scored else None,
        bounds=item.bounds(item.choices) if scored else None,
        tally=value.contribution(evaluation.checklist.policies),
        why=None if scored else _why(value),
        when=when,
    )


def _why(value: ItemValue) -> str:
    return "unscored" if value.state is not State.HIDDEN and not value.item.scores else value.state.value


def _sum(evaluation: Evaluation, name: str, inherited: Policies | None = None) -> SumStep:
    """How a section, group or score came about; `inherited` are the policies of what it is part of."""
    how, checklist = evaluation.plan.aggregates[name], evaluation.checklist
    policies = how.policies or inherited or checklist.policies
    combination, brought = COMBINATIONS[how.combine], terms(evaluation, name, inherited)
    counted = {term.id for term in counting(how, brought)}
    brought = [term for term in brought if term.id in counted]
    within = (
        dict[str, SumStep | None]() if combination.counts_answers else {term.id: _within(evaluation, term.id, policies) for term in brought}
    )
    steps = tuple(TermStep(*term, within.get(term.id)) for term in brought)
    lacking = missing(evaluation, name, brought)
    return SumStep(name, how, policies, steps, combination.divisor(brought), None if lacking else aggregate(how, brought), lacking)


def _within(evaluation: Evaluation, name: str, policies: Policies) -> SumStep | None:
    how = evaluation.plan.aggregates.get(name)
    own = how is None or name in evaluation.scores or how.policies or policies == evaluation.checklist.policies
    return None if own else _sum(evaluation, name, policies)


def _score(evaluation: Evaluation, score: Score) -> ScoreStep:
    value, band = evaluation.scores[score.id], evaluation.bands[score.id]
    changes = {change.position: change for change in value.changes}
    modifiers = [
        ModifierStep(position, modifier, changes.get(position), reason(evaluation, modifier.when))
        for position, modifier in enumerate(score.modifiers)
    ]
    number = value.tally.in_unit(score.bands_in) if value.tally else None
    bands = [
        BandStep(band, number is not None and passes(score, number, band.threshold), reason(evaluation, band.when)) for band in score.bands
    ]
    return ScoreStep(
        score=score,
        sum=None if score.by_scorer else _sum(evaluation, score.id),
        raw=value.raw,
        modifiers=tuple(modifiers),
        tally=value.tally,
        value=None if value.value is None else shown_number(score, value.value, score.unit),
        number=number,
        shown=None if number is None else shown_number(score, number, score.bands_in),
        bands=tuple(bands),
        reached=band.reached.id if band.reached else None,
        gates=tuple(GateStep(gate, gate in band.gates, reason(evaluation, gate.when)) for gate in score.gates),
        band=band.band.id if band.band else None,
    )


def _outcomes(evaluation: Evaluation, chosen: str | None) -> tuple[tuple[Outcome, Reason | None], ...]:
    """The outcomes up to the one that was chosen, each with its condition."""
    looked_at: list[tuple[Outcome, Reason | None]] = []
    for outcome in evaluation.checklist.outcomes:
        looked_at.append((outcome, reason(evaluation, outcome.when)))
        if outcome.id == chosen:
            break
    return tuple(looked_at)
