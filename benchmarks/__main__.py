# `make bench`: measures on this machine, prints a table and writes benchmarks/results/bench.json. Machines are noisy: read the
# ratios, which compare two things measured in the same run.

from __future__ import annotations

import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import answering, building, scoring, visiting
from benchmarks.rows import Row

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Run every benchmark and report."""
    rows: list[Row] = []
    for title, measure in (
        ("scoring", scoring.measure),
        ("building", building.measure),
        ("visiting", visiting.measure),
        ("answering", answering.measure),
    ):
        print(f"measuring {title} ...", file=sys.stderr, flush=True)
        rows += measure()
    print(f"{'':52} {'median':>10} {'min':>10} {'max':>10}   ratio")
    for row in rows:
        print(row, flush=True)
    machine = {"processor": platform.processor() or platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()}
    RESULTS.mkdir(exist_ok=True)
    report = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine, "rows": [row.to_dict() for row in rows]}
    (RESULTS / "bench.json").write_text(json.dumps(report, indent=2) + "\n")


main()
