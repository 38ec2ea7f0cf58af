# Satisfiability of conditions: whether one can ever hold, or ever fail, decided by trying every combination of the values that make a
# difference to it.
#
# Each thing that the condition reads takes its values independently of the others, a superset of what answers can bring about. So
# "never" and "always" are certain, while a condition of which nothing is said may still be impossible for deeper reasons.

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from itertools import pairwise, product
from math import prod

from bilan.authoring.ranges import Ranges
from bilan.engine import Call, Chain, Checklist, Comparison, Condition, Item, Literal, Name, Node, Not, Range, State, Value, checklist_plan

MOST_COMBINATIONS = 20_000
# Of the sets of ticks of one item.
_MOST_TICKS = 1024
_MOST_COUNTED = 200
# For all conditions of a checklist: a second or two.
_MOST_TRIES = 200_000

# The state and the value of one thing that is read.
_Fact = tuple[str, Value]


class Verdict(Enum):
    """What is certain of a condition."""

    NEVER = "never"
    ALWAYS = "always"
    OPEN = "open"


class Judge:
    """Judges the conditions of one checklist."""

    def __init__(self, checklist: Checklist) -> None:
        self._checklist = checklist
        self._ranges = Ranges(checklist)
        self._tries = 0
        self._may_hide = {
            item.id for section in checklist.sections for item in section.items if section.when is not None or item.when is not None
        }
        self._bands = {score.id: tuple(band.id for band in score.bands) for score in checklist.scores}
        self._gathered = checklist_plan(checklist).members

    def verdict(self, *conditions: Condition) -> Verdict:
        """What is certain of these conditions together; OPEN where there are too many combinations."""
        roots = tuple(condition.root for condition in conditions)
        calls: dict[str, Call] = {}
        return self._verdict(_with_names_for_calls(Chain(0, "and", roots), self._gathered, calls), calls)

    def _verdict(self, root: Node, calls: Mapping[str, Call]) -> Verdict:
        if not isinstance(root, Chain):
            return self._tried(root, calls)
        parts = [_joined(root, links) for links in _apart(root.links)]
        if len(parts) == 1:
            return self._verdict(root.links[0], calls) if len(root.links) == 1 else self._tried(root, calls)
        # Parts that share nothing hold or fail independently.
        found = {self._verdict(part, calls) for part in parts}
        decisive, unanimous = (Verdict.NEVER, Verdict.ALWAYS) if root.word == "and" else (Verdict.ALWAYS, Verdict.NEVER)
        if decisive in found:
            return decisive
        return unanimous if found == {unanimous} else Verdict.OPEN

    def _tried(self, root: Node, calls: Mapping[str, Call]) -> Verdict:
        asked = Condition("", root)
        if _compares_two_things(asked):
            return Verdict.OPEN
        domains = {name: self._domain(name, asked, calls) for name in _names(root)}
        if any(not domain for domain in domains.values()) or prod(map(len, domains.values())) > MOST_COMBINATIONS:
            return Verdict.OPEN
        found: set[bool] = set()
        for values in product(*domains.values()):
            self._tries += 1
            found.add(asked.holds(_Facts(dict(zip(domains, values, strict=True)))))
            if len(found) == 2 or self._tries > _MOST_TRIES:
                return Verdict.OPEN
        return Verdict.ALWAYS if found == {True} else Verdict.NEVER

    def _domain(self, name: str, asked: Condition, calls: Mapping[str, Call]) -> list[_Fact]:
        """The values of one thing that make a difference; none if there are too many."""
        mentioned = frozenset(_compared_with(asked, name))
        if name in calls:
            return [(State.ANSWERED.value, value) for value in self._called(calls[name], mentioned)]
        item = self._checklist.by_item.get(name)
        if item is None:  # a reading
            return [(State.ANSWERED.value, None), (State.UNANSWERED.value, None)]
        answers = item.distinct(mentioned, item.choices, earning=False, most=_MOST_TICKS)
        return [*((State.ANSWERED.value, value) for value in answers.values), *self._without_answer(item)] if answers.complete else []

    def _without_answer(self, item: Item) -> Iterator[_Fact]:
        nothing = False if item.is_box else None
        yield State.UNANSWERED.value, nothing
        for state in item.allow:
            yield state.value, nothing
        if item.id in self._may_hide:
            yield State.HIDDEN.value, None

    def _called(self, call: Call, mentioned: frozenset[object]) -> list[Value]:
        name = call.arguments[0].id if isinstance(call.arguments[0], Name) else ""
        if call.function == "count":
            most = len(self._gathered[name])
            return [Fraction(number) for number in range(most + 1)] if most <= _MOST_COUNTED else []
        if call.function == "band":
            others = () if name in self._bands else (*(word for word in mentioned if isinstance(word, str)), "")
            return [None, *self._bands.get(name, others)]
        return [None, *_representatives(mentioned, self._range(call.function, name))]

    def _range(self, function: str, name: str) -> Range | None:
        """Between what `points`, `maximum` or `percent` of a part lie."""
        ends = self._ranges.of(name)
        return {"points": ends.points, "maximum": ends.maximum, "percent": ends.percent}[function]


