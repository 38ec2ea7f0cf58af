# Nothing on a page moves by itself: not when the scripts come, not when what is kept on the device is shown.

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import Visit

PAGE = "checklists/every/"
WIDTHS = [1280, 375]

# As tall as the whole page, so that every move counts.
TALL = 5000

# What moves, and from where to where.
_WATCH = """
window.bilanMoves = [];
new PerformanceObserver((list) => { for (const entry of list.getEntries()) for (const { node, previousRect, currentRect } of entry.sources)
  if (node?.isConnected && (node.closest ? node : node.parentElement).closest("bilan-checklist, .md-nav"))
    window.bilanMoves.push(`${node.localName ?? node.data} ${node.className ?? ""} ${node.dataset?.item ?? node.id ?? ""}: `
      + [previousRect, currentRect].map(({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ")).join(" -> "));
}).observe({ type: "layout-shift", buffered: true });
"""


def _visit(features: OpenVisit, width: int) -> Visit:
    visit = features(viewport={"width": width, "height": TALL})
    visit.page.add_init_script(_WATCH)
    return visit


def _places(visit: Visit) -> dict[str, Any]:
    """Where each question stands, and whether it is seen."""
    places: dict[str, Any] = visit.page.evaluate(
        """() => {
             const name = ({ id, href, dataset, control }) => id || href || dataset.section || `${control?.name} ${control?.value}`;
             return Object.fromEntries([...document.querySelectorAll("fieldset, .bilan-section, .bilan-result, .bilan-option, .md-nav a")]
               .filter((part) => part.checkVisibility({ visibilityProperty: true }))
               .map((part) => [name(part), Math.round(part.getBoundingClientRect().y)])); }"""
    )
    return places


def _moves(visit: Visit) -> list[str]:
    # Two frames later, what moved has been told.
    visit.page.evaluate("() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(seen))))")
    moves: list[str] = visit.page.evaluate("() => window.bilanMoves")
    return moves


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_when_the_scripts_come_to_an_empty_form(features: OpenVisit, width: int) -> None:
    visit = _visit(features, width)
    release = visit.hold("**/checklist-element.js")
    visit.page.goto(visit.base + PAGE)
    before = _places(visit)
    # What moved while the page itself was still arriving is none of the scripts' doing.
    visit.page.evaluate("() => { window.bilanMoves = []; }")
    assert visit.page.get_by_text("Répondez à une question").is_visible()
    # What waits for the scripts has no size, not even beyond the edge.
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= width
    visit.page.keyboard.press("Shift")
    release()
    visit.page.wait_for_selector("[data-bilan=bar]:not([hidden])")
    assert _places(visit) == before
    assert _moves(visit) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_who_comes_back_finds_the_questions_as_they_were(features: OpenVisit, width: int) -> None:
    visit = _visit(features, width).goto(PAGE)
    visit.score_after(lambda: visit.answer("role", "lead"))
    left = _places(visit)
    release = visit.hold("**/checklist-element.js")
    visit.page.goto(visit.base + PAGE)
    assert _places(visit) == left
    assert visit.item("meets").is_visible()
    assert not visit.item("blog-often").is_visible()
    release()
    visit.page.wait_for_selector("[data-bilan=bar]:not([hidden])")
    assert _places(visit) == left
    visit.wait_for_score()
    assert _places(visit) == left


def test_what_was_hidden_is_kept_no_longer_than_the_answers(features: OpenVisit) -> None:
    visit = features().goto(PAGE)
    visit.score_after(lambda: visit.answer("role", "writer"))
    kept = "() => Object.entries(localStorage).filter(([key]) => key.includes(':hidden:'))"
    [(key, text)] = visit.page.evaluate(kept)
    assert key.endswith(":hidden:every")
    assert json.loads(text)["items"] == ["blog-often", "leads", "meets", "remark"]
    assert json.loads(text)["sections"] == ["leading"]
    assert json.loads(text)["choices"] == ["tools board"]
    visit.item("role").get_by_role("button", name="Retirer la réponse").click()
    assert visit.page.evaluate(kept) == []
    visit.score_after(lambda: visit.answer("role", "lead"))
    visit.erase()
    assert visit.page.evaluate(kept) == []


