# `bilan score`: the page's score on the command line, as a table or as the very JSON that the page gets.

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from bilan.authoring import read_library
from bilan.engine import score_json

from tests.cli.conftest import Bilan
from tests.support.cases import FOLDER, golden_cases

LONGER = """\
id: longer
version: 1
title: {fr: "Une liste plus longue", en: "A longer checklist"}
summary: {fr: "Deux parties.", en: "Two parts."}
sections:
  - id: first
    title: {fr: "Première partie", en: "First part"}
    items:
      - id: how
        kind: choice
        text: {fr: "Comment ?", en: "How?"}
        action: {fr: "Faites mieux.", en: "Do better."}
        choices:
          - {id: bad, text: {fr: "Mal", en: "Badly"}, points: 0}
          - {id: good, text: {fr: "Bien", en: "Well"}, points: 2}
  - id: second
    title: {fr: "La suite", en: "The rest"}
    items:
      - {id: hours, kind: number, min: 0, max: 9, zero_at: 0, full_at: 3, text: {fr: "Combien ?", en: "How many?"}}
bands:
  - {id: low, from: 0, title: {fr: "Bas", en: "Low"}, text: {fr: "Encore.", en: "More."}}
  - {id: high, from: 50, title: {fr: "Haut", en: "High"}, text: {fr: "Bravo.", en: "Well done."}}
"""


def save(path: Path, checklist: str, **answers: Any) -> Path:
    """Write an answer file."""
    document = {"format": "bilan-answers/1", "checklist": checklist, "version": 1, "answers": answers}
    path.write_text(json.dumps(document), "utf-8")
    return path


# A number whose unit has its plural forms.
WEEKLY = """\
id: weekly
version: 1
title: {fr: "Par semaine", en: "Weekly"}
summary: {fr: "Du temps.", en: "Time."}
sections:
  - id: only
    title: {fr: "Partie", en: "Part"}
    items:
      - id: hours
        kind: number
        min: 0
        max: 10
        zero_at: 0
        full_at: 8
        points: 4
        unit: {fr: {one: "heure par semaine", other: "heures par semaine"}, en: {one: "hour a week", other: "hours a week"}}
        text: {fr: "Combien ?", en: "How many?"}
bands:
  - {id: low, from: 0, title: {fr: "Bas", en: "Low"}, text: {fr: "Encore.", en: "More."}}
  - {id: high, from: 100, title: {fr: "Haut", en: "High"}, text: {fr: "Bravo.", en: "Well done."}}
"""


@pytest.mark.parametrize(
    ("locale", "hours", "given", "lifted"),
    [
        ("fr", 1, "1 heure par semaine", "8 heures par semaine"),
        ("fr", 1.5, "1.5 heure par semaine", "8 heures par semaine"),
        ("en", 1, "1 hour a week", "8 hours a week"),
        ("en", 1.5, "1.5 hours a week", "8 hours a week"),
        ("en", 0, "0 hours a week", "8 hours a week"),
    ],
)
def test_a_unit_has_the_form_that_goes_with_its_number(
    bilan: Bilan, folder: Path, locale: str, hours: float, given: str, lifted: str
) -> None:
    file = folder / "checklists" / "weekly.yml"
    file.write_text(WEEKLY, "utf-8")
    answers = save(folder / "a.json", "weekly", hours={"value": hours})
    told = bilan("score", file, answers, "--locale", locale).stdout
    assert f"+ hours: {given} -> {lifted}: " in told
    explained = bilan("explain", file, answers, "--locale", locale).stdout.splitlines()
    assert explained[1].startswith(f"  hours  {given}  ")


def test_the_language_of_a_file_that_names_none_may_be_told(bilan: Bilan, folder: Path) -> None:
    file = folder / "checklists" / "weekly.yml"
    file.write_text(re.sub(r"\{fr: (.+?), en: (\{.*?\}|\".*?\")\}", r"\1", WEEKLY), "utf-8")
    answers = save(folder / "a.json", "weekly", hours={"value": 1.5})
    assert "hours: 1.5 heure par semaine -> " in bilan("score", file, answers, "--locale", "fr").stdout
    assert "hours: 1.5 heures par semaine -> " in bilan("score", file, answers).stdout


@pytest.fixture
def answers(folder: Path) -> Path:
    """Answers to checklists/demo.yml: a bad choice and a ticked box."""
    return save(folder / "answers.json", "demo", first={"value": "bad"}, second={"value": True})


def test_the_table_is_in_the_first_language(bilan: Bilan, answers: Path) -> None:
    result = bilan("score", "checklists/demo.yml", answers)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Partie          33.3 %  1/3",
        "---------------------------",
        "Démonstration   33.3 %  1/3",
        "",
        "Bas",
        "Encore.",
        "",
        "1/1 questions answered, 1/1 boxes ticked",
        "- first: Agir.",
        "Next level: Haut, with 1 answer",
        "+ first: Mal -> Bien: 33.3 % -> 100 %",
    ]


