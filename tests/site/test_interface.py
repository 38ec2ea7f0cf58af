# The words of the interface: what a site adds to the built-in ones or replaces, and what happens where words are missing or wrong.

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.site.building import build_refused, build_well
from tests.site.reading import read_page
from tests.site.samples import ENGLISH_WORDS, fill_german, in_locales, own_words
from tests.support.project import CHECKLIST, CONFIG, Project

WITH_INTERFACE = CONFIG + "      interface: words\n"


def test_a_language_without_words_warns_and_borrows_the_english_ones(project: Project) -> None:
    done = fill_german(project, CONFIG).build()
    assert done.returncode == 0, done.stderr
    warnings = [line for line in done.stderr.splitlines() if "WARNING" in line]
    assert len(warnings) == 1
    assert "'de'" in warnings[0]
    assert "de.yml" in warnings[0]
    assert "`interface`" in warnings[0]
    page = read_page(project.folder / "site/checklists/demo/index.html")
    assert page.one("html").attributes["lang"] == "de"
    assert page.one("h1").text == "Demonstration (de)"
    assert page.one("h2", id="demo:result").text == "Your result"


def test_a_language_without_words_stops_a_strict_build(project: Project) -> None:
    done = fill_german(project, CONFIG).build("--strict")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_variant_of_a_known_language_uses_its_words(project: Project) -> None:
    project.fill("[{locale: fr-CA}]").write("checklists/demo.yml", in_locales(CHECKLIST, "fr-CA"))
    project.write("docs/fr-CA/index.md", "# Accueil\n")
    site = build_well(project).folder / "site"
    page = read_page(site / "checklists/demo/index.html")
    assert page.one("html").attributes["lang"] == "fr-CA"
    assert page.one("h2", id="demo:result").text == "Votre bilan"


def test_a_site_brings_words_of_its_own(project: Project) -> None:
    fill_german(project, WITH_INTERFACE).write(
        "words/de.yml", own_words("de", result_title="Ihr Ergebnis", question_count='{one: "{count} Frage", other: "{count} Fragen"}')
    )
    site = build_well(project).folder / "site"
    assert read_page(site / "checklists/demo/index.html").one("h2", id="demo:result").text == "Ihr Ergebnis"
    assert read_page(site / "checklists/index.html").one("p", class_="bilan-index__count").text == "2 Fragen"


def test_words_that_are_still_missing_are_counted(project: Project) -> None:
    fill_german(project, WITH_INTERFACE).write("words/de.yml", "result_title: Ihr Ergebnis\n")
    done = project.build()
    assert done.returncode == 0
    total = len(re.findall(r"(?m)^\w+:", (ENGLISH_WORDS).read_text("utf-8")))
    assert f"lacks {total - 1} strings" in done.stderr
    assert read_page(project.folder / "site/checklists/demo/index.html").one("h2", id="demo:result").text == "Ihr Ergebnis"


def test_a_site_replaces_single_words_of_a_known_language(project: Project) -> None:
    project.fill(config=WITH_INTERFACE).write("words/fr.yml", "result_title: Où vous en êtes\njs_level: Palier\n")
    site = build_well(project).folder / "site"
    page = read_page(site / "checklists/demo/index.html")
    assert page.one("h2", id="demo:result").text == "Où vous en êtes"
    assert json.loads(page.one("bilan-checklist").attributes["strings"])["level"] == "Palier"
    assert page.one("button", data_bilan="print").text == "Imprimer"
    assert read_page(site / "en/checklists/demo/index.html").one("h2", id="demo:result").text == "Your result"


def test_words_are_text_and_no_html(project: Project) -> None:
    project.fill(config=WITH_INTERFACE).write(
        "words/fr.yml", 'result_title: "<b>R&D</b>"\njs_level: "\\"><b>x</b>"\nnot_found_title: "<b>"\n'
    )
    site = build_well(project).folder / "site"
    page = read_page(site / "checklists/demo/index.html")
    assert page.one("h2", id="demo:result").text == "<b>R&D</b>"
    assert json.loads(page.one("bilan-checklist").attributes["strings"])["level"] == '"><b>x</b>'
    assert read_page(site / "404.html").one("h1").text == "<b>"


def test_the_title_of_the_index_is_text_and_no_markdown(project: Project) -> None:
    project.fill(config=WITH_INTERFACE).write("words/fr.yml", 'index_title: "Nos <b> & *nous*"\nindex_description: "<b> & \\"nous\\""\n')
    page = read_page(build_well(project).folder / "site/checklists/index.html")
    assert page.one("title").text == "Nos <b> & *nous* - Test"
    assert page.one("meta", name="description").attributes["content"] == '<b> & "nous"'
    assert page.one("h1").text == "Nos <b> & *nous*"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"print: [", "can't be read", id="broken-yaml"),
        pytest.param("print: déjà".encode("latin-1"), "can't be read", id="latin-1"),
        pytest.param(b"- start\n", "`key: text`", id="list"),
        pytest.param(b"just text\n", "`key: text`", id="text"),
        pytest.param(b"begin: Los\n", "'begin'", id="unknown-word"),
        pytest.param(b"question_count: Fragen\n", "'question_count' must be plural forms", id="no-plural"),
        pytest.param(b"print: {one: a, other: b}\n", "'print' must be a text", id="plural"),
        pytest.param(b"print:\n", "'print'", id="nothing"),
        pytest.param(b"print: 5\n", "'print'", id="number"),
        pytest.param(b"print: no\n", "'print'", id="boolean"),
        pytest.param(b'question_count: {one: "{count} Frage"}\n', "'question_count'", id="no-other"),
        pytest.param(b'question_count: {one: "{count} Frage", other: [1]}\n', "'question_count'", id="plural-of-list"),
        pytest.param(b'question_count: {one: "{zahl} Frage", other: "{zahl} Fragen"}\n', "'question_count'", id="unknown-placeholder"),
        pytest.param(b'level_from_percent: "ab {value %"\n', "'level_from_percent'", id="broken-placeholder"),
        pytest.param(b"print: a\nprint: b\n", "'print'", id="twice"),
    ],
)
def test_wrong_words_are_named_with_their_file(project: Project, content: bytes, reason: str) -> None:
    project.fill(config=WITH_INTERFACE).write("words/fr.yml", content)
    output = build_refused(project)
    assert "words/fr.yml" in output
    assert reason.replace("'", "") in output.replace("'", "").replace('"', "")
    assert not (project.folder / "site").exists()


def test_a_folder_of_words_that_is_not_there_is_an_error(project: Project) -> None:
    output = build_refused(project.fill(config=WITH_INTERFACE))
    assert "interface" in output
    assert str(Path(project.folder, "words")) in output
