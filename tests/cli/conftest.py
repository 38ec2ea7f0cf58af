# Running the command as a user does, in a folder of its own.

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bilan.cli import main
from click.testing import CliRunner, Result

from tests.support.project import CHECKLIST

Bilan = Callable[..., Result]

SCALES = """\
scales:
  two:
    - {id: low, text: {fr: "Peu", en: "Little"}, points: 0}   # the least
    - {id: high, text: {fr: "Beaucoup"}, points: 1}
"""
FOLDED = """\
# A comment that stays.
id: demo
version: 1
title: {fr: "Démonstration", en: "Demonstration"}
summary:
  fr: >-
    Un essai qui prend
    deux lignes.
  en: >-
    A trial that takes
    two lines.   # no comment
sections:
  - id: only
    title: {fr: "Partie", en: "Part"}
    items:
      - id: first
        kind: scale
        scale: two
        text:
          fr: "Combien ?"   # a comment
        help: {fr: 'C''est tout.', en: That's all.}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with one valid checklist, checklists/demo.yml."""
    (tmp_path / "checklists").mkdir()
    (tmp_path / "checklists" / "demo.yml").write_text(CHECKLIST, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def checklists(folder: Path) -> Path:
    """A folder with one checklist that uses a shared scale; two texts lack their English."""
    (folder / "checklists" / "demo.yml").write_text(FOLDED, "utf-8")
    (folder / "checklists" / "_scales.yml").write_text(SCALES, "utf-8")
    return folder / "checklists"


@pytest.fixture
def bilan(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Bilan:
    """Runs `bilan` with these arguments. Whatever the outcome, it must not end in a traceback."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run


def prints(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder, to tell whether anything was changed."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
