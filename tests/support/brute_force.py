# Every set of answers there is, one after the other: the slow way to the smallest lift and to the best and worst score, to compare
# with the quick one. For checklists of a few items.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from math import prod
from random import Random

from bilan.engine import Answer, Answers, Checklist, Evaluation, Item, Kind, Score, State, evaluate
from bilan.engine.points import misfit

from tests.support.random_pairs import full_checklist, plain_checklist, random_entry

MOST = 1500

_DECIMALS = 10**6


class TooMany(Exception):
    """There are more sets of answers than a test should try."""


def small_checklist(random: Random, *, plain: bool, items: int) -> Checklist:
    """A random checklist of a few items."""
    while True:
        checklist = (plain_checklist if plain else full_checklist)(random, "demo")
        if len(checklist.items) <= items:
            return checklist


def some_answers(random: Random, checklist: Checklist) -> dict[str, object]:
    """Entries of an answer file for about half of the items."""
    return {item.id: random_entry(random, item) for item in checklist.items if random.random() < 0.6}


def smallest_lift(checklist: Checklist, answers: Answers, score: Score, most: int) -> int | None:
    """How many answers at the least must change for a higher band; None if `most` are not enough. Raises TooMany."""
    start, tried = _position(evaluate(checklist, answers), score), 0
    for size in range(1, most + 1):
        for items in combinations(checklist.items, size):
            for values in product(*(list(_answers(item)) for item in items)):
                tried += 1
                if tried > MOST:
                    raise TooMany
                given = {item.id: value for item, value in zip(items, values, strict=True)}
                if _position(_changed(checklist, answers, given), score) > start:
                    return size
    return None


def possible_scores(checklist: Checklist, answers: Answers, score: Score) -> list[Fraction]:
    """Every score that is possible once all that is shown is answered or, if it is optional, left. Raises TooMany."""
    found, waiting, tried = [], [dict[str, Answer]()], 0
    while waiting:
        given = waiting.pop()
        tried += 1
        if tried > MOST:
            raise TooMany
        evaluation = _changed(checklist, answers, given)
        values = [(evaluation.items[item], answer) for item, answer in given.items()]
        if any(value.state is not State.HIDDEN and (value.state, value.value) != (answer.state, answer.value) for value, answer in values):
            continue
        unanswered = (i for i in checklist.items if i.id not in given and evaluation.items[i.id].state is State.UNANSWERED)
        item = next(unanswered, None)
        if item is None:
            found.append(evaluation.scores[score.id].value)
        else:
            others = [Answer(state) for state in item.allow] + ([Answer(State.UNANSWERED)] if item.optional else [])
            waiting += [{**given, item.id: answer} for answer in (*_answers(item), *others)]
    return [number for number in found if number is not None]


def answer_sets(random: Random, checklist: Checklist, most: int) -> Iterator[dict[str, Answer]]:
    """Every set of answers, questions may be left; if there are more than `most`, so many of them by chance."""
    ways = [(Answer(State.UNANSWERED), *map(Answer, item.allow), *_answers(item)) for item in checklist.items]
    names = [item.id for item in checklist.items]
    if prod(map(len, ways)) <= most:
        yield from (dict(zip(names, answers, strict=True)) for answers in product(*ways))
    else:
        yield from ({name: random.choice(answers) for name, answers in zip(names, ways, strict=True)} for _ in range(most))


def _changed(checklist: Checklist, answers: Answers, given: dict[str, Answer]) -> Evaluation:
    return evaluate(checklist, replace(answers, by_item={**answers.by_item, **given}))


def _position(found: Evaluation, score: Score) -> int:
    band = found.bands[score.id].band
    return -1 if band is None else score.bands.index(band)


def _answers(item: Item) -> Iterator[Answer]:
    if item.kind is Kind.CHECK:
        yield from (Answer(State.UNANSWERED), Answer(State.ANSWERED, True))
    elif item.kind is Kind.TEXT:
        yield Answer(State.ANSWERED, "A text.")
    elif item.kind is Kind.NUMBER:
        ends = [end for end in (item.minimum, item.maximum, *(point.at for point in item.breakpoints)) if end is not None]
        decimals = {Fraction(end * _DECIMALS // 1 + step, _DECIMALS) for end in ends for step in (0, 1)} or {Fraction(0)}
        yield from (answer for value in sorted(decimals) if misfit(item, answer := Answer(State.ANSWERED, value)) is None)
    elif item.kind is Kind.CHOICES:
        ids = [choice.id for choice in item.choices]
        sets = (frozenset(ticked) for size in range(1, len(ids) + 1) for ticked in combinations(ids, size))
        yield from (answer for ticked in sets if misfit(item, answer := Answer(State.ANSWERED, ticked)) is None)
    else:
        yield from (Answer(State.ANSWERED, choice.id) for choice in item.choices)
