# `make model`: many runs in one browser, and what they find.

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.model.runs import Failure, runner
from tests.model.sites import build_sites
from tests.model.steps import Plan, plan
from tests.support.engines import ENGINES, missing


def main() -> int:
    """Run, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.model", description="Drive the real page by chance and look for lost answers.")
    parser.add_argument("--browser", choices=[*ENGINES], default="chromium")
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, help="of the first run; the others follow it")
    parser.add_argument("--replay", type=Path, help="a file with the steps of a run, as they are printed")
    parser.add_argument("--keep-going", action="store_true", help="do not stop at the first failure, and do not shorten")
    options = parser.parse_args()
    if missing(options.browser):
        sys.exit(missing(options.browser))
    seed = random.randrange(10**6) if options.seed is None else options.seed
    plans: dict[str, Plan] = {f"seed {number}": plan(number) for number in range(seed, seed + options.runs)}
    if options.replay:
        plans = {str(options.replay): Plan.read(options.replay.read_text("utf-8"))}
    # Also then no browser is left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    failures, start = 0, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bilan-model-", ignore_cleanup_errors=True) as folder:
        sites = build_sites(Path(folder) / "sites")
        with runner(options.browser, sites, Path(folder)) as running:
            for number, (name, steps) in enumerate(plans.items(), 1):
                failure = running.run(steps)
                if failure:
                    failures += 1
                    _tell(options.browser, name, failure)
                    if not options.keep_going:
                        if not options.replay:
                            print("Looking for fewer steps ...", flush=True)
                            _tell(options.browser, f"{name}, shortened", running.shorten(failure))
                        break
                if number % 50 == 0:
                    print(f"{number} runs, {failures} failures, {time.monotonic() - start:.0f} s", flush=True)
    print(f"{options.browser}, from seed {seed}: {number} runs, {failures} failures, {time.monotonic() - start:.0f} s")
    return 1 if failures else 0


def _tell(browser: str, name: str, failure: Failure) -> None:
    print(f"\n{browser}, {name}: {failure}\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
