# A question that is answered by a number.

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import ClassVar

from bilan.engine.model.answer import AnswerValue
from bilan.engine.model.items.item import ZERO, Choice, Distinct, Item
from bilan.engine.model.vocabulary import Kind, ModelError, Problem

# The decimals of a number that is proposed; a reader can type it, and JSON keeps it.
_SCALE = 10**6


@dataclass(frozen=True)
class Breakpoint:
    """What a number earns at one value."""

    at: Fraction
    points: Fraction


@dataclass(frozen=True)
class NumberItem(Item):
    """A number from `minimum` to `maximum`.

    It earns the points of its `breakpoints` (ascending), between two in proportion, or those of the lower one if `stepped`. Without any it
    does not score.
    """

    minimum: Fraction | None = None
    maximum: Fraction | None = None
    breakpoints: tuple[Breakpoint, ...] = ()
    stepped: bool = False

    kind: ClassVar[Kind] = Kind.NUMBER

    def __post_init__(self) -> None:
        super().__post_init__()
        values = [point.at for point in self.breakpoints]
        if values != sorted(set(values)) or len(values) == 1:
            raise ModelError(f"the breakpoints of the item {self.id!r} must be two or more, and ascend")

    def problem_of(self, value: AnswerValue) -> Problem | None:
        if not isinstance(value, Fraction):
            return Problem.WRONG_TYPE
        low, high = self.minimum, self.maximum
        return Problem.OUT_OF_RANGE if (low is not None and value < low) or (high is not None and value > high) else None

    def bounds(self, offered: Sequence[Choice]) -> tuple[Fraction, Fraction]:
        earning = [point.points for point in self.breakpoints]
        return (min(earning), max(earning)) if earning else (ZERO, ZERO)

    def raw(self, value: AnswerValue) -> Fraction:
        number = value if isinstance(value, Fraction) else ZERO
        reached = bisect_right(self.breakpoints, number, key=lambda point: point.at)
        if reached == 0:
            return self.breakpoints[0].points
        lower = self.breakpoints[reached - 1]
        if self.stepped or reached == len(self.breakpoints):
            return lower.points
        upper = self.breakpoints[reached]
        return lower.points + (upper.points - lower.points) * (number - lower.at) / (upper.at - lower.at)

    def distinct(self, literals: Collection[object], offered: Sequence[Choice], *, earning: bool, most: int) -> Distinct:
        ends = [end for end in (self.minimum, self.maximum) if end is not None]
        compared = [number for number in literals if isinstance(number, Fraction)]
        earned = [point.at for point in self.breakpoints] if earning else []
        exact = sorted({*ends, *compared, *earned})
        # Where points run on between two breakpoints, no finite list tells all.
        running = bool(earned) and not self.stepped
        values = dict.fromkeys(_numbers(exact, between=bool(compared) or not running))
        return Distinct(tuple(value for value in values if self.problem_of(value) is None), not running)


def _numbers(exact: Sequence[Fraction], *, between: bool) -> Iterator[Fraction]:
    """The numbers at which something changes and, if asked, what lies between each two, and beyond the ends."""
    for value in exact:
        # A third can't be written as a decimal; its neighbours can.
        yield from (Fraction(floor(value * _SCALE), _SCALE), Fraction(ceil(value * _SCALE), _SCALE))
    if between:
        beyond = [exact[0] - 1, exact[-1] + 1] if exact else [ZERO]
        middle = [(low + high) / 2 for low, high in pairwise(exact)]
        yield from (Fraction(floor(value * _SCALE), _SCALE) for value in (*beyond, *middle))
