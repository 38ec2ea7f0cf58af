# The golden faults, tests/authoring/cases/*.yml: a file, and every diagnostic that it must get, word for word.

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from bilan.authoring import Library, compare, read_library, read_older, scorer_faults, scorers_apart
from bilan.authoring.analysis import certain_faults
from bilan.authoring.diagnostics.register import codes

from tests.support.golden import Golden, with_lines

FOLDER = Path(__file__).parent / "cases"

# What no YAML in a YAML file can show; see test_hostile_files.py and test_library.py.
SHOWN_ELSEWHERE = {"Y001", "Y008", "R205", "R210"}


@dataclass(frozen=True)
class Case:
    """One file, with the shared scales, the Python scorer, the record of translations and the earlier version beside it.

    Each, and the languages of the site, is there only where it matters. `analysed` adds what the analysis of `bilan check` finds.
    """

    name: str
    file: str
    diagnostics: list[str]
    scales: str | None = None
    scorer: str | None = None
    translations: str | None = None
    before: str | None = None
    locales: tuple[str, ...] = ()
    valid: bool = False
    analysed: bool = False

    def read(self, folder: Path) -> Library:
        """Read the file as demo.yml."""
        (folder / "demo.yml").write_bytes(self.file.encode())
        if self.scales:
            (folder / "_scales.yml").write_bytes(self.scales.encode())
        if self.scorer:
            (folder / "scorer.py").write_bytes(self.scorer.encode())
        if self.translations:
            (folder / "_translations.yml").write_bytes(self.translations.encode())
        library = read_library([folder], locales=self.locales, root=folder)
        if self.before:
            (folder / "before").mkdir(exist_ok=True)
            (folder / "before" / "old.yml").write_bytes(self.before.encode())
            before = read_older(folder / "before", root=folder).require_valid()
            library = replace(library, diagnostics=(*library.diagnostics, *compare(before, library)))
        if self.analysed:
            with scorers_apart() as process:
                faults = (*certain_faults(library.documents, library.diagnostics), *scorer_faults(library.documents, process))
            library = replace(library, diagnostics=tuple(sorted((*library.diagnostics, *faults))))
        return library


def _read(path: Path) -> Case:
    fields: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    fields["locales"] = tuple(fields.get("locales", ()))
    return Case(name=path.stem, **fields)


CASES = [_read(path) for path in sorted(FOLDER.glob("*.yml"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_fault_is_reported_at_its_place(case: Case, tmp_path: Path, golden: Golden) -> None:
    library = case.read(tmp_path)
    found = [str(diagnostic).removeprefix("demo.yml:") for diagnostic in library.diagnostics]
    golden.check(FOLDER / f"{case.name}.yml", "diagnostics", found)
    assert len(library.documents) == (1 if case.valid else 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_golden_file_is_written_as_it_stands(case: Case) -> None:
    text = (FOLDER / f"{case.name}.yml").read_text("utf-8")
    assert with_lines(text, "diagnostics", case.diagnostics) == text
    assert with_lines(with_lines(text, "diagnostics", ["it's", "1:1"]), "diagnostics", case.diagnostics) == text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_place_is_where_the_named_value_stands(case: Case, tmp_path: Path) -> None:
    lines = case.file.splitlines()
    for diagnostic in case.read(tmp_path).diagnostics:
        named = re.match(r'(?:"([^"…]+)[…"]|`([^`]+)`)', diagnostic.what)
        if diagnostic.path == "demo.yml" and named:
            there = lines[diagnostic.line - 1][diagnostic.column - 1 :]
            assert there.lstrip("\"'").startswith(named[1] or named[2]), str(diagnostic)


def test_every_code_of_the_register_has_a_golden_file() -> None:
    used = {code for code in codes() if code[0] != "P"}
    shown = {re.findall(r"(?:^|:)\d+:\d+: ([YFRMTA]\d{3}) ", line)[0] for case in CASES for line in case.diagnostics}
    assert used - shown == SHOWN_ELSEWHERE
    assert shown <= used


def test_every_message_is_two_sentences_on_one_line() -> None:
    for case in CASES:
        for line in case.diagnostics:
            message = re.sub(r"^\S+ [A-Z]\d{3} (warning: )?", "", line)
            assert re.fullmatch(r"[^\n]+[.] .+[.…?]", message), line
