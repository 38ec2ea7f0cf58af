# Answers: kept at each change, shared between tabs, erased on request and brought back, saved to a file and loaded from one.

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import Visit
from tests.support.server import StaticServer

PAGE = "checklists/make-time/"


def _answers(visit: Visit) -> dict[str, Any]:
    """The answers that the device keeps."""
    documents = visit.kept()
    assert documents.keys() <= {"make-time"}
    answers: dict[str, Any] = documents.get("make-time", {}).get("answers", {})
    return answers


def _first_radio(visit: Visit) -> tuple[str, str]:
    """The item and the value of the first radio button."""
    radio = visit.page.locator("fieldset input[type=radio]").first
    item = visit.page.locator("fieldset[data-item]", has=visit.page.locator("input[type=radio]")).first.get_attribute("data-item")
    return item or "", radio.get_attribute("value") or ""


def _number(visit: Visit) -> str:
    return visit.page.locator("fieldset[data-kind=number]").first.get_attribute("data-item") or ""


def _version(visit: Visit) -> int:
    return int(visit.page.locator("bilan-checklist").get_attribute("version") or 0)


def test_each_change_is_kept_at_once_under_the_path_of_the_site(visit: Visit) -> None:
    visit.goto(PAGE)
    item, value = _first_radio(visit)
    visit.answer(item, value)
    document = visit.kept()["make-time"]
    assert [key for key in visit.edge() if ":hidden:" not in key] == []
    src = visit.page.locator("bilan-checklist").get_attribute("src") or ""
    assert document.pop("content") == src.split(".")[-2]
    assert datetime.fromisoformat(document.pop("saved")).date() - datetime.now(UTC).date() <= timedelta(days=1)
    answers = {item: {"value": value}}
    assert document == {"format": "bilan-answers/1", "checklist": "make-time", "version": _version(visit), "answers": answers}


def test_what_is_answered_before_the_scripts_arrive_is_kept(visit: Visit) -> None:
    release = visit.hold("**/bilan.js")
    visit.page.goto(visit.base + PAGE, wait_until="commit")
    visit.page.wait_for_selector("[data-bilan=bar]", state="attached")
    item, value = _first_radio(visit)
    visit.answer(item, value)
    visit.answer(_number(visit), "2,5")
    assert visit.records() == {}
    release()
    visit.page.wait_for_selector("[data-bilan=bar]:not([hidden])")
    assert _answers(visit) == {item: {"value": value}, _number(visit): {"value": 2.5}}
    assert visit.answers() == {item: [value], _number(visit): ["2,5"]}


def test_two_sites_on_one_origin_do_not_see_each_others_answers(open_visit: OpenVisit, site: Path) -> None:
    with StaticServer(site, "/one/") as server:
        visit = open_visit(server.url).goto(PAGE)
        visit.answer(*_first_radio(visit))
        visit.wait_for_score()
        server.prefix = "/two/"
        visit.base = server.url
        visit.goto(PAGE)
        assert visit.answers() == {}


def test_a_number_is_read_as_people_write_it(visit: Visit) -> None:
    visit.goto(PAGE)
    item = _number(visit)
    field = visit.item(item).locator("input[type=text]")
    for typed, kept in [("2,5", 2.5), ("2.5", 2.5), (" 3 ", 3), ("0", 0)]:
        field.fill(typed)
        assert _answers(visit)[item] == {"value": kept}
    visit.page.reload()
    visit.wait_until_kept()
    assert field.input_value() == "0"


@pytest.mark.parametrize("typed", ["abc", "-1", "1e5", "9999999", "1,000", "2;5"])
def test_a_number_that_cannot_be_is_explained_and_not_kept(visit: Visit, typed: str) -> None:
    visit.goto(PAGE)
    item = _number(visit)
    field = visit.item(item).locator("input[type=text]")
    field.fill(typed)
    error = visit.item(item).locator(".bilan-error")
    assert error.is_visible()
    assert error.inner_text().startswith("Écrivez un nombre de 0 à ")
    assert field.get_attribute("aria-invalid") == "true"
    assert (error.get_attribute("id") or "?") in (field.get_attribute("aria-describedby") or "")
    assert _answers(visit) == {}
    field.fill("1")
    assert not error.is_visible()
    assert field.get_attribute("aria-invalid") is None


def test_an_answer_can_be_withdrawn(visit: Visit) -> None:
    visit.goto(PAGE)
    item, value = _first_radio(visit)
    visit.answer(item, value)
    visit.item(item).get_by_role("button", name="Retirer la réponse").click()
    assert visit.answers() == {}
    assert _answers(visit) == {}
    assert visit.page.evaluate("() => document.activeElement.type") == "radio"


