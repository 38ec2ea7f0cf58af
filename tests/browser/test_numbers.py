# Numbers as readers type them: what is kept, what the page says of the others, and what it shows again.

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import FIRST_SCORE_MS, Visit

PAGE = "checklists/make-time/"
ITEM = "hours-now"

KEPT = {"1'0": None, ".5": 0.5, ",5": 0.5, "5,": 5, "+3": 3, "0,125": 0.125, "12.50": 12.5, "１２": 12, "7 {unit}": 7}

REFUSED = {
    "fr": {
        "abc": "«\u202fabc\u202f» n’est pas reconnu comme un nombre.",
        "1'0": "«\u202f1'0\u202f» n’est pas reconnu comme un nombre.",
        "1,000": "«\u202f1,000\u202f» vaut 1000 pour les uns et 1 pour les autres. Écrivez 1000 ou 1.",
        "2.500": "«\u202f2.500\u202f» vaut 2500 pour les uns et 2,5 pour les autres. Écrivez 2500 ou 2,5.",
        "1’000,5": "1000,5 est hors de ces limites.",
        "-1": "-1 est hors de ces limites.",
        "5 %": "le nombre seul, sans «\u202f%\u202f».",
        "0,0000000001": "au plus 15 chiffres, dont 9 décimales au plus.",
    },
    "en": {
        "abc": "“abc” can’t be read as one.",
        "1.000": "“1.000” is 1000 to some and 1 to others. Write 1000 or 1.",
        "2.500": "“2.500” is 2500 to some and 2.5 to others. Write 2500 or 2.5.",
        "1,000.5": "1000.5 is outside these limits.",
        "5 min": "the number alone, without “min”.",
    },
}
# For one, and for any number.
UNITS = {"fr": ("heure par semaine", "heures par semaine"), "en": ("hour a week", "hours a week")}

PROMPT = {"fr": "Écrivez un nombre de 0 à 60\u00a0: ", "en": "Write a number from 0 to 60: "}


def open_page(visit: Visit, language: str) -> Visit:
    return visit.goto(PAGE if language == "fr" else f"{language}/{PAGE}")


def kept_number(visit: Visit) -> object:
    """The number that the device keeps; None if there is none."""
    answers = visit.kept().get("make-time", {}).get("answers", {})
    return answers.get(ITEM, {}).get("value")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_can_be_read_is_kept_and_shown_in_the_language_of_the_page(visit: Visit, language: str) -> None:
    open_page(visit, language)
    field = visit.item(ITEM).locator("input[type=text]")
    for typed, number in KEPT.items():
        for form in UNITS[language]:
            field.fill(typed.format(unit=form))
            assert kept_number(visit) == number, typed
            # What is being typed is left alone.
            assert field.input_value() == typed.format(unit=form)
    field.fill(".5")
    visit.wait_until_kept()
    visit.page.reload()
    visit.page.wait_for_selector("bilan-checklist:defined")
    assert field.input_value() == {"fr": "0,5", "en": "0.5"}[language]


@pytest.mark.parametrize(("language", "typed"), [(language, typed) for language, texts in REFUSED.items() for typed in texts])
def test_what_cannot_be_taken_is_told_with_the_reason(visit: Visit, language: str, typed: str) -> None:
    open_page(visit, language)
    field = visit.item(ITEM).locator("input[type=text]")
    error = visit.item(ITEM).locator(".bilan-error")
    field.fill("2")
    assert kept_number(visit) == 2
    field.fill(typed)
    assert error.inner_text() == PROMPT[language] + REFUSED[language][typed]
    assert field.get_attribute("aria-invalid") == "true"
    assert (field.get_attribute("aria-describedby") or "").split() == [f"make-time.{ITEM}.help", f"make-time.{ITEM}.error"]
    assert kept_number(visit) is None
    field.fill("1")
    assert not error.is_visible()
    assert error.inner_text() == ""
    assert field.get_attribute("aria-invalid") is None
    assert kept_number(visit) == 1


