# Bounds that a number must reach, and those that it had to reach before it was rounded.

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple, assert_never

from bilan.engine.model.numbers import Rounding


class Bound(NamedTuple):
    """What a number must reach, or pass if `strict`; any number will do if `least` is None."""

    least: Fraction | None
    strict: bool = False

    def met(self, number: Fraction) -> bool:
        """Whether a number is enough."""
        return self.least is None or number > self.least or (number == self.least and not self.strict)

    def before_rounding(self, digits: int, rounding: Rounding) -> Bound:
        """What a number must meet so that it meets this once it is rounded to `digits` decimals."""
        if self.least is None:
            return self
        scale: int = 10**digits
        least = self.least * scale
        # The lowest rounded number that will do, counted in its last digit.
        lowest = floor(least) + 1 if self.strict else ceil(least)
        match rounding:
            case Rounding.DOWN:
                return Bound(Fraction(lowest, scale))
            case Rounding.UP:
                return Bound(Fraction(lowest - 1, scale), strict=True)
            case Rounding.HALF_UP:
                return Bound(Fraction(2 * lowest - 1, 2 * scale))
            case Rounding.HALF_EVEN:
                return Bound(Fraction(2 * lowest - 1, 2 * scale), strict=lowest % 2 == 1)
            case _:
                assert_never(rounding)