class _Facts:
    """One combination, as the evaluation of conditions asks for it."""

    def __init__(self, facts: Mapping[str, _Fact]) -> None:
        self._facts = facts

    def value(self, item: str) -> Value:
        return self._facts[item][1]

    def state(self, name: str) -> str:
        return self._facts[name][0]

    def tally(self, name: str) -> tuple[Fraction, Fraction] | None:
        raise AssertionError(name)

    def band(self, score: str) -> str | None:
        raise AssertionError(score)

    def members(self, _name: str) -> tuple[str, ...] | None:
        return None


def _with_names_for_calls(node: Node, gathered: Container[str], calls: dict[str, Call]) -> Node:
    """The same condition with a name in place of each call whose value is not made of the answers themselves."""

    def named(part: Node) -> Node:
        return _with_names_for_calls(part, gathered, calls)

    if isinstance(node, Chain):
        return Chain(node.offset, node.word, tuple(named(link) for link in node.links))
    if isinstance(node, Not):
        return Not(node.offset, named(node.part))
    if isinstance(node, Comparison):
        return Comparison(node.offset, node.operator, named(node.left), named(node.right))
    if not isinstance(node, Call) or node.function in ("answered", "state"):
        return node
    first = node.arguments[0]
    if node.function == "count" and not (isinstance(first, Name) and first.id in gathered):
        return Call(node.offset, "count", tuple(named(argument) for argument in node.arguments))
    # Equal calls give equal values. No id looks like this.
    name = f"{node.function}({', '.join(map(_written, node.arguments))})"
    calls[name] = node
    return Name(node.offset, name)


def _apart(links: tuple[Node, ...]) -> list[list[Node]]:
    """The links of a chain in groups that read nothing in common."""
    groups: list[tuple[set[str], list[Node]]] = []
    for link in links:
        read, together = set(_names(link)), [link]
        apart = []
        for names, group in groups:
            if names.isdisjoint(read):
                apart.append((names, group))
            else:
                read |= names
                together = group + together
        groups = [*apart, (read, together)]
    return [group for _, group in groups]


def _joined(chain: Chain, links: list[Node]) -> Node:
    return links[0] if len(links) == 1 else Chain(chain.offset, chain.word, tuple(links))


def _names(node: Node) -> dict[str, None]:
    """What a part of a condition reads, in order."""
    return dict.fromkeys(name.id for _, name in Condition("", node).reads())


def _written(argument: Node) -> str:
    if isinstance(argument, Name):
        return argument.id
    return repr(argument.content) if isinstance(argument, Literal) else repr(argument)


def _compares_two_things(asked: Condition) -> bool:
    return any(isinstance(node, Comparison) and all(isinstance(side, (Name, Call)) for side in node.parts()) for node in asked.nodes())


def _compared_with(asked: Condition, name: str) -> Iterator[object]:
    """The numbers and texts that the value of a name is compared with."""
    for node in asked.nodes():
        if isinstance(node, Comparison) and any(isinstance(side, Name) and side.id == name for side in node.parts()):
            for side in node.parts():
                if isinstance(side, Literal):
                    yield from side.content if isinstance(side.content, frozenset) else (side.content,)


def _representatives(mentioned: frozenset[object], within: Range | None) -> Iterator[Fraction]:
    """The numbers in question, one between each two, and one beyond them, as far as they lie within the range."""
    found = sorted({number for number in mentioned if isinstance(number, Fraction)} | set(within or ()))
    if not found:
        found = [Fraction(0)]
    between = [(low + high) / 2 for low, high in pairwise(found)]
    for number in (found[0] - 1, *found, *between, found[-1] + 1):
        if within is None or within[0] <= number <= within[1]:
            yield number
