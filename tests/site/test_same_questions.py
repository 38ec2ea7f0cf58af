# The languages of the reference site ask the same: the same items in the same order, the same values, the same compiled checklist.

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.site.reading import Element, read_page
from tests.support.project import ROOT

IDS = sorted(path.stem for path in (ROOT / "checklists").glob("[!_.]*.yml"))
CONTROLS = ("input", "textarea", "select", "button")
# What a reader or a screen reader is told in the page's language.
SPOKEN = {"aria-label", "placeholder", "title", "lang", "alt", "data-forms"}


def neutral(element: Element) -> tuple[str, dict[str, str]]:
    """An element as no language shows in it."""
    return element.tag, {name: value for name, value in element.attributes.items() if name not in SPOKEN}


def checklist_of(site: Path, prefix: str, checklist: str) -> Element:
    return read_page(site / prefix / "checklists" / checklist / "index.html").one("bilan-checklist")


@pytest.mark.parametrize("checklist", IDS)
def test_both_languages_score_the_same_compiled_checklist(site: Path, checklist: str) -> None:
    addresses = {
        urljoin(f"/{prefix}checklists/{checklist}/", checklist_of(site, prefix, checklist).attributes["src"]) for prefix in ("", "en/")
    }
    assert len(addresses) == 1
    assert (site / addresses.pop().lstrip("/")).is_file()
    versions = {checklist_of(site, prefix, checklist).attributes["version"] for prefix in ("", "en/")}
    assert len(versions) == 1


@pytest.mark.parametrize("checklist", IDS)
def test_both_languages_ask_the_same_items(site: Path, checklist: str) -> None:
    french, english = ([neutral(e) for e in checklist_of(site, prefix, checklist).all("fieldset")] for prefix in ("", "en/"))
    assert len(french) >= 5
    assert french == english


@pytest.mark.parametrize("checklist", IDS)
def test_both_languages_take_the_same_answers(site: Path, checklist: str) -> None:
    french, english = (
        [neutral(e) for e in checklist_of(site, prefix, checklist) if e.tag in CONTROLS and e.attributes.get("data-bilan") is None]
        for prefix in ("", "en/")
    )
    assert len(french) >= 10
    assert french == english


@pytest.mark.parametrize("checklist", IDS)
def test_both_languages_have_the_same_skeleton(site: Path, checklist: str) -> None:
    """Every element with all that scripts and styles find it by; only words differ."""
    french, english = ([neutral(e) for e in checklist_of(site, prefix, checklist)] for prefix in ("", "en/"))
    for element in (french[0], english[0]):
        element[1].pop("strings", None)
    assert french == english
