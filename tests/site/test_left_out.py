# The search reads a page without what it would leave out: what it finds must be the same, and the page must be whole again after.

from __future__ import annotations

import pytest
from bilan.site.left_out import put_back, take_out
from material.plugins.search.plugin import Parser

from tests.site.building import build_well
from tests.site.conftest import NewProject
from tests.site.samples import SECOND

pytestmark = pytest.mark.xdist_group("site-search")

TAKEN = {
    "an element": '<h2 id="a">A</h2><p>x</p>\n<div class="o" data-search-exclude>\n<label><b>no</b></label></div>\n<p>y</p>',
    "several": '<h2 id="a">A</h2><p data-search-exclude>no</p> b <span data-search-exclude hidden>no</span>\n<p>c</p>',
    "text that touches it": '<h2 id="a">A</h2><p>x<small data-search-exclude>no</small>y \n<small data-search-exclude>no</small>\n z</p>',
    "one inside another": '<h2 id="a">A</h2><section data-search-exclude><p data-search-exclude>no</p><p>no</p></section><p>y</p>',
    "with a value": '<h2 id="a">A</h2><p data-search-exclude="">no</p><p>y</p>',
    "at the very start": "<p data-search-exclude>no</p><p>y</p>",
}
LEFT = {
    "one of its own name inside": '<h2 id="a">A</h2><div data-search-exclude><div>no</div></div><p>y</p>',
    "the words in a text": '<h2 id="a">A</h2><p>Write data-search-exclude to leave it out.</p>',
    "a longer name": '<h2 id="a">A</h2><p data-search-excluded>y</p>',
    "never closed": '<h2 id="a">A</h2><p data-search-exclude>no',
    "nothing": "<p>y</p>",
}


@pytest.mark.parametrize("html", TAKEN.values(), ids=TAKEN.keys())
def test_what_is_taken_out_makes_no_difference_to_the_search(html: str) -> None:
    short, parts = take_out(html)
    assert parts
    assert "no<" not in short
    assert _found(short) == _found(html)
    assert put_back(short, parts) == html


@pytest.mark.parametrize("html", LEFT.values(), ids=LEFT.keys())
def test_what_cannot_be_told_apart_stays(html: str) -> None:
    assert take_out(html) == (html, [])


def test_a_built_page_is_whole_and_its_search_has_all_its_texts(new_project: NewProject) -> None:
    project = new_project().fill()
    project.write("checklists/second.yml", SECOND)
    page = build_well(project).page("checklists/second/index.html")
    assert "left-out" not in page
    short, parts = take_out(page)
    assert len(parts) > 5
    assert _found(short) == _found(page)
    assert put_back(short, parts) == page


def _found(html: str) -> list[tuple[str | None, str, str]]:
    """What Material's search finds: the id, title and text of each section."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [(section.id, "".join(section.title), "".join(section.text)) for section in parser.data if not section.is_excluded()]
