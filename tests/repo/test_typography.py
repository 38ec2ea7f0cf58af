# The French of the site is set as French is: the checklists, the pages and the interface.

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from bilan.authoring import Text, read_library

from tests.support.project import ROOT
from tests.support.typography import NBSP, NNBSP, french_faults, text_of_markdown

PAGES = sorted((ROOT / "docs" / "fr").rglob("*.md"))
CHECKLISTS = sorted((ROOT / "checklists").glob("[!_.]*.yml"))


def texts_of(value: Any) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for entry in values for text in texts_of(entry)]


@pytest.mark.parametrize("path", CHECKLISTS, ids=lambda path: path.stem)
def test_a_checklist_is_set_as_french_is(path: Path) -> None:
    document = read_library([path]).require_valid().documents[0]
    texts = texts_of(document.content)
    assert len(texts) > 10
    faults = [f"{path.name}:{text.place.line}: {fault}" for text in texts for fault in french_faults(text.by_locale["fr"])]
    assert faults == []


def test_the_shared_scales_are_set_as_french_is() -> None:
    scales = yaml.safe_load((ROOT / "checklists" / "_scales.yml").read_text("utf-8"))["scales"]
    texts = [choice["text"]["fr"] for choices in scales.values() for choice in choices]
    assert [fault for text in texts for fault in french_faults(text)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_set_as_french_is(path: Path) -> None:
    source = path.read_text("utf-8")
    assert french_faults(text_of_markdown(source)) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_title_and_the_description_of_a_page_are_set_as_french_is(path: Path) -> None:
    front = re.match(r"---\n(.*?)^---\n", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert front
    values = [value for value in yaml.safe_load(front[1]).values() if isinstance(value, str)]
    assert [fault for value in values for fault in french_faults(value)] == []


def test_the_interface_is_set_as_french_is() -> None:
    strings = yaml.safe_load((ROOT / "plugins" / "bilan" / "locales" / "fr.yml").read_text("utf-8"))
    forms = [(key, form) for key, text in strings.items() for form in (text.values() if isinstance(text, dict) else [text])]
    assert [f"{key}: {fault}" for key, form in forms for fault in french_faults(form)] == []


def test_there_is_something_to_judge() -> None:
    assert len(PAGES) >= 3
    assert len(CHECKLISTS) >= 3


@pytest.mark.parametrize(
    "text",
    [
        "L'avis",
        "Et puis...",
        "Quoi ?",
        "Quoi?",
        f"Quoi{NBSP}?",
        "Non !",
        "Ceci ; cela",
        "« oui »",
        f"«{NNBSP}oui »",
        f"« oui{NNBSP}»",
        "Voici : ceci",
        "Voici: ceci",
        "Voici :",
        "12 %",
        "12%",
    ],
)
def test_a_fault_is_found(text: str) -> None:
    assert french_faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "L’avis…",
        f"Quoi{NNBSP}?",
        f"Quoi{NNBSP}?!",
        f"Ceci{NNBSP}; cela",
        f"«{NNBSP}Oui{NNBSP}!{NNBSP}»",
        f"Voici{NBSP}: ceci",
        f"«{NNBSP}Voici{NNBSP}:{NNBSP}»",
        f"12{NNBSP}%, 12{NBSP}%",
        "à 12:30",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert french_faults(text) == []


def test_only_what_is_read_is_judged() -> None:
    source = (
        "---\ntitle: 'x'\n---\n# Titre\n\n```\nl'avis?\n```\n\nVoir [ici](https://example.org/?a='b') et `x?`.\n\n"
        "/// checklist | learn\n    section: x?\n///\n\n![Un dessin](a.svg){ width='3' }\n\n"
        '!!! note "Un avis"\n    Le texte.\n\n| a | b |\n|:--|--:|\n| c | d |\n'
    )
    assert french_faults(text_of_markdown(source)) == []
    assert "Le texte." in text_of_markdown(source)
    assert french_faults(text_of_markdown('!!! note "Quoi?"\n')) != []
    assert french_faults(text_of_markdown("[l'avis](x.md)")) != []
    assert french_faults(text_of_markdown("**Note :** ceci")) != []
