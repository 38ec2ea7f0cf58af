# A row of the table: what was measured, how often, and against what.

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any


@dataclass(frozen=True)
class Row:
    """Some runs of one thing, in milliseconds, and the median of its peer in the same run."""

    name: str
    runs: Sequence[float]
    peer: str = ""
    peer_median: float | None = None

    @property
    def median(self) -> float:
        """The median of the runs, in milliseconds."""
        return statistics.median(self.runs)

    def to_dict(self) -> dict[str, Any]:
        """The row for bench.json."""
        ratio = None if self.peer_median is None else round(self.median / self.peer_median, 3)
        return {
            "name": self.name,
            "runs_ms": [round(run, 2) for run in self.runs],
            "median_ms": round(self.median, 2),
            "peer": self.peer,
            "ratio": ratio,
        }

    def __str__(self) -> str:
        ratio = "" if self.peer_median is None else f"{self.median / self.peer_median:6.2f} x {self.peer}"
        return f"{self.name:52} {self.median:7.1f} ms {min(self.runs):7.1f} ms {max(self.runs):7.1f} ms {ratio}"


def timed(work: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each of some runs."""
    found = []
    for _ in range(runs):
        start = perf_counter()
        work()
        found.append(1000 * (perf_counter() - start))
    return found
