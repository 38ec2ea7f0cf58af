# Exact numbers in, rounded numbers out: the only places where a text becomes a number and a number loses digits.

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

# Enough for the text of every finite double and every value that authors may write, little enough that no input is costly.
_LONGEST = 40
_LARGEST_EXPONENT = 400

# A text without its closing quote runs to the end, so no character is looked at twice.
_TOKEN = re.compile(r'"(?:[^"\\]+|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


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


def rounded(value: Fraction, digits: int) -> Fraction:
    """Round to `digits` decimals, ties towards plus infinity: the one rounding rule of Bilan."""
    scale: int = 10**digits
    return Fraction((2 * value.numerator * scale + value.denominator) // (2 * value.denominator), scale)


def round_half_up(value: Fraction, digits: int) -> int | float:
    """`rounded`, for JSON.

    Whole numbers come back as int and the others as the float whose shortest text is the decimal, so JSON is the same everywhere.
    """
    number = rounded(value, digits)
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
        elif match[0] in "]}":
            depth -= 1
    return False


def total(numbers: Iterable[Fraction]) -> Fraction:
    """The exact sum. Numbers of one denominator are added as integers, which is many times faster than one fraction after the other."""
    numerators: dict[int, int] = {}
    for number in numbers:
        denominator = number.denominator
        numerators[denominator] = numerators.get(denominator, 0) + number.numerator
    return sum((Fraction(numerator, denominator) for denominator, numerator in numerators.items()), Fraction(0))
