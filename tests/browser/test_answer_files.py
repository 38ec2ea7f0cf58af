# Files that a reader loads: one that can't be taken changes nothing, and the page says why and what to do, in its language.

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import Visit

PAGE = "checklists/make-time/"
ITEM = "hours-now"


def answer_file(**fields: Any) -> str:
    """A file with an answer that the page would take, and fields that may not be."""
    document = {"format": "bilan-answers/1", "checklist": "make-time", "version": 1, "answers": {ITEM: {"value": 3, "note": "Été"}}}
    return json.dumps({**document, **fields}, ensure_ascii=False)


TWICE = answer_file().replace('"version": 1', '"version": 1, "version": 2')
UTF_8 = (
    "ce n’est pas du texte en UTF-8. Ouvrez-le dans un éditeur de texte, enregistrez-le avec l’encodage UTF-8, puis chargez-le de nouveau."
)
NEWER = (
    "il contient des réponses à la version 1000 de ce questionnaire, et cette page en montre une plus ancienne. "
    "Rechargez la page, puis chargez de nouveau le fichier."
)

REFUSED: dict[str, tuple[bytes, str]] = {
    "Latin-1": (answer_file().encode("latin-1"), UTF_8),
    "UTF-16": (answer_file().encode("utf-16"), UTF_8),
    "a newer version": (answer_file(version=1000).encode(), NEWER),
    "a newer version of one entry": (answer_file(answers={"a": {"value": 1, "version": 1000}}).encode(), NEWER),
    "a key twice": (TWICE.encode(), "un même nom, «\u202fversion\u202f», y figure deux fois, et rien ne dit lequel des deux compte."),
    "a version that is a text": (answer_file(version="1").encode(), "il est endommagé."),
    "a version that is a fraction": (answer_file(version=1.5).encode(), "il est endommagé."),
    "a version that is a list": (answer_file(version=[1]).encode(), "il est endommagé."),
    "dropped answers that are null": (answer_file(dropped=None).encode(), "il est endommagé."),
    "a number that no double holds": (answer_file(other=0).replace('"other": 0', '"other": 1e400').encode(), "il est endommagé."),
    "thirty levels": (answer_file(other=0).replace('"other": 0', '"other": ' + "[" * 30 + "]" * 30).encode(), "il est endommagé."),
    "200,000 answers": (
        answer_file(answers={f"q{number}": {"value": 1} for number in range(200_000)}).replace(": ", ":").encode(),
        "il est trop volumineux pour un fichier de réponses.",
    ),
}


def load(visit: Visit, content: bytes) -> str:
    """Load a file of these bytes, and give what the page says."""
    visit.load({"name": "a.json", "mimeType": "application/json", "buffer": content})
    return visit.message()


@pytest.fixture
def answered(visit: Visit) -> Visit:
    """A visit to a page with an answer that is kept."""
    visit.goto(PAGE)
    visit.answer(ITEM, "2")
    visit.wait_for_score()
    return visit


def test_what_the_engine_would_refuse_changes_nothing(answered: Visit) -> None:
    before = answered.kept()
    for name, (content, reason) in REFUSED.items():
        assert load(answered, content) == f"a.json n’a pas été chargé et rien n’a changé\u00a0: {reason}", name
        assert answered.kept() == before, name
        assert answered.answers() == {ITEM: ["2"]}, name
        answered.page.locator("[data-bilan=dismiss]").click()


def test_a_file_that_is_gone_when_it_is_read_changes_nothing(answered: Visit, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(answer_file(), "utf-8")
    answered.page.evaluate("() => addEventListener('change', (event) => event.stopImmediatePropagation(), { capture: true, once: true })")
    answered.load(file)
    file.unlink()
    answered.page.locator("input[data-bilan=load]").dispatch_event("change")
    assert answered.message().endswith("il n’a pas pu être lu. Vérifiez qu’il est toujours à sa place, puis choisissez-le de nouveau.")
    assert answered.answers() == {ITEM: ["2"]}


def test_the_reasons_are_told_in_english_too(visit: Visit) -> None:
    visit.goto(f"en/{PAGE}")
    assert load(visit, answer_file(version=1000).encode()) == (
        "a.json was not loaded and nothing was changed: its answers are to version 1000 of this checklist, and this page shows an older "
        "one. Reload the page, then load the file again."
    )
    utf_8 = "it is not UTF-8 text. Open it in a text editor, save it with UTF-8 encoding, then load it again."
    assert load(visit, answer_file().encode("latin-1")).endswith(utf_8)
    assert load(visit, TWICE.encode()).endswith("the name “version” appears in it twice, so there is no telling which of the two counts.")


def test_what_is_taken_is_scored_whatever_else_it_holds(features: OpenVisit, tmp_path: Path) -> None:
    visit = features().goto("checklists/every/")
    strange = {name: {"value": True, "note": {"toString": 1}} for name in ("constructor", "toString", "__proto__", "hasOwnProperty")}
    other = {"other": [1e308, {"a": []}], "saved": 3, "content": None, "dropped": {"__proto__": None, "toString": {"earlier": 1}}}
    document = {"format": "bilan-answers/1", "checklist": "every", "version": 2, "answers": {"hours": {"value": 10}, **strange}, **other}
    assert load(visit, json.dumps(document).encode()) == "Les réponses du fichier a.json ont été chargées."
    result = visit.wait_for_score()
    assert result["problems"] == [{"item": name, "code": "unknown-item"} for name in sorted(strange)]
    assert visit.answers() == {"hours": ["10"]}
    assert json.loads(visit.download(tmp_path).read_text("utf-8")) == document


def test_a_note_that_is_none_is_told_among_what_was_dropped(features: OpenVisit) -> None:
    visit = features().goto("checklists/every/")
    document = {"format": "bilan-answers/1", "checklist": "every", "version": 1, "answers": {"gone": {"note": {"toString": 1}}}}
    load(visit, json.dumps(document).encode())
    dropped = visit.page.locator("[data-bilan=migration-dropped] li")
    dropped.wait_for()
    assert dropped.inner_text().startswith("gone\u00a0: –")
