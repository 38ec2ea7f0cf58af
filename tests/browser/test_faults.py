# Faults between the page and its worker: each ends in a text and a way out, and the answers are kept.

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import FIRST_SCORE_MS, Visit
from tests.support.server import Fault, StaticServer

NETWORK = (r"404: .*", r"error: Failed to load resource.*")


def _replace(ending: str, status: int, content_type: str, body: bytes | None = None, site: Path | None = None) -> Fault:
    """Answer requests for files with this ending by a body, or by the file itself under another type."""

    def fault(path: str) -> tuple[int, dict[str, str], bytes] | None:
        if not path.endswith(ending):
            return None
        content = (site / path).read_bytes() if body is None and site else body or b""
        return status, {"Content-Type": content_type}, content

    return fault


def _answer_one(visit: Visit) -> dict[str, object]:
    visit.goto("checklists/learn/")
    visit.page.locator("fieldset input[type=radio]").first.check()
    return visit.answers()


def _answers_are_kept(visit: Visit, answers: dict[str, object]) -> bool:
    visit.page.reload()
    visit.wait_until_kept()
    return visit.answers() == answers


@pytest.fixture
def faulty(site: Path) -> object:
    """A server of the site that misbehaves as each test tells it to."""
    with StaticServer(site, "/sub/") as server:
        yield server


def test_what_failed_for_want_of_a_connection_is_tried_again_when_it_is_back(open_visit: OpenVisit, faulty: StaticServer) -> None:
    visit = open_visit(faulty.url)
    visit.expect(*NETWORK, r"503: ", r"failed: ")
    faulty.faults.append(_replace("engine.js", 503, "text/html", b"later"))
    _answer_one(visit)
    visit.wait_for_failure()
    visit.context.set_offline(True)
    faulty.faults.clear()
    visit.context.set_offline(False)
    visit.wait_for_score()


def test_a_compiled_checklist_that_is_missing_is_named(open_visit: OpenVisit, faulty: StaticServer) -> None:
    visit = open_visit(faulty.url)
    visit.expect(*NETWORK)
    faulty.faults.append(lambda path: (404, {}, b"") if "/checklists/learn." in path else None)
    answers = _answer_one(visit)
    assert "(learn." in visit.wait_for_failure()
    assert _answers_are_kept(visit, answers)


def test_a_wrong_type_for_wasm_and_scripts_of_the_runtime_does_no_harm(open_visit: OpenVisit, faulty: StaticServer, site: Path) -> None:
    visit = open_visit(faulty.url)
    faulty.faults.append(_replace(".wasm", 200, "application/octet-stream", site=site))
    for name in ("python_stdlib.js", "engine.js"):
        faulty.faults.append(_replace(name, 200, "application/octet-stream", site=site))
    _answer_one(visit)
    visit.wait_for_score()


def test_a_host_whose_policy_forbids_wasm_is_told_apart(open_visit: OpenVisit, faulty: StaticServer, site: Path) -> None:
    visit = open_visit(faulty.url)
    visit.expect(
        r"Content Security Policy", r"wasm instantiation failed", r"wasm streaming compile failed", r"CompileError", r"warning: .*"
    )

    def forbid(path: str) -> tuple[int, dict[str, str], bytes] | None:
        if not path.endswith("worker.js"):
            return None
        headers = {"Content-Type": "text/javascript", "Content-Security-Policy": "script-src 'self'"}
        return 200, headers, (site / path).read_bytes()

    faulty.faults.append(forbid)
    answers = _answer_one(visit)
    assert "ne permettent pas le calcul (CompileError)" in visit.wait_for_failure()
    assert _answers_are_kept(visit, answers)


def test_a_strict_policy_that_allows_wasm_is_enough(open_visit: OpenVisit, faulty: StaticServer, site: Path) -> None:
    visit = open_visit(faulty.url)
    policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

    def strict(path: str) -> tuple[int, dict[str, str], bytes] | None:
        headers = {"Content-Type": "text/javascript", "Content-Security-Policy": policy}
        return (200, headers, (site / path).read_bytes()) if path.endswith("worker.js") else None

    faulty.faults.append(strict)
    _answer_one(visit)
    visit.wait_for_score()


