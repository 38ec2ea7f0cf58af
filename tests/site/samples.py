# Checklists and settings that several modules of tests use.

from __future__ import annotations

import re

from tests.support.project import CHECKLIST, ROOT, Project

# The interface's words in English, the measure for every other language.
ENGLISH_WORDS = ROOT / "plugins/bilan/locales/en.yml"

# A checklist with two sections and every way to answer that the small one lacks.
SECOND = """\
id: second
version: 3
title: {fr: "Deuxième", en: "Another"}
summary: {fr: "Le suivant.", en: "The next one."}
sections:
  - id: part-a
    title: {fr: "Volet A", en: "Strand A"}
    intro: {fr: "Préambule du volet.", en: "Preamble of the strand."}
    items:
      - id: ticked
        kind: check
        allow: [not-applicable, dont-know]
        text: {fr: "Boîte relevée", en: "Mailbox emptied"}
        why: {fr: "Raison profonde.", en: "Deep reason."}
      - id: hours
        kind: number
        allow: [dont-know]
        min: 0
        max: 40
        text: {fr: "Heures données", en: "Hours given"}
        unit: {fr: "heures", en: "hours"}
        help: {fr: "En comptant large.", en: "Counting generously."}
  - id: part-b
    title: {fr: "Volet B", en: "Strand B"}
    items:
      - id: note
        kind: text
        optional: true
        text: {fr: "Remarque libre", en: "Free remark"}
"""

_SECTION = """\
  - id: other
    title: {fr: "Suite", en: "Sequel"}
    items:
      - {id: third, kind: text, text: {fr: "Une note", en: "A note"}}
bands:
"""

# The small checklist with a second section.
TWO_SECTIONS = CHECKLIST.replace("bands:\n", _SECTION)

# Markdown extensions that make containers for a block.
CONTAINERS = """\
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {{alternate_style: true}}
"""


def in_locales(text: str, *locales: str) -> str:
    """A checklist in these languages; each text says which."""

    def written(match: re.Match[str]) -> str:
        return "{" + ", ".join(f'{code}: "{match[1]} ({code})"' for code in locales) + "}"

    text, replaced = re.subn(r'\{fr: "[^"]*", en: "([^"]*)"\}', written, text)
    assert replaced > 5
    return text


def in_plain_english(text: str) -> str:
    """A checklist with texts that name no language."""
    text, replaced = re.subn(r'\{fr: "[^"]*", en: ("[^"]*")\}', r"\1", text)
    assert replaced > 5
    return text


def own_words(locale: str, **changes: str) -> str:
    """A complete file of interface words: the English ones, some of them changed."""
    text = ENGLISH_WORDS.read_text("utf-8").replace("language_name: English", f"language_name: Sprache {locale}")
    for key, value in changes.items():
        text, replaced = re.subn(rf"(?m)^{key}:.*$", f"{key}: {value}", text)
        assert replaced == 1
    return text


def fill_german(project: Project, config: str, checklist: str = "") -> Project:
    """A site in German, a language that Bilan has no words for."""
    project.fill("[{locale: de}]", config)
    project.write("checklists/demo.yml", checklist or in_locales(CHECKLIST, "de"))
    project.write("docs/de/index.md", "# Startseite\n")
    return project
