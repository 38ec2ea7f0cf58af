# Between which numbers points, maxima and percentages can lie, whatever is answered: wide enough to be sure, not always the narrowest.

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from bilan.engine import Checklist, Item, Score
from bilan.engine.evaluation import checklist_plan
from bilan.engine.model import Aggregate, Combine, Modifier, Unit
from bilan.engine.points import bounds as item_bounds

# The least and the greatest; None where nothing is known.
Range = tuple[Fraction, Fraction] | None

_ZERO = Fraction(0)
_PERCENT = (_ZERO, Fraction(100))


class Bounds:
    """The ranges of everything that a checklist sums up."""

    def __init__(self, checklist: Checklist) -> None:
        self._checklist = checklist
        self._plan = checklist_plan(checklist)
        self._points: dict[str, Range] = {}
        self._maxima: dict[str, Range] = {}
        self._percents: dict[str, Range] = {}
        for kind, name in self._plan.steps:
            if kind == "item":
                self._add_item(checklist.by_item[name])
            elif kind in ("tally", "score"):
                self._add(name)

    def of(self, function: str, name: str) -> Range:
        """The range of `points`, `maximum` or `percent` of an item, section, group, score or reading."""
        return {"points": self._points, "maximum": self._maxima, "percent": self._percents}[function].get(name)

    def _add_item(self, item: Item) -> None:
        if not item.scores:
            return
        least, most = item_bounds(item, item.choices)
        self._points[item.id] = self._maxima[item.id] = (min(least * item.weight, _ZERO), max(most * item.weight, _ZERO))
        self._percents[item.id] = _PERCENT if least >= 0 else None

    def _add(self, name: str) -> None:
        how = self._plan.aggregates[name]
        score = self._plan.scores.get(name)
        if score and score.by_scorer:
            return
        members = self._members(name, how)
        points: Range
        maxima: Range
        percent: Range
        if how.combine is Combine.ANSWERED:
            points = (_ZERO, Fraction(len(self._plan.members[name])))
            maxima, percent = points, _PERCENT
        else:
            points = self._combined(how, [(weight, self._brought(self._points, how, member)) for member, weight in members])
            maxima = self._combined(how, [(weight, self._brought(self._maxima, how, member)) for member, weight in members])
            fine = all(weight > 0 and self._percents.get(member) == _PERCENT for member, weight in members)
            percent = _PERCENT if fine else None
        if score and score.out_of is not None:
            maxima = (score.out_of, score.out_of)
            percent = points and (100 * points[0] / score.out_of, 100 * points[1] / score.out_of)
        if score and score.modifiers:
            in_points = score.unit is Unit.POINTS
            points, percent = (_modified(points, score), None) if in_points else (None, _modified(percent, score))
        self._points[name], self._maxima[name], self._percents[name] = points, maxima, percent

    def _members(self, name: str, how: Aggregate) -> list[tuple[str, Fraction]]:
        if name in self._plan.sections:
            return [(item, Fraction(1)) for item in self._plan.members[name] if self._checklist.by_item[item].scores]
        named = [(member.id, member.weight) for member in how.members] or [(section.id, None) for section in self._checklist.sections]
        return [
            (member, Fraction(1) if weight is None else weight)
            for member, weight in named
            if member not in self._checklist.by_item or self._checklist.by_item[member].scores
        ]

    def _brought(self, ranges: dict[str, Range], how: Aggregate, member: str) -> Range:
        if how.of is Unit.PERCENT:
            return self._percents.get(member) if ranges is self._points else _PERCENT
        return ranges.get(member)

    def _combined(self, how: Aggregate, brought: list[tuple[Fraction, Range]]) -> Range:
        """Each member may also be left out, and then brings nothing."""
        weighted: list[tuple[Fraction, Fraction]] = []
        for weight, found in brought:
            if found is None:
                return None
            weighted.append((min(weight * found[0], weight * found[1], _ZERO), max(weight * found[0], weight * found[1], _ZERO)))
        if how.combine is Combine.SUM:
            return sum((low for low, _ in weighted), _ZERO), sum((high for _, high in weighted), _ZERO)
        if how.combine is Combine.WEIGHTED_MEAN:
            # A mean lies between the least and the greatest member, if all of them pull the same way.
            plain = [(min(found[0], _ZERO), max(found[1], _ZERO)) for _, found in brought if found]
            own_weights = any(item.weight != 1 for item in self._checklist.items)  # by which their points are divided first
            return _hull(plain) if all(weight > 0 for weight, _ in brought) and not own_weights else None
        return _hull(weighted)


def _modified(found: Range, score: Score) -> Range:
    """The range of the score's number after modifiers, each of which may apply or not."""
    for modifier in score.modifiers:
        if found is None:
            return None
        ends = [_changed(end, modifier) for end in found]
        found = _hull([found, (min(low for low, _ in ends), max(high for _, high in ends))])
    return found


def _changed(number: Fraction, modifier: Modifier) -> tuple[Fraction, Fraction]:
    if modifier.multiply is not None:
        return (number * modifier.multiply,) * 2
    if modifier.add is not None:
        return (number + modifier.add,) * 2
    if modifier.at_most is not None:
        return (min(number, modifier.at_most),) * 2
    if modifier.at_least is not None:
        return (max(number, modifier.at_least),) * 2
    return number - 1, number + 1


def _hull(ranges: Iterable[tuple[Fraction, Fraction]]) -> Range:
    found = list(ranges) or [(_ZERO, _ZERO)]
    return min(low for low, _ in found), max(high for _, high in found)
