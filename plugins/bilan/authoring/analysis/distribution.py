# How the numbers of a score fall over random answers: counts by number and by level, and what lies in the middle.

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from bilan.engine import Evaluation
from bilan.engine.evaluation import shown_number
from bilan.engine.model import Score, Unit

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
    total: int
    tenth: Fraction | None
    median: Fraction | None
    nine_tenths: Fraction | None

    def share(self, count: int) -> Fraction:
        """A count as a percentage of all."""
        return Fraction(100 * count, self.total)


def distribution_of(score: Score, drawn: Iterable[Evaluation], most: Fraction | None) -> Distribution:
    """Count what a score came to. `most` is the greatest number that the picture should have room for, if there is one."""
    values: list[Fraction] = []
    bands = dict.fromkeys((band.id for band in score.bands), 0)
    nothing = total = 0
    for found in drawn:
        total += 1
        value, band = found.scores[score.id].value, found.band(score.id)
        if value is None:
            nothing += 1
        else:
            values.append(shown_number(score, value, score.unit))
        if band is not None:
            bands[band] += 1
    values.sort()
    usual = Fraction(100) if score.unit is Unit.PERCENT else most or Fraction(1)
    low = Fraction(min(0, floor(values[0]))) if values else Fraction(0)
    high = max(usual, Fraction(ceil(values[-1]))) if values else usual
    counts = [0] * BINS
    for value in values:
        counts[min(int((value - low) * BINS / (high - low)), BINS - 1)] += 1
    middle = [values[(len(values) - 1) * tenths // 10] if values else None for tenths in (1, 5, 9)]
    return Distribution(score, low, high, tuple(counts), tuple(bands.items()), nothing, total, *middle)
