# The generated parts of the documentation are current, there is one for everything that they are made of, and links lead to headings.

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from bilan.authoring.diagnostics import register
from bilan.cli import main
from bilan.site import config
from mkdocs.config.base import Config

from scripts.generate_docs import MARKED, generated, pages, records
from tests.support.project import ROOT

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\(((?:[\w-]+\.md)?(?:#[\w-]+)?)\)")


def parts(kind: str) -> set[str]:
    """The names of the parts of a kind, on all pages."""
    found = [match[1].partition(" ") for path in pages() for match in MARKED.finditer(path.read_text("utf-8"))]
    return {name for of_kind, _, name in found if of_kind == kind}


def commands(command: click.Command, name: str = "") -> Iterator[str]:
    """The names of a command and of those within it."""
    if name:
        yield name
    for word, inner in command.commands.items() if isinstance(command, click.Group) else ():
        yield from commands(inner, f"{name} {word}".strip())


def anchors(page: str) -> set[str]:
    """The addresses of the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", page, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_what_is_generated_is_current(path: Path) -> None:
    assert path.read_text("utf-8") == generated(path), f"{path.relative_to(ROOT)} is not current. Run: python scripts/generate_docs.py"


def test_every_command_is_on_the_page_of_commands() -> None:
    assert parts("cli") == set(commands(main))


def test_every_command_and_option_tells_what_it_is_for() -> None:
    for name in commands(main):
        command: click.Command = main
        for word in name.split():
            assert isinstance(command, click.Group)
            command = command.commands[word]
        assert command.help, name
        assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == [], name


def test_every_option_of_the_plugin_is_on_the_page_of_options() -> None:
    classes = {
        name for name, value in vars(config).items() if isinstance(value, type) and issubclass(value, Config) and value is not Config
    }
    assert parts("options") == classes


def test_every_record_of_the_format_has_its_fields_listed() -> None:
    assert parts("fields") == set(records())


def test_every_code_is_on_the_page_of_diagnostics() -> None:
    headings = re.findall(r"^### ([YFRMTPA][0-9]{3})$", (DOCS / "diagnostics.md").read_text("utf-8"), re.MULTILINE)
    assert headings == list(register.codes())


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_a_link_leads_to_a_heading(path: Path) -> None:
    for link in LINK.findall(path.read_text("utf-8")):
        name, _, anchor = link.partition("#")
        other = path.with_name(name) if name else path
        assert other.is_file(), link
        assert not anchor or anchor in anchors(other.read_text("utf-8")), link