def test_a_number_typed_before_the_scripts_are_there_is_told_too(open_visit: OpenVisit) -> None:
    visit = open_visit()
    visit.page.goto(visit.base + PAGE)
    field = visit.item(ITEM).locator("input[type=text]")
    field.fill("1.000")
    error = visit.item(ITEM).locator(".bilan-error")
    error.wait_for()
    assert error.inner_text() == PROMPT["fr"] + REFUSED["fr"]["1,000"].replace("1,000", "1.000")
    assert field.input_value() == "1.000"


@pytest.mark.parametrize(
    ("language", "typed", "number"),
    [
        ("fr", "0", 0),
        ("fr", "1", 0),
        ("fr", "1,5", 0),
        ("fr", "2", 1),
        ("fr", "1 heures par semaine", 0),
        ("fr", "", 1),
        ("fr", "abc", 1),
        ("fr", "61", 1),
        ("en", "0", 1),
        ("en", "1", 0),
        ("en", "1.5", 1),
        ("en", "1.0", 0),
        ("en", "1.00001", 1),
        ("en", "8 hour a week", 1),
        ("en", "", 1),
    ],
)
def test_the_unit_beside_the_field_goes_with_the_number_in_it(visit: Visit, language: str, typed: str, number: int) -> None:
    open_page(visit, language)
    field = visit.item(ITEM).locator("input[type=text]")
    unit = visit.item(ITEM).locator(".bilan-number > [id$='.unit']")
    assert unit.inner_text() == UNITS[language][1]
    # From the other form, so that it is seen to change.
    field.fill("1" if number else "5")
    assert unit.inner_text() == UNITS[language][0 if number else 1]
    field.fill(typed)
    assert unit.inner_text() == UNITS[language][number]


def test_the_unit_goes_with_the_number_that_was_kept(visit: Visit) -> None:
    open_page(visit, "fr")
    unit = visit.item(ITEM).locator(".bilan-number > [id$='.unit']")
    visit.answer(ITEM, "1")
    visit.wait_until_kept()
    visit.page.reload()
    visit.page.wait_for_selector("bilan-checklist:defined")
    assert unit.inner_text() == UNITS["fr"][0]


@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        ("", "1", "1 heure par semaine →"),
        ("", "1,5", "1,5 heure par semaine →"),
        ("", "2", "2 heures par semaine →"),
        ("en/", "1", "1 hour a week →"),
        ("en/", "1.5", "1.5 hours a week →"),
    ],
)
def test_the_explanation_tells_an_answer_with_the_unit_that_goes_with_it(features: OpenVisit, language: str, typed: str, told: str) -> None:
    visit = features().goto(f"{language}checklists/every/")
    for item, answer in (("role", "lead"), ("hours", typed)):
        visit.score_after(lambda item=item, answer=answer: visit.answer(item, answer))
    visit.page.locator(".bilan-explanation > summary").click()
    visit.page.wait_for_function(
        "(told) => document.querySelector('[data-bilan=explanation-steps]').textContent.includes(told)", arg=told, timeout=FIRST_SCORE_MS
    )


@pytest.mark.parametrize(
    ("language", "typed", "shown", "apart"),
    [
        ("fr", "0,111", "0,2 point sur 4", "0,111 heure par semaine → 0,222\u00a0point"),
        ("en", "0.111", "0.2 of 4 points", "0.111 hours a week → 0.222\u00a0points"),
    ],
)
def test_points_have_one_decimal_and_three_where_they_are_taken_apart(
    visit: Visit, language: str, typed: str, shown: str, apart: str
) -> None:
    open_page(visit, language)
    visit.score_after(lambda: visit.answer(ITEM, typed))
    assert visit.page.locator("[data-bilan=points]").text_content() == shown
    visit.page.locator(".bilan-explanation > summary").click()
    visit.page.wait_for_function(
        "(apart) => document.querySelector('[data-bilan=explanation-steps]').textContent.includes(apart)", arg=apart, timeout=FIRST_SCORE_MS
    )
