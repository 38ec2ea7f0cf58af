# The result as readers see it: nothing touches, nothing is said that means nothing.

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import FIRST_SCORE_MS

# How far every corner of a text stands from the middle of the dial, and the inner edge of its ring.
_REACH = """() => {
  const dial = document.querySelector(".bilan-dial").getBoundingClientRect();
  const middle = [dial.x + dial.width / 2, dial.y + dial.height / 2];
  const corners = [...document.querySelectorAll(".bilan-score__value :is(.bilan-score__number, small)")].flatMap((part) => {
    const range = document.createRange();
    range.selectNodeContents(part);
    return [...range.getClientRects()].flatMap(({ left, right, top, bottom }) =>
      [left, right].flatMap((x) => [top, bottom].map((y) => Math.hypot(x - middle[0], y - middle[1]))));
  });
  const ring = document.querySelector(".bilan-dial__value");
  return [Math.max(...corners), (ring.r.baseVal.value - parseFloat(getComputedStyle(ring).strokeWidth) / 2) * dial.width / 120];
}"""


@pytest.mark.parametrize(("language", "length"), [("", 6), ("en/", 5)])
def test_the_number_keeps_clear_of_its_ring(open_visit: OpenVisit, language: str, length: int) -> None:
    visit = open_visit().goto(f"{language}checklists/learn/")
    inputs = visit.page.locator("fieldset[data-item]:not([data-away])").locator("input:nth-of-type(1)")
    for item in range(inputs.count()):
        if len(visit.page.locator("[data-bilan=percent]").text_content() or "") >= length:
            break
        visit.score_after(lambda item=item: inputs.nth(item).check())
    assert len(visit.shown_percent()) >= length
    for width in (320, 768, 1280):
        visit.page.set_viewport_size({"width": width, "height": 800})
        reach, ring = visit.page.evaluate(_REACH)
        assert reach < ring - 2, width


def test_nothing_is_said_of_the_threshold_of_a_level_that_begins_nowhere(features: OpenVisit) -> None:
    visit = features().goto("checklists/every/")
    result = visit.score_after(lambda: visit.answer("role", "reader"))
    assert result["score"]["band"] == "low"
    visit.page.locator("[data-bilan=so-far]").click()
    assert visit.page.locator("[data-bilan=band-kind]").text_content() == "Niveau provisoire"
    levels = {
        term.get_attribute("data-band"): term.locator("small").all_text_contents() for term in visit.page.locator("dt[data-band]").all()
    }
    assert levels == {
        "low": [],
        "middle": ["au-dessus de 4 points"],
        "high": ["au-dessus de 8 points"],
        "careless": ["à partir de 0\u202f%"],
        "careful": ["à partir de 50\u202f%"],
    }


def test_where_no_question_has_an_action_none_is_announced(features: OpenVisit) -> None:
    visit = features().goto("checklists/reader/")
    visit.score_after(lambda: visit.answer("satisfied", "yes"))
    assert visit.page.locator(".bilan-result").get_by_role("heading").all_inner_texts() == [
        "Vos autres questionnaires",
        "Pour continuer",
    ]
    assert visit.page.get_by_text("action", exact=False).locator("visible=true").count() == 0


def test_a_percentage_of_a_hundred_points_is_told_once(features: OpenVisit) -> None:
    visit = features().goto("checklists/every/")
    visit.score_after(lambda: visit.answer("reads", "partly"))
    care = visit.page.locator("li[data-score=care-score]")
    assert care.locator("[data-part=value]").inner_text().replace("\u202f", " ").replace("\u00a0", " ") == "50 %"
    assert care.locator("[data-part=points]").inner_text() == ""


def test_paper_has_answers_and_what_they_come_to(features: OpenVisit) -> None:
    visit = features().goto("checklists/every/")
    visit.score_after(lambda: visit.answer("role", "lead"))
    guidance, explanation = visit.item("role").locator(".bilan-guidance dd"), visit.page.locator(".bilan-explanation")
    visit.item("role").locator("[data-bilan=add-evidence]").click()
    visit.item("role").locator("[data-field=link]").fill("https://example.org/proof")
    # As some themes do before they print.
    visit.page.evaluate("() => { for (const fold of document.querySelectorAll('.bilan-guidance')) fold.open = true; }")
    visit.page.emulate_media(media="print")
    assert not guidance.first.is_visible()
    assert not explanation.is_visible()
    assert [field.is_visible() for field in visit.item("role").locator("[data-field]").all()] == [False] * 3
    assert visit.item("role").get_by_role("link", name="https://example.org/proof").is_visible()
    assert not visit.page.get_by_text("Comment lire le score").is_visible()
    visit.page.emulate_media(media="screen")
    visit.item("role").locator("[data-field=note]").fill("Seen")
    explanation.locator("> summary").click()
    visit.page.wait_for_selector(".bilan-explanation .bilan-step", timeout=FIRST_SCORE_MS)
    visit.page.emulate_media(media="print")
    assert visit.page.get_by_text("Votre réponse : Responsable").first.is_visible()
    assert [field.is_visible() for field in visit.item("role").locator("[data-field]").all()] == [True, False, False]


def test_a_conclusion_leads_to_what_it_names_and_the_plan_stands_near_the_top(open_visit: OpenVisit) -> None:
    visit = open_visit(viewport={"width": 390, "height": 800}).goto("checklists/overview/")
    visit.answer_all()
    visit.wait_for_score()
    result, plan = visit.page.locator(".bilan-result"), visit.page.get_by_role("heading", name="Par où commencer")
    plan.wait_for()
    tops = [(place.bounding_box() or {})["y"] for place in (result, plan)]
    assert tops[1] - tops[0] < 1200
    told = visit.page.locator("[data-bilan=outcome-text]")
    checklist = told.get_by_role("link").first
    title = checklist.inner_text()
    checklist.click()
    visit.page.wait_for_url("**/checklists/*/")
    assert visit.page.get_by_role("heading", level=1).inner_text() == title
