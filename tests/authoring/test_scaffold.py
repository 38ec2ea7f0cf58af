# Scaffold of `bilan new`: what it writes passes the checks as it is, in whatever languages.

from __future__ import annotations

from pathlib import Path

import pytest
from bilan.authoring import read_library, scaffold
from bilan.engine import Kind


@pytest.mark.parametrize("locales", [("fr",), ("en",), ("fr", "en"), ("en", "fr"), ("de",), ("no", "pt-BR", "zh-Hant"), ("fr-CA", "en-GB")])
def test_a_new_checklist_is_valid(locales: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "own-voice.yml").write_text(scaffold("own-voice", locales), "utf-8")
    library = read_library([tmp_path], locales=locales, root=tmp_path)
    assert [str(diagnostic) for diagnostic in library.diagnostics] == []
    document = library.documents[0]
    assert document.id == "own-voice"
    assert document.locales == locales


def test_it_speaks_french_and_english(tmp_path: Path) -> None:
    (tmp_path / "demo.yml").write_text(scaffold("demo", ("fr", "en", "de")), "utf-8")
    document = read_library([tmp_path]).documents[0]
    assert document.localized("fr")["title"] == "Titre de la liste"
    assert document.localized("en")["title"] == document.localized("de")["title"] == "Title of the checklist"


def test_it_shows_the_kinds_that_score(tmp_path: Path) -> None:
    (tmp_path / "demo.yml").write_text(scaffold("demo", ("en",)), "utf-8")
    checklist = read_library([tmp_path]).documents[0].checklist
    assert {item.kind for item in checklist.items} == {Kind.SCALE, Kind.CHOICE, Kind.NUMBER}
    assert checklist.scores[0].bands[0].threshold == 0


def test_its_lines_are_short_and_have_no_tabs() -> None:
    for line in scaffold("own-voice", ("fr", "en")).splitlines():
        assert len(line) <= 140
        assert "\t" not in line
        assert line == line.rstrip()
