# Answers to older versions: the golden cases of migrations.yml, and what holds for every checklist and every document.

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from bilan.engine import Checklist, Choice, Item, Kind, Migration, Rescale, Section, State, migrate, migrate_json, score_json
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.test_properties import reproducible

CASES = yaml.safe_load((Path(__file__).parent / "migrations.yml").read_text("utf-8"))


def item(item_id: str, form: Any) -> dict[str, Any]:
    """One item of a compiled checklist, from its short form."""
    if isinstance(form, str):
        return {"id": item_id, "kind": form}
    if isinstance(form, list):
        return {"id": item_id, "kind": "choice", "choices": [{"id": choice, "points": "0"} for choice in form]}
    return {"id": item_id, **form}


def compiled(case: dict[str, Any]) -> str:
    """The checklist of a case."""
    sections = [{"id": "part", "items": [item(*pair) for pair in case["items"].items()]}]
    document = {"format": "bilan-checklist/1", "id": "demo", "version": case["version"], "sections": sections}
    return json.dumps({**document, "migrations": case.get("migrations", [])})


def answer_file(case: dict[str, Any]) -> str:
    """The document of a case; where it says `numerals`, texts that are numbers stand for these numbers."""
    document = {"format": "bilan-answers/1", "checklist": "demo", "version": case.get("from", 1), "answers": case["answers"]}
    document |= {"dropped": case["before"]} if "before" in case else {}
    document |= {"kept": [1.0, 10**20, "é"]}
    text = json.dumps({key: value for key, value in document.items() if value is not None})
    return text.replace('"1e307"', "1e307").replace('"1e36"', "1e36") if case.get("numerals") else text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_document_is_what_the_rules_ask_for(case: dict[str, Any]) -> None:
    text = migrate_json(compiled(case), answer_file(case))
    found = json.loads(text, parse_float=str if case.get("numerals") else None)
    assert found["format"] == "bilan-migration/1"
    document, report = found["document"], found["report"]
    assert document["answers"] == case["after"]
    assert document.get("dropped") == case.get("dropped")
    start = case.get("from", 1) or 1
    empty: dict[str, Any] = {"carried": [], "renamed": [], "dropped": [], "new": []}
    assert report == {"from": start, "to": case["version"], **empty, **case["report"]}
    checklist = Checklist.from_json(compiled(case))
    assert (document["version"], document["content"]) == (case["version"], checklist.content)
    assert '"kept":[1.0,100000000000000000000,"\\u00e9"]' in text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_score_starts_from_the_new_document(case: dict[str, Any]) -> None:
    checklist = compiled(case)
    found = json.loads(migrate_json(checklist, answer_file(case)))
    scored = json.loads(score_json(checklist, answer_file(case)))
    assert scored.pop("migration") == found["report"]
    assert scored == json.loads(score_json(checklist, json.dumps(found["document"])))


def test_a_document_of_this_or_a_newer_version_is_left_as_it_is() -> None:
    checklist = compiled({"version": 2, "items": {"b": "check"}, "migrations": [{"to": 2, "rename": {"a": "b"}}]})
    for version in (2, 3):
        text = answer_file({"from": version, "answers": {"a": {"value": True}, "b": {"value": 1.50}}})
        found = json.loads(migrate_json(checklist, text))
        assert found == {"format": "bilan-migration/1", "document": json.loads(text), "report": None}
        assert migrate(Checklist.from_json(checklist), text).text == text
        assert "migration" not in json.loads(score_json(checklist, text))


@pytest.mark.parametrize(
    ("answers", "code"),
    [("", "not-json"), ("[]", "not-answers"), ('{"format":"bilan-answers/1","checklist":"other","answers":{}}', "other-checklist")],
)
def test_what_is_no_answer_file_is_refused(answers: str, code: str) -> None:
    found = json.loads(migrate_json(compiled({"version": 2, "items": {"a": "check"}}), answers))
    assert (found["format"], found["code"]) == ("bilan-error/1", code)
    assert json.loads(migrate_json("{", answers))["code"] == "bad-checklist"


