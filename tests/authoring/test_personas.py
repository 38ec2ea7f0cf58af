# Personas: the golden files, tests/authoring/personas/*.yml, hold a checklist, persona files, and every diagnostic that these must
# get, word for word, in their order; a persona file without a fault has none.

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from bilan.authoring import Rehearsal, read_library, rehearse
from bilan.authoring.diagnostics.register import codes

from tests.support.golden import Golden
from tests.support.project import ROOT

FOLDER = Path(__file__).parent / "personas"


@dataclass(frozen=True)
class Case:
    """A checklist, those that it reads, and files of personas."""

    name: str
    file: str
    personas: list[str]
    diagnostics: list[str]
    others: dict[str, str] = field(default_factory=dict)

    def rehearse(self, folder: Path, personas: str) -> Rehearsal:
        """Score one file of personas, in a folder of its own."""
        for name, text in {"demo": self.file, **self.others}.items():
            (folder / f"{name}.yml").write_text(text, "utf-8")
        (folder / "personas").mkdir(exist_ok=True)
        (folder / "personas" / "demo.yml").write_text(personas, "utf-8")
        library = read_library([folder], root=folder)
        assert library.diagnostics == ()
        return rehearse([folder], library.documents, folder)


def _read(path: Path) -> Case:
    fields: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return Case(name=path.stem, **fields)


CASES = [_read(path) for path in sorted(FOLDER.glob("*.yml"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_difference_is_reported_at_its_place(case: Case, tmp_path: Path, golden: Golden) -> None:
    told = [str(diagnostic) for personas in case.personas for diagnostic in case.rehearse(tmp_path, personas).diagnostics]
    golden.check(FOLDER / f"{case.name}.yml", "diagnostics", [line.removeprefix("personas/demo.yml:") for line in told])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_place_is_where_the_named_value_stands(case: Case, tmp_path: Path) -> None:
    for personas in case.personas:
        lines = personas.splitlines()
        for diagnostic in case.rehearse(tmp_path, personas).diagnostics:
            named = re.match(r'(?:"([^"]+)" is|`([^`]+)` is|(\S+) is expected)', diagnostic.what)
            if named:
                there = lines[diagnostic.line - 1][diagnostic.column - 1 :]
                assert there.lstrip("\"'").startswith(named[1] or named[2] or named[3]), str(diagnostic)


def test_every_code_has_a_golden_file() -> None:
    used = {code for code in codes() if code[0] == "P"}
    shown = {code for case in CASES for line in case.diagnostics for code in re.findall(r": (P[0-9]{3}) ", line)}
    # P506 takes a scorer: tests/cli/test_scorers.py.
    assert used - shown == {"P501", "P506"}


def test_personas_of_no_checklist_are_an_error(tmp_path: Path) -> None:
    rehearsal = CASES[0].rehearse(tmp_path, CASES[0].personas[0])
    assert rehearsal == Rehearsal(2, ())
    (tmp_path / "personas" / "gone.yml").write_text("personas: []", "utf-8")
    (tmp_path / "personas" / "_draft.yml").write_text("personas: []", "utf-8")
    (tmp_path / "personas" / "notes.txt").write_text("personas: []", "utf-8")
    library = read_library([tmp_path], root=tmp_path)
    assert [str(d) for d in rehearse([tmp_path], library.documents, tmp_path).diagnostics] == [
        f'personas/gone.yml:1:1: P501 there is no checklist "gone" for these personas. '
        f"Name the file after a checklist of the folder {tmp_path.name}."
    ]


def test_a_file_that_can_not_be_read_is_an_error(tmp_path: Path) -> None:
    CASES[0].rehearse(tmp_path, "")
    (tmp_path / "personas" / "demo.yml").unlink()
    (tmp_path / "personas" / "demo.yml").mkdir()
    library = read_library([tmp_path], root=tmp_path)
    told = [str(d) for d in rehearse([tmp_path], library.documents, tmp_path).diagnostics]
    assert told == ["personas/demo.yml:1:1: Y001 the file can't be read: Is a directory. Check that it is a file and that you may read it."]


def test_personas_of_a_checklist_with_errors_wait_for_it(tmp_path: Path) -> None:
    CASES[0].rehearse(tmp_path, CASES[0].personas[1])
    (tmp_path / "demo.yml").write_text("id: demo", "utf-8")
    assert rehearse([tmp_path], read_library([tmp_path], root=tmp_path).documents, tmp_path) == Rehearsal(0, ())


def test_one_file_is_enough_for_personas_that_answer_what_it_reads(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.others)
    case.rehearse(tmp_path, case.personas[0])
    (tmp_path / "personas" / "other.yml").write_text("personas: []", "utf-8")
    path = tmp_path / "demo.yml"
    assert rehearse([path], read_library([path], root=tmp_path).documents, tmp_path) == Rehearsal(2, ())


def test_every_shipped_checklist_has_three_personas_or_more() -> None:
    folder = ROOT / "checklists"
    library = read_library([folder], root=ROOT)
    for document in library.documents:
        rehearsal = rehearse([folder / f"{document.id}.yml"], library.documents, ROOT)
        assert rehearsal.diagnostics == ()
        assert rehearsal.count >= 3
