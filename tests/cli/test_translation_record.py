# `bilan translations status` and `accept`: how much is translated, and what is recorded of the texts that it was translated from.

from __future__ import annotations

from pathlib import Path

import pytest
from bilan.authoring.languages.record import RECORD_FILE

from tests.cli.conftest import FOLDED, Bilan, prints
from tests.support.project import CHECKLIST

# The status


def test_the_status_counts_what_is_there(bilan: Bilan, checklists: Path) -> None:
    (checklists / RECORD_FILE).write_text('demo:\n  title: {en: "000000000000"}\n', "utf-8")
    result = bilan("translations", "status")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "checklist  language  texts  translated  missing  stale  unrecorded  percent",
        "_scales    fr            2           2        0      0           0    100 %",
        "_scales    en            2           1        1      0           1     50 %",
        "demo       fr            5           5        0      0           0    100 %",
        "demo       en            5           3        1      1           3     60 %",
    ]


def test_the_status_of_a_part(bilan: Bilan, checklists: Path) -> None:
    rows = bilan("translations", "status", "demo/sections/only/items").stdout.splitlines()[1:]
    assert [row.split()[:4] for row in rows] == [["demo", "fr", "2", "2"], ["demo", "en", "2", "1"]]


def test_checklists_of_one_language_have_nothing_to_translate(bilan: Bilan, folder: Path) -> None:
    text = "id: demo\nversion: 1\ntitle: T\nsummary: S\nsections: [{id: s, title: P, items: [{id: i, kind: check, text: T}]}]\n"
    (folder / "checklists" / "demo.yml").write_text(text, "utf-8")
    assert len(bilan("translations", "status").stdout.splitlines()) == 1
    assert bilan("translations", "export", "--locale", "fr", "--output", "x.po").exit_code == 1
    assert bilan("translations", "accept").exit_code == 0
    assert not (folder / "checklists" / RECORD_FILE).exists()
    assert bilan("check", "--strict").exit_code == 0


# Recording


def test_a_changed_source_makes_its_translation_stale_until_it_is_accepted(bilan: Bilan, folder: Path) -> None:
    path = folder / "checklists" / "demo.yml"
    assert bilan("translations", "accept").stdout == "checklists/_translations.yml: 12 translations recorded anew.\n"
    assert bilan("check", "--strict").exit_code == 0
    path.write_text(CHECKLIST.replace("Une case", "Deux cases"), "utf-8")
    told = bilan("check")
    assert told.exit_code == 0
    assert told.stderr == (
        "checklists/demo.yml:18:38: T302 warning: the fr text has changed since it was translated into en. "
        "Translate it again, then run: bilan translations accept demo/sections/only/items/second/text --locale en.\n"
    )
    assert bilan("check", "--strict").exit_code == 1
    command = told.stderr.rstrip(".\n").rpartition("bilan ")[2]
    assert bilan(*command.split()).stdout == "checklists/_translations.yml: 1 translation recorded anew.\n"
    assert bilan("check", "--strict").exit_code == 0


def test_a_missing_text_is_an_error(bilan: Bilan, checklists: Path) -> None:
    result = bilan("check")
    assert result.exit_code == 1
    assert [line.split(" ")[:2] for line in result.stderr.splitlines()] == [
        ["checklists/_scales.yml:4:24:", "T301"],
        ["checklists/demo.yml:20:11:", "T301"],
    ]


def test_spacing_in_the_source_makes_nothing_stale(bilan: Bilan, folder: Path) -> None:
    bilan("translations", "accept")
    text = CHECKLIST.replace('fr: "Première question ?"', 'fr: "Première  question ?"').replace("Démonstration", "De\u0301monstration")
    text = text.replace('fr: "Un essai."', 'fr: "Un\\nessai."')
    (folder / "checklists" / "demo.yml").write_text(text, "utf-8")
    assert bilan("check", "--strict").exit_code == 0


def test_only_what_is_named_is_accepted(bilan: Bilan, checklists: Path) -> None:
    bilan("translations", "accept", "demo/title", "_scales")
    record = (checklists / RECORD_FILE).read_text("utf-8")
    assert [line.partition(":")[0].strip() for line in record.splitlines()[2:]] == ["_scales", "scales/two/low/text", "demo", "title"]
    bilan("translations", "accept", "--locale", "de")
    assert (checklists / RECORD_FILE).read_text("utf-8") == record
    bilan("translations", "accept", "--locale", "en")
    assert len((checklists / RECORD_FILE).read_text("utf-8").splitlines()) == 9


def test_what_is_gone_leaves_the_record(bilan: Bilan, checklists: Path) -> None:
    (checklists / RECORD_FILE).write_text('demo:\n  gone: {en: "000000000000"}\nother:\n  title: {en: "000000000000"}\n', "utf-8")
    bilan("translations", "accept", "demo/title")
    assert [line for line in (checklists / RECORD_FILE).read_text("utf-8").splitlines() if "gone" in line or "other" in line] == []


def test_accepting_twice_changes_nothing(bilan: Bilan, checklists: Path) -> None:
    bilan("translations", "accept")
    before = prints(checklists)
    assert bilan("translations", "accept").stdout == "checklists/_translations.yml: 0 translations recorded anew.\n"
    assert prints(checklists) == before


@pytest.mark.parametrize("command", [["status"], ["accept"], ["export", "--locale=en", "--output=x.po"]])
def test_a_name_that_fits_nothing_is_told(bilan: Bilan, checklists: Path, command: list[str]) -> None:
    before = prints(checklists)
    result = bilan("translations", *command, "demo", "dem")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: There is no checklist or text 'dem'. Write the id of a checklist, or a path such as id/title: _scales, demo.\n"
    )
    assert prints(checklists) == before


@pytest.mark.parametrize("command", [["status"], ["accept"], ["export", "--locale=en", "--output=x.po"], ["import", "x.po"]])
def test_checklists_with_errors_are_left_alone(bilan: Bilan, checklists: Path, command: list[str]) -> None:
    (checklists / "demo.yml").write_text(FOLDED.replace("version: 1", "version: one"), "utf-8")
    before = prints(checklists)
    result = bilan("translations", *command)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: checklists/demo.yml:3:10: F106 ")
    assert prints(checklists) == before
