# Borrowed texts: what stands in for a text that the language of the page lacks keeps the mark of its language wherever scripts show it.

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import OpenVisit
from tests.site.building import build_well
from tests.support.project import CHECKLIST, CONFIG, Project
from tests.support.server import StaticServer

MISSING = ('en: "First question?"', 'en: "Act."', 'en: "Low"', 'en: "More."')


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = Project(tmp_path_factory.mktemp("borrowed")).fill(config=CONFIG + "      translations: {{missing: banner}}\n")
    text = CHECKLIST
    for words in MISSING:
        text = text.replace(f", {words}", "")
    project.write("checklists/demo.yml", text)
    build_well(project)
    with StaticServer(project.folder / "site", "/") as server:
        yield server.url


def test_the_result_says_the_language_of_what_stands_in(open_visit: OpenVisit, address: str) -> None:
    page = (visit := open_visit(base=address, locale="en-GB").goto("en/checklists/demo/")).page
    page.get_by_text("Badly").click()
    visit.wait_for_score()
    for name, words in (("band-title", "Bas"), ("band-text", "Encore.")):
        assert page.locator(f"[data-bilan={name}] > span[lang=fr]").inner_text() == words
    action = page.locator("[data-bilan=actions] > li")
    assert action.locator("p > span[lang=fr]").inner_text() == "Agir."
    assert action.locator("a > span[lang=fr]").inner_text() == "Première question ?"
    page.get_by_text("Well", exact=True).click()
    page.wait_for_function("() => document.querySelector('[data-bilan=band-title]').textContent === 'High'")
    assert page.locator("[data-bilan=band-title] [lang]").count() == 0
    assert page.locator("[data-bilan=band-text]").inner_text() == "Well done."
