# Bounds of page weight: scripts and styles as a host compresses them, before a reader acts and once they do.

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import Visit
from tests.support.server import StaticServer

# In bytes, compressed with brotli as well as it can. All that shows a checklist, a score and its parts, without Python.
BEFORE_ACTING = 20 * 1024
ONCE_ACTING = 40 * 1024

_BROTLI = """
const { brotliCompressSync } = require("zlib"), { readFileSync } = require("fs");
process.stdout.write(String(process.argv.slice(1).reduce((sum, path) => sum + brotliCompressSync(readFileSync(path)).length, 0)));
"""


def _weight(visit: Visit, site: Path, prefix: str) -> int:
    """The weight of every script and style of ours that the page asked for, but for paper's, which holds up nothing."""
    paths = {urlsplit(url).path.removeprefix(prefix) for url in visit.requests}
    ours = [
        site / path
        for path in sorted(paths)
        if path.startswith("assets/bilan/")
        and path.endswith((".js", ".css"))
        and not path.endswith("/paper.css")
        and "/runtime-" not in path
    ]
    assert ours
    done = subprocess.run(["node", "-e", _BROTLI, *map(str, ours)], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.parametrize("path", ["checklists/keep-or-delegate/", "learn/", "about/"])
def test_a_page_brings_next_to_nothing_before_its_reader_acts(open_visit: OpenVisit, site: Path, server: StaticServer, path: str) -> None:
    visit = open_visit()
    visit.page.goto(visit.base + path)
    assert _weight(visit, site, server.prefix) <= BEFORE_ACTING


def test_all_that_shows_a_checklist_is_light(open_visit: OpenVisit, site: Path, server: StaticServer) -> None:
    visit = open_visit()
    visit.page.goto(visit.base + "checklists/keep-or-delegate/")
    visit.page.mouse.wheel(0, 10)
    visit.page.wait_for_selector("[data-bilan=bar]:not([hidden])")
    assert [url for url in visit.requests if url.endswith("/worker.js")] == []
    assert _weight(visit, site, server.prefix) <= ONCE_ACTING


def test_a_checklist_far_below_waits_until_it_is_near(open_visit: OpenVisit) -> None:
    visit = open_visit(viewport={"width": 1280, "height": 600})
    visit.page.goto(visit.base + "learn/")
    visit.page.keyboard.press("Shift")
    visit.page.wait_for_load_state("networkidle")
    assert [url for url in visit.requests if url.endswith("checklist-element.js")] == []
    visit.page.locator("bilan-checklist").scroll_into_view_if_needed()
    visit.page.wait_for_selector("bilan-checklist:defined")


def test_what_is_pressed_before_the_scripts_are_there_is_done(open_visit: OpenVisit) -> None:
    visit = open_visit()
    visit.page.goto(visit.base + "checklists/learn/")
    visit.page.evaluate("() => { window.print = () => (window.printed = (window.printed ?? 0) + 1); }")
    visit.page.get_by_role("button", name="Imprimer").click()
    visit.page.wait_for_function("() => window.printed === 1")
    visit.page.get_by_role("button", name="Imprimer").click()
    assert visit.page.evaluate("() => window.printed") == 2


def test_enter_in_a_field_before_the_scripts_are_there_leaves_the_page_alone(open_visit: OpenVisit) -> None:
    visit = open_visit()
    visit.page.goto(visit.base + "checklists/make-time/")
    field = visit.page.locator(".bilan-number > input").first
    field.fill("3")
    field.press("Enter")
    visit.page.wait_for_selector("bilan-checklist:defined")
    assert field.input_value() == "3"
    assert "?" not in visit.page.url


def test_answers_of_another_tab_arrive_also_where_nobody_has_acted(open_visit: OpenVisit) -> None:
    visit = open_visit()
    visit.page.goto(visit.base + "checklists/learn/")
    other = visit.context.new_page()
    other.goto(visit.base + "checklists/learn/")
    radio = other.locator("fieldset input[type=radio]").first
    radio.check()
    visit.page.wait_for_selector("fieldset input:checked")
    assert visit.answers() != {}
