# `bilan explain`, and what `bilan score` says of a checklist with every part of the model: each line as a reader of the terminal gets it.

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bilan.authoring import read_library
from bilan.engine import explain_json, later

from tests.cli.conftest import Bilan
from tests.cli.test_score import fault, save

GIVEN = {"role": {"value": "reader"}, "habit": {"value": "often"}, "tools": {"value": ["pen"]}, "calm": {"value": "fully"}}
BASICS = """\
id: basics
version: 1
title: Basics
summary: S
sections: [{id: s, title: Part, items: [{id: known, kind: check, text: T}, {id: tried, kind: check, text: T}]}]
"""


@pytest.fixture
def whole(folder: Path) -> Path:
    """The checklist whole.yml with its scorer and the one that it reads, and answers to it."""
    for name in ("whole.yml", "whole.py"):
        shutil.copy(Path(__file__).parent / name, folder / "checklists" / name)
    (folder / "checklists" / "basics.yml").write_text(BASICS, "utf-8")
    save(folder / "a.json", "whole", **GIVEN)
    return folder / "checklists" / "whole.yml"


def lines(result: Any) -> list[str]:
    """What a run printed, which went well."""
    assert result.exit_code == 0, result.output
    return list(result.stdout.splitlines())


def test_the_score_shows_every_part_of_the_result(bilan: Bilan, whole: Path) -> None:
    assert lines(bilan("score", whole, "a.json")) == [
        "Practice    54.5 %  6/11",
        "Writing     hidden",
        "Basics     missing",
        "-------------------------------------",
        "Impact      49.1 %  5.4/11",
        "Tidiness      25 points  25/100  25 %",
        "By Python     50 %  4/8",
        "",
        "Low",
        "Little so far.",
        "No higher because: Nobody else has read it.",
        "Changed: multiply 0.9 (Tools cost time.)",
        "Changed: round 1",
        "",
        "Tidiness: Loose",
        "",
        "Not yet",
        "Come back.",
        f"Look again in 6 months: {later(date.today(), 'P6M').isoformat()}.",
        "",
        "4/4 questions answered, 0/1 boxes ticked",
        "- rest: Take a rest.",
        "- habit: Decide on a day.",
        "Still possible: 49.1 % to 57.3 %",
        "Next level: Middle, with 1 answer",
        "+ must: not ticked -> ticked: 49.1 % -> 57.3 %",
        "* 4 answers were seen.",
    ]


def test_every_number_has_its_terms(bilan: Bilan, whole: Path) -> None:
    assert lines(bilan("explain", whole, "a.json")) == [
        "Answers",
        "  role   Reader                         does not count",
        "  habit  Often       (0 + 4 - 2) x 1.5  3/6",
        "  tools  Pen         1                  1/2",
        "  must   not ticked  0                  0/1",
        "  calm   Fully       2                  2/2",
        "  pages  hidden                         does not count",
        '  pages is hidden: role == "author" does not hold (role is reader)',
        "",
        "Sections",
        "  Practice: 6/11 = 54.5 %, sum of points",
        "    + habit  3/6",
        "    + tools  1/2",
        "    + must   0/1",
        "    + calm   2/2",
        "  Writing: nothing counts, sum of points",
        "",
        "Groups",
        "  tidy: 25/100 = 25 %, mean of percent, divided by 2",
        "    + tools  50 %",
        "    + must   0 %",
        "  both: nothing counts, sum of points",
        "    + Practice  6/11",
        "    ! Writing does not count, and all are needed",
        "",
        "Score: Impact",
        "  6/11 = 54.5 %, sum of points",
        "    + Practice  6/11",
        "  multiply 0.9: 54.545 -> 49.091 (Tools cost time.), since answered(tools) holds (answered(tools) is true)",
        "  add 5: not applied, since not answered(tools) does not hold (answered(tools) is true)",
        "  round 1: 49.091 -> 49.1",
        "  = 49.1 %, rounded to 1 decimal, half-up",
        "  49.1 % passes Low, from 0 %",
        "  49.1 % passes Middle, from 20 % <- reached",
        "  49.1 % does not pass High, from 80 %",
        "  the gate read-by (must) holds: no higher than Low. Nobody else has read it.",
        "  Level: Low",
        "",
        "Score: Tidiness",
        "  25/100 = 25 %, sum of points",
        "    + tidy  25/100",
        "  = 25 points, rounded to 1 decimal, half-up",
        "  25 % passes Loose, from 0 % <- reached",
        "  25 % does not pass Neat, from 50 %",
        "  Level: Loose",
        "",
        "Score: By Python",
        "  4/8 = 50 %, from the Python scorer",
        "  = 50 %, rounded to 1 decimal, half-up",
        "",
        "Outcome",
        "  Go passed over, since percent(impact) >= 90 does not hold (percent(impact) is 49.1)",
        "  Not yet chosen",
    ]


