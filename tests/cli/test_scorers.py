# Python scorers on the command line and in a build: whatever they do, the command goes on, and tells it with the file.

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Bilan
from tests.cli.test_score import save
from tests.support.project import Project

JUDGED = """\
id: judged
version: 1
title: Judged
summary: A scorer beside it.
scorer: judge.py
sections:
  - id: only
    title: Only
    items:
      - {id: box, kind: check, text: A box}
      - {id: way, kind: text, text: "How?"}
scores:
  - {id: whole, title: Whole}
  - {id: own, title: Own, by: scorer}
"""
FINE = 'return {"scores": {"own": (1, 4)}}'
PERSONAS = """\
personas:
  - {name: harmless, answers: {box: true}, expect: {scores: {own: {percent: 25}}}}
  - {name: deadly, answers: {box: true, way: exit}, expect: {score: {percent: 100}, scores: {own: {percent: 25}}}}
  - {name: harmless again, answers: {way: fine}, expect: {score: {percent: 0}, scores: {own: {percent: 25}}}}
"""


def write(folder: Path, body: str) -> None:
    """The checklist, with the body of its scorer."""
    lines = "\n    ".join(body.splitlines())
    (folder / "checklists" / "judged.yml").write_text(JUDGED, "utf-8")
    (folder / "checklists" / "judge.py").write_text(f"import os\n\ndef score(answers, scores):\n    {lines}\n", "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("body", [f"print('{{')\nos.write(1, b'}}')\n{FINE}", "os._exit(0)", "raise SystemExit(0)", "os.abort()"])
@pytest.mark.parametrize("command", [["score", "--json"], ["explain", "--json"], ["analyse", "--json", "--samples", "20"]])
def test_json_is_json_whatever_a_scorer_does(folder: Path, body: str, command: list[str]) -> None:
    write(folder, body)
    answers = save(folder / "answers.json", "judged", box={"value": True})
    name, *options = command
    files = ["checklists/judged.yml", *([] if name == "analyse" else [str(answers)])]
    done = subprocess.run(
        [sys.executable, "-m", "bilan.cli", name, *files, *options], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)
    assert "Traceback" not in done.stderr
    assert done.stderr == "" or "R230" in done.stderr


def test_the_table_names_what_the_scorer_did(bilan: Bilan, folder: Path) -> None:
    write(folder, "os._exit(0)")
    result = bilan("score", "checklists/judged.yml", save(folder / "answers.json", "judged", box={"value": True}))
    assert result.exit_code == 0
    assert "! the scorer: scorer-ended: it ended Python" in result.stdout.splitlines()
    assert "Whole    100 %  1/1" in result.stdout


def test_check_tells_a_scorer_that_fails_and_goes_on(bilan: Bilan, folder: Path) -> None:
    write(folder, f"if answers['way']['value'] == 'exit': os._exit(3)\n{FINE}")
    (folder / "checklists" / "personas").mkdir()
    (folder / "checklists" / "personas" / "judged.yml").write_text(PERSONAS, "utf-8")
    result = bilan("check", "checklists/judged.yml")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        'checklists/personas/judged.yml:3:5: P506 the scorer failed with these answers: scorer-ended: it ended Python: "deadly". '
        "Correct the scorer, or the answers."
    ]
    assert result.stdout == "1 valid checklist, 2 items, 3 personas, 1 error, 0 warnings.\n"


def test_analyse_tells_a_scorer_that_fails(bilan: Bilan, folder: Path) -> None:
    write(folder, f"1 / (not answers['box']['value'])\n{FINE}")
    result = bilan("analyse", "checklists/judged.yml", "--samples", "20")
    assert result.exit_code == 0
    assert result.stderr == (
        "checklists/judged.yml:5:9: R230 warning: the scorer judge.py fails with some answers: scorer-raised: "
        "ZeroDivisionError: division by zero. Have it return what it can for any answers; the value of what is not answered is None.\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "told"), [("os._exit(0)", "scorer-ended: it ended Python"), ("raise KeyboardInterrupt", "scorer-raised: KeyboardInterrupt")]
)
def test_a_build_warns_and_goes_on(tmp_path: Path, body: str, told: str) -> None:
    project = Project(tmp_path).fill(locales="[{locale: en}]")
    (tmp_path / "checklists" / "demo.yml").unlink()
    write(tmp_path, body)
    project.write("checklists/personas/judged.yml", PERSONAS)
    done = project.build()
    output = done.stdout + done.stderr
    assert done.returncode == 0, output
    assert "Traceback" not in output
    assert f"checklists/judged.yml:5:9: R230 warning: the scorer judge.py fails while nothing is answered: {told}." in output
    assert "checklists/personas/judged.yml:3:5: P506 the scorer failed with these answers" in output
    assert (tmp_path / "site" / "checklists" / "judged" / "index.html").is_file()


def test_an_older_version_is_compared_without_its_scorer(bilan: Bilan, folder: Path) -> None:
    write(folder, FINE)
    (folder / "old.yml").write_text(JUDGED, "utf-8")
    assert bilan("check", "--against", "old.yml", "checklists/judged.yml").exit_code == 0
    (folder / "checklists" / "judged.yml").write_text(JUDGED.replace("id: way", "id: path").replace("version: 1", "version: 2"), "utf-8")
    result = bilan("check", "--against", "old.yml", "checklists/judged.yml")
    assert 'M401 the item "way" of version 1 is gone.' in result.stderr
