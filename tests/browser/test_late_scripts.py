# A page's own scripts and styles that come late, cut, as something else or never, while its reader answers: what is answered is kept, the
# page says what it lacks where the reader is, and asks for it again. (Every file in every way: test_every_file.py.)

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import Visit
from tests.support.server import StaticServer

PAGE = "checklists/make-time/"
NETWORK = (
    r"40\d: .*",
    r"error: Failed to load",
    r"failed: .*",
    r"error: .*MIME type",
    r"error: Bilan: ",
    r"page error: .*",
    r"warning: .*preload",
)
SCRIPTS = ["bilan.js", "checklist-element.js", "engine-client.js"]


@pytest.fixture
def faulty(site: Path) -> Iterator[StaticServer]:
    """A server of the site that misbehaves as each test tells it to."""
    with StaticServer(site, "/sub/") as server:
        yield server


class Failing:
    """A file that does not come as it should, for the first so many requests or until it is healed."""

    def __init__(self, site: Path, name: str, how: str, times: int = 1_000_000) -> None:
        """`name` is a path below the site, or the name of a script or style of ours."""
        path = site / name if (site / name).is_file() else next(site.glob(f"assets/bilan/*/{name}"))
        self.name = path.relative_to(site).as_posix()
        self.times = times
        self.asked = 0
        self._content = path.read_bytes()
        self._how = how
        self._over = threading.Event()

    def __call__(self, path: str) -> tuple[int, dict[str, str], bytes] | None:
        """Answer a request, as a fault of the server."""
        if path != self.name:
            return None
        self.asked += 1
        if self.asked > self.times:
            return None
        kind = {"Content-Type": mimetypes.guess_type(path)[0] or "text/javascript"}
        length = len(self._content)
        if self._how == "missing":
            return 404, {"Content-Type": "text/html"}, b"gone"
        if self._how == "a page":
            return 200, {"Content-Type": "text/html"}, b"<!doctype html><p>Hello"
        if self._how == "cut":
            return 200, {**kind, "Content-Length": str(length)}, self._content[: length // 2]
        if self._how == "half":
            return 200, kind, self._content[: length // 2]
        if self._how == "nothing":
            return 200, kind, b""
        if self._how == "of another version":
            head, seal, tail = self._content.rpartition(b'SEAL = "')
            return 200, kind, head + seal + b"x" + tail[1:] if seal else self._content + b"\n"
        assert self._how == "stalled"
        self._over.wait(120)
        return None

    def heal(self) -> None:
        """From now on it comes as it should."""
        self.times = 0
        self._over.set()


def _answer(visit: Visit, place: int) -> None:
    visit.page.locator("fieldset:has(input[type=radio])").nth(place).locator("input[type=radio]").first.check()


def _open(visit: Visit) -> None:
    # A script that stalls holds up the page's load event.
    visit.page.goto(visit.base + PAGE, wait_until="commit")
    visit.page.wait_for_selector("[data-bilan=bar]", state="attached")


WAYS = ["missing", "a page", "cut", "half", "nothing", "of another version"]


@pytest.mark.parametrize(("name", "how"), list(zip(SCRIPTS * 2, WAYS, strict=True)))
def test_a_script_that_fails_once_costs_nothing(open_visit: OpenVisit, faulty: StaticServer, site: Path, name: str, how: str) -> None:
    visit = open_visit(faulty.url)
    visit.expect(*NETWORK)
    faulty.faults.append(Failing(site, name, how, times=1))
    visit.page.clock.install()
    _open(visit)
    _answer(visit, 0)
    visit.pass_time(visit.page.get_by_text("conservées au fur et à mesure"))
    visit.wait_until_kept()
    visit.page.clock.resume()
    _answer(visit, 1)
    visit.page.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=90_000)
    assert len(visit.kept()["make-time"]["answers"]) == 2
    assert len(visit.answers()) == 2
    assert not visit.page.locator("[data-bilan=late]").is_visible()


@pytest.mark.parametrize(
    ("name", "how"), [*zip(SCRIPTS[1:], ["missing", "half"], strict=True), *((name, "stalled") for name in SCRIPTS[1:])]
)
def test_while_a_script_is_away_answers_are_kept_and_the_reader_is_told(
    open_visit: OpenVisit, faulty: StaticServer, site: Path, name: str, how: str
) -> None:
    visit = open_visit(faulty.url)
    visit.expect(*NETWORK)
    failing = Failing(site, name, how)
    faulty.faults.append(failing)
    visit.page.clock.install()
    _open(visit)
    _answer(visit, 0)
    # A database is given up after ten seconds.
    visit.wait_until_kept()
    notice = visit.page.locator("[data-bilan=late]")
    visit.pass_time(notice)
    assert "n’est pas arrivée" in notice.inner_text()
    assert "restent conservées" in notice.inner_text()
    _answer(visit, 1)
    assert len(visit.kept()["make-time"]["answers"]) == 2
    # Where the reader is: in sight, though it stands at the top.
    assert notice.evaluate(
        "(notice) => { const { top, bottom } = notice.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }"
    )
    failing.heal()
    # What the last answer asked for may arrive by now, and the notice be gone.
    notice.get_by_role("button", name="Réessayer", include_hidden=True).dispatch_event("click")
    visit.page.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=90_000)
    assert not notice.is_visible()
    assert len(visit.answers()) == 2


