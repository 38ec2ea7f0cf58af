# What an answer can do: nothing at all, or never change a level.

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from bilan.authoring.analysis.domains import UNANSWERED
from bilan.authoring.analysis.drops import Drops, Search
from bilan.authoring.analysis.sampling import Sampler
from bilan.authoring.analysis.sightings import Sightings
from bilan.authoring.analysis.subject import Given, Subject
from bilan.engine import Evaluation, Item, Kind
from bilan.engine.evaluation import passes
from bilan.engine.model import Band, Score
from bilan.engine.plan import Step, steps_read

# Random sets of answers, beside all best and all worst, in which each answer of an item is tried; ways between these two on which
# the changes of the levels are looked for; and sets of answers that are worked out anew, where not all are listed.
_CONTEXTS = 6
_WAYS = 2
MOST_REVISIONS = 4_000


@dataclass(frozen=True)
class Effects:
    """`idle` items certainly change nothing; `steady` ones changed no level in any try, each in so many sets of answers as `tried`."""

    idle: tuple[str, ...]
    steady: tuple[str, ...]
    tried: int
    drops: Drops


class Experiment:
    """Tries the answers of each item in some sets of answers to all others; in `everything`, if there are few enough to list."""

    def __init__(self, subject: Subject, sampler: Sampler, seen: Sightings, everything: list[Evaluation]) -> None:
        self._subject = subject
        self._sampler = sampler
        self._seen = seen
        self._everything = everything

    def run(self) -> Effects:
        """Everything that answers can do, as far as it was tried."""
        idle = tuple(self._idle())
        contexts = self._everything or list(self._contexts())
        drops = Search(self._subject).run(contexts, bool(self._everything))
        steady, tried = self._steady(idle, contexts)
        return Effects(idle, steady, tried, drops)

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

    def _steady(self, idle: Iterable[str], contexts: list[Evaluation]) -> tuple[tuple[str, ...], int]:
        """Items that no try saw change the level of a score, and in how many sets of answers each was tried."""
        levelled = [score for score in self._subject.checklist.scores if score.bands]
        counted = set(self._subject.cone([("band", score.id) for score in levelled]).items) - set(idle)
        steady = [item for item in self._subject.checklist.items if item.scores and item.id in counted]
        near = self._everything or [*self._thresholds(levelled), *contexts]
        left = MOST_REVISIONS
        tried = 0
        for context in near if steady else ():
            steady = [item for item in steady if not self._changes(item, context, levelled)]
            tried += 1
            left -= 3 * len(steady)
            if left < 0 and not self._everything:
                break
        return tuple(item.id for item in steady), tried

    def _changes(self, item: Item, context: Evaluation, levelled: list[Score]) -> bool:
        answers = self._subject.domain(item.id).answers
        if self._everything:
            if context.answers.by_item[item.id] != answers[0]:
                return False
        else:
            answers = (UNANSWERED, *self._subject.extremes[item.id])
        for answer in answers:
            found = self._subject.revise(context, {item.id: answer})
            if any(found.band(score.id) != context.band(score.id) for score in levelled):
                return True
        return False

    def _thresholds(self, levelled: list[Score]) -> Iterator[Evaluation]:
        """Answers just before and just after a level changes, on the way from all the worst to all the best."""
        for way in self._sampler.mixtures(_WAYS):
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
