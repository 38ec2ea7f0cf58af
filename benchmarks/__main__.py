# `make bench`: measures on this machine, prints a table, and writes benchmarks/results/bench.json and docs/measured.svg. Machines are
# noisy: read the ratios, which compare things measured in the same run, in turns.

from __future__ import annotations

import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import answering, building, scoring, visiting
from benchmarks.picture import draw
from benchmarks.rows import Row

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PARTS = {"scoring": scoring.measure, "visiting": visiting.measure, "answering": answering.measure, "building": building.measure}


def main(names: list[str]) -> None:
    """Run the parts that are named, or all, and report."""
    rows: list[Row] = []
    print(f"{'':64} {'median':>8} {'min':>8} {'max':>8}")
    load = [os.getloadavg()[1]]
    for name in names or PARTS:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        for row in PARTS[name]():
            print(row, flush=True)
            rows.append(row)
        load.append(os.getloadavg()[1])
    machine = {"processor": _processor(), "cores": os.cpu_count(), "python": platform.python_version(), "load": [round(n, 1) for n in load]}
    at = datetime.now(UTC)
    RESULTS.mkdir(exist_ok=True)
    report = {"at": at.isoformat(timespec="seconds"), "machine": machine, "rows": [row.to_dict() for row in rows]}
    (RESULTS / "bench.json").write_text(json.dumps(report, indent=2) + "\n")
    if not names:
        caption = f"make bench, {at:%Y-%m-%d}, {os.cpu_count()} cores, load {min(load):.0f} to {max(load):.0f}; medians, shorter is better"
        (ROOT / "docs" / "measured.svg").write_text(draw(rows, caption), "utf-8")


def _processor() -> str:
    """The name of the processor; Python knows only its kind."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


main(sys.argv[1:])
