# The answers that an item can be given, as few of them as tell all: those that earn the least and the most, and for items that
# conditions look at, one for each way that a condition can tell answers apart.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from math import ceil, floor
from typing import NamedTuple

from bilan.engine.answers import Answer
from bilan.engine.conditions import Condition
from bilan.engine.expressions import Comparison, Literal, Name, Node, Value
from bilan.engine.model import Choice, Item, Kind, State, Ticks
from bilan.engine.points import earned, misfit

# All ways to tick up to so many boxes are looked at, 63 of six.
_MOST_TICKS = 6

# The decimals of a number that is proposed; a reader can type it, and JSON keeps it.
_SCALE = 10**6

_UNTICKED = Answer(State.UNANSWERED)


class Possible(NamedTuple):
    """Answers to one item. `all` tells that no condition and no sum can tell another answer from each of these."""

    answers: tuple[Answer, ...]
    all: bool = True


def extremes(item: Item, hidden: Sequence[str]) -> tuple[Answer, Answer] | None:
    """The answers that earn the least and the most, of a scoring item that does not offer its `hidden` choices; None if it has none."""
    answers = [answer for answer in _telling(item, hidden, ()) if misfit(item, answer) is None]
    if not answers:
        return None
    points = [earned(item, answer.value) for answer in answers]
    return answers[points.index(min(points))], answers[points.index(max(points))]


def possible(item: Item, hidden: Sequence[str], conditions: Iterable[Condition]) -> Possible:
    """Every answer that these conditions, or the points, can tell apart; "not applicable" and "don't know" are not among them."""
    if item.kind is Kind.CHOICES:
        return _all_ticks(item, hidden)
    nodes = [node for condition in conditions for node in condition.nodes()] if item.kind in (Kind.NUMBER, Kind.TEXT) else []
    literals = list(dict.fromkeys(literal for node in nodes if isinstance(node, Literal) for literal in _contents(node.content)))
    answers = tuple(answer for answer in _telling(item, hidden, literals) if misfit(item, answer) is None)
    # Where points run on between two breakpoints, or something else than a literal is the measure, no finite list tells all.
    running = item.kind is Kind.NUMBER and bool(item.breakpoints) and not item.stepped
    measured = any(compares_with_another(node, item.id) for node in nodes)
    return Possible(answers, not (running or measured))


def _all_ticks(item: Item, hidden: Sequence[str]) -> Possible:
    offered = _offered(item, hidden)
    joint = [choice.id for choice in offered if not choice.exclusive]
    if len(joint) > _MOST_TICKS:
        return Possible(tuple(_telling(item, hidden, ())), all=False)
    sets = [frozenset(ticked) for size in range(1, len(joint) + 1) for ticked in combinations(joint, size)]
    sets += [frozenset({choice.id}) for choice in offered if choice.exclusive]
    return Possible(tuple(Answer(State.ANSWERED, ticked) for ticked in sets))


def _contents(literal: Value) -> Iterable[object]:
    return sorted(literal, key=str) if isinstance(literal, frozenset) else (literal,)


def compares_with_another(node: Node, item: str) -> bool:
    """Whether a condition compares an item with something that is no literal."""
    sides = node.parts() if isinstance(node, Comparison) else ()
    return any(isinstance(side, Name) and side.id == item for side in sides) and not any(isinstance(side, Literal) for side in sides)


def _telling(item: Item, hidden: Sequence[str], literals: Iterable[object]) -> Iterator[Answer]:
    if item.kind is Kind.CHECK:
        yield from (_UNTICKED, Answer(State.ANSWERED, True))
    elif item.kind is Kind.NUMBER:
        values = _numbers(item, [literal for literal in literals if isinstance(literal, Fraction)])
        yield from (Answer(State.ANSWERED, value) for value in dict.fromkeys(values))
    elif item.kind is Kind.TEXT:
        texts = [literal for literal in literals if isinstance(literal, str)]
        yield from (Answer(State.ANSWERED, text) for text in dict.fromkeys((*texts, "…")))
    elif item.kind is Kind.CHOICES:
        yield from (Answer(State.ANSWERED, ticked) for ticked in dict.fromkeys(_ticks(item, _offered(item, hidden))))
    else:
        yield from (Answer(State.ANSWERED, choice.id) for choice in _offered(item, hidden))


def _offered(item: Item, hidden: Sequence[str]) -> list[Choice]:
    return [choice for choice in item.choices if choice.id not in hidden]


def _ticks(item: Item, offered: list[Choice]) -> Iterator[frozenset[str]]:
    """Each choice alone, and where ticks add up, the best ones together and the worst ones, from the first to all."""
    yield from (frozenset({choice.id}) for choice in offered)
    if item.ticks is Ticks.SUM:
        for sign in (1, -1):
            joint = [choice for choice in offered if not choice.exclusive and sign * choice.points > 0]
            joint.sort(key=lambda choice: -sign * choice.points)
            yield from (frozenset(choice.id for choice in joint[:size]) for size in range(2, len(joint) + 1))


def _numbers(item: Item, literals: Sequence[Fraction]) -> Iterator[Fraction]:
    """The numbers at which something changes, what lies between each two, and beyond the ends."""
    ends = [end for end in (item.minimum, item.maximum) if end is not None]
    exact = sorted({*ends, *literals, *(point.at for point in item.breakpoints)})
    for value in exact:
        # A third can't be written as a decimal; its neighbours can.
        yield from (Fraction(floor(value * _SCALE), _SCALE), Fraction(ceil(value * _SCALE), _SCALE))
    if literals or item.stepped or not item.breakpoints:
        beyond = [exact[0] - 1, exact[-1] + 1] if exact else [Fraction(0)]
        between = [(low + high) / 2 for low, high in pairwise(exact)]
        yield from (Fraction(floor(value * _SCALE), _SCALE) for value in (*beyond, *between))
