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

from bilan.engine.conditions.expressions import FUNCTIONS, Call, Chain, Comparison, Facts, Literal, Name, Node, Not, Value

LONGEST = 2000
DEEPEST_NESTING = 30

KEYWORDS = ("and", "or", "not", "in", "contains", "true", "false")

NO_SUMS = "Conditions do not calculate: let a group or a score add up, and ask for its points(…) or percent(…)."

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
            raise self._fault("here `and` or `or` is missing.", self._joint_hint())
        return root

    def _joint_hint(self) -> str:
        """What to write where a condition goes on after its end, most often in the middle of a number."""
        before, rest = self._text[: self._offset].rstrip(), self._text[self._offset :]
        digits = re.search(r"(?<![a-z0-9-])[0-9]+$", before)
        after = re.match(r"(,?)([0-9]+)", rest)
        if digits and after:
            return f"Write decimals after a point: {digits[0]}.{after[2]}." if after[1] else f"Write one number: {digits[0]}{after[2]}."
        if re.match(r"-[0-9]", rest):
            return NO_SUMS
        return "Join conditions with and, or; compare with ==, !=, <, <=, >, >=, in."

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
        if kind == "word" and token not in KEYWORDS:
            self._advance()
            return self._call(offset, token) if self._accept("(") else Name(offset, token)
        what = "the condition ends too early." if kind == "end" else f"`{token}` stands where a value is expected."
        if self._text[offset - 1 : offset + 1] == "<>":
            raise self._fault(what, "Write != in place of <>.")
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


_STRAY = (
    (r"&", "Write and in place of &&."),
    (r"\|", "Write or in place of ||."),
    (r"!", "Write not in place of !."),
    (r"=>", "Write >=."),
    (r"=<", "Write <=."),
    (r"=", "Compare with ==."),
    (r"%", "Leave it out: percentages are numbers from 0 to 100."),
    (r"_", "Ids have hyphens: own-voice."),
    (r"\.[0-9]", "Write a 0 before the point, e.g. 0.5."),
    (r"[-+*/^]", NO_SUMS),
    (r"[\"']", "Close the quotes."),
    (r"[“”«»‘’]", 'Use straight quotes: "text".'),
    (r"[A-Z]", "Ids are in lower case, and so are and, or, not; put texts in quotes."),
    (r"[{}]", "Write the id alone, without braces."),
)


def _stray_hint(rest: str) -> str:
    hints = (hint for pattern, hint in _STRAY if re.match(pattern, rest))
    return next(hints, 'Write e.g. role == "editor" and answered(hours).')
