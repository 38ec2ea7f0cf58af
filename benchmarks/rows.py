# A row of the table: what was measured, how often, and against what.

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import process_time
from typing import Any

# BENCH_RUNS=1 tries the bench out; what is published has five or more.
RUNS = int(os.environ.get("BENCH_RUNS", "5"))


@dataclass(frozen=True)
class Row:
    """Some runs of one thing, and the median of its peer in the same run.

    `unit` is ms, kB (1,000 bytes sent) or MB (of memory). `tail` asks for the 95th percentile in place of the maximum.
    """

    name: str
    runs: Sequence[float]
    peer: str = ""
    peer_median: float | None = None
    unit: str = "ms"
    tail: bool = False

    @property
    def median(self) -> float:
        """The median of the runs."""
        return statistics.median(self.runs)

    @property
    def worst(self) -> float:
        """The 95th percentile if the row has a tail, else the maximum."""
        return sorted(self.runs)[int(0.95 * (len(self.runs) - 1))] if self.tail else max(self.runs)

    @property
    def ratio(self) -> float | None:
        """The median as a part of the peer's; None without one."""
        return None if not self.peer_median else self.median / self.peer_median

    def against(self, peer: Row, name: str) -> Row:
        """The same row beside a peer, which the table calls `name`."""
        return Row(self.name, self.runs, name, peer.median, self.unit, self.tail)

    def to_dict(self) -> dict[str, Any]:
        """The row for bench.json."""
        return {
            "name": self.name,
            "unit": self.unit,
            "runs": [round(run, 2) for run in self.runs],
            "median": round(self.median, 2),
            "min": round(min(self.runs), 2),
            "p95" if self.tail else "max": round(self.worst, 2),
            "peer": self.peer,
            "ratio": None if self.ratio is None else round(self.ratio, 3),
        }

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:7.3f} x {self.peer}"
        worst = f"{self.worst:8.1f}{' p95' if self.tail else '    '}"
        return f"{self.name:64} {self.median:8.1f} {min(self.runs):8.1f} {worst} {self.unit:2} {ratio}"


def timed(work: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of the processor for each of some runs; on a shared machine the clock says little."""
    found = []
    for _ in range(runs):
        start = process_time()
        work()
        found.append(1000 * (process_time() - start))
    return found
