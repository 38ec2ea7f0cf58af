# `bilan new`: a file that passes `bilan check`, and never one that was there before.

from __future__ import annotations

from pathlib import Path

import pytest
from bilan.authoring import scaffold

from tests.cli.conftest import Bilan


def test_it_writes_an_example_that_passes_the_strictest_check(bilan: Bilan, folder: Path) -> None:
    result = bilan("new", "own-voice")
    assert result.exit_code == 0
    assert result.stdout == "checklists/own-voice.yml written. Edit it, then run: bilan check checklists/own-voice.yml\n"
    assert (folder / "checklists" / "own-voice.yml").read_text("utf-8") == scaffold("own-voice", ("fr", "en"))
    checked = bilan("check", "--strict", "--locale", "fr", "--locale", "en")
    assert checked.exit_code == 0
    assert checked.stdout == "2 valid checklists, 5 items, 0 errors, 0 warnings.\n"


@pytest.mark.parametrize("locales", [["de"], ["en"], ["fr", "en", "de"], ["pt-BR", "zh-Hant"]])
def test_it_writes_the_languages_that_are_asked_for(bilan: Bilan, locales: list[str]) -> None:
    options = [f"--locale={locale}" for locale in locales]
    assert bilan("new", "own-voice", *options).exit_code == 0
    checked = bilan("check", "--strict", *options, "checklists/own-voice.yml")
    assert (checked.exit_code, checked.stderr) == (0, "")


def test_it_makes_the_folder_that_is_asked_for(bilan: Bilan, folder: Path) -> None:
    result = bilan("new", "own-voice", "--folder", "a/b c/é")
    assert result.exit_code == 0
    assert (folder / "a" / "b c" / "é" / "own-voice.yml").is_file()
    assert bilan("check", "a/b c/é").exit_code == 0


def test_it_never_replaces_a_file(bilan: Bilan, folder: Path) -> None:
    before = (folder / "checklists" / "demo.yml").read_bytes()
    result = bilan("new", "demo")
    assert result.exit_code == 1
    assert result.stderr == "Error: checklists/demo.yml is there already. Choose another id, or remove it first.\n"
    assert (folder / "checklists" / "demo.yml").read_bytes() == before


@pytest.mark.parametrize(
    "name", ["Own", "own_voice", "own voice", "été", "../own", "own.yml", "1st", "", "a" * 61, "-", "own/voice", "a\nb"]
)
def test_a_name_that_is_no_id_ends_in_2(bilan: Bilan, folder: Path, name: str) -> None:
    result = bilan("new", "--", name)
    assert result.exit_code == 2
    assert "Invalid value for ID:" in result.stderr
    advice = "Shorten it, e.g. " if len(name) > 60 else "Use lower-case letters a to z, digits and hyphens, e.g. "
    assert advice in " ".join(result.stderr.split())
    assert [path.name for path in folder.rglob("*.yml")] == ["demo.yml"]


@pytest.mark.parametrize("name", ["index", "translations"])
def test_the_name_of_a_page_of_the_site_is_taken(bilan: Bilan, folder: Path, name: str) -> None:
    result = bilan("new", name)
    assert result.exit_code == 2
    assert f'"{name}" is the name of the page that lists' in " ".join(result.stderr.split())
    assert [path.name for path in folder.rglob("*.yml")] == ["demo.yml"]


def test_a_folder_below_a_file_can_not_be_written(bilan: Bilan, folder: Path) -> None:
    result = bilan("new", "own-voice", "--folder", "checklists/demo.yml/inside")
    assert result.exit_code == 1
    assert result.stderr == "Error: checklists/demo.yml/inside can't be made a folder: Not a directory.\n"


def test_a_folder_that_is_a_file_is_not_said_to_be_the_checklist(bilan: Bilan, folder: Path) -> None:
    result = bilan("new", "own-voice", "--folder", "checklists/demo.yml")
    assert result.exit_code == 1
    assert "is there already" not in result.stderr


@pytest.mark.parametrize("locales", [["FR"], ["french"], ["fr", "fr"], ["a: b"], [""]], ids=" ".join)
def test_what_it_writes_passes_the_check_or_it_writes_nothing(bilan: Bilan, folder: Path, locales: list[str]) -> None:
    result = bilan("new", "own-voice", *(f"--locale={locale}" for locale in locales))
    if (folder / "checklists" / "own-voice.yml").exists():
        assert bilan("check").exit_code == 0
    else:
        assert result.exit_code == 2


def test_without_a_name_it_ends_in_2(bilan: Bilan) -> None:
    result = bilan("new")
    assert result.exit_code == 2
    assert "Missing argument 'ID'" in result.stderr
