# A theme of which nothing is known: a checklist there is answered, scored and read, light and dark.

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import OpenVisit
from tests.browser.test_pages import SCHEMES, axe
from tests.site.building import build_well
from tests.support.project import CONFIG, Project
from tests.support.server import StaticServer

# The first is dark where its reader wants that, the second never.
THEMES = {"mkdocs": "name: mkdocs, color_mode: auto, highlightjs: false", "readthedocs": "name: readthedocs, highlightjs: false"}
# What scripts of the first fail over: highlighting that is off, ids with a colon, and keys that are pressed before it has its own.
FAULTS = ("setting 'disabled'", "'#demo:result' is not a valid selector", "reading '191'")


@pytest.mark.parametrize("theme", THEMES)
def test_a_checklist_is_answered_in_any_theme(open_visit: OpenVisit, tmp_path: Path, theme: str) -> None:
    project = Project(tmp_path).fill(config=CONFIG.replace("name: material, font: false", THEMES[theme]))
    with StaticServer(build_well(project).folder / "site", "/x/") as server:
        visit = open_visit(server.url)
        visit.expect(*(FAULTS if theme == "mkdocs" else ()))
        visit.goto("checklists/demo/")
        visit.answer_all()
        assert visit.wait_for_score()["score"]["answered"] == 1
        for details in visit.page.locator("bilan-checklist details").all():
            details.evaluate("(element) => (element.open = true)")
        visit.page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
        for scheme in SCHEMES:
            visit.page.emulate_media(color_scheme=scheme)
            assert axe(visit, "bilan-checklist") == [], scheme
            assert axe(visit, ".bilan-languages") == [], scheme
        visit.page.set_viewport_size({"width": 320, "height": 800})
        element = visit.page.locator("bilan-checklist")
        assert element.evaluate("(element) => element.scrollWidth <= element.clientWidth && element.clientWidth <= innerWidth")
        visit.page.get_by_role("link", name="English").click()
        visit.page.wait_for_url("**/en/checklists/demo/")
