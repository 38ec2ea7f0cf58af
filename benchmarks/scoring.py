# How long one score takes on CPython, JSON to JSON.

from __future__ import annotations

import tempfile
from functools import partial

from bilan.engine import score_json

from benchmarks.rows import Row, timed
from benchmarks.samples import scoring_pair

SIZES = (10, 100, 1000)


def measure() -> list[Row]:
    """One row a size."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for items in SIZES:
            work = partial(score_json, *scoring_pair(folder, items))
            work()
            rows.append(Row(f"score of {items} items, CPython", timed(work, 20)))
    return rows
