# A question of whose choices any number may be ticked.

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import ClassVar, assert_never

from bilan.engine.model.answer import AnswerValue
from bilan.engine.model.items.choice import alike
from bilan.engine.model.items.item import ZERO, Choice, Distinct, Item
from bilan.engine.model.vocabulary import Kind, Problem, Ticks


@dataclass(frozen=True)
class ChoicesItem(Item):
    """A question with choices to tick; `ticks`, `floor` and `cap` say what several of them earn."""

    ticks: Ticks = Ticks.SUM
    floor: Fraction | None = None
    cap: Fraction | None = None

    kind: ClassVar[Kind] = Kind.CHOICES
    takes_several: ClassVar[bool] = True
    offers_choices: ClassVar[bool] = True

    def problem_of(self, value: AnswerValue) -> Problem | None:
        if not isinstance(value, frozenset):
            return Problem.WRONG_TYPE
        by_id = {choice.id: choice for choice in self.choices}
        if value - by_id.keys():
            return Problem.UNKNOWN_CHOICE
        alone = len(value) > 1 and any(by_id[choice].exclusive for choice in value)
        return Problem.EXCLUSIVE_CHOICE if alone else None

    def bounds(self, offered: Sequence[Choice]) -> tuple[Fraction, Fraction]:
        earning = [choice.points for choice in offered]
        if not earning:
            return ZERO, ZERO
        least, most = min(earning), max(earning)
        if self.ticks is Ticks.SUM:
            joint = [choice.points for choice in offered if not choice.exclusive]
            least = min(least, sum((points for points in joint if points < 0), ZERO)) if least < 0 else least
            most = max(most, sum((points for points in joint if points > 0), ZERO)) if most > 0 else most
        return self._within(least), self._within(most)

    def raw(self, value: AnswerValue) -> Fraction:
        ticked = value if isinstance(value, frozenset) else frozenset()
        return self._within(self._together([choice.points for choice in self.choices if choice.id in ticked]))

    def distinct(self, literals: Collection[object], offered: Sequence[Choice], *, earning: bool, most: int) -> Distinct:
        groups = alike(offered, literals, earning=earning)
        # How many of a group are ticked makes a difference only to points.
        groups = groups if earning else [group[:1] for group in groups]
        alone = [frozenset({group[0].id}) for group in groups if group[0].exclusive]
        joint = [group for group in groups if not group[0].exclusive]
        complete = prod(len(group) + 1 for group in joint) <= most
        sets = set(_counted(joint)) if complete else {*(frozenset({group[0].id}) for group in groups), *self._extremes(offered)}
        place = {choice.id: position for position, choice in enumerate(offered)}
        # The smaller sets first: of two that do the same, fewer ticks are told.
        ordered = sorted({*sets, *alone} - {frozenset()}, key=lambda ticked: (len(ticked), sorted(place[choice] for choice in ticked)))
        return Distinct(tuple(ordered), complete)

    def _extremes(self, offered: Sequence[Choice]) -> Iterator[frozenset[str]]:
        """Where ticks add up, the best choices together and the worst ones, from the first two to all."""
        for sign in (1, -1) if self.ticks is Ticks.SUM else ():
            joint = [choice for choice in offered if not choice.exclusive and sign * choice.points > 0]
            joint.sort(key=lambda choice: -sign * choice.points)
            yield from (frozenset(choice.id for choice in joint[:size]) for size in range(2, len(joint) + 1))

    def _together(self, earning: Iterable[Fraction]) -> Fraction:
        match self.ticks:
            case Ticks.SUM:
                return sum(earning, ZERO)
            case Ticks.BEST:
                return max(earning)
            case Ticks.WORST:
                return min(earning)
            case _:
                assert_never(self.ticks)

    def _within(self, points: Fraction) -> Fraction:
        """What ticks earn whose points come to this: at most the `cap`, at least the `floor`."""
        if self.cap is not None:
            points = min(points, self.cap)
        return points if self.floor is None else max(points, self.floor)


def _counted(groups: Sequence[Sequence[Choice]]) -> Iterator[frozenset[str]]:
    """So many of each group, in every way."""
    for counts in product(*(range(len(group) + 1) for group in groups)):
        yield frozenset(choice.id for count, group in zip(counts, groups, strict=True) for choice in group[:count])
