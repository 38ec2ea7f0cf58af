# A question that is answered in words; it never scores.

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from bilan.engine.model.answer import AnswerValue
from bilan.engine.model.items.item import ZERO, Choice, Distinct, Item
from bilan.engine.model.vocabulary import Kind, Problem


@dataclass(frozen=True)
class TextItem(Item):
    """A text."""

    kind: ClassVar[Kind] = Kind.TEXT

    def problem_of(self, value: AnswerValue) -> Problem | None:
        return None if isinstance(value, str) else Problem.WRONG_TYPE

    def bounds(self, offered: Sequence[Choice]) -> tuple[Fraction, Fraction]:
        return ZERO, ZERO

    def raw(self, value: AnswerValue) -> Fraction:
        return ZERO

    def distinct(self, literals: Collection[object], offered: Sequence[Choice], *, earning: bool, most: int) -> Distinct:
        compared = dict.fromkeys(text for text in literals if isinstance(text, str))
        # Any text that is none of them: one more character than the longest has.
        other = "…" * (1 + max(map(len, compared), default=0))
        return Distinct((*compared, other))
