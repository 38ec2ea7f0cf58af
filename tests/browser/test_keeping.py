# No answer is lost between pages: tabs side by side, pages that end at once, undo while another tab goes on, storage that somebody else
# clears, browsers that empty forms, and versions of a checklist that meet.

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenVisit
from tests.support.browser import Visit
from tests.support.garden import AFTER, PAGE, Garden
from tests.support.server import StaticServer

LEARN = "checklists/learn/"
KEPT = "bilan-checklist:is([data-keeping=kept], [data-keeping=noted])"

# Answers every second question, from the first or the second on, by its first choice, within one task or each in a task of its own.
_ANSWER = """async ([first, together]) => {
  const items = [...document.querySelectorAll("fieldset[data-item]:has(input[type=radio])")].filter((_, place) => place % 2 === first);
  for (const item of items) {
    item.querySelector("input[type=radio]").click();
    if (!together) await new Promise((next) => setTimeout(next));
  }
  return items.length; }"""


def _tab(visit: Visit, path: str = LEARN) -> Page:
    page = visit.context.new_page()
    page.goto(visit.base + path)
    page.wait_for_selector(KEPT)
    return page


def _shown(page: Page) -> dict[str, str]:
    """What is chosen on a page, by question."""
    shown: dict[str, str] = page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('fieldset[data-item] input:checked')]"
        ".map((input) => [input.closest('fieldset').dataset.item, input.value]))"
    )
    return shown


@pytest.mark.parametrize("together", [True, False], ids=["in one task", "one by one"])
def test_tabs_that_answer_at_once_lose_nothing_of_each_other(visit: Visit, together: bool) -> None:
    visit.page.goto(visit.base + LEARN)
    tabs = [visit.page, _tab(visit), _tab(visit, "en/" + LEARN)]
    for page in tabs:
        page.wait_for_selector(KEPT)
        page.evaluate("() => { window.bilanAnswered = undefined; }")
    for page, first in zip(tabs, (0, 1, 0), strict=True):
        page.evaluate(f"([first, together]) => {{ window.bilanAnswered = ({_ANSWER})([first, together]); }}", [first, together])
    counts = [page.evaluate("() => window.bilanAnswered") for page in tabs]
    answers = visit.kept()["learn"]["answers"]
    assert len(answers) == counts[0] + counts[1]
    for page in tabs:
        page.wait_for_function("(count) => document.querySelectorAll('fieldset input:checked').length === count", arg=len(answers))
    assert [_shown(page) for page in tabs] == [{item: entry["value"] for item, entry in answers.items()}] * 3


@pytest.mark.parametrize("how", ["reload", "close", "leave"])
def test_an_answer_outlives_a_page_that_ends_at_once(visit: Visit, how: str) -> None:
    visit.goto("about/")
    page = _tab(visit)
    ends = {"reload": "location.reload()", "close": "window.close()", "leave": "location.href = 'about:blank'"}
    # Nothing is on the disk by then: a page waits for a database only after what it is doing now.
    page.evaluate(f"() => {{ document.querySelector('fieldset input[type=radio]').click(); {ends[how]}; }}")
    if how == "close" and not page.is_closed():
        page.close()
    again = _tab(visit)
    assert len(_shown(again)) == 1
    assert len(visit.records()["learn"]["document"]["answers"]) == 1
    assert [name for name in visit.edge() if ":unwritten:" in name] == []


def test_what_was_left_unwritten_does_not_undo_what_came_after(visit: Visit, server: StaticServer) -> None:
    visit.goto(LEARN)
    item = visit.page.locator("fieldset[data-item]:has(input[type=radio])").first.get_attribute("data-item") or ""
    values = [radio.get_attribute("value") or "" for radio in visit.item(item).locator("input[type=radio]").all()]
    for value in values[:3]:
        visit.answer(item, value)
        visit.wait_until_kept()
    revision = visit.records()["learn"]["changed"][item]["value"]
    # As after a crash that brought back what localStorage held a while ago.
    note = """([name, item, value, revision]) => localStorage.setItem(name, JSON.stringify([
      ["learn", { kind: "answers", version: 3, content: "", saved: "", revision, entries: [[item, { value }]] }]]))"""
    name = f"bilan:{server.prefix}:unwritten:gone"
    visit.page.evaluate(note, [name, item, values[0], revision])
    visit.goto(LEARN)
    assert visit.kept()["learn"]["answers"][item] == {"value": values[2]}
    assert name not in visit.edge()
    visit.page.evaluate(note, [name, item, values[0], revision + 1])
    visit.goto(LEARN)
    assert visit.kept()["learn"]["answers"][item] == {"value": values[0]}


