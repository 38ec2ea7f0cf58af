# Every file that a visit asks for, ours and the theme's, made to fail in turn while a checklist is answered: the answers are kept. Each
# file fails in one way here; BILAN_EVERY_WAY=1 tries all ways, once and for as long as the visit lasts.

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import OpenVisit
from tests.browser.test_late_scripts import PAGE, WAYS, Failing
from tests.support.browser import Visit
from tests.support.server import StaticServer

EVERY_WAY = bool(os.environ.get("BILAN_EVERY_WAY"))
# What stalls at the head of a page holds up the page itself, which is no fault of ours.
BLOCKING = (".css", "bundle.")


@pytest.fixture(scope="module")
def server_of_faults(site: Path) -> Iterator[StaticServer]:
    with StaticServer(site, "/sub/") as server:
        yield server


def _answer(visit: Visit, place: int) -> None:
    visit.page.evaluate(
        "(place) => document.querySelectorAll('fieldset:has(input[type=radio])')[place].querySelector('input[type=radio]').click()", place
    )


def _files(open_visit: OpenVisit, server: StaticServer) -> list[str]:
    """What a visit asks for from a checklist's page to a score that is explained, the page itself aside."""
    visit = open_visit(server.url)
    visit.goto(PAGE)
    _answer(visit, 0)
    visit.wait_for_score()
    visit.page.locator("details.bilan-explanation > summary").click()
    visit.page.wait_for_selector("[data-bilan=explanation-steps] li")
    visit.complete()
    visit.page.wait_for_selector(".bilan-lift:not([hidden])")
    paths = {urlsplit(url).path.removeprefix(server.prefix) for url in visit.requests if url.startswith(server.url)}
    visit.context.close()
    return sorted(path for path in paths if (server.folder / path).is_file())


def _cases(files: list[str]) -> list[tuple[str, str, int]]:
    ways = [*WAYS, "stalled"]
    if EVERY_WAY:
        cases = [(file, way, times) for file in files for way in ways for times in (1, 1_000_000)]
    else:
        cases = [(file, ways[place % len(ways)], 1_000_000 if place % 2 else 1) for place, file in enumerate(files)]
    return [case for case in cases if case[1] != "stalled" or not any(part in case[0] for part in BLOCKING)]


def test_whatever_file_fails_answers_are_kept(open_visit: OpenVisit, server_of_faults: StaticServer) -> None:
    server = server_of_faults
    files = _files(open_visit, server)
    assert {Path(file).name for file in files} >= {"bilan.js", "bilan.css", "checklist-element.js", "engine-client.js", "worker.js"}
    for file, way, times in _cases(files):
        visit = open_visit(server.url)
        visit.expect(r".*")
        failing = Failing(server.folder, file, way, times)
        server.faults[:] = [failing]
        visit.page.goto(visit.base + PAGE, wait_until="commit")
        visit.page.wait_for_selector("[data-bilan=bar]", state="attached")
        _answer(visit, 0)
        if file.endswith("/bilan.js") and times > 1:
            failing.heal()
        visit.wait_until_kept()
        _answer(visit, 1)
        visit.wait_until_kept()
        failing.heal()
        server.faults.clear()
        visit.goto(PAGE)
        visit.wait_until_kept()
        assert len(visit.answers()) == 2, (file, way, times)
        visit.context.close()
