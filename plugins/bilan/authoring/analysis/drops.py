# Better answers that make a score worse: answers to one item that earn it more, all else the same, and a lower number or level; where a
# low score is good, answers that earn it less, and a higher one. Of a score that is good neither way nothing is better or worse.

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from bilan.authoring.analysis.subject import Given, Subject
from bilan.engine import UNANSWERED, Answer, Better, Evaluation, Item, Score, State, extremes, shown_number


@dataclass(frozen=True)
class Drop:
    """A better answer that makes a score worse: `worse` and `better` are answers to `item`, all else the same in `before` and `after`.

    `certain` tells that it does whatever is answered to what only one of the two answers shows or offers.
    """

    item: str
    score: Score
    worse: Answer
    better: Answer
    before: Evaluation
    after: Evaluation
    certain: bool


class Search:
    """Tries each answer of each item that more than points follow from, in some sets of answers to all others."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._found: dict[tuple[str, str], Drop] = {}

    def run(self, contexts: Iterable[Evaluation], everything: bool, most: int) -> tuple[Drop, ...]:
        """Try in each of `contexts`, which are all sets of answers if `everything`, else until so many steps were done anew."""
        suspects = [(item, scores) for item in self._subject.checklist.items if (scores := self._lowerable(item))]
        end = self._subject.steps + most
        for context, (item, scores) in ((context, suspect) for context in contexts for suspect in suspects):
            if self._subject.steps > end and not everything:
                break
            # Other answers are tried where all else is the same.
            if not (everything and context.answers.by_item[item.id] != UNANSWERED):
                self._try(item, [score for score in scores if not self._is_certain(item, score)], context)
        order = {item.id: place for place, (item, _) in enumerate(suspects)}
        found = sorted(self._found.values(), key=lambda drop: order[drop.item])
        return tuple(self._with_few_answers(drop) for drop in found)

    def _is_certain(self, item: Item, score: Score) -> bool:
        found = self._found.get((item.id, score.id))
        return found is not None and found.certain

    def _lowerable(self, item: Item) -> list[Score]:
        """The scores that count an item and that a better answer might make worse against the author's word.

        An item is good one way, as the first score says that counts it; for scores that see it the other way round it is a trade-off.
        """
        if not item.scores or item.id not in self._subject.read_items:
            return []
        plan = self._subject.plan
        found = []
        judging = [s for s in self._subject.checklist.scores if s.better is not Better.NEITHER and item.id in plan.members.get(s.id, ())]
        for score in (score for score in judging if score.better is judging[0].better):
            dependencies = self._subject.dependencies([("score", score.id)])
            weights = [m.weight for kind, name in dependencies.steps if kind in ("tally", "score") for m in plan.aggregates[name].members]
            kept = all(m.keeps_order for kind, name in dependencies.steps if kind == "score" for m in plan.scores[name].modifiers)
            declared = any(weight is not None and weight < 0 for weight in weights)
            if not score.by_scorer and kept and not declared:
                found.append(score)
        return found

    def _try(self, item: Item, scores: list[Score], context: Evaluation) -> None:
        values = list(self._subject.domain(item.id).values) if scores else []
        answers = [UNANSWERED, *values] if item.is_box else values
        ways = [(answer, self._subject.revise(context, {item.id: answer})) for answer in answers]
        rated = [(points, answer, way) for answer, way in ways if (points := way.items[item.id].earned) is not None]
        rated.sort(key=lambda entry: entry[0])
        for less, more in combinations(rated, 2):
            for score in scores if more[0] > less[0] else ():
                (_, worse, before), (_, better, after) = (more, less) if score.better is Better.LOWER else (less, more)
                if not self._is_certain(item, score) and is_worse(score, before, after):
                    certain = self._worsens_at_best(item.id, score, before, after)
                    if certain or (item.id, score.id) not in self._found:
                        self._found[item.id, score.id] = Drop(item.id, score, worse, better, before, after, certain)

    def _worsens_at_best(self, item: str, score: Score, before: Evaluation, after: Evaluation) -> bool:
        """Whether the score gets worse even if what only one of the two shows or offers is answered worst before, and best after."""
        seen = {item}
        best = 0 if score.better is Better.LOWER else 1
        while fresh := _affected(before, after) - seen:
            seen |= fresh
            before = self._subject.revise(before, _extreme(before, fresh, 1 - best))
            after = self._subject.revise(after, _extreme(after, fresh, best))
        return is_worse(score, before, after)

    def _with_few_answers(self, drop: Drop) -> Drop:
        """The same drop without the answers that it does not take, first in large parts, then one by one."""
        needed = [name for name, a in drop.after.answers.by_item.items() if name != drop.item and a.state is not State.UNANSWERED]
        size = len(needed)
        while size:
            for start in range(0, len(needed), size):
                part = needed[start : start + size]
                less = [self._subject.revise(found, dict.fromkeys(part, UNANSWERED)) for found in (drop.before, drop.after)]
                if is_worse(drop.score, *less) and (not drop.certain or self._worsens_at_best(drop.item, drop.score, *less)):
                    drop = replace(drop, before=less[0], after=less[1])
                    needed = [name for name in needed if name not in part]
                    break
            else:
                size //= 2
            size = min(size, len(needed))
        return drop


def is_worse(score: Score, before: Evaluation, after: Evaluation) -> bool:
    """Whether the number that is shown, or the level, is worse after."""
    low, high = (before, after) if score.better is Better.LOWER else (after, before)
    least, most = low.scores[score.id].value, high.scores[score.id].value
    if least is None or most is None:
        return False
    if shown_number(score, least, score.unit) < shown_number(score, most, score.unit):
        return True
    bands = [band.id for band in score.bands]
    levels = [bands.index(band) if (band := found.band(score.id)) else -1 for found in (low, high)]
    # To lose the level is worse, to gain one is not.
    return levels[0] < levels[1] and not (score.better is Better.LOWER and levels[0] < 0)


def _affected(before: Evaluation, after: Evaluation) -> set[str]:
    """The items that only one of two evaluations shows, or of which it offers other choices."""
    pairs = ((old, after.items[name]) for name, old in before.items.items())
    return {
        old.item.id
        for old, new in pairs
        if (old.state is State.HIDDEN) is not (new.state is State.HIDDEN) or old.hidden_choices != new.hidden_choices
    }


def _extreme(evaluation: Evaluation, items: Iterable[str], side: int) -> Given:
    """The worst or the best answers to items that are shown."""
    shown = (
        evaluation.items[name] for name in items if evaluation.items[name].state is not State.HIDDEN and evaluation.items[name].item.scores
    )
    return {value.item.id: ends[side] for value in shown if (ends := extremes(value.item, value.hidden_choices))}