def test_what_could_not_be_written_is_shown_by_the_next_page_and_told_until_there_is_room(visit: Visit) -> None:
    full = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') };"
    visit.goto("about/")
    for count in (1, 2):
        page = visit.context.new_page()
        page.add_init_script(full)
        page.goto(visit.base + LEARN)
        page.locator("fieldset:has(input[type=radio])").nth(count - 1).locator("input[type=radio]").first.check()
        page.wait_for_selector("bilan-checklist[data-keeping=unkept]")
        assert "est plein" in page.locator("[data-bilan=storage-notice]").inner_text()
        assert len(_shown(page)) == count
        page.close()
    assert visit.records() == {}
    assert len(_shown(_tab(visit))) == 2
    assert len(visit.records()["learn"]["document"]["answers"]) == 2
    assert [name for name in visit.edge() if ":unwritten:" in name] == []


def test_what_could_not_be_written_gives_way_to_what_was_answered_and_kept_later(visit: Visit) -> None:
    visit.goto(LEARN)
    full = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') };"
    answer = """([item, value]) => document.querySelectorAll("fieldset:has(input[type=radio])")[item]
      .querySelectorAll("input[type=radio]")[value].click()"""
    others = []
    # Each takes on what the one before could not write, and knows nothing of what is kept meanwhile.
    for item, value in ((0, 0), (1, 0), (2, 0)):
        page = visit.context.new_page()
        page.add_init_script(full)
        page.goto(visit.base + LEARN)
        page.evaluate(answer, [item, value])
        page.wait_for_selector("bilan-checklist[data-keeping=unkept]")
        others.append(page)
    visit.page.evaluate(answer, [1, 1])
    visit.wait_until_kept()
    later = _shown(visit.page)
    # What is changed after that is later still, though it was begun before.
    others[1].evaluate(answer, [3, 0])
    for page in others:
        page.close()
    shown = _shown(_tab(visit))
    assert len(shown) == 4
    assert later.items() <= shown.items()


@pytest.mark.parametrize("done", ["erased", "loaded"])
def test_undo_leaves_what_another_tab_answered_since(visit: Visit, done: str) -> None:
    visit.goto(LEARN)
    count = visit.page.evaluate(_ANSWER, [0, True])
    visit.wait_until_kept()
    before = _shown(visit.page)
    (first, second, *_) = before
    if done == "erased":
        visit.erase()
    else:
        document = '{"format": "bilan-answers/1", "checklist": "learn", "version": 1, "answers": {"other": {"value": "x"}}}'
        visit.load({"name": "a.json", "mimeType": "application/json", "buffer": document.encode()})
        visit.message()
    visit.wait_until_kept()
    other = _tab(visit)
    assert _shown(other) == {}
    changed = other.locator(f'fieldset[data-item="{first}"] input[type=radio]').nth(2)
    changed.check()
    withdrawn = other.locator(f'fieldset[data-item="{second}"]')
    withdrawn.locator("input[type=radio]").nth(2).check()
    withdrawn.get_by_role("button", name="Retirer").click()
    other.wait_for_selector(KEPT)
    visit.page.wait_for_selector("fieldset input:checked")
    visit.page.get_by_role("button", name="Annuler").click()
    expected = {**before, first: changed.get_attribute("value")}
    del expected[second]
    visit.page.wait_for_function("(count) => document.querySelectorAll('fieldset input:checked').length === count", arg=count - 1)
    assert _shown(visit.page) == expected
    assert visit.kept()["learn"]["answers"] == {item: {"value": value} for item, value in expected.items()}


WIPES = {
    "localStorage": "() => localStorage.clear()",
    "the database": """async () => { for (const { name } of await indexedDB.databases())
      await new Promise((resolve) => { Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve, onblocked: resolve }) }) }""",
}


@pytest.mark.parametrize("wipe", WIPES.values(), ids=list(WIPES))
def test_what_somebody_else_removes_is_put_back_by_an_open_page(visit: Visit, wipe: str) -> None:
    visit.goto(LEARN)
    visit.page.evaluate(_ANSWER, [0, True])
    before = visit.kept()
    sibling = visit.context.new_page()
    sibling.goto(visit.base + "about/")
    sibling.evaluate(wipe)
    visit.wait_until_kept()
    assert visit.kept() == before
    if "indexedDB" in wipe:
        notice = visit.page.locator("[data-bilan=storage-notice]")
        notice.wait_for()
        assert "remises en place" in notice.inner_text()
    assert _shown(_tab(visit)) == _shown(visit.page)


