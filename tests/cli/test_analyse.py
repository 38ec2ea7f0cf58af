# `bilan analyse`: what it prints, draws and refuses.

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bilan.authoring.analysis.distribution import BINS

from tests.cli.conftest import Bilan
from tests.cli.test_score import fault
from tests.support.project import ROOT

LOWER = """\
id: lower
version: 1
title: Lower
summary: More is less.
sections:
  - id: s
    title: Part
    items:
      - id: hours
        kind: choice
        text: How many hours?
        choices: [{id: few, text: Few, points: 0}, {id: some, text: Some, points: 2}, {id: many, text: Many, points: 4}]
      - {id: calm, kind: check, points: 10, text: Calm}
modifiers: [{when: hours == "many", multiply: 0.5}]
bands:
  - {id: low, from: 0, title: Low, text: Low.}
  - {id: high, from: 60, title: High, text: High.}
"""


@pytest.fixture
def lower(folder: Path) -> Path:
    """A checklist of which a better answer lowers the score."""
    path = folder / "lower.yml"
    path.write_text(LOWER, "utf-8")
    return path


def lines(result: Any) -> list[str]:
    """What a run printed, which went well."""
    assert (result.exit_code, result.stderr) == (0, "")
    return list(result.stdout.splitlines())


def test_the_text_says_what_was_found_and_how_sure_it_is(bilan: Bilan, lower: Path) -> None:
    assert lines(bilan("analyse", lower, "--samples", "400")) == TEXT.splitlines()


TEXT = """\
lower: 2 items, all sets of answers tried
  A605 proven: a better answer to "hours" lowers the score "total" from 71.4 % to 50 %. Correct the conditions that look at it, or its points.
    hours: {"value":"few"} -> {"value":"many"}; each a file for `bilan score`:
    {"format":"bilan-answers/1","checklist":"lower","version":1,"answers":{"hours":{"value":"few"},"calm":{"value":true}}}
    {"format":"bilan-answers/1","checklist":"lower","version":1,"answers":{"hours":{"value":"many"},"calm":{"value":true}}}
  Score total: 0 to 100 %; all items together earn 14 points
    400 random sets of answers: half below 14.3 %, a tenth below 0, a tenth above 85.7
      0 to  10     75  #######################
     10 to  20    129  ########################################
     20 to  30      0
     30 to  40      0
     40 to  50      0
     50 to  60     75  #######################
     60 to  70      0
     70 to  80     66  ####################
     80 to  90     55  #################
     90 to 100      0
    Levels: low 69.75 %, high 30.25 %
  Reading: 12 words to answer, 0.1 min; 16 with all help, levels and advice, 0.1 min
"""  # noqa: E501 - a finding is one line


def test_the_answers_that_lower_a_score_can_be_given_to_bilan_score(bilan: Bilan, folder: Path, lower: Path) -> None:
    told = json.loads(bilan("analyse", lower, "--json").stdout)
    finding = next(finding for finding in told["checklists"][0]["findings"] if finding["code"] == "A605")
    assert (finding["proven"], finding["warning"], finding["kind"], finding["id"]) == (True, True, "item", "hours")
    shown = []
    for name in ("before", "after"):
        (folder / f"{name}.json").write_text(json.dumps(finding[name]["answers"]), "utf-8")
        score = json.loads(bilan("score", lower, f"{name}.json", "--json").stdout)["score"]
        assert (score["percent"], score["band"]) == (finding[name]["value"], finding[name]["band"])
        shown.append(score["percent"])
    assert shown[1] < shown[0]
    assert f'lowers the score "total" from {shown[0]} % to {shown[1]} %' in finding["what"]


def test_the_printed_answer_files_are_those_of_the_json(bilan: Bilan, lower: Path) -> None:
    told = json.loads(bilan("analyse", lower, "--json").stdout)
    finding = next(finding for finding in told["checklists"][0]["findings"] if finding["code"] == "A605")
    printed = [json.loads(line) for line in lines(bilan("analyse", lower)) if line.startswith('    {"format"')]
    assert printed == [finding["before"]["answers"], finding["after"]["answers"]]


