# The Markdown block puts a checklist, or one of its sections, into any page; a block that can't be read is an error, never text.

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site.building import build_refused, build_well
from tests.site.conftest import NewProject
from tests.site.reading import Element, read_page
from tests.site.samples import CONTAINERS, TWO_SECTIONS
from tests.support.project import CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-block")

WHOLE = "/// checklist | demo\n///\n"
ONE_SECTION = "/// checklist | demo\n    section: other\n///\n"

PAGES = {
    "whole": f"# Page\n\nBefore.\n\n{WHOLE}\nAfter.\n",
    "section": f"# Page\n\n{ONE_SECTION}",
    "both-sections": f"# Page\n\n## First half\n\n/// checklist | demo\n    section: only\n///\n\n## Second half\n\n{ONE_SECTION}",
    "two-checklists": f"# Page\n\n{WHOLE}\n/// checklist | twin\n///\n",
    "level": "# Page\n\n/// checklist | demo\n    level: 2\n///\n\n## Over\n\n/// checklist | twin\n    level: 5\n///\n",
    "list": f"# Page\n\n1.  One.\n\n2.  Two.\n\n    {WHOLE.replace(chr(10), chr(10) + '    ')}\n\n3.  Three.\n",
    "admonition": "# Page\n\n!!! note\n\n    Inside.\n\n    /// checklist | demo\n        section: other\n    ///\n\nOutside.\n",
    "tab": '# Page\n\n=== "Tab"\n\n    /// checklist | demo\n    ///\n',
    "details": "# Page\n\n??? note\n\n    /// checklist | demo\n    ///\n",
    "deep/er/page": f"# Page\n\n{WHOLE}",
    "index-of-all": "# Page\n\n/// checklist | *\n///\n",
    "front-matter": f"---\ntitle: Mine\ndescription: My own.\n---\n\n{WHOLE}",
    "shown-as-code": (
        "# Page\n\n```\n/// checklist | nowhere\n    sektion: x\n///\n```\n\n"
        "Write `/// checklist | nowhere` on a line.\n\n    /// checklist | nowhere\n    ///\n"
    ),
    "after-text": f"# Page\n\nBefore.\n{WHOLE}After.\n",
    "crlf": f"# Page\n\n{WHOLE}".replace("\n", "\r\n"),
}


@pytest.fixture(scope="module")
def site(new_project: NewProject) -> Path:
    project = new_project().fill(config=CONFIG + CONTAINERS)
    project.write("checklists/demo.yml", TWO_SECTIONS)
    project.write("checklists/twin.yml", TWO_SECTIONS.replace("id: demo", "id: twin").replace("Démonstration", "Jumelle"))
    for name, text in PAGES.items():
        project.write(f"docs/fr/{name}.md", text)
        project.write(f"docs/en/{name}.md", text)
    return build_well(project).folder / "site"


def _page(site: Path, name: str, locale: str = "fr") -> Element:
    return read_page(site / ("" if locale == "fr" else locale) / name / "index.html")


def _article(site: Path, name: str, locale: str = "fr") -> Element:
    return _page(site, name, locale).one("article")


def _contents(page: Element) -> list[tuple[str, str]]:
    toc = page.one("div", data_md_type="toc")
    return [(a.attributes["href"], a.text) for a in toc.all("a")]


def _items(element: Element) -> list[str]:
    return [e.attributes["data-item"] for e in element.all("fieldset")]


def test_a_whole_checklist_has_all_its_sections(site: Path) -> None:
    element = _article(site, "whole").one("bilan-checklist")
    assert element.attributes["checklist"] == "demo"
    assert "section" not in element.attributes
    assert _items(element) == ["first", "second", "third"]
    assert [(e.attributes["id"], e.text) for e in element.all("h3") if "id" in e.attributes] == [
        ("demo.only", "Partie"),
        ("demo.other", "Suite"),
    ]


def test_what_stands_around_the_block_stays(site: Path) -> None:
    children = [c for c in _article(site, "whole").children if isinstance(c, Element)]
    tags = [(c.tag, c.text) for c in children if c.tag in ("h1", "p", "bilan-checklist")]
    assert [tag for tag, _ in tags] == ["h1", "p", "bilan-checklist", "p"]
    assert [text for tag, text in tags if tag == "p"] == ["Before.", "After."]


def test_an_embedded_checklist_repeats_neither_title_nor_summary(site: Path) -> None:
    article = _article(site, "whole")
    assert [e.text for e in article.all("h1")] == ["Page"]
    assert article.all("p", class_="bilan-summary") == []


def test_one_section_alone(site: Path) -> None:
    element = _article(site, "section").one("bilan-checklist")
    assert element.attributes["section"] == "other"
    assert _items(element) == ["third"]
    assert element.all(id="demo.only") == []


def test_one_section_leads_to_the_whole_checklist(site: Path) -> None:
    page = site / "section/index.html"
    link = next(a for a in read_page(page).one("bilan-checklist").all("a") if a.text == "Ouvrir le questionnaire entier")
    assert (page.parent / link.attributes["href"] / "index.html").resolve() == site / "checklists/demo/index.html"


def test_a_section_speaks_the_language_of_its_page(site: Path) -> None:
    assert _article(site, "section").one("h3", id="demo.other").text == "Suite"
    assert _article(site, "section", "en").one("h3", id="demo.other").text == "Sequel"


def test_an_item_has_the_same_number_wherever_it_is_shown(site: Path) -> None:
    for name in ("section", "whole"):
        item = _article(site, name).one("fieldset", id="demo.third")
        assert item.one("span", class_="bilan-item__number").text == "3"


