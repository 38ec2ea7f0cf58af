# What an answer can do: nothing at all, never change a level, or lower a score though it earns its own item more.

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from bilan.authoring.analysis.domains import UNANSWERED
from bilan.authoring.analysis.sampling import Sampler
from bilan.authoring.analysis.sightings import Sightings
from bilan.authoring.analysis.subject import Given, Subject
from bilan.engine import Answer, Evaluation, Item, Kind, State
from bilan.engine.evaluation import passes, shown_number
from bilan.engine.model import Band, Score
from bilan.engine.plan import Step, steps_read

# Random sets of answers, beside all best and all worst, in which each answer of an item is tried.
_CONTEXTS = 6
_MIXTURES = 4


@dataclass(frozen=True)
class Drop:
    """A better answer that lowers a score: `worse` and `better` are answers of `item` in the same answers of all else.

    `follow_up` tells that it takes bad answers to what the better answer brings into view. `before` and `after` are the evaluations.
    """

    item: str
    score: Score
    worse: Answer
    better: Answer
    before: Evaluation
    after: Evaluation
    follow_up: bool


@dataclass(frozen=True)
class Effects:
    """`idle` items certainly change nothing; `steady` ones changed no level in any try; `checked` ones were tried for drops."""

    idle: tuple[str, ...]
    steady: tuple[str, ...]
    drops: tuple[Drop, ...]
    checked: tuple[str, ...]


