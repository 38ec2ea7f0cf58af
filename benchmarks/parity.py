# `make parity`: random checklists and answers, scored by every Python of this machine and by Pyodide under Node; each must give
# the same bytes. The tests run a few hundred of them, this as many as are asked for: python -m benchmarks.parity 100000

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from bilan.site.runtime import engine_archive

from tests.support.project import ROOT, RUNTIME
from tests.support.random_pairs import random_pairs

CHUNK = 10_000
SCRIPT = ROOT / "tests" / "support" / "pyodide_node.mjs"

# Reads lines of [checklist, answers], writes a digest of each result; needs nothing but the engine.
_SCORE_LINES = """
import json, sys
from hashlib import sha256
from bilan.engine import score_json
for line in sys.stdin:
    print(sha256(score_json(*json.loads(line)).encode()).hexdigest())
"""


def main(count: int) -> int:
    """Compare `count` pairs. Returns how many differ anywhere."""
    pythons = dict(_pythons())
    print(f"{count:,} pairs on {', '.join([*pythons, 'Pyodide'])}", flush=True)
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "engine.zip")
        archive.write_bytes(engine_archive())
        for seed, start in enumerate(range(0, count, CHUNK)):
            pairs = random_pairs(min(CHUNK, count - start), seed)
            lines = "".join(json.dumps(pair) + "\n" for pair in pairs)
            found = {version: _digests(path, lines) for version, path in pythons.items()}
            found["Pyodide"] = _digests_of_pyodide(archive, lines)
            for number, digests in enumerate(zip(*found.values(), strict=True)):
                if len(set(digests)) > 1:
                    different += 1
                    print(f"pair {number} of seed {seed} differs: {dict(zip(found, digests, strict=True))}")
            print(f"{start + len(pairs):,} pairs, {different} differ", flush=True)
    return different


def _pythons() -> Iterator[tuple[str, str]]:
    """One Python of each supported version that is there, by version."""
    found = subprocess.run([ROOT / "scripts" / "find-python", "--all"], capture_output=True, text=True, check=True)
    for path in found.stdout.splitlines():
        asked = [path, "-c", "import sys; print('.'.join(map(str, sys.version_info[:2])))"]
        yield subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip(), path


def _digests(python: str, lines: str) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    command = [python, "-S", "-c", _SCORE_LINES]
    done = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", env=environment, check=True)
    return done.stdout.split()


def _digests_of_pyodide(archive: Path, lines: str) -> list[str]:
    command = ["node", str(SCRIPT), str(RUNTIME), str(archive)]
    done = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", check=True)
    results = [json.loads(line[2:]) for line in done.stdout.splitlines() if line.startswith("= ")][1:]
    return [sha256(str(result).encode()).hexdigest() for result in results]


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000) else 0)
