# Each file that a score needs, damaged in every way that hosts and networks know, and kept for long by the browser: each ends in a text
# that names it, and a retry after another heals once the file is right.

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import OpenVisit
from tests.browser.test_pages import axe
from tests.support.browser import FIRST_SCORE_MS
from tests.support.server import StaticServer

WORKER = "worker.js"
FILES = ("engine.js", "pyodide-lock.json", "pyodide.asm.js", "pyodide.asm.wasm", "pyodide.js", "python_stdlib.js")
# The compiled checklist; its digest follows.
CHECKLIST = "learn."
KINDS = {".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm"}
HTML = {"Content-Type": "text/html"}
KEPT_FOR_A_YEAR = {"Cache-Control": "public, max-age=31536000, immutable"}

# What is told of each sort of fault, before the name of the file.
TOLD = {
    "fr": {
        "outdated": "n’est plus à sa place",
        "fetch": "n’a pas pu être obtenu",
        "damaged": "est arrivé endommagé ou n’est pas le bon",
    },
    "en": {
        "outdated": "is no longer there",
        "fetch": "could not be fetched",
        "damaged": "arrived damaged or is not what it should be",
    },
}

Answer = tuple[int, dict[str, str], bytes]

# Each with the sorts that it may be told as.
FAULTS: dict[str, tuple[set[str], Callable[[Path, dict[str, str]], Answer]]] = {
    "deleted": ({"outdated"}, lambda file, kind: (404, HTML, b"<p>gone")),
    "withdrawn": ({"outdated"}, lambda file, kind: (410, HTML, b"<p>gone")),
    "host in trouble": ({"fetch"}, lambda file, kind: (503, HTML, b"<p>later")),
    "replaced by a page": ({"outdated"}, lambda file, kind: (200, HTML, b"\xef\xbb\xbf\n<!doctype html><p>Please sign in")),
    "cut in half": ({"damaged"}, lambda file, kind: (200, kind, file.read_bytes()[: file.stat().st_size // 2])),
    "empty": ({"damaged"}, lambda file, kind: (200, kind, b"")),
    "swapped": ({"damaged", "outdated"}, lambda file, kind: (200, kind, _other(file).read_bytes())),
    "broken off": (
        {"fetch", "damaged"},
        lambda file, kind: (200, {**kind, "Content-Length": str(file.stat().st_size)}, file.read_bytes()[:50]),
    ),
}

# A worker whose script has nothing left that could speak: only the page's patience ends that, after half a minute. Once is enough.
LIKE_EMPTY = {(WORKER, "swapped")}


def _other(file: Path) -> Path:
    """Another file of the same sort, where there is one."""
    same = sorted(other for other in file.parent.iterdir() if other.suffix == file.suffix and other != file)
    return (same or sorted(set(file.parent.iterdir()) - {file}))[0]


@pytest.fixture
def damaged(site: Path) -> Iterator[StaticServer]:
    """A server of the site whose files each test damages."""
    with StaticServer(site, "/sub/") as server:
        yield server


def test_every_file_of_the_start_is_among_them(site: Path) -> None:
    files = json.loads(next(site.glob("assets/bilan/*/runtime.json")).read_text("utf-8"))["files"]
    assert {name for name, file in files.items() if "later" not in file} == set(FILES)


@pytest.mark.parametrize("name", [WORKER, *FILES, CHECKLIST])
def test_a_damaged_file_is_named_and_a_retry_heals(open_visit: OpenVisit, damaged: StaticServer, site: Path, name: str) -> None:
    locale, retry = ("en", "Try again") if name == CHECKLIST else ("fr", "Réessayer")
    visit = open_visit(damaged.url)
    # What a browser says of such files.
    visit.expect(r"^(404|410|503): ", r"^failed: ", r"^error: ", r"^warning: ")
    # Only patience ends the wait for an empty worker.
    if name == WORKER:
        visit.page.clock.install()
    visit.goto("en/checklists/learn/" if locale == "en" else "checklists/learn/")
    visit.page.evaluate("() => { window.isStillHere = true; }")
    failure = visit.page.locator("[data-bilan=failure]")
    faults = {fault: answer for fault, answer in FAULTS.items() if (name, fault) not in LIKE_EMPTY}
    sent: list[int] = []
    for number, (fault, (codes, answer)) in enumerate(faults.items()):

        def faulty(path: str, answer: Callable[[Path, dict[str, str]], Answer] = answer) -> Answer | None:
            file = site / path
            if file.name != name and not (name == CHECKLIST and "/checklists/learn." in path):
                return None
            status, headers, body = answer(file, {"Content-Type": KINDS[file.suffix]})
            sent.append(status)
            return status, {**headers, **KEPT_FOR_A_YEAR}, body

        damaged.faults[:] = [faulty]
        if number:
            failure.get_by_role("button", name=retry).click()
        else:
            visit.page.locator("fieldset input[type=radio]").first.check()
        if name == WORKER:
            visit.pass_time(failure)
        failed = "(number) => window.bilanEvents.filter(([name]) => name === 'bilan:failed').length > number"
        visit.page.wait_for_function(failed, arg=number, timeout=FIRST_SCORE_MS)
        events = visit.page.evaluate("() => window.bilanEvents")
        assert [event for event, _ in events] == ["bilan:failed"] * (number + 1), fault
        code = events[-1][1]["code"]
        assert code in codes, fault
        shown = failure.inner_text()
        assert f"{TOLD[locale][code]} ({name}" in shown, fault
        assert sent[-1] == 200 or f": {sent[-1]})" in shown, fault
        assert ("Vos réponses restent conservées" if locale == "fr" else "Your answers are still kept") in shown, fault
        assert len(visit.answers()) == 1
    assert axe(visit, "[data-bilan=failure]") == []
    damaged.faults.clear()
    failure.get_by_role("button", name=retry).click()
    visit.wait_for_score()
    assert visit.page.evaluate("() => window.isStillHere")
