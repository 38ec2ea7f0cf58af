# The golden cases, tests/cases/*.yml: a checklist as its author writes it, sets of answers, and what the documented rules make of each.

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from bilan.authoring import read_library

FOLDER = Path(__file__).parents[1] / "cases"


@dataclass(frozen=True)
class Case:
    """One run of one file. `checklist` and `answers` are JSON texts, as the engine takes them; either `result` or `error` is None."""

    name: str
    checklist: str
    answers: str
    result: dict[str, Any] | None
    error: str | None


@cache
def golden_cases() -> tuple[Case, ...]:
    """Every run of every file, in the order of the files."""
    return tuple(case for path in sorted(FOLDER.glob("*.yml")) for case in _read(path))


def golden_pairs() -> list[tuple[str, str]]:
    """The checklist and the answers of every case."""
    return [(case.checklist, case.answers) for case in golden_cases()]


def compiled(checklist: str, checklist_id: str) -> str:
    """The JSON of a valid checklist, from its YAML."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{checklist_id}.yml")
        path.write_text(checklist, "utf-8")
        return read_library([path], root=path.parent).require_valid().documents[0].checklist.to_json()


def _read(path: Path) -> list[Case]:
    file = yaml.safe_load(path.read_text("utf-8"))
    checklist = compiled(file["checklist"], path.stem)
    return [
        Case(f"{path.stem}: {run['name']}", checklist, _answer_file(checklist, run["answers"]), run.get("result"), run.get("error"))
        for run in file["runs"]
    ]


def _answer_file(checklist: str, answers: Any) -> str:
    """A text is the file itself, a mapping its `answers`, given to this version of the checklist."""
    if isinstance(answers, str):
        return answers
    rules = json.loads(checklist)
    return json.dumps({"format": "bilan-answers/1", "checklist": rules["id"], "version": rules["version"], "answers": answers})
