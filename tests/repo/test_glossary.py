# Glossary: sorted, each term once and used elsewhere, and its French words are those of the interface.

from __future__ import annotations

import re
from pathlib import Path

from tests.support.project import ROOT

PAGE = ROOT / "docs" / "glossary.md"
PARTS = [part.partition("\n") for part in re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]]
TERMS = [term for term, _, _ in PARTS]
ENTRIES = {term: entry for term, _, entry in PARTS}


def _words(text: str) -> str:
    """A text as its words alone: `weighted-mean`, `weighted_mean` and two words on two lines of a comment are the same."""
    return " ".join(re.findall(r"[a-z’']+", text.lower().replace("_", " ")))


def _elsewhere() -> str:
    pages: list[Path] = [page for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")) if page != PAGE]
    sources = [path for ending in ("py", "js") for path in (ROOT / "plugins").rglob(f"*.{ending}")]
    return _words("\n".join(path.read_text("utf-8") for path in (*pages, *sources)))


def _french(text: str) -> str:
    return " ".join(text.lower().split())


def test_the_terms_are_sorted_and_each_stands_once() -> None:
    assert sorted(set(TERMS), key=str.lower) == TERMS


def test_each_entry_says_where_its_term_is_defined() -> None:
    assert [term for term, entry in ENTRIES.items() if not re.search(r"Defined in\s+\[", entry)] == []


def test_each_term_is_used_elsewhere() -> None:
    used = _elsewhere()
    assert [term for term in TERMS if not re.search(rf"\b{re.escape(_words(term))}", used)] == []


def test_french_words_are_those_of_the_interface() -> None:
    interface = _french((ROOT / "plugins" / "bilan" / "locales" / "fr.yml").read_text("utf-8"))
    words = [_french(word) for entry in ENTRIES.values() for word in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", entry)]
    assert len(words) > 20
    assert [word for word in words if word not in interface] == []
