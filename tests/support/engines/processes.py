# A program with all that it started, and their end at one blow, as when the power goes.

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.support.polling import poll

GONE_S = 10


def start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a program quietly."""
    return subprocess.Popen(
        command, env={**os.environ, **environment}, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def kill(program: subprocess.Popen[bytes]) -> None:
    """SIGKILL for a program and everything that it started, and wait until nothing of it runs."""
    members = [program.pid, *_descendants(program.pid)]
    # First stopped, so that none can see the end of another and tidy up.
    for number in (signal.SIGSTOP, signal.SIGKILL):
        for pid in members:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue
    program.wait(GONE_S)
    poll(lambda: not any(_runs(pid) for pid in members), GONE_S)


def _descendants(pid: int) -> list[int]:
    """All processes below this one."""
    parents = {int(folder.name): _parent(folder) for folder in Path("/proc").iterdir() if folder.name.isdigit()}
    found = [pid]
    for known in found:
        found += [child for child, parent in parents.items() if parent == known]
    return found[1:]


def _parent(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
