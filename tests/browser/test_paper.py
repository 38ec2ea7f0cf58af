# Printed checklists: real PDFs are counted, and what they show is looked at as the page is once it was made ready for paper.

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import OpenVisit
from tests.support.browser import Visit

CHECKLISTS = [
    *("overview", "delegation-reflexes", "learn", "strategic-value", "integrated-approach"),
    *("resources", "keep-or-delegate", "personal-commitment", "make-time"),
]

# What an A4 page holds between the margins of paper.css, in CSS pixels.
WIDTH, HEIGHT = 680, 1009

LONG = "\n".join(f"Ligne {number} : assez de mots pour que trois lignes de champ n’y suffisent pas." for number in range(40))

# The colours of all that is told on the page, and what they stand on, as far as that is painted.
_COLOURS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    canvas.fillStyle = "#fff";
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 765;
  };
  const shown = [...document.querySelectorAll(".md-content *")].filter((element) => element.checkVisibility());
  const told = shown.filter(({ childNodes }) => [...childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  const fields = shown.filter((element) => element.matches("input, textarea, select"));
  const style = (element) => getComputedStyle(element);
  return {
    ink: Math.max(...[...told, ...fields].map((element) => light(style(element).color))),
    paper: Math.min(...[document.body, ...shown].map((element) => light(style(element).backgroundColor))),
    schemes: [...new Set([document.body, ...fields].map((element) => style(element).colorScheme))],
  };
}"""


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def _print(page: Page) -> int:
    """Print a page as browsers do unless asked otherwise, on A4 and without backgrounds; how many pages it took."""
    return _pages(page.pdf(format="A4"))


@pytest.fixture
def filled(visit: Visit) -> Visit:
    """The first overview, answered."""
    visit.goto("checklists/overview/")
    visit.score_after(visit.answer_all)
    return visit


def _make_ready(page: Page) -> None:
    """What happens before a page is printed."""
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_blank_form_takes_few_pages(cold_visit: Visit, prefix: str) -> None:
    counts = {}
    for checklist in CHECKLISTS:
        cold_visit.page.goto(f"{cold_visit.base}{prefix}checklists/{checklist}/")
        counts[checklist] = _print(cold_visit.page)
    assert max(counts.values()) <= 4, counts
    assert min(counts.values()) >= 1


def test_a_blank_form_is_to_be_filled_in_by_hand(open_visit: OpenVisit) -> None:
    visit = open_visit(java_script_enabled=False, viewport={"width": WIDTH, "height": HEIGHT})
    page = visit.page
    page.goto(visit.base + "checklists/make-time/")
    page.emulate_media(media="print")
    for text in ("Bilan", "Version 3", "Nom\u00a0:", "Date\u00a0:"):
        assert page.locator(".bilan-paper").get_by_text(text, exact=True).is_visible()
    assert page.locator(".bilan-summary").is_visible()
    assert not page.get_by_text("Vos réponses", exact=True).is_visible()
    assert page.get_by_text("Ne concerne que certains cas").first.is_visible()
    assert page.locator("dd[data-bilan=action]").first.is_visible()
    for hidden in (".bilan-levels", "dd[data-bilan=why]", "dd[data-bilan=example]", "button", "[id$=':result']"):
        assert page.locator(hidden).locator("visible=true").count() == 0, hidden
    assert (page.locator("textarea").first.bounding_box() or {"height": 0})["height"] >= 80
    # Short choices stand side by side.
    tops = page.locator("[data-kind=scale] .bilan-options").last.locator("label").evaluate_all("(all) => all.map((one) => one.offsetTop)")
    assert len(tops) == 5
    assert len(set(tops)) == 1


def test_nothing_is_torn_apart(cold_visit: Visit) -> None:
    cold_visit.page.goto(cold_visit.base + "checklists/keep-or-delegate/")
    cold_visit.page.emulate_media(media="print")
    values = "(all, name) => [...new Set(all.map((one) => getComputedStyle(one)[name]))]"
    for selector, name in (("main :is(h1, h2, h3, h4)", "breakAfter"), (".bilan-item, .bilan-matrix", "breakInside")):
        assert cold_visit.page.locator(selector).evaluate_all(values, name) == ["avoid"], selector


@pytest.mark.parametrize("checklist", ["overview", "keep-or-delegate"])
def test_the_first_page_of_an_answered_one_says_what_it_comes_to(visit: Visit, checklist: str) -> None:
    visit.goto(f"checklists/{checklist}/")
    visit.score_after(visit.answer_all)
    # One page, and the answers on two.
    assert _print(visit.page) <= 3
    _make_ready(visit.page)
    page = visit.page
    assert re.fullmatch(r"Imprimé le \d+(er)? \w+ 20\d\d", page.locator("[data-bilan=printed]").inner_text().removeprefix("· "))
    score, answers = page.locator("[data-bilan=score]"), page.get_by_text("Vos réponses", exact=True)
    assert _bottom(score) <= _top(answers) <= HEIGHT
    for told in ("percent", "band-title", "band-text", "actions"):
        assert page.locator(f"[data-bilan={told}]").is_visible(), told
    if checklist == "overview":
        assert page.locator("[data-bilan=outcome-text]").is_visible()
    for hidden in (".bilan-levels", ".bilan-bar", "button", ".bilan-summary", ".bilan-lift", "[data-missing]", "[id$=':result']"):
        assert page.locator(hidden).locator("visible=true").count() == 0, hidden
    # Firefox begins the answers on a page of their own only where all around them are blocks.
    around = """(title) => { const found = new Set();
      for (let one = title.parentElement; one; one = one.parentElement) found.add(getComputedStyle(one).display);
      return [...found]; }"""
    assert answers.evaluate(around) == ["block"]
    assert answers.evaluate("(title) => getComputedStyle(title).breakBefore") == "page"


def test_what_was_not_answered_and_need_not_be_takes_no_room(visit: Visit) -> None:
    visit.goto("checklists/make-time/")
    unknown = visit.item("low-yield-hours")
    visit.score_after(lambda: unknown.locator("input[value=':dont-know']").check())
    _make_ready(visit.page)
    assert not unknown.locator(".bilan-item__help").is_visible()
    assert _top(unknown.locator("label:has(:checked)")) < _bottom(unknown.locator("legend"))
    left = visit.item("activity-to-drop")
    assert left.locator("legend").is_visible()
    assert not left.locator("textarea").is_visible()


def test_answers_are_printed_without_what_was_not_chosen(features: OpenVisit) -> None:
    visit = features().goto("checklists/every/")
    visit.answer("role", "lead")
    visit.item("tools").locator("input").first.check()
    visit.item("hours").locator("input").first.fill("3")
    visit.score_after(lambda: visit.answer("reads", "partly"))
    _make_ready(visit.page)
    assert _told(visit, "role") == ["Responsable"]
    assert _told(visit, "tools") == ["Un blog"]
    assert _told(visit, "reads") == ["En partie"]
    assert visit.item("hours").locator(".bilan-written").inner_text() == "3"
    assert not visit.item("hours").locator(".bilan-item__help").is_visible()
    # What has no answer can still be given one by hand, and a box that is not ticked says something.
    assert _told(visit, "meets") == ["Pas d’accord", "En partie", "D’accord", "Sans objet"]
    assert _told(visit, "asked") == ["J’ai demandé un avis."]


def test_what_is_to_be_done_stands_on_the_first_page_or_beside_its_answer(visit: Visit) -> None:
    visit.goto("checklists/learn/")
    visit.score_after(lambda: [visit.item(item).locator("input").first.check() for item in _radios(visit)])
    listed = visit.page.locator("[data-bilan=actions] > li > p").all_inner_texts()
    actions = visit.page.locator("fieldset:not([data-away]):has(input:checked) dd[data-bilan=action]")
    _make_ready(visit.page)
    assert len(listed) == 3
    beside = [action.inner_text() for action in actions.all() if action.is_visible()]
    assert beside
    assert not set(listed) & set(beside)


def test_a_long_text_is_printed_whole(features: OpenVisit) -> None:
    visit = features().goto("checklists/every/")
    visit.score_after(lambda: visit.answer("role", "lead"))
    remark, item = visit.item("remark"), visit.item("role")
    remark.locator("textarea").fill(LONG)
    item.locator("[data-bilan=add-evidence]").click()
    item.locator("[data-field=note]").fill(LONG)
    item.locator("[data-field=date]").fill("2026-11-01")
    few = _print(visit.page)
    remark.locator("textarea").fill("")
    assert few > _print(visit.page)
    remark.locator("textarea").fill(LONG)
    _make_ready(visit.page)
    for place in (remark, item):
        assert place.locator(".bilan-written").first.inner_text() == LONG
        assert not place.locator("textarea").is_visible()
    assert item.get_by_text("1er novembre 2026").is_visible()


def test_a_long_text_is_printed_whole_without_scripts(open_visit: OpenVisit) -> None:
    visit = open_visit(java_script_enabled=False)
    visit.page.goto(visit.base + "checklists/make-time/")
    field = visit.page.locator("textarea").first
    field.fill(LONG)
    visit.page.emulate_media(media="print")
    assert field.evaluate("(field) => field.scrollHeight <= field.clientHeight")


def test_after_printing_the_page_is_as_it_was(filled: Visit) -> None:
    page = filled.page
    seen = """() => [document.querySelector("bilan-checklist").innerHTML, document.activeElement.dataset.bilan, scrollY]"""
    # What comes last moves what is below it.
    page.locator(".bilan-lift").wait_for()
    page.locator("button[data-bilan=all-actions]").click()
    page.locator("[data-bilan=actions] a").last.focus()
    link = page.evaluate("() => document.activeElement.textContent")
    # The first time, the date is written, which nobody sees on a screen.
    _print(page)
    before = page.evaluate(seen)
    _print(page)
    assert page.evaluate(seen) == before
    assert page.evaluate("() => document.activeElement.textContent") == link
    assert before[2] > 0


@pytest.mark.parametrize("path", ["", "learn/", "checklists/", "checklists/overview/"])
def test_paper_is_white_and_its_ink_dark_whatever_the_screen_is(open_visit: OpenVisit, path: str) -> None:
    visit = open_visit(color_scheme="dark")
    visit.page.goto(visit.base + path)
    assert visit.page.evaluate("() => document.body.dataset.mdColorScheme") == "slate"
    visit.page.emulate_media(media="print", color_scheme="dark")
    found = visit.page.evaluate(_COLOURS)
    assert found["ink"] <= 0.4, found
    assert found["paper"] >= 0.9, found
    assert found["schemes"] == ["light"]


def test_an_answered_checklist_in_the_dark_is_printed_the_same(open_visit: OpenVisit) -> None:
    visit = open_visit(color_scheme="dark").goto("checklists/learn/")
    visit.score_after(visit.answer_all)
    _make_ready(visit.page)
    visit.page.emulate_media(media="print", color_scheme="dark")
    found = visit.page.evaluate(_COLOURS)
    assert found["ink"] <= 0.4, found
    assert found["schemes"] == ["light"]


def test_a_checklist_within_a_page_stays_where_it_is(visit: Visit) -> None:
    visit.goto("learn/")
    visit.score_after(visit.page.locator("fieldset[data-item] input").first.check)
    _make_ready(visit.page)
    assert visit.page.locator(".bilan-paper").locator("visible=true").count() == 0
    assert _top(visit.page.locator("[data-bilan=score]")) >= _bottom(visit.page.locator("fieldset[data-item]").last)
    assert not visit.page.locator(".bilan-levels").is_visible()


def test_the_lists_print(open_visit: OpenVisit) -> None:
    visit = open_visit()
    for path in ("checklists/", "en/checklists/"):
        visit.page.goto(visit.base + path)
        assert _print(visit.page) == 1


def _top(place: Locator) -> float:
    return (place.bounding_box() or {"y": -1})["y"]


def _bottom(place: Locator) -> float:
    box = place.bounding_box() or {"y": 0, "height": 0}
    return box["y"] + box["height"]


def _told(visit: Visit, item: str) -> list[str]:
    """The choices of a question that are shown."""
    return [choice.inner_text() for choice in visit.item(item).locator(".bilan-option").all() if choice.is_visible()]


def _radios(visit: Visit) -> list[str]:
    found: list[str] = visit.page.locator("fieldset[data-item]:not([data-away]):has([type=radio])").evaluate_all(
        "(all) => all.map(({ dataset }) => dataset.item)"
    )
    return found
