# The lowest and the highest that a score can still come to once everything that is unanswered is answered; the answers given stay.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod
from typing import Any, NamedTuple

from bilan.engine.model.answer import Answer
from bilan.engine.model.numbers import plain
from bilan.engine.model.tally import Tally
from bilan.engine.model.vocabulary import State, Unit
from bilan.engine.scoring.evaluation import rounded_tally, scored, shown_number
from bilan.engine.scoring.values import Evaluation, ItemValue, ScoreValue
from bilan.engine.what_if.analysis import WhatIf, without_value
from bilan.engine.what_if.quotient import greatest_quotient

# Evaluations, and steps that are done again for them, for each of the two; where there are more ways to answer what conditions look
# at, one that seems best is taken.
MOST_EVALUATIONS = 40
MOST_STEPS = 1_200

_ZERO = Fraction(0)


@dataclass(frozen=True)
class Prospect:
    """What a score can still come to, and its band then. `exact` tells that nothing beyond it is possible."""

    score: ScoreValue
    band: str | None
    exact: bool

    def to_dict(self) -> dict[str, Any]:
        """The documented form (docs/contract.md)."""
        score, value = self.score.score, self.score.value
        shown = None if value is None else plain(shown_number(score, value, score.unit))
        return {"value": shown, **rounded_tally(self.score.tally, nothing=None), "band": self.band, "exact": self.exact}


def prospects(what_if: WhatIf) -> tuple[Prospect, Prospect]:
    """The lowest and the highest that is possible; "not applicable" and "don't know" are answers, where they are allowed."""
    return _Prospecting(what_if, -1).run(), _Prospecting(what_if, 1).run()


