# A question with many choices is a list that opens: by keyboard, with conditions, without scripts, on paper and read aloud.

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenVisit
from tests.browser.test_insight import opened_explanation
from tests.browser.test_pages import axe
from tests.support.browser import Visit

PAGE = "checklists/long/"


@pytest.fixture
def long(features: OpenVisit) -> Visit:
    """The page, in French."""
    return features().goto(PAGE)


def _offered(visit: Visit) -> list[str]:
    return [option.inner_text() for option in visit.item("place").locator("option:not([data-away]):enabled").all()]


def test_it_is_answered_by_keyboard_and_kept(long: Visit) -> None:
    field = long.page.get_by_role("combobox", name="Où habitez-vous ?")
    assert field.evaluate("(select) => select.ariaDescribedByElements[0].innerText") == "Votre département."
    assert field.locator("option").first.inner_text() == "Choisissez…"
    field.focus()
    result = long.score_after(lambda: long.page.keyboard.type("Aude"))
    assert result["items"][0] | {"maximum": 17} == {"id": "place", "state": "answered", "points": 8, "maximum": 17}
    long.page.reload()
    long.wait_for_score()
    assert field.input_value() == "d8"
    assert not long.item("place").get_by_role("button", name="Retirer").is_visible()
    field.select_option("")
    assert long.answers() == {}


def test_not_knowing_and_a_choice_exclude_each_other(long: Visit) -> None:
    field, unsure = long.item("place").locator("select"), long.item("place").get_by_label("Je ne sais pas")
    field.select_option("d3")
    unsure.check()
    assert long.answers() == {"place": [":dont-know"]}
    field.select_option("d4")
    assert long.answers() == {"place": ["d4"]}


def test_conditions_decide_what_is_offered(long: Visit) -> None:
    assert "Outre-mer" not in _offered(long)
    assert len(_offered(long)) == 18
    result = long.score_after(lambda: long.answer("abroad", "yes"))
    assert _offered(long)[-1] == "Outre-mer"
    result = long.score_after(lambda: long.item("place").locator("select").select_option("sea"))
    assert result["items"][0] == {"id": "place", "state": "answered", "points": 18, "maximum": 18}
    result = long.score_after(lambda: long.item("abroad").locator("input").uncheck())
    assert result["items"][0]["state"] == "unanswered"
    assert "Outre-mer" not in _offered(long)
    assert long.answers() == {}
    long.score_after(lambda: long.answer("abroad", "yes"))
    assert long.answers() == {"abroad": ["yes"], "place": ["sea"]}


def test_the_explanation_says_it_in_the_words_of_the_list(long: Visit) -> None:
    long.score_after(lambda: long.item("place").locator("select").select_option("d2"))
    lines = opened_explanation(long)
    assert [line for line in lines if "Aisne" in line]


def test_without_scripts_every_choice_is_there(cold_features: OpenVisit) -> None:
    page = cold_features(java_script_enabled=False).goto(PAGE).page
    assert page.locator("fieldset[data-item=place] option:enabled").count() == 19


def test_on_paper_it_is_a_line_to_write_on_or_the_answer(long: Visit) -> None:
    long.page.emulate_media(media="print")
    colour = "(select) => getComputedStyle(select).color"
    field = long.item("place").locator("select")
    assert field.evaluate(colour) == "rgba(0, 0, 0, 0)"
    field.select_option("d5")
    assert field.evaluate(colour) != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_accessible_and_nothing_is_cut_off(features: OpenVisit, width: int) -> None:
    visit = features(viewport={"width": width, "height": 800}).goto(PAGE)
    assert axe(visit, "bilan-checklist") == []
    assert visit.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_answers_given_before_the_scripts_are_kept(features: OpenVisit) -> None:
    visit = features()
    release = visit.hold("**/checklist-element.js")
    visit.page.goto(visit.base + PAGE)
    field = visit.item("place").locator("select")
    with visit.page.expect_request("**/checklist-element.js"):
        field.focus()
        field.select_option("d7")
    release()
    visit.page.wait_for_selector("[data-bilan=bar]:not([hidden])")
    assert visit.kept()["long"]["answers"] == {"place": {"value": "d7"}}
