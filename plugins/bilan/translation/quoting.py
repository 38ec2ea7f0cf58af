# Words as YAML scalars that any reader reads back as they are: in double quotes, or in the block that they stood in.

from __future__ import annotations

import re

# Blocks are folded at the width of the checklists that come with Bilan.
WIDTH = 100

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
# Line ends for some readers, and the byte order mark, which none takes for a character.
_INVISIBLE = "\x85\u2028\u2029\ufeff"
_HEADER = re.compile(r"[>|]-?[ \t]*(?:#.*)?")


def in_quotes(words: str) -> str:
    """In double quotes, on one line."""
    return f'"{"".join(_escaped(character) for character in words)}"'


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}" if character in _INVISIBLE else _ESCAPES.get(character, character)


def in_block(written: str, words: str) -> str | None:
    """As a block like the one that is `written`; None if such a block can't hold the words or is of a rare sort."""
    first, *rest = re.split(r"\r\n|\n|\r", written)
    content = [line for line in rest if line.strip()]
    if not _HEADER.fullmatch(first) or not content or re.search(rf"[{_INVISIBLE}\r]|[ \t]$", words, re.MULTILINE):
        return None
    indent = " " * (len(content[0]) - len(content[0].lstrip(" ")))
    lines = words.split("\n") if first[0] == "|" else _folded(words, max(WIDTH, *map(len, content)) - len(indent))
    if lines is None or words[:1].isspace():
        return None
    newline = "\r\n" if "\r\n" in written else "\n" if "\n" in written else "\r"
    return newline.join([first, *(indent + line if line else "" for line in lines)])


def _folded(words: str, width: int) -> list[str] | None:
    """Lines that fold to the words; one line end in the words is one empty line. None if a line would start with a space."""
    lines: list[str] = []
    for part in re.split(r"(\n+)", words):
        if part.startswith("\n"):
            lines += [""] * len(part)
        elif part[:1].isspace():
            return None
        elif part:
            lines += _wrapped(part, width)
    return lines


def _wrapped(words: str, width: int) -> list[str]:
    """Lines of at most `width` characters, broken only at single plain spaces."""
    lines: list[str] = []
    for word in re.split(r"(?<=\S) (?=\S)", words):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
