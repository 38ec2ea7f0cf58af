# Files whose address holds a digest, and what a browser or a host may have in their place: what is only kept for long is passed over,
# what is gone is told as the older version that it is, and another try heals without a new load.

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import DEMO, OpenVisit
from tests.support.browser import Visit
from tests.support.server import Fault, StaticServer

PAGE = "checklists/learn/"
KEPT_FOR_A_YEAR = {"Cache-Control": "public, max-age=31536000, immutable"}
HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}
SCRIPT = {"Content-Type": "text/javascript"}

# What browsers say of such files.
SAID = (r"^(404|410|503): ", r"^failed: ", r"^error: ", r"^warning: ")

# The names of all that a score needs, as they begin and end.
CHECKLIST = ("learn.", ".json")
NEEDED = [
    CHECKLIST,
    *((name, "") for name in ("worker.js", "pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "pyodide-lock.json")),
    *((name, "") for name in ("python_stdlib.js", "engine.js")),
]


@pytest.fixture
def wrong(site: Path) -> Iterator[StaticServer]:
    """A server of the site that each test has send something wrong."""
    with StaticServer(site, "/sub/") as server:
        yield server


def _instead(name: tuple[str, str], status: int, headers: dict[str, str], body: bytes, times: int | None = None) -> Fault:
    """Answer for a file in its place, every time or so many times."""
    count = itertools.count()

    def fault(path: str) -> tuple[int, dict[str, str], bytes] | None:
        file = path.rpartition("/")[2]
        if not (file.startswith(name[0]) and file.endswith(name[1])) or (times is not None and next(count) >= times):
            return None
        return status, headers, body

    return fault


def _answer_one(visit: Visit, path: str = PAGE) -> None:
    visit.expect(*SAID)
    visit.goto(path)
    visit.page.locator("fieldset input[type=radio]").first.check()


def _failed(visit: Visit) -> list[str]:
    events = visit.page.evaluate("() => window.bilanEvents")
    return [detail["code"] for name, detail in events if name == "bilan:failed"]


def _cut(folder: Path) -> bytes:
    (file,) = folder.glob("assets/bilan/checklists/learn.*")
    return file.read_bytes()[:1000]


def _other(folder: Path) -> bytes:
    (file,) = folder.glob("assets/bilan/checklists/overview.*")
    return file.read_bytes()


def test_what_a_browser_keeps_in_their_places_for_a_year_is_not_met_again(open_visit: OpenVisit, wrong: StaticServer) -> None:
    for name in NEEDED:
        wrong.faults.append(_instead(name, 200, {**HTML, **KEPT_FOR_A_YEAR}, b"<!doctype html><p>Please sign in", times=1))
    visit = open_visit(wrong.url)
    _answer_one(visit)
    visit.wait_for_score()
    assert _failed(visit) == []
    files = [path.rpartition("/")[2] for path in wrong.requests]
    for start, end in NEEDED:
        assert len([file for file in files if file.startswith(start) and file.endswith(end)]) >= 2


def test_a_checklist_that_stalls_is_not_waited_for(open_visit: OpenVisit, wrong: StaticServer, site: Path) -> None:
    over = threading.Event()

    def halt(path: str) -> tuple[int, dict[str, str], Iterator[bytes]] | None:
        if "/checklists/learn." not in path:
            return None
        return 200, JSON, itertools.chain([_cut(site)], (b"" for _ in iter(lambda: over.wait(60), True)))

    wrong.faults.append(halt)
    visit = open_visit(wrong.url)
    visit.page.clock.install()
    _answer_one(visit)
    visit.pass_time(visit.page.locator("[data-bilan=failure]"))
    assert "n’a pas répondu à temps" in visit.wait_for_failure()
    assert not visit.page.get_by_role("button", name="Recharger la page").is_visible()
    over.set()
    wrong.faults.clear()
    visit.page.get_by_role("button", name="Réessayer").click()
    visit.wait_for_score()


def test_a_page_that_outlives_a_deploy_offers_the_new_version_and_keeps_the_answers(
    open_visit: OpenVisit, small: StaticServer, versions: dict[str, Path]
) -> None:
    visit = open_visit(small.url)
    visit.expect(*SAID)
    visit.goto(DEMO)
    small.folder = versions["new"]
    visit.answer("first", "good")
    assert "version antérieure du site" in visit.wait_for_failure()
    visit.answer("third", "5")
    visit.wait_for_failure()
    visit.page.get_by_role("button", name="Recharger la page").click()
    assert visit.wait_for_score()["score"]["maximum"] == 9
    assert visit.answers() == {"first": ["good"], "third": ["5"]}


@pytest.mark.parametrize("times", [1, None], ids=["once", "for long"])
def test_a_worker_of_another_build_is_not_spoken_with(open_visit: OpenVisit, wrong: StaticServer, site: Path, times: int | None) -> None:
    (worker,) = site.glob("assets/bilan/*/worker.js")
    source = worker.read_text("utf-8")
    other = source.replace(f'SEAL = "{worker.parent.name}"', 'SEAL = "0123456789ab"')
    assert other != source
    wrong.faults.append(_instead(("worker.js", ""), 200, {**SCRIPT, **KEPT_FOR_A_YEAR}, other.encode(), times))
    visit = open_visit(wrong.url)
    _answer_one(visit)
    if times is None:
        assert "n’est pas le bon (worker.js)" in visit.wait_for_failure()
        assert visit.page.get_by_role("button", name="Recharger la page").is_visible()
        wrong.faults.clear()
        visit.page.get_by_role("button", name="Réessayer").click()
    visit.wait_for_score()


def test_a_worker_that_says_nothing_is_looked_at(open_visit: OpenVisit, wrong: StaticServer) -> None:
    wrong.faults.append(_instead(("worker.js", ""), 200, SCRIPT, b"// Nothing that could speak."))
    visit = open_visit(wrong.url)
    visit.page.clock.install()
    _answer_one(visit)
    visit.pass_time(visit.page.locator("[data-bilan=failure]"))
    assert "n’est pas le bon (worker.js)" in visit.wait_for_failure()
    wrong.faults.clear()
    visit.page.get_by_role("button", name="Réessayer").click()
    visit.wait_for_score()


@pytest.mark.parametrize("name", [CHECKLIST, ("engine.js", ""), ("worker.js", "")], ids=lambda name: name[0])
def test_over_plain_http_from_another_machine_wrong_files_are_told_by_what_they_look_like(
    open_unusual: OpenVisit, wrong: StaticServer, site: Path, name: tuple[str, str]
) -> None:
    body = _other(site) if name == CHECKLIST else b"<!doctype html><p>Please sign in"
    wrong.faults.append(_instead(name, 200, HTML, body))
    visit = open_unusual(wrong.url.replace("127.0.0.1", "plain.test"), "--host-resolver-rules=MAP plain.test 127.0.0.1")
    _answer_one(visit)
    assert f"n’est plus à sa place ({name[0]}" in visit.wait_for_failure()
    assert visit.page.evaluate("() => [isSecureContext, typeof crypto.subtle]") == [False, "undefined"]
    wrong.faults.clear()
    visit.page.get_by_role("button", name="Réessayer").click()
    visit.wait_for_score()
