# The answers that an item takes, as far as anything can tell them apart: choices that no condition names and that earn the same are
# one, and of numbers those count at which something changes, and one between each two.

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import prod

from bilan.engine import Answer, Choice, Item, Kind, State
from bilan.engine.points import earned, misfit

UNANSWERED = Answer(State.UNANSWERED)
_MOST_TICKS = 256


@dataclass(frozen=True)
class Domain:
    """Answers to one item, "unanswered" first.

    `complete` tells that every other one does the same to conditions as one of them; `running`, that the points of others lie between.
    """

    answers: tuple[Answer, ...]
    complete: bool = True
    running: bool = False

    @property
    def values(self) -> tuple[Answer, ...]:
        """Those with a value."""
        return tuple(answer for answer in self.answers if answer.state is State.ANSWERED)


def domain_of(item: Item, literals: Iterable[object], measured: bool) -> Domain:
    """The answers to an item.

    Args:
        item: the item.
        literals: texts and numbers of the conditions that look at it.
        measured: whether a condition compares it with something else than these.
    """
    named = frozenset(literals)
    values, complete = _values(item, named)
    states = (UNANSWERED, *(Answer(state) for state in item.allow))
    fitting = tuple(answer for answer in dict.fromkeys(values) if misfit(item, answer) is None)
    running = bool(item.breakpoints) and not item.stepped
    return Domain((*states, *fitting), complete and not (measured and item.kind in (Kind.NUMBER, Kind.TEXT)), running)


def extremes(item: Item, domain: Domain) -> tuple[Answer, Answer]:
    """The answers that earn the least and the most; any two of an item that does not score."""
    answers = [*domain.values, *([UNANSWERED] if item.kind is Kind.CHECK else [])]
    if not item.scores:
        return answers[0], answers[-1]
    points = [earned(item, answer.value) for answer in answers]
    return answers[points.index(min(points))], answers[points.index(max(points))]


def _values(item: Item, named: frozenset[object]) -> tuple[list[Answer], bool]:
    if item.kind is Kind.CHECK:
        return [Answer(State.ANSWERED, True)], True
    if item.kind is Kind.TEXT:
        return [Answer(State.ANSWERED, text) for text in (*sorted(t for t in named if isinstance(t, str)), "…")], True
    if item.kind is Kind.NUMBER:
        return [Answer(State.ANSWERED, number) for number in _numbers(item, named)], True
    alike = _alike(item.choices, named)
    if item.kind is Kind.CHOICES:
        ticks, complete = _ticks(alike)
        return [Answer(State.ANSWERED, ticked) for ticked in ticks], complete
    return [Answer(State.ANSWERED, choices[0].id) for choices in alike], True


def _alike(choices: Iterable[Choice], named: frozenset[object]) -> list[list[Choice]]:
    """Choices in groups that nothing tells apart."""
    groups: dict[object, list[Choice]] = {}
    for choice in choices:
        key = choice.id if choice.id in named else (choice.points, choice.when, choice.exclusive)
        groups.setdefault(key, []).append(choice)
    return list(groups.values())


def _ticks(alike: list[list[Choice]]) -> tuple[list[frozenset[str]], bool]:
    """How many of each group are ticked; if there are too many ways, one each, and all that earn, or take off."""
    alone = [frozenset({choices[0].id}) for choices in alike if choices[0].exclusive]
    joint = [choices for choices in alike if not choices[0].exclusive]
    if prod(len(choices) + 1 for choices in joint) <= _MOST_TICKS:
        ways = product(*(range(len(choices) + 1) for choices in joint))
        sets = (frozenset(c.id for n, choices in zip(way, joint, strict=True) for c in choices[:n]) for way in ways)
        return [*(ticked for ticked in sets if ticked), *alone], True
    every = [choice for choices in joint for choice in choices]
    sums = [frozenset(c.id for c in every if c.points > 0), frozenset(c.id for c in every if c.points < 0)]
    return [*(frozenset({choices[0].id}) for choices in joint), *(ticked for ticked in sums if ticked), *alone], False


def _numbers(item: Item, named: frozenset[object]) -> Iterator[Fraction]:
    low, high = item.minimum, item.maximum
    ends = [end for end in (low, high) if end is not None]
    wanted = {*ends, *(number for number in named if isinstance(number, Fraction)), *(point.at for point in item.breakpoints)}
    exact = sorted(n for n in wanted if (low is None or n >= low) and (high is None or n <= high)) or [Fraction(0)]
    yield from exact
    yield from ((lower + upper) / 2 for lower, upper in pairwise(exact))
    yield from () if low is not None else (exact[0] - 1,)
    yield from () if high is not None else (exact[-1] + 1,)
