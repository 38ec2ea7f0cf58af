# The least and the greatest number that a score can come to, whatever is answered.
#
# A score that adds up points is a quotient of two sums, and its extremes are found exactly: conditions tie items together, so the items
# that conditions look at are tried in every way, each only with those that hang on it, and the rest is free. What can't be tried in
# every way, or is no sum, has ranges that are certain but may be wide, or none.

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bilan.authoring.analysis.quotients import Tried, Ways, extreme_quotient
from bilan.authoring.analysis.subject import Budget, Given, Subject, TooMuchWork
from bilan.authoring.analysis.sums import Parts, parts_of
from bilan.authoring.ranges import Ends, ExactEnds, Ranges
from bilan.engine import Range, Unit

_Extremes = tuple[Tried, Tried] | None


@dataclass(frozen=True)
class Limits:
    """What a score certainly stays within: its headline number, and its ranges in each unit. `hints` are answers that come close."""

    value: Range | None
    ends: Ends
    hints: tuple[Given, ...] = ()


class Surveyor:
    """Finds the limits of a checklist's scores, sections and groups."""

    def __init__(self, subject: Subject, most: int) -> None:
        """Spend at most so many steps of work, half of what is left on each sum."""
        self._subject = subject
        self._ranges = Ranges(subject.checklist, self._exact)
        self._hints: dict[str, tuple[Given, ...]] = {}
        self._left = most

    def limits(self, name: str) -> Limits:
        """The limits of a score, a section or a group."""
        ends = self._ranges.of(name)
        score = self._subject.plan.scores.get(name)
        return Limits(ends.of(score.unit if score else Unit.POINTS), ends, self._hints.get(name, ()))

    def _exact(self, name: str) -> ExactEnds | None:
        items = self._subject.checklist.by_item
        parts = Parts.plain(name, self._subject.checklist.policies) if name in items else parts_of(self._subject, name)
        if parts is None:
            return None
        points, percent = self._extremes(parts)
        self._hints[name] = tuple(end.given() for ends in (points, percent) if ends for end in ends)
        return ExactEnds(
            points and (-points[0].value, points[1].value),
            percent and (_percent(percent[0]), _percent(percent[1])),
        )

    def _extremes(self, parts: Parts) -> tuple[_Extremes, _Extremes]:
        """The ends of the points, the least as the greatest of minus one times it, and of the quotient."""
        most = self._left // 2
        budget = Budget(most)
        ways = Ways(self._subject, parts, budget)
        try:
            points = ways.greatest(Fraction(-1), Fraction(0)), ways.greatest(Fraction(1), Fraction(0))
            low, high = (extreme_quotient(ways, self._start(parts), least=least) for least in (True, False))
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


def _percent(end: Tried) -> Fraction:
    return 100 * end.tally.points / end.tally.maximum