def test_what_is_read_can_be_read_again_however_often_it_is_dropped() -> None:
    deep: Any = "x"
    for _ in range(14):
        deep = [deep]
    steps = [{"to": version, "remove": ["gone"]} for version in (2, 3)]
    second, third = (compiled({"version": version, "items": {"a": "check"}, "migrations": steps}) for version in (2, 3))
    entry = {"value": True, "x": deep}
    once = json.loads(migrate_json(second, answer_file({"answers": {"gone": entry}})))["document"]
    twice = json.loads(migrate_json(third, json.dumps({**once, "answers": {"gone": entry}})))["document"]
    assert twice["dropped"]["gone"]["earlier"] == [{"entry": entry, "version": 1, "reason": "removed"}]
    assert json.loads(migrate_json(third, json.dumps(twice)))["document"] == twice
    # One level more could not be read again, so it is not read in the first place.
    deeper = answer_file({"answers": {"a": {"value": True, "x": [deep]}}})
    assert json.loads(migrate_json(second, deeper))["code"] == "malformed"


def test_questions_that_changed_without_a_new_version_are_told_where_it_matters() -> None:
    checklist = compiled({"version": 2, "items": {"a": ["x", "y"], "b": "check"}})
    content = Checklist.from_json(checklist).content

    def changed(answers: dict[str, Any], **fields: Any) -> bool:
        document = {"format": "bilan-answers/1", "checklist": "demo", "version": 2, "answers": answers, **fields}
        return bool(json.loads(score_json(checklist, json.dumps(document))).get("changed", False))

    gone, other = {"gone": {"value": True}}, {"a": {"value": "z"}}
    assert changed(gone, content="0" * 12)
    assert changed(other, content="0" * 12)
    assert not changed({"a": {"value": "x"}, "b": {"value": "wrong"}}, content="0" * 12)
    assert not changed(gone, content=content)
    assert not changed(gone)
    assert not changed(gone, content="0" * 12, version=3)


IDS = [f"i{number}" for number in range(5)]
CHOICES = ["x", "y", "z"]


@st.composite
def items(draw: st.DrawFn, item_id: str) -> Item:
    """An item of any kind."""
    kind = draw(st.sampled_from(Kind))
    allow = tuple(draw(st.sets(st.sampled_from((State.NOT_APPLICABLE, State.DONT_KNOW)))))
    if kind in (Kind.CHOICE, Kind.SCALE, Kind.CHOICES):
        offered = draw(st.lists(st.sampled_from(CHOICES), min_size=1, unique=True))
        return Item.variants[kind](
            item_id, allow=allow, choices=tuple(Choice(c, Fraction(0), exclusive=draw(st.booleans())) for c in offered)
        )
    bounds = {"minimum": Fraction(0), "maximum": Fraction(100)} if draw(st.booleans()) else {}
    return Item.variants[kind](item_id, allow=allow, **(bounds if kind is Kind.NUMBER else {}))


@st.composite
def migrations(draw: st.DrawFn, to: int) -> Migration:
    """A step of any sense."""
    ids, fractions = st.sampled_from(IDS), st.fractions(-1000, 1000, max_denominator=100)
    return Migration(
        to,
        rename=draw(st.dictionaries(ids, ids, max_size=2)),
        choices=draw(st.dictionaries(ids, st.dictionaries(st.sampled_from(CHOICES), st.sampled_from(CHOICES)), max_size=2)),
        split=draw(st.dictionaries(ids, st.lists(ids, min_size=1, max_size=3).map(tuple), max_size=1)),
        remove=tuple(draw(st.lists(ids, max_size=1))),
        remove_choices=draw(st.dictionaries(ids, st.lists(st.sampled_from(CHOICES), max_size=2).map(tuple), max_size=1)),
        rescale=draw(st.dictionaries(ids, st.builds(Rescale, fractions, fractions), max_size=2)),
        add=tuple(draw(st.lists(ids, max_size=2))),
    )


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    """A checklist of some of the items and with steps to some of its versions."""
    version = draw(st.integers(1, 5))
    present = draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
    steps = draw(st.sets(st.integers(1, 6)))
    sections = (Section("part", tuple(draw(items(item_id)) for item_id in present)),)
    return Checklist("demo", version, sections, migrations=tuple(draw(migrations(to)) for to in sorted(steps)))


