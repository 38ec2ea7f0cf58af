# Files that are none, that are misnamed, that hold half a character, or that have thousands of faults: each told in a sentence, no hang.

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bilan.authoring.diagnostics import MOST_TOLD

from tests.cli.conftest import Bilan
from tests.cli.test_score import save
from tests.support.project import CHECKLIST, Project

SCORED = CHECKLIST + "scorer: judge.py\n"


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as found:
        os.chdir(path.parent)
        found.bind(path.name)


STRANGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, "it is a pipe, not a file"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "it is a device, not a file"),
    "folder": (Path.mkdir, "Is a directory"),
    "socket": (_socket, "it is a socket, not a file"),
    "circle": (lambda path: path.symlink_to(path.name), "Too many levels of symbolic links"),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("checklists/demo.yml", ["check"]),
        ("checklists/_scales.yml", ["check"]),
        ("checklists/_translations.yml", ["check"]),
        ("checklists/judge.py", ["check"]),
        ("checklists/personas/demo.yml", ["check"]),
        ("checklists/demo.yml", ["score", "checklists/demo.yml", "fine.json"]),
        ("answers.json", ["score", "checklists/demo.yml", "answers.json"]),
        ("answers.json", ["explain", "checklists/demo.yml", "answers.json"]),
        ("texts.po", ["translations", "import", "texts.po"]),
        ("old.yml", ["check", "--against", "old.yml"]),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_what_is_no_file_is_refused(folder: Path, kind: str, name: str, command: list[str]) -> None:
    (folder / "checklists" / "personas").mkdir()
    (folder / "checklists" / "demo.yml").write_text(SCORED, "utf-8")
    (folder / "checklists" / "judge.py").write_text("def score(answers, scores):\n    return {}\n", "utf-8")
    save(folder / "fine.json", "demo")
    make, told = STRANGE[kind]
    (folder / name).unlink(missing_ok=True)
    make(folder / name)
    os.chdir(folder)
    done = subprocess.run([sys.executable, "-m", "bilan.cli", *command], capture_output=True, text=True, timeout=30, check=False)
    skipped = kind in ("folder", "circle") and (kind, name, *command[:1]) in PASSED_OVER
    assert done.returncode == (0 if skipped else 1), done.stderr
    assert "Traceback" not in done.stderr
    assert (
        skipped
        or told in done.stderr
        or "no such file" in done.stderr
        or "holds no checklist" in done.stderr
        or "can't be opened" in done.stderr
    )
    assert len(done.stderr.splitlines()) <= 3


# A link to itself is not there, and a file that may be absent is not missed; an older version may be a folder.
PASSED_OVER = {
    ("circle", "checklists/_scales.yml", "check"),
    ("circle", "checklists/_translations.yml", "check"),
    ("folder", "old.yml", "check"),
}


@pytest.mark.parametrize("name", ["Demo.YML", "demo.Yaml", "demo.yml.txt", "DEMO.YAML.TXT"])
@pytest.mark.parametrize("place", ["checklists", "checklists/personas"])
def test_a_file_that_is_nearly_named_right_is_told(bilan: Bilan, folder: Path, name: str, place: str) -> None:
    (folder / place).mkdir(exist_ok=True)
    (folder / place / name).write_text("", "utf-8")
    result = bilan("check")
    assert result.exit_code == 1
    assert result.stderr == (
        f'{place}/{name}:1:1: Y001 "{name}" is passed over for its name. '
        "Rename it demo.yml; a file that is not meant starts with an underscore.\n"
    )


@pytest.mark.parametrize("name", ["_scales.yaml", "_Scales.yml", "_translations.yml.txt"])
def test_so_is_one_beside_the_checklists(bilan: Bilan, folder: Path, name: str) -> None:
    (folder / "checklists" / name).write_text("", "utf-8")
    result = bilan("check")
    assert result.exit_code == 1
    assert f'"{name}" is passed over for its name. Rename it {name.lower().split(".")[0]}.yml;' in result.stderr


