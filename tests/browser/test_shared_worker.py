# One Python for all pages of a visit, also where each page is loaded anew, and a Python of its own for a page that needs one.

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Frame

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
    return sum(worker.url.endswith("/worker.js?own") for worker in visit.page.workers)


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
    visit.page.clock.install()
    visit.goto("checklists/learn/")
    with visit.page.expect_worker() as own:
        visit.page.locator("fieldset input[type=radio]").first.check()
        visit.page.clock.fast_forward(11_000)
    assert own.value.url.endswith("/worker.js?own")
    visit.wait_for_score()
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


def test_with_cookies_blocked_a_page_has_a_worker_of_its_own(open_unusual: OpenVisit, uncached: StaticServer) -> None:
    visit = open_unusual(uncached.url, default_content_setting_values={"cookies": 2})
    # The theme's own script does not expect that.
    visit.expect(r"SecurityError|Access is denied|Failed to read")
    visit.goto("checklists/learn/")
    refused = "() => new Promise((resolve) => (new SharedWorker('?').onerror = () => resolve(true)))"
    assert visit.page.evaluate(refused)
    visit.page.locator("fieldset input[type=radio]").first.check()
    visit.wait_for_score()
    assert _own_workers(visit) == 1


FRAME = """<!doctype html><title>Another site</title><iframe src="%schecklists/learn/" %s width="1000" height="800"></iframe>"""


def _framed(visit: Visit, folder: Path, site: StaticServer, attributes: str) -> Frame:
    """The checklist in a frame of another origin."""
    (folder / "index.html").write_text(FRAME % (site.url, attributes))
    with StaticServer(folder) as other:
        # A site of its own for browsers.
        visit.page.goto(other.url.replace("127.0.0.1", "localhost"))
        frame = visit.page.frames[1]
        frame.locator("bilan-checklist").wait_for()
    return frame


def test_in_a_frame_of_another_site_a_page_scores(open_unusual: OpenVisit, uncached: StaticServer, tmp_path: Path) -> None:
    visit = open_unusual(uncached.url, block_third_party_cookies=True, cookie_controls_mode=1)
    visit.expect(r"foreign request", r"SecurityError|Access is denied|Failed to read", r"favicon", r"404")
    frame = _framed(visit, tmp_path, uncached, "")
    frame.locator("fieldset input[type=radio]").first.check()
    frame.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=FIRST_SCORE_MS)
    assert _own_workers(visit) == 1


def test_where_no_worker_may_start_that_is_told_and_another_try_is_one(
    open_visit: OpenVisit, uncached: StaticServer, site: Path, tmp_path: Path
) -> None:
    def for_all(path: str) -> tuple[int, dict[str, str], bytes] | None:
        file = site / path / ("index.html" if path.endswith("/") else "")
        kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
        return (200, {"Content-Type": kind, "Access-Control-Allow-Origin": "*"}, file.read_bytes()) if file.is_file() else None

    # A frame without an origin of its own gets no script but from hosts that share with everyone.
    uncached.faults[:] = [for_all]
    visit = open_visit(uncached.url)
    visit.expect(
        r"foreign request", r"SecurityError|Access is denied|Failed to read", r"favicon", r"404", r"CORS|failed: |sandbox|manifest"
    )
    frame = _framed(visit, tmp_path, uncached, 'sandbox="allow-scripts"')
    frame.locator("fieldset input[type=radio]").first.check()
    failure = frame.locator("[data-bilan=failure]")
    for _ in range(3):
        failure.wait_for(state="visible")
        assert "ne permettent pas le calcul (SecurityError)" in failure.inner_text()
        # Nothing is kept there, and nothing says so.
        assert "restent conservées" not in failure.inner_text()
        seen = frame.evaluate("() => window.bilanEvents.length")
        failure.get_by_role("button", name="Réessayer").click()
        frame.wait_for_function("(seen) => window.bilanEvents.length > seen", arg=seen)


def test_a_start_that_failed_at_once_is_not_kept(open_visit: OpenVisit, uncached: StaticServer) -> None:
    visit = open_visit(uncached.url)
    visit.page.add_init_script("""
        const workers = [window.SharedWorker, window.Worker];
        window.SharedWorker = window.Worker = class { constructor() { throw new DOMException("", "SecurityError"); } };
        window.allow = () => ([window.SharedWorker, window.Worker] = workers);
    """)
    visit.goto("checklists/learn/")
    visit.page.locator("fieldset input[type=radio]").first.check()
    assert "(SecurityError)" in visit.wait_for_failure()
    visit.page.evaluate("() => void allow()")
    visit.page.get_by_role("button", name="Réessayer").click()
    visit.wait_for_score()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("checklists/learn/", "WebAssembly est désactivé dans ce navigateur"),
        ("en/checklists/learn/", "WebAssembly is turned off in this browser"),
    ],
    ids=["French", "English"],
)
def test_a_browser_without_webassembly_is_told_so_and_fetches_nothing_for_it(
    open_unusual: OpenVisit, uncached: StaticServer, path: str, text: str
) -> None:
    visit = open_unusual(uncached.url, "--js-flags=--jitless")
    visit.goto(path)
    assert visit.page.evaluate("() => typeof WebAssembly") == "undefined"
    visit.page.locator("fieldset input[type=radio]").first.check()
    shown = visit.wait_for_failure()
    assert text in shown
    assert [path for path in uncached.requests if "/pyodide-" in path or path.endswith("worker.js")] == []
    failure = visit.page.locator("[data-bilan=failure]")
    # Another try can't do better, a new load after another setting can.
    assert [button.get_attribute("data-bilan") for button in failure.get_by_role("button").all()] == ["renew"]
    answers = visit.answers()
    failure.get_by_role("button").click()
    visit.wait_for_failure()
    assert visit.answers() == answers != {}


def test_a_worker_without_webassembly_says_so(open_visit: OpenVisit, uncached: StaticServer, site: Path) -> None:
    def without(path: str) -> tuple[int, dict[str, str], bytes] | None:
        content = b"delete globalThis.WebAssembly;" + (site / path).read_bytes() if path.endswith("worker.js") else b""
        return (200, {"Content-Type": "text/javascript"}, content) if content else None

    uncached.faults.append(without)
    visit = open_visit(uncached.url)
    visit.goto("checklists/learn/")
    visit.page.locator("fieldset input[type=radio]").first.check()
    assert "WebAssembly est désactivé" in visit.wait_for_failure()


def test_a_scorer_without_end_costs_only_its_own_scores(cold_features: OpenVisit) -> None:
    visit = cold_features().goto("checklists/endless/")
    visit.score_after(lambda: visit.answer("ticked", "yes"))
    assert _own_workers(visit) == 1
    result = visit.score_after(lambda: visit.answer("words", "a" * 40))
    assert result["scorer"]["code"] == "scorer-timeout"
    assert [score["percent"] for score in result["scores"]] == [100, None]
