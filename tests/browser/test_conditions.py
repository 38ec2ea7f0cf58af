# Conditions on the page, which hide and show: live, before Python is there, without scripts, on paper, for focus and for those who hear.

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import OpenVisit
from tests.support.browser import FIRST_SCORE_MS, Visit

PAGE = "checklists/every/"
LATER = ["blog-often", "leads", "meets", "remark"]


def _shown(page: Page) -> list[str]:
    return [
        item.get_attribute("data-item") or "" for item in page.locator("fieldset[data-item]").all() if item.locator("legend").is_visible()
    ]


def _all(page: Page) -> list[str]:
    return [item.get_attribute("data-item") or "" for item in page.locator("fieldset[data-item]").all()]


def _lead(features: OpenVisit) -> Visit:
    visit = features().goto(PAGE)
    visit.score_after(lambda: visit.answer("role", "lead"))
    return visit


def test_what_does_not_apply_is_not_there_before_python_is(cold_features: OpenVisit) -> None:
    visit = cold_features().goto(PAGE)
    assert [item for item in _all(visit.page) if item not in _shown(visit.page)] == LATER
    assert not visit.page.get_by_role("heading", name="Diriger").is_visible()
    assert not visit.page.get_by_role("link", name="Diriger", exact=True).first.is_visible()
    assert not visit.item("tools").get_by_label("Un tableau de bord").is_visible()
    assert [url for url in visit.requests if "pyodide" in url] == []
    assert not visit.page.get_by_text("Ne concerne que certains cas").first.is_visible()


def test_questions_sections_and_choices_come_and_go_with_their_answers(features: OpenVisit) -> None:
    visit = _lead(features)
    assert [item for item in _all(visit.page) if item not in _shown(visit.page)] == ["blog-often"]
    assert visit.page.get_by_role("heading", name="Diriger").is_visible()
    assert visit.page.locator(".bilan-sections").get_by_role("link", name="Diriger").is_visible()
    visit.item("tools").get_by_label("Un tableau de bord").check()
    result = visit.score_after(lambda: visit.answer("meets", "yes"))
    assert result["score"]["points"] == 5
    result = visit.score_after(lambda: visit.answer("role", "reader"))
    assert [item["id"] for item in result["items"] if item["state"] == "hidden"] == LATER
    assert _shown(visit.page) == [item for item in _all(visit.page) if item not in LATER]
    assert not visit.page.locator(".bilan-sections").get_by_text("Diriger").is_visible()
    assert result["score"]["points"] == 0
    stored = visit.kept()["every"]
    assert stored["answers"]["meets"] == {"value": "yes"}
    assert stored["answers"]["tools"] == {"value": ["board"]}
    result = visit.score_after(lambda: visit.answer("role", "lead"))
    assert visit.answers()["meets"] == ["yes"]
    assert visit.answers()["tools"] == ["board"]
    assert result["score"]["points"] == 5


def test_the_numbers_of_questions_have_no_holes(features: OpenVisit) -> None:
    visit = features().goto(PAGE)
    numbers = visit.page.locator(".bilan-item__number")
    all_of_them = [str(number) for number in range(1, 11)]
    shown = """() => [...document.querySelectorAll('.bilan-item__number')]
      .filter((part) => part.checkVisibility()).map((part) => part.textContent)"""
    visit.page.keyboard.press("Shift")
    visit.page.wait_for_selector("bilan-checklist:defined")
    for role in ("", "lead", "reader"):
        if role:
            visit.score_after(lambda role=role: visit.answer("role", role))
        found = visit.page.evaluate(shown)
        assert found == all_of_them[: len(found)], role
        # Buttons are told apart by the same number.
        labels = visit.page.locator("[data-bilan=add-evidence]:visible .bilan-hidden").all_text_contents()
        assert [label.strip() for label in labels] == [f"({number})" for number in found]
    # A form that is not filled in shows all of them on paper.
    visit.erase()
    visit.page.wait_for_selector("[data-conditions=blank]")
    visit.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert numbers.all_text_contents() == all_of_them


def test_it_is_told_once_and_politely_that_questions_were_added(features: OpenVisit) -> None:
    visit = _lead(features)
    status = visit.page.locator("[data-bilan=status]")
    visit.page.wait_for_function("() => document.querySelector('[data-bilan=status]').textContent")
    # `leads`, `meets` and `remark`; the choice is part of a question that was there before.
    assert (status.text_content() or "").startswith("3 questions s’ajoutent. 1 réponse sur 7, ")
    visit.score_after(lambda: visit.answer("role", "writer"))
    visit.page.wait_for_function("() => document.querySelector('[data-bilan=status]').textContent.startsWith('1 réponse')")


