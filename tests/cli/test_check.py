# `bilan check`: every problem on the error output, a summary on the other, and an exit code for machines.

from __future__ import annotations

from pathlib import Path

import pytest
from bilan.authoring import scaffold

from tests.cli.conftest import Bilan
from tests.support.project import CHECKLIST

ALIKE = CHECKLIST.replace("points: 0", "points: 2")


def test_without_a_path_it_checks_the_usual_folder(bilan: Bilan) -> None:
    result = bilan("check")
    assert result.exit_code == 0
    assert result.stdout == "1 valid checklist, 2 items, 0 errors, 0 warnings.\n"
    assert result.stderr == ""


def test_an_error_is_told_and_ends_in_1(bilan: Bilan, folder: Path) -> None:
    (folder / "checklists" / "demo.yml").write_text(CHECKLIST.replace("version: 1", "version: 1,5"), "utf-8")
    result = bilan("check", "checklists/demo.yml")
    assert result.exit_code == 1
    assert result.stderr == (
        'checklists/demo.yml:2:10: F106 "1,5" is not a whole number at least 1 and at most 1000000. Choose a whole number in that range.\n'
    )
    assert result.stdout == "0 valid checklists, 0 items, 1 error, 0 warnings.\n"


def test_every_problem_of_many_files_is_told_at_once(bilan: Bilan, folder: Path) -> None:
    for number in range(40):
        (folder / "checklists" / f"bad-{number:02}.yml").write_text("id: x\nversion: 0\n", "utf-8")
        (folder / "checklists" / f"good-{number:02}.yml").write_text(scaffold(f"good-{number:02}", ("fr", "en")), "utf-8")
    result = bilan("check", "checklists")
    assert result.exit_code == 1
    assert result.stdout == f"41 valid checklists, {2 + 40 * 3} items, 200 errors, 0 warnings.\n"
    told = result.stderr.splitlines()
    assert len(told) == 200
    assert [line.split(":")[0] for line in told] == sorted(line.split(":")[0] for line in told)


def test_several_paths_are_checked_together(bilan: Bilan, folder: Path) -> None:
    (folder / "empty.yml").write_text("", "utf-8")
    result = bilan("check", "checklists", "empty.yml", "gone.yml", "also-gone")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "also-gone:1:1: Y001 there is no such file or folder. Check the path.",
        "empty.yml:1:1: Y009 the file is empty. Run `bilan new` for an example to start from.",
        "gone.yml:1:1: Y001 there is no such file or folder. Check the path.",
    ]
    assert result.stdout == "1 valid checklist, 2 items, 3 errors, 0 warnings.\n"


def test_a_missing_folder_is_an_error(bilan: Bilan, folder: Path) -> None:
    (folder / "checklists" / "demo.yml").unlink()
    (folder / "checklists").rmdir()
    result = bilan("check")
    assert result.exit_code == 1
    assert result.stderr == "checklists:1:1: Y001 there is no such file or folder. Check the path.\n"


def test_a_warning_stops_only_the_strict(bilan: Bilan, folder: Path) -> None:
    (folder / "checklists" / "demo.yml").write_text(ALIKE, "utf-8")
    for options, code in ((), 0), (("--strict",), 1):
        result = bilan("check", *options)
        assert result.exit_code == code
        assert result.stderr == (
            "checklists/demo.yml:14:13: R207 warning: every choice earns 2, so the answer never matters. "
            "Give the better answers more points, or none to any if the question only gives context.\n"
        )
        assert result.stdout == "1 valid checklist, 2 items, 0 errors, 1 warning.\n"


def test_strictness_alone_changes_nothing(bilan: Bilan) -> None:
    assert bilan("check", "--strict").exit_code == 0


