# Running the command as a user does, in a folder of its own.

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bilan.cli import main
from click.testing import CliRunner, Result

from tests.support.project import CHECKLIST

Bilan = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with one valid checklist, checklists/demo.yml."""
    (tmp_path / "checklists").mkdir()
    (tmp_path / "checklists" / "demo.yml").write_text(CHECKLIST, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def bilan(folder: Path) -> Bilan:
    """Runs `bilan` with these arguments. Whatever the outcome, it must not end in a traceback."""

    def run(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run