def test_without_a_database_too(open_visit: OpenVisit) -> None:
    visit = open_visit()
    visit.context.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('no', 'InvalidStateError') };")
    visit.goto(LEARN)
    visit.page.evaluate(_ANSWER, [0, True])
    visit.wait_until_kept()
    other = _tab(visit)
    other.evaluate(_ANSWER, [1, False])
    visit.page.wait_for_function("(other) => document.querySelectorAll('fieldset input:checked').length >= other", arg=len(_shown(other)))
    shown = _shown(visit.page)
    assert shown == _shown(other)
    other.evaluate("() => localStorage.clear()")
    notice = visit.page.locator("[data-bilan=storage-notice]")
    notice.wait_for()
    assert "remises en place" in notice.inner_text()
    assert _shown(_tab(visit)) == shown


# Of the first requests to open a database so many fail, as in Safari when it has lost its connection to all of them.
_REFUSE = """
  let left = %d;
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...names) {
    if (left-- <= 0) return open.apply(this, names);
    const request = open.call(this, `refused-${left}`);
    request.addEventListener("upgradeneeded", (event) => { event.stopImmediatePropagation(); request.transaction.abort(); });
    return request;
  };"""


def test_a_database_that_does_not_open_at_first_is_asked_again(visit: Visit) -> None:
    visit.goto(LEARN)
    visit.page.evaluate(_ANSWER, [0, True])
    visit.wait_until_kept()
    visit.page.add_init_script(_REFUSE % 2)
    visit.goto(LEARN)
    visit.page.wait_for_selector("[data-keeping=kept]")
    shown = _shown(visit.page)
    assert len(shown) > 1
    # Where there is nothing else meanwhile, either, this is told for so long.
    lasting = visit.context.new_page()
    lasting.add_init_script(_REFUSE % 9 + "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied'); } });")
    visit.expect(r"page error: .*denied")
    lasting.clock.install()
    lasting.goto(visit.base + LEARN)
    lasting.wait_for_selector("[data-keeping=unkept] [data-bilan=storage-notice]")
    assert _shown(lasting) == {}
    visit.pass_time(lasting.locator("[data-keeping=kept]"))
    assert _shown(lasting) == shown
    assert not lasting.locator("[data-bilan=storage-notice]").is_visible()


def test_what_is_written_beside_an_answer_takes_nothing_from_it(visit: Visit) -> None:
    visit.goto(LEARN)
    visit.page.evaluate(_ANSWER, [0, True])
    shown = visit.answers()
    item = next(iter(shown))
    # This page can't know of the answer.
    without = visit.context.new_page()
    without.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('no', 'InvalidStateError') };")
    without.goto(visit.base + LEARN)
    question = without.locator(f'fieldset[data-item="{item}"]')
    question.locator("[data-bilan=add-evidence]").click()
    question.locator("[data-field=note]").fill("Vu en mai")
    without.wait_for_selector("[data-keeping=noted]")
    without.close()
    visit.goto(LEARN)
    visit.wait_until_kept()
    assert visit.answers() == shown
    entry = {"value": shown[item][0], "note": "Vu en mai"}
    assert visit.kept()["learn"]["answers"][item] == entry
    # Nor does an answer from what is written beside it, that is given before either is shown.
    release = visit.hold("**/bilan.js")
    visit.page.goto(visit.base + LEARN, wait_until="commit")
    radio = visit.item(item).locator("input[type=radio]").nth(1)
    radio.check()
    release()
    visit.page.wait_for_selector(KEPT)
    assert visit.kept()["learn"]["answers"][item] == {**entry, "value": radio.get_attribute("value")}


