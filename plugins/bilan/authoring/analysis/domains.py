# The answers that an item takes, as far as anything can tell them apart: choices that no condition names and that earn the same are
# one, and of numbers those count at which something changes, and one between each two.

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import prod

from bilan.engine import Answer, Choice, Condition, Item, Kind, State
from bilan.engine.expressions import Literal
from bilan.engine.points import earned, misfit
from bilan.engine.possible import compares_with_another, possible

UNANSWERED = Answer(State.UNANSWERED)
_MOST_TICKS = 256


@dataclass(frozen=True)
class Domain:
    """Answers to one item, "unanswered" first; `complete` tells that every other one does the same as one of them."""

    answers: tuple[Answer, ...]
    complete: bool = True

    @property
    def values(self) -> tuple[Answer, ...]:
        """Those with a value."""
        return tuple(answer for answer in self.answers if answer.state is State.ANSWERED)


def domain_of(item: Item, conditions: Iterable[Condition]) -> Domain:
    """The answers to an item that these conditions look at."""
    asking = tuple(conditions)
    if item.choices:
        measured = any(compares_with_another(node, item.id) for condition in asking for node in condition.nodes())
        named: set[object] = {word for condition in asking for word in literals(condition)}
        named |= {choice.id for choice in item.choices if measured}
        ticked, complete = _ticked(item, _alike(item.choices, named))
    else:
        found = possible(item, (), asking)
        ticked, complete = [answer for answer in found.answers if answer.state is State.ANSWERED], found.all
    values = (answer for answer in dict.fromkeys(ticked) if misfit(item, answer) is None)
    return Domain((UNANSWERED, *(Answer(state) for state in item.allow), *values), complete)


def extremes(item: Item, domain: Domain) -> tuple[Answer, Answer]:
    """The answers that earn the least and the most; any two of an item that does not score."""
    answers = [*domain.values, *([UNANSWERED] if item.kind is Kind.CHECK else [])]
    if not item.scores:
        return answers[0], answers[-1]
    points = [earned(item, answer.value) for answer in answers]
    return answers[points.index(min(points))], answers[points.index(max(points))]


def literals(condition: Condition) -> Iterable[object]:
    """What a condition compares with."""
    for node in condition.nodes():
        if isinstance(node, Literal):
            yield from node.content if isinstance(node.content, frozenset) else (node.content,)


def _alike(choices: Iterable[Choice], named: set[object]) -> list[list[Choice]]:
    """Choices in groups that nothing tells apart."""
    groups: dict[object, list[Choice]] = {}
    for choice in choices:
        key = choice.id if choice.id in named else (choice.points, choice.when, choice.exclusive)
        groups.setdefault(key, []).append(choice)
    return list(groups.values())


def _ticked(item: Item, alike: list[list[Choice]]) -> tuple[list[Answer], bool]:
    """How many of each group are chosen; if there are too many ways, one each, and all that earn, or take off."""
    if item.kind is not Kind.CHOICES:
        return [Answer(State.ANSWERED, choices[0].id) for choices in alike], True
    alone = [frozenset({choices[0].id}) for choices in alike if choices[0].exclusive]
    joint = [choices for choices in alike if not choices[0].exclusive]
    complete = prod(len(choices) + 1 for choices in joint) <= _MOST_TICKS
    if complete:
        ways = product(*(range(len(choices) + 1) for choices in joint))
        sets = [frozenset(c.id for n, choices in zip(way, joint, strict=True) for c in choices[:n]) for way in ways]
    else:
        every = [choice for choices in joint for choice in choices]
        sets = [frozenset({choices[0].id}) for choices in joint]
        sets += [frozenset(choice.id for choice in every if sign * choice.points > 0) for sign in (1, -1)]
    return [Answer(State.ANSWERED, ticked) for ticked in (*sets, *alone) if ticked], complete