def test_a_file_that_never_arrives_ends_in_a_time_out(open_visit: OpenVisit, faulty: StaticServer) -> None:
    visit = open_visit(faulty.url)
    visit.expect(r"failed: .*")
    over = threading.Event()

    def hold(path: str) -> None:
        if path.endswith("python_stdlib.js"):
            over.wait(60)

    faulty.faults.append(hold)
    visit.page.clock.install()
    _answer_one(visit)
    visit.pass_time(visit.page.locator("[data-bilan=failure]"))
    assert "n’a pas répondu à temps" in visit.wait_for_failure()
    over.set()


def test_a_calculation_without_end_is_stopped_and_the_next_one_starts_anew(open_visit: OpenVisit, faulty: StaticServer, site: Path) -> None:
    visit = open_visit(faulty.url)

    def endless(path: str) -> tuple[int, dict[str, str], bytes] | None:
        if not path.endswith("worker.js"):
            return None
        source, call = (site / path).read_text("utf-8"), "python.call(`${type}_json`, ...texts)"
        assert call in source
        return 200, {"Content-Type": "text/javascript"}, source.replace(call, "(() => { for (;;); })()").encode()

    faulty.faults.append(endless)
    answers = _answer_one(visit)
    assert "n’a pas répondu à temps" in visit.wait_for_failure()
    faulty.faults.clear()
    visit.page.get_by_role("button", name="Réessayer").click()
    visit.wait_for_score()
    assert visit.answers() == answers


def test_without_javascript_the_page_reads_and_prints_and_says_what_is_missing(open_visit: OpenVisit) -> None:
    visit = open_visit(java_script_enabled=False)
    visit.page.goto(visit.base + "checklists/learn/")
    page = visit.page
    # Playwright takes whatever is in a noscript for invisible.
    line = page.locator("noscript p")
    assert (line.bounding_box() or {"height": 0})["height"] > 20
    assert (line.text_content() or "").startswith("Sans JavaScript, cette page se lit")
    assert not page.get_by_text("conservées au fur et à mesure").is_visible()
    questions = page.locator("fieldset[data-item]")
    assert questions.count() >= 8
    for question in questions.all():
        assert question.locator("legend").inner_text().strip()
        assert question.locator("input, textarea").first.is_visible()
    page.locator("fieldset input[type=radio]").nth(1).check()
    assert not page.locator("[data-bilan=tools]").is_visible()
    assert not page.locator("[data-bilan=bar]").is_visible()
    page.emulate_media(media="print")
    assert page.locator("dd[data-bilan=action]").first.is_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_a_page_opened_from_the_disk_reads_and_says_why_there_is_no_score(open_visit: OpenVisit, site: Path) -> None:
    visit = open_visit(site.as_uri() + "/")
    visit.expect(r"CORS policy", r"failed: file:", r"Failed to load resource", r"page error: .*")
    visit.page.goto(visit.base + "checklists/learn/index.html")
    assert visit.page.locator("fieldset[data-item]").count() >= 8
    assert visit.page.locator("fieldset input").first.is_visible()
    notice = visit.page.get_by_text("cette page n’a pas fini de se charger")
    visit.page.wait_for_function("(e) => e.getBoundingClientRect().height > 20", arg=notice.element_handle(), timeout=10_000)


def test_offline_after_the_start_scores_go_on(cold_visit: Visit) -> None:
    cold_visit.goto("checklists/learn/")
    cold_visit.page.locator("fieldset input[type=radio]").nth(0).check()
    cold_visit.wait_for_score()
    cold_visit.context.set_offline(True)
    cold_visit.page.locator("fieldset input[type=radio]").nth(1).check()
    cold_visit.page.wait_for_function("() => window.bilanEvents.length >= 2", timeout=FIRST_SCORE_MS)
