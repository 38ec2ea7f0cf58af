# Lines that fit a terminal: `bilan explain` in as many columns as there are, and texts of several lines on the command line.

from __future__ import annotations

from pathlib import Path

import pytest
from bilan.cli.terminal import columns, fitted

from tests.cli.conftest import Bilan
from tests.cli.test_score import save

LONG = """\
id: long
version: 1
title: A title that is longer than the narrow terminal of somebody who works on a telephone
summary: |
  One.

  Two.
sections:
  - id: only
    title: A part whose name goes on for a while, too
    items:
      - id: picture
        kind: choice
        text: Has each picture a text that says what it shows to those who do not see it?
        action: |
          Write one:
          - a caption;
          - a title.
        choices:
          - {id: no, text: "No, and there is no plan to write any in the foreseeable future either", points: 0}
          - {id: yes, text: "Yes, 毎回必ず説明を書いていますので心配はいりません", points: 3}
      - {id: note, kind: text, text: Where?, optional: true}
      - {id: other, kind: choice, text: Other?, choices: [{id: a, text: A, points: 0}, {id: b, text: B, points: 3}]}
bands:
  - id: low
    from: 0
    title: A level that is called by a whole sentence, which nobody should do
    text: |
      First line.

      Second line.
outcomes:
  - {id: go, title: Go, text: "Start.\\nNow."}
"""
ADDRESS = "https://example.org/" + "a-rather-long-path/" * 6


@pytest.fixture
def long(folder: Path) -> Path:
    """A checklist of long texts, some of several lines, and answers to some of it."""
    path = folder / "long.yml"
    path.write_text(LONG, "utf-8")
    save(folder / "a.json", "long", picture={"value": "no"}, note={"value": ADDRESS})
    save(folder / "b.json", "long", picture={"value": "yes"}, other={"value": "b"})
    return path


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize("answers", ["a.json", "b.json"])
def test_an_explanation_stays_within_the_width(bilan: Bilan, long: Path, monkeypatch: pytest.MonkeyPatch, width: int, answers: str) -> None:
    whole = bilan("explain", long, answers).stdout
    monkeypatch.setenv("COLUMNS", str(width))
    for options in ((), ("--item", "picture")):
        result = bilan("explain", long, answers, *options)
        assert result.exit_code == 0
        assert max(map(columns, result.stdout.splitlines())) <= width
    assert "".join(bilan("explain", long, answers).stdout.split()) == "".join(whole.split())


def test_what_is_piped_is_not_broken(bilan: Bilan, long: Path) -> None:
    assert max(map(len, bilan("explain", long, "a.json").stdout.splitlines())) > 120


def test_a_level_is_provisional_while_questions_are_open(bilan: Bilan, long: Path) -> None:
    title = "A level that is called by a whole sentence, which nobody should do"
    assert f"\nProvisional level: {title}\n" in bilan("score", long, "a.json").stdout
    assert f"\n  Provisional level: {title}\n" in bilan("explain", long, "a.json").stdout
    assert f"\n{title}\n" in bilan("score", long, "b.json").stdout
    assert f"\n  Level: {title}\n" in bilan("explain", long, "b.json").stdout


def test_the_lines_of_a_text_are_lines_of_the_result(bilan: Bilan, long: Path) -> None:
    shown = bilan("score", long, "a.json").stdout
    assert "\nFirst line.\nSecond line.\n" in shown
    assert "\nProvisional outcome: Go\nStart.\nNow.\n" in shown
    assert "\n- picture: Write one:\n  - a caption;\n  - a title.\n" in shown
    assert "\\n" not in shown


@pytest.mark.parametrize(
    ("line", "width", "expected"),
    [
        ("short", 20, ["short"]),
        ("  a    b    c", 20, ["  a    b    c"]),
        ("  one      two      three", 20, ["  one  two  three"]),
        ("  one two three four five", 20, ["  one two three four", "      five"]),
        ("x" * 25, 20, ["x" * 20, "    " + "x" * 5]),
        ("日本語" * 5, 20, ["日本語日本語日本語日", "    本語日本語"]),
        ("e\u0301" * 20, 20, ["e\u0301" * 20]),
        ("", 20, [""]),
    ],
)
def test_lines_are_broken_at_spaces_and_else_where_they_must(line: str, width: int, expected: list[str]) -> None:
    assert list(fitted([line], width)) == expected
    assert list(fitted([line], None)) == [line]
