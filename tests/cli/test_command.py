# The command as a whole: help everywhere, the version, the schema, and the two ways to start it.

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from bilan import __version__
from bilan.authoring import checklist_schema
from bilan.cli import main
from jsonschema import Draft202012Validator

from tests.cli.conftest import Bilan

COMMANDS = sorted(main.commands)


def test_the_commands_are_these() -> None:
    assert COMMANDS == ["analyse", "check", "explain", "new", "schema", "score", "translations"]


def test_the_command_has_help_and_names_every_other(bilan: Bilan) -> None:
    result = bilan("--help")
    assert result.exit_code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in result.stdout
    assert bilan("-h").stdout == result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(bilan: Bilan, name: str) -> None:
    command = main.commands[name]
    assert command.help
    assert command.help.partition("\n")[0].endswith(".")
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []
    assert [option.name for option in options if not (option.help or "").endswith((".", ":scored."))] == []
    result = bilan(name, "-h")
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    for argument in command.params:
        if isinstance(argument, click.Argument):
            name_of_it = argument.metavar or (argument.name or "").upper()
            assert name_of_it in shown.partition("Options:")[0].partition("] ")[2]


def test_the_version_is_told(bilan: Bilan) -> None:
    assert bilan("--version").stdout == f"bilan, version {__version__}\n"


def test_an_unknown_command_ends_in_2(bilan: Bilan) -> None:
    result = bilan("chekc")
    assert result.exit_code == 2
    assert "No such command" in result.stderr


def test_the_schema_is_printed_whole(bilan: Bilan) -> None:
    result = bilan("schema")
    assert result.exit_code == 0
    schema = json.loads(result.stdout)
    assert schema == checklist_schema()
    Draft202012Validator.check_schema(schema)
    assert "…" not in result.stdout or "\\u2026" not in result.stdout


@pytest.mark.parametrize("command", [[sys.executable, "-m", "bilan.cli"], [str(Path(sys.executable).with_name("bilan"))]])
def test_it_starts_as_a_module_and_as_a_script(folder: Path, command: list[str]) -> None:
    done = subprocess.run([*command, "check"], cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 valid checklist, 2 items, 0 errors, 0 warnings.\n"


def test_accents_survive_a_terminal_that_knows_only_ascii(folder: Path) -> None:
    (folder / "checklists" / "demo.yml").write_text("id: été\n", "utf-8")
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "bilan.cli", "check"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False, env=environment)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"F105" in done.stderr
