# Revision of an evaluation: a few answers changed, and only what follows from them worked out again.

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bilan.engine.model.answer import Answer
from bilan.engine.scoring.evaluation import work_out
from bilan.engine.scoring.plan import Step
from bilan.engine.scoring.values import Evaluation


class Revisions:
    """Evaluations with some answers changed, how many were made, and of how many steps.

    `dependencies` are the steps that the `wanted` ones follow from, themselves included; nothing else is right in a revised evaluation.
    """

    def __init__(self, evaluation: Evaluation, wanted: Iterable[Step]) -> None:
        self.evaluation = evaluation
        self.made = self.steps = 0
        self.wanted = tuple(wanted)
        self.dependencies = evaluation.plan.dependencies(self.wanted)
        self._place = {step: place for place, step in enumerate(evaluation.plan.steps) if step in self.dependencies}
        self._followers: dict[Step, list[Step]] = {}
        for step in self.dependencies:
            for needed in evaluation.plan.needs[step]:
                self._followers.setdefault(needed, []).append(step)
        self._touched: dict[str, frozenset[Step]] = {}

    def revise(self, changes: Mapping[str, Answer], old: Evaluation | None = None) -> Evaluation:
        """The evaluation once these items are answered so, all else as in the `old` one: the first, if None."""
        self.made += 1
        old = old or self.evaluation
        touched: set[Step] = set().union(*(self.follows_from(item) for item in changes))
        self.steps += len(touched)
        new = replace(
            old,
            answers=replace(old.answers, by_item={**old.answers.by_item, **changes}),
            problems={},
            shown=dict(old.shown),
            items=dict(old.items),
            tallies=dict(old.tallies),
            under={part: tally for part, tally in old.under.items() if ("tally", part[0]) not in touched},
            scores=dict(old.scores),
            bands=dict(old.bands),
        )
        for step in sorted(touched, key=self._place.__getitem__):
            work_out(new, step)
        return new

    def follows_from(self, item: str) -> frozenset[Step]:
        """The steps of the dependencies that another answer to an item may change, its own included."""
        if item not in self._touched:
            start = ("item", item)
            found = {start} & self.dependencies
            waiting = list(found)
            while waiting:
                fresh = set(self._followers.get(waiting.pop(), ())) - found
                found |= fresh
                waiting += fresh
            self._touched[item] = frozenset(found)
        return self._touched[item]