@pytest.mark.parametrize("how", ["missing", "half", "stalled"])
def test_while_the_entry_is_away_the_page_says_that_nothing_is_kept_and_goes_on_asking(
    open_visit: OpenVisit, faulty: StaticServer, site: Path, how: str
) -> None:
    visit = open_visit(faulty.url)
    visit.expect(*NETWORK)
    failing = Failing(site, "bilan.js", how)
    faulty.faults.append(failing)
    visit.page.clock.install()
    _open(visit)
    _answer(visit, 0)
    assert not visit.page.get_by_text("conservées au fur et à mesure").is_visible()
    notice = visit.page.locator(".bilan-notice.bilan-unscripted")
    visit.pass_time(notice)
    assert "pas encore conservées" in notice.inner_text()
    _answer(visit, 1)
    failing.heal()
    visit.pass_time(visit.page.get_by_text("conservées au fur et à mesure"))
    visit.wait_until_kept()
    assert not notice.is_visible()
    assert len(visit.kept()["make-time"]["answers"]) == 2
    assert len(visit.answers()) == 2


def test_who_leaves_while_nothing_is_kept_is_asked(open_visit: OpenVisit, faulty: StaticServer, site: Path) -> None:
    visit = open_visit(faulty.url)
    visit.expect(*NETWORK)
    faulty.faults.append(Failing(site, "bilan.js", "missing"))
    _open(visit)
    visit.page.wait_for_load_state()
    _answer(visit, 0)
    with visit.page.expect_event("dialog") as asked:
        visit.page.evaluate("() => void setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()


@pytest.mark.parametrize(("name", "how"), [("bilan.css", "missing"), ("result.css", "a page"), ("lists.css", "cut")])
def test_no_style_is_waited_for(open_visit: OpenVisit, faulty: StaticServer, site: Path, name: str, how: str) -> None:
    visit = open_visit(faulty.url)
    visit.expect(*NETWORK)
    failing = Failing(site, name, how)
    faulty.faults.append(failing)
    _open(visit)
    _answer(visit, 0)
    visit.page.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=90_000)
    visit.wait_until_kept()


def test_a_style_that_did_not_come_is_asked_for_again(open_visit: OpenVisit, faulty: StaticServer, site: Path) -> None:
    visit = open_visit(faulty.url)
    visit.expect(*NETWORK)
    failing = Failing(site, "result.css", "missing")
    faulty.faults.append(failing)
    _open(visit)
    _answer(visit, 0)
    visit.page.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=90_000)
    failing.heal()
    _answer(visit, 1)
    visit.page.wait_for_function(
        "() => [...document.querySelectorAll('link[rel=stylesheet]')].some(({ href, sheet }) => sheet && href.includes('/result.css'))"
    )


@pytest.mark.parametrize("name", ["explanation-view.js", "lift-view.js", "offline.js"])
def test_what_explains_a_score_may_fail_and_comes_with_the_next_answer(
    open_visit: OpenVisit, faulty: StaticServer, site: Path, name: str
) -> None:
    visit = open_visit(faulty.url)
    visit.expect(*NETWORK)
    failing = Failing(site, name, "half")
    faulty.faults.append(failing)
    _open(visit)
    _answer(visit, 0)
    visit.page.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=90_000)
    visit.page.get_by_text("Comment ce score a été obtenu").or_(visit.page.locator("details.bilan-explanation > summary")).first.click()
    if name == "explanation-view.js":
        visit.page.locator("[data-bilan=explanation-steps]", has_text="n’a pas pu être obtenu").wait_for()
    if name == "lift-view.js":
        visit.complete()
        visit.page.locator("[data-bilan=lift-changes]", has_text="n’a pas pu être obtenu").wait_for()
    failing.heal()
    _answer(visit, 1)
    visit.page.wait_for_selector("[data-bilan=explanation-steps] details, [data-bilan=explanation-steps] li")
    visit.complete()
    visit.page.wait_for_selector(".bilan-lift:not([hidden])")
    visit.wait_until_kept()


def test_the_connection_that_comes_back_brings_what_was_missing(open_visit: OpenVisit, faulty: StaticServer, site: Path) -> None:
    visit = open_visit(faulty.url)
    visit.expect(*NETWORK)
    failing = Failing(site, "checklist-element.js", "missing")
    faulty.faults.append(failing)
    _open(visit)
    _answer(visit, 0)
    visit.page.locator("[data-bilan=late]").wait_for()
    failing.heal()
    visit.page.evaluate("() => dispatchEvent(new Event('online'))")
    visit.page.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=90_000)
