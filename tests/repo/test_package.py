# The package as others get it: what its metadata says is true, and its types are there for programs that use it.

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest
from bilan import __version__
from trove_classifiers import classifiers

from tests.support.project import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PYTHON = "Programming Language :: Python :: "


def test_every_classifier_is_known() -> None:
    assert [name for name in PROJECT["classifiers"] if name not in classifiers] == []


def test_the_pythons_of_the_metadata_are_those_that_are_looked_for() -> None:
    minors = [int(name.removeprefix(f"{PYTHON}3.")) for name in PROJECT["classifiers"] if name.startswith(f"{PYTHON}3.")]
    for script in ("find-python", "test-pythons"):
        versions = re.findall(r"3\.11[ \d.]*", (ROOT / "scripts" / script).read_text("utf-8"))
        assert [f"3.{minor}" for minor in minors] in [found.split() for found in versions], script
    assert PROJECT["requires-python"] == f">=3.{minors[0]}"


def test_the_changelog_has_this_version_and_tells_changes_by_their_kind() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## (.*)$", changelog, re.MULTILINE)
    dated = versions[1:] if versions[0] == "Unreleased" else versions
    assert dated[0].partition(" - ")[0] == __version__
    assert [version for version in dated if not re.fullmatch(r"\d+\.\d+\.\d+ - (\d{4}-\d\d-\d\d|unreleased)", version)] == []
    kinds = set(re.findall(r"^### (.*)$", changelog, re.MULTILINE))
    assert kinds
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


# The program of docs/contract.md, with the types that it may count on.
TYPED = """
result: str = score_json(checklist.to_json(), "{}")
reveal_type(checklist)
reveal_type(read_library([Path("checklists")]).diagnostics)
"""
MISTAKEN = "\nscore_json(checklist, 1)\n"


@pytest.mark.slow
def test_a_program_is_checked_against_the_types_of_the_wheel(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "contract.md").read_text("utf-8")
    (program,) = re.findall(r"```python\n(from pathlib .*?)```", page, re.DOTALL)
    python = _install_wheel(tmp_path)
    exit_code, told = _check_types(python, tmp_path / "program.py", program + TYPED)
    assert exit_code == 0, told
    assert re.search(r'Revealed type is "bilan\.engine\.[\w.]+\.Checklist"', told), told
    assert re.search(r'Revealed type is "tuple\[bilan\.authoring\.[\w.]+\.Diagnostic, \.\.\.\]"', told), told
    exit_code, told = _check_types(python, tmp_path / "mistaken.py", program + MISTAKEN)
    assert exit_code == 1
    assert 'Argument 1 to "score_json" has incompatible type "Checklist"; expected "str"' in told
    assert 'Argument 2 to "score_json" has incompatible type "int"; expected "str"' in told


def _install_wheel(folder: Path) -> Path:
    """The Python of a new environment that holds the wheel of this checkout and nothing else."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = (folder / "dist").glob("*.whl")
    venv.create(folder / "venv", symlinks=True)
    (packages,) = (folder / "venv").glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    return folder / "venv" / "bin" / "python"


def _check_types(python: Path, program: Path, text: str) -> tuple[int, str]:
    """The exit code and the words of mypy on a program by itself, as whoever installed Bilan runs it."""
    program.write_text(text, "utf-8")
    options = ["--strict", "--config-file=", "--no-incremental", f"--python-executable={python}"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, program.name], cwd=program.parent, capture_output=True, text=True, timeout=200, check=False
    )
    return done.returncode, done.stdout + done.stderr
