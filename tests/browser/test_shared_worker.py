# One Python for all pages of a visit, also where each page is loaded anew, and a Python of its own for a page that needs one.

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import FIRST_SCORE_MS, Visit
from tests.support.server import StaticServer

WASM = "pyodide.asm.wasm"


@pytest.fixture
def uncached(site: Path) -> Iterator[StaticServer]:
    """A server of the site whose runtime no browser may keep: each start of Python is a request."""
    with StaticServer(site, "/sub/") as server:
        server.faults.append(lambda path: _unkept(site / path) if path.endswith(WASM) else None)
        yield server


def _unkept(file: Path) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "application/wasm", "Cache-Control": "no-store"}, file.read_bytes()


def _starts(server: StaticServer) -> int:
    return sum(path.endswith(WASM) for path in server.requests)


def _score(visit: Visit, path: str) -> None:
    visit.goto(path)
    visit.page.locator("fieldset input[type=radio]").first.check()
    visit.wait_for_score()


def _own_workers(visit: Visit) -> int:
    return sum(worker.url.endswith("/worker.js") for worker in visit.page.workers)


def test_the_next_page_of_a_visit_finds_python_running(open_visit: OpenVisit, uncached: StaticServer) -> None:
    visit = open_visit(uncached.url)
    for path in ("checklists/learn/", "checklists/delegation-reflexes/", "en/checklists/learn/"):
        _score(visit, path)
    assert _own_workers(visit) == 0
    assert _starts(uncached) == 1


def test_a_shared_worker_that_never_comes_is_not_waited_for(open_visit: OpenVisit, uncached: StaticServer) -> None:
    over = threading.Event()

    def hold(path: str) -> None:
        if path.endswith("/worker.js") and sum(asked.endswith("/worker.js") for asked in uncached.requests) == 1:
            over.wait(60)

    uncached.faults.append(hold)
    visit = open_visit(uncached.url)
    _score(visit, "checklists/learn/")
    assert _own_workers(visit) == 1
    assert [name for name, _ in visit.page.evaluate("() => window.bilanEvents")] == ["bilan:scored"]
    over.set()


def test_two_tabs_share_a_start(open_visit: OpenVisit, uncached: StaticServer) -> None:
    visit = open_visit(uncached.url)
    visit.goto("checklists/learn/")
    visit.page.locator("fieldset input[type=radio]").first.check()
    with visit.context.expect_page() as opened:
        visit.page.evaluate("() => void open('.')")
    opened.value.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=FIRST_SCORE_MS)
    visit.wait_for_score()
    assert _starts(uncached) == 1


def test_a_browser_that_shares_no_workers_scores_as_well(open_visit: OpenVisit, uncached: StaticServer) -> None:
    visit = open_visit(uncached.url)
    visit.page.add_init_script("delete window.SharedWorker")
    _score(visit, "checklists/learn/")
    _score(visit, "checklists/delegation-reflexes/")
    assert _own_workers(visit) == 1
    assert _starts(uncached) == 2


def test_a_scorer_without_end_costs_only_its_own_scores(features: OpenVisit) -> None:
    visit = features().goto("checklists/endless/")
    visit.score_after(lambda: visit.answer("ticked", "yes"))
    assert _own_workers(visit) == 1
    result = visit.score_after(lambda: visit.answer("words", "a" * 40))
    assert result["scorer"]["code"] == "scorer-timeout"
    assert [score["percent"] for score in result["scores"]] == [100, None]
