# The analysis of one checklist: what was drawn, tried and proved, put together.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bilan.authoring.analysis.distribution import Distribution, Draws
from bilan.authoring.analysis.drops import Drop, Search
from bilan.authoring.analysis.effects import LevelSearch, Steady, idle_items
from bilan.authoring.analysis.limits import Surveyor
from bilan.authoring.analysis.reach import Explorer, Reached
from bilan.authoring.analysis.sampling import Sampler
from bilan.authoring.analysis.sightings import Sightings
from bilan.authoring.analysis.subject import Subject
from bilan.authoring.analysis.sums import parts_of
from bilan.engine import Checklist, Evaluation, Range, Score

SAMPLES = 1000
SEED = 1

# Whole sets of answers that are all tried where there are no more, and the steps of work that this may take.
MOST_EVERYTHING = 1_000
MOST_STEPS = 30_000

# Sets of answers that are kept to change one answer at a time in them.
KEPT = 300


@dataclass(frozen=True)
class Effort:
    """How much may be tried: random sets of answers, steps that are done anew for what one other answer does, and steps of proofs."""

    samples: int = SAMPLES
    steps: int = 160_000
    proofs: int = 800_000


@dataclass(frozen=True)
class Attainable:
    """What the number of a score can come to.

    `found` is what was met, `limits` what it certainly stays within; where the two meet, the end is exact. `nominal` is the sum of
    what all items could earn, shown or not; None if the score is no sum of points. `bent` tells that the author declares modifiers,
    stated maxima or negative weights on the way, so that all points need not mean 100 %.
    """

    score: Score
    found: Range | None
    limits: Range | None
    points: Range | None
    nominal: Fraction | None
    bent: bool

    def is_exact(self, end: int) -> bool:
        """Whether an end (0 the least, 1 the greatest) is known exactly."""
        return self.found is not None and self.limits is not None and self.found[end] == self.limits[end]


@dataclass(frozen=True)
class Study:
    """Everything that an analysis found. `tries` are the sets of answers that were worked out; `everything` tells that these are all.

    `idle` items certainly do nothing, `steady` ones changed no level in any try.
    """

    checklist: Checklist
    samples: int
    tries: int
    everything: bool
    attainable: tuple[Attainable, ...]
    distributions: tuple[Distribution, ...]
    outcomes: tuple[tuple[str, int], ...]
    reached: Reached
    idle: tuple[str, ...]
    steady: Steady
    drops: tuple[Drop, ...]


def study(checklist: Checklist, effort: Effort = Effort(), seed: int = SEED) -> Study:
    """Analyse a checklist; the same arguments give the same study.

    Args:
        checklist: the rules.
        effort: how much may be tried, at least one sample.
        seed: of chance.
    """
    subject = Subject(checklist)
    sampler = Sampler(subject, seed)
    seen = Sightings(checklist)
    everything = _everything(subject)
    draws = Draws(checklist)
    contexts = [subject.work_out(subject.whole, subject.all_at(side), sampler.readings()) for side in (1, 0)]
    for number in range(effort.samples):
        fresh = [sampler.draw(), *([] if number % 4 else [sampler.draw_some()])]
        draws.add(fresh[0])
        for found in fresh:
            seen.look(found)
        contexts += fresh if len(contexts) < KEPT else []
    contexts = everything or contexts
    for found in contexts:
        seen.look(found)
    steady = LevelSearch(subject, seen).run(contexts, bool(everything), effort.steps)
    drops = Search(subject).run(_without_readings(subject, contexts), bool(everything), effort.steps // 6)
    surveyor = Surveyor(subject, effort.proofs)
    for score in checklist.scores:
        for hint in surveyor.limits(score.id).hints:
            seen.look(subject.work_out(subject.whole, hint, sampler.readings()))
    reached = Explorer(subject, surveyor, seen, bool(everything), effort.proofs // 2).explore()
    attainable = tuple(_attainable(subject, surveyor, seen, score, bool(everything)) for score in checklist.scores)
    return Study(
        checklist,
        effort.samples,
        seen.looks,
        bool(everything),
        attainable,
        tuple(draws.distribution(a.score, a.points[1] if a.points else None) for a in attainable),
        draws.outcomes(),
        reached,
        idle_items(subject),
        steady,
        drops,
    )


def _without_readings(subject: Subject, contexts: list[Evaluation]) -> Iterator[Evaluation]:
    """The same answers where nothing is known of other checklists, so that anyone can give them to `bilan score`."""
    for found in contexts:
        yield subject.work_out(subject.whole, found.answers.by_item) if subject.checklist.readings else found


def _everything(subject: Subject) -> list[Evaluation]:
    """Every set of answers that makes a difference; none if there are too many."""
    count = subject.combinations(subject.whole)
    if count is None or count > MOST_EVERYTHING or count * len(subject.whole.steps) > MOST_STEPS:
        return []
    return [subject.work_out(subject.whole, given) for given in subject.every(subject.whole)]


def _attainable(subject: Subject, surveyor: Surveyor, seen: Sightings, score: Score, everything: bool) -> Attainable:
    found = seen.extents.get(score.id)
    limits = surveyor.limits(score.id)
    parts = None if score.by_scorer else parts_of(subject, score.id)
    nominal = None
    if score.out_of is not None:
        nominal = score.out_of
    elif parts is not None:
        items = subject.checklist.by_item
        nominal = sum(
            (share.points * items[i].full(items[i].choices) for i, shares in parts.shares.items() for share in shares), Fraction(0)
        )
    return Attainable(score, found, found if everything else limits.value, limits.ends.points, nominal, subject.is_bent(score))