def test_the_table_is_in_the_language_that_is_asked_for(bilan: Bilan, answers: Path) -> None:
    result = bilan("score", "checklists/demo.yml", answers, "--locale", "en")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Part            33.3 %  1/3",
        "---------------------------",
        "Demonstration   33.3 %  1/3",
        "",
        "Low",
        "More.",
        "",
        "1/1 questions answered, 1/1 boxes ticked",
        "- first: Act.",
        "Next level: High, with 1 answer",
        "+ first: Badly -> Well: 33.3 % -> 100 %",
    ]


def test_the_table_shows_sections_without_a_score_and_answers_that_do_not_fit(bilan: Bilan, folder: Path) -> None:
    (folder / "longer.yml").write_text(LONGER, "utf-8")
    answers = save(folder / "a.json", "longer", how={"value": "good"}, hours={"value": 10}, gone={"value": "\x1b[31m\n"})
    result = bilan("score", "longer.yml", answers, "--locale=fr")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Première partie          100 %  2/2",
        "La suite                     -  0/0",
        "-----------------------------------",
        "Une liste plus longue    100 %  2/2",
        "",
        "Provisional level: Haut",
        "Bravo.",
        "",
        "1/2 questions answered",
        "Still possible: 66.7 % to 100 %",
        "! 'hours': out-of-range",
        "! 'gone': unknown-item",
    ]


def test_while_questions_are_open_no_way_up_is_told(bilan: Bilan, folder: Path) -> None:
    (folder / "longer.yml").write_text(LONGER.replace("kind: choice\n", "kind: choice\n        allow: [not-applicable]\n", 1), "utf-8")
    open_ = bilan("score", "longer.yml", save(folder / "a.json", "longer", how={"value": "bad"}), "--locale=en").stdout
    assert "Provisional level: Low" in open_
    assert "Still possible: " in open_
    assert "Next level" not in open_
    whole = bilan("score", "longer.yml", save(folder / "a.json", "longer", how={"value": "bad"}, hours={"value": 0}), "--locale=en").stdout
    assert "Next level: High" in whole
    left_out = save(folder / "a.json", "longer", how={"state": "not-applicable"}, hours={"value": 0})
    assert "\n2/2 questions answered, 1 not applicable\n" in bilan("score", "longer.yml", left_out, "--locale=en").stdout


def test_a_checklist_of_one_language_serves_for_any(bilan: Bilan, folder: Path) -> None:
    text = "id: plain\nversion: 1\ntitle: Plain\nsummary: S\nsections: [{id: s, title: Part, items: [{id: i, kind: check, text: T}]}]\n"
    (folder / "plain.yml").write_text(text, "utf-8")
    answers = save(folder / "a.json", "plain")
    for options in ((), ("--locale", "fr")):
        result = bilan("score", "plain.yml", answers, *options)
        assert result.exit_code == 0
        assert result.stdout.splitlines()[0] == "Part       0 %  0/1"


@pytest.mark.parametrize("case", [case for case in golden_cases() if case.result], ids=lambda case: case.name)
def test_json_is_the_engines_text_to_the_byte(bilan: Bilan, folder: Path, case: Any) -> None:
    stem = case.name.partition(":")[0]
    (folder / f"{stem}.yml").write_text(yaml.safe_load((FOLDER / f"{stem}.yml").read_text("utf-8"))["checklist"], "utf-8")
    (folder / "a.json").write_bytes(case.answers.encode())
    result = bilan("score", f"{stem}.yml", "a.json", "--json")
    assert result.exit_code == 0
    assert result.stdout == score_json(case.checklist, case.answers) + "\n"


def test_a_byte_order_mark_is_accepted(bilan: Bilan, answers: Path) -> None:
    answers.write_bytes(b"\xef\xbb\xbf" + answers.read_bytes())
    assert bilan("score", "checklists/demo.yml", answers).exit_code == 0


def fault(result: Any, code: int = 1) -> str:
    """The message of a run that failed: nothing on the output, one sentence of error."""
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ") or code == 2
    return str(result.stderr.removeprefix("Error: ").rstrip("\n"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "answers.json: not-json: this is not JSON"),
        (b'{"format": ', "answers.json: not-json: this is not JSON"),
        (b"<html>", "answers.json: not-json: this is not JSON"),
        (b"[]", 'answers.json: not-answers: this is not an answer file of Bilan: it lacks "format": "bilan-answers/1"'),
        (
            b'{"format": "bilan-answers/1", "checklist": "learn", "answers": {}}',
            "answers.json: other-checklist: these answers are to 'learn', not to 'demo'",
        ),
        (
            b'{"format": "bilan-answers/2"}',
            "answers.json: newer-format: this answer file is 'bilan-answers/2'; this version of Bilan reads 'bilan-answers/1'",
        ),
        ('{"a": "é"}'.encode("latin-1"), "answers.json is not UTF-8 text (byte 8)."),
        ('{"a": "é"}'.encode("utf-16"), "answers.json is not UTF-8 text (byte 1)."),
        (b"[" * 100_000, "answers.json: malformed: this nests more than 20 levels deep; an answer file needs four"),
        (b" " * (5 * 1024 * 1024 + 1), "answers.json has more than 5,242,880 bytes; this is not an answer file."),
    ],
    ids=["empty", "cut off", "web page", "list", "other checklist", "newer", "Latin-1", "UTF-16", "deep", "huge"],
)
def test_answers_that_are_none_get_one_clear_sentence(bilan: Bilan, folder: Path, data: bytes, message: str) -> None:
    (folder / "answers.json").write_bytes(data)
    assert fault(bilan("score", "checklists/demo.yml", "answers.json")) == message


