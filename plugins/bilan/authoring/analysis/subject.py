# A checklist under analysis: what follows from what, what its conditions look at, and evaluations that work out no more than is asked.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import prod

from bilan.engine import (
    UNANSWERED,
    Answer,
    Answers,
    Checklist,
    Condition,
    Domain,
    Evaluation,
    ReadingValue,
    Revisions,
    Score,
    Step,
    checklist_plan,
    domain,
    extremes,
    steps_read,
    work_out,
)

Given = Mapping[str, Answer]

# How many steps of the plan cost as much as one run of a Python scorer; and the items that cost as much as a step where they are summed.
_STEPS_OF_SCORER = 60
_ITEMS_OF_STEP = 20

# So many sets of ticks of one item are looked at in every way.
_MOST_TICKS = 256


class TooMuchWork(Exception):
    """What is asked can't be known for certain within the bounds."""


class Budget:
    """So many steps of work; a number, not a time, so that an analysis says the same on every machine."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Raise TooMuchWork where there is not so much left."""
        self.left -= steps
        if self.left < 0:
            raise TooMuchWork


@dataclass(frozen=True)
class Dependencies:
    """What some steps follow from: the steps, in order, and the items among them.

    `open` tells that something else than answers comes in: scores of other checklists, or the Python scorer.
    """

    steps: tuple[Step, ...]
    items: tuple[str, ...]
    open: bool


class Subject:
    """A checklist and what its analysis asks of it again and again."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self.plan = checklist_plan(checklist)
        self._place = {step: place for place, step in enumerate(self.plan.steps)}
        self._readings = {reading.id for reading in checklist.readings}
        self._domains: dict[str, Domain] = {}
        self.conditions = tuple(checklist.conditions)
        self._dependencies: dict[tuple[Step, ...], Dependencies] = {}

    @cached_property
    def read_items(self) -> frozenset[str]:
        """The items that a condition, an item's gate or the scorer follows from: whose answers do more than to earn."""
        steps = [*steps_read(self.checklist, self.conditions), *self.items_of_gates()]
        return frozenset(self.dependencies(steps + ([("scorer", "")] if self.checklist.scorer else [])).items)

    def items_of_gates(self) -> list[Step]:
        """The items by which a level is capped."""
        return [("item", gate.item) for score in self.checklist.scores for gate in score.gates if gate.item]

    def dependencies(self, tops: Iterable[Step]) -> Dependencies:
        """What some steps follow from, themselves included."""
        asked = tuple(dict.fromkeys(tops))
        if asked not in self._dependencies:
            found = self.plan.dependencies(asked)
            steps = tuple(sorted(found, key=self._place.__getitem__))
            members = {m.id for k, name in steps if k in ("tally", "score") for m in self.plan.aggregates[name].members}
            names = {name.id for step in steps for condition in self.plan.conditions.get(step, ()) for _, name in condition.reads()}
            is_open = ("scorer", "") in found or not self._readings.isdisjoint(members | names)
            self._dependencies[asked] = Dependencies(steps, tuple(name for kind, name in steps if kind == "item"), is_open)
        return self._dependencies[asked]

    def dependencies_of_conditions(self, conditions: Sequence[Condition | None]) -> Dependencies:
        """What conditions follow from."""
        dependencies = self.dependencies(steps_read(self.checklist, conditions))
        names = {name.id for condition in conditions if condition for _, name in condition.reads()}
        return replace(dependencies, open=dependencies.open or not self._readings.isdisjoint(names))

    def is_bent(self, score: Score) -> bool:
        """Whether modifiers, stated maxima or negative weights make something else than a share of its points of a score."""
        below = [name for kind, name in self.dependencies([("score", score.id)]).steps if kind in ("tally", "score")]
        scores = [self.plan.scores[name] for name in below if name in self.plan.scores]
        return any(found.modifiers or found.out_of is not None for found in scores) or any(
            member.weight is not None and member.weight < 0 for name in below for member in self.plan.aggregates[name].members
        )

    def domain(self, item: str) -> Domain:
        """The answers to an item that anything can tell apart, "unanswered" and the states that it allows among them."""
        if item not in self._domains:
            asked = self.checklist.by_item[item]
            found = domain(asked, self._asking.get(item, ()), most=_MOST_TICKS)
            states = (UNANSWERED, *(Answer(state) for state in asked.allow))
            self._domains[item] = found._replace(answers=(*states, *found.values))
        return self._domains[item]

    @cached_property
    def _asking(self) -> dict[str, list[Condition]]:
        """The conditions that look at the answer to an item, itself or among those of a group."""
        found: dict[str, list[Condition]] = {}
        for condition in self.conditions:
            for _, name in condition.reads():
                for item in (name.id,) if name.id in self.checklist.by_item else self.plan.members.get(name.id, ()):
                    found.setdefault(item, []).append(condition)
        return found

    @cached_property
    def extremes(self) -> dict[str, tuple[Answer, Answer]]:
        """By item, the answers that earn the least and the most; any two of an item that does not score."""
        found = {}
        for item in self.checklist.items:
            values = self.domain(item.id).values
            found[item.id] = (item.scores and extremes(item)) or (values[0], values[-1])
        return found

    def all_at(self, side: int) -> dict[str, Answer]:
        """All the worst answers (0), or all the best (1)."""
        return {item: ends[side] for item, ends in self.extremes.items()}

    def combinations(self, dependencies: Dependencies) -> int | None:
        """How many combinations of answers to the items of some dependencies there are; None if they can't be listed."""
        domains = [self.domain(item) for item in dependencies.items]
        if dependencies.open or not all(domain.complete for domain in domains):
            return None
        return prod(len(domain.answers) for domain in domains)

    def every(self, dependencies: Dependencies) -> Iterator[Given]:
        """Every combination of answers to the items of some dependencies."""
        for answers in product(*(self.domain(item).answers for item in dependencies.items)):
            yield dict(zip(dependencies.items, answers, strict=True))

    def work_out(self, dependencies: Dependencies, given: Given, readings: Mapping[str, ReadingValue] | None = None) -> Evaluation:
        """An evaluation of the steps of some dependencies only."""
        known = {reading: (readings or {}).get(reading, ReadingValue()) for reading in self._readings}
        evaluation = Evaluation(self.checklist, Answers(self.checklist.id, self.checklist.version, given), known, self.plan)
        for step in dependencies.steps:
            work_out(evaluation, step)
        return evaluation

    @cached_property
    def blank(self) -> Evaluation:
        """Everything that follows from no answers."""
        return self.work_out(self.whole, {})

    @cached_property
    def whole(self) -> Dependencies:
        """The dependencies of everything."""
        return self.dependencies(self.plan.steps)

    def revise(self, old: Evaluation, changes: Given) -> Evaluation:
        """An evaluation in which the items, and the scores that are no scorer's, or have levels, are right once answers are changed."""
        return self._revisions.revise(changes, old) if changes else old

    @property
    def steps(self) -> int:
        """How many steps were done for revisions, which is what they cost."""
        beside = len(self.checklist.items) // _ITEMS_OF_STEP + (_STEPS_OF_SCORER if ("scorer", "") in self._revisions.dependencies else 0)
        return self._revisions.steps + self._revisions.made * beside

    @cached_property
    def _revisions(self) -> Revisions:
        scores = [("band", score.id) for score in self.checklist.scores if score.bands or not score.by_scorer]
        return Revisions(self.blank, [*scores, *(("item", item.id) for item in self.checklist.items)])
