# Journeys of readers in Firefox and WebKitGTK: what each browser does its own way (forms and scores after Back, tabs, storage, files).

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.engines.conftest import OpenPage
from tests.model.sites import CHECKLIST, PAGE, values_of
from tests.support import long
from tests.support.browser import FIRST_SCORE_MS
from tests.support.checklist_page import ChecklistPage, Look
from tests.support.engines import Engine
from tests.support.server import StaticServer

ANSWERS = {
    "mood": "good",
    "tools": "rake saw",
    "fence": "yes",
    "place": "p3",
    "hours": "2.5",
    "words": "Chênes & « hêtres » ≠ <b>",
    "mood.note": "Seen in May",
}
FIRST_SCORE_S = FIRST_SCORE_MS / 1000
SCORED = "(count) => window.scores > count && document.querySelector('[data-bilan=percent]').textContent"


def _answer_all(page: ChecklistPage) -> None:
    for key, value in ANSWERS.items():
        for one in value.split() if key == "tools" else [value]:
            assert page.answer(key, one)


def _kept(page: ChecklistPage) -> Look:
    """What is seen once all of it is kept."""
    page.settle()
    look = page.look()
    assert (look.keeping, look.notice) == ("kept", False)
    return look


def _score_after(page: ChecklistPage, act: Callable[[], object]) -> str:
    before = page.look().scores
    act()
    score: str = page.tab.wait_for(SCORED, before, seconds=FIRST_SCORE_S)
    return score


def _score_on_arrival(page: ChecklistPage) -> str:
    score: str = page.tab.wait_for(SCORED, 0, seconds=FIRST_SCORE_S)
    return score


def test_a_page_is_read_answered_and_scored(open_page: OpenPage, reference: StaticServer) -> None:
    page = open_page(reference.url + "checklists/make-time/")
    tab = page.tab
    assert tab.evaluate("() => document.querySelector('h1').textContent.trim().length") > 5
    radio = 'fieldset:not([data-away]) input[type="radio"]'
    _score_after(page, lambda: tab.click(radio))
    shown = _kept(page).shown
    assert len(shown) == 1
    tab.reload()
    assert _kept(page).shown == shown
    assert _score_on_arrival(page)
    foreign = "(origin) => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(origin))"
    assert tab.evaluate(foreign, reference.url.removesuffix(reference.prefix)) == []


def test_every_way_to_answer_is_there_after_a_reload(open_page: OpenPage, small: StaticServer) -> None:
    page = open_page(small.url + PAGE)
    _answer_all(page)
    assert _kept(page).shown == ANSWERS
    page.tab.reload()
    assert _kept(page).shown == ANSWERS
    page.answer("mood", "")
    page.answer("words", "")
    page.answer("tools", "saw")
    page.tab.reload()
    assert _kept(page).shown == {key: value for key, value in ANSWERS.items() if key not in ("mood", "words", "tools")} | {"tools": "rake"}


def test_who_goes_back_finds_form_score_and_answers_as_one(open_page: OpenPage, small: StaticServer) -> None:
    page = open_page(small.url + PAGE)
    score = _score_after(page, lambda: _answer_all(page))
    for away in ("", "en/" + PAGE):
        page.tab.open(small.url + away)
        page.tab.back()
        page.wait_to_show(ANSWERS)
        page.tab.wait_for("(score) => document.querySelector('[data-bilan=percent]').textContent === score", score, seconds=FIRST_SCORE_S)
        assert page.look().shown == ANSWERS
    # The next answer takes nothing along.
    page.answer("mood", "fair")
    assert _kept(page).shown == {**ANSWERS, "mood": "fair"}
    assert _kept(open_page(small.url + PAGE)).shown == {**ANSWERS, "mood": "fair"}


