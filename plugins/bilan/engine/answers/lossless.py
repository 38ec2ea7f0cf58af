# JSON text <-> plain values that keep each number as it is written, so that a document that is changed in one place stays the same
# in every other, on every runtime.

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bilan.engine.model.numbers import decimal

# Every whole number up to here is one that a double holds, and far shorter than the longest that an answer file may have.
_LARGEST_WHOLE = 10**15


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number, as its text."""

    text: str

    @property
    def value(self) -> Fraction:
        """What it stands for in an answer file."""
        return decimal(float(self.text))

    @classmethod
    def of(cls, value: Fraction) -> Numeral | None:
        """A number as JSON writes it: its decimals, or those of the nearest double if they are too many; None beyond every double."""
        if value.denominator == 1 and abs(value) <= _LARGEST_WHOLE:
            return cls(str(value.numerator))
        try:
            return cls(repr(value.numerator / value.denominator))
        except OverflowError:
            return None


def read(text: str) -> Any:
    """The value of valid JSON, numbers as `Numeral`."""
    return json.loads(text.removeprefix("\ufeff"), parse_float=Numeral, parse_int=Numeral)


def write(value: Any) -> str:
    """JSON text on one line, in ASCII, of what `read` gives and of plain values."""
    if isinstance(value, Numeral):
        return value.text
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{write(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(write, value)) + "]"
    return json.dumps(value)
