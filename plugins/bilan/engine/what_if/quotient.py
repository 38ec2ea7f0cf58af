# The greatest quotient of two sums, by Dinkelbach's method (On Nonlinear Fractional Programming, Management Science 13/7, 1967).

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

_Number = TypeVar("_Number", int, Fraction)
_Found = TypeVar("_Found")


def greatest_quotient(
    start: _Found,
    greatest: Callable[[_Number, _Number], _Found],
    sums: Callable[[_Found], tuple[_Number, _Number]],
    *,
    least: bool = False,
) -> tuple[_Found, bool]:
    """The candidate whose points are the greatest share of its maximum, or the `least`: as long as another beats the best one, take it.

    Args:
        start: a candidate whose maximum is above 0.
        greatest: the candidate with the greatest `a` times points plus `b` times maximum, given `a` and `b`.
        sums: points and maximum of a candidate.
        least: whether the least quotient is asked for.

    Returns:
        The candidate, and whether its quotient is the end: there is none where points may be taken off without anything to earn, and then
        it is the last one that was better than those before.
    """
    sign = -1 if least else 1
    best = start
    while True:
        points, maximum = sums(best)
        other = greatest(sign * maximum, -sign * points)
        more, beyond = sums(other)
        if sign * (more * maximum - beyond * points) <= 0:
            return best, True
        if beyond <= 0:
            return best, False
        best = other
