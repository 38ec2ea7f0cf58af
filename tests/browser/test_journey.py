# The main job, end to end, as one reader does it: by keyboard, in two languages, with files, against the command line.

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.browser.conftest import OpenVisit
from tests.support.browser import FIRST_SCORE_MS, Visit
from tests.support.project import ROOT

CHECKLIST = "learn"

# The question that comes when a certain adviser is ticked.
FOLLOW_UP = "fieldset[data-item=second-opinion] label"


def _command_line_score(answers: Path) -> dict[str, object]:
    command = [sys.executable, "-m", "bilan.cli", "score", "--json", str(ROOT / "checklists" / f"{CHECKLIST}.yml"), str(answers)]
    found: dict[str, object] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def _answer_by_keyboard(visit: Visit) -> None:
    """Walk through the whole form with Tab, answering what receives the focus, then the question that came on the way."""
    page = visit.page
    page.locator("fieldset input").first.focus()
    for step in range(200):
        kind = page.evaluate("() => document.activeElement.closest('[data-bilan=tools]') ? 'end' : document.activeElement.type ?? ''")
        if kind == "end":
            break
        if kind == "radio":
            for _ in range(step % 3):
                page.keyboard.press("ArrowDown")
            if step % 3 == 0:
                page.keyboard.press("Space")
        elif kind == "checkbox":
            page.keyboard.press("Space")
        elif kind == "text":
            page.keyboard.type("2,5")
        page.keyboard.press("Tab")
    else:
        raise AssertionError("the keyboard never reached the end of the form")
    page.wait_for_selector(FOLLOW_UP, timeout=FIRST_SCORE_MS)
    page.locator(FOLLOW_UP).first.locator("input").focus()
    page.keyboard.press("Space")


def test_answers_and_score_survive_keyboard_language_reload_and_files(open_visit: OpenVisit, tmp_path: Path) -> None:
    visit = open_visit().goto(f"checklists/{CHECKLIST}/")
    _answer_by_keyboard(visit)
    visit.page.wait_for_function("() => window.bilanEvents.at(-1)?.[1].complete", timeout=FIRST_SCORE_MS)
    result = visit.scored(-1)
    answers = visit.answers()
    assert len(answers) == len(result["items"])

    visit.page.get_by_role("navigation", name="Langue").get_by_role("link", name="English").click()
    visit.page.wait_for_url(re.compile(f"/en/checklists/{CHECKLIST}/#{CHECKLIST}\\."))
    assert visit.page.locator("html").get_attribute("lang") == "en"
    assert visit.wait_for_score() == result
    assert visit.answers().keys() == answers.keys()

    visit.page.reload()
    assert visit.wait_for_score() == result
    file = visit.download(tmp_path)
    assert file.name == f"bilan-{CHECKLIST}.json"

    elsewhere = open_visit().goto(f"checklists/{CHECKLIST}/")
    assert elsewhere.answers() == {}
    elsewhere.load(file)
    assert elsewhere.wait_for_score() == result
    assert elsewhere.answers() == answers
    assert elsewhere.message() == f"Les réponses du fichier {file.name} ont été chargées."

    assert _command_line_score(file) == result


def test_the_page_tells_score_level_sections_and_actions(visit: Visit) -> None:
    visit.goto(f"checklists/{CHECKLIST}/")
    visit.answer_all()
    result = visit.wait_for_score()
    page = visit.page
    # The rest of the answers may still be on their way to the engine.
    page.wait_for_function("(n) => window.bilanEvents.at(-1)[1].score.answered === n", arg=result["score"]["questions"])
    result = visit.scored(-1)
    percent = f"{result['score']['percent']:g}".replace(".", ",") + "\u202f%"
    assert visit.shown_percent().replace("\u00a0", "\u202f") == percent
    band = page.locator(f'[data-band="{result["score"]["band"]}"] [data-bilan=title]').text_content()
    assert page.locator("[data-bilan=band-title]").inner_text() == band
    assert re.fullmatch(r"Niveau \(à partir de \d+\u202f%\)", page.locator("[data-bilan=band-kind]").inner_text())
    assert page.locator(".bilan-sections li").count() == len(result["sections"])
    links = page.locator(".bilan-actions a")
    assert links.count() == min(3, len(result["actions"]))
    page.locator("[data-bilan=all-actions]").click()
    assert [link.get_attribute("href") for link in links.all()] == [f"#{CHECKLIST}.{item}" for item in result["actions"]]
    links.first.click()
    assert page.evaluate("() => location.hash") == f"#{CHECKLIST}.{result['actions'][0]}"


