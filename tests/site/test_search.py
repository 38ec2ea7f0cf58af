# Each language has a search of its own, which finds its pages, sections and questions, and nothing that is not a text of the site.

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.site.building import build_well
from tests.site.conftest import NewProject
from tests.site.reading import read_html
from tests.site.samples import SECOND
from tests.support.project import Project

pytestmark = pytest.mark.xdist_group("site-search")

PREFIX = {"fr": "", "en": "en/"}


@pytest.fixture(scope="module")
def built(new_project: NewProject) -> Project:
    project = new_project().fill()
    project.write("checklists/second.yml", SECOND)
    project.write("docs/fr/guide.md", "# Guide pratique\n\nUn conseil précieux.\n")
    project.write("docs/en/guide.md", "# Handbook\n\nPrecious advice.\n")
    return build_well(project)


def _search(project: Project, locale: str) -> dict[str, Any]:
    index: dict[str, Any] = json.loads(project.page(f"{PREFIX[locale]}search/search_index.json"))
    return index


def test_search_of_a_language_is_set_to_that_language(built: Project) -> None:
    assert _search(built, "fr")["config"]["lang"] == ["fr"]
    assert _search(built, "en")["config"]["lang"] == ["en"]


@pytest.mark.parametrize(
    ("locale", "own", "foreign"),
    [
        (
            "fr",
            ["Guide pratique", "Un conseil précieux.", "Première question ?", "Démonstration", "Un essai."],
            ["Handbook", "First question?", "A trial."],
        ),
        (
            "en",
            ["Handbook", "Precious advice.", "First question?", "Demonstration", "A trial."],
            ["Guide pratique", "Première question", "Un essai."],
        ),
    ],
)
def test_search_finds_the_texts_of_its_language_only(built: Project, locale: str, own: list[str], foreign: list[str]) -> None:
    texts = "\n".join(f"{entry['title']}\n{entry['text']}" for entry in _search(built, locale)["docs"])
    assert [text for text in own if text not in texts] == []
    assert [text for text in foreign if text in texts] == []


@pytest.mark.parametrize(
    ("locale", "section", "texts"),
    [
        ("fr", "demo.only", ["Première question ?", "Une case"]),
        ("fr", "second.part-a", ["Préambule du volet.", "Boîte relevée", "Heures données", "En comptant large."]),
        ("en", "second.part-b", ["Free remark"]),
    ],
)
def test_search_leads_to_the_section_of_a_question(built: Project, locale: str, section: str, texts: list[str]) -> None:
    address = f"checklists/{section.partition('.')[0]}/#{section}"
    entry = next(e for e in _search(built, locale)["docs"] if e["location"] == address)
    assert [text for text in texts if text not in read_html(entry["text"]).text] == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["Mal", "Bien", "Badly", "Well"], id="choices"),
        pytest.param(["Sans objet", "Je ne sais pas", "Not applicable", "Don’t know"], id="states"),
        pytest.param(["Agir.", "Raison profonde.", "Bravo", "Act.", "Deep reason.", "Well done"], id="guidance-and-levels"),
        pytest.param(["Télécharger", "Retirer la réponse", "Download", "Clear the answer"], id="buttons"),
        pytest.param(["Sans JavaScript", "sur votre appareil", "Without JavaScript", "on this device"], id="notices"),
    ],
)
def test_search_does_not_find_what_is_not_a_question(built: Project, words: list[str]) -> None:
    entries = [
        e
        for locale in PREFIX
        for e in _search(built, locale)["docs"]
        if e["location"].startswith(("checklists/demo/", "checklists/second/"))
    ]
    assert len(entries) >= 14
    texts = " ".join(read_html(entry["text"]).text for entry in entries)
    assert [word for word in words if word in texts] == []


def test_search_has_the_text_of_a_box_once(built: Project) -> None:
    entry = next(e for e in _search(built, "fr")["docs"] if e["location"] == "checklists/demo/#demo.only")
    assert entry["text"].count("Une case") == 1
