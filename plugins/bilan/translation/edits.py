# New words in a YAML file, in place: only the scalar of a text changes, or a line is added for a language that it lacked.
# Comments, order, line ends and the quoting of everything else stay as the author left them.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from bilan.authoring.diagnostics import START, Place, Report
from bilan.authoring.source.loader import Mapping as MappingNode
from bilan.authoring.source.loader import Node, Scalar, load
from bilan.translation.quoting import in_block, in_quotes

_BOM = b"\xef\xbb\xbf"


class EditError(Exception):
    """A file can't be changed without changing more than was asked for."""


@dataclass(frozen=True)
class Edit:
    """The new words of a text in one language; `place` is where the text's languages begin."""

    place: Place
    locale: str
    words: str


@dataclass
class _Keyed:
    """A mapping as it is written: its form, its column, and the event of each scalar in it by its key."""

    flow: bool
    column: int
    scalars: dict[str, yaml.ScalarEvent] = field(default_factory=dict)


def edited(data: bytes, edits: list[Edit]) -> bytes:
    """The bytes of a file with these texts changed, and nothing else.

    Raises:
        EditError: the file is not as `edits` take it to be, or is written in a way that can't be changed safely.
    """
    mark = _BOM if data.startswith(_BOM) else b""
    text = data[len(mark) :].decode()
    keyed = _keyed(text)
    splices = []
    for edit in edits:
        if edit.place not in keyed:
            raise EditError(f"{edit.place.line}:{edit.place.column}: there is no text with languages.")
        splices.append(_splice(text, keyed[edit.place], edit))
    after = text
    for start, end, words in sorted(splices, reverse=True):
        after = after[:start] + words + after[end:]
    written = mark + after.encode()
    _check(data, written, edits)
    return written


def _keyed(text: str) -> dict[Place, _Keyed]:
    """Every mapping of a file that is known to be readable, by its place."""
    found: dict[Place, _Keyed] = {}
    stack: list[tuple[_Keyed | None, list[str]]] = []  # each open node, and the key that waits for its value
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            parent, keys = stack[-1] if stack else (None, [])
            if parent and not keys and isinstance(event, yaml.ScalarEvent):
                keys.append(event.value)
                continue
            if parent and keys:
                key = keys.pop()
                if isinstance(event, yaml.ScalarEvent):
                    parent.scalars[key] = event
            if isinstance(event, yaml.MappingStartEvent):
                place = _place(event)
                found[place] = mapping = _Keyed(bool(event.flow_style), place.column - 1)
                stack.append((mapping, []))
            elif isinstance(event, yaml.SequenceStartEvent):
                stack.append((None, []))
    return found


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else START


def _splice(text: str, keyed: _Keyed, edit: Edit) -> tuple[int, int, str]:
    """What to write for an edit, and in place of which characters."""
    scalar = keyed.scalars.get(edit.locale)
    if scalar is not None:
        start, end = _span(text, scalar)
        words = in_block(text[start:end], edit.words) if scalar.style in (">", "|") else None
        return start, end, words or in_quotes(edit.words) + _comment_after_block(text[start:end], scalar)
    if not keyed.scalars:
        raise EditError(f"{edit.place.line}:{edit.place.column}: the text is in no language yet.")
    last = list(keyed.scalars.values())[-1]
    end = _span(text, last)[1]
    added = f"{edit.locale}: {in_quotes(edit.words)}"
    if keyed.flow:
        return end, end, f", {added}"
    # Behind a comment that stands on the same line.
    line_end = min((at for at in (text.find("\n", end), text.find("\r", end)) if at >= 0), default=len(text))
    newline = next((mark for mark in ("\r\n", "\n", "\r") if mark in text), "\n")
    return line_end, line_end, f"{newline}{' ' * keyed.column}{added}"


def _span(text: str, scalar: yaml.ScalarEvent) -> tuple[int, int]:
    """From where to where a scalar is written; the mark at the end of a block stands behind the empty lines that follow it."""
    start, end = (mark.index if mark else 0 for mark in (scalar.start_mark, scalar.end_mark))
    return start, start + len(text[start:end].rstrip()) if scalar.style in (">", "|") else end


def _comment_after_block(written: str, scalar: yaml.ScalarEvent) -> str:
    """The comment in the first line of a block that is about to become a quoted text."""
    first = written.splitlines()[0] if scalar.style in (">", "|") else ""
    return f"  #{first.partition('#')[2]}" if "#" in first else ""


def _check(before: bytes, after: bytes, edits: list[Edit]) -> None:
    """Raise EditError unless reading `after` gives what `before` gave, with the edits made."""
    old, new = Report(""), Report("")
    old_root, new_root = load(before, old), load(after, new)
    if old_root is None or new_root is None or old.failed or new.failed:
        raise EditError("; ".join(str(d) for d in (*old.diagnostics, *new.diagnostics)) or "the file is empty.")
    expected = dict(_leaves(old_root))
    paths = {place: path for path, place in _mappings(old_root)}
    for edit in edits:
        expected[*paths[edit.place], edit.locale] = edit.words.strip()
    found = dict(_leaves(new_root))
    if wrong := sorted(path for path in expected.keys() | found.keys() if expected.get(path) != found.get(path)):
        raise EditError(f"{'/'.join(wrong[0])} would not be read as it was meant.")


def _children(node: Node) -> Iterator[tuple[str, Node]]:
    if isinstance(node, MappingNode):
        yield from ((key, value) for key, (_, value) in node.pairs.items())
    elif not isinstance(node, Scalar):
        yield from ((str(position), item) for position, item in enumerate(node.items))


def _walk(root: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    waiting: list[tuple[tuple[str, ...], Node]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        yield path, node
        waiting += [((*path, name), child) for name, child in _children(node)]


def _leaves(root: Node) -> Iterator[tuple[tuple[str, ...], str]]:
    """The path and the value of each scalar, without the spaces around it, which texts lose when they are read (format/shapes.py)."""
    for path, node in _walk(root):
        # A list or a mapping counts too, so that an empty one is seen.
        yield path, node.value.strip() if isinstance(node, Scalar) else ""


def _mappings(root: Node) -> Iterator[tuple[tuple[str, ...], Place]]:
    for path, node in _walk(root):
        if isinstance(node, MappingNode):
            yield path, node.place
