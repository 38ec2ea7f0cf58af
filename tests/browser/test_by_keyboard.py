# The parts of a checklist and of its result by keyboard alone, and as axe sees them: explanation, lift, matrix, several ticks, notes.

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenVisit
from tests.browser.test_pages import axe
from tests.support.browser import FIRST_SCORE_MS, Visit

PAGE = "checklists/every/"

# What has the focus: its question, and its value or its text.
_FOCUS = """() => { const { activeElement: at } = document;
  const text = at.type === "radio" || at.type === "checkbox" ? at.value : at.dataset.field ?? at.innerText.split("\\n")[0];
  return [at.closest("fieldset")?.dataset.item ?? "", text.trim()]; }"""


def _tab_to(visit: Visit, item: str, text: str = "", back: bool = False) -> None:
    """Press Tab until the focus is there; every step on the way must be in sight."""
    for _ in range(80):
        visit.page.keyboard.press("Shift+Tab" if back else "Tab")
        found = visit.page.evaluate(_FOCUS)
        covered = visit.page.evaluate(
            """() => { const { top, bottom } = document.activeElement.getBoundingClientRect();
                 return document.activeElement.closest("bilan-checklist") !== null && (bottom <= 0 || top >= innerHeight); }"""
        )
        assert not covered, found
        if found[0] == item and text in found[1]:
            return
    raise AssertionError(f"the keyboard never reached {item} {text}")


def test_every_part_is_used_by_keyboard_alone(features: OpenVisit) -> None:
    visit = features().goto(PAGE)
    press = visit.page.keyboard.press
    _tab_to(visit, "role")
    visit.score_after(lambda: press("ArrowUp"))
    assert visit.answers()["role"] == ["lead"]
    _tab_to(visit, "role", "Ajouter une note")
    press("Enter")
    assert visit.page.evaluate(_FOCUS) == ["role", "note"]
    visit.page.keyboard.type("Depuis mars")
    _tab_to(visit, "role", "Retirer la note")
    press("Enter")
    assert visit.page.evaluate(_FOCUS) == ["role", "Ajouter une note"]
    _tab_to(visit, "tools", "blog")
    visit.score_after(lambda: press("Space"))
    _tab_to(visit, "tools", "none")
    visit.score_after(lambda: press("Space"))
    assert visit.answers()["tools"] == ["none"]
    _tab_to(visit, "reads")
    press("ArrowRight")
    _tab_to(visit, "checks")
    press("ArrowRight")
    press("ArrowRight")
    _tab_to(visit, "hours")
    visit.page.keyboard.type("8")
    visit.complete()
    visit.page.wait_for_selector(".bilan-lift a", timeout=FIRST_SCORE_MS)
    _tab_to(visit, "", "D’où vient ce score")
    press("Enter")
    visit.page.wait_for_selector(".bilan-explanation .bilan-step", timeout=FIRST_SCORE_MS)
    for name in ("Pratique", "Habitudes"):
        _tab_to(visit, "", name)
        press("Enter")
    _tab_to(visit, "", "3 Je relis tout ce que je publie.")
    press("Enter")
    assert visit.page.evaluate("() => location.hash") == "#every.reads"
    press("Tab")
    assert visit.page.evaluate(_FOCUS)[0] == "reads"


@pytest.mark.parametrize(("language", "scheme", "width"), [("", "light", 1280), ("en/", "dark", 320)])
def test_every_part_is_sound_as_axe_sees_it(features: OpenVisit, language: str, scheme: str, width: int) -> None:
    visit = features(color_scheme=scheme, viewport={"width": width, "height": 900}).goto(language + PAGE)
    for item, value in {"role": "lead", "tools": "blog", "reads": "yes", "checks": "partly", "hours": "8"}.items():
        visit.score_after(lambda item=item, value=value: visit.answer(item, value))
    for item in ("role", "reads"):
        visit.item(item).locator("[data-bilan=add-evidence]").click()
        visit.item(item).locator("[data-field=link]").fill("no address")
    visit.complete()
    visit.page.wait_for_selector(".bilan-lift a", timeout=FIRST_SCORE_MS)
    visit.page.locator(".bilan-explanation > summary").click()
    visit.page.wait_for_selector(".bilan-explanation .bilan-step", timeout=FIRST_SCORE_MS)
    visit.page.evaluate("() => { for (const fold of document.querySelectorAll('bilan-checklist details')) fold.open = true; }")
    # Colours fade in; what is judged is where they end.
    visit.finish_animations()
    assert axe(visit, "bilan-checklist") == []
    if width == 320:
        # Addresses stand in every kind of an author's text, as the format has no links; none makes the page wider.
        visit.page.evaluate(
            """(address) => { const parts = ":is(p, span, dd, dt, small, li, h2, h3, a, legend)";
               const ours = ".bilan-hidden, .bilan-item__number, .bilan-value, .bilan-option--aside, .bilan-foot, .bilan-tools";
               for (const part of document.querySelectorAll(`bilan-checklist ${parts}`))
                 if (!part.firstElementChild && !part.closest(ours) && part.textContent.trim()) part.textContent = address; }""",
            "https://example.org/" + "reglementation-et-accessibilite/" * 4,
        )
        assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_the_keyboard_opens_the_drawer_and_meets_nothing_of_it_before(open_visit: OpenVisit) -> None:
    page = open_visit(viewport={"width": 390, "height": 800}).goto("checklists/learn/").page
    where = """() => { const { activeElement: at } = document; const { left, right } = at.getBoundingClientRect();
                 return [at.getAttribute("for") ?? at.className, right > 0 && left < innerWidth]; }"""
    stops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(where))
    # The theme opens its search where its field gets the focus.
    assert [stop for stop in stops if not stop[1]] == []
    assert "__drawer" in [stop[0] for stop in stops]
    menu = page.get_by_role("button", name="Menu")
    assert menu.get_attribute("aria-expanded") == "false"
    menu.press("Enter")
    page.wait_for_selector(".md-sidebar--primary a:visible")
    assert menu.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    page.wait_for_selector(".md-sidebar--primary", state="hidden")
    assert page.evaluate(where)[0] == "__drawer"
    page.add_style_tag(content="html { font-size: 250% !important }")
    buttons = page.locator(".md-header__inner > :is(label, form, nav)").evaluate_all(
        "(parts) => parts.map((part) => part.getBoundingClientRect()).map(({ left, right }) => [left, right])"
    )
    assert all(left >= 0 and right <= 390 for left, right in buttons), buttons
