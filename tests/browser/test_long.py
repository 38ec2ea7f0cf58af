# Checklists of many questions: what is off the screen is not laid out, and nobody notices; who is sent to a place of theirs lands there.

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import OpenVisit
from tests.browser.test_pages import axe
from tests.support.browser import Visit
from tests.support.long import OFF, PAGE, build_long
from tests.support.server import StaticServer

# Whether the words of a question are laid out.
_LAID_OUT = "(item) => item.querySelector('legend').checkVisibility({ contentVisibilityAuto: true })"


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checklist of some hundred questions."""
    return build_long(tmp_path_factory.mktemp("long"))


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


def test_whoever_is_sent_to_a_place_of_a_long_page_lands_there(open_visit: OpenVisit, long_site: Path) -> None:
    with StaticServer(long_site, "/x/") as server:
        page = open_visit(server.url, viewport={"width": 390, "height": 800}).page
        address = server.url + PAGE
        # An address with a place, from elsewhere and on the page itself; a reload, and back.
        page.goto(f"{address}#demo.q100")
        assert page.evaluate(OFF, "demo.q100") <= 20
        page.reload()
        assert page.evaluate(OFF, "demo.q100") <= 20
        page.goto(server.url)
        page.go_back()
        assert page.evaluate(OFF, "demo.q100") <= 20
        for place, link in {"demo.q40": "", "demo:result": ".bilan-bar a[href$=':result']", "demo.q60": "made"}.items():
            page.goto(server.url)
            page.goto(address)
            if not link:
                page.goto(f"{address}#{place}")
            elif link == "made":
                page.evaluate(
                    "(id) => { const a = document.createElement('a'); a.href = '#' + id; document.body.append(a); a.click(); }", place
                )
            else:
                page.mouse.wheel(0, 1)
                page.locator(link).click()
            assert page.evaluate(OFF, place) <= 20, place


def test_a_link_followed_right_after_scrolling_lands_where_the_theme_brings_pages_in(open_visit: OpenVisit, instant_site: str) -> None:
    visit = open_visit(instant_site, viewport={"width": 390, "height": 800}).goto("checklists/learn/")
    visit.page.wait_for_load_state("networkidle")
    visit.page.evaluate("() => { scrollBy(0, 30); document.querySelector('.bilan-bar a[href$=\":result\"]').click(); }")
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.evaluate(OFF, "learn:result") <= 20


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