def test_a_weighted_term_is_told_with_what_it_comes_to(bilan: Bilan, folder: Path) -> None:
    items = "[{id: one, kind: check, points: 1, text: T}, {id: two, kind: check, points: 2, text: T}]"
    sum_and_mean = (
        "{id: sum, items: [one, two], weights: {one: 1/3}}",
        "{id: mean, items: [one, two], combine: mean, of: percent, weights: {two: 2/3}}",
    )
    groups = f"[{', '.join(sum_and_mean)}]"
    text = f"id: thirds\nversion: 1\ntitle: Thirds\nsummary: S\nsections: [{{id: s, title: Part, items: {items}}}]\ngroups: {groups}\n"
    (folder / "thirds.yml").write_text(text, "utf-8")
    answers = save(folder / "a.json", "thirds", one={"value": True}, two={"value": True})
    told = lines(bilan("explain", "thirds.yml", answers))
    start = told.index("Groups")
    assert told[start + 1 : start + 7] == [
        "  sum: 2.333/2.333 = 100 %, sum of points",
        "    + one  1/1  x 0.333 = 0.333/0.333",
        "    + two  2/2",
        "  mean: 83.333/83.333 = 100 %, mean of percent, divided by 2",
        "    + one  100 %",
        "    + two  100 %  x 0.667 = 66.7 %",
    ]


def test_one_question_is_followed_into_every_sum(bilan: Bilan, whole: Path) -> None:
    assert lines(bilan("explain", whole, "a.json", "--item", "habit")) == [
        "How often do you put it off?",
        "  habit  Often  (0 + 4 - 2) x 1.5  3/6",
        "  Practice: 6/11 = 54.5 %, sum of points",
        "    + habit  3/6",
        "    + tools  1/2",
        "    + must   0/1",
        "    + calm   2/2",
        "  both: nothing counts, sum of points",
        "    + Practice  6/11",
        "    ! Writing does not count, and all are needed",
        "  Impact: 6/11 = 54.5 %, sum of points",
        "    + Practice  6/11",
    ]
    assert lines(bilan("explain", whole, "a.json", "--item", "pages"))[-1] == '  hidden: role == "author" does not hold (role is reader)'


def test_the_json_is_the_engines_text_to_the_byte(bilan: Bilan, whole: Path) -> None:
    checklist = read_library([whole]).require_valid().documents[0].checklist
    result = bilan("explain", whole, "a.json", "--json")
    assert result.stdout == explain_json(checklist.to_json(), Path("a.json").read_text("utf-8")) + "\n"


def test_it_speaks_the_language_that_is_asked_for(bilan: Bilan, folder: Path) -> None:
    save(folder / "a.json", "demo", first={"value": "bad"})
    french, english = (bilan("explain", "checklists/demo.yml", "a.json", "--locale", locale).stdout for locale in ("fr", "en"))
    assert ("Score: Démonstration" in french, "Score: Demonstration" in english) == (True, True)
    assert ("Mal" in french, "Badly" in english) == (True, True)


