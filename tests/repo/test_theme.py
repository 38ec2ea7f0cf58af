# Knowledge of a theme: in its module, its style sheet and its folder of templates, and nowhere else.

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.project import ROOT

SOURCE = ROOT / "plugins" / "bilan"
KNOWS = re.compile(r"(?<![a-z])(?:__)?md[-_][a-z]|__(?:drawer|search|palette)\b|\b(?:document|location)\$|material", re.IGNORECASE)
TEXTS = {".css", ".html", ".js", ".mjs", ".py", ".ts", ".xml", ".yml"}
HOMES = [SOURCE / folder / "themes" for folder in ("assets", "site", "templates")]

FILES = [
    path
    for path in sorted(SOURCE.rglob("*"))
    if path.suffix in TEXTS and "runtime" not in path.relative_to(SOURCE).parts[:1] and not any(path.is_relative_to(home) for home in HOMES)
]


def test_no_theme_is_known_outside_of_its_files() -> None:
    assert len(FILES) > 200
    found = {path.relative_to(SOURCE).as_posix(): KNOWS.findall(path.read_text("utf-8")) for path in FILES}
    assert {name: words for name, words in found.items() if words} == {}


def test_each_theme_has_a_module_and_a_style_sheet() -> None:
    modules = {path.stem for path in (SOURCE / "site" / "themes").glob("*.py")} - {"__init__", "base"}
    assert modules == {path.stem for path in (SOURCE / "assets" / "themes").glob("*.css")}
    assert {path.name for path in (SOURCE / "templates" / "themes").iterdir()} <= modules
    assert not any(KNOWS.search((SOURCE / "site" / "themes" / name).read_text("utf-8").split('"""', 2)[1]) for name in ("base.py",))


@pytest.mark.parametrize("text", [".md-typeset p", "--md-hue", "data-md-toggle", 'for="__drawer"', "document$", "Material's"])
def test_no_word_of_a_theme_is_overlooked(text: str) -> None:
    assert KNOWS.search(text)


@pytest.mark.parametrize("text", ["docs/a.md", "cmd-line", "bilan:md5", "$document"])
def test_no_other_word_is_taken_for_one(text: str) -> None:
    assert not KNOWS.search(text)


def test_every_token_that_styles_read_is_set() -> None:
    sheets = {path: path.read_text("utf-8") for path in [*(SOURCE / "assets").rglob("*.css")]}
    base = sheets[SOURCE / "assets" / "bilan.css"]
    defaults = set(re.findall(r"^\s*(--bilan-[\w-]+):", base, re.MULTILINE))
    for path, sheet in sheets.items():
        # A length that a script sets is read with a default.
        read = set(re.findall(r"var\((--bilan-[\w-]+)\)", sheet))
        written = set(re.findall(r"(--bilan-[\w-]+):", sheet))
        assert read - defaults <= written - defaults, path.name
        if path.parent.name == "themes":
            assert written <= defaults, path.name
    brand = (ROOT / "overrides" / "assets" / "brand.css").read_text("utf-8")
    assert set(re.findall(r"--bilan-[\w-]+", brand)) <= defaults


def _sheet(name: str) -> Path:
    return SOURCE / "assets" / "themes" / name


@pytest.mark.parametrize("sheet", [path.name for path in _sheet("").glob("*.css")])
def test_what_a_sheet_has_for_paper_is_its_last_block(sheet: str) -> None:
    text = _sheet(sheet).read_text("utf-8")
    screen, block, paper = text.partition("\n@media print {\n")
    assert block
    assert "print" not in re.sub(r"/\*.*?\*/", "", screen, flags=re.DOTALL)
    # Nothing stands after the brace that ends the block.
    assert re.findall(r"^\S.*$", paper, re.MULTILINE) == ["}"]
