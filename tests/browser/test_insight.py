# Explanation and lift of a score on the page: opened, in its language, linked, kept up with the answers.

from __future__ import annotations

import json

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import FIRST_SCORE_MS, Visit

PAGE = "checklists/every/"
ANSWERS = {"role": "lead", "tools": "blog", "reads": "yes", "checks": "partly", "hours": "8"}
# What the page asks of a worker, in order.
_RECORD_QUESTIONS = """
window.bilanAsked = [];
for (const { prototype } of [Worker, MessagePort]) {
  const post = prototype.postMessage;
  prototype.postMessage = function (message, ...rest) {
    if (message?.texts) window.bilanAsked.push(message.type);
    return post.call(this, message, ...rest);
  };
}
"""

VIEWS = ("explanation-view.js", "sum-steps.js", "lift-view.js", "page-names.js")


def _answered(features: OpenVisit, language: str = "") -> Visit:
    visit = features().goto(language + PAGE)
    for item, value in ANSWERS.items():
        visit.score_after(lambda item=item, value=value: visit.answer(item, value))
    return visit


def opened_explanation(visit: Visit) -> list[str]:
    """The lines of the explanation once everything is unfolded."""
    visit.page.locator(".bilan-explanation > summary").click()
    visit.page.wait_for_selector(".bilan-explanation .bilan-step", timeout=FIRST_SCORE_MS)
    for step in visit.page.locator(".bilan-explanation .bilan-step").all():
        step.evaluate("(element) => (element.open = true)")
    text = visit.page.locator("[data-bilan=explanation-steps]").inner_text()
    return [line.replace("\u202f", " ").replace("\u00a0", " ").strip() for line in text.splitlines() if line.strip()]


def test_a_score_opens_step_by_step_from_the_answer_to_the_level(features: OpenVisit) -> None:
    visit = _answered(features)
    lines = opened_explanation(visit)
    for line in (
        "Votre réponse : Responsable → 2 points",
        "Votre réponse : 8 heures par semaine → 2,4 points",
        "Votre réponse : case non cochée → 0 point",
        "5,4 points sur 8, soit 67,5 %",
        "Moyenne (somme divisée par 2)",
        "Multiplié par 1,5",
        "ne s’applique pas",
        "Le soin compte davantage.",
        "Comparé aux seuils : 8,4 points.",
        "Niveau limité à « Régulier ». Il faut vérifier chaque chiffre.",
        "Obtenu par le calcul propre à ce questionnaire.",
    ):
        assert line in lines, "\n".join(lines)
    links = visit.page.locator("[data-bilan=explanation-steps] a")
    assert {link.get_attribute("href") for link in links.all()} == {
        f"#every.{item}" for item in ("role", "tools", "blog-often", "reads", "checks", "leads", "hours", "asked", "leading")
    }
    left = visit.page.locator("[data-bilan=explanation-steps] .bilan-terms__left").all_inner_texts()
    assert left[0].replace("\u00a0", " ") == "Ne comptent pas : 3 Je publie chaque semaine. (sans réponse)"
    assert left[-1].replace("\u00a0", " ") == "Pas de résultat tant que ceci ne compte pas : Diriger"


def test_an_open_explanation_follows_the_answers_and_stays_open_where_it_was(features: OpenVisit) -> None:
    visit = _answered(features, "en/")
    opened_explanation(visit)
    visit.score_after(lambda: visit.answer("checks", "yes"))
    visit.page.wait_for_function("() => document.querySelector('[data-bilan=explanation-steps]').textContent.includes('14.1')")
    text = visit.page.locator("[data-bilan=explanation-steps]").inner_text().replace("\u00a0", " ")
    assert "9.4 points → 14.1 points" in text
    assert "Your answer: Agree → 2 points" in text
    assert visit.page.locator(".bilan-step:not([open])").count() == 0


