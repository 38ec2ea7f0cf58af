# Checklists of many questions: what is off the screen is not laid out, and nobody notices.

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import OpenVisit
from tests.browser.test_pages import axe
from tests.support.browser import Visit
from tests.support.project import CHECKLIST, Project
from tests.support.server import StaticServer

PAGE = "checklists/demo/"
QUESTION = """\
      - id: q{number}
        kind: choice
        text: {{fr: "Affirmation {number}", en: "Statement {number}"}}
        choices:
          - {{id: no, text: {{fr: "Non", en: "No"}}, points: 0}}
          - {{id: half, text: {{fr: "En partie", en: "In part"}}, points: 1}}
          - {{id: yes, text: {{fr: "Oui", en: "Yes"}}, points: 2}}
"""

# Whether the words of a question are laid out.
_LAID_OUT = "(item) => item.querySelector('legend').checkVisibility({ contentVisibilityAuto: true })"


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checklist of some hundred questions."""
    project = Project(tmp_path_factory.mktemp("long")).fill()
    head, bands, rest = CHECKLIST.partition("bands:")
    project.write("checklists/demo.yml", head + "".join(QUESTION.format(number=n) for n in range(1, 101)) + bands + rest)
    done = project.build("--strict")
    assert done.returncode == 0, done.stderr
    return project.folder / "site"


@pytest.fixture
def visit(open_visit: OpenVisit, long_site: Path) -> Iterator[Visit]:
    """A reader of it."""
    with StaticServer(long_site, "/x/") as server:
        yield open_visit(server.url).goto(PAGE)


def test_only_what_is_near_the_screen_is_laid_out_and_paper_has_all(visit: Visit) -> None:
    last = visit.item("q100")
    assert last.evaluate(_LAID_OUT) is False
    assert visit.page.locator("fieldset[data-item]").first.evaluate(_LAID_OUT) is True
    visit.page.emulate_media(media="print")
    assert last.evaluate(_LAID_OUT) is True


@pytest.mark.parametrize("number", [40, 100])
def test_a_link_to_a_question_leads_to_it(visit: Visit, number: int) -> None:
    visit.page.goto(f"{visit.base}{PAGE}#demo.q{number}")
    visit.page.wait_for_function(
        """(item) => { const { top, bottom } = item.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }""",
        arg=visit.item(f"q{number}").element_handle(),
    )


def test_the_ring_of_what_has_the_focus_is_not_cut_off(visit: Visit) -> None:
    visit.item("q40").locator("input").first.focus()
    ring = visit.page.evaluate(
        """() => { const option = document.activeElement.closest("label");
          const { outlineOffset, outlineWidth } = getComputedStyle(option);
          const [inner, outer] = [option, option.closest("fieldset")].map((element) => element.getBoundingClientRect());
          const width = parseFloat(outlineOffset) + parseFloat(outlineWidth);
          return [width, inner.left - outer.left, outer.right - inner.right]; }"""
    )
    assert 0 < ring[0] <= min(ring[1:])


def test_keyboard_and_search_reach_every_question(visit: Visit) -> None:
    visit.item("q57").locator("input").first.focus()
    visit.page.keyboard.press("Space")
    score = visit.wait_for_score()
    assert score["score"]["answered"] == 1
    assert visit.page.evaluate("() => window.find('Affirmation 93')") is True
    assert visit.item("q93").evaluate(_LAID_OUT) is True
    assert axe(visit, "bilan-checklist") == []


def test_a_short_checklist_is_laid_out_as_a_whole(open_visit: OpenVisit) -> None:
    page = open_visit().goto("checklists/learn/").page
    found = page.locator("fieldset[data-item]").evaluate_all("(items) => items.map((item) => getComputedStyle(item).contentVisibility)")
    assert set(found) == {"visible"}
