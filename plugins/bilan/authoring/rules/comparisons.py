# Types of values that a condition may compare, and the words that each may be compared with.

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from bilan.authoring.diagnostics import Message
from bilan.authoring.diagnostics.conditions import (
    CONTAINS_ONE_CHOICE,
    LIST_MISSING,
    NEVER_IN_LIST,
    NEVER_THAT,
    NEVER_THE_SAME,
    NOT_ORDERED,
    NOT_SEVERAL_TICKS,
    TAKES_ONE_VALUE,
    TICKS_COMPARED,
    UNLIKE,
    UNLIKE_IN_LIST,
)
from bilan.authoring.rules.names import nearest
from bilan.engine import Call, Comparison, Literal, Name, Node

ORDERS = ("<", "<=", ">", ">=")


class Error(Protocol):
    """Reports a fault of a node of a condition, as `Report.add` does at a place."""

    def __call__(self, message: Message, node: Node, /, *, instead: str = "", **fields: Any) -> None: ...


@dataclass(frozen=True)
class Sort:
    """What a part of a condition gives: `form` is truth, number, word, words or list; `words` are all it may give, None if any."""

    form: str
    words: tuple[str, ...] | None = None
    noun: str = ""

    @property
    def shown(self) -> str:
        """As messages name it."""
        return _SHOWN[self.form]


_SHOWN = {"truth": "true or false", "number": "a number", "word": "a text", "words": "a set of ticks", "list": "a list"}

TRUTH, NUMBER, TEXT = Sort("truth"), Sort("number"), Sort("word", None, "text")


def sort_of_literal(node: Literal) -> Sort:
    """What a number, text, truth value or list in a condition is."""
    if isinstance(node.content, bool):
        return TRUTH
    if isinstance(node.content, Fraction):
        return NUMBER
    return Sort("list") if isinstance(node.content, frozenset) else TEXT


def check_comparison(node: Comparison, left: Sort, right: Sort, error: Error) -> None:
    """Report sides that can't be compared so, and words that the other side never gives."""
    if node.operator in ORDERS:
        for side, sort in ((node.left, left), (node.right, right)):
            if sort.form != "number":
                error(NOT_ORDERED, side, sort=sort.shown, operator=node.operator)
    elif node.operator in ("in", "not in"):
        _check_membership(node, left, right, error)
    elif node.operator == "contains":
        _check_contents(node, left, right, error)
    else:
        _check_equality(node, left, right, error)


def share_meant(node: Comparison) -> Literal | None:
    """The number that a percentage is compared with as if it went from 0 to 1, or None."""
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(one, Call) and one.function == "percent" and isinstance(other, Literal):
            return other if isinstance(other.content, Fraction) and 0 < other.content < 1 else None
    return None


def check_texts(literal: Node, against: Sort, error: Error) -> None:
    """Report texts of a literal, one or a list, that the other side never gives."""
    if isinstance(literal, Literal) and isinstance(literal.content, frozenset):
        _check_entries(literal, against, error)
    else:
        _check_words(literal, TEXT, against, error)


def _check_membership(node: Comparison, left: Sort, right: Sort, error: Error) -> None:
    if right.form == "words" and left.form == "word":
        _check_words(node.left, left, right, error)
    elif right.form != "list":
        error(LIST_MISSING, node.right, operator=node.operator)
    elif left.form in ("word", "number"):
        _check_entries(node.right, left, error)
    else:
        error(TAKES_ONE_VALUE, node.left, sort=left.shown, operator=node.operator)


def _check_contents(node: Comparison, left: Sort, right: Sort, error: Error) -> None:
    if left.form != "words":
        hint = f"Write {_written(node.left)} == {_written(node.right)}." if left.form == "word" else ""
        error(NOT_SEVERAL_TICKS, node.left, instead=hint, sort=left.shown)
    elif right.form != "word":
        error(CONTAINS_ONE_CHOICE, node.right, sort=right.shown)
    else:
        _check_words(node.right, right, left, error)


def _check_equality(node: Comparison, left: Sort, right: Sort, error: Error) -> None:
    if "words" in (left.form, right.form):
        ticks, other, side = (left, right, node.right) if left.form == "words" else (right, left, node.left)
        if other.form == "list":
            _check_entries(side, ticks, error)
        elif other.form != "words":
            error(TICKS_COMPARED, node, sort=other.shown)
    elif left.form != right.form or left.form == "list":
        error(UNLIKE, node, instead=_alike(node, left, right), left=left.shown, right=right.shown)
    elif left.form == "word":
        _check_words(node.right, right, left, error)
        if isinstance(node.left, Literal):
            _check_words(node.left, left, right, error)


def _alike(node: Comparison, left: Sort, right: Sort) -> str:
    """What to write where unlike things are compared; empty if nothing is known of them."""
    box = node.left if left.form == "truth" else node.right
    if isinstance(box, Name) and "truth" in (left.form, right.form):
        return f"A box is true or false: write {box.id}, or not {box.id}."
    sides = {left.form: node.left, right.form: node.right}
    text = sides.get("word")
    if "number" in sides and isinstance(text, Literal) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", str(text.content)):
        return f"Write the number without quotes: {text.content}."
    number, word = sides.get("number"), sides.get("word")
    if isinstance(number, Literal) and isinstance(word, Name):
        return f"Write the id of a choice, in quotes, or points({word.id})."
    return ""


def _written(node: Node) -> str:
    if isinstance(node, Literal) and isinstance(node.content, str):
        return f'"{node.content}"'
    return node.id if isinstance(node, Name) else "…"


def _check_words(node: Node, sort: Sort, against: Sort, error: Error) -> None:
    """Whether a text that stands in the condition is one that the other side may give."""
    if isinstance(node, Literal) and isinstance(node.content, str):
        _check_word(node, node.content, against, error)
    elif sort.words is not None and against.words is not None and set(sort.words).isdisjoint(against.words):
        error(NEVER_THE_SAME, node, noun=sort.noun, other=against.noun)


def _check_entries(node: Node, against: Sort, error: Error) -> None:
    content = node.content if isinstance(node, Literal) else None
    for entry in sorted(content, key=str) if isinstance(content, frozenset) else ():
        if isinstance(entry, Fraction) != (against.form == "number"):
            error(UNLIKE_IN_LIST, node, sort=(NUMBER if isinstance(entry, Fraction) else TEXT).shown)
        elif isinstance(entry, str) and against.words is not None and entry not in against.words:
            error(
                NEVER_IN_LIST,
                node,
                instead=_nearest_word(entry, against.words),
                word=entry,
                noun=against.noun,
                known=", ".join(against.words),
            )


def _check_word(node: Node, word: str, against: Sort, error: Error) -> None:
    if against.words is not None and word not in against.words:
        error(NEVER_THAT, node, instead=_nearest_word(word, against.words), word=word, noun=against.noun, known=", ".join(against.words))


def _nearest_word(word: str, words: tuple[str, ...]) -> str:
    return nearest(word, words) if words else "There is none."
