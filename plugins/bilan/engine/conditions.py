# The expression language of `when`: parsed once, evaluated often, and asked what it reads. Nothing here runs Python code.
#
#   either    = both {"or" both}                       comparison = value [operator value]
#   both      = denial {"and" denial}                  operator   = == != < <= > >= in "not in" contains
#   denial    = "not" denial | comparison              value      = number | text | true | false | [value, ...] | (either)
#                                                                 | name | function(value, ...)
# docs/conditions.md tells authors what each means.

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

Value = bool | Fraction | str | frozenset[object] | None

LONGEST = 2000
DEEPEST_NESTING = 30

FUNCTIONS = ("answered", "state", "points", "maximum", "percent", "band", "count")
_KEYWORDS = ("and", "or", "not", "in", "contains", "true", "false")

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>-?[0-9]+(?:\.[0-9]+)?)
      | (?P<text>"[^"]*"|'[^']*')
      | (?P<word>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)
      | (?P<sign>==|!=|<=|>=|<|>|\(|\)|\[|\]|,)
      | (?P<end>$)
    )""",
    re.VERBOSE,
)


class ConditionError(ValueError):
    """A condition that can't be read. `offset` counts characters from 0; `hint` tells what to write instead."""

    def __init__(self, offset: int, what: str, hint: str) -> None:
        super().__init__(f"{what} {hint}")
        self.offset = offset
        self.what = what
        self.hint = hint


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


@dataclass(frozen=True)
class Condition:
    """A condition as its author wrote it, and as it was understood. Two are equal if their texts are."""

    text: str
    root: Node

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Read a condition.

        Raises:
            ConditionError: with the place of the first fault.
        """
        if len(text) > LONGEST:
            raise ConditionError(0, f"the condition has {len(text):,} characters.", f"Keep it under {LONGEST:,}.")
        return cls(text, _Parser(text).parse())

    def holds(self, facts: Facts) -> bool:
        """Whether it is true of these facts."""
        return self.root.evaluate(facts) is True

    def nodes(self) -> Iterator[Node]:
        """Every node, from the root down."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.parts())

    def reads(self) -> tuple[tuple[str, Name], ...]:
        """What it looks at: pairs of a function (`value` where a name stands by itself) and the name that it is given."""
        found: list[tuple[str, Name]] = []
        asked: set[int] = set()
        for node in self.nodes():
            if isinstance(node, Call):
                for position, argument in enumerate(node.arguments):
                    if isinstance(argument, Name) and (position == 0 or node.function != "count"):
                        asked.add(id(argument))
                        found.append((node.function, argument))
            elif isinstance(node, Name) and id(node) not in asked:
                found.append(("value", node))
        return tuple(found)


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._depth = 0
        self._kind = ""
        self._token = ""
        self._offset = 0
        self._advance()

    def parse(self) -> Node:
        root = self._either()
        if self._kind != "end":
            raise self._fault("here `and` or `or` is missing.", "Join conditions with and, or; compare with ==, !=, <, <=, >, >=, in.")
        return root

    def _advance(self) -> None:
        match = _TOKEN.match(self._text, self._position)
        if match is None:
            offset = self._position + len(self._text[self._position :]) - len(self._text[self._position :].lstrip())
            raise ConditionError(offset, f"{self._text[offset]!r} is not part of the language.", _stray_hint(self._text[offset:]))
        self._kind = match.lastgroup or ""
        self._token = match[self._kind]
        self._offset = match.start(self._kind)
        self._position = match.end()

    def _accept(self, *tokens: str) -> str:
        if self._kind in ("word", "sign") and self._token in tokens:
            token = self._token
            self._advance()
            return token
        return ""

    def _fault(self, what: str, hint: str) -> ConditionError:
        return ConditionError(self._offset, what, hint)

    def _either(self) -> Node:
        return self._chain("or", self._both)

    def _both(self) -> Node:
        return self._chain("and", self._denial)

    def _chain(self, word: str, part: Callable[[], Node]) -> Node:
        offset = self._offset
        links = [part()]
        while self._accept(word):
            links.append(part())
        return links[0] if len(links) == 1 else Chain(offset, word, tuple(links))

    def _denial(self) -> Node:
        offset = self._offset
        if not self._accept("not"):
            return self._comparison()
        with_depth = self._deeper(self._denial)
        return Not(offset, with_depth)

    def _deeper(self, part: Callable[[], Node]) -> Node:
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            raise self._fault(f"the condition nests more than {DEEPEST_NESTING} levels deep.", "Split it over several items or groups.")
        node = part()
        self._depth -= 1
        return node

    def _comparison(self) -> Node:
        offset = self._offset
        left = self._value()
        operator = self._accept("==", "!=", "<", "<=", ">", ">=", "in", "contains")
        if not operator and self._accept("not"):
            if not self._accept("in"):
                raise self._fault("after `not` the word `in` is missing.", 'Write e.g. role not in ["editor", "author"].')
            operator = "not in"
        return Comparison(offset, operator, left, self._value()) if operator else left

    def _value(self) -> Node:
        offset, kind, token = self._offset, self._kind, self._token
        if kind == "number":
            self._advance()
            return Literal(offset, Fraction(token))
        if kind == "text":
            self._advance()
            return Literal(offset, token[1:-1])
        if self._accept("true", "false"):
            return Literal(offset, token == "true")  # noqa: S105 - a token of the language
        if self._accept("("):
            node = self._deeper(self._either)
            self._close(")")
            return node
        if self._accept("["):
            return self._list(offset)
        if kind == "word" and token not in _KEYWORDS:
            self._advance()
            return self._call(offset, token) if self._accept("(") else Name(offset, token)
        what = "the condition ends too early." if kind == "end" else f"`{token}` stands where a value is expected."
        raise self._fault(what, 'Write an id, a number, a "text", or a function such as answered(id).')

    def _list(self, offset: int) -> Node:
        entries: list[Value] = []
        while not self._accept("]"):
            if entries:
                self._close(",")
            entry = self._value()
            if not isinstance(entry, Literal) or not isinstance(entry.content, (str, Fraction)):
                raise ConditionError(entry.offset, "a list may hold numbers and texts only.", 'Write e.g. ["often", "always"].')
            entries.append(entry.content)
        return Literal(offset, frozenset(entries))

    def _call(self, offset: int, function: str) -> Node:
        if function not in FUNCTIONS:
            raise ConditionError(offset, f"`{function}` is not a function.", f"Use one of: {', '.join(FUNCTIONS)}.")
        arguments = [self._deeper(self._either)]
        while self._accept(","):
            arguments.append(self._deeper(self._either))
        self._close(")")
        if function != "count" and (len(arguments) > 1 or not isinstance(arguments[0], Name)):
            raise ConditionError(offset, f"{function}() takes one id.", f"Write e.g. {function}(own-voice).")
        return Call(offset, function, tuple(arguments))

    def _close(self, sign: str) -> None:
        if not self._accept(sign):
            raise self._fault(f"here `{sign}` is missing.", "Close every bracket, and separate entries with commas.")


def _stray_hint(rest: str) -> str:
    if rest.startswith(("&", "|", "!")):
        return "Write and, or, not."
    if rest.startswith("="):
        return "Compare with ==."
    if rest[0] in "\"'":
        return "Close the quotes."
    if rest[0] in "“”«»‘’":
        return 'Use straight quotes: "text".'
    if rest[0].isupper():
        return "Ids are in lower case; put texts in quotes."
    return 'Write e.g. role == "editor" and answered(hours).'