def test_a_page_that_is_frozen_while_it_writes_keeps_no_other_waiting(open_page: OpenPage, small: StaticServer) -> None:
    page = open_page(small.url + PAGE)
    page.answer("place", "p3")
    _kept(page)
    answer = "document.querySelector('fieldset[data-item=fence] input').click()"
    for away, shown in [("en/" + PAGE, {"fence": "yes"}), ("", {})]:
        # Before the page's own listeners hear of it.
        page.tab.evaluate(f"() => addEventListener('pagehide', () => {answer}, {{ once: true, capture: true }})")
        page.tab.open(small.url + away)
        beside = open_page(small.url + PAGE)
        beside.wait_to_show({"place": "p3", **shown})
        beside.answer("hours", "7")
        beside.wait_to_show({"place": "p3", "hours": "7", **shown})
        beside.answer("hours", "")
        _kept(beside)
        page.tab.back()
        page.wait_to_show({"place": "p3", **shown})
        beside.wait_to_show({"place": "p3", **shown})


def test_a_form_that_is_reset_shows_what_is_kept(open_page: OpenPage, small: StaticServer) -> None:
    page = open_page(small.url + PAGE)
    _answer_all(page)
    page.tab.evaluate("() => document.querySelector('bilan-checklist form').reset()")
    assert _kept(page).shown == ANSWERS


def test_two_tabs_keep_what_each_was_told(open_page: OpenPage, small: StaticServer) -> None:
    first, second = open_page(small.url + PAGE), open_page(small.url + "en/" + PAGE)
    for key, value in ANSWERS.items():
        page = first if key in ("mood", "place", "words", "mood.note") else second
        for one in value.split() if key == "tools" else [value]:
            page.answer(key, one)
    for page in (first, second, open_page(small.url + PAGE)):
        page.wait_to_show(ANSWERS)


def test_erasing_is_undone_but_for_what_another_tab_answered_since(open_page: OpenPage, small: StaticServer) -> None:
    first, second = open_page(small.url + PAGE), open_page(small.url + PAGE)
    _answer_all(first)
    second.wait_to_show(ANSWERS)
    assert first.erase()
    second.wait_to_show({})
    second.answer("mood", "bad")
    first.wait_to_show({"mood": "bad"})
    assert first.press("undo")
    for page in (first, second, open_page(small.url + "en/" + PAGE)):
        page.wait_to_show({**ANSWERS, "mood": "bad"})


def test_answers_go_to_a_file_and_come_back(open_page: OpenPage, small: StaticServer, tmp_path: Path) -> None:
    page = open_page(small.url + PAGE)
    _answer_all(page)
    _kept(page)
    document = page.download()
    assert document
    assert (document["checklist"], values_of(document["answers"])) == (CHECKLIST, ANSWERS)
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(document), "utf-8")
    page.answer("mood", "bad")
    page.tab.upload("input[data-bilan=load]", file)
    page.wait_to_show(ANSWERS)
    _kept(page)
    page.tab.reload()
    assert _kept(page).shown == ANSWERS


def test_what_was_kept_outlives_a_killed_browser(engine: Engine, open_page: OpenPage, small: StaticServer) -> None:
    page = open_page(small.url + PAGE)
    for number in range(2):
        page.answer("hours", str(number))
        page.answer("mood", ["bad", "fair"][number])
        shown = _kept(page).shown
        engine.kill()
        engine.start()
        page = open_page(small.url + PAGE)
        assert _kept(page).shown == shown


def test_whoever_is_sent_to_a_place_of_a_long_page_lands_there(
    open_page: OpenPage, serve: Callable[[Path, str], StaticServer], long_folder: Path
) -> None:
    address = serve(long_folder, "/x/").url + long.PAGE
    page = open_page(f"{address}#demo.q100")
    assert page.tab.evaluate(long.OFF, "demo.q100") <= 20
    page = open_page(address)
    page.tab.evaluate("() => { document.body.dispatchEvent(new Event('wheel', { bubbles: true })); }")
    page.tab.click(".bilan-bar a[href$=':result']")
    assert page.tab.evaluate(long.OFF, "demo:result") <= 20
