# A Python scorer that asks for more of the standard library than the start brings: it arrives, or the page says why not; the rest of
# the score is there all the while.

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import FIRST_SCORE_MS, Visit
from tests.support.server import Fault, StaticServer

REST = "python_rest.js"


@pytest.fixture
def own_server(feature_site: Path) -> Iterator[StaticServer]:
    """A server of the site of features that misbehaves as each test tells it to."""
    with StaticServer(feature_site, "/x/") as server:
        yield server


def _percents(result: dict[str, Any]) -> dict[str, float | None]:
    return {score["id"]: score["percent"] for score in result["scores"]}


def _requests(server: StaticServer) -> int:
    return sum(path.endswith(REST) for path in server.requests)


def _open(open_visit: OpenVisit, server: StaticServer, path: str = "checklists/library/") -> Visit:
    visit = open_visit(server.url)
    visit.goto(path)
    visit.answer("first", "4")
    return visit


def _wait_until_complete(visit: Visit) -> dict[str, Any]:
    complete = "() => window.bilanEvents.some(([name, result]) => name === 'bilan:scored' && result.scorer === null)"
    visit.page.wait_for_function(complete, timeout=FIRST_SCORE_MS)
    return visit.scored(-1)


def test_the_rest_of_the_library_arrives_when_a_scorer_asks_for_it(open_visit: OpenVisit, own_server: StaticServer) -> None:
    visit = _open(open_visit, own_server)
    assert _percents(_wait_until_complete(visit)) == {"share": 40, "middle": 40}
    first = visit.scored(0)
    assert first["scorer"]["code"] == "scorer-library"
    assert _percents(first) == {"share": 40, "middle": None}
    assert not visit.page.locator("[data-bilan=library]").is_visible()
    assert not visit.page.locator("[data-bilan=scorer-notice]").is_visible()
    again = visit.score_after(lambda: visit.answer("second", "8"))
    assert _percents(again) == {"share": 60, "middle": 60}
    assert _requests(own_server) == 1


def test_no_other_checklist_fetches_it(open_visit: OpenVisit, own_server: StaticServer) -> None:
    visit = open_visit(own_server.url)
    visit.goto("checklists/endless/")
    visit.answer("ticked", "yes")
    visit.wait_for_score()
    assert _requests(own_server) == 0


def _status(code: int) -> Fault:
    return lambda path: (code, {"Content-Type": "text/html"}, b"gone") if path.endswith(REST) else None


def _body(change: Any, site: Path) -> Fault:
    def fault(path: str) -> tuple[int, dict[str, str], bytes] | None:
        return (200, {"Content-Type": "text/javascript"}, change((site / path).read_bytes())) if path.endswith(REST) else None

    return fault


def _other_byte(content: bytes) -> bytes:
    return content[:-100] + bytes([content[-100] ^ 1]) + content[-99:]


@pytest.mark.parametrize(
    ("path", "damaged", "missing"),
    [
        ("checklists/library/", "endommagé ou n’est pas le bon (python_rest.js)", "n’est plus à sa place (python_rest.js: 404)"),
        ("en/checklists/library/", "damaged or is not what it should be (python_rest.js)", "no longer there (python_rest.js: 404)"),
    ],
    ids=["French", "English"],
)
def test_whatever_is_wrong_with_it_is_named_and_a_retry_heals(
    open_visit: OpenVisit, own_server: StaticServer, feature_site: Path, path: str, damaged: str, missing: str
) -> None:
    faults = [
        (_status(404), missing),
        (_body(lambda content: content[: len(content) // 2], feature_site), damaged),
        (_body(lambda content: b"", feature_site), damaged),
        (_body(_other_byte, feature_site), damaged),
        (_body(lambda content: content + b"more", feature_site), damaged),
        (_status(503), "503"),
    ]
    own_server.faults.append(faults[0][0])
    visit = _open(open_visit, own_server, path)
    visit.expect(r"404: .*", r"503: .*", r"Failed to load resource")
    notice = visit.page.locator("[data-bilan=library]")
    retry = notice.get_by_role("button")
    for fault, text in faults:
        own_server.faults[:] = [fault]
        if text != missing:
            retry.click()
        notice.get_by_text(text).wait_for(timeout=FIRST_SCORE_MS)
        assert _percents(visit.scored(-1)) == {"share": 40, "middle": None}
        assert visit.page.locator("[data-bilan=score]").is_visible()
        assert not visit.page.locator("[data-bilan=scorer-notice]").is_visible()
    asked = _requests(own_server)
    assert _percents(visit.score_after(lambda: visit.answer("second", "8"))) == {"share": 60, "middle": None}
    assert _requests(own_server) == asked
    own_server.faults.clear()
    retry.click()
    assert _percents(_wait_until_complete(visit)) == {"share": 60, "middle": 60}
