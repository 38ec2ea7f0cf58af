# Syntax tree of conditions: values, names, comparisons, calls. Each node knows what it is worth, given what is known of the
# answers and the scores; none runs Python code.

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

Value = bool | Fraction | str | frozenset[object] | None

FUNCTIONS = ("answered", "state", "points", "maximum", "percent", "band", "count")


class Facts(Protocol):
    """What a condition may ask of the answers and the scores so far. Names are known: `authoring` and the model check them."""

    def value(self, item: str) -> Value:
        """The answer to an item: True or False for a box, a choice's id, a set of them, a number, a text; None if there is none."""

    def state(self, name: str) -> str:
        """The state of an item, one of `State`; of a reading, `answered` or `unanswered`."""

    def tally(self, name: str) -> tuple[Fraction, Fraction] | None:
        """Points and maximum of an item, section, group, score or reading; None if it does not count."""

    def band(self, score: str) -> str | None:
        """The id of the band that a score reached."""

    def members(self, name: str) -> tuple[str, ...] | None:
        """The items of a section or a group; None if the name is of something else."""


@dataclass(frozen=True)
class Node:
    """A part of a condition; `offset` is where it starts in the text."""

    offset: int

    def evaluate(self, facts: Facts) -> Value:  # noqa: ARG002 - the protocol of nodes
        """Its value."""
        raise TypeError(type(self).__name__)

    def parts(self) -> tuple[Node, ...]:
        """The nodes that it is made of."""
        return ()


@dataclass(frozen=True)
class Literal(Node):
    """A number, a text, a truth value, or a list of such."""

    content: Value

    def evaluate(self, facts: Facts) -> Value:  # noqa: ARG002 - the protocol of nodes
        """Itself."""
        return self.content


@dataclass(frozen=True)
class Name(Node):
    """An id: of an item, whose answer it stands for, or of what a function asks about."""

    id: str

    def evaluate(self, facts: Facts) -> Value:
        """The answer to the item."""
        return facts.value(self.id)


@dataclass(frozen=True)
class Not(Node):
    """True when its part is not."""

    part: Node

    def evaluate(self, facts: Facts) -> Value:
        """The contrary."""
        return self.part.evaluate(facts) is not True

    def parts(self) -> tuple[Node, ...]:
        """The denied part."""
        return (self.part,)


@dataclass(frozen=True)
class Chain(Node):
    """Conditions joined by `and` or `or`."""

    word: str
    links: tuple[Node, ...]

    def evaluate(self, facts: Facts) -> Value:
        """Whether all hold, or any."""
        holding = (link.evaluate(facts) is True for link in self.links)
        return all(holding) if self.word == "and" else any(holding)

    def parts(self) -> tuple[Node, ...]:
        """The joined conditions."""
        return self.links


@dataclass(frozen=True)
class Comparison(Node):
    """Two values and an operator. A missing value makes it false, but for `!=` and `not in`, which are the contrary of the others."""

    operator: str
    left: Node
    right: Node

    def evaluate(self, facts: Facts) -> Value:
        """Whether it holds."""
        return _compare(self.operator, self.left.evaluate(facts), self.right.evaluate(facts))

    def parts(self) -> tuple[Node, ...]:
        """Both sides."""
        return (self.left, self.right)


@dataclass(frozen=True)
class Call(Node):
    """One of FUNCTIONS and what it is given."""

    function: str
    arguments: tuple[Node, ...]

    def evaluate(self, facts: Facts) -> Value:
        """What the function says."""
        if self.function == "count":
            return Fraction(self._count(facts))
        name = self.arguments[0].id if isinstance(self.arguments[0], Name) else ""
        if self.function == "answered":
            return facts.state(name) == "answered"
        if self.function == "state":
            return facts.state(name)
        if self.function == "band":
            return facts.band(name)
        tally = facts.tally(name)
        if tally is None:
            return None
        points, maximum = tally
        if self.function == "percent":
            return 100 * points / maximum if maximum > 0 else None
        return points if self.function == "points" else maximum

    def parts(self) -> tuple[Node, ...]:
        """Its arguments."""
        return self.arguments

    def _count(self, facts: Facts) -> int:
        first = self.arguments[0]
        members = facts.members(first.id) if isinstance(first, Name) else None
        if members is None:
            return sum(argument.evaluate(facts) is True for argument in self.arguments)
        wanted = {argument.evaluate(facts) for argument in self.arguments[1:]} or {"answered"}
        return sum(_has_one_of(facts, item, wanted) for item in members)


def _has_one_of(facts: Facts, item: str, wanted: set[Value]) -> bool:
    value = facts.value(item)
    chosen = value if isinstance(value, frozenset) else {value}
    return facts.state(item) in wanted or not wanted.isdisjoint(chosen)


def _compare(operator: str, left: Value, right: Value) -> bool:
    if operator == "!=":
        return not _compare("==", left, right)
    if operator == "not in":
        return not _compare("in", left, right)
    if left is None or right is None:
        return False
    if operator == "==":
        return type(left) is type(right) and left == right
    if operator == "in":
        return isinstance(right, frozenset) and left in right
    if operator == "contains":
        return isinstance(left, frozenset) and right in left
    if not (isinstance(left, Fraction) and isinstance(right, Fraction)):
        return False
    return _ORDER[operator](left, right)


_ORDER: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
