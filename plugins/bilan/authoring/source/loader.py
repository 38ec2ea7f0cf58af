# YAML text -> a tree of nodes with positions. It reads the parser's events, not its values: PyYAML's own values turn `no` into
# False, keep the last of two equal keys and follow aliases until memory ends. What a scalar means is decided where it is
# expected (format/shapes.py). Nothing here recurses, so nesting can't exhaust the stack.

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from bilan.authoring.diagnostics import START, Message, Place, Report
from bilan.authoring.diagnostics.fields import IN_A_COMMENT
from bilan.authoring.diagnostics.syntax import (
    ALIAS,
    ANCHOR,
    DIRECTIVE,
    EMPTY_FILE,
    FORBIDDEN_CHARACTER,
    KEY_TWICE,
    MERGE_KEY,
    NO_NAME,
    NOT_UTF8,
    NOT_YAML,
    SECOND_DOCUMENT,
    TAG,
    TOO_DEEP,
    TOO_LARGE,
)
from bilan.authoring.source.syntax import explain
from bilan.authoring.source.unseen import named, unseen_in

LARGEST_FILE = 4 * 1024 * 1024
DEEPEST_NESTING = 40

# https://yaml.org/spec/1.2.2/#51-character-set
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(NamedTuple):
    """A single value as it was written; `plain` if it bears no quotes and is no block text.

    `inset` is how many columns after `place` its text starts; None if it is not written as it reads (escapes, several lines).
    """

    place: Place
    value: str
    plain: bool
    inset: int | None = None

    def place_of(self, offset: int) -> Place:
        """Where the character at `offset` stands, or the start of the scalar where that can't be told."""
        return self.place if self.inset is None else Place(self.place.line, self.place.column + self.inset + offset)


@dataclass(frozen=True)
class Sequence:
    """A list."""

    place: Place
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class Mapping:
    """Keys and values, in the order of the file."""

    place: Place
    pairs: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


class _Stop(Exception):
    """The file can't be read any further; the reason is in the report."""


def load(data: bytes, report: Report) -> Node | None:
    """Parse the bytes of one YAML file; None, with the reasons in `report`, when it can't be read as a plain tree."""
    try:
        root = _compose(_events(_decode(data, report), report), report)
    except _Stop:
        return None
    if root is None:
        report.add(EMPTY_FILE, START)
    return root


def _decode(data: bytes, report: Report) -> str:
    if len(data) > LARGEST_FILE:
        report.add(TOO_LARGE, START, most=LARGEST_FILE)
        raise _Stop
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        report.add(NOT_UTF8, _place_after(before), byte=data[error.start])
        raise _Stop from None
    # The parser refuses these too, but counts their position in bytes.
    if forbidden := FORBIDDEN.search(text):
        report.add(FORBIDDEN_CHARACTER, _place_after(text[: forbidden.start()]), character=named(forbidden[0]))
        raise _Stop
    _check_comments(text, report)
    return text


def _check_comments(text: str, report: Report) -> None:
    """Report what makes a line of comment look like something else; texts are looked at where they are expected."""
    if text.isascii():
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("#") and (found := next((unseen for unseen in unseen_in(line) if unseen.harmful), None)):
            report.add(IN_A_COMMENT, Place(number, found.offset + 1), instead=found.hint, character=found.phrase)


def _events(text: str, report: Report) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_PARSER)
    except yaml.MarkedYAMLError as error:
        place, hint = explain(text, error)
        problem = " ".join(part for part in (error.context, error.problem) if part)
        report.add(NOT_YAML, place, instead=hint, problem=problem)
        raise _Stop from None


def _compose(events: Iterator[yaml.Event], report: Report) -> Node | None:
    root: Node | None = None
    open_nodes: list[Sequence | Mapping] = []
    keys: list[Scalar | None] = []  # for each open node, the key that waits for its value
    documents = 0
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            node = _node(event, report)
            if open_nodes:
                _attach(open_nodes[-1], keys, node, report)
            else:
                root = node
            if not isinstance(node, Scalar):
                if len(open_nodes) == DEEPEST_NESTING:
                    _refuse(report, node.place, TOO_DEEP, most=DEEPEST_NESTING)
                open_nodes.append(node)
                keys.append(None)
        elif isinstance(event, yaml.CollectionEndEvent):
            open_nodes.pop()
            keys.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            _check_document(event, documents, _place(event), report)
    return root


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else START


def _check_document(event: yaml.DocumentStartEvent, documents: int, place: Place, report: Report) -> None:
    if documents > 1:
        _refuse(report, place, SECOND_DOCUMENT)
    if event.version or event.tags:
        _refuse(report, place, DIRECTIVE)


def _node(event: yaml.NodeEvent, report: Report) -> Node:
    place = _place(event)
    if isinstance(event, yaml.AliasEvent):
        _refuse(report, place, ALIAS, name=event.anchor)
    if event.anchor is not None:
        _refuse(report, place, ANCHOR, name=event.anchor)
    tag: str | None = getattr(event, "tag", None)
    if tag is not None and tag != "!":
        _refuse(report, place, TAG, tag=tag)
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(place, event.value, not event.style, _inset(event))
    return Sequence(place) if isinstance(event, yaml.SequenceStartEvent) else Mapping(place)


def _inset(event: yaml.ScalarEvent) -> int | None:
    style, start, end = event.style, event.start_mark, event.end_mark
    if style in ("|", ">") or not start or not end or start.line != end.line:
        return None
    inset = 1 if style else 0
    return inset if end.column - start.column == len(event.value) + 2 * inset else None


def _attach(parent: Sequence | Mapping, keys: list[Scalar | None], node: Node, report: Report) -> None:
    if isinstance(parent, Sequence):
        parent.items.append(node)
        return
    key = keys[-1]
    if key is not None:
        parent.pairs[key.value] = (key, node)
        keys[-1] = None
        return
    if not isinstance(node, Scalar):
        _refuse(report, node.place, NO_NAME)
        return
    if node.value == "<<" and node.plain:
        _refuse(report, node.place, MERGE_KEY)
    if node.value in parent.pairs:
        first = parent.pairs[node.value][0].place
        report.add(KEY_TWICE, node.place, name=node.value, line=first.line, column=first.column)
    keys[-1] = node


def _refuse(report: Report, place: Place, message: Message, /, **fields: Any) -> None:
    report.add(message, place, **fields)
    raise _Stop


def _place_after(text: str) -> Place:
    lines = text.replace("\r\n", "\n").split("\n")
    return Place(len(lines), len(lines[-1]) + 1)
