# What is wrong with a file, where, and what to write instead. Every code has a heading in docs/diagnostics.md (a test checks).

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Severity(StrEnum):
    """An error stops the build; a warning stops it only when the author asks for strictness."""

    ERROR = "error"
    WARNING = "warning"


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
        return _on_one_line(f"{self.path}:{self.line}:{self.column}: {self.code} {mark}{self.what} {self.hint}")


def shown(value: Fraction) -> str:
    """A number as authors write it: decimals where they end, else a fraction."""
    return f"{float(value):g}" if 10**9 % value.denominator == 0 else str(value)


def _on_one_line(text: str) -> str:
    """Quoted values may hold line ends and codes that terminals obey; they are shown, not obeyed."""
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else ascii(c)[1:-1] for c in text)


class InvalidChecklists(Exception):
    """Some checklists have errors; `diagnostics` holds every one of them, in the order of the files."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class Report:
    """Collects the diagnostics of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []

    @property
    def failed(self) -> bool:
        """Whether an error, and not only warnings, was reported."""
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)

    def error(self, place: Place, code: str, what: str, hint: str) -> None:
        """Report an error at `place`."""
        self.add(Severity.ERROR, place, code, what, hint)

    def warning(self, place: Place, code: str, what: str, hint: str) -> None:
        """Report a warning at `place`."""
        self.add(Severity.WARNING, place, code, what, hint)

    def add(self, severity: Severity, place: Place, code: str, what: str, hint: str) -> None:
        """Report a problem at `place` whose severity the author chose."""
        self.diagnostics.append(Diagnostic(self.path, place.line, place.column, code, what, hint, severity))


class Place(NamedTuple):
    """A position in a file, counted from 1. A tuple, since a folder has hundreds of thousands of them."""

    line: int
    column: int


START = Place(1, 1)
