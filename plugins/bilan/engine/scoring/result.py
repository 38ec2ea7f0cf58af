# Answers -> Result, the documented form of an evaluation. Arithmetic before it is exact; rounding happens once, in `to_dict`.

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bilan.engine.answers.file import Answers
from bilan.engine.model.checklist import Checklist
from bilan.engine.model.numbers import plain, round_half_up
from bilan.engine.model.scores import TOTAL, Outcome, Policies, Score
from bilan.engine.model.states import STATES
from bilan.engine.model.tally import Tally
from bilan.engine.model.vocabulary import Better, State, Unit
from bilan.engine.scoring.evaluation import DIGITS, capping, evaluate, rounded_tally, shown_number
from bilan.engine.scoring.values import Evaluation, ItemValue, ReadingValue, ScoreValue

FORMAT = "bilan-result/1"

# An item is weak, and its action worth showing, when it earns no more than this share of its maximum.
WEAK_SHARE = Fraction(1, 2)


@dataclass(frozen=True)
class Counts:
    """How far some items are answered.

    `answered` of `questions` leaves tick boxes aside; they are `ticked` of `boxes`. `not_applicable` of both were marked so: such a
    question is answered, such a box is no longer among the boxes. Optional and hidden items are nowhere in it.
    """

    answered: int
    questions: int
    ticked: int
    boxes: int
    not_applicable: int

    @property
    def complete(self) -> bool:
        """Whether every question has an answer. A box that is not ticked is not missing."""
        return self.answered == self.questions

    def to_dict(self) -> dict[str, int]:
        """The documented counts (docs/contract.md)."""
        return {name: count for name, count in vars(self).items() if count or name != "not_applicable"}


@dataclass(frozen=True)
class Result:
    """The score of one set of answers. Language-neutral: ids and numbers only. `evaluation` holds every step that led to it."""

    evaluation: Evaluation
    outcome: Outcome | None
    actions: tuple[str, ...]

    @property
    def checklist(self) -> Checklist:
        """The rules that were applied."""
        return self.evaluation.checklist

    @property
    def headline(self) -> ScoreValue:
        """The score that stands for the whole checklist: the first."""
        return self.evaluation.scores[self.checklist.scores[0].id]

    @property
    def counts(self) -> Counts:
        """How far the whole checklist is answered."""
        return count(self.evaluation.items.values())

    @property
    def complete(self) -> bool:
        """Whether every question that is shown and not optional has an answer."""
        return self.counts.complete

    def to_dict(self) -> dict[str, Any]:
        """The documented result (docs/contract.md), numbers rounded half up. Fields of features that are not used are left out."""
        found, checklist = self.evaluation, self.checklist
        headline = checklist.scores[0]
        document: dict[str, Any] = {
            "format": FORMAT,
            "checklist": checklist.id,
            "version": checklist.version,
            "complete": self.complete,
            "score": {**rounded_tally(self.headline.tally), **self.counts.to_dict(), "band": found.band(headline.id)},
            "sections": [self._section(section.id) for section in checklist.sections],
            "items": [self._item(found.items[item.id]) for item in checklist.items],
        }
        if checklist.declared or checklist.scores != (Score(TOTAL, bands=headline.bands, gates=headline.gates, better=headline.better),):
            document["scores"] = [self._score(found.scores[score.id]) for score in checklist.scores]
        elif headline.gates:
            document["gates"] = [gate.id for gate in capping(found, headline)]
        if checklist.groups:
            document["groups"] = [{"id": group.id, **rounded_tally(found.tallies[group.id])} for group in checklist.groups]
        hidden = [[item, choice] for item, value in found.items.items() for choice in value.hidden_choices]
        if any(choice.when for item in checklist.items for choice in item.choices):
            place = {item.id: position for position, item in enumerate(checklist.items)}
            document["hidden_choices"] = sorted(hidden, key=lambda pair: place[pair[0]])
        if checklist.outcomes:
            outcome = self.outcome
            document["outcome"] = {"id": outcome.id, "review_after": outcome.review_after} if outcome else None
        if checklist.readings:
            document["readings"] = [self._reading(reading.id) for reading in checklist.readings]
        if checklist.scorer and found.report:
            report = found.report
            document["notes"] = [{"id": note, "values": _plain(values)} for note, values in report.notes]
            document["scorer"] = {"code": report.error[0], "detail": report.error[1]} if report.error else None
        document["actions"] = list(self.actions)
        document["problems"] = [{"item": item, "code": code} for item, code in self._problems()]
        return document

    def _problems(self) -> Iterable[tuple[str, str]]:
        problems = self.evaluation.problems
        known = [item.id for item in self.checklist.items if item.id in problems]
        return [(item, problems[item]) for item in (*known, *(item for item in problems if item not in self.checklist.by_item))]

    def _section(self, section: str) -> dict[str, Any]:
        evaluation = self.evaluation
        items = [evaluation.items[item] for item in evaluation.plan.members[section]]
        # A heading over nothing is shown no more than a section whose own condition does not hold.
        hidden = {"hidden": True} if all(value.state is State.HIDDEN for value in items) else {}
        return {"id": section, **rounded_tally(evaluation.tallies[section]), **count(items).to_dict(), **hidden}

    def _item(self, value: ItemValue) -> dict[str, Any]:
        tally = value.contribution(self.checklist.policies)
        points, maximum = tally or (None, None)
        return {
            "id": value.item.id,
            "state": value.state.value,
            "points": _rounded(points, DIGITS[Unit.POINTS]),
            "maximum": _rounded(maximum, DIGITS[Unit.POINTS]),
        }

    def _score(self, value: ScoreValue) -> dict[str, Any]:
        score, band = value.score, self.evaluation.bands[value.score.id]
        return {
            "id": score.id,
            "unit": score.unit.value,
            "value": None if value.value is None else plain(shown_number(score, value.value, score.unit)),
            **rounded_tally(value.tally, nothing=None),
            "band": band.band.id if band.band else None,
            "gates": [gate.id for gate in capping(self.evaluation, score)],
            "modifiers": [change.position for change in value.changes],
        }

    def _reading(self, reading: str) -> dict[str, Any]:
        value = self.evaluation.readings[reading]
        return {"id": reading, "state": value.state, **rounded_tally(value.tally, nothing=None), "band": value.band}


