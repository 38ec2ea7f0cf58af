# Answers -> Result. A pure function in exact arithmetic; rounding happens once, in `Result.to_dict`.
#
# The rules, as docs/format.md tells them to authors:
#   an answered item earns points x weight; `reverse` mirrors them between the least and the most the item can earn;
#   an unanswered item is left out, except a tick box, which counts as unticked;
#   "not applicable" is left out; "don't know" earns nothing and counts;
#   a section's score, and the checklist's, is the sum of points over the sum of maxima of the items that count.

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bilan.engine.answers import Answer, Answers
from bilan.engine.model import Band, Checklist, Item, Kind, State
from bilan.engine.numbers import round_half_up

FORMAT = "bilan-result/1"

# An item is weak, and its action worth showing, when it earns no more than this share of its maximum.
WEAK_SHARE = Fraction(1, 2)

PERCENT_DIGITS = 1
POINTS_DIGITS = 3


@dataclass(frozen=True)
class Problem:
    """An answer that could not be used: `code` is `unknown-item`, `unknown-choice`, `wrong-type`, `out-of-range` or `not-allowed`."""

    item: str
    code: str


@dataclass(frozen=True)
class ItemResult:
    """What one item came to. `points` and `maximum` are None when the item does not count."""

    item: Item
    state: State
    points: Fraction | None = None
    maximum: Fraction | None = None


@dataclass(frozen=True)
class Tally:
    """Points earned and possible over some items, and how far they are answered.

    `answered` of `questions` leaves tick boxes aside; they are `ticked` of `boxes`. Optional items are in neither pair.
    """

    points: Fraction
    maximum: Fraction
    answered: int
    questions: int
    ticked: int
    boxes: int

    @property
    def percent(self) -> Fraction | None:
        """Points as a percentage of the maximum, 0 to 100, exact; None when nothing counts."""
        return None if self.maximum == 0 else 100 * self.points / self.maximum


@dataclass(frozen=True)
class Result:
    """The score of one set of answers. Language-neutral: ids and numbers only."""

    checklist: Checklist
    total: Tally
    sections: tuple[Tally, ...]
    items: tuple[ItemResult, ...]
    band: Band | None
    actions: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def complete(self) -> bool:
        """Whether every question that is not optional has an answer."""
        return self.total.answered == self.total.questions

    def to_dict(self) -> dict[str, Any]:
        """The documented result (docs/contract.md), numbers rounded half up: percentages to 1 decimal, points to 3."""
        return {
            "format": FORMAT,
            "checklist": self.checklist.id,
            "version": self.checklist.version,
            "complete": self.complete,
            "score": {**_tally_to_dict(self.total), "band": self.band.id if self.band else None},
            "sections": [
                {"id": section.id, **_tally_to_dict(tally)} for section, tally in zip(self.checklist.sections, self.sections, strict=True)
            ],
            "items": [
                {
                    "id": result.item.id,
                    "state": result.state.value,
                    "points": _rounded(result.points, POINTS_DIGITS),
                    "maximum": _rounded(result.maximum, POINTS_DIGITS),
                }
                for result in self.items
            ],
            "actions": list(self.actions),
            "problems": [{"item": problem.item, "code": problem.code} for problem in self.problems],
        }


def score(checklist: Checklist, answers: Answers) -> Result:
    """Score `answers` against `checklist`. Total: answers that do not fit are set aside in `problems`, never raised."""
    problems: list[Problem] = []
    by_section: list[tuple[ItemResult, ...]] = []
    for section in checklist.sections:
        by_section.append(tuple(_score_item(item, answers.by_item.get(item.id), problems) for item in section.items))
    results = tuple(result for section in by_section for result in section)
    known = {result.item.id for result in results}
    problems += [Problem(item, "unknown-item") for item in sorted(answers.by_item.keys() - known)]
    total = _tally(results)
    return Result(
        checklist=checklist,
        total=total,
        sections=tuple(_tally(section) for section in by_section),
        items=results,
        band=_band(checklist.bands, total.percent),
        actions=_actions(results),
        problems=tuple(problems),
    )


