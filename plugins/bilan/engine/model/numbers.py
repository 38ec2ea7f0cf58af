# Exact numbers in, rounded numbers out: the only places where a text becomes a number and a number loses digits.

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

# Enough for the text of every finite double and every value that authors may write, little enough that no input is costly.
_LONGEST = 40
_LARGEST_EXPONENT = 400

# A text without its closing quote runs to the end, so no character is looked at twice.
_TEXT = r'"(?:[^"\\]+|\\.)*+"?'
_TOKEN = re.compile(rf"{_TEXT}|[\[{{]|[\]}}]", re.DOTALL)
_TEXT_OR_NUMBER = re.compile(rf"{_TEXT}|-?[0-9][-+.0-9eE]*", re.DOTALL)

# What can't be told from a number that is too long or too large without looking closer; most files have nothing of the kind.
_SUSPICIOUS = re.compile(rf"(?:^|[\s:\[,])-?[0-9](?:[-+.0-9eE]{{{_LONGEST - 1},}}|[.0-9]*[eE])")

# A whole number up to here is its own text, and every double below is exact.
_LARGEST_PLAIN = 2**53


def exact(text: str) -> Fraction:
    """The exact value of a decimal (with or without exponent) or a fraction.

    Raises:
        ValueError: it is none, it is not finite, or it has more digits than any number here needs.
    """
    exponent = text.lower().partition("e")[2]
    if len(text) > _LONGEST or (exponent and abs(int(exponent)) > _LARGEST_EXPONENT):
        raise ValueError(f"the number {text[:_LONGEST]!r} is too long or too large")
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise ValueError(f"{text!r} divides by zero") from None


class Rounding(StrEnum):
    """What becomes of digits that are not kept: the nearer neighbour (of two as near, the upper or the even one), the lower, the upper."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    DOWN = "down"
    UP = "up"


def rounded(value: Fraction, digits: int, rounding: Rounding = Rounding.HALF_UP) -> Fraction:
    """Round to `digits` decimals. "Up" is towards plus infinity, "down" towards minus infinity, below 0 as above."""
    scale: int = 10**digits
    numerator, denominator = value.numerator * scale, value.denominator
    nearest, rest = divmod(2 * numerator + denominator, 2 * denominator)
    match rounding:
        case Rounding.DOWN:
            return Fraction(numerator // denominator, scale)
        case Rounding.UP:
            return Fraction(-(-numerator // denominator), scale)
        case Rounding.HALF_UP:
            return Fraction(nearest, scale)
        case Rounding.HALF_EVEN:
            return Fraction(nearest - 1 if nearest % 2 and rest == 0 else nearest, scale)
        case _:
            assert_never(rounding)


def round_half_up(value: Fraction, digits: int) -> int | float:
    """`plain` of the value rounded half up."""
    # Most numbers are whole, and making a fraction is slow.
    return value.numerator if value.denominator == 1 else plain(rounded(value, digits))


def plain(number: Fraction) -> int | float:
    """A rounded number for JSON: int if it is whole, else the float whose shortest text is the decimal, so JSON is the same everywhere."""
    return number.numerator if number.denominator == 1 else number.numerator / number.denominator


def nests_deeper_than(text: str, levels: int) -> bool:
    """Whether JSON text nests deeper than so many levels.

    Asked before the text is parsed: where Python runs as WebAssembly, a parser that recurses too deep ends the whole interpreter.
    """
    depth = 0
    for match in _TOKEN.finditer(text):
        if match[0] in "[{":
            depth += 1
            if depth > levels:
                return True
        elif match[0] in "]}" and depth:
            depth -= 1
    return False


def oversized_number(text: str) -> str | None:
    """The first number in JSON text that is longer than any number here needs, or that no double holds; None if there is none."""
    if not _SUSPICIOUS.search(text):
        return None
    numbers = (match[0] for match in _TEXT_OR_NUMBER.finditer(text) if match[0][0] != '"')
    return next((number for number in numbers if _is_oversized(number)), None)


def _is_oversized(number: str) -> bool:
    exponent = number.lower().partition("e")[2]
    try:
        return len(number) > _LONGEST or bool(exponent and (abs(int(exponent)) > _LARGEST_EXPONENT or math.isinf(float(number))))
    except ValueError:  # It is no number; the text is no JSON then, and whoever parses it finds out.
        return False


def decimal(number: float) -> Fraction:
    """What a number of an answer file stands for: the shortest decimal of its double, which is all that a browser keeps of it."""
    return Fraction(int(number)) if number.is_integer() and abs(number) <= _LARGEST_PLAIN else Fraction(repr(number))


def total(numbers: Iterable[Fraction]) -> Fraction:
    """The exact sum. Numbers of one denominator are added as integers, which is many times faster than one fraction after the other."""
    numerators: dict[int, int] = {}
    for number in numbers:
        denominator = number.denominator
        numerators[denominator] = numerators.get(denominator, 0) + number.numerator
    return sum((Fraction(numerator, denominator) for denominator, numerator in numerators.items()), Fraction(0))
