# A question of whose choices one is taken: of its own, or of a scale that several share.

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from bilan.engine.model.answer import AnswerValue
from bilan.engine.model.items.item import ZERO, Choice, Distinct, Item
from bilan.engine.model.vocabulary import Kind, Problem


@dataclass(frozen=True)
class ChoiceItem(Item):
    """A question with choices, each with its points."""

    kind: ClassVar[Kind] = Kind.CHOICE
    offers_choices: ClassVar[bool] = True

    def problem_of(self, value: AnswerValue) -> Problem | None:
        if not isinstance(value, str):
            return Problem.WRONG_TYPE
        return None if any(choice.id == value for choice in self.choices) else Problem.UNKNOWN_CHOICE

    def bounds(self, offered: Sequence[Choice]) -> tuple[Fraction, Fraction]:
        earning = [choice.points for choice in offered]
        return (min(earning), max(earning)) if earning else (ZERO, ZERO)

    def raw(self, value: AnswerValue) -> Fraction:
        return next(choice.points for choice in self.choices if choice.id == value)

    def distinct(self, literals: Collection[object], offered: Sequence[Choice], *, earning: bool, most: int) -> Distinct:
        return Distinct(tuple(group[0].id for group in alike(offered, literals, earning=earning)))


@dataclass(frozen=True)
class ScaleItem(ChoiceItem):
    """A question whose choices are a scale."""

    kind: ClassVar[Kind] = Kind.SCALE


def alike(choices: Sequence[Choice], literals: Collection[object], *, earning: bool) -> list[list[Choice]]:
    """Choices in groups that nothing tells apart: neither a condition that names one nor, if it counts, what they earn."""
    groups: dict[object, list[Choice]] = {}
    for choice in choices:
        key: object = (choice.points, choice.when, choice.exclusive) if earning else choice.exclusive
        groups.setdefault(choice.id if choice.id in literals else key, []).append(choice)
    return list(groups.values())
