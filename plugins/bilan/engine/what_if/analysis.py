# Analysis of what one score can be moved by: the items that it follows from, those among them that a condition looks at, and the
# answers that are worth a try. The ground that the search for a better level stands on.

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from bilan.engine.conditions.parser import Condition
from bilan.engine.model.answer import UNANSWERED, Answer
from bilan.engine.model.items import Item
from bilan.engine.model.scores import Score
from bilan.engine.model.tally import Tally
from bilan.engine.model.vocabulary import State
from bilan.engine.scoring.aggregation import COMBINATIONS
from bilan.engine.scoring.plan import Step
from bilan.engine.scoring.values import Evaluation, ItemValue
from bilan.engine.what_if.domains import Domain, domain, extremes
from bilan.engine.what_if.linear import Shares, moved, shares
from bilan.engine.what_if.revision import Revisions


class Extreme(NamedTuple):
    """An answer that earns the least or the most of an item, and what the item then comes to."""

    answer: Answer
    value: ItemValue


class WhatIf:
    """The items below one score. `read` are those that its conditions look at, each with the names under which they do."""

    def __init__(self, evaluation: Evaluation, score: Score) -> None:
        self.evaluation = evaluation
        self.score = score
        self.revisions = Revisions(evaluation, [("band", score.id)])
        self.items = [item for item in evaluation.checklist.items if ("item", item.id) in self.revisions.dependencies]
        self.by_scorer = ("scorer", "") in self.revisions.dependencies
        self._asking: dict[str, list[Condition]] = {}
        for condition in self._conditions():
            for name in dict.fromkeys(name.id for _, name in condition.reads()):
                self._asking.setdefault(name, []).append(condition)
        self.read: dict[str, list[str]] = {item.id: [] for item in self.items} if self.by_scorer else {}
        for name in self._asking:
            for item in (name,) if name in evaluation.items else evaluation.plan.members.get(name, ()):
                self.read.setdefault(item, []).append(name)
        for item in self._counted():
            self.read.setdefault(item, [])
        # In the order in which they are worked out, so that what an item offers is known before it is answered.
        place = {step: position for position, step in enumerate(evaluation.plan.steps)}
        self.read = {item: self.read[item] for item in sorted(self.read, key=lambda item: place["item", item])}
        self._taken = shares(evaluation, score)
        # The shares of plain sums are the same whatever the answers.
        self.lasting = self._taken is not None and not any(share.steady for parts in self._taken.values() for share in parts)
        self._extremes: dict[tuple[str, bool, tuple[str, ...]], tuple[Extreme, Extreme] | None] = {}
        self._moves: dict[tuple[str, bool], tuple[ItemValue, list[tuple[Tally, Answer]] | None]] = {}

    @property
    def made(self) -> int:
        """How many evaluations were made."""
        return self.revisions.made

    @property
    def steps(self) -> int:
        """How many steps were done again for them, which is what they cost."""
        return self.revisions.steps

    def revise(self, changes: Mapping[str, Answer], old: Evaluation | None = None) -> Evaluation:
        """The `old` evaluation (the first, if None) with some answers changed, as far as the score needs it."""
        return self.revisions.revise(changes, old) if changes else old or self.evaluation

    def shares(self, evaluation: Evaluation) -> Shares:
        """What the score takes of each item in one of its evaluations; nothing if it is no sum there."""
        return (self._taken if self.lasting or evaluation is self.evaluation else shares(evaluation, self.score)) or {}

    @cached_property
    def monotone(self) -> bool:
        """Whether more points of one item, all else and its maximum as they are, never lower the score."""
        plan = self.evaluation.plan
        scores = [plan.scores[name] for kind, name in self.revisions.dependencies if kind == "score"]
        weights = [
            m.weight for kind, name in self.revisions.dependencies if kind in ("tally", "score") for m in plan.aggregates[name].members
        ]
        steady = all(modifier.keeps_order for score in scores for modifier in score.modifiers)
        return not self.by_scorer and steady and all(weight is None or weight >= 0 for weight in weights)

    def ends(self, value: ItemValue) -> tuple[Extreme, Extreme] | None:
        """What a scoring item can come to at the least and at the most."""
        key = (value.item.id, value.state is State.HIDDEN, value.hidden_choices)
        if key not in self._extremes:
            found = extremes(value.item, value.hidden_choices) if value.item.scores else None
            self._extremes[key] = (self.extreme(value, found[0]), self.extreme(value, found[1])) if found else None
        return self._extremes[key]

    def extreme(self, value: ItemValue, answer: Answer) -> Extreme:
        """An answer, and what the item comes to with it."""
        return Extreme(answer, self.answered(value, answer))

    def brought(self, value: ItemValue, answer: Answer) -> Fraction:
        """The points that an answer brings under the policies of the checklist; 0 where it does not count."""
        tally = self.answered(value, answer).contribution(self.evaluation.checklist.policies)
        return tally.points if tally else Fraction(0)

    def ways(self, value: ItemValue) -> list[Extreme]:
        """The two extremes of a scoring item, and what else may become of it."""
        return [*(self.ends(value) or ()), *(self.extreme(value, answer) for answer in without_value(value.item))]

    def moves(self, value: ItemValue, taken: Shares, *, every: bool = False) -> list[tuple[Tally, Answer]] | None:
        """What the sum gains with the worst and with the best answer to an item, or with `every` way; None if it is no sum of this item."""
        kept = self._moves.get((value.item.id, every))
        if kept and kept[0] is value and self.lasting:
            return kept[1]
        parts, ways = taken.get(value.item.id), self.ways(value) if every else self.ends(value) or ()
        found = [(moved(parts, value, way.value), way.answer) for way in ways] if parts else []
        moves = [(move, answer) for move, answer in found if move is not None]
        complete = moves if moves and len(moves) == len(found) else None
        if complete and every:
            # Of those with the same maximum, the ones between the least and the most points are never the best.
            rows = [[move for move in complete if move[0].maximum == maximum] for maximum in {move.maximum: 0 for move, _ in complete}]
            complete = [end for row in rows for end in (min(row, key=_points), max(row, key=_points))[: len(row)]]
        self._moves[value.item.id, every] = (value, complete)
        return complete

    @cached_property
    def _sight(self) -> Revisions:
        """Of the questions that are shown and count, because they can score or something reads them, those that conditions may hide."""
        found, checklist = self.evaluation, self.evaluation.checklist
        read = {name.id for condition in checklist.conditions for _, name in condition.reads()}
        read |= {item for name in read for item in found.plan.members.get(name, ())}
        if checklist.scorer:
            read |= found.items.keys()
        wanted: list[Step] = []
        for section in checklist.sections:
            for item in section.items:
                may_go = (item.when or section.when) and found.items[item.id].state is not State.HIDDEN
                if may_go and (item.scores or item.id in read):
                    wanted.append(("item", item.id))
        return Revisions(found, wanted)

    @cached_property
    def showing(self) -> frozenset[str]:
        """The items whose answers decide whether other questions that count stay."""
        items = (name for kind, name in self._sight.dependencies if kind == "item")
        return frozenset(item for item in items if any(step[0] == "item" and step[1] != item for step in self._sight.follows_from(item)))

    def hides(self, changes: Mapping[str, Answer]) -> bool:
        """Whether new answers would take away a question that is shown and counts."""
        if self.showing.isdisjoint(changes):
            return False
        revised, shown = self._sight.revise(changes), (name for kind, name in self._sight.wanted if kind == "item")
        return any(revised.items[item].state is State.HIDDEN for item in shown)

    def answered(self, value: ItemValue, answer: Answer) -> ItemValue:
        """What an item that no condition touches comes to with another answer."""
        box = answer.state is State.UNANSWERED and value.item.is_box
        points = value.item.earned(answer.value) if value.item.scores and (answer.state is State.ANSWERED or box) else None
        return ItemValue(value.item, answer.state, answer.value, points, value.full, value.nominal, value.hidden_choices)

    def domain(self, item: Item, hidden: Sequence[str] = ()) -> Domain:
        """The answers to an item that the conditions of this score, or its points, can tell apart."""
        return domain(item, (condition for name in self.read.get(item.id, ()) for condition in self._asking[name]), hidden)

    def easy(self) -> list[str]:
        """The items that no condition looks at and whose points a sum takes as they come."""
        values = (self.evaluation.items[item.id] for item in self.items if item.id not in self.read)
        return [value.item.id for value in values if self.moves(value, self.shares(self.evaluation))]

    def position(self, evaluation: Evaluation) -> int:
        """The place of the band among those of the score, -1 if there is none."""
        band = evaluation.bands[self.score.id].band
        return -1 if band is None else self.score.bands.index(band)

    def _counted(self) -> Iterator[str]:
        """The items of shares of what is answered: not their points count there."""
        for kind, name in sorted(self.revisions.dependencies):
            if kind in ("tally", "score") and COMBINATIONS[self.evaluation.plan.aggregates[name].combine].counts_answers:
                yield from self.evaluation.plan.members[name]

    def _conditions(self) -> Iterator[Condition]:
        """Those that the score follows from. What neither scores nor is read by one of them may come and go: that changes nothing."""
        items, members = self.evaluation.checklist.by_item, self.evaluation.plan.members
        waiting = [step for step in sorted(self.revisions.dependencies) if step[0] != "item" or self.by_scorer or items[step[1]].scores]
        waiting += [("item", item) for item in self._counted()]
        done: set[Step] = set()
        while waiting:
            step = waiting.pop()
            if step not in done:
                done.add(step)
                for condition in self.evaluation.plan.conditions.get(step, ()):
                    yield condition
                    for name in (name.id for _, name in condition.reads()):
                        waiting += [("item", item) for item in ((name,) if name in items else members.get(name, ()))]


def _points(move: tuple[Tally, Answer]) -> Fraction:
    return move[0].points


def without_value(item: Item) -> list[Answer]:
    """What a reader may do with an item other than answer it: what it allows, or leave it if it is optional."""
    return [Answer(state) for state in item.allow] + ([UNANSWERED] if item.optional else [])
