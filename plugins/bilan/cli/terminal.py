# Lines that fit a terminal. What is piped elsewhere stays as it is, for programs that read it line by line.

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator

# So much further to the right goes what does not fit.
_HANGING = 4
# In less than this nothing is readable.
_NARROWEST = 20


def terminal_width() -> int | None:
    """How many columns a line may take: those of COLUMNS, or of the terminal; None where nothing limits them."""
    if os.environ.get("COLUMNS", "").isdecimal() or sys.stdout.isatty():
        return max(shutil.get_terminal_size().columns, _NARROWEST)
    return None


def fitted(lines: Iterable[str], width: int | None) -> Iterator[str]:
    """The lines, each that is too wide in several; of a table's row that is, the cells come closer first."""
    for line in lines:
        if width is None or columns(line) <= width:
            yield line
        else:
            yield from _broken(re.sub(r"(?<=\S) {2,}", "  ", line), width)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _broken(line: str, width: int) -> Iterator[str]:
    """A line broken at its spaces, and within words that are wider than a line."""
    first = " " * (len(line) - len(line.lstrip(" ")))
    further = min(len(first) + _HANGING, width // 2) * " "
    indent, found = first, ""
    for word in re.findall(r" *\S+", line[len(first) :]):
        # The spaces before a word go with it, unless it begins a line.
        rest = word if found else word.lstrip(" ")
        if found and columns(indent + found + rest) > width:
            yield indent + found
            indent, found, rest = further, "", word.lstrip(" ")
        while columns(indent + found + rest) > width:
            head = _head(rest, width - len(indent))
            yield indent + head
            indent, rest = further, rest[len(head) :]
        found += rest
    if found:
        yield indent + found


def _head(word: str, room: int) -> str:
    """So much of a word as fits, at least one character."""
    taken = 0
    for place, character in enumerate(word):
        taken += _columns(character)
        if taken > room and place:
            return word[:place]
    return word
