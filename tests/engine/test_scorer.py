# The Python scorer: what it is given, what it may return, and that whatever goes wrong in it is named and costs nothing else.

from __future__ import annotations

import json
import sys
from fractions import Fraction
from typing import Any

import pytest
from bilan.engine import Checklist, Choice, ChoiceItem, Outcome, Score, Section, Tally, score_json
from bilan.engine.scorer.limits import MOST_LINES
from bilan.engine.scorer.run import run_scorer

ANSWERS = {
    "box": ("answered", True),
    "many": ("answered", frozenset({"b", "a"})),
    "hours": ("answered", Fraction(5, 2)),
    "later": ("unanswered", None),
}
SCORES = {"total": Tally(Fraction(3), Fraction(4)), "empty": None}


def run(body: str) -> Any:
    """The report of a scorer with this body."""
    lines = "\n    ".join(body.splitlines())
    return run_scorer(f"def score(answers, scores):\n    {lines}\n", ANSWERS, SCORES)


def test_it_is_given_answers_and_scores() -> None:
    report = run(
        'hours, many = answers["hours"]["value"], answers["many"]["value"]\n'
        'assert answers["later"] == {"state": "unanswered", "value": None}\n'
        'assert scores["empty"]["percent"] is None\n'
        'return {"scores": {"x": (hours * 2, 10)}, "notes": [("n", {"many": ", ".join(many), "share": scores["total"]["percent"]}), "m"]}'
    )
    assert report.error is None
    assert report.scores == {"x": Tally(Fraction(5), Fraction(10))}
    assert report.notes == (("n", {"many": "a, b", "share": Fraction(75)}), ("m", {}))


def test_a_float_is_what_its_decimals_say() -> None:
    assert run('return {"scores": {"x": (0.1 + 0.2, 1)}}').scores["x"].points == Fraction(3, 10)
    assert run('return {"scores": {"x": (0.1, 1)}}').scores["x"].points == Fraction(1, 10)


def test_it_remembers_nothing() -> None:
    source = "seen = []\ndef score(answers, scores):\n    seen.append(1)\n    return {'scores': {'x': (len(seen), 9)}}\n"
    assert [run_scorer(source, ANSWERS, SCORES).scores["x"].points for _ in range(2)] == [1, 1]


@pytest.mark.parametrize(
    ("body", "code", "detail"),
    [
        ("return 1 / 0", "scorer-raised", "ZeroDivisionError: division by zero"),
        ("raise SystemExit('bye')", "scorer-raised", "SystemExit: bye"),
        ('return answers["gone"]', "scorer-raised", "KeyError: 'gone'"),
        ("import not_there", "scorer-raised", "ModuleNotFoundError: No module named 'not_there'"),
        ("while True: pass", "scorer-limit", f"it ran more than {MOST_LINES:,} lines"),
        ("while True:\n  try:\n    x = 1\n  except Exception: pass", "scorer-limit", f"it ran more than {MOST_LINES:,} lines"),
        ("def deeper(n): return deeper(n + 1)\nreturn deeper(0)", "scorer-limit", "it called or nested too deep"),
        ("return None", "scorer-output", "score() must return a dict with the keys scores, outcome and notes, or some of them"),
        ('return {"score": 1}', "scorer-output", "score() must return a dict with the keys scores, outcome and notes, or some of them"),
        ('return {"outcome": 3}', "scorer-output", "the outcome must be an id, not 3"),
        ('return {"scores": {"x": 3}}', "scorer-output", "the score 'x' must be a pair (points, maximum), not 3"),
        ('return {"scores": {"x": (float("nan"), 1)}}', "scorer-output", "nan is not a number between -1e9 and 1e9"),
        ('return {"scores": {"x": (10**12, 1)}}', "scorer-output", "1000000000000 is not a number between -1e9 and 1e9"),
        ('return {"scores": {"x": (True, 1)}}', "scorer-output", "True is not a number between -1e9 and 1e9"),
        ('return {"notes": [("n", {"x": "é" * 20_001})]}', "scorer-output", "the notes have 20,002 characters, more than 20,000"),
        ('return {"notes": [3]}', "scorer-output", "a note must be an id, or a pair (id, dict of values), not 3"),
    ],
)
def test_whatever_goes_wrong_is_named(body: str, code: str, detail: str) -> None:
    found = run(body).error
    assert found is not None
    assert (found[0], found[1][: len(detail)]) == (code, detail)


@pytest.mark.parametrize("source", ["def score(", "x = 1", "score = 3", "raise ValueError('at once')"])
def test_a_file_that_is_no_scorer_is_named(source: str) -> None:
    found = run_scorer(source, ANSWERS, SCORES).error
    assert found is not None
    assert found[0] == "scorer-raised"


def test_the_limits_end_with_it() -> None:
    before = sys.getrecursionlimit(), sys.gettrace()
    run("while True: pass")
    run("return deeper")
    assert (sys.getrecursionlimit(), sys.gettrace()) == before


def test_a_module_that_the_browser_has_not_fetched_yet_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "statistics", None)
    found = run("import statistics").error
    assert found is not None
    assert found[0] == "scorer-library"


def _checklist(scorer: str) -> str:
    item = ChoiceItem("i", choices=(Choice("a", Fraction(0)), Choice("b", Fraction(2))))
    scores = (Score("total"), Score("extra", by_scorer=True))
    return Checklist("x", 1, (Section("s", (item,)),), scores, outcomes=(Outcome("go"), Outcome("wait")), scorer=scorer).to_json()


def _score(scorer: str) -> dict[str, Any]:
    answers = json.dumps({"format": "bilan-answers/1", "checklist": "x", "version": 1, "answers": {"i": {"value": "b"}}})
    found: dict[str, Any] = json.loads(score_json(_checklist(scorer), answers))
    return found


def test_its_scores_and_its_outcome_are_part_of_the_result() -> None:
    result = _score("def score(answers, scores):\n    return {'scores': {'extra': (1, 4)}, 'outcome': 'wait'}\n")
    assert [(entry["id"], entry["percent"]) for entry in result["scores"]] == [("total", 100), ("extra", 25)]
    assert result["outcome"]["id"] == "wait"
    assert result["scorer"] is None


def test_its_failure_loses_nothing_of_the_rest() -> None:
    result = _score("def score(answers, scores):\n    return 1 / 0\n")
    assert result["score"]["percent"] == 100
    assert [(entry["id"], entry["percent"]) for entry in result["scores"]] == [("total", 100), ("extra", None)]
    assert result["outcome"]["id"] == "go"
    assert result["scorer"] == {"code": "scorer-raised", "detail": "ZeroDivisionError: division by zero"}