@pytest.mark.parametrize(("locales", "code"), [(["fr"], 0), (["en", "fr"], 0), (["de"], 1), (["fr", "en", "de"], 1), (["FR"], 1)])
def test_the_languages_that_are_asked_for_must_be_there(bilan: Bilan, locales: list[str], code: int) -> None:
    result = bilan("check", *(f"--locale={locale}" for locale in locales))
    assert result.exit_code == code
    assert ("R203" in result.stderr) == bool(code)


def test_an_option_that_does_not_exist_ends_in_2(bilan: Bilan) -> None:
    result = bilan("check", "--loud")
    assert result.exit_code == 2
    assert "No such option" in result.stderr


def test_personas_are_scored_and_counted(bilan: Bilan, folder: Path) -> None:
    (folder / "checklists" / "personas").mkdir()
    path = folder / "checklists" / "personas" / "demo.yml"
    path.write_text("personas: [{name: the best, answers: {first: good, second: true}, expect: {score: {percent: 100}}}]", "utf-8")
    for paths in ([], ["checklists/demo.yml"]):
        result = bilan("check", *paths)
        assert result.exit_code == 0
        assert result.stdout == "1 valid checklist, 2 items, 1 persona, 0 errors, 0 warnings.\n"
    path.write_text(path.read_text("utf-8").replace("100", "90"), "utf-8")
    result = bilan("check")
    assert result.exit_code == 1
    assert result.stderr == (
        'checklists/personas/demo.yml:1:93: P504 90 is expected as percent of the score, and it is 100: "the best". '
        "Write percent: 100 if that is right, or correct the answers or the checklist.\n"
    )


RENAMED = CHECKLIST.replace("version: 1", "version: 2").replace("id: second", "id: other")


def test_an_older_version_is_compared(bilan: Bilan, folder: Path) -> None:
    (folder / "old.yml").write_text(CHECKLIST, "utf-8")
    assert bilan("check", "--against", "old.yml").exit_code == 0
    (folder / "checklists" / "demo.yml").write_text(RENAMED, "utf-8")
    result = bilan("check", "--against", "old.yml", "checklists/demo.yml")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        'checklists/demo.yml:2:10: M401 the item "second" of version 1 is gone. '
        "Name it in a migration to: 2, under rename, split or remove.",
        'checklists/demo.yml:16:13: M406 warning: "other" is new since version 1. '
        "Name it under add in the migration to: 2, so that readers are told.",
    ]
    assert result.stdout == "1 valid checklist, 2 items, 1 error, 1 warning.\n"
    (folder / "checklists" / "demo.yml").write_text(RENAMED + "migrations: [{to: 2, rename: {second: other}}]\n", "utf-8")
    assert bilan("check", "--strict", "--against", "old.yml").exit_code == 0


def test_folders_are_compared_file_by_file(bilan: Bilan, folder: Path) -> None:
    (folder / "before").mkdir()
    (folder / "before" / "demo.yml").write_text(CHECKLIST, "utf-8")
    (folder / "before" / "gone.yml").write_text(scaffold("gone", ("fr", "en")), "utf-8")
    result = bilan("check", "--against", "before")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        'before/gone.yml:1:1: M407 warning: the checklist "gone" is gone. Keep its file; what readers answered can\'t be shown without it.'
    ]
    result = bilan("check", "--against", "before", "checklists/demo.yml")
    assert (result.exit_code, result.stderr) == (0, "")
    (folder / "checklists" / "demo.yml").write_text("id: [", "utf-8")
    result = bilan("check", "--against", "before")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


def test_what_can_not_be_compared_is_said(bilan: Bilan, folder: Path) -> None:
    assert bilan("check", "--against", "gone").stderr.splitlines() == [
        "Error: gone can't be compared:",
        "gone:1:1: Y001 there is no such file or folder. Check the path.",
    ]
    (folder / "old.yml").write_text("id: demo\n", "utf-8")
    result = bilan("check", "--against", "old.yml")
    assert result.exit_code == 1
    assert "old.yml:1:1: F101 the checklist lacks `version`." in result.stderr
