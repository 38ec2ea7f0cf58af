# The shipped checklists: what they may end in is shown by a persona, old answers live on, and the scorer knows its questions.

from __future__ import annotations

import json
import runpy
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from bilan.authoring import Document, read_library
from bilan.engine import Kind, migrate_json, score_json

from tests.support.project import ROOT

FOLDER = ROOT / "checklists"
DOCUMENTS = read_library([FOLDER], root=ROOT).require_valid().documents
KEEP = next(document for document in DOCUMENTS if document.id == "keep-or-delegate")


def answer_file(document: Document, answers: dict[str, Any], version: int | None = None) -> str:
    """Answers in their short form, as a file."""
    entries = {item: value if isinstance(value, dict) else {"value": value} for item, value in answers.items() if value is not False}
    number = document.checklist.version if version is None else version
    return json.dumps({"format": "bilan-answers/1", "checklist": document.id, "version": number, "answers": entries})


def result(document: Document, answers: dict[str, Any], others: dict[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    """The score of answers in their short form, those to other checklists beside them."""
    given = others or {}
    read = [other for other in DOCUMENTS if other.id in given]
    handed = {other.id: {"checklist": other.checklist.to_json(), "answers": answer_file(other, given[other.id])} for other in read}
    texts = (document.checklist.to_json(), answer_file(document, answers), json.dumps({"checklists": handed}) if handed else "")
    found: dict[str, Any] = json.loads(score_json(*texts))
    assert found["format"] == "bilan-result/1", found
    return found


def personas(document: Document) -> list[dict[str, Any]]:
    """The results of the personas of a checklist."""
    text = (FOLDER / "personas" / f"{document.id}.yml").read_text("utf-8")
    return [result(document, persona["answers"], persona.get("others")) for persona in yaml.safe_load(text)["personas"]]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_a_persona_shows_each_outcome_gate_note_and_advice(document: Document) -> None:
    checklist, results = document.checklist, personas(document)
    declared = {outcome.id for outcome in checklist.outcomes} | {advice.id for advice in checklist.advice}
    declared |= {gate.id for score in checklist.scores for gate in score.gates}
    declared |= {note["id"] for note in document.localized("en").get("notes", ())}
    seen: set[str] = set()
    for found in results:
        scores = found.get("scores", [found])
        seen |= {gate for score in scores for gate in score.get("gates", ())} | {note["id"] for note in found.get("notes", ())}
        seen |= {*found["actions"], (found.get("outcome") or {"id": ""})["id"]}
    assert declared - seen == set()
    assert [found["scorer"] for found in results if found.get("scorer")] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_a_persona_has_the_least_and_one_the_greatest_level(document: Document) -> None:
    bands = [band.id for band in document.checklist.scores[0].bands]
    reached = {found["score"]["band"] for found in personas(document)}
    assert {bands[0], bands[-1]} <= reached


# Answers that version 1 took, and what became of them: carried on, or dropped with a reason.
OLD = {
    "learn": ({"trusted-guides": "whoever-sells", "learning-hours": 3}, {}),
    "strategic-value": ({"competitive-position": "agree", "goals-served": "hunch"}, {"competitive-position": "removed"}),
    "keep-or-delegate": (
        {"activities-ranked": "done", "campaigns": {"state": "not-applicable"}, "answers": "inside-knowing"},
        {"activities-ranked": "removed", "campaigns": "not-allowed"},
    ),
    "integrated-approach": ({"demands-written": "often", "goal-of-each": "agree"}, {"demands-written": "removed"}),
    "personal-commitment": ({"whose-words": "me", "conversation": {"state": "not-applicable"}}, {"conversation": "not-allowed"}),
    "overview": ({"kept-close": "agree", "own-words": {"state": "not-applicable"}}, {}),
}


@pytest.mark.parametrize("name", OLD)
def test_answers_to_the_first_version_live_on_or_are_kept_aside(name: str) -> None:
    document = next(document for document in DOCUMENTS if document.id == name)
    answers, dropped = OLD[name]
    migrated = json.loads(migrate_json(document.checklist.to_json(), answer_file(document, answers, version=1)))
    report = migrated["report"]
    assert {entry["id"]: entry["reason"] for entry in report["dropped"]} == dropped
    assert migrated["document"].get("dropped", {}).keys() == dropped.keys()
    assert set(report["carried"]) == answers.keys() - dropped.keys()
    added = {item for step in document.checklist.migrations for item in step.add}
    assert report["new"] == [item.id for item in document.checklist.items if item.id in added]


def test_an_adviser_of_the_first_version_is_the_only_tick() -> None:
    document = next(document for document in DOCUMENTS if document.id == "learn")
    text = answer_file(document, {"trusted-guides": "whoever-sells"}, version=1)
    migrated = json.loads(migrate_json(document.checklist.to_json(), text))["document"]
    assert migrated["answers"]["trusted-guides"] == {"value": ["whoever-sells"]}


def test_a_box_is_a_question_now_and_a_tick_of_the_second_version_is_kept_aside() -> None:
    """No migration makes a yes of a tick; who ticked it is told that the question is new."""
    assert [item.id for document in DOCUMENTS for item in document.checklist.items if item.kind is Kind.CHECK] == []
    document = next(document for document in DOCUMENTS if document.id == "overview")
    migrated = json.loads(migrate_json(document.checklist.to_json(), answer_file(document, {"hands-on": True}, version=2)))
    assert migrated["document"]["dropped"] == {"hands-on": {"entry": {"value": True}, "version": 2, "reason": "removed"}}
    assert migrated["report"]["new"] == ["learned-lately", "what-decided"]


def test_who_led_and_could_explain_is_asked_about_each() -> None:
    document = next(document for document in DOCUMENTS if document.id == "learn")
    text = answer_file(document, {"leads-the-expedition": "agree"}, version=2)
    migrated = json.loads(migrate_json(document.checklist.to_json(), text))["document"]
    assert migrated["answers"] == {"leads-the-expedition": {"value": "agree"}, "explains-choices": {"value": "agree"}}


def test_what_is_so_is_marked_as_a_fact() -> None:
    facts = {document.id: [item.id for item in document.checklist.items if item.fact] for document in DOCUMENTS}
    assert {name: items for name, items in facts.items() if items} == {
        "delegation-reflexes": ["who-does-it"],
        "keep-or-delegate": ["last-decision"],
        "overview": ["what-decided", "present-online"],
        "personal-commitment": ["in-my-name"],
        "strategic-value": ["goals-served", "peers-effect", "doing-without"],
    }


SCORER = SimpleNamespace(**runpy.run_path(str(FOLDER / "keep_or_delegate.py")))


def test_the_scorer_knows_every_answer_to_its_questions() -> None:
    items = KEEP.checklist.by_item
    assert [row for row, _, _ in SCORER.ACTIVITIES] == [item for item in items if item.endswith("-closeness")]
    for row, item, holders in SCORER.ACTIVITIES:
        assert [choice.id for choice in items[row].choices] == list(SCORER.SUITS)
        assert [choice.id for choice in items[item].choices] == list(holders)
    assert SCORER.STAKE.keys() == SCORER.SUITS.keys()


def _placed(*pairs: tuple[str, str]) -> dict[str, Any]:
    """The result where the first activities are ranked and held so."""
    answers: dict[str, Any] = {}
    for (row, item, _), (closeness, holder) in zip(SCORER.ACTIVITIES, pairs, strict=False):
        answers |= {row: closeness, item: holder}
    return result(KEEP, answers)


@pytest.mark.parametrize(("closeness", "holder"), list(product(SCORER.SUITS, SCORER.ACTIVITIES[0][2])))
def test_each_pair_is_scored_and_named(closeness: str, holder: str) -> None:
    """Beside an activity that is well placed."""
    found = _placed((closeness, holder), ("both", "inside-knowing"))
    suits = SCORER.SUITS[closeness][SCORER.ACTIVITIES[0][2][holder]]
    stake = SCORER.STAKE[closeness]
    fit = found["scores"][1]
    assert (fit["points"], fit["maximum"]) == (stake * suits + 12, stake * 4 + 12)
    notes = {note["id"]: note["values"] for note in found["notes"]}
    away = closeness == "neither"
    inside = holder.startswith("inside")
    misplaced = suits <= 2 and not (away and inside)
    assert notes["placed"] == {"well": 2 - misplaced, "count": 2}
    assert ("none-misplaced" in notes) is not misplaced
    assert {values["activity"] for note, values in notes.items() if note.startswith("misplaced-")} == (
        {"voice-closeness"} if misplaced else set()
    )
    assert notes.get("delegate") == ({"activity": "voice-closeness"} if away and inside else None)


def test_the_most_misplaced_is_the_one_with_most_at_stake_and_the_first_of_equals() -> None:
    def named(*pairs: tuple[str, str]) -> str:
        return next(str(note["values"]["activity"]) for note in _placed(*pairs)["notes"] if note["id"].startswith("misplaced-"))

    assert named(("mission", "provider-alone"), ("both", "stock-replies")) == "answers-closeness"
    assert named(("both", "provider-alone"), ("both", "stock-replies")) == "voice-closeness"
    assert named(("both", "provider-reviewed"), ("core", "nobody-regularly")) == "voice-closeness"


def test_the_one_to_delegate_takes_the_most_experienced() -> None:
    notes = _placed(("neither", "inside-junior"), ("neither", "inside-knowing"))["notes"]
    assert notes[-1] == {"id": "delegate", "values": {"activity": "answers-closeness"}}


def test_a_single_activity_is_not_compared() -> None:
    found = _placed(("both", "provider-alone"))
    assert found["notes"] == []
    assert found["scores"][1]["points"] is None


def test_every_placeholder_of_a_note_has_a_value() -> None:
    texts = {note["id"]: note["text"] for note in KEEP.localized("en")["notes"]}
    for found in personas(KEEP):
        for note in found["notes"]:
            assert "{" not in texts[note["id"]].format(**note["values"])


def test_the_folder_holds_no_other_scorer() -> None:
    assert [path.name for path in Path(FOLDER).glob("*.py")] == ["keep_or_delegate.py"]
    assert [document.id for document in DOCUMENTS if document.checklist.scorer] == ["keep-or-delegate"]