def test_a_count_of_answers_that_lack_nothing_is_no_link(visit: Visit) -> None:
    visit.goto(f"checklists/{CHECKLIST}/").answer_all()
    visit.wait_for_score()
    for count in visit.page.locator("a[data-bilan=open]").all():
        assert count.evaluate("(count) => [count.hasAttribute('href'), getComputedStyle(count).textDecorationLine]") == [False, "none"]
        assert "question" not in count.inner_text()


def test_no_level_is_named_before_every_question_is_answered_unless_asked_for(visit: Visit) -> None:
    visit.goto(f"checklists/{CHECKLIST}/")
    questions = visit.page.locator("fieldset:has(input[type=radio]):visible")
    questions.first.locator("input").first.check()
    assert visit.wait_for_score()["complete"] is False
    kind, title, range_ = (visit.page.locator(f"[data-bilan={name}]") for name in ("band-kind", "band-title", "range"))
    assert kind.inner_text() == "À ce stade"
    assert not title.is_visible()
    visit.wait_for_range()
    assert re.fullmatch(r"Selon vos autres réponses, .*|Le score final sera compris entre .*", range_.inner_text())
    # The count leads to what is open.
    visit.page.locator(".bilan-bar [data-bilan=open]").click()
    assert visit.page.evaluate("() => location.hash") == "#" + (questions.nth(1).get_attribute("id") or "")
    visit.page.locator("[data-bilan=so-far]").click()
    assert kind.inner_text().startswith("Niveau provisoire (à partir de ")
    assert title.evaluate("(title) => title === document.activeElement")


def test_the_score_is_announced_politely_after_a_change_and_not_on_load(visit: Visit) -> None:
    visit.goto(f"checklists/{CHECKLIST}/")
    visit.page.locator("fieldset input[type=radio]").first.check()
    visit.wait_for_score()
    status = visit.page.locator("[data-bilan=status]")
    visit.page.wait_for_function("() => document.querySelector('[data-bilan=status]').textContent")
    assert re.fullmatch(r"1 réponse sur \d+\. Score à ce stade\u00a0: .*%\.", status.text_content() or "")
    visit.page.clock.install()
    visit.page.reload()
    visit.wait_for_score()
    visit.page.clock.fast_forward(5000)
    assert status.text_content() == ""


# Whether the page says again that Python is starting, in a script that an instant navigation leaves alone.
_WATCH_START = """() => {
  window.bilanStarted = false;
  const observer = new MutationObserver(() => { window.bilanStarted ||= !!document.querySelector("[data-bilan=loading]:not([hidden])"); });
  observer.observe(document, { subtree: true, attributes: true, childList: true });
}"""


def test_a_later_score_comes_without_a_second_start(visit: Visit) -> None:
    visit.goto(f"checklists/{CHECKLIST}/")
    visit.page.locator("fieldset input[type=radio]").nth(0).check()
    visit.wait_for_score()
    visit.page.evaluate(_WATCH_START)
    visit.score_after(lambda: visit.page.locator("fieldset input[type=radio]").nth(1).check())
    assert visit.page.evaluate("() => window.bilanStarted") is False


def test_one_section_on_a_guidance_page_shares_its_answers_with_the_whole_checklist(visit: Visit) -> None:
    visit.goto("commitment/")
    element = visit.page.locator("bilan-checklist")
    checklist, section = element.get_attribute("checklist"), element.get_attribute("section")
    visit.page.locator("fieldset input").first.check()
    result = visit.wait_for_score()
    percent = next(s["percent"] for s in result["sections"] if s["id"] == section)
    assert visit.shown_percent().startswith(f"{percent:g}".replace(".", ","))
    shown = visit.answers()
    visit.page.get_by_role("link", name="Ouvrir le questionnaire entier").click()
    visit.page.wait_for_url(f"**/checklists/{checklist}/")
    visit.wait_until_kept()
    assert visit.answers() == shown


