# Offline copy of a site on the reader's device, and waiting for it.

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.browser import Visit

# What is kept of the site at `root`, by the paths below it, of the version that takes the requests.
_KEPT = """async (root) => {
  const kept = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(`bilan-offline:${encodeURIComponent(root)}:`)) continue;
    for (const { url } of await (await caches.open(name)).keys()) kept.push(decodeURIComponent(new URL(url).pathname.slice(root.length)));
  }
  return kept;
}"""
# The names of the worker's caches; another keeps an image of Python.
CACHES = "() => caches.keys().then((names) => names.filter((name) => !name.startsWith('bilan-python:')))"


def kept_of(visit: Visit) -> set[str]:
    """What is kept of the visited site: the paths below it, and `:whole` once nothing is missing."""
    return set(visit.page.evaluate(_KEPT, _root(visit)))


def _root(visit: Visit) -> str:
    path: str = visit.page.evaluate("(url) => new URL(url).pathname", visit.base)
    return path


def wait_until(visit: Visit, holds: Callable[[set[str]], bool]) -> None:
    """Wait until what is kept is as it should be."""
    if not visit.poll(lambda: holds(kept_of(visit)), 60, every=0.1):
        pytest.fail(f"not kept in 60 s; kept is {sorted(kept_of(visit))}")


def wait_for_files(visit: Visit, names: set[str]) -> None:
    """Wait until these files are kept."""
    if not visit.poll(lambda: names <= kept_of(visit), 60, every=0.1):
        pytest.fail(f"not kept in 60 s: {sorted(names - kept_of(visit))}")


def wait_until_whole(visit: Visit) -> None:
    """Wait until everything is kept that works without a network from the first visit on."""
    wait_until(visit, lambda kept: ":whole" in kept)


def wait_for_runtime(visit: Visit) -> None:
    """Wait until Python's files are kept."""
    wait_until(visit, lambda kept: sum("/pyodide-" in name for name in kept) >= 6)