def test_fields_that_a_reader_opened_stay_with_what_is_in_them(visit: Visit) -> None:
    visit.goto(LEARN)
    visit.wait_until_kept()
    (first, second, third) = visit.page.locator("fieldset[data-item]:has([data-bilan=add-evidence]):has(input[type=radio])").all()[:3]
    for question in (first, second):
        question.locator("[data-bilan=add-evidence]").click()
    # It is explained, and not kept.
    second.locator("[data-field=link]").fill("no address")
    third.locator("input[type=radio]").first.check()
    visit.wait_until_kept()
    other = _tab(visit)
    other.locator(f"fieldset[data-item={third.get_attribute('data-item')}] input[type=radio]").nth(1).check()
    third.locator("input[type=radio]:checked").and_(third.locator("input[type=radio]").nth(1)).wait_for(state="attached")
    assert first.locator("[data-field=note]").is_visible()
    assert second.locator("[data-field=link]").input_value() == "no address"
    assert second.locator("[data-bilan=evidence-error]").is_visible()


def test_a_press_over_which_the_bar_comes_is_not_lost(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.base + LEARN)
    add = page.locator("[data-bilan=add-evidence]").first
    # At the bottom of the window without a scroll, which would be a sign of a reader already.
    place = add.bounding_box() or {}
    page.set_viewport_size({"width": 1280, "height": int(place["y"] + place["height"]) + 12})
    release = visit.hold("**/checklist-element.js")
    page.goto(visit.base + LEARN)
    assert not page.locator(".bilan-bar").is_visible()
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.down()
    release()
    page.wait_for_function("() => { const bar = document.querySelector('.bilan-bar'); return !bar.hidden && bar.checkVisibility(); }")
    page.wait_for_selector("bilan-checklist:defined")
    page.mouse.up()
    page.locator("[data-field=note]").wait_for()


def test_what_a_browser_does_to_the_form_is_no_answer(features: OpenVisit) -> None:
    visit = features().goto("checklists/every/")
    visit.answer("role", "lead")
    visit.answer("hours", "12")
    visit.answer("tools", "board")
    visit.answer("meets", "yes")
    before, shown = visit.kept()["every"]["answers"], visit.answers()
    # WebKit empties a form like this when its reader comes back.
    visit.page.evaluate("() => document.querySelector('bilan-checklist form').reset()")
    assert visit.answers() == shown
    # Browsers that fill in forms check what they like.
    visit.page.evaluate(
        """() => { for (const input of document.querySelectorAll("fieldset input")) {
             if (input.type === "text") input.value = "";
             else input.checked = false;
           } }"""
    )
    visit.item("tools").locator("input:not([value=board])").first.check()
    after = visit.kept()["every"]["answers"]
    assert len(after["tools"]["value"]) == 2
    assert {**after, "tools": before["tools"]} == before
    visit.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert {**visit.answers(), "tools": shown["tools"]} == shown
    assert len(visit.answers()["tools"]) == 2


# Words that every object of JavaScript answers to.
WORDS = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"]


def test_words_of_javascript_are_ids_like_others(visit: Visit) -> None:
    visit.goto(LEARN)
    answers: dict[str, Any] = {word: {"value": word} for word in WORDS}
    text = '{"format": "bilan-answers/1", "checklist": "learn", "version": 3, "answers": {%s}}'
    entries = ", ".join(f'"{word}": {{"value": "{word}"}}' for word in WORDS)
    visit.load({"name": "a.json", "mimeType": "application/json", "buffer": (text % entries).encode()})
    visit.message()
    visit.page.locator("fieldset input[type=radio]").first.check()
    kept = visit.kept()["learn"]["answers"]
    assert {word: kept[word] for word in WORDS} == answers
    assert len(kept) == len(WORDS) + 1
    result = visit.wait_for_score()
    assert {problem["item"] for problem in result["problems"]} == set(WORDS)


def test_a_page_of_an_older_version_writes_no_more(garden: Garden) -> None:
    garden.answer()
    old = garden.visit.page
    garden.publish(AFTER)
    new = garden.visit.context.new_page()
    new.goto(garden.visit.base + PAGE)
    new.locator("[data-bilan=migration]").wait_for(timeout=60_000)
    new.wait_for_selector(KEPT)
    notice = old.locator("[data-bilan=storage-notice]")
    notice.wait_for()
    assert "version plus récente" in notice.inner_text()
    before = garden.visit.records()
    garden.visit.answer("hours", "3")
    assert old.locator("bilan-checklist").get_attribute("data-keeping") == "unkept"
    assert garden.visit.records() == before
    old.once("dialog", lambda dialog: dialog.accept())
    notice.get_by_role("button", name="Recharger").click()
    old.wait_for_selector(KEPT)
    assert garden.visit.answers()["hours"] == ["130"]
    assert garden.stored["answers"]["hours"] == {"value": 130}
