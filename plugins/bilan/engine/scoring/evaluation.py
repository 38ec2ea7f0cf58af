# Answers -> everything that follows from them, step by step in the order of the plan, in exact arithmetic. `scoring` makes the
# result of it; `explain` and `lift` look at it again.

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from bilan.engine.answers.file import Answers
from bilan.engine.model.answer import UNANSWERED, AnswerValue
from bilan.engine.model.checklist import Checklist
from bilan.engine.model.items import Item
from bilan.engine.model.numbers import round_half_up, rounded
from bilan.engine.model.scores import Gate, Policies, Score
from bilan.engine.model.tally import Tally
from bilan.engine.model.vocabulary import Problem, State, Unit
from bilan.engine.scorer.run import PublicAnswer, run_scorer
from bilan.engine.scoring.aggregation import COMBINATIONS, Term, aggregate, answered_terms, weight_of
from bilan.engine.scoring.plan import Plan, Step, plan
from bilan.engine.scoring.values import BandValue, Change, Evaluation, ItemValue, ReadingValue, ScoreValue

# The decimals of the numbers that results and explanations are made of: with those of points, sums add up as they are told.
DIGITS = {Unit.POINTS: 3, Unit.PERCENT: 1}
# Those of a number that readers are shown, unless its author wants others. It is also what levels go by: who is shown 17.7 has 17.7.
SHOWN_DIGITS = 1

_ZERO = Fraction(0)


def evaluate(checklist: Checklist, answers: Answers, readings: Mapping[str, ReadingValue] | None = None) -> Evaluation:
    """Work everything out. Total: answers that do not fit are set aside in `problems`, never raised.

    Args:
        checklist: the rules.
        answers: what was answered; answers to what is not shown are kept and do not count.
        readings: the scores of other checklists by reading id; one that is not given is missing.

    Raises:
        ModelError: the checklist names something that is not there, or its conditions go in a circle.
    """
    given = readings or {}
    known = {reading.id: given.get(reading.id, ReadingValue()) for reading in checklist.readings}
    evaluation = Evaluation(checklist, answers, known, checklist_plan(checklist))
    for step in evaluation.plan.steps:
        work_out(evaluation, step)
    evaluation.problems |= dict.fromkeys(sorted(answers.by_item.keys() - evaluation.items.keys()), Problem.UNKNOWN_ITEM)
    return evaluation


def work_out(evaluation: Evaluation, step: Step) -> None:
    """Do one step, given all that it needs."""
    kind, name = step
    if kind == "item":
        evaluation.items[name] = _item(evaluation, evaluation.checklist.by_item[name])
    elif kind == "section":
        evaluation.shown[name] = evaluation.holds(evaluation.plan.sections[name].when)
    elif kind == "tally":
        evaluation.tallies[name] = _aggregated(evaluation, name)
    elif kind == "score":
        evaluation.scores[name] = _score(evaluation, evaluation.plan.scores[name])
    elif kind == "band":
        evaluation.bands[name] = _band(evaluation, evaluation.plan.scores[name])
    else:
        evaluation.report = run_scorer(evaluation.checklist.scorer, *_public(evaluation))


def checklist_plan(checklist: Checklist) -> Plan:
    """The plan of a checklist, made once and kept with it, as a cached property is. Raises ModelError as `plan` does."""
    kept = vars(checklist)
    if "plan" not in kept:
        kept["plan"] = plan(checklist)
    found: Plan = kept["plan"]
    return found


def terms(evaluation: Evaluation, name: str, policies: Policies | None = None) -> list[Term]:
    """What the members of a section, group or score bring, those that do not count left out.

    `policies` are those of what the section or group is part of; its own come first, those of the checklist last.
    """
    how = evaluation.plan.aggregates[name]
    if COMBINATIONS[how.combine].counts_answers:
        return answered_terms(evaluation.items[item] for item in evaluation.plan.members[name])
    effective = how.policies or policies or evaluation.checklist.policies
    brought: list[Term] = []
    for member, given in members(evaluation, name):
        item = evaluation.items.get(member)
        tally = item.contribution(effective) if item else _tally_under(evaluation, member, effective)
        if tally is not None:
            weight, divisor = weight_of(how, given, item)
            brought.append(Term(member, weight, tally if divisor == 1 else Tally(tally.points / divisor, tally.maximum / divisor)))
    return brought


