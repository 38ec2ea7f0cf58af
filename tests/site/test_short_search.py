# The search reads a page without what it would leave out: what it finds must be the same, and nobody else may meet anything but the page.

from __future__ import annotations

import hashlib
import re
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from bilan.site.search import UNREAD, shorten_search, shortened, without_marks
from material.plugins.search.plugin import Parser

from tests.site.building import build_well
from tests.site.conftest import NewProject
from tests.site.reading import read_html
from tests.site.samples import SECOND
from tests.support.project import CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-search")

# `|` stands for the mark.
MARKED = {
    "an element": '<h2 id="a">A</h2><p>x</p>\n|<div class="o" data-search-exclude>\n<label><b>no</b></label></div>|\n<p>y</p>',
    "several": '<h2 id="a">A</h2>|<p data-search-exclude>no</p>| b |<span data-search-exclude hidden>no</span>|\n<p>c</p>',
    "text that touches it": '<h2 id="a">A</h2><p>x|<b data-search-exclude>no</b>|y \n|<b data-search-exclude>no</b>|\n z</p>',
    "the same twice": '<h2 id="a">A</h2>|<p data-search-exclude>no</p>|<p>x</p>|<p data-search-exclude>no</p>|<p>y</p>',
    "at the very start": "|<p data-search-exclude>no</p>|<p>y</p>",
    "at the very end": "<p>y</p>|<p data-search-exclude>no</p>|",
}

# Another plugin, between the renderer and the search and after both.
HOOKS = """\
from mkdocs.plugins import event_priority
seen = {}
@event_priority(-75)
def on_env(env, config, files):
    seen.update({file.src_uri: file.page.content for file in files.documentation_pages()})
@event_priority(100)
def on_page_context(context, page, config, nav):
    assert page.content == seen[page.file.src_uri]
"""


@dataclass
class Index:
    """Remembers what it was given to read, and may fail over it."""

    read: list[str] = field(default_factory=list)
    fails: bool = False

    def add_entry_from_context(self, page: SimpleNamespace) -> None:
        """As MkDocs' own."""
        self.read.append(page.content)
        if self.fails:
            raise ValueError("unreadable")


@pytest.mark.parametrize("html", MARKED.values(), ids=MARKED.keys())
def test_what_is_left_out_makes_no_difference_to_the_search(html: str) -> None:
    whole, parts = without_marks(html.replace("|", UNREAD))
    assert whole == html.replace("|", "")
    short = shortened(whole, parts)
    assert "no<" not in short
    assert _found(short) == _found(whole)


def test_marks_that_are_no_pairs_leave_nothing_out() -> None:
    assert without_marks(f"a{UNREAD}b{UNREAD}c{UNREAD}d") == ("abcd", [])


def test_a_part_that_was_changed_stays() -> None:
    assert shortened("<a>1</a><b>2</b><c>3</c>", ["<a>1</a>", "<b>0</b>", "<c>3</c>"]) == "<br><b>2</b><br>"


@pytest.mark.parametrize("fails", [False, True])
def test_the_search_alone_meets_the_short_page(fails: bool) -> None:
    index = Index(fails=fails)
    plugin = SimpleNamespace(search_index=index)
    shorten_search([SimpleNamespace(), plugin], {"a.md": ["<i>no</i>"]})
    page = SimpleNamespace(content="x<i>no</i>", file=SimpleNamespace(src_uri="a.md"))
    other = SimpleNamespace(content="x<i>no</i>", file=SimpleNamespace(src_uri="b.md"))
    for read in (page, other):
        with pytest.raises(ValueError, match="unreadable") if fails else nullcontext():
            plugin.search_index.add_entry_from_context(read)
    assert index.read == ["x<br>", "x<i>no</i>"]
    assert page.content == other.content == "x<i>no</i>"


def _project(new_project: NewProject) -> Project:
    project = new_project().fill(config=CONFIG + "hooks: [hooks.py]\n")
    project.write("checklists/second.yml", SECOND)
    project.write("hooks.py", HOOKS)
    return project


def test_no_other_plugin_meets_anything_but_the_page(new_project: NewProject) -> None:
    page = build_well(_project(new_project)).page("checklists/second/index.html")
    assert UNREAD not in page
    assert len(read_html(page).all("div", class_="bilan-item__foot")) == 3


def test_a_site_is_the_same_without_shortcuts(new_project: NewProject, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for plain in ("", "1"):
        monkeypatch.setenv("BILAN_PLAIN", plain)
        folder = build_well(_project(new_project)).folder / "site"
        found.append({path.relative_to(folder).as_posix(): _digest(path) for path in folder.rglob("*") if path.is_file()})
    # Python's files, and the names of folders that follow from them, are looked at where they are made (test_runtime.py).
    first, second = ({name: digest for name, digest in site.items() if "/bilan/" not in name and name != "bilan-sw.js"} for site in found)
    assert "search/search_index.json" in first
    assert first == second


def _digest(path: Path) -> str:
    content = path.read_bytes()
    # An archive tells when it was made.
    readable = b"" if path.suffix == ".gz" else re.sub(rb"assets/bilan/[0-9a-f]{12}/", b"", content)
    return hashlib.sha256(readable).hexdigest()


def _found(html: str) -> list[tuple[str | None, str, str]]:
    """What Material's search finds: the id, title and text of each section."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [(section.id, "".join(section.title), "".join(section.text)) for section in parser.data if not section.is_excluded()]
