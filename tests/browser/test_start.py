# Start of Python, and what the page tells meanwhile: at a sign that the reader is about to answer, never on mere reading, and by
# bytes as they are once they are unpacked.

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import FIRST_SCORE_MS, Visit
from tests.support.server import StaticServer

PAGE = "checklists/learn/"

_RECORD = """() => { window.seen = []; window.texts = new Set();
  const [bar, text] = [document.querySelector(".bilan-loading progress"), document.querySelector("[data-bilan=loading-text]")];
  new MutationObserver(() => window.seen.push(bar.value)).observe(bar, { attributes: true });
  new MutationObserver(() => window.texts.add(text.textContent)).observe(text, { childList: true }); }"""


@pytest.fixture
def own_server(site: Path) -> Iterator[StaticServer]:
    """A server of the site for one test, so that its requests are those of the test."""
    with StaticServer(site, "/sub/") as server:
        yield server


def _started(visit: Visit, server: StaticServer) -> bool:
    """Whether the worker was asked for, once the browser has come to send what was asked for before."""
    visit.page.evaluate("async () => { for (let i = 0; i < 5; i++) await fetch(location.href, { cache: 'no-store' }); }")
    return any(path.endswith("/worker.js") for path in server.requests)


def test_the_mouse_over_the_page_starts_nothing_and_over_a_choice_it_does(open_visit: OpenVisit, own_server: StaticServer) -> None:
    visit = open_visit(own_server.url).goto(PAGE)
    question = visit.page.locator("fieldset[data-item]").first
    visit.page.get_by_role("heading", level=1).hover()
    question.locator("legend").hover()
    assert not _started(visit, own_server)
    question.locator("label").first.hover()
    assert _started(visit, own_server)


def test_python_does_not_wait_for_the_scripts_of_the_page(open_visit: OpenVisit, own_server: StaticServer) -> None:
    visit = open_visit(own_server.url)
    release = visit.hold("**/checklist-element.js")
    visit.page.goto(own_server.url + PAGE)
    visit.page.locator("fieldset[data-item] legend").first.hover()
    assert not _started(visit, own_server)
    visit.page.locator("fieldset[data-item] label").first.hover()
    assert any(_started(visit, own_server) for _ in range(50))
    assert any("/assets/bilan/checklists/learn." in path for path in own_server.requests)
    release()
    visit.page.wait_for_selector("bilan-checklist:defined")


def test_the_keyboard_in_the_form_starts_it(open_visit: OpenVisit, own_server: StaticServer) -> None:
    visit = open_visit(own_server.url).goto(PAGE)
    visit.page.locator("fieldset[data-item] input").first.focus()
    assert _started(visit, own_server)


def test_whoever_saves_data_pays_at_the_first_answer_only(open_visit: OpenVisit, own_server: StaticServer) -> None:
    visit = open_visit(own_server.url)
    visit.context.new_cdp_session(visit.page).send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    visit.goto(PAGE)
    assert visit.page.evaluate("() => navigator.connection.saveData") is True
    question = visit.page.locator("fieldset[data-item]").first
    question.locator("label").first.hover()
    question.locator("input").first.focus()
    assert not _started(visit, own_server)
    question.locator("input").first.check()
    visit.wait_for_score()


# Keeps the WebAssembly as the site does for offline, but for what `change` makes of its bytes.
_KEEP = """async ([address, change]) => {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const headers = { "content-type": "application/wasm" };
  await (await caches.open("kept")).put(address, new Response(eval(change)(bytes), { headers })); }"""


@pytest.mark.parametrize(
    ("change", "fetched"),
    # A section of no meaning: whoever compares digests would refuse it.
    [("(bytes) => new Blob([bytes, new Uint8Array([0, 2, 1, 120])])", 0), ("(bytes) => bytes.slice(0, 100_000)", 1)],
    ids=["whole", "cut"],
)
def test_what_is_kept_of_python_is_taken_from_there(
    open_visit: OpenVisit, own_server: StaticServer, site: Path, change: str, fetched: int
) -> None:
    (wasm,) = (f"{own_server.url}{path.relative_to(site).as_posix()}" for path in site.glob("assets/bilan/pyodide-*/pyodide.asm.wasm"))
    visit = open_visit(own_server.url).goto("")
    visit.page.evaluate(_KEEP, [wasm, change])
    before = len(own_server.requests)
    visit.goto(PAGE)
    visit.page.locator("fieldset[data-item] input").first.check()
    visit.wait_for_score()
    assert sum(path.endswith(".wasm") for path in own_server.requests[before:]) == fetched


@pytest.mark.parametrize(
    ("path", "part"),
    [(PAGE, "Préparation du calcul\xa0: {}\xa0Mo sur TOTAL"), ("en/" + PAGE, "Getting the calculator ready: {} of TOTAL\xa0MB")],
    ids=["French", "English"],
)
def test_progress_counts_what_a_host_compresses_as_it_is_unpacked(
    open_visit: OpenVisit, own_server: StaticServer, site: Path, path: str, part: str
) -> None:
    def compressed(path: str) -> tuple[int, dict[str, str], bytes] | None:
        if "/pyodide-" not in path:
            return None
        kind = {"js": "text/javascript", "wasm": "application/wasm"}.get(path.rpartition(".")[2], "application/octet-stream")
        return 200, {"Content-Type": kind, "Content-Encoding": "gzip"}, gzip.compress((site / path).read_bytes(), 1)

    own_server.faults.append(compressed)
    visit = open_visit(own_server.url).goto(path)
    visit.page.evaluate(_RECORD)
    visit.page.locator("fieldset input[type=radio]").first.check()
    visit.page.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=FIRST_SCORE_MS)
    seen = visit.page.evaluate("() => window.seen")
    assert len(seen) > 10
    assert seen == sorted(seen)
    assert seen[-1] == 1
    files = json.loads(next(site.glob("assets/bilan/*/runtime.json")).read_text("utf-8"))["files"]
    total = f"{sum(file['size'] for file in files.values() if 'later' not in file) / 1e6:.1f}"
    before, after = part.replace("TOTAL", total if "of" in part else total.replace(".", ",")).split("{}")
    texts = [text for text in visit.page.evaluate("() => [...window.texts]") if text.startswith(before)]
    assert len(texts) > 5
    assert all(text.endswith(after) for text in texts), texts