def _score_item(item: Item, answer: Answer | None, problems: list[Problem]) -> ItemResult:
    code = None if answer is None else _misfit(item, answer)
    if code:
        problems.append(Problem(item.id, code))
        answer = None
    state = State.UNANSWERED if answer is None else answer.state
    counts = item.scores and state is not State.NOT_APPLICABLE and (state is not State.UNANSWERED or item.kind is Kind.CHECK)
    if not counts:
        return ItemResult(item, state)
    points = Fraction(0) if state is State.DONT_KNOW else _points(item, answer)
    return ItemResult(item, state, item.weight * points, item.full_points)


def _misfit(item: Item, answer: Answer) -> str | None:
    value = answer.value
    if answer.state is not State.ANSWERED:
        return None if answer.state in item.allow else "not-allowed"
    if item.kind is Kind.CHECK:
        return None if value is True else "wrong-type"
    if item.kind is Kind.NUMBER:
        if not isinstance(value, Fraction):
            return "wrong-type"
        low, high = item.minimum, item.maximum
        return "out-of-range" if (low is not None and value < low) or (high is not None and value > high) else None
    if not isinstance(value, str):
        return "wrong-type"
    if item.kind is Kind.TEXT:
        return None
    return None if any(choice.id == value for choice in item.choices) else "unknown-choice"


def _points(item: Item, answer: Answer | None) -> Fraction:
    """Unweighted points of an answer that fits; None is an unticked box."""
    value = answer.value if answer else None
    if item.choices:
        by_id = {choice.id: choice.points for choice in item.choices}
        points, least, most = by_id[str(value)], min(by_id.values()), max(by_id.values())
    elif isinstance(value, Fraction) and item.zero_at is not None and item.full_at is not None:
        share = (value - item.zero_at) / (item.full_at - item.zero_at)
        points, least, most = item.points * min(Fraction(1), max(Fraction(0), share)), Fraction(0), item.points
    else:
        points, least, most = (item.points if value is True else Fraction(0)), Fraction(0), item.points
    return least + most - points if item.reverse else points


def _tally(results: Iterable[ItemResult]) -> Tally:
    results = tuple(results)
    required = [r for r in results if not r.item.optional]
    questions = [r for r in required if r.item.kind is not Kind.CHECK]
    boxes = [r for r in required if r.item.kind is Kind.CHECK]
    return Tally(
        points=sum((r.points for r in results if r.points is not None), Fraction(0)),
        maximum=sum((r.maximum for r in results if r.maximum is not None), Fraction(0)),
        answered=sum(r.state is not State.UNANSWERED for r in questions),
        questions=len(questions),
        ticked=sum(r.state is State.ANSWERED for r in boxes),
        boxes=len(boxes),
    )


def _band(bands: tuple[Band, ...], percent: Fraction | None) -> Band | None:
    """The last band reached. The rounded percentage decides, since that is the number the reader is shown."""
    if percent is None:
        return None
    shown = Fraction(str(round_half_up(percent, PERCENT_DIGITS)))
    return next((band for band in reversed(bands) if shown >= band.threshold), None)


def _actions(results: Iterable[ItemResult]) -> tuple[str, ...]:
    """Ids of the weak items that carry an action: most points lost first, then in the order of the page."""
    lost: list[tuple[Fraction, str]] = []
    for result in results:
        if result.points is None or result.maximum is None or not result.item.has_action:
            continue
        if result.maximum > 0 and result.points <= WEAK_SHARE * result.maximum:
            lost.append((result.maximum - result.points, result.item.id))
    return tuple(item for _, item in sorted(lost, key=lambda pair: -pair[0]))


def _tally_to_dict(tally: Tally) -> dict[str, Any]:
    return {
        "points": _rounded(tally.points, POINTS_DIGITS),
        "maximum": _rounded(tally.maximum, POINTS_DIGITS),
        "percent": _rounded(tally.percent, PERCENT_DIGITS),
        "answered": tally.answered,
        "questions": tally.questions,
        "ticked": tally.ticked,
        "boxes": tally.boxes,
    }


def _rounded(value: Fraction | None, digits: int) -> int | float | None:
    return None if value is None else round_half_up(value, digits)
