# A box to tick.

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from bilan.engine.model.answer import AnswerValue
from bilan.engine.model.items.item import ZERO, Choice, Distinct, Item
from bilan.engine.model.vocabulary import Kind, Problem


@dataclass(frozen=True)
class CheckItem(Item):
    """A statement with a box; `points` is what it earns ticked."""

    points: Fraction = Fraction(1)

    kind: ClassVar[Kind] = Kind.CHECK
    is_box: ClassVar[bool] = True

    def problem_of(self, value: AnswerValue) -> Problem | None:
        return None if isinstance(value, bool) else Problem.WRONG_TYPE

    def bounds(self, offered: Sequence[Choice]) -> tuple[Fraction, Fraction]:
        return min(self.points, ZERO), max(self.points, ZERO)

    def raw(self, value: AnswerValue) -> Fraction:
        return self.points if value is True else ZERO

    def distinct(self, literals: Collection[object], offered: Sequence[Choice], *, earning: bool, most: int) -> Distinct:
        return Distinct((True,))