class Experiment:
    """Tries the answers of each item in some sets of answers to all others; in `everything`, if there are few enough to list."""

    def __init__(self, subject: Subject, sampler: Sampler, seen: Sightings, everything: list[Evaluation]) -> None:
        self._subject = subject
        self._sampler = sampler
        self._seen = seen
        self._everything = everything

    def run(self) -> Effects:
        """Everything that answers can do, as far as it was tried."""
        checklist = self._subject.checklist
        idle = tuple(self._idle())
        contexts = self._everything or list(self._contexts())
        drops: list[Drop] = []
        checked: list[str] = []
        for item in checklist.items:
            scores = self._lowerable(item) if item.scores else []
            if scores:
                checked.append(item.id)
                drops += self._drops(item, scores, contexts)
        return Effects(idle, tuple(self._steady(idle, contexts)), tuple(drops), tuple(checked))

    def _idle(self) -> Iterator[str]:
        """Items that nothing follows from but their own points, and those of sections and groups that no score takes."""
        checklist = self._subject.checklist
        top: list[Step] = [("band", score.id) for score in checklist.scores]
        top += steps_read(checklist, self._subject.conditions)
        top += [("scorer", "")] if checklist.scorer else []
        counted = set(self._subject.cone(top).items)
        for item in checklist.items:
            worthless = item.scores and item.kind is Kind.CHECK and not item.points and item.id not in self._subject.read_items
            if item.scores and (item.id not in counted or worthless) and not item.has_action:
                yield item.id

    def _contexts(self) -> Iterator[Evaluation]:
        ends = self._subject.extremes
        for side in (1, 0):
            yield self._work_out({item: answers[side] for item, answers in ends.items()}, Fraction(side))
        for _ in range(_CONTEXTS):
            yield self._sampler.draw()

    def _work_out(self, given: Given, share: Fraction) -> Evaluation:
        found = self._subject.work_out(self._subject.whole, given, self._sampler.readings_at(share))
        self._seen.look(found)
        return found

    def _lowerable(self, item: Item) -> list[Score]:
        """The scores that count an item and that a better answer might lower against the author's word."""
        if item.id not in self._subject.read_items:
            return []
        plan = self._subject.plan
        found = []
        for score in self._subject.checklist.scores:
            cone = self._subject.cone([("score", score.id)])
            weights = [m.weight for kind, name in cone.steps if kind in ("tally", "score") for m in plan.aggregates[name].members]
            factors = [m.multiply for kind, name in cone.steps if kind == "score" for m in plan.scores[name].modifiers]
            declared = any(factor is not None and factor < 0 for factor in (*weights, *factors))
            if item.id in plan.members.get(score.id, ()) and not score.by_scorer and not declared:
                found.append(score)
        return found

    def _drops(self, item: Item, scores: list[Score], contexts: list[Evaluation]) -> Iterator[Drop]:
        found: dict[str, Drop] = {}
        for context in self._without(item, contexts):
            ways = [(answer, self._subject.revise(context, {item.id: answer})) for answer in self._tries(item)]
            rated = [(points, answer, way) for answer, way in ways if (points := way.items[item.id].earned) is not None]
            rated.sort(key=lambda entry: entry[0])
            for (points, worse, before), (more, better, after) in combinations(rated, 2):
                for score in scores if more > points else ():
                    if (score.id not in found or found[score.id].follow_up) and _lower(score, before, after):
                        found[score.id] = self._refined(Drop(item.id, score, worse, better, before, after, follow_up=True))
        yield from found.values()

    def _without(self, item: Item, contexts: list[Evaluation]) -> list[Evaluation]:
        """Of all sets of answers, one for each way to answer the other items."""
        first = self._subject.domain(item.id).answers[0]
        return [c for c in contexts if c.answers.by_item[item.id] == first] if self._everything else contexts

    def _refined(self, drop: Drop) -> Drop:
        """The same with the best answers to what only the better answer shows, if the score drops even so; and with few answers."""
        hidden = {name for name, value in drop.before.items.items() if value.state is State.HIDDEN and name != drop.item}
        favourable = self._subject.revise(drop.after, {name: self._subject.extremes[name][1] for name in hidden})
        follow_up = not _lower(drop.score, drop.before, favourable)
        after = drop.after if follow_up else favourable
        before = self._subject.revise(after, {drop.item: drop.worse})
        for name, answer in after.answers.by_item.items():
            if name != drop.item and name not in hidden and answer.state is not State.UNANSWERED:
                less = [self._subject.revise(found, {name: UNANSWERED}) for found in (before, after)]
                if _lower(drop.score, *less) and not _newly_hidden(less[0], hidden):
                    before, after = less
        return replace(drop, before=before, after=after, follow_up=follow_up)

    def _tries(self, item: Item) -> list[Answer]:
        values = list(self._subject.domain(item.id).values)
        return [UNANSWERED, *values] if item.kind is Kind.CHECK else values

    def _steady(self, idle: Iterable[str], contexts: list[Evaluation]) -> Iterator[str]:
        """Items that no try saw change the level of a score."""
        levelled = [score for score in self._subject.checklist.scores if score.bands]
        counted = set(self._subject.cone([("band", score.id) for score in levelled]).items) - set(idle)
        near = self._everything or [*contexts, *self._thresholds(levelled)]
        for item in self._subject.checklist.items:
            if (
                item.scores
                and item.id in counted
                and not any(self._changes(item, context, levelled) for context in self._without(item, near))
            ):
                yield item.id

    def _changes(self, item: Item, context: Evaluation, levelled: list[Score]) -> bool:
        for answer in self._subject.domain(item.id).answers:
            found = self._subject.revise(context, {item.id: answer})
            if any(found.band(score.id) != context.band(score.id) for score in levelled):
                return True
        return False

    def _thresholds(self, levelled: list[Score]) -> Iterator[Evaluation]:
        """Answers just before and just after a level changes, on the way from all the worst to all the best."""
        for way in self._sampler.mixtures(_MIXTURES):
            for score in levelled:
                for band in score.bands[1:]:
                    place = bisect_left(range(len(way)), True, key=lambda size: self._reaches(way, size, score, band))
                    yield from (self._mixed(way, size) for size in (place - 1, place) if 0 <= size < len(way))

    def _mixed(self, way: list[Given], size: int) -> Evaluation:
        worst = {item: ends[0] for item, ends in self._subject.extremes.items()}
        return self._work_out({**worst, **way[size]}, Fraction(size, len(way)))

    def _reaches(self, way: list[Given], size: int, score: Score, band: Band) -> bool:
        tally = self._mixed(way, size).scores[score.id].tally
        number = tally.in_unit(score.bands_in) if tally else None
        return number is not None and passes(score, number, band.threshold)


def _lower(score: Score, before: Evaluation, after: Evaluation) -> bool:
    """Whether the number that is shown, or the level, is lower after."""
    old, new = before.scores[score.id].value, after.scores[score.id].value
    if old is None or new is None:
        return False
    if shown_number(score, new, score.unit) < shown_number(score, old, score.unit):
        return True
    bands = [band.id for band in score.bands]
    levels = [bands.index(band) if (band := found.band(score.id)) else -1 for found in (before, after)]
    return levels[1] < levels[0]


def _newly_hidden(found: Evaluation, hidden: set[str]) -> bool:
    return any(value.state is State.HIDDEN and name not in hidden for name, value in found.items.items())
