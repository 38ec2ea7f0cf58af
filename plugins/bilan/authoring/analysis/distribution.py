# Distribution of a score's numbers over random answers: counts by number and by level, and what lies in the middle.

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from bilan.engine import Checklist, Evaluation, Score, Unit, outcome_of, shown_number

BINS = 10


@dataclass(frozen=True)
class Distribution:
    """The numbers of one score. `counts` are those of BINS equal parts of the range from `low` to `high`.

    `bands` counts by level; `nothing` are the answers of which no number came. The median and the tenths are None if all are.
    """

    score: Score
    low: Fraction
    high: Fraction
    counts: tuple[int, ...]
    bands: tuple[tuple[str, int], ...]
    nothing: int
    tenth: Fraction | None
    median: Fraction | None
    nine_tenths: Fraction | None


@dataclass
class Draws:
    """What is kept of each set of answers that was drawn: the numbers and levels of the scores, and the outcomes."""

    checklist: Checklist
    numbers: dict[str, list[Fraction | None]] = field(default_factory=dict)
    levels: Counter[str | None] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)

    def add(self, evaluation: Evaluation) -> None:
        """Count one more set."""
        for score in self.checklist.scores:
            value = evaluation.scores[score.id].value
            self.numbers.setdefault(score.id, []).append(None if value is None else shown_number(score, value, score.unit))
            self.levels[evaluation.band(score.id)] += 1
        outcome = outcome_of(evaluation)
        if outcome:
            self.ended[outcome.id] += 1

    def outcomes(self) -> tuple[tuple[str, int], ...]:
        """How often each outcome was chosen."""
        return tuple((outcome.id, self.ended[outcome.id]) for outcome in self.checklist.outcomes)

    def distribution(self, score: Score, most: Fraction | None) -> Distribution:
        """What a score came to. `most` is the greatest number that the picture should have room for, if there is one."""
        values = sorted(number for number in self.numbers[score.id] if number is not None)
        usual = Fraction(100) if score.unit is Unit.PERCENT else most or Fraction(1)
        low = Fraction(min(0, floor(values[0]))) if values else Fraction(0)
        high = max(usual, Fraction(ceil(values[-1])), low + 1) if values else usual
        counts = [0] * BINS
        for value in values:
            counts[min(int((value - low) * BINS / (high - low)), BINS - 1)] += 1
        bands = tuple((band.id, self.levels[band.id]) for band in score.bands)
        middle = [values[(len(values) - 1) * tenths // 10] if values else None for tenths in (1, 5, 9)]
        return Distribution(score, low, high, tuple(counts), bands, len(self.numbers[score.id]) - len(values), *middle)
