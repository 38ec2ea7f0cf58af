# The one door: whatever text comes in, JSON on one line goes out, with a code that says what is wrong.

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from bilan.engine import score_json

ANSWERS = '{"format":"bilan-answers/1","checklist":"demo","answers":{"only":{"value":true}}}'


def checklist(item: dict[str, Any] | None = None, **changes: Any) -> str:
    """A compiled checklist with one item; a field that is None is left out."""
    document = {
        "format": "bilan-checklist/1",
        "id": "demo",
        "version": 1,
        "sections": [{"id": "part", "items": [{"id": "only", "kind": "check", **(item or {})}]}],
        **changes,
    }
    return json.dumps({key: value for key, value in document.items() if value is not None})


def test_a_result_is_one_line_of_ascii() -> None:
    answers = '{"format":"bilan-answers/1","checklist":"demo","answers":{"é\\n\u2028😀":{"value":true}}}'
    text = score_json(checklist(), answers)
    assert text.isascii()
    assert len(text.splitlines()) == 1
    assert json.loads(text)["problems"] == [{"item": "é\n\u2028😀", "code": "unknown-item"}]


def test_the_same_input_gives_the_same_text_again() -> None:
    assert score_json(checklist(), ANSWERS) == score_json(checklist(), ANSWERS)


def test_the_message_names_both_checklists() -> None:
    found = json.loads(score_json(checklist(), ANSWERS.replace("demo", "other")))
    assert found == {"format": "bilan-error/1", "code": "other-checklist", "message": "these answers are to 'other', not to 'demo'"}


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ('{"format":"bilan-answers/1","format":"x"}', "the key 'format' stands twice in one object; keep one"),
        ("[]", 'this is not an answer file of Bilan: it lacks "format": "bilan-answers/1"'),
        ('{"format":"bilan-answers/9"}', "this answer file is 'bilan-answers/9'; this version of Bilan reads 'bilan-answers/1'"),
        (ANSWERS.replace("true", "1e999"), "the number '1e999' is too long or too large"),
        (ANSWERS.replace("true", "[1]"), 'the answer to \'only\' needs a "value" (true, a text, a number or a list of texts) or a "state"'),
        (ANSWERS.replace('"value":true', '"state":"maybe"'), 'the state of \'only\' must be "not-applicable" or "dont-know"'),
    ],
    ids=["duplicate", "foreign", "newer", "number", "value", "state"],
)
def test_messages_name_what_is_wrong(answers: str, message: str) -> None:
    assert json.loads(score_json(checklist(), answers))["message"] == message


DAMAGED = {
    "nothing": "",
    "not JSON": "<html>",
    "nested too deep": "[" * 100_000,
    "a list": "[]",
    "a text": '"bilan-checklist/1"',
    "no format": checklist(format=None),
    "a newer format": checklist(format="bilan-checklist/2"),
    "no id": checklist(id=None),
    "no version": checklist(version=None),
    "no sections": checklist(sections=None),
    "no score": checklist(scores=[]),
    "a field that it does not have": checklist(bands=[]),
    "a condition that can't be read": checklist({"when": "1 +"}),
    "a condition that reads nothing there is": checklist({"when": "answered(gone)"}),
    "conditions in a circle": checklist({"when": "only"}),
    "sections that are a number": checklist(sections=3),
    "a section that is a text": checklist(sections=["items"]),
    "an item that is a text": checklist(sections=[{"id": "part", "items": ["points"]}]),
    "an unknown kind": checklist({"kind": "slider"}),
    "an unknown state": checklist({"allow": ["maybe"]}),
    "weights that are words": checklist({"weight": "much"}),
    "points that are no number": checklist({"points": float("nan")}),
    "points that are a list": checklist({"points": [1]}),
    "a band without threshold": checklist(scores=[{"id": "total", "bands": [{"id": "low"}]}]),
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_checklist_is_refused(text: str) -> None:
    found = json.loads(score_json(text, ANSWERS))
    assert (found["format"], found["code"]) == ("bilan-error/1", "bad-checklist")


# Of the right form, but nothing that `authoring` would write. score_json promises never to raise on bad input.
IMPOSSIBLE = {
    "a threshold divided by zero": (checklist(scores=[{"id": "total", "bands": [{"id": "low", "threshold": "1/0"}]}]), "true"),
    "endless points": (checklist({"points": float("inf")}), "true"),
    "an item id that is a list": (checklist({"id": []}), "true"),
    "a box with choices": (checklist({"choices": [{"id": "a", "points": "1"}]}), "true"),
    "a number that is full where it is zero": (
        checklist({"kind": "number", "breakpoints": [{"at": "1", "points": "0"}, {"at": "1", "points": "1"}]}),
        "1",
    ),
    "points beyond every double": (checklist({"points": f"{10**400}/3"}), "true"),
    "points of five thousand digits": (checklist({"points": "1e5000"}), "true"),
}


@pytest.mark.parametrize(("text", "value"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_checklist_of_impossible_values_is_refused(text: str, value: str) -> None:
    found = json.loads(score_json(text, ANSWERS.replace("true", value)))
    assert found["code"] == "bad-checklist"


def test_numbers_that_are_only_together_too_large_are_refused() -> None:
    found = json.loads(score_json(checklist({"weight": "1e399", "points": "1/3"}), ANSWERS))
    assert found["code"] == "bad-checklist"


def test_no_text_takes_long_to_refuse() -> None:
    started = time.process_time()
    assert json.loads(score_json(checklist(), '"' + '\\"' * 16_000))["code"] == "not-json"
    assert time.process_time() - started < 2


def test_a_scorer_that_did_not_come_to_an_end_can_be_left_out_and_the_rest_counts() -> None:
    endless = checklist(scorer="def score(answers, scores):\n    while True: pass\n")
    found = json.loads(score_json(endless, ANSWERS, "", "scorer"))
    assert found["scorer"] == {"code": "scorer-timeout", "detail": "it did not come to an end"}
    assert found["score"] == json.loads(score_json(checklist(), ANSWERS))["score"]
    assert "scorer" not in json.loads(score_json(checklist(), ANSWERS, "", "scorer"))


def test_the_scorers_of_the_checklists_that_are_read_are_left_out_too() -> None:
    endless = checklist(scorer="def score(answers, scores):\n    while True: pass\n")
    reader = json.dumps({**json.loads(checklist()), "id": "reader", "readings": [{"id": "it", "checklist": "demo"}]})
    others = json.dumps({"checklists": {"demo": {"checklist": endless, "answers": ANSWERS.replace('"answers"', '"version":1,"answers"')}}})
    found = json.loads(score_json(reader, ANSWERS.replace("demo", "reader"), others, "scorer"))
    assert [(reading["state"], reading["percent"]) for reading in found["readings"]] == [("read", 100)]


@pytest.mark.parametrize(("state", "given"), [("answered", ANSWERS), ("unanswered", "")])
def test_the_state_of_what_is_read_is_one_of_two(state: str, given: str) -> None:
    advice = [{"id": word, "when": f'state(it) == "{word}"'} for word in ("answered", "unanswered", "missing", "read")]
    reader = checklist(id="reader", readings=[{"id": "it", "checklist": "demo"}], advice=advice)
    others = json.dumps({"checklists": {"demo": {"checklist": checklist(), "answers": given}}})
    assert json.loads(score_json(reader, ANSWERS.replace("demo", "reader"), others))["actions"] == [state]
