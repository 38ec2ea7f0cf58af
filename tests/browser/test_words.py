# Words that mean something to JavaScript, to a form of HTML or to Python are ids like others, wherever the format has ids.

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.project import CONFIG, Project
from tests.support.server import StaticServer

# The first is what every object of JavaScript answers to; forms have properties that are called like the others.
WORDS = ["constructor", "elements", "id"]
# Sections, items and actions share their ids, so only one of them can have the word.
PLACES = ["ITEM", "SECTION", "ACTION"]
CASES = [(word, place) for word in WORDS for place in (PLACES if word == "constructor" else PLACES[:1])]

CHECKLIST = """\
id: CHECKLIST
version: 2
title: {fr: "Un mot", en: "A word"}
summary: {fr: "Partout le même.", en: "The same everywhere."}
allow: [not-applicable]
scales:
  WORD:
    - {id: WORD, points: 0, text: {fr: "Non", en: "No"}}
    - {id: other, points: 2, text: {fr: "Oui", en: "Yes"}}
sections:
  - id: SECTION
    title: {fr: "Partie", en: "Part"}
    items:
      - id: ITEM
        kind: choice
        text: {fr: "Lequel ?", en: "Which?"}
        action: {fr: "Prenez l’autre.", en: "Take the other."}
        choices:
          - {id: WORD, points: 0, text: {fr: "Celui-ci", en: "This"}}
          - {id: other, points: 2, text: {fr: "L’autre", en: "The other"}}
      - id: several
        kind: choices
        text: {fr: "Lesquels ?", en: "Which ones?"}
        choices:
          - {id: WORD, points: 1, text: {fr: "Celui-ci", en: "This"}}
          - {id: other, points: 1, when: 'ITEM == "WORD"', text: {fr: "L’autre", en: "The other"}}
      - id: views
        kind: matrix
        scale: WORD
        text: {fr: "Êtes-vous d’accord ?", en: "Do you agree?"}
        rows:
          - {id: WORD-row, tags: [WORD], text: {fr: "Ceci", en: "This"}}
          - {id: other-row, text: {fr: "Cela", en: "That"}}
groups:
  - {id: WORD-group, tags: [WORD]}
scores:
  - id: WORD-score
    title: {fr: "Ensemble", en: "All"}
    bands:
      - {id: WORD, from: 0, title: {fr: "Bas", en: "Low"}, text: {fr: "Encore.", en: "More."}}
      - {id: other, from: 5, title: {fr: "Haut", en: "High"}, text: {fr: "Bravo.", en: "Well done."}}
    gates:
      - {id: WORD, item: ITEM, at_most: WORD, reason: {fr: "Il faut l’autre.", en: "It takes the other."}}
  - id: group-score
    title: {fr: "Groupe", en: "Group"}
    groups: [WORD-group]
outcomes:
  - {id: WORD, when: 'ITEM == "WORD"', title: {fr: "Celui-ci", en: "This"}, text: {fr: "Vous l’avez.", en: "You have it."}}
  - {id: other, title: {fr: "Un autre", en: "Another"}, text: {fr: "Vous ne l’avez pas.", en: "You do not have it."}}
actions:
  - {id: ACTION, when: 'ITEM == "WORD"', text: {fr: "Faites ceci.", en: "Do this."}}
scorer: words.py
notes:
  - {id: WORD, text: {fr: "Noté.", en: "Noted."}}
migrations:
  - {to: 2, rename: {old: ITEM}, choices: {ITEM: {before: WORD}}}
"""


SCORER = """\
def score(answers, scores):
    word = next(iter(answers.values()))["value"]
    return {"notes": [(word, {})] if word else []}
"""


def checklist(word: str, place: str) -> tuple[str, str]:
    """The checklist with the word in this place, and its id."""
    identity = word if place == "ITEM" else f"{word}-{place.lower()}"
    text = CHECKLIST.replace("CHECKLIST", identity)
    for each in PLACES:
        text = text.replace(each, word if each == place else f"the-{each.lower()}")
    return identity, text.replace("WORD", word)


@pytest.fixture(scope="module")
def server_of_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaticServer]:
    """A site with a checklist for each word."""
    project = Project(tmp_path_factory.mktemp("words")).fill(config=CONFIG + "      offline: false\n")
    (project.folder / "checklists" / "demo.yml").unlink()
    project.write("checklists/words.py", SCORER)
    for case in CASES:
        identity, text = checklist(*case)
        project.write(f"checklists/{identity}.yml", text)
    done = project.build("--strict")
    assert done.returncode == 0, done.stderr
    with StaticServer(project.folder / "site", "/x/") as server:
        yield server


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_in_every_place_that_has_ids(case: tuple[str, str], server_of_words: StaticServer, open_visit: OpenVisit, tmp_path: Path) -> None:
    word, place = case
    identity, _ = checklist(*case)
    item = word if place == "ITEM" else "the-item"
    visit = open_visit(server_of_words.url)
    visit.goto(f"checklists/{identity}/")
    assert not visit.item("several").locator("[value=other]").is_visible()
    visit.answer(item, word)
    visit.item("several").locator("[value=other]").wait_for()
    for each, value in [("several", word), (f"{word}-row", word), ("other-row", "other")]:
        visit.answer(each, value)
    answers = {item: {"value": word}, "several": {"value": [word]}, f"{word}-row": {"value": word}, "other-row": {"value": "other"}}
    assert visit.kept()[identity]["answers"] == answers
    result = visit.wait_for_score()
    assert result["problems"] == []
    shown = visit.page.locator("bilan-checklist").inner_text()
    for text in ("Bas", "Vous l’avez.", "Faites ceci.", "Noté.", "Il faut l’autre."):
        assert text in shown
    file = visit.download(tmp_path)
    assert json.loads(file.read_text("utf-8"))["answers"] == answers
    visit.goto(f"checklists/{identity}/")
    visit.wait_until_kept()
    values = {each: value for each, value in visit.answers().items() if value}
    assert values == {item: [word], "several": [word], f"{word}-row": [word], "other-row": ["other"]}
    visit.erase()
    visit.load(file)
    visit.message()
    assert visit.kept()[identity]["answers"] == answers
    old = {"format": "bilan-answers/1", "checklist": identity, "version": 1, "answers": {"old": {"value": "before", "note": word}}}
    visit.load({"name": "old.json", "mimeType": "application/json", "buffer": json.dumps(old).encode()})
    visit.page.locator("[data-bilan=migration]").wait_for()
    assert visit.kept()[identity]["answers"] == {item: {"value": word, "note": word}}
