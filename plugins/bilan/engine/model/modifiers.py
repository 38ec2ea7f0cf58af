# Changes to the number of a score: one class for each, with all that is particular to it.

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from bilan.engine.conditions.parser import Condition
from bilan.engine.model.bound import Bound
from bilan.engine.model.numbers import Rounding, rounded
from bilan.engine.model.variant import Variant, require_every
from bilan.engine.model.vocabulary import ModelError, ModifierKind


@dataclass(frozen=True)
class Modifier(Variant, ABC):
    """One change to a score, while `when` holds, by a `number` in the unit of the score unless a class says otherwise."""

    number: Fraction
    when: Condition | None = None

    kind: ClassVar[ModifierKind]

    @property
    def keeps_order(self) -> bool:
        """Whether the greater of two numbers never becomes the smaller one."""
        return True

    @abstractmethod
    def applied(self, number: Fraction) -> Fraction:
        """What it makes of a number."""

    @abstractmethod
    def required(self, bound: Bound) -> Bound | None:
        """What a number must meet so that what this makes of it meets the bound; None if none does. For one that keeps the order."""


@dataclass(frozen=True)
class Multiply(Modifier):
    """Multiplies by a factor, which has no unit."""

    kind: ClassVar[ModifierKind] = ModifierKind.MULTIPLY

    @property
    def keeps_order(self) -> bool:
        return self.number >= 0

    def applied(self, number: Fraction) -> Fraction:
        return number * self.number

    def required(self, bound: Bound) -> Bound | None:
        if not self.number:
            return _whatever(bound, Fraction(0))
        return bound if bound.least is None else bound._replace(least=bound.least / self.number)


@dataclass(frozen=True)
class Add(Modifier):
    """Adds a number."""

    kind: ClassVar[ModifierKind] = ModifierKind.ADD

    def applied(self, number: Fraction) -> Fraction:
        return number + self.number

    def required(self, bound: Bound) -> Bound | None:
        return bound if bound.least is None else bound._replace(least=bound.least - self.number)


@dataclass(frozen=True)
class AtMost(Modifier):
    """Takes off what is above a number."""

    kind: ClassVar[ModifierKind] = ModifierKind.AT_MOST

    def applied(self, number: Fraction) -> Fraction:
        return min(number, self.number)

    def required(self, bound: Bound) -> Bound | None:
        return bound if bound.met(self.number) else None


@dataclass(frozen=True)
class AtLeast(Modifier):
    """Fills up what is below a number."""

    kind: ClassVar[ModifierKind] = ModifierKind.AT_LEAST

    def applied(self, number: Fraction) -> Fraction:
        return max(number, self.number)

    def required(self, bound: Bound) -> Bound | None:
        return _whatever(bound, self.number) or bound


@dataclass(frozen=True)
class Round(Modifier):
    """Rounds to `number` decimals, 0 to 6."""

    rounding: Rounding = Rounding.HALF_UP

    kind: ClassVar[ModifierKind] = ModifierKind.ROUND

    def __post_init__(self) -> None:
        if self.number not in range(7):
            raise ModelError(f"a modifier rounds to {self.number} decimals")

    def applied(self, number: Fraction) -> Fraction:
        return rounded(number, self.number.numerator, self.rounding)

    def required(self, bound: Bound) -> Bound | None:
        return bound.before_rounding(self.number.numerator, self.rounding)


def _whatever(bound: Bound, made: Fraction) -> Bound | None:
    """What must be met where every number that is too low becomes this one: nothing, if it will do."""
    return Bound(None) if bound.met(made) else None


require_every(ModifierKind, Modifier.variants, "a class in engine/model/modifiers.py")