def test_answers_that_are_not_there_get_one_clear_sentence(bilan: Bilan) -> None:
    assert fault(bilan("score", "checklists/demo.yml", "gone.json")) == "gone.json can't be read: No such file or directory."
    assert fault(bilan("score", "checklists/demo.yml", "checklists")) == "checklists can't be read: Is a directory."


def test_a_checklist_that_is_none_gets_one_clear_sentence(bilan: Bilan, folder: Path, answers: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "bad.yml").write_text("id: [", "utf-8")
    (folder / "checklists" / "other.yml").write_text(LONGER.replace("id: longer", "id: other"), "utf-8")
    assert fault(bilan("score", "gone.yml", answers)) == "gone.yml:1:1: Y001 there is no such file or folder. Check the path."
    assert fault(bilan("score", "bad.yml", answers)).startswith("bad.yml:2:1: Y002 this is not valid YAML: ")
    assert fault(bilan("score", answers, answers)) == (
        'answers.json:1:1: Y001 a checklist file can\'t end in ".json". Name it with the ending .yml.'
    )
    assert fault(bilan("score", "checklists", answers)) == "checklists is a folder; name one checklist file."
    assert fault(bilan("score", "empty", answers)) == "empty holds no checklist."


def test_a_language_that_the_checklist_lacks_gets_one_clear_sentence(bilan: Bilan, answers: Path) -> None:
    found = fault(bilan("score", "checklists/demo.yml", answers, "--locale", "de"))
    assert found == "checklists/demo.yml is not written in 'de'; choose one of fr, en."


def test_a_language_that_only_a_shared_scale_lacks_gets_one_clear_sentence(bilan: Bilan, folder: Path) -> None:
    scales = 'scales: {two: [{id: a, text: {fr: "Peu"}, points: 0}, {id: b, text: {fr: "Beaucoup"}, points: 1}]}'
    (folder / "checklists" / "_scales.yml").write_text(scales, "utf-8")
    text = "id: x\nversion: 1\ntitle: X\nsummary: S\nsections: [{id: s, title: P, items: [{id: i, kind: scale, scale: two, text: T}]}]\n"
    (folder / "checklists" / "x.yml").write_text(text, "utf-8")
    result = bilan("score", "checklists/x.yml", save(folder / "a.json", "x"), "--locale", "de")
    assert result.exit_code in (0, 1)


def test_missing_arguments_end_in_2(bilan: Bilan) -> None:
    assert "Missing argument 'FILE'" in fault(bilan("score"), code=2)
    assert "Missing argument 'ANSWERS'" in fault(bilan("score", "checklists/demo.yml"), code=2)


def test_scales_beside_the_file_are_found(bilan: Bilan, folder: Path) -> None:
    (folder / "checklists" / "_scales.yml").write_text("scales: {two: [{id: a, text: A, points: 0}, {id: b, text: B, points: 1}]}", "utf-8")
    text = "id: x\nversion: 1\ntitle: X\nsummary: S\nsections: [{id: s, title: P, items: [{id: i, kind: scale, scale: two, text: T}]}]\n"
    (folder / "checklists" / "x.yml").write_text(text, "utf-8")
    result = bilan("score", "checklists/x.yml", save(folder / "a.json", "x", i={"value": "b"}), "--json")
    assert json.loads(result.stdout)["score"]["percent"] == 100
    assert read_library([folder / "checklists" / "x.yml"]).errors == ()


MODELLED = """\
id: modelled
version: 1
title: Modelled
summary: What only the scoring model has.
sections:
  - id: only
    title: The only part
    items:
      - id: table
        kind: matrix
        text: How often?
        choices: [{id: never, text: Never, points: 0}, {id: always, text: Always, points: 2}]
        rows:
          - {id: plan, text: We plan., action: Make a plan.}
          - {id: review, text: We review.}
scores:
  - id: main
    title: Main
    bands:
      - {id: low, from: 0, title: Low, text: The lower half.}
      - {id: high, from: 50, title: High, text: The upper half.}
outcomes:
  - {id: later, title: Later, text: Look again., when: percent(main) <= 50}
actions:
  - {id: ask, text: Ask a reader., when: plan == "never"}
"""


def test_advice_rows_levels_of_scores_and_outcomes_are_in_the_table(bilan: Bilan, folder: Path) -> None:
    (folder / "checklists" / "modelled.yml").write_text(MODELLED, "utf-8")
    answers = save(folder / "modelled.json", "modelled", plan={"value": "never"}, review={"value": "always"})
    result = bilan("score", "checklists/modelled.yml", answers)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[4:] == [
        "High",
        "The upper half.",
        "",
        "Later",
        "Look again.",
        "",
        "2/2 questions answered",
        "- ask: Ask a reader.",
        "- plan: Make a plan.",
    ]