ENTRIES = st.builds(
    # An entry of a note alone has nothing else.
    lambda answer, evidence: {**answer, **evidence} if answer.keys() & {"value", "state"} else answer,
    st.one_of(
        st.sampled_from([{"state": "dont-know"}, {"state": "not-applicable"}, {"value": True}, {"note": "Only a note."}]),
        st.fixed_dictionaries({"value": st.one_of(st.sampled_from(CHOICES), st.lists(st.sampled_from(CHOICES), min_size=1))}),
        st.fixed_dictionaries({"value": st.one_of(st.integers(-5, 200), st.floats(0, 1e308), st.text(max_size=3))}),
    ),
    st.one_of(st.just({}), st.fixed_dictionaries({"note": st.text(max_size=3), "x": st.floats(allow_nan=False, allow_infinity=False)})),
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """An answer document of any version, with answers that were dropped before."""
    document = {"format": "bilan-answers/1", "checklist": "demo", "answers": draw(st.dictionaries(st.sampled_from(IDS), ENTRIES))}
    version = draw(st.one_of(st.none(), st.integers(-1, 6)))
    if draw(st.booleans()):
        records = st.fixed_dictionaries({"entry": ENTRIES, "version": st.just(1), "reason": st.just("removed")})
        document["dropped"] = draw(st.dictionaries(st.sampled_from(IDS), st.one_of(records, st.text(max_size=2))))
    return document if version is None else {**document, "version": version}


def _kept(document: dict[str, Any]) -> list[Any]:
    """Everything that a document holds under "dropped", as the entries that were dropped."""
    records = [record for latest in document.get("dropped", {}).values() for record in [latest, *_earlier(latest)]]
    return [record["entry"] if isinstance(record, dict) else record for record in records]


def _earlier(record: Any) -> list[Any]:
    return record.get("earlier", []) if isinstance(record, dict) else []


@pytest.mark.slow
@reproducible
@given(checklists(), documents())
def test_a_migrated_document_stays_as_it_is(checklist: Checklist, document: dict[str, Any]) -> None:
    once = migrate(checklist, json.dumps(document))
    again = migrate(checklist, once.text)
    assert (again.text, again.report) == (once.text, None)
    assert migrate(checklist, json.dumps(document)) == once


@pytest.mark.slow
@reproducible
@given(checklists(), documents())
def test_nothing_is_lost(checklist: Checklist, document: dict[str, Any]) -> None:
    migrated = migrate(checklist, json.dumps(document))
    after = json.loads(migrated.text)
    if migrated.report is None:
        assert after == document
        return
    moved = dict(migrated.report.renamed) | {item: item for item in migrated.report.carried}
    dropped = dict(migrated.report.dropped)
    for item_id, entry in document["answers"].items():
        assert item_id in moved or item_id in dropped
        if item_id in dropped:
            assert after["dropped"][item_id]["entry"] == entry
            assert after["dropped"][item_id]["reason"] == dropped[item_id]
        else:
            new = after["answers"][moved[item_id]]
            assert new.keys() == entry.keys()
            assert {key: new[key] for key in new if key != "value"} == {key: entry[key] for key in entry if key != "value"}
    assert sorted(map(repr, _kept(after))) == sorted(map(repr, [*_kept(document), *(document["answers"][i] for i in dropped)]))
    assert set(after["answers"]) == {*migrated.report.carried, *(new for _, new in migrated.report.renamed)}


@pytest.mark.slow
@reproducible
@given(checklists(), documents())
def test_every_answer_that_came_along_fits(checklist: Checklist, document: dict[str, Any]) -> None:
    migrated = migrate(checklist, json.dumps(document))
    result = json.loads(score_json(checklist.to_json(), migrated.text))
    assert migrated.report is None or result["problems"] == []


@pytest.mark.slow
@reproducible
@given(checklists(), documents(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(checklist: Checklist, document: dict[str, Any], random: Any) -> None:
    entries = list(document["answers"].items())
    random.shuffle(entries)
    here, there = (migrate(checklist, json.dumps({**document, "answers": answers})) for answers in (document["answers"], dict(entries)))
    assert json.loads(here.text) == json.loads(there.text)
