# The answers that an item can be given, as few of them as tell all: one for each way in which a condition, or the points, can tell
# answers apart.

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from bilan.engine.conditions.expressions import Comparison, Literal, Name, Node
from bilan.engine.conditions.parser import Condition
from bilan.engine.model.answer import UNANSWERED, Answer
from bilan.engine.model.items import Item
from bilan.engine.model.vocabulary import State

# So many sets of ticks are looked at in every way, all those of six boxes.
MOST_TICKS = 64


class Domain(NamedTuple):
    """Answers to one item; an unticked box is one. `complete` tells that nothing can tell another answer from each of these."""

    answers: tuple[Answer, ...]
    complete: bool = True

    @property
    def values(self) -> tuple[Answer, ...]:
        """Those with a value."""
        return tuple(answer for answer in self.answers if answer.state is State.ANSWERED)


def domain(item: Item, conditions: Iterable[Condition], hidden: Collection[str] = (), most: int = MOST_TICKS) -> Domain:
    """Every answer that these conditions, or the points, can tell apart, without its `hidden` choices.

    "Not applicable" and "don't know" are not among them, nor, but for a box, no answer. Of sets of ticks at most so many are listed.
    """
    nodes = [node for condition in conditions for node in condition.nodes()]
    compared: dict[object, None] = dict.fromkeys(literal for node in nodes for literal in literals_in(node))
    # Where something else than a literal is the measure, each choice may matter, and no list of numbers or texts tells all.
    measured = any(_compares_with_another(node, item.id) for node in nodes)
    if measured:
        compared |= dict.fromkeys(choice.id for choice in item.choices)
    found = item.distinct(compared, item.offered(hidden), earning=True, most=most)
    answers = tuple(Answer(State.ANSWERED, value) for value in found.values)
    return Domain((UNANSWERED, *answers) if item.is_box else answers, found.complete and (bool(item.choices) or not measured))


def extremes(item: Item, hidden: Collection[str] = ()) -> tuple[Answer, Answer] | None:
    """The answers that earn the least and the most of a scoring item without its `hidden` choices; None if it has none."""
    answers = domain(item, (), hidden, most=0).answers
    if not answers:
        return None
    points = [item.earned(answer.value) for answer in answers]
    return answers[points.index(min(points))], answers[points.index(max(points))]


def literals_in(node: Node) -> Iterator[object]:
    """The numbers, texts and truth values that a part of a condition writes out itself."""
    if isinstance(node, Literal):
        # In an order that is the same in every process, whatever the order of the set.
        yield from sorted(node.content, key=str) if isinstance(node.content, frozenset) else (node.content,)


def _compares_with_another(node: Node, item: str) -> bool:
    """Whether a condition compares an item with something that is no literal."""
    sides = node.parts() if isinstance(node, Comparison) else ()
    return any(isinstance(side, Name) and side.id == item for side in sides) and not any(isinstance(side, Literal) for side in sides)
