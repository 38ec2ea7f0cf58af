# The JSON Schema for editors: valid itself, and of one mind with the checks as far as a schema can be.

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from bilan.authoring import checklist_schema, read_library, scaffold
from bilan.authoring.format.checklist import CHECKLIST
from jsonschema import Draft202012Validator

from tests.authoring.test_cases import CASES, Case
from tests.support.cases import FOLDER as GOLDEN
from tests.support.project import CHECKLIST as GOOD
from tests.support.project import ROOT

SHIPPED = sorted(path for path in (ROOT / "checklists").glob("[!_.]*.y*ml"))


class CoreLoader(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: `no`, `on` and dates are texts."""


CoreLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def faults(text: str) -> list[str]:
    """What an editor with the schema would underline."""
    value: Any = yaml.load(text, Loader=CoreLoader)
    return [error.message for error in Draft202012Validator(checklist_schema()).iter_errors(value)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(checklist_schema())


def test_every_field_is_explained() -> None:
    def explained(schema: Any) -> None:
        for name, field in schema.get("properties", {}).items():
            assert name == "kind" or field["description"].endswith("."), name
        for inner in [
            *schema.get("properties", {}).values(),
            *schema.get("oneOf", ()),
            schema.get("items"),
            schema.get("additionalProperties"),
        ]:
            if isinstance(inner, dict):
                explained(inner)

    explained(checklist_schema())
    assert set(checklist_schema()["properties"]) == set(CHECKLIST.fields)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_checklist_is_accepted(path: Path) -> None:
    assert faults(path.read_text("utf-8")) == []


def test_there_are_shipped_checklists() -> None:
    assert len(SHIPPED) >= 3


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.yml")), ids=lambda path: path.stem)
def test_every_golden_checklist_is_accepted(path: Path) -> None:
    assert faults(yaml.safe_load(path.read_text("utf-8"))["checklist"]) == []


@pytest.mark.parametrize("locales", [("fr",), ("fr", "en"), ("pt-BR", "en", "no")])
def test_a_new_checklist_is_accepted(locales: tuple[str, ...]) -> None:
    assert faults(scaffold("demo", locales)) == []


# Faults that lie within one value; what belongs together, or to the file, is beyond a schema.
WITHIN = (
    "address",
    "empty-texts",
    "ids",
    "lengths",
    "missing-fields",
    "no-sections",
    "not-text",
    "numbers",
    "plurals",
    "plurals-plain",
    "unknown-fields",
    "words",
    "wrong-forms",
)


@pytest.mark.parametrize("case", [case for case in CASES if case.name in WITHIN], ids=lambda case: case.name)
def test_what_the_checks_refuse_the_schema_refuses(case: Case) -> None:
    assert faults(case.file)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("id: demo", "id: Demo"),
        ("id: demo", "id: [demo]"),
        ("version: 1", "version: 0"),
        ("version: 1", "version: 1.5"),
        ("version: 1", "version: one"),
        ("kind: choice", "kind: chioce"),
        ("kind: check", "kind: scale"),
        ("points: 2", "points: -1001"),
        ("points: 2", "points: 1001"),
        ("points: 2", 'points: "3,5"'),
        ("points: 2", "points: .inf"),
        ("from: 50", "from: 101"),
        ('title: {fr: "Partie", en: "Part"}', "title: {}"),
        ('title: {fr: "Partie", en: "Part"}', "title: 12"),
        ('title: {fr: "Partie", en: "Part"}', 'title: {french: "Partie"}'),
        ("sections:", "parts:"),
        ("kind: check", "kind: check\n        optional: yes"),
        ("kind: check", "kind: check\n        weight: 0"),
        ("kind: check", "kind: check\n        allow: [maybe]"),
        ("kind: check", "kind: check\n        colour: blue"),
    ],
)
def test_a_single_fault_is_refused_by_both(right: str, wrong: str, tmp_path: Path) -> None:
    text = GOOD.replace(right, wrong, 1)
    assert text != GOOD
    (tmp_path / "demo.yml").write_text(text, "utf-8")
    assert read_library([tmp_path]).errors
    assert faults(text)


def test_the_good_file_is_accepted() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    "unit",
    [
        "km",
        '{fr: "km", en: "km"}',
        '{other: "heures"}',
        '{one: "heure", many: "d’heures", other: "heures"}',
        '{fr: {one: "heure", other: "heures"}, en: "h"}',
    ],
)
def test_a_unit_is_a_text_or_its_plural_forms_in_each_language(unit: str) -> None:
    assert faults(GOOD.replace("kind: check", f"kind: number\n        min: 0\n        max: 9\n        unit: {unit}", 1)) == []


@pytest.mark.parametrize("unit", ['{one: "heure"}', '{fr: {one: "heure"}}', '{fr: "heures", other: "heures"}', '{fr: {fr: "heures"}}'])
def test_plural_forms_without_other_or_among_languages_are_refused(unit: str) -> None:
    assert faults(GOOD.replace("kind: check", f"kind: number\n        min: 0\n        max: 9\n        unit: {unit}", 1))