def test_what_is_kept_of_what_was_hidden_may_be_anything(features: OpenVisit) -> None:
    visit = features().goto(PAGE)
    visit.score_after(lambda: visit.answer("role", "lead"))
    for text in ["", "[]", "{", '{"content": 1}', '{"items": 1, "sections": ["<b>"], "choices": [2]}']:
        change = "(text) => { for (const key of Object.keys(localStorage)) if (key.includes(':hidden:')) localStorage[key] = text; }"
        visit.page.evaluate(change, text)
        visit.goto(PAGE)
        visit.wait_for_score()
        assert visit.item("meets").is_visible(), text


def test_other_rules_forget_what_was_hidden(features: OpenVisit) -> None:
    visit = features().goto(PAGE)
    visit.score_after(lambda: visit.answer("role", "lead"))
    visit.page.evaluate(
        """() => { const key = Object.keys(localStorage).find((key) => key.includes(":hidden:"));
             localStorage[key] = localStorage[key].replace(/"content":"[0-9a-f]+"/, '"content":"000000000000"'); }"""
    )
    release = visit.hold("**/checklist-element.js")
    visit.page.goto(visit.base + PAGE)
    assert visit.page.evaluate("() => document.querySelector('[data-item=meets]').checkVisibility({ visibilityProperty: true })") is False
    release()
    visit.wait_for_score()
    assert visit.item("meets").is_visible()


# Nothing can be written any more, which the next answer finds out. Nothing is scrolled for it.
_FILL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") };
  document.querySelector("[data-item=remark] textarea").dispatchEvent(new Event("input", { bubbles: true }));
}"""


@pytest.mark.parametrize("width", [1280, 320])
def test_a_notice_moves_no_question_and_is_in_sight(features: OpenVisit, width: int) -> None:
    visit = features(viewport={"width": width, "height": 640})
    visit.goto(PAGE)
    visit.score_after(lambda: visit.answer("role", "lead"))
    visit.wait_until_kept()
    notice = visit.page.locator("[data-bilan=storage-notice]")
    # At the top of the page no browser makes up for what moves, and at its end the notice must not lie over the last of it.
    for end in (False, True):
        visit.page.evaluate("(end) => scrollTo(0, end ? document.body.scrollHeight : 0)", end)
        before = _places(visit)
        visit.page.evaluate(_FILL)
        notice.wait_for()
        assert _places(visit) == before
        place = notice.bounding_box() or {}
        assert 0 < place["y"] <= 640 - place["height"]
        visit.page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
        last = visit.page.locator(".bilan-result").bounding_box() or {}
        assert last["y"] + last["height"] <= (notice.bounding_box() or {})["y"]
        visit.goto(PAGE)
        visit.wait_for_score()
        visit.wait_until_kept()


def test_nothing_moves_under_what_is_being_pressed(features: OpenVisit) -> None:
    visit = features().goto(PAGE)
    visit.score_after(lambda: visit.answer("role", "lead"))
    page = visit.page
    tool = page.locator("[data-bilan=print]")
    tool.scroll_into_view_if_needed()
    place = tool.bounding_box() or {}
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.down()
    # As another tab would, and with it goes a question above.
    seen = page.evaluate("() => { document.querySelector('[data-item=role] [value=writer]').click(); return window.bilanEvents.length; }")
    visit.stay(0.7)
    assert page.evaluate("() => window.bilanEvents.length") == seen
    assert tool.bounding_box() == place
    page.mouse.move(0, 0)
    visit.score_after(page.mouse.up)
    assert not visit.item("meets").is_visible()
