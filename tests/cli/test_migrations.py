# The example of docs/format.md: answers to a checklist as it was, scored by the checklist as it is.

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Bilan
from tests.support.project import ROOT


def example(name: str) -> str:
    """The YAML block of the page whose first line names this file."""
    page = (ROOT / "docs" / "format.md").read_text("utf-8")
    return next(block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if block.startswith(f"# {name}"))


@pytest.fixture
def garden(folder: Path) -> Path:
    """The example in its two versions."""
    (folder / "before.yml").write_text(example("before.yml"), "utf-8")
    (folder / "checklists" / "garden.yml").write_text(example("checklists/garden.yml"), "utf-8")
    return folder


def answers(**given: Any) -> str:
    """An answer file of version 1."""
    return json.dumps({"format": "bilan-answers/1", "checklist": "garden", "version": 1, "answers": given})


def test_the_two_versions_pass_the_comparison(bilan: Bilan, garden: Path) -> None:
    result = bilan("check", "--strict", "--against", garden / "before.yml", "checklists/garden.yml")
    assert (result.exit_code, result.stderr) == (0, "")
    text = (garden / "checklists" / "garden.yml").read_text("utf-8").partition("migrations:")[0]
    (garden / "checklists" / "garden.yml").write_text(text, "utf-8")
    result = bilan("check", "--against", garden / "before.yml", "checklists/garden.yml")
    assert sorted(re.findall(r"M\d{3}", result.stderr)) == ["M401"] * 3 + ["M406"] * 4


def test_the_score_tells_what_became_of_the_answers(bilan: Bilan, garden: Path) -> None:
    given = {"hours": {"value": 2.5}, "kind": {"value": "crops"}, "water": {"value": True, "note": "Daily."}, "shed": {"value": True}}
    (garden / "a.json").write_text(answers(**given), "utf-8")
    result = bilan("score", "checklists/garden.yml", "a.json")
    assert result.exit_code == 0
    # 130 of 500 hours earn 0.26 of 1; the choice 1 of 1; two of three boxes are ticked.
    assert result.stdout.splitlines() == [
        "All of it   65.2 %  3.3/5",
        "-------------------------",
        "My garden   65.2 %  3.3/5",
        "",
        "2/2 questions answered, 2/3 boxes ticked",
        "Still possible: 65.2 % to 85.2 %",
        "",
        "Answers to version 1, brought up to version 2: 1 as they were",
        "> 'kind' is now 'grows'",
        "> 'water' is now 'waters'",
        "> 'water' is now 'weeds'",
        "! 'shed' dropped: removed",
        "+ 'bees' is new",
    ]
    found = json.loads(bilan("score", "checklists/garden.yml", "a.json", "--json").stdout)
    assert found["migration"]["dropped"] == [{"id": "shed", "reason": "removed"}]


def test_the_score_tells_that_questions_changed_within_a_version(bilan: Bilan, folder: Path) -> None:
    document = {"format": "bilan-answers/1", "checklist": "demo", "version": 1, "content": "0" * 12, "answers": {"gone": {"value": True}}}
    (folder / "a.json").write_text(json.dumps(document), "utf-8")
    lines = bilan("score", "checklists/demo.yml", "a.json").stdout.splitlines()
    assert lines[-2:] == ["! 'gone': unknown-item", "The questions changed without a new version since these answers were given."]