def members(evaluation: Evaluation, name: str) -> Iterable[tuple[str, Fraction | None]]:
    """The members of a section, group or score, each with the weight that the author gave it there."""
    if name in evaluation.plan.sections:
        return ((item, None) for item in evaluation.plan.members[name])
    named = [(member.id, member.weight) for member in evaluation.plan.aggregates[name].members]
    return named or ((section.id, None) for section in evaluation.checklist.sections)


def _tally_under(evaluation: Evaluation, name: str, policies: Policies) -> Tally | None:
    """The tally of a section or group as part of a sum with these policies; of a score or reading, its own."""
    how = evaluation.plan.aggregates.get(name)
    if how is None or name in evaluation.scores or how.policies or policies == evaluation.checklist.policies:
        return evaluation.tally(name)
    # Groups that share members would be worked out again and again, twice as often at each level.
    if (name, policies) not in evaluation.under:
        evaluation.under[name, policies] = _aggregated(evaluation, name, policies)
    return evaluation.under[name, policies]


def _aggregated(evaluation: Evaluation, name: str, policies: Policies | None = None) -> Tally | None:
    brought = terms(evaluation, name, policies)
    return None if missing(evaluation, name, brought) else aggregate(evaluation.plan.aggregates[name], brought)


def missing(evaluation: Evaluation, name: str, brought: Iterable[Term]) -> tuple[str, ...]:
    """The members without which a group or score is nothing, given the terms that its members brought."""
    how = evaluation.plan.aggregates[name]
    if not how.needs_all or COMBINATIONS[how.combine].counts_answers:
        return ()
    counted = {term.id for term in brought if how.of is Unit.POINTS or term.tally.maximum > 0}
    needed = (member for member, _ in members(evaluation, name) if member not in evaluation.items or evaluation.items[member].item.scores)
    return tuple(member for member in needed if member not in counted)


def _item(evaluation: Evaluation, item: Item) -> ItemValue:
    nominal = evaluation.plan.nominal[item.id]
    if not (evaluation.shown[evaluation.plan.section_of[item.id]] and evaluation.holds(item.when)):
        return ItemValue(item, State.HIDDEN, None, None, _ZERO, nominal)
    answer = evaluation.answers.by_item.get(item.id, UNANSWERED)
    if answer.value is False and item.is_box:
        answer = UNANSWERED
    problem = item.misfit(answer)
    if problem:
        evaluation.problems[item.id] = problem
        answer = UNANSWERED
    hidden = tuple(choice.id for choice in item.choices if choice.when and not choice.when.holds(evaluation))
    best = item.full(item.offered(hidden)) if hidden else nominal
    value = _without(hidden, answer.value) if hidden else answer.value
    state = State.UNANSWERED if answer.state is State.ANSWERED and value is None else answer.state
    scores = item.scores and (state is State.ANSWERED or (item.is_box and state is State.UNANSWERED))
    return ItemValue(item, state, value, item.earned(value) if scores else None, best, nominal, hidden)


def _without(hidden: tuple[str, ...], value: AnswerValue) -> AnswerValue:
    """An answer less the choices that are not offered: they are as good as not chosen."""
    if isinstance(value, frozenset):
        return value.difference(hidden) or None
    return None if value in hidden else value


def _score(evaluation: Evaluation, score: Score) -> ScoreValue:
    brought = evaluation.report.scores if evaluation.report else {}
    return scored(evaluation, score, brought.get(score.id) if score.by_scorer else _aggregated(evaluation, score.id))