class _Prospecting:
    """One of the two: `sign` is 1 for the highest, -1 for the lowest."""

    def __init__(self, what_if: WhatIf, sign: int) -> None:
        self._what_if = what_if
        self._sign = sign
        self._best: tuple[Fraction | None, Mapping[str, Answer]] | None = None
        self._exact = True

    def run(self) -> Prospect:
        """Answer what conditions look at, first as seems best, then in every way if they are few; and the rest as is best each time."""
        evaluation = self._what_if.evaluation
        answers: dict[str, Answer] = {}
        while tries := dict(self._open(evaluation, answers)):
            if not answers:
                self._search(prod(len(ways) for ways in tries.values()))
            answers |= {item: ways[-1] for item, ways in tries.items()}
            evaluation = self._what_if.revise(answers)
        self._complete(evaluation, answers)
        number, best = self._best or (None, {})
        reached, name = self._what_if.revise(best), self._what_if.score.id
        exact = self._exact and self._best is not None and reached.scores[name].value == number
        return Prospect(reached.scores[name], reached.band(name), exact)

    def _search(self, ways: int) -> None:
        waiting: list[dict[str, Answer]] = [{}] if ways <= MOST_EVALUATIONS else []
        made, steps = self._what_if.made + MOST_EVALUATIONS, self._what_if.steps + MOST_STEPS
        while waiting and self._what_if.made < made and self._what_if.steps < steps:
            answers = waiting.pop()
            evaluation = self._what_if.revise(answers)
            if all(_accepted(evaluation, item, answer) for item, answer in answers.items()):
                opened = next(self._open(evaluation, answers), None)
                if opened is None:
                    self._complete(evaluation, answers)
                else:
                    item, tries = opened
                    waiting += [{**answers, item: answer} for answer in tries]
        self._exact = self._exact and ways <= MOST_EVALUATIONS and not waiting

    def _open(self, evaluation: Evaluation, answers: Mapping[str, Answer]) -> Iterator[tuple[str, list[Answer]]]:
        """The items that conditions look at and that are still to be answered, if they can be, each with its possible answers."""
        for item in self._what_if.read:
            if item not in answers and evaluation.items[item].state is State.UNANSWERED:
                tries = self._tries(evaluation, item)
                if tries:
                    yield item, tries

    def _complete(self, evaluation: Evaluation, answers: Mapping[str, Answer]) -> None:
        """Answer what is still open as is best, and keep it if nothing was better."""
        if not all(_accepted(evaluation, item, answer) for item, answer in answers.items()):
            return
        open_items = [evaluation.items[item.id] for item in self._what_if.items if item.scores and item.id not in self._what_if.read]
        open_items = [value for value in open_items if value.state is State.UNANSWERED]
        taken, name = self._what_if.shares(evaluation), self._what_if.score.id
        if all(value.item.id in taken and not any(share.steady for share in taken[value.item.id]) for value in open_items):
            more, tally = self._filled_sum(evaluation, open_items)
            number = scored(evaluation, self._what_if.score, tally).value
        else:
            more = self._filled(open_items)
            number = self._what_if.revise(more, evaluation).scores[name].value
        best = self._best[0] if self._best else None
        if best is None or (number is not None and self._sign * number > self._sign * best):
            self._best = (number, {**answers, **more})

    def _tries(self, evaluation: Evaluation, item: str) -> list[Answer]:
        """The answers to an item that conditions look at, most promising last."""
        value = evaluation.items[item]
        answers, complete = self._what_if.domain(value.item, value.hidden_choices)
        self._exact = self._exact and complete
        return sorted([*answers, *without_value(value.item)], key=lambda answer: self._sign * self._what_if.brought(value, answer))

    def _filled(self, open_items: list[ItemValue]) -> dict[str, Answer]:
        """Answers to open items, the ones that earn the least or the most."""
        evaluation = self._what_if.evaluation
        policies = list(
            dict.fromkeys([evaluation.checklist.policies, *(how.policies for how in evaluation.plan.aggregates.values() if how.policies)])
        )
        chosen: dict[str, Answer] = {}
        for value in open_items:
            ways = self._what_if.ways(value)
            tallies = [[way.value.contribution(policy) or Tally(_ZERO, _ZERO) for way in ways] for policy in policies]
            same_maximum = all(len({tally.maximum for tally in row}) == 1 for row in tallies)
            self._exact = self._exact and self._what_if.monotone and same_maximum and (len(policies) == 1 or len(ways) == 2)
            points = [self._sign * tally.points for tally in tallies[0]]
            chosen[value.item.id] = ways[points.index(max(points))].answer
        return chosen

    def _filled_sum(self, evaluation: Evaluation, open_items: list[ItemValue]) -> tuple[dict[str, Answer], Tally | None]:
        """The extreme of a quotient of two sums: as long as another choice beats the quotient so far, take it."""
        score, taken = self._what_if.score, self._what_if.shares(evaluation)
        moves = {value.item.id: self._what_if.moves(value, taken, every=True) or [] for value in open_items}
        raw = evaluation.scores[score.id].raw
        start = raw or Tally(_ZERO, _ZERO)
        # In whole numbers, since there are many to compare.
        scale = lcm(*{number.denominator for tally in (start, *(move for ways in moves.values() for move, _ in ways)) for number in tally})
        whole = {
            item: [_Way(_times(move.points, scale), _times(move.maximum, scale), answer) for move, answer in ways]
            for item, ways in moves.items()
        }

        def greatest(points: int, maximum: int) -> dict[str, _Way]:
            return {item: max(ways, key=lambda way: points * way.points + maximum * way.maximum) for item, ways in whole.items()}

        def sums(chosen: dict[str, _Way]) -> tuple[int, int]:
            points = sum(way.points for way in chosen.values())
            maximum = sum(way.maximum for way in chosen.values())
            return _times(start.points, scale) + points, _times(start.maximum, scale) + maximum

        if score.unit is Unit.POINTS or score.out_of is not None:
            best = greatest(self._sign, 0)
        else:
            best = greatest(0, 1)
            if sums(best)[1] > 0:
                best, is_end = greatest_quotient(best, greatest, sums, least=self._sign < 0)
                self._exact = self._exact and is_end
        tally = Tally(*(Fraction(number, scale) for number in sums(best))) if best or raw else None
        return {item: way.answer for item, way in best.items()}, tally


class _Way(NamedTuple):
    """An answer, and what the sum gains with it, in whole numbers."""

    points: int
    maximum: int
    answer: Answer


def _times(number: Fraction, scale: int) -> int:
    return number.numerator * (scale // number.denominator)


def _accepted(evaluation: Evaluation, item: str, answer: Answer) -> bool:
    value = evaluation.items[item]
    return value.state is State.HIDDEN or (value.state is answer.state and value.value == answer.value)