def test_a_folder_is_analysed_whole_and_is_the_default(bilan: Bilan, folder: Path) -> None:
    (folder / "checklists" / "lower.yml").write_text(LOWER, "utf-8")
    told = json.loads(bilan("analyse", "--json").stdout)
    assert told["format"] == "bilan-analysis/1"
    assert [checklist["id"] for checklist in told["checklists"]] == ["demo", "lower"]
    assert bilan("analyse", "checklists", "--json").stdout == bilan("analyse", "--json").stdout
    assert [line.partition(":")[0] for line in lines(bilan("analyse")) if line and not line.startswith(" ")] == ["demo", "lower"]


def test_the_json_has_what_the_documentation_names(bilan: Bilan, lower: Path) -> None:
    (checklist,) = json.loads(bilan("analyse", lower, "--json", "--samples", "50").stdout)["checklists"]
    named = set(re.findall(r"`([a-z_]+)`", (ROOT / "docs" / "analysis.md").read_text("utf-8").partition("## JSON output")[2]))
    assert _keys(checklist) - {"few", "some", "many", "hours", "calm", "total", "format", "checklist", "answers", "state"} <= named
    (score,) = checklist["scores"]
    assert (checklist["samples"], checklist["everything"], score["nominal"]) == (50, True, 14)
    assert (score["least"], score["most"]) == ({"value": 0, "exact": True}, {"value": 100, "exact": True})
    assert sum(score["distribution"]["counts"]) == 50
    assert len(score["distribution"]["counts"]) == BINS
    assert checklist["reading"] == [{"locale": "", "words": 12, "minutes": 0.1, "all_words": 16, "all_minutes": 0.1}]


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


def test_the_same_checklist_gives_the_same_analysis(bilan: Bilan, folder: Path, lower: Path) -> None:
    assert bilan("analyse", lower, "--json").stdout == bilan("analyse", lower, "--json").stdout


def test_what_can_not_be_analysed_gets_a_clear_sentence(bilan: Bilan, folder: Path, lower: Path) -> None:
    (folder / "empty").mkdir()
    assert fault(bilan("analyse", "empty")) == "empty holds no checklist."
    assert fault(bilan("analyse", "gone.yml")).startswith("gone.yml:1:1: Y001 there is no such file or folder.")
    lower.write_text(LOWER.replace("kind: check", "kind: chekc"), "utf-8")
    assert re.match(r"lower\.yml:\d+:\d+: F\d+ ", fault(bilan("analyse", lower)))
    lower.write_text(LOWER, "utf-8")
    for number in ("0", "-1", "many", "100001"):
        result = bilan("analyse", lower, "--samples", number)
        assert result.exit_code == 2
        assert "Invalid value for '--samples'" in result.stderr


def test_a_checklist_without_scores_has_its_text_counted(bilan: Bilan, folder: Path) -> None:
    text = "id: words\nversion: 1\ntitle: Words\nsummary: S\nsections: [{id: s, title: P, items: [{id: a, kind: text, text: Why}]}]\n"
    (folder / "words.yml").write_text(text, "utf-8")
    found = lines(bilan("analyse", "words.yml"))
    assert found[-1].startswith("  Reading: 4 words to answer")
    assert "  Score total: nothing was found to count" in found


def test_check_warns_of_what_is_proven(bilan: Bilan, lower: Path) -> None:
    result = bilan("check", lower)
    assert (result.exit_code, result.stdout) == (0, "1 valid checklist, 2 items, 0 errors, 1 warning.\n")
    assert re.match(r"lower\.yml:9:13: A605 warning: a better answer to \"hours\" lowers the score \"total\" from ", result.stderr)
    assert bilan("check", "--strict", lower).exit_code == 1
