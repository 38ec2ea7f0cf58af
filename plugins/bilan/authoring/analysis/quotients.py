# The greatest of a sum, or of a quotient of two sums, over all answers.
#
# Conditions tie items together. An item that conditions look at is tried in every way, and once it is settled, what hangs on it falls
# apart into groups that know nothing of each other, each with a greatest of its own; so a hundred conditions need few ways.

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bilan.authoring.analysis.subject import Budget, Dependencies, Given, Subject, TooMuchWork
from bilan.authoring.analysis.sums import Parts
from bilan.engine import UNANSWERED, Answer, State, Step, Tally, greatest_quotient, work_out

# Items that are settled at once.
_MOST_TIED = 500

_ZERO = Fraction(0)


@dataclass(frozen=True)
class Tried:
    """The greatest value, the points and the maximum that go with it, and the answers, each linked to those before."""

    value: Fraction
    tally: Tally
    answers: tuple[Mapping[str, Answer], tuple[Tried, ...]]

    def given(self) -> Given:
        """The answers that lead to it."""
        found: dict[str, Answer] = {}
        waiting = [self]
        while waiting:
            own, parts = waiting.pop().answers
            found |= own
            waiting += parts
        return found


# What one item can bring to the sum, each with its answer.
_Options = list[tuple[Tally, Answer]]


class Ways:
    """The ways to answer the items of a sum."""

    def __init__(self, subject: Subject, parts: Parts, budget: Budget) -> None:
        self._subject = subject
        self._budget = budget
        self.parts = parts
        self._dependencies = {item: subject.dependencies([("item", item)]) for item in parts.items}
        tied = {other for item, dependencies in self._dependencies.items() for other in dependencies.items if other != item}
        self._scopes = {
            item: frozenset(other for other in dependencies.items if other != item or item in tied)
            for item, dependencies in self._dependencies.items()
        }
        self._options: dict[tuple[str, tuple[Answer, ...]], _Options] = {}

    def greatest(self, points: Fraction, maximum: Fraction) -> Tried:
        """The answers with the greatest `points` times the sum's points plus `maximum` times its maximum.

        Raises:
            TooMuchWork: conditions tie too many items together, or something else than answers comes in.
        """
        return self._solve(frozenset(self.parts.items), {}, points, maximum)

    def brought(self, given: Given) -> Tally:
        """What the sum comes to with some answers."""
        evaluation = self._subject.work_out(self._subject.dependencies([("item", item) for item in self.parts.items]), given)
        tallies = [self.parts.brought(evaluation.items[item]) for item in self.parts.items]
        return Tally(sum((t.points for t in tallies), _ZERO), sum((t.maximum for t in tallies), _ZERO))

    def _solve(self, items: frozenset[str], settled: dict[str, Answer], points: Fraction, maximum: Fraction) -> Tried:
        tried: list[Tried] = []
        self._budget.spend(1 + len(items))
        for group in self._apart(items, settled):
            unsettled = Counter(name for item in group for name in self._scopes[item] if name not in settled)
            if not unsettled:
                (item,) = group
                tally, answer = max(self._brought(item, settled), key=lambda o: points * o[0].points + maximum * o[0].maximum)
                tried.append(Tried(points * tally.points + maximum * tally.maximum, tally, ({item: answer}, ())))
                continue
            most = max(unsettled.values())
            name = min(name for name, count in unsettled.items() if count == most)
            domain = self._subject.domain(name)
            if not domain.complete or len(settled) >= _MOST_TIED:
                raise TooMuchWork
            ways = []
            for answer in domain.answers:
                way = self._solve(group, self._with_hidden(group, {**settled, name: answer}), points, maximum)
                ways.append(Tried(way.value, way.tally, ({name: answer}, (way,))))
            tried.append(max(ways, key=lambda way: way.value))
        total = Tally(sum((t.tally.points for t in tried), _ZERO), sum((t.tally.maximum for t in tried), _ZERO))
        return Tried(sum((t.value for t in tried), _ZERO), total, ({}, tuple(tried)))

    def _with_hidden(self, group: frozenset[str], settled: dict[str, Answer]) -> dict[str, Answer]:
        """What is settled, and with it the items that it hides for certain: nothing hangs on their answers any more."""
        dependencies = self._subject.dependencies([("item", item) for item in sorted(group)])
        self._budget.spend(len(dependencies.steps))
        evaluation = self._subject.work_out(Dependencies((), (), dependencies.open), settled)
        known: set[Step] = set()
        for step in dependencies.steps:
            kind, name = step
            if not known.issuperset(self._subject.plan.needs[step]):
                continue
            work_out(evaluation, step)
            if kind == "item" and name not in settled:
                if evaluation.items[name].state is not State.HIDDEN:
                    continue
                settled[name] = UNANSWERED
            known.add(step)
        return settled

    def _apart(self, items: Iterable[str], settled: Mapping[str, Answer]) -> list[frozenset[str]]:
        """The items in groups, so that no two groups hang on the same item that is not settled."""
        free: list[frozenset[str]] = []
        groups: list[tuple[set[str], set[str]]] = []
        for item in sorted(items):
            scope = {name for name in self._scopes[item] if name not in settled}
            if not scope:
                free.append(frozenset({item}))
                continue
            joined = [group for group in groups if not scope.isdisjoint(group[1])]
            groups = [group for group in groups if scope.isdisjoint(group[1])]
            groups.append(({item}.union(*(g[0] for g in joined)), scope.union(*(g[1] for g in joined))))
        return [*free, *(frozenset(group) for group, _ in groups)]

    def _brought(self, item: str, settled: Mapping[str, Answer]) -> _Options:
        dependencies = self._dependencies[item]
        if dependencies.open:
            raise TooMuchWork
        key = (item, tuple(settled[name] for name in dependencies.items if name in settled))
        if key not in self._options:
            self._options[key] = self._work_out(item, dependencies, settled)
        return self._options[key]

    def _work_out(self, item: str, dependencies: Dependencies, settled: Mapping[str, Answer]) -> _Options:
        found: dict[tuple[Tally, State], tuple[Tally, Answer]] = {}
        given = {name: settled[name] for name in dependencies.items if name in settled}
        answers = (settled[item],) if item in settled else self._subject.domain(item).answers
        self._budget.spend(len(dependencies.steps) * len(answers))
        for answer in answers:
            value = self._subject.work_out(dependencies, {**given, item: answer}).items[item]
            tally = self.parts.brought(value)
            found.setdefault((tally, value.state), (tally, answer))
        return list(found.values())


def extreme_quotient(ways: Ways, starts: Iterable[Given], *, least: bool) -> Tried | None:
    """The answers with the greatest points by maximum, or the `least`.

    None if nothing counts, or if points that are taken off where there is no maximum make the quotient boundless.
    """
    start = next((Tried(Fraction(0), tally, (given, ())) for given in starts if (tally := ways.brought(given)).maximum > 0), None)
    if start is None:
        return None
    found, is_end = greatest_quotient(start, ways.greatest, lambda tried: tried.tally, least=least)
    return found if is_end else None
