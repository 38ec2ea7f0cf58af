# Real Chromium, with a profile that lives as long as it is wanted, and the memory that its pages and workers take.

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Playwright

from tests.support.browser import FLAGS

_LONGEST_MS = 300_000


@contextmanager
def visit(playwright: Playwright, profile: Path) -> Iterator[Page]:
    """A browser that is opened and closed, on the profile of one reader."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    context = playwright.chromium.launch_persistent_context(profile, executable_path=path, args=FLAGS, headless=True)
    context.set_default_timeout(_LONGEST_MS)
    try:
        yield context.new_page()
    finally:
        context.close()


def memory_of(profile: Path) -> float:
    """What all pages and workers of the browser with this profile hold in memory, in MB; what they share is divided among them."""
    parents: dict[int, int] = {}
    roots, renderers = set(), set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().decode(errors="replace")
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if "--type=renderer" in command:
            renderers.add(int(folder.name))
        elif str(profile) in command and "--type=" not in command:
            roots.add(int(folder.name))
    return sum(map(_proportional_mb, (pid for pid in renderers if roots.intersection(_ancestors(pid, parents)))))


def _ancestors(pid: int, parents: dict[int, int]) -> Iterator[int]:
    while pid := parents.get(pid, 0):
        yield pid


def _proportional_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000