def scored(evaluation: Evaluation, score: Score, raw: Tally | None) -> ScoreValue:
    """What the maximum that the author states, and the modifiers whose conditions hold, make of what the members of a score came to."""
    if raw and score.out_of is not None:
        raw = Tally(raw.points, score.out_of)
    number = raw.in_unit(score.unit) if raw else None
    if raw is None or number is None:
        return ScoreValue(score, raw, (), raw)
    changes: list[Change] = []
    for position, modifier in enumerate(score.modifiers):
        if evaluation.holds(modifier.when):
            changed = modifier.applied(number)
            changes.append(Change(position, number, changed))
            number = changed
    points = number if score.unit is Unit.POINTS else number * raw.maximum / 100
    return ScoreValue(score, raw, tuple(changes), Tally(points, raw.maximum))


def _band(evaluation: Evaluation, score: Score) -> BandValue:
    tally = evaluation.scores[score.id].tally
    number = tally.in_unit(score.bands_in) if tally else None
    gates = tuple(gate for gate in score.gates if _closed(evaluation, gate))
    bands = [band for band in score.bands if evaluation.holds(band.when)]
    if number is None or not bands:
        return BandValue(None, gates, None)
    # Below the lowest threshold, which is where points may be taken off, the lowest band holds.
    reached = next((band for band in reversed(bands) if passes(score, number, band.threshold)), bands[0])
    ceilings = {gate.at_most for gate in gates}
    lowest = next((position for position, band in enumerate(score.bands) if band.id in ceilings), len(score.bands))
    allowed = [band for band in bands if score.bands.index(band) <= min(lowest, score.bands.index(reached))]
    return BandValue(reached, gates, allowed[-1] if allowed else bands[0])


def capping(evaluation: Evaluation, score: Score) -> tuple[Gate, ...]:
    """The gates that hold and are below the band that the number of a score reaches: one that is above changes nothing."""
    value, place = evaluation.bands[score.id], {band.id: position for position, band in enumerate(score.bands)}
    return tuple(gate for gate in value.gates if value.reached and place[gate.at_most] < place[value.reached.id])


def passes(score: Score, number: Fraction, threshold: Fraction) -> bool:
    """Whether a number in `bands_in` is beyond the threshold of a band: the number as it is shown, unless the score says `exact`."""
    shown = number if score.exact else shown_number(score, number, score.bands_in)
    return shown > threshold if score.above else shown >= threshold


def shown_number(score: Score, number: Fraction, unit: Unit) -> Fraction:
    """A number of a score as it is shown: its headline number rounded as the score says, the other one as all numbers are."""
    return rounded(number, score.digits, score.rounding) if unit is score.unit else rounded(number, SHOWN_DIGITS)


def _closed(evaluation: Evaluation, gate: Gate) -> bool:
    if gate.item is None:
        return evaluation.holds(gate.when)
    tally = evaluation.items[gate.item].contribution(evaluation.checklist.policies.applicable)
    return tally is not None and tally.points < tally.maximum


def _public(evaluation: Evaluation) -> tuple[dict[str, PublicAnswer], dict[str, Tally | None]]:
    """What the Python scorer is shown."""
    answers = {item: (value.state.value, value.value) for item, value in evaluation.items.items()}
    return answers, {name: score.tally for name, score in evaluation.scores.items()}


def rounded_tally(tally: Tally | None, nothing: int | None = 0) -> dict[str, int | float | None]:
    """Points, maximum and percentage as all results show them; `nothing` stands for points that do not count."""
    percent = tally.percent if tally else None
    return {
        "points": nothing if tally is None else round_half_up(tally.points, DIGITS[Unit.POINTS]),
        "maximum": nothing if tally is None else round_half_up(tally.maximum, DIGITS[Unit.POINTS]),
        "percent": None if percent is None else round_half_up(percent, DIGITS[Unit.PERCENT]),
    }