def test_erasing_asks_first_and_can_be_undone(visit: Visit) -> None:
    visit.goto(PAGE)
    visit.answer_all()
    answers, stored = visit.answers(), visit.kept()
    erase = visit.page.get_by_role("button", name="Effacer les réponses")
    erase.click()
    visit.page.get_by_role("button", name="Les garder").click()
    assert visit.answers() == answers
    erase.click()
    visit.page.keyboard.press("Escape")
    assert visit.answers() == answers
    erase.click()
    visit.page.locator("dialog").get_by_role("button", name="Effacer").click()
    assert visit.message() == "Les réponses ont été effacées."
    assert visit.answers() == {}
    assert (visit.kept(), visit.edge()) == ({}, {})
    assert visit.page.evaluate("() => document.activeElement.dataset.bilan") == "undo"
    visit.page.get_by_role("button", name="Annuler").click()
    assert visit.answers() == answers
    assert visit.kept() == stored


def test_erasing_leaves_what_is_not_ours(visit: Visit) -> None:
    visit.goto(PAGE)
    visit.page.evaluate("() => localStorage.setItem('other', 'x')")
    visit.answer_all()
    visit.erase()
    assert visit.page.evaluate("() => localStorage.getItem('other')") == "x"


def test_a_change_in_one_tab_appears_in_the_other(visit: Visit) -> None:
    visit.goto(PAGE)
    other = visit.context.new_page()
    other.goto(visit.base + "en/" + PAGE)
    other.wait_for_selector("[data-bilan=tools]:not([hidden])")
    item, value = _first_radio(visit)
    visit.answer(item, value)
    other.wait_for_function("(id) => document.querySelector(`[data-item=${id}] input:checked`)", arg=item)


FILES = {
    "not JSON": ("réponses.json", "{", "ce n’est pas un fichier de réponses."),
    "a page": ("page.json", "<!doctype html>", "ce n’est pas un fichier de réponses."),
    "empty": ("vide.json", "", "ce n’est pas un fichier de réponses."),
    "text after it": ("suite.json", "{} {}", "ce n’est pas un fichier de réponses."),
    "another tool's": ("package.json", '{"name": "x"}', "ce n’est pas un fichier de réponses de Bilan."),
    "a list": ("liste.json", "[1]", "ce n’est pas un fichier de réponses de Bilan."),
    "newer": ("neuf.json", '{"format": "bilan-answers/2"}', "il provient d’une version plus récente de Bilan."),
    "damaged": ("x.json", '{"format": "bilan-answers/1", "checklist": "make-time", "answers": {"a": 1}}', "il est endommagé."),
    "another checklist's": (
        "autre.json",
        '{"format": "bilan-answers/1", "checklist": "learn", "version": 1, "answers": {}}',
        "il contient les réponses à un autre questionnaire, «\u202flearn\u202f».",
    ),
    "hostile name": ("<img src=x onerror=alert(1)>.json", "{", "ce n’est pas un fichier de réponses."),
}


@pytest.mark.parametrize(("name", "content", "reason"), FILES.values(), ids=list(FILES))
def test_a_file_that_is_not_right_changes_nothing(visit: Visit, name: str, content: str, reason: str) -> None:
    visit.goto(PAGE)
    visit.answer(*_first_radio(visit))
    before = visit.kept()
    visit.load({"name": name, "mimeType": "application/json", "buffer": content.encode()})
    assert visit.message() == f"{name} n’a pas été chargé et rien n’a changé\u00a0: {reason}"
    assert visit.kept() == before


def test_a_file_that_is_too_large_is_refused_unread(visit: Visit, tmp_path: Path) -> None:
    visit.goto(PAGE)
    large = tmp_path / "large.json"
    large.write_bytes(b" " * (5 * 1024 * 1024 + 1))
    visit.load(large)
    assert "trop volumineux" in visit.message()


def test_answers_that_no_longer_fit_are_kept_and_counted(visit: Visit, tmp_path: Path) -> None:
    visit.goto(PAGE)
    item, value = _first_radio(visit)
    answers = {item: {"value": value}, "gone": {"value": "x"}}
    document = {"format": "bilan-answers/1", "checklist": "make-time", "version": _version(visit), "answers": answers}
    visit.load({"name": "a.json", "mimeType": "application/json", "buffer": ("\ufeff" + json.dumps(document)).encode()})
    result = visit.wait_for_score()
    assert result["problems"] == [{"item": "gone", "code": "unknown-item"}]
    assert visit.page.locator("[data-bilan=set-aside]").inner_text().startswith("1 réponse ne correspond plus")
    assert json.loads(visit.download(tmp_path).read_text("utf-8"))["answers"] == answers


