# Waiting times of a reader: the first score of a first visit, of a second one, of the next page, and of a visit without a network, beside
# other ways to run the same engine in the page, on three networks. And what it costs them: bytes, and memory.

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from benchmarks.browser import memory_of, visit
from benchmarks.latency import measure_answers
from benchmarks.network import NETWORKS, Host, hosted
from benchmarks.rows import RUNS, Row
from benchmarks.site import make_site, page_of

# From the press of the mouse, with which the page's scripts start.
_WATCH = """() => { window.scored = new Promise((resolve, reject) => {
  let start;
  document.addEventListener("pointerdown", () => { start = performance.now(); }, { once: true, capture: true });
  document.addEventListener("bilan:scored", () => resolve(performance.now() - start), { once: true });
  document.addEventListener("bilan:failed", (event) => reject(new Error(JSON.stringify(event.detail))), { once: true }); }); }"""

# Waits for what the next visit starts from: the image of Python's memory, its files and, where `whole`, all of the site.
_KEPT = """async (whole) => {
  const isKept = async () => {
    const urls = [];
    for (const name of await caches.keys())
      if (name.startsWith("bilan-")) urls.push(...(await (await caches.open(name)).keys()).map(({ url }) => decodeURIComponent(url)));
    return ["/image", "/pyodide.asm.wasm", ...(whole ? [":whole"] : [])].every((end) => urls.some((url) => url.endsWith(end)));
  };
  while (!(await isKept())) await new Promise((resolve) => setTimeout(resolve, 100)); }"""


@dataclass(frozen=True)
class Way:
    """One way to a score: the pages of a visit. Those that are not measured `everywhere` are so on the fastest network alone."""

    name: str
    pages: tuple[str, str]
    everywhere: bool = True


OURS = Way("Bilan", (page_of("c30"), page_of("next")))
STOCK = Way("Pyodide 314", ("stock/", "stock/"))
WAYS = (
    STOCK,
    Way("Pyodide 0.29", ("older/", "older/"), everywhere=False),
    Way("PyScript", ("pyscript/", "pyscript/"), everywhere=False),
    Way("SurveyJS (JavaScript)", ("survey/", "survey/"), everywhere=False),
    OURS,
)


@dataclass
class _Found:
    """What the visits of one way took."""

    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    following: list[float] = field(default_factory=list)
    offline: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    sent_again: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def measure() -> Iterator[Row]:
    """All visits on all networks, and what an answer takes once everything is warm."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_site(folder / "www")
        with hosted(folder / "www") as host, sync_playwright() as playwright:
            for network in NETWORKS:
                host.network = network
                ways = [way for way in WAYS if way.everywhere or network is NETWORKS[0]]
                found = {way.name: _Found() for way in ways}
                # In turns, so that a busy minute falls on all.
                for run in range(RUNS):
                    for way in ways:
                        print(f"  {network.name}, run {run + 1} of {RUNS}: {way.name}", file=sys.stderr, flush=True)
                        _visit_twice(playwright, host, way, folder / f"{network.name[:3]}-{way.name[:9]}-{run}", found[way.name])
                yield from _rows(found, network.name, everything=network is NETWORKS[0])
            host.network = NETWORKS[0]
            with visit(playwright, folder / "answers") as page:
                yield from measure_answers(page, host.url)


def _visit_twice(playwright: Playwright, host: Host, way: Way, profile: Path, found: _Found) -> None:
    with visit(playwright, profile) as page:
        _open(page, host, way, way.pages[0])
        before, sent = memory_of(profile), host.sent
        found.first.append(_score(page, way))
        found.sent.append((host.sent - sent) / 1000)
        found.memory.append(memory_of(profile) - before)
        _open(page, host, way, way.pages[1])
        found.following.append(_score(page, way))
        if way is OURS:
            # The reader stays until all is kept, and a moment for the browser to note it down.
            page.evaluate(_KEPT, not host.network.rate)
            time.sleep(1)
    with visit(playwright, profile) as page:
        _open(page, host, way, way.pages[0])
        sent = host.sent
        found.second.append(_score(page, way))
        found.sent_again.append((host.sent - sent) / 1000)
    # Nothing that is kept comes over the line, so one will do.
    if way is OURS and not host.network.rate:
        host.reachable = False
        try:
            with visit(playwright, profile) as page:
                _open(page, host, way, way.pages[0])
                found.offline.append(_score(page, way))
        finally:
            host.reachable = True


def _open(page: Page, host: Host, way: Way, address: str) -> None:
    page.goto(host.url + address)
    if way is not OURS:
        page.wait_for_function("() => window.score !== undefined")


def _score(page: Page, way: Way) -> float:
    """Milliseconds from the intention to the score."""
    if way is OURS:
        page.evaluate(_WATCH)
        page.locator("fieldset[data-item] label").first.click()
    found: float = page.evaluate("() => window.scored" if way is OURS else "() => score()")
    # A page that finds answers would score them on its own.
    page.evaluate("() => localStorage.clear()")
    return found


def _rows(found: dict[str, _Found], network: str, *, everything: bool) -> list[Row]:
    kinds: list[tuple[str, str, Callable[[_Found], list[float]]]] = [
        ("first score of a first visit", "ms", lambda runs: runs.first),
        ("first score of a second visit", "ms", lambda runs: runs.second),
        ("first score on the next page", "ms", lambda runs: runs.following),
    ]
    if everything:
        kinds += [
            ("sent for the first score of a first visit", "kB", lambda runs: runs.sent),
            ("sent for the first score of a second visit", "kB", lambda runs: runs.sent_again),
            ("memory that the first score adds to page and worker", "MB", lambda runs: runs.memory),
        ]
    rows = []
    for what, unit, of in kinds:
        stock = Row(f"{what}, {network}: {STOCK.name}", of(found[STOCK.name]), unit=unit)
        rows.append(stock)
        for name, runs in found.items():
            if name != STOCK.name:
                rows.append(Row(f"{what}, {network}: {name}", of(runs), STOCK.name, stock.median, unit))
    if everything:
        # Nothing else scores then; the second visit of stock Pyodide is the nearest to compare with.
        title, online = "first score of a visit without a network", f"{STOCK.name}, online"
        stock = Row(f"{title}: {online}", found[STOCK.name].second)
        rows += [stock, Row(f"{title}: {OURS.name}", found[OURS.name].offline, online, stock.median)]
    return rows