@pytest.mark.parametrize("name", ["_Draft.YML", "notes.txt", "demo.yml~", "demo.yml.bak", ".demo.yml.swp", "_notes.yml"])
def test_what_is_not_meant_is_passed_over_in_silence(bilan: Bilan, folder: Path, name: str) -> None:
    (folder / "checklists" / name).write_text("x", "utf-8")
    assert (bilan("check").exit_code, bilan("check").stderr) == (0, "")


@pytest.mark.slow
def test_thousands_of_faults_of_one_file_are_counted(bilan: Bilan, folder: Path) -> None:
    (folder / "checklists" / "demo.yml").write_text(CHECKLIST + "".join(f"x{number}: 1\n" for number in range(10_000)), "utf-8")
    (folder / "checklists" / "other.yml").write_text("id: other\n", "utf-8")
    result = bilan("check")
    lines = result.stderr.splitlines()
    assert len([line for line in lines if line.startswith("checklists/demo.yml:")]) == MOST_TOLD + 1
    assert lines[MOST_TOLD] == "checklists/demo.yml: 9,900 more problems: F102 9,900 times. Correct some of these, and ask again."
    assert lines[MOST_TOLD + 1].startswith("checklists/other.yml:")
    assert "10004 errors" in result.stdout
    for command in (["score", "checklists/demo.yml", "x.json"], ["analyse"], ["translations", "status"]):
        told = bilan(*command)
        assert told.exit_code == 1
        assert len(told.stderr.splitlines()) < MOST_TOLD + 10


def test_errors_are_told_before_warnings(bilan: Bilan, folder: Path) -> None:
    choice = "      - {{id: q{0}, kind: choice, text: 'Q {0}', choices: [{{id: a, text: A, points: 2}}, {{id: b, text: B, points: 2}}]}}\n"
    head = "id: demo\nversion: 1\ntitle: T\nsummary: S\nsections:\n  - id: s\n    title: S\n    items:\n"
    text = head + "".join(choice.format(number) for number in range(150)) + "bands: nothing\n"
    (folder / "checklists" / "demo.yml").write_text(text, "utf-8")
    lines = bilan("check").stderr.splitlines()
    assert len(lines) == MOST_TOLD + 1
    assert "F103" in lines[MOST_TOLD - 1]
    assert lines[-1] == "checklists/demo.yml: 51 more problems: R207 51 times. Correct some of these, and ask again."


def test_a_build_counts_them_too(tmp_path: Path) -> None:
    project = Project(tmp_path).fill()
    project.write("checklists/demo.yml", CHECKLIST + "".join(f"x{number}: 1\n" for number in range(3_000)))
    done = project.build()
    assert done.returncode == 1
    assert "checklists/demo.yml: 2,900 more problems: F102 2,900 times." in done.stdout + done.stderr
    assert len((done.stdout + done.stderr).splitlines()) < MOST_TOLD + 10


NOTED = """\
id: noted
version: 1
title: Noted
summary: A text.
sections: [{id: a, title: A, items: [{id: note, kind: text, text: "What?"}, {id: box, kind: check, text: Box}]}]
"""


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("command", [["explain"], ["explain", "--json"], ["explain", "--item", "note"], ["score"], ["score", "--json"]])
def test_half_a_character_in_an_answer_is_written_as_its_escape(folder: Path, command: list[str], encoding: str) -> None:
    (folder / "checklists" / "noted.yml").write_text(NOTED, "utf-8")
    value = '{"value": "\\ud83d\\u001b[31m\\n\\u202eé"}'
    text = (
        f'{{"format": "bilan-answers/1", "checklist": "noted", "version": 1, "answers": {{"note": {value}, "\\udc00": {{"value": true}}}}}}'
    )
    (folder / "answers.json").write_text(text, "utf-8")
    name, *options = command
    done = subprocess.run(
        [sys.executable, "-m", "bilan.cli", name, "checklists/noted.yml", "answers.json", *options],
        capture_output=True,
        timeout=30,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode(encoding)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    if "--json" in command:
        json.loads(shown)
    elif name == "explain":
        assert "\\ud83d\\x1b[31m\\n\\u202e" in shown