def test_answers_that_say_there_is_none_show_none(features: OpenVisit, tmp_path: Path) -> None:
    visit = features().goto("checklists/every/")
    answers = {"role": {"value": None}, "tools": {"value": []}, "hours": {"value": ""}, "asked": {"value": False}, "remark": {"value": ""}}
    answers |= {"meets": {"value": None}, "reads": {"value": None, "note": "Vu."}}
    document = {"format": "bilan-answers/1", "checklist": "every", "version": 2, "answers": answers}
    visit.load({"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(document).encode()})
    result = visit.wait_for_score()
    assert visit.message() == "Les réponses du fichier a.json ont été chargées."
    assert visit.answers() == {}
    assert {item["state"] for item in result["items"]} == {"unanswered", "hidden"}
    assert result["problems"] == []
    assert json.loads(visit.download(tmp_path).read_text("utf-8"))["answers"] == answers
    visit.score_after(lambda: visit.answer("hours", "10"))
    visit.score_after(lambda: visit.answer("reads", "yes"))
    kept = json.loads(visit.download(tmp_path).read_text("utf-8"))["answers"]
    assert kept["hours"] == {"value": 10}
    assert kept["reads"] == {"value": "yes", "note": "Vu."}


def test_loading_over_answers_can_be_undone(visit: Visit) -> None:
    visit.goto(PAGE)
    visit.answer(*_first_radio(visit))
    before = visit.kept()
    document = {"format": "bilan-answers/1", "checklist": "make-time", "version": 1, "answers": {}}
    visit.load({"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(document).encode()})
    assert visit.message() == "Les réponses du fichier a.json ont été chargées."
    visit.page.get_by_role("button", name="Annuler").click()
    assert visit.kept() == before


# What a browser may forbid or lack: each of them alone, and all of them.
DENY = "{ throw new DOMException('denied', 'SecurityError') }"
FORBIDDEN = {
    "looking at localStorage": f"Object.defineProperty(window, 'localStorage', {{ get() {DENY} }});",
    "reading localStorage": f"Storage.prototype.getItem = () => {DENY};",
    "looking at indexedDB": f"Object.defineProperty(window, 'indexedDB', {{ get() {DENY} }});",
    "opening a database": f"IDBFactory.prototype.open = () => {DENY};",
    "a database that never opens": "IDBFactory.prototype.open = () => ({});",
    "channels and locks": "delete window.BroadcastChannel; delete Navigator.prototype.locks; delete Navigator.prototype.storage;",
}
WITHOUT_DATABASE = ("looking at indexedDB", "opening a database")


@pytest.mark.parametrize("script", FORBIDDEN.values(), ids=list(FORBIDDEN))
def test_where_something_is_forbidden_answers_are_kept_by_what_is_left(open_visit: OpenVisit, script: str) -> None:
    visit = open_visit()
    # The theme itself trips over this; ours must not.
    visit.expect(r"error: .*denied")
    visit.page.add_init_script(script)
    visit.page.clock.install()
    kept = visit.page.locator("[data-keeping=kept], [data-keeping=noted]")
    visit.goto(PAGE)
    item, value = _first_radio(visit)
    visit.answer(item, value)
    visit.pass_time(kept)
    assert not visit.page.locator("[data-bilan=storage-notice]").is_visible()
    visit.goto(PAGE)
    visit.pass_time(kept)
    assert visit.answers() == {item: [value]}


@pytest.mark.parametrize("name", WITHOUT_DATABASE)
def test_what_was_kept_without_a_database_is_taken_over_by_one(open_visit: OpenVisit, name: str) -> None:
    visit = open_visit()
    item, value = _first_radio(visit.goto(PAGE))
    visit.answer(_number(visit), "1")
    visit.wait_until_kept()
    without = visit.context.new_page()
    without.add_init_script(FORBIDDEN[name])
    without.goto(visit.base + PAGE)
    without.locator(f'fieldset[data-item="{item}"] input[value="{value}"]').check()
    without.wait_for_selector("[data-keeping=noted]")
    without.close()
    visit.goto(PAGE)
    assert _answers(visit) == {item: {"value": value}, _number(visit): {"value": 1}}
    assert [key for key in visit.edge() if ":hidden:" not in key] == []


def test_where_all_storage_is_forbidden_the_page_works_and_says_so(open_visit: OpenVisit) -> None:
    visit = open_visit()
    visit.expect(r"page error: .*denied")
    visit.page.add_init_script(FORBIDDEN["looking at localStorage"] + FORBIDDEN["looking at indexedDB"])
    visit.goto(PAGE)
    visit.answer(*_first_radio(visit))
    assert "ne peuvent pas être conservées" in visit.page.locator("[data-bilan=storage-notice]").inner_text()
    visit.wait_for_score()
    assert not visit.page.get_by_text("conservées au fur et à mesure").is_visible()
    with visit.page.expect_event("dialog") as asked:
        visit.page.evaluate("() => void setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()


def test_where_storage_is_full_the_last_copy_stays_and_the_page_says_so(visit: Visit) -> None:
    visit.goto(PAGE)
    item, value = _first_radio(visit)
    visit.answer(item, value)
    before = visit.kept()
    visit.page.evaluate(
        """() => { for (const [type, name] of [[Storage, "setItem"], [IDBObjectStore, "put"]]) {
          window[name] = type.prototype[name];
          type.prototype[name] = () => { throw new DOMException("full", "QuotaExceededError") };
        } }"""
    )
    visit.answer(_number(visit), "2")
    notice = visit.page.locator("[data-bilan=storage-notice]")
    notice.wait_for()
    assert "est plein" in notice.inner_text()
    assert visit.page.locator("bilan-checklist").get_attribute("data-keeping") == "unkept"
    assert visit.records()["make-time"]["document"] == before["make-time"]
    # Another page of the site changes what is kept; what is not kept here stays all the same.
    other = visit.context.new_page()
    other.goto(visit.base + PAGE)
    other.locator("fieldset:has(input[type=radio])").nth(1).locator("input[type=radio]").first.check()
    other.wait_for_selector("[data-keeping=kept]")
    assert visit.answers()[_number(visit)] == ["2"]
    visit.page.evaluate("() => { Storage.prototype.setItem = window.setItem; IDBObjectStore.prototype.put = window.put; }")
    visit.wait_until_kept()
    assert not notice.is_visible()
    assert _answers(visit)[_number(visit)] == {"value": 2}
    assert len(_answers(visit)) == 3


def test_answers_of_a_newer_version_are_left_alone(visit: Visit, server: StaticServer) -> None:
    key = f"bilan:{server.prefix}:answers:make-time"
    visit.goto("")
    note = [["make-time", {"kind": "answers", "version": 3, "content": "", "given": 1, "entries": [["count", {"value": True}]]}]]
    newer = {key: '{"format": "bilan-answers/2"}', f"bilan:{server.prefix}:unwritten:newer": json.dumps(note)}
    visit.page.evaluate("(newer) => Object.assign(localStorage, newer)", newer)
    visit.goto(PAGE)
    notice = visit.page.locator("[data-bilan=storage-notice]")
    notice.wait_for()
    assert "version plus récente" in notice.inner_text()
    visit.answer(*_first_radio(visit))
    assert {name: text for name, text in visit.edge().items() if name in newer} == newer
    assert visit.records() == {}
    assert notice.get_by_role("button", name="Recharger").is_visible()


DAMAGED = [
    "half a docum",
    "{}",
    '{"format": "bilan-record/1"}',
    '{"format": "bilan-answers/1", "checklist": "x", "answers": {}}',
]


@pytest.mark.parametrize(("damaged", "place"), list(zip(DAMAGED, ["edge", "database"] * 2, strict=True)))
def test_what_cannot_be_read_is_set_aside_told_and_erased_only_by_name(
    visit: Visit, server: StaticServer, tmp_path: Path, damaged: str, place: str
) -> None:
    key = f"bilan:{server.prefix}:answers:make-time"
    visit.goto(PAGE)
    visit.wait_until_kept()
    if place == "edge":
        visit.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, damaged])
    else:
        visit.page.evaluate(
            """([name, text]) => new Promise((resolve) => { indexedDB.open(name).onsuccess = ({ target }) => {
              const transaction = target.result.transaction("records", "readwrite");
              transaction.objectStore("records").put(text, "make-time");
              transaction.oncomplete = () => { target.result.close(); resolve(); } } })""",
            [f"bilan:{server.prefix}", damaged],
        )
    visit.goto(PAGE)
    visit.answer(*_first_radio(visit))
    notice = visit.page.locator("[data-bilan=aside]")
    notice.wait_for()
    assert notice.inner_text().startswith("1 enregistrement de vos réponses n’a pas pu être repris.")
    visit.erase()
    visit.page.get_by_role("button", name="Annuler").click()
    visit.goto(PAGE)
    notice.wait_for()
    assert len(_answers(visit)) == 1
    with visit.page.expect_download() as download:
        notice.get_by_role("button", name="Télécharger").click()
    download.value.save_as(tmp_path / "aside.txt")
    assert (tmp_path / "aside.txt").read_text("utf-8") == damaged
    notice.get_by_role("button", name="Effacer").click()
    notice.wait_for(state="hidden")
    visit.goto(PAGE)
    visit.wait_until_kept()
    assert not notice.is_visible()
    assert len(_answers(visit)) == 1
