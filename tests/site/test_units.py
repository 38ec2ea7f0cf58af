# The plural forms of units: the page carries them, for scripts to choose from, and shows the one that stands for any number.

from __future__ import annotations

import json

import pytest

from tests.site.building import build_well
from tests.site.conftest import NewProject
from tests.site.reading import Element, read_page
from tests.support.project import CHECKLIST, CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-units")

_ITEMS = """\
      - id: hours
        kind: number
        min: 0
        max: 9
        text: {fr: "Heures ?", en: "Hours?"}
        unit: {fr: {one: "<heure>", many: "d’heures", other: "heures & plus"}, en: {other: "hours", one: "hour"}}
      - {id: way, kind: number, min: 0, max: 9, text: {fr: "Distance ?", en: "Distance?"}, unit: {fr: "km", en: {other: "km"}}}
      - {id: nights, kind: number, min: 0, max: 9, text: {fr: "Nuits ?", en: "Nights?"}, unit: {fr: {one: "nuit", other: "nuits"}}}
      - {id: bare, kind: number, min: 0, max: 9, text: {fr: "Combien ?", en: "How many?"}}
bands:
"""


@pytest.fixture(scope="module")
def built(new_project: NewProject) -> Project:
    project = new_project().fill(config=CONFIG + "      translations:\n        missing: banner\n")
    project.write("checklists/demo.yml", CHECKLIST.replace("bands:\n", _ITEMS))
    return build_well(project)


def unit(project: Project, prefix: str, item: str) -> Element:
    return read_page(project.folder / "site" / prefix / "checklists" / "demo" / "index.html").one("span", id=f"demo.{item}.unit")


def test_the_page_carries_the_forms_of_its_language(built: Project) -> None:
    french = unit(built, "", "hours")
    assert french.text == "heures & plus"
    assert json.loads(french.attributes["data-forms"] or "") == {"one": "<heure>", "many": "d’heures", "other": "heures & plus"}
    english = unit(built, "en", "hours")
    assert english.text == "hours"
    assert english.attributes["data-forms"] == '{"one":"hour","other":"hours"}'


def test_a_unit_that_never_changes_carries_none(built: Project) -> None:
    assert unit(built, "", "way").text == "km"
    assert "data-forms" not in unit(built, "", "way").attributes


def test_the_forms_of_another_language_are_not_chosen_from(built: Project) -> None:
    borrowed = unit(built, "en", "nights")
    assert borrowed.text == "nuits"
    assert borrowed.one("span", lang="fr").text == "nuits"
    assert "data-forms" not in borrowed.attributes
