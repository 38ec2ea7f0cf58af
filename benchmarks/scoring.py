# Time of one score on CPython, JSON to JSON, and of its explanation and lift.

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial

from bilan.engine import explain_json, lift_json, score_json

from benchmarks.rows import Row, timed
from benchmarks.samples import scoring_pair

SIZES = (10, 100, 1000)
EXPLAINED = 100


def measure() -> Iterator[Row]:
    """One row a size, and two more for the size at which what is told is measured."""
    with tempfile.TemporaryDirectory() as folder:
        for items in SIZES:
            work = partial(score_json, *scoring_pair(folder, items))
            work()
            row = Row(f"score of {items} items, CPython, processor time", timed(work, 40), tail=True)
            yield row
            if items == EXPLAINED:
                for name, tell in (("explanation", explain_json), ("lift", lift_json)):
                    runs = timed(partial(tell, *scoring_pair(folder, items)), 40)
                    yield Row(f"{name} of {items} items, CPython, processor time", runs, "score", row.median, tail=True)
