# Every set of answers there is, one after the other: the slow way to the smallest lift and to the highest and lowest score, to compare
# with the quick one. For checklists of a few items.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from math import prod
from random import Random

from bilan.engine import Answer, Answers, Better, Checklist, Evaluation, Item, Kind, Score, State, evaluate

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


def with_ways(random: Random, checklist: Checklist) -> Checklist:
    """The same, with scores that are good one way or the other, and facts among the items."""
    scores = tuple(replace(score, better=random.choice([Better.HIGHER, Better.HIGHER, Better.LOWER])) for score in checklist.scores)
    sections = tuple(
        replace(section, items=tuple(replace(item, fact=random.random() < 0.15) for item in section.items))
        for section in checklist.sections
    )
    return replace(checklist, sections=sections, scores=scores)


def smallest_lift(checklist: Checklist, answers: Answers, score: Score, most: int) -> int | None:
    """How many answers at the least must change for a better band; None if `most` are not enough. Raises TooMany.

    What may not be proposed stays, and no question that is shown and counts may go.
    """
    before, tried = evaluate(checklist, answers), 0
    for size in range(1, most + 1):
        for items in combinations([item for item in checklist.items if may_be_proposed(before, item)], size):
            for values in product(*(list(_answers(item)) for item in items)):
                tried += 1
                if tried > MOST:
                    raise TooMany
                given = {item.id: value for item, value in zip(items, values, strict=True)}
                after = _changed(checklist, answers, given)
                if is_better(before, after, score) and not hides(before, after):
                    return size
    return None


def may_be_proposed(found: Evaluation, item: Item) -> bool:
    """Whether another answer to an item is worth anything, within the reader's power, and of use as the answers are."""
    given = found.answers.by_item.get(item.id)
    return (
        item.scores and not item.fact and found.holds(item.action_when) and not (given is not None and given.state is State.NOT_APPLICABLE)
    )


def is_better(before: Evaluation, after: Evaluation, score: Score) -> bool:
    """Whether a score went to a band that is better for it."""
    was, became = (_position(found, score) for found in (before, after))
    return became >= 0 and (became < was if score.better is Better.LOWER else became > was)


def hides(before: Evaluation, after: Evaluation) -> bool:
    """Whether a question went that can score, or that a condition or the scorer reads."""
    checklist = before.checklist
    names = {name.id for condition in checklist.conditions for _, name in condition.reads()}
    read = {item for name in names for item in (name, *before.plan.members.get(name, ()))}
    counting = [item.id for item in checklist.items if item.scores or item.id in read or checklist.scorer]
    return any(before.items[item].state is not State.HIDDEN and after.items[item].state is State.HIDDEN for item in counting)


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
        yield from (answer for value in sorted(decimals) if item.misfit(answer := Answer(State.ANSWERED, value)) is None)
    elif item.kind is Kind.CHOICES:
        ids = [choice.id for choice in item.choices]
        sets = (frozenset(ticked) for size in range(1, len(ids) + 1) for ticked in combinations(ids, size))
        yield from (answer for ticked in sets if item.misfit(answer := Answer(State.ANSWERED, ticked)) is None)
    else:
        yield from (Answer(State.ANSWERED, choice.id) for choice in item.choices)
