# The least and the greatest number that a score can come to, whatever is answered.
#
# A score that adds up points is a quotient of two sums, and its extremes are found exactly: conditions tie items together, so the items
# that conditions look at are tried in every way, each only with those that hang on it, and the rest is free. What can't be tried in
# every way, or is no sum, has bounds that are certain but may be wide, or none.

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bilan.authoring.analysis.quotients import Tried, Ways, greatest_quotient
from bilan.authoring.analysis.subject import Budget, Given, Subject, TooMuchWork
from bilan.authoring.analysis.sums import Parts, parts_of
from bilan.engine.model import Combine, Modifier, Score, Unit
from bilan.engine.numbers import rounded

# The least and the greatest; None where nothing is certain.
Range = tuple[Fraction, Fraction] | None

_HUNDRED = Fraction(100)
_Ends = tuple[Tried, Tried] | None


@dataclass(frozen=True)
class Limits:
    """What a score certainly stays within: its headline number, its points and its percentage. `hints` are answers that come close."""

    value: Range = None
    points: Range = None
    percent: Range = None
    hints: tuple[Given, ...] = ()

    def of(self, unit: Unit) -> Range:
        """The range in one unit."""
        return self.points if unit is Unit.POINTS else self.percent


class Surveyor:
    """Finds the limits of a checklist's scores, sections and groups."""

    def __init__(self, subject: Subject, most: int) -> None:
        """Spend at most so many steps of work, half of what is left on each sum."""
        self._subject = subject
        self._found: dict[str, Limits] = {}
        self._left = most

    def limits(self, name: str) -> Limits:
        """The limits of a score, a section or a group."""
        if name not in self._found:
            self._found[name] = Limits()  # a circle of scores ends here; the plan has none
            self._found[name] = self._survey(name)
        return self._found[name]

    def _survey(self, name: str) -> Limits:
        score = self._subject.plan.scores.get(name)
        if score and score.by_scorer:
            return Limits()
        raw = self._of_sum(name)
        if score is None:
            return raw
        if score.out_of is not None:
            percent = raw.points and (raw.points[0] * 100 / score.out_of, raw.points[1] * 100 / score.out_of)
            raw = Limits(points=raw.points, percent=percent, hints=raw.hints)
        value = raw.of(score.unit)
        if not score.modifiers:
            return Limits(value, raw.points, raw.percent, raw.hints)
        value = _modified(value, score)
        points, percent = (value, None) if score.unit is Unit.POINTS else (None, value)
        if score.unit is Unit.POINTS and value and score.out_of is not None:
            percent = (value[0] * 100 / score.out_of, value[1] * 100 / score.out_of)
        return Limits(value, points, percent, raw.hints)

    def _of_sum(self, name: str) -> Limits:
        parts = parts_of(self._subject, name)
        if parts is None:
            return Limits(percent=self._hull(name))
        points, percent = self._extremes(parts)
        return Limits(
            points=points and (-points[0].value, points[1].value),
            percent=percent and (-100 * percent[0].value, 100 * percent[1].value),
            hints=tuple(end.given() for ends in (points, percent) if ends for end in ends),
        )

    def _extremes(self, parts: Parts) -> tuple[_Ends, _Ends]:
        """The ends of the points and of the quotient, each as the greatest of minus one times and of one times it."""
        most = self._left // 2
        budget = Budget(most)
        ways = Ways(self._subject, parts, budget)
        try:
            points = ways.greatest(Fraction(-1), Fraction(0)), ways.greatest(Fraction(1), Fraction(0))
            low, high = (greatest_quotient(ways, sign, self._start(parts)) for sign in (-1, 1))
        except TooMuchWork:
            return None, None
        finally:
            self._left -= most - max(budget.left, 0)
        return points, (low, high) if low and high else None

    def _start(self, parts: Parts) -> list[Given]:
        """Answers from which the search for a quotient may start: some that count."""
        ends = self._subject.extremes
        both = [{item: ends[item][side] for item in parts.items} for side in (0, 1)]
        return [*both, *({item: ends[item][1]} for item in parts.items)]

    def _hull(self, name: str) -> Range:
        """A mean of percentages lies between the least and the greatest of them."""
        plan = self._subject.plan
        how = plan.aggregates[name]
        if how.combine is Combine.ANSWERED:
            return Fraction(0), _HUNDRED
        members = [member.id for member in how.members] or [section.id for section in self._subject.checklist.sections]
        if name in plan.sections:
            members = list(plan.members[name])
        if how.policies not in (None, self._subject.checklist.policies):
            return None
        weights = {Fraction(1) if member.weight is None else member.weight for member in how.members} or {Fraction(1)}
        alike = len(weights) == 1 or how.combine not in (Combine.MIN, Combine.MAX)
        if how.of is not Unit.PERCENT or min(weights) <= 0 or not alike:
            return None
        ranges = [self._percent(member) for member in members]
        known = [found for found in ranges if found]
        if len(known) < len(ranges) or not known:
            return None
        return min(low for low, _ in known), max(high for _, high in known)

    def _percent(self, member: str) -> Range:
        item = self._subject.checklist.by_item.get(member)
        if item is None:
            return self.limits(member).percent if member in self._subject.plan.aggregates else None
        ends = self._extremes(Parts.plain((member,), self._subject.checklist.policies))[1]
        return ends and (-100 * ends[0].value, 100 * ends[1].value)


def _modified(found: Range, score: Score) -> Range:
    """After modifiers, each of which applies always, or may apply or not."""
    for modifier in score.modifiers:
        if found is None:
            return None
        low, high = sorted(_changed(end, modifier) for end in found)
        found = (low, high) if modifier.when is None else (min(low, found[0]), max(high, found[1]))
    return found


def _changed(number: Fraction, modifier: Modifier) -> Fraction:
    if modifier.multiply is not None:
        return number * modifier.multiply
    if modifier.add is not None:
        return number + modifier.add
    if modifier.at_most is not None:
        return min(number, modifier.at_most)
    if modifier.at_least is not None:
        return max(number, modifier.at_least)
    return rounded(number, modifier.round or 0, modifier.rounding)