def test_focus_moves_on_when_its_question_goes(features: OpenVisit) -> None:
    visit = _lead(features)
    other = visit.context.new_page()
    other.goto(visit.base + PAGE)
    other.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=FIRST_SCORE_MS)
    visit.item("leads").locator("input").first.focus()
    other.locator('fieldset[data-item=role] input[value="reader"]').check()
    visit.page.wait_for_function("() => document.querySelector('fieldset[data-item=leads]').hasAttribute('data-away')")
    assert visit.page.evaluate("() => document.activeElement.closest('fieldset').dataset.item") == "hours"


def test_the_last_question_that_goes_gives_the_focus_to_the_one_before(features: OpenVisit) -> None:
    visit = _lead(features)
    visit.item("remark").locator("textarea").focus()
    visit.page.evaluate(
        """() => { const role = document.querySelector('fieldset[data-item=role] input[value="reader"]');
             role.checked = true; role.dispatchEvent(new Event("input", { bubbles: true })); }"""
    )
    visit.page.wait_for_function("() => document.querySelector('fieldset[data-item=remark]').hasAttribute('data-away')")
    assert visit.page.evaluate("() => document.activeElement.closest('fieldset').dataset.item") == "asked"


def test_erasing_brings_back_the_empty_form(features: OpenVisit) -> None:
    visit = _lead(features)
    visit.erase()
    assert [item for item in _all(visit.page) if item not in _shown(visit.page)] == LATER


def test_where_there_can_be_no_score_everything_is_shown_with_notes(cold_features: OpenVisit) -> None:
    visit = cold_features()
    visit.expect(r"failed: .*", r"error: .*")
    visit.page.route("**/checklists/every.*.json", lambda route: route.abort())
    visit.goto(PAGE)
    visit.answer("role", "lead")
    visit.wait_for_failure()
    assert _shown(visit.page) == _all(visit.page)
    assert visit.item("blog-often").get_by_text("Ne concerne que certains cas").is_visible()


def test_without_scripts_everything_is_shown_with_notes(cold_features: OpenVisit) -> None:
    visit = cold_features(java_script_enabled=False)
    visit.page.goto(visit.base + PAGE)
    assert _shown(visit.page) == _all(visit.page)
    notes = visit.page.locator(".bilan-when")
    assert [note.is_visible() for note in notes.all()] == [True] * 4
    assert visit.page.get_by_role("heading", name="Diriger").is_visible()


def test_nothing_flashes_up_before_the_scripts_and_all_appears_if_they_never_come(features: OpenVisit) -> None:
    visit = features()
    release = visit.hold("**/checklist-element.js")
    visit.page.goto(visit.base + PAGE, wait_until="domcontentloaded")
    visit.page.keyboard.press("Shift")
    assert visit.page.evaluate("() => document.querySelector('[data-item=meets]').checkVisibility({ visibilityProperty: true })") is False
    # What is patient for eight seconds.
    visit.page.evaluate("() => { for (const animation of document.getAnimations()) animation.currentTime += 7500; }")
    visit.page.wait_for_function("() => document.querySelector('[data-item=meets]').checkVisibility({ visibilityProperty: true })")
    release()
    visit.page.wait_for_selector("[data-bilan=bar]:not([hidden])")
    assert not visit.item("meets").is_visible()


def test_blank_paper_has_everything_and_filled_paper_what_applies(features: OpenVisit) -> None:
    visit = features().goto(PAGE)
    visit.page.emulate_media(media="print")
    assert _shown(visit.page) == _all(visit.page)
    assert visit.page.get_by_role("heading", name="Diriger").is_visible()
    assert visit.item("meets").is_visible()
    assert visit.item("blog-often").get_by_text("Ne concerne que certains cas").is_visible()
    assert visit.item("tools").get_by_text("Un tableau de bord (dans certains cas)").is_visible()
    visit.page.emulate_media(media="screen")
    visit.score_after(lambda: visit.answer("role", "writer"))
    visit.page.emulate_media(media="print")
    assert _shown(visit.page) == [item for item in _all(visit.page) if item not in LATER]
    assert not visit.page.get_by_text("certains cas").first.is_visible()
    assert not visit.page.get_by_role("heading", name="Diriger").is_visible()