def test_another_checklist_is_read_from_a_folder_of_answers(bilan: Bilan, folder: Path, whole: Path) -> None:
    answers = folder / "saved"
    answers.mkdir()
    document = json.loads(save(answers / "bilan-basics.json", "basics", known={"value": True}).read_text("utf-8"))
    assert lines(bilan("score", whole, "a.json", "--others", answers))[2] == "Basics        50 %  1/2"
    (answers / "bilan-basics.json").write_text(json.dumps({**document, "saved": "2020-01-01T00:00:00Z"}), "utf-8")
    assert lines(bilan("score", whole, "a.json", "--others", answers))[2] == "Basics        50 %  1/2  old"
    told = json.loads(bilan("score", whole, "a.json", "--others", answers, "--json").stdout)
    assert told["readings"] == [{"id": "basics-score", "state": "old", "points": 1, "maximum": 2, "percent": 50, "band": None}]
    (answers / "bilan-basics.json").unlink()
    assert lines(bilan("score", whole, "a.json", "--others", answers))[2] == "Basics     missing"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "not-json: this is not JSON"),
        ('{"format":"bilan-answers/1","checklist":"demo","answers":{}}', "other-checklist: these answers are to 'demo', not to 'basics'"),
    ],
)
def test_answers_that_can_not_be_read_are_missing_and_told(bilan: Bilan, folder: Path, whole: Path, text: str, told: str) -> None:
    (folder / "bilan-basics.json").write_text(text, "utf-8")
    result = bilan("score", whole, "a.json", "--others", folder)
    assert (result.exit_code, result.stderr) == (0, f"{folder}/bilan-basics.json: {told}; it counts as missing.\n")
    assert result.stdout.splitlines()[2] == "Basics     missing"


def test_what_is_not_there_gets_one_clear_sentence(bilan: Bilan, whole: Path) -> None:
    assert fault(bilan("explain", whole, "a.json", "--item", "gone")) == f"{whole} has no question 'gone'; its first one is 'role'."
    assert fault(bilan("explain", whole, "gone.json")) == "gone.json can't be read: No such file or directory."
    found = fault(bilan("score", whole, "a.json", "--others", "a.json"))
    assert found == "a.json is no folder; name the one that holds the answer files bilan-<id>.json."
    assert fault(bilan("explain", whole, "a.json", "--locale", "de", "--item", "gone")).startswith(str(whole))


def test_a_scorer_that_fails_is_told_and_costs_its_own_score_only(bilan: Bilan, whole: Path) -> None:
    whole.with_suffix(".py").write_text("def score(answers, scores):\n    return 1 / 0\n", "utf-8")
    told = lines(bilan("score", whole, "a.json"))
    assert told[4:7] == ["Impact      49.1 %  5.4/11", "Tidiness      25 points  25/100  25 %", "By Python        -"]
    assert told[-1] == "! the scorer: scorer-raised: ZeroDivisionError: division by zero"


def test_sets_of_answers_that_do_as_well_are_told(bilan: Bilan, folder: Path) -> None:
    items = ", ".join(f"{{id: {name}, kind: check, text: T}}" for name in ("one", "two", "three", "four"))
    bands = "[{id: low, from: 0, title: Low, text: T}, {id: high, from: 50, title: High, text: T}]"
    text = f"id: ties\nversion: 1\ntitle: Ties\nsummary: S\nsections: [{{id: s, title: Part, items: [{items}]}}]\nbands: {bands}\n"
    (folder / "ties.yml").write_text(text, "utf-8")
    told = lines(bilan("score", "ties.yml", save(folder / "a.json", "ties")))
    assert told[-6:] == [
        "Still possible: 0 % to 100 %",
        "Next level: High, with 2 answers",
        "+ one: not ticked -> ticked: 0 % -> 25 %",
        "+ two: not ticked -> ticked: 25 % -> 50 %",
        "  or instead of two: three: not ticked -> ticked",
        "  or instead of two: four: not ticked -> ticked",
    ]