def test_the_page_says_which_answer_would_lift_the_score_once_all_is_answered(features: OpenVisit) -> None:
    visit = _answered(features)
    visit.wait_for_range()
    assert not visit.page.locator(".bilan-lift").is_visible()
    visit.complete()
    lift = visit.page.locator(".bilan-lift")
    # What was found for the answers before the last one may still stand there.
    lift.get_by_text("au lieu de").wait_for(timeout=FIRST_SCORE_MS)
    text = lift.inner_text().replace("\u202f", "").replace("\u00a0", " ")
    assert "Une seule réponse suffirait pour atteindre «Avancé» :" in text
    assert "«D’accord» au lieu de «En partie»" in text
    link = lift.get_by_role("link", name="5 Je vérifie chaque chiffre.")
    assert link.get_attribute("href") == "#every.checks"
    assert not visit.page.locator("[data-bilan=range]").is_visible()
    visit.score_after(lambda: visit.answer("checks", "yes"))
    visit.page.wait_for_function("() => document.querySelector('.bilan-lift').textContent.includes('le meilleur niveau')")


def test_what_explains_is_fetched_only_when_it_is_wanted(features: OpenVisit) -> None:
    visit = features().goto(PAGE)
    visit.page.wait_for_load_state("networkidle")
    assert [url for url in visit.requests if url.endswith(VIEWS)] == []
    visit.score_after(lambda: visit.answer("role", "lead"))
    visit.wait_for_range()
    assert [url for url in visit.requests if url.endswith(VIEWS)] == []
    visit.complete()
    visit.page.locator(".bilan-lift").wait_for(state="visible", timeout=FIRST_SCORE_MS)
    assert [url for url in visit.requests if url.endswith("explanation-view.js")] == []


def test_what_would_lift_is_asked_once_and_only_after_the_last_of_quick_answers(features: OpenVisit) -> None:
    visit = features()
    visit.page.add_init_script(_RECORD_QUESTIONS)
    visit.goto(PAGE)
    visit.score_after(lambda: visit.answer("role", "lead"))
    visit.page.wait_for_function("() => window.bilanAsked.at(-1) === 'lift'", timeout=FIRST_SCORE_MS)
    visit.page.evaluate(
        """() => {
          window.bilanAsked.length = 0;
          const quick = ["writer", "lead", "writer", "lead", "writer"];
          const next = () => document.querySelector(`fieldset[data-item=role] input[value="${quick.shift()}"]`)?.click();
          document.addEventListener("bilan:scored", () => quick.length && next());
          next();
        }"""
    )
    visit.page.wait_for_function("() => window.bilanAsked.at(-1) === 'lift'", timeout=FIRST_SCORE_MS)
    assert visit.page.evaluate("() => window.bilanAsked") == ["score"] * 5 + ["lift"]


@pytest.mark.parametrize("language", ["", "en/"])
def test_a_view_that_cannot_be_fetched_is_told_and_the_score_stays(features: OpenVisit, language: str) -> None:
    visit = features()
    visit.expect(r"failed: .*", r"error: Failed to load.*")
    visit.page.route("**/explanation-view.js", lambda route: route.abort())
    visit.goto(language + PAGE)
    visit.score_after(lambda: visit.answer("role", "lead"))
    visit.page.locator(".bilan-explanation > summary").click()
    said = "could not be fetched" if language else "n’a pas pu être obtenu"
    visit.page.wait_for_function("(said) => document.querySelector('[data-bilan=explanation-steps]').textContent.includes(said)", arg=said)
    assert visit.page.locator("[data-bilan=score]").is_visible()


def test_a_section_on_its_own_explains_nothing(visit: Visit) -> None:
    visit.goto("commitment/")
    visit.page.locator("fieldset input").first.check()
    visit.wait_for_score()
    assert visit.page.locator(".bilan-explanation, .bilan-lift").count() == 0


def test_numbers_of_the_explanation_are_those_of_the_result(features: OpenVisit) -> None:
    visit = _answered(features, "en/")
    result = visit.scored(-1)
    lines = opened_explanation(visit)
    for section in result["sections"]:
        if section["percent"] is not None:
            assert f"{section['points']:g} of {section['maximum']:g} points, {section['percent']:g}%" in lines, json.dumps(section)


def test_each_step_shows_a_number_that_was_rounded_once(features: OpenVisit) -> None:
    visit = features().goto("en/checklists/thirds/")
    visit.score_after(lambda: visit.answer("late", "often"))
    lines = opened_explanation(visit)
    assert "Your answer: Often → 0.167 points → counted in reverse: 0.167 → multiplied by 2: 0.333" in lines, "\n".join(lines)
    assert "0.333 of 0.667 points × 3 = 1 of 2 points" in lines, "\n".join(lines)
