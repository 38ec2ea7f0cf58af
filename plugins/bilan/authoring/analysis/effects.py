# Effects of an answer: items that do nothing at all, and items whose answers never change a level.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bilan.authoring.analysis.sightings import Sightings
from bilan.authoring.analysis.subject import Given, Subject
from bilan.engine import UNANSWERED, Call, Condition, Evaluation, Step, steps_read

_Test = Callable[[Evaluation], bool]


@dataclass(frozen=True)
class Steady:
    """Items whose answers changed no level, and in how many sets of answers to all others these were tried."""

    items: tuple[str, ...]
    tried: int


def idle_items(subject: Subject) -> tuple[str, ...]:
    """Items that earn points which no score counts, and that nothing else looks at."""
    checklist = subject.checklist
    top: list[Step] = [("band", score.id) for score in checklist.scores]
    top += steps_read(checklist, subject.conditions)
    top += [("scorer", "")] if checklist.scorer else []
    used = set(subject.dependencies(top).items)
    return tuple(item.id for item in checklist.items if item.scores and item.id not in used and not item.has_action)


class LevelSearch:
    """Looks for answers that change a level, item by item: at the edges of the levels, then in sets of answers that are given.

    An edge is a set of answers in which no more answers can be bettered (or worsened) without changing the level. So all that were
    not do change it; those of which this is not known yet are bettered last.
    """

    def __init__(self, subject: Subject, seen: Sightings) -> None:
        self._subject = subject
        self._seen = seen
        self._levelled = [score for score in subject.checklist.scores if len(score.bands) > 1]
        dependencies = subject.dependencies([("band", score.id) for score in self._levelled])
        earning = {item.id for item in subject.checklist.items if item.scores} & set(dependencies.items)
        # What hides an item that earns nothing moves no sum.
        steps = [step for step in dependencies.steps if step[0] != "item" or step[1] in earning]
        conditions = [condition for step in steps for condition in subject.plan.conditions.get(step, ())]
        self._conditions = [condition for condition in conditions if _sums(condition)]
        # Texts and context earn nothing: that they move no level is what they are.
        self._steady = [item.id for item in subject.checklist.items if item.id in earning]

    def run(self, contexts: Sequence[Evaluation], everything: bool, most: int) -> Steady:
        """Try the answers to each item; where the contexts are not `everything`, until so many steps were worked out anew."""
        tried, end = 0, self._subject.steps + most
        for context in contexts if everything else self._edges(contexts):
            for item in tuple(self._steady):
                if self._subject.steps > end and not everything:
                    return Steady(tuple(self._steady), tried)
                # Other answers are tried where all else is the same.
                if not (everything and context.answers.by_item[item] != UNANSWERED) and self._changes(context, item):
                    self._steady.remove(item)
            self._seen.look(self._subject.work_out(self._subject.whole, context.answers.by_item))
            tried += 1
            if not self._steady:
                break
        return Steady(tuple(self._steady), tried)

    def _changes(self, context: Evaluation, item: str) -> bool:
        for answer in self._subject.domain(item).answers:
            evaluation = self._subject.revise(context, {item: answer})
            if any(evaluation.band(score.id) != context.band(score.id) for score in self._levelled):
                return True
        return False

    def _edges(self, contexts: Iterable[Evaluation]) -> Iterator[Evaluation]:
        """Edges, first between all the worst answers and all the best, then with what hides others as in these contexts."""
        asked = self._subject.plan.conditions
        hiding = [when for step in self._subject.plan.steps if step[0] in ("section", "item") for when in asked.get(step, ())]
        fixed = set(self._subject.dependencies_of_conditions(hiding).items)
        scenes = ({item: answer for item, answer in context.answers.by_item.items() if item in fixed} for context in contexts)
        for scene in chain([{}], scenes):
            for side in (0, 1):
                yield from self._edges_from(side, scene)

    def _edges_from(self, side: int, scene: Given) -> Iterator[Evaluation]:
        """Answers at the edge of each level; for the items that act through a condition on a sum, at the edge of that first."""
        start = self._subject.work_out(self._subject.whole, {**self._subject.all_at(side), **scene})
        yield start
        yield from self._edges_of_levels(start, 1 - side, frozenset(scene))
        for condition in self._conditions:
            members = frozenset(self._subject.dependencies_of_conditions([condition]).items) - scene.keys()
            fixed = members | scene.keys()
            edge = self._edge(start, 1 - side, [item for item in self._order() if item in members], _holds(condition))
            yield from self._edges_of_levels(edge, 1 - side, fixed)
            others = {item: answer for item, answer in self._subject.all_at(1 - side).items() if item not in fixed}
            yield from self._edges_of_levels(self._subject.revise(edge, others), side, fixed)

    def _edges_of_levels(self, start: Evaluation, side: int, fixed: frozenset[str]) -> Iterator[Evaluation]:
        for score in self._levelled:
            for place in range(1, len(score.bands)):
                reached = frozenset(band.id for band in score.bands[place:])
                yield self._edge(start, side, [item for item in self._order() if item not in fixed], _is_in(score.id, reached))

    def _edge(self, evaluation: Evaluation, side: int, order: list[str], test: _Test) -> Evaluation:
        """Give one answer after the other as on a side, unless the test comes out differently then."""
        wanted = test(evaluation)
        for item in order:
            further = self._subject.revise(evaluation, {item: self._subject.extremes[item][side]})
            evaluation = further if test(further) == wanted else evaluation
        return evaluation

    def _order(self) -> list[str]:
        items = [item.id for item in self._subject.checklist.items]
        return [*(item for item in items if item not in self._steady), *self._steady]


def _sums(condition: Condition) -> bool:
    return any(isinstance(node, Call) and node.function in ("points", "percent", "count") for node in condition.nodes())


def _holds(condition: Condition) -> _Test:
    return lambda found: found.holds(condition)


def _is_in(score: str, bands: frozenset[str]) -> _Test:
    return lambda found: found.band(score) in bands
