# Ranges of points, maxima and percentages, whatever is answered: wide enough to be sure, not always the narrowest.
# Interval arithmetic over the plan of a checklist; who knows the exact ends of a part can hand them in.

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from bilan.engine import (
    COMBINATIONS,
    Aggregate,
    Checklist,
    Item,
    Range,
    Score,
    Unit,
    checklist_plan,
    hull,
)

_ZERO = Fraction(0)
_HUNDRED = Fraction(100)
_PERCENT = (_ZERO, _HUNDRED)


class Ends(NamedTuple):
    """The least and the greatest of a part's points, maximum and percentage; None where nothing is certain."""

    points: Range | None = None
    maximum: Range | None = None
    percent: Range | None = None

    def of(self, unit: Unit) -> Range | None:
        """The range in one unit."""
        return self.points if unit is Unit.POINTS else self.percent


class ExactEnds(NamedTuple):
    """What is known exactly of the points and the percentage of an item, or of a sum before it is modified."""

    points: Range | None
    percent: Range | None


class Ranges:
    """The ranges of everything that a checklist sums up, worked out when they are asked for."""

    def __init__(self, checklist: Checklist, exact: Callable[[str], ExactEnds | None] | None = None) -> None:
        """`exact` tells what is known better of an item, section, group or score by its id, under the policies of the checklist."""
        self._checklist = checklist
        self._plan = checklist_plan(checklist)
        self._exact = exact or (lambda _name: None)
        self._found: dict[str, Ends] = {}
        self._shares: dict[str, bool] = {}

    def of(self, name: str) -> Ends:
        """The ranges of an item, section, group, score or reading."""
        if name not in self._found:
            item = self._checklist.by_item.get(name)
            if item:
                self._found[name] = self._of_item(item)
            else:
                self._found[name] = self._of_aggregate(name) if name in self._plan.aggregates else Ends()
        return self._found[name]

    def _of_item(self, item: Item) -> Ends:
        least, most = item.bounds(item.choices)
        if not item.scores:
            return Ends()
        points = (min(least * item.weight, _ZERO), max(most * item.weight, _ZERO))
        exact = self._exact(item.id)
        percent = _PERCENT if least >= 0 else None
        return Ends(points, points, (exact.percent if exact else None) or percent)

    def _of_aggregate(self, name: str) -> Ends:
        score = self._plan.scores.get(name)
        if score and score.by_scorer:
            return Ends()
        exact = self._exact(name)
        found = self._combined(name)
        if exact:
            found = found._replace(points=exact.points or found.points, percent=exact.percent or found.percent)
        return _modified(found, score) if score else found

    def _combined(self, name: str) -> Ends:
        how = self._plan.aggregates[name]
        combination = COMBINATIONS[how.combine]
        if combination.counts_answers:
            points = combination.range([(Fraction(1), (_ZERO, Fraction(1)))] * len(self._plan.members[name]))
            return Ends(points, points, _PERCENT)
        members = self._members(name, how)
        if how.of is Unit.PERCENT:
            points = self._together(how, [(weight, self.of(member).percent) for member, weight, _ in members])
            maximum = self._together(how, [(weight, _PERCENT) for _, weight, _ in members])
        else:
            points = self._together(how, [(weight, _divided(self.of(member).points, own)) for member, weight, own in members])
            maximum = self._together(how, [(weight, _divided(self.of(member).maximum, own)) for member, weight, own in members])
        return Ends(points, maximum, self._percent(name, how, [(member, weight) for member, weight, _ in members]))

    def _together(self, how: Aggregate, members: list[tuple[Fraction, Range | None]]) -> Range | None:
        known = [(weight, found) for weight, found in members if found is not None]
        return COMBINATIONS[how.combine].range(known) if len(known) == len(members) else None

    def _percent(self, name: str, how: Aggregate, members: list[tuple[str, Fraction]]) -> Range | None:
        """The percentage of an aggregate lies between those of its members, if they and their weights are not below 0.

        That is so of a sum, of a mean, and of the least and the greatest, which take points and maxima apart. What is not below 0 under any
        policies is a share, which lies between 0 and 100 under those that are not the members' own, too.
        """
        if any(weight <= 0 for _, weight in members):
            return None
        shares = self._is_share(name)
        if how.policies not in (None, self._checklist.policies):
            return _PERCENT if shares else None
        alike = COMBINATIONS[how.combine].is_linear or len({weight for _, weight in members}) == 1
        if not shares and not (how.of is Unit.PERCENT and alike):
            return None
        found = [self.of(member).percent for member, _ in members]
        known = [percent for percent in found if percent]
        return hull(known) if known and len(known) == len(found) else None

    def _is_share(self, name: str) -> bool:
        """Whether points lie between 0 and the maximum under any policies."""
        if name not in self._shares:
            self._shares[name] = self._lies_within(name)
        return self._shares[name]

    def _lies_within(self, name: str) -> bool:
        item, score = self._checklist.by_item.get(name), self._plan.scores.get(name)
        if item:
            return item.bounds(item.choices)[0] >= 0
        if name not in self._plan.aggregates or (score and (score.modifiers or score.by_scorer or score.out_of is not None)):
            return False
        how = self._plan.aggregates[name]
        if COMBINATIONS[how.combine].counts_answers:
            return True
        return all(weight > 0 and self._is_share(member) for member, weight, _ in self._members(name, how))

    def _members(self, name: str, how: Aggregate) -> list[tuple[str, Fraction, Fraction]]:
        """The members that may count, each with its weight and what its points are divided by first."""
        named = [(member.id, member.weight) for member in how.members] or [(section.id, None) for section in self._checklist.sections]
        if name in self._plan.sections:
            named = [(item, None) for item in self._plan.members[name]]
        found = []
        for member, given in named:
            item = self._checklist.by_item.get(member)
            if item is None or item.scores:
                own = item.weight if item and COMBINATIONS[how.combine].weighted_by_items else Fraction(1)
                found.append((member, own if given is None else given, own))
        return found


def _divided(found: Range | None, number: Fraction) -> Range | None:
    return found and (found[0] / number, found[1] / number)


def _modified(found: Ends, score: Score) -> Ends:
    """What a stated maximum and modifiers make of it, each of which may apply or not if it has a condition."""
    points, maximum, percent = found
    if score.out_of is not None:
        maximum, percent = (score.out_of, score.out_of), _divided(points, score.out_of / 100)
    if not score.modifiers:
        return Ends(points, maximum, percent)
    number = points if score.unit is Unit.POINTS else percent
    for modifier in score.modifiers:
        if number is None:
            break
        low, high = sorted(modifier.applied(end) for end in number)
        number = (low, high) if modifier.when is None else hull([number, (low, high)])
    if score.unit is Unit.PERCENT:
        return Ends(None, maximum, number)
    return Ends(number, maximum, None if score.out_of is None else _divided(number, score.out_of / 100))
