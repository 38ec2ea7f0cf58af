# The contract of the page: the declarations of what scripts need, docs/contract.md and the templates say the same.

from __future__ import annotations

import re

import pytest
from bilan.site.scripts import read_scripts

from scripts.page_parts import Part, declared_parts
from tests.repo.test_layers import without_comments
from tests.support.project import ROOT

TEMPLATES = ROOT / "plugins" / "bilan" / "templates"
CONTRACT = ROOT / "docs" / "contract.md"
PARTS = declared_parts()
SCRIPTS = {path: without_comments(source) for path, source in read_scripts().items() if path.startswith("page/")}
EARLY = "".join(path.read_text("utf-8") for path in (TEMPLATES / "bilan").glob("*.js"))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_is_in_its_template_and_is_asked_for(part: Part) -> None:
    template = (TEMPLATES / part.template).read_text("utf-8")
    # A question's guidance is named by its field.
    written = template.replace('data-bilan="{{ part }}"', 'data-bilan="action"')
    for attribute, value in re.findall(r'\[([\w-]+)(?:\$?="([^"…]*)")?', part.selector):
        assert (f'{attribute}="{value}"' if value and attribute != "id" else attribute) in written
    classes = {name for text in re.findall(r'class="([^"]*)', template) for name in re.findall(r"[\w-]+", text)}
    assert set(re.findall(r"\.([\w-]+)(?![^\[]*\])", part.selector)) <= classes
    assert not part.is_optional or "; " in part.purpose
    asked = [path for path, code in SCRIPTS.items() if not path.startswith("page/template/") and f'"{part.name}"' in code]
    assert asked or f'data-bilan="{part.name}"' in EARLY


def test_every_name_in_the_templates_is_declared() -> None:
    named = {name for path in TEMPLATES.rglob("*.html") for name in re.findall(r'data-bilan="([\w-]+)"', path.read_text("utf-8"))}
    used = {name for part in PARTS for name in re.findall(r'data-bilan="([\w-]+)"', part.selector)}
    assert named - used == set()
    # A question's guidance is named by its field, of which scripts take one.
    assert used - named == {"action"}


@pytest.mark.parametrize("path", [path for path in SCRIPTS if not path.startswith("page/template/")])
def test_no_script_looks_for_a_part_by_itself(path: str) -> None:
    # What scripts set themselves, they may look for; the element; and the places of the language switch, which are headings and questions.
    code = re.sub(r"\[data-(?:away|whole|opens)\b|fieldset\[data-item\]", "", SCRIPTS[path])
    assert re.findall(r"\[data-[\w-]+|[\"'` ,(]\.bilan-[\w-]+", code) == []


def test_every_attribute_of_ours_is_in_the_contract() -> None:
    code = "".join([*SCRIPTS.values(), EARLY])
    names = {re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name) for name in re.findall(r"dataset\.(\w+)", code)}
    names |= set(re.findall(r"data-([a-z]+(?:-[a-z]+)*)", code))
    names |= set(re.findall(r'"(\w+)" in \w+\.dataset', code))
    contract = CONTRACT.read_text("utf-8")
    assert {name for name in names if f"data-{name}" not in contract} == set()