def test_python_starts_once_for_all_checklists_of_a_visit(open_visit: OpenVisit, instant_site: str) -> None:
    visit = open_visit(instant_site).goto("checklists/learn/")
    visit.page.locator("fieldset input[type=radio]").first.check()
    visit.wait_for_score()
    visit.page.evaluate("() => (window.sameDocument = true)")
    visit.page.evaluate(_WATCH_START)
    visit.page.locator(".md-nav--primary").get_by_role("link", name="Les réflexes").click()
    visit.page.wait_for_url("**/checklists/delegation-reflexes/")
    visit.page.wait_for_selector("bilan-checklist[checklist=delegation-reflexes] [data-bilan=tools]:not([hidden])")
    assert visit.page.evaluate("() => window.sameDocument") is True
    visit.page.locator("fieldset input[type=radio]").first.check()
    visit.page.wait_for_function("() => window.bilanEvents.some(([, detail]) => detail.checklist === 'delegation-reflexes')")
    assert visit.page.evaluate("() => window.bilanStarted") is False
    assert [worker.url for worker in visit.page.workers if "/worker.js" in worker.url] == []  # all pages share one
    # Back on a page whose answers are known already, and whose styles the theme took away with it.
    visit.page.go_back()
    visit.page.wait_for_selector("bilan-checklist[checklist=learn] fieldset input:checked")
    visit.page.wait_for_selector("link[href$='/result.css']", state="attached")
    assert visit.page.locator("[data-bilan=add-evidence]:visible").count() > 0


def test_the_first_score_shows_its_progress(open_visit: OpenVisit) -> None:
    visit = open_visit().goto(f"checklists/{CHECKLIST}/")
    visit.page.evaluate(
        """() => { window.seen = new Set(); const bar = document.querySelector(".bilan-loading progress");
             new MutationObserver(() => bar.checkVisibility() && window.seen.add(bar.value)).observe(bar, { attributes: true }) }"""
    )
    visit.page.locator("fieldset input[type=radio]").first.check()
    visit.page.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=FIRST_SCORE_MS)
    seen = visit.page.evaluate("() => [...window.seen]")
    assert len(seen) > 3
    assert seen == sorted(seen)
    assert max(seen) <= 1


def test_the_scorer_names_the_activity_that_is_most_misplaced(visit: Visit) -> None:
    ranked = {
        "answers-closeness": "both",
        "answers": "stock-replies",
        "technical-closeness": "neither",
        "accounts-and-tools": "content-people",
    }
    answers = {item: {"value": value} for item, value in ranked.items()} | {"campaigns-closeness": {"state": "not-applicable"}}
    document = {"format": "bilan-answers/1", "checklist": "keep-or-delegate", "version": 3, "answers": answers}
    for language, misplaced, delegate in (
        ("", "La plus mal placée\u00a0: «\u202fRépondre aux questions et aux réclamations\u202f».", "«\u202fS’occuper des comptes"),
        ("en/", "Most misplaced: “Answering questions and complaints”.", "“Looking after accounts, access and tools”"),
    ):
        visit.goto(f"{language}checklists/keep-or-delegate/")
        visit.load({"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(document).encode()})
        visit.wait_for_score()
        notes = visit.page.locator("[data-bilan=notes] p")
        notes.nth(2).wait_for()
        assert notes.nth(0).inner_text().endswith("1 sur 2." if not language else "1 of 2.")
        assert notes.nth(1).inner_text().startswith(misplaced)
        assert delegate in notes.nth(2).inner_text()
        assert not visit.item("campaigns").is_visible()
        # A question that a condition shows has its answers below it, not beside it.
        text, option = visit.item("answers").locator("legend").bounding_box(), visit.item("answers").locator("label").first.bounding_box()
        assert text
        assert option
        assert option["y"] >= text["y"] + text["height"]
        assert option["width"] > text["width"] / 2


def test_the_language_switch_keeps_page_and_place_where_the_theme_brings_pages_in(open_visit: OpenVisit, instant_site: str) -> None:
    page = open_visit(instant_site).goto("").page
    switch = page.locator(".bilan-languages a")
    page.evaluate("() => document.querySelector('.md-nav--primary a[href$=\"checklists/delegation-reflexes/\"]').click()")
    page.wait_for_url("**/checklists/delegation-reflexes/")
    page.wait_for_function("() => document.querySelector('.bilan-languages a').href.endsWith('/en/checklists/delegation-reflexes/')")
    item = page.locator("fieldset[data-item]").nth(2)
    name = item.get_attribute("id") or ""
    item.evaluate("(item) => item.scrollIntoView()")
    switch.click()
    page.wait_for_url(f"**/en/checklists/delegation-reflexes/#{name}")
    # Headings of pages have another name in each language, so these are counted.
    page.goto(f"{instant_site}strategy/")
    page.locator("article h2").nth(2).evaluate("(heading) => heading.scrollIntoView()")
    switch.click()
    page.wait_for_url("**/en/strategy/#*")
    page.wait_for_function("() => location.hash === '#' + document.querySelectorAll('article h2')[2].id")