def score(checklist: Checklist, answers: Answers, readings: Mapping[str, ReadingValue] | None = None) -> Result:
    """Score `answers` against `checklist`, given the scores of other checklists. Arguments and errors are those of `evaluate`."""
    evaluation = evaluate(checklist, answers, readings)
    return Result(evaluation, outcome_of(evaluation), _actions(evaluation))


def count(values: Iterable[ItemValue]) -> Counts:
    """How far these items are answered."""
    asked = [value for value in values if not value.item.optional and value.state is not State.HIDDEN]
    questions = [value for value in asked if not value.item.is_box]
    boxes = [value for value in asked if value.item.is_box and value.state is not State.NOT_APPLICABLE]
    return Counts(
        answered=sum(value.state is not State.UNANSWERED for value in questions),
        questions=len(questions),
        ticked=sum(value.state is State.ANSWERED for value in boxes),
        boxes=len(boxes),
        not_applicable=sum(value.state is State.NOT_APPLICABLE for value in asked),
    )


def outcome_of(evaluation: Evaluation) -> Outcome | None:
    """The one that the Python scorer chose, else the first whose condition holds."""
    chosen = evaluation.report.outcome if evaluation.report else None
    outcomes = evaluation.checklist.outcomes
    return next((o for o in outcomes if o.id == chosen), None) or next((o for o in outcomes if evaluation.holds(o.when)), None)


def _actions(evaluation: Evaluation) -> tuple[str, ...]:
    """Advice whose condition holds, then the weak items that carry an action: most points lost first, then in the order of the page.

    Where a low score is good, points that were earned are lost; of items that count only in scores that are good neither way, none is weak.
    A box that is not ticked says nothing while questions are open: perhaps nobody has come to it yet.
    """
    advice = [advice.id for advice in evaluation.checklist.advice if evaluation.holds(advice.when)]
    better = _better(evaluation)
    complete = count(evaluation.items.values()).complete
    # By what they lose: items lose the same more often than not, and fractions are slow to compare.
    lost: dict[Fraction, list[str]] = {}
    policies = evaluation.checklist.policies.applicable
    for item in evaluation.checklist.items:
        way, value = better.get(item.id, Better.HIGHER), evaluation.items[item.id]
        read = complete or not item.is_box or value.state is not State.UNANSWERED
        tally = _judged(value, policies) if item.has_action and read and way is not Better.NEITHER else None
        if tally:
            loss = tally.points if way is Better.LOWER else tally.maximum - tally.points
            if loss >= (1 - WEAK_SHARE) * tally.maximum and evaluation.holds(item.action_when):
                lost.setdefault(loss, []).append(item.id)
    return (*advice, *(item for points in sorted(lost, reverse=True) for item in lost[points]))


def _better(evaluation: Evaluation) -> dict[str, Better]:
    """Which way an item's points are good: that of the first score that counts it and is good one way, else neither.

    An item that no score counts is not in it.
    """
    scores = evaluation.checklist.scores
    if all(score.better is Better.HIGHER for score in scores):
        return {}
    ways: dict[str, Better] = {}
    for score in sorted(scores, key=lambda score: score.better is Better.NEITHER):
        ways = dict.fromkeys(evaluation.plan.members[score.id], score.better) | ways
    return ways


def _judged(value: ItemValue, policies: Policies) -> Tally | None:
    """What the answer to an item comes to; None if there is none: what is open or does not apply is not weak, whatever sums make of it."""
    tally = value.contribution(policies) if value.earned is not None or STATES[value.state].is_weak else None
    return tally if tally and tally.maximum > 0 else None


def _plain(values: Mapping[str, str | Fraction]) -> dict[str, str | int | float]:
    return {name: value if isinstance(value, str) else round_half_up(value, DIGITS[Unit.POINTS]) for name, value in values.items()}


def _rounded(value: Fraction | None, digits: int) -> int | float | None:
    return None if value is None else round_half_up(value, digits)
