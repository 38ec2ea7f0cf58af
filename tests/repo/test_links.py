# Links between the pages for authors and contributors: each leads to a file, and to a heading that it has.

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.project import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\(([^)\s#]*)(?:#([^)\s]+))?\)")


def _prose(page: Path) -> str:
    """The text without its blocks of code, in which `#` begins a comment."""
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def _headings(page: Path) -> Iterator[str]:
    for heading in re.findall(r"^#{1,6} (.+)$", _prose(page), re.MULTILINE):
        yield re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)


def slug(heading: str) -> str:
    """The anchor of a heading by the rule of GitHub: letters, digits and hyphens, each space a hyphen."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def slug_of_markdown(heading: str) -> str:
    """The same by the rule of Python-Markdown, which joins spaces and hyphens that follow one another."""
    return re.sub(r"[-\s]+", "-", slug(heading).strip("-"))


def _broken(page: Path) -> Iterator[str]:
    for path, anchor in LINK.findall(_prose(page)):
        if re.match(r"[a-z]+:", path):
            continue
        target = page.parent / path if path else page
        if not target.exists():
            yield f"{path}: no such file"
        elif anchor and anchor not in {slug(heading) for heading in _headings(target)}:
            yield f"{path}#{anchor}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    assert list(_broken(page)) == []


# The versions of the changelog share their headings, as Keep a Changelog has it.
@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=lambda page: page.name)
def test_every_heading_has_one_anchor_of_its_own(page: Path) -> None:
    """A second heading of a name gets a number, and a link to it leads elsewhere once the first one goes."""
    headings = list(_headings(page))
    assert [heading for heading in headings if slug(heading) != slug_of_markdown(heading)] == []
    slugs = [slug(heading) for heading in headings]
    assert [anchor for anchor in slugs if slugs.count(anchor) > 1] == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A page\n\n## One `field`: what it holds\n\n```sh\n# Comment\n```\n", "utf-8")
    (tmp_path / "b.md").write_text("[1](a.md#one-field-what-it-holds) [2](a.md#comment) [3](c.md) [4](#b) [5](https://x.org/#b)\n", "utf-8")
    assert list(_broken(tmp_path / "b.md")) == ["a.md#comment: no such heading", "c.md: no such file", "#b: no such heading"]
