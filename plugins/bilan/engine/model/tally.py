# Points and their maximum: what every part of a checklist comes to.

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple, assert_never

from bilan.engine.model.vocabulary import Unit


class Tally(NamedTuple):
    """Points, and the most they could be; both exact, both may be below 0 where the author takes points off."""

    points: Fraction
    maximum: Fraction

    @property
    def percent(self) -> Fraction | None:
        """Points as a percentage of the maximum, exact; None where the maximum is not above 0."""
        return 100 * self.points / self.maximum if self.maximum > 0 else None

    def in_unit(self, unit: Unit) -> Fraction | None:
        """The number that a reader is shown in this unit."""
        match unit:
            case Unit.POINTS:
                return self.points
            case Unit.PERCENT:
                return self.percent
            case _:
                assert_never(unit)
