# Each file that Python's start needs, damaged in every way that hosts and networks know: each ends in a named state, and a retry
# after another heals once the file is right.

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import FIRST_SCORE_MS
from tests.support.server import StaticServer

WORKER = "worker.js"
FILES = ("engine.js", "pyodide-lock.json", "pyodide.asm.js", "pyodide.asm.wasm", "pyodide.js", "python_stdlib.js")
CODES = {"fetch", "damaged", "outdated"}
KINDS = {".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm"}

Answer = tuple[int, dict[str, str], bytes]

FAULTS: dict[str, Callable[[Path, dict[str, str]], Answer]] = {
    "deleted": lambda file, kind: (404, {"Content-Type": "text/html"}, b"<p>gone"),
    "host in trouble": lambda file, kind: (503, {"Content-Type": "text/html"}, b"<p>later"),
    "replaced by a page": lambda file, kind: (200, {"Content-Type": "text/html"}, b"<!doctype html><p>Please sign in"),
    "cut in half": lambda file, kind: (200, kind, file.read_bytes()[: file.stat().st_size // 2]),
    "empty": lambda file, kind: (200, kind, b""),
    "swapped": lambda file, kind: (200, kind, _other(file).read_bytes()),
    "broken off": lambda file, kind: (200, {**kind, "Content-Length": str(file.stat().st_size)}, file.read_bytes()[:50]),
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


@pytest.mark.parametrize("name", [WORKER, *FILES])
def test_a_damaged_file_ends_in_a_named_state_and_a_retry_heals(
    open_visit: OpenVisit, damaged: StaticServer, site: Path, name: str
) -> None:
    visit = open_visit(damaged.url)
    # What a browser says of such files.
    visit.expect(r"^(404|503): ", r"^failed: ", r"^error: ", r"^warning: ")
    visit.goto("checklists/learn/")
    failure = visit.page.locator("[data-bilan=failure]")
    faults = {fault: answer for fault, answer in FAULTS.items() if (name, fault) not in LIKE_EMPTY}
    for number, (fault, answer) in enumerate(faults.items()):

        def faulty(path: str, answer: Callable[[Path, dict[str, str]], Answer] = answer) -> Answer | None:
            file = site / path
            return answer(file, {"Content-Type": KINDS[file.suffix], "Cache-Control": "no-store"}) if file.name == name else None

        damaged.faults[:] = [faulty]
        if number:
            failure.get_by_role("button", name="Réessayer").click()
        else:
            visit.page.locator("fieldset input[type=radio]").first.check()
        failed = "(number) => window.bilanEvents.filter(([name]) => name === 'bilan:failed').length > number"
        visit.page.wait_for_function(failed, arg=number, timeout=FIRST_SCORE_MS)
        events = visit.page.evaluate("() => window.bilanEvents")
        assert [event for event, _ in events] == ["bilan:failed"] * (number + 1), fault
        assert events[-1][1]["code"] in CODES, fault
        assert events[-1][1]["code"] != "timeout" or name == WORKER, fault
        assert failure.is_visible()
        assert len(visit.answers()) == 1
    damaged.faults.clear()
    failure.get_by_role("button", name="Réessayer").click()
    visit.wait_for_score()