def test_several_blocks_on_one_page(site: Path) -> None:
    elements = _article(site, "both-sections").all("bilan-checklist")
    assert [e.attributes.get("section") for e in elements] == ["only", "other"]
    assert [_items(e) for e in elements] == [["first", "second"], ["third"]]
    assert [e.attributes["checklist"] for e in _article(site, "two-checklists").all("bilan-checklist")] == ["demo", "twin"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("locale", ["fr", "en"])
def test_no_id_stands_twice_on_a_page(site: Path, name: str, locale: str) -> None:
    ids = [e.attributes["id"] for e in _page(site, name, locale) if "id" in e.attributes]
    assert sorted(i for i in set(ids) if ids.count(i) > 1) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_reference_by_id_is_answered_on_the_page(site: Path, name: str) -> None:
    page = _page(site, name)
    ids = {e.attributes["id"] for e in page if "id" in e.attributes}
    wanted = {i for e in page for a in ("aria-describedby", "aria-labelledby", "for") for i in e.attributes.get(a, "").split()}
    assert wanted - ids == set()


def test_headings_are_in_the_table_of_contents(site: Path) -> None:
    assert _contents(_page(site, "whole")) == [("#demo.only", "Partie"), ("#demo.other", "Suite")]
    assert _contents(_page(site, "both-sections", "en")) == [
        ("#first-half", "First half"),
        ("#demo.only", "Part"),
        ("#second-half", "Second half"),
        ("#demo.other", "Sequel"),
    ]


def test_the_level_of_the_headings_can_be_chosen(site: Path) -> None:
    article = _article(site, "level")
    assert [
        (e.tag, e.attributes["id"]) for e in article if e.tag[0] == "h" and e.attributes.get("id", "").endswith((".only", ".other"))
    ] == [
        ("h2", "demo.only"),
        ("h2", "demo.other"),
        ("h5", "twin.only"),
        ("h5", "twin.other"),
    ]


@pytest.mark.parametrize(
    ("name", "container"),
    [
        ("list", ("li", {})),
        ("admonition", ("div", {"class_": "admonition"})),
        ("tab", ("div", {"class_": "tabbed-block"})),
        ("details", ("details", {"class_": "note"})),
    ],
)
def test_a_block_inside_another(site: Path, name: str, container: tuple[str, dict[str, str]]) -> None:
    tag, attributes = container
    article = _article(site, name)
    holders = [e for e in article.all(tag, **attributes) if e.all("bilan-checklist")]
    assert len(holders) == 1
    assert holders[0].one("fieldset", id="demo.third").one("textarea").attributes["name"] == "demo.third"
    assert "///" not in article.text


def test_what_follows_a_list_or_an_admonition_is_outside(site: Path) -> None:
    assert [e.text for e in _article(site, "list").all("ol")[0].children if isinstance(e, Element)][2] == "Three."
    admonition = _article(site, "admonition").one("div", class_="admonition")
    assert "Inside." in admonition.text
    assert "Outside." not in admonition.text


def test_the_data_are_found_from_any_depth(site: Path) -> None:
    for name in ("whole", "deep/er/page"):
        for prefix in ("", "en/"):
            page = site / prefix / name / "index.html"
            address = read_page(page).one("bilan-checklist").attributes["src"]
            assert json.loads((page.parent / address).read_bytes())["id"] == "demo"


def test_the_list_of_all_checklists_can_be_embedded(site: Path) -> None:
    entries = _article(site, "index-of-all").one("ul", class_="bilan-index").all("a")
    assert [(a.attributes["href"], a.text) for a in entries] == [
        ("../checklists/demo/", "Démonstration"),
        ("../checklists/twin/", "Jumelle"),
    ]


def test_a_page_with_a_block_keeps_its_own_title(site: Path) -> None:
    page = _page(site, "front-matter")
    assert page.one("title").text == "Mine - Test"
    assert page.one("meta", name="description").attributes["content"] == "My own."


def test_a_block_that_is_shown_as_code_stays_code(site: Path) -> None:
    article = _article(site, "shown-as-code")
    assert article.all("bilan-checklist") == []
    assert article.text.count("/// checklist | nowhere") == 3


def test_a_block_needs_no_empty_lines_around_it(site: Path) -> None:
    article = _article(site, "after-text")
    assert _items(article.one("bilan-checklist")) == ["first", "second", "third"]
    assert "Before." in article.text
    assert "After." in article.text
    assert "///" not in article.text


def test_line_ends_of_windows_do_no_harm(site: Path) -> None:
    assert _items(_article(site, "crlf")) == ["first", "second", "third"]


def test_search_finds_embedded_questions_on_the_page(site: Path) -> None:
    entries = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    found = {e["location"]: (e["title"], e["text"]) for e in entries}
    assert found["section/#demo.other"][0] == "Suite"
    assert "Une note" in found["section/#demo.other"][1]


@pytest.mark.parametrize("name", ["result", "loading", "reset"])
def test_an_id_of_an_author_never_meets_one_of_ours(project: Project, name: str) -> None:
    text = TWO_SECTIONS.replace("id: only", f"id: {name}").replace("id: second", "id: other-item")
    project.fill().write("checklists/demo.yml", text)
    project.write("checklists/twin.yml", TWO_SECTIONS.replace("id: demo", "id: twin").replace("id: second", f"id: {name}"))
    done = project.build("--strict")
    # An error that names the id would do as well.
    if done.returncode:
        assert name in build_refused(project)
        return
    for checklist in ("demo", "twin"):
        page = read_page(project.folder / f"site/checklists/{checklist}/index.html")
        ids = [e.attributes["id"] for e in page if "id" in e.attributes]
        assert sorted({i for i in ids if ids.count(i) > 1}) == []
