# What is wrong with a file, where, and what to write instead; which problems there are is told by the register (register.py).

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from bilan.authoring.diagnostics.declaration import Message, Severity

# Of one file. Where there are more, something is wrong that a few show as well.
MOST_TOLD = 100


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem. `line` and `column` count from 1; `what` states the fault with the offending value, `hint` what to write."""

    path: str
    line: int
    column: int
    code: str
    what: str
    hint: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        mark = "warning: " if self.severity is Severity.WARNING else ""
        return on_one_line(f"{self.path}:{self.line}:{self.column}: {self.code} {mark}{self.what} {self.hint}")


def shown(value: Fraction) -> str:
    """A number as authors write it: decimals where they end, else a fraction."""
    return f"{float(value):g}" if 10**9 % value.denominator == 0 else str(value)


def on_one_line(text: str) -> str:
    """A line that quotes what others wrote. It may hold line ends and codes that terminals obey; they are shown, not obeyed."""
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else ascii(c)[1:-1] for c in text)


def told(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Diagnostics as lines, in their order: of each file so many as anyone reads, errors before warnings, and how many more there are."""
    lines: list[str] = []
    for path, of_file in groupby(diagnostics, key=lambda diagnostic: diagnostic.path):
        found = list(of_file)
        first = set(sorted(range(len(found)), key=lambda at: (found[at].severity is not Severity.ERROR, at))[:MOST_TOLD])
        lines += [str(diagnostic) for at, diagnostic in enumerate(found) if at in first]
        if more := Counter(diagnostic.code for at, diagnostic in enumerate(found) if at not in first):
            codes = ", ".join(f"{code} {count:,} times" for code, count in sorted(more.items()))
            lines.append(on_one_line(f"{path}: {more.total():,} more problems: {codes}. Correct some of these, and ask again."))
    return lines


class InvalidChecklists(Exception):
    """Some checklists have errors; `diagnostics` holds every one of them, in the order of the files; its text is what is `told`."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(told(self.diagnostics)))


class Report:
    """Collects the diagnostics of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []

    @property
    def failed(self) -> bool:
        """Whether an error, and not only warnings, was reported."""
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)

    def add(self, message: Message, place: Place, /, *, instead: str = "", **fields: Any) -> None:
        """Report a problem at `place`.

        Args:
            message: one of the register.
            place: where the problem is.
            instead: what to do, where more can be told of this place than the message says of all; empty if nothing can.
            fields: the values of the placeholders of the message.
        """
        self.diagnostics.append(diagnosed(message, self.path, place, instead=instead, **fields))


def diagnosed(message: Message, path: str, place: Place, /, *, instead: str = "", **fields: Any) -> Diagnostic:
    """A problem of a file, as `Report.add` adds it to a report."""
    hint = instead or message.hint.format(**fields)
    what = message.what.format(**fields)
    return Diagnostic(path, place.line, place.column, message.code.name, what, hint, message.severity)


class Place(NamedTuple):
    """A position in a file, counted from 1. A tuple, since a folder has hundreds of thousands of them."""

    line: int
    column: int


START = Place(1, 1)
