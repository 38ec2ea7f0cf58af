# Whatever an author writes into a checklist comes out as the text that it is, wherever it is shown, with any Markdown extension on.

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest

from tests.site.conftest import NewProject
from tests.site.reading import Element, read_html, read_page
from tests.support.project import CONFIG

pytestmark = pytest.mark.xdist_group("site-hostile-texts")

EXTENSIONS = """\
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - smarty
  - toc: {{permalink: true}}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.superfences
  - pymdownx.tilde
  - pymdownx.caret
  - pymdownx.mark
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.smartsymbols
  - pymdownx.emoji
"""

HOSTILE = {
    "script": "<script>alert(1)</script> fin",
    "end-of-head": "</title></head><body onload=alert(1)>",
    "attributes": "\"><img src=x onerror=alert(1)> ' onclick='alert(1)",
    "ampersand": "R&D &amp; &lt;b&gt; &#x27;",
    "jinja": "{{ config.site_name }} {% raw %} {# rien #}",
    "markdown": "**gras** _ital_ `code` [lien](javascript:alert(1)) ![i](x) # titre [^1] ==m== ~~s~~ :smile: (c) --> ++ctrl++",
    "attribute-list": "Titre {: .grand #ancre onclick=alert(1) }",
    "braces": "Titre {{ x }}",
    "block": "/// checklist | *",
    "snippet": "[TOC]",
    "dollar": "\\1 \\g<0> $1 %(a)s {percent} {0}",
    "yaml": "no: - ? | > @ ` # %",
}


def _checklist(name: str, text: str) -> str:
    texts = {"fr": text, "en": f"en {text}"}
    content: dict[str, Any] = {
        "id": name,
        "version": 1,
        "title": texts,
        "summary": texts,
        "source": {"title": texts, "section": texts, "url": "https://example.org/?a=1&b=2"},
        "sections": [
            {
                "id": f"part-{number}",
                "title": texts,
                "intro": texts,
                "items": [
                    {
                        "id": f"choice-{number}",
                        "kind": "choice",
                        "text": texts,
                        "help": texts,
                        "why": texts,
                        "example": texts,
                        "action": texts,
                        "choices": [{"id": "a", "text": texts, "points": 0}, {"id": "b", "text": texts, "points": 1}],
                    },
                    {"id": f"number-{number}", "kind": "number", "text": texts, "unit": texts, "min": 0, "max": 9},
                    {"id": f"check-{number}", "kind": "check", "text": texts},
                    {"id": f"text-{number}", "kind": "text", "text": texts},
                ],
            }
            for number in (1, 2)
        ],
        "bands": [{"id": "low", "from": 0, "title": texts, "text": texts}],
    }
    # JSON is YAML.
    return json.dumps(content, ensure_ascii=False, indent=1)


@pytest.fixture(scope="module")
def site(new_project: NewProject) -> Path:
    project = new_project().fill(config=CONFIG + EXTENSIONS)
    (project.folder / "checklists/demo.yml").unlink()
    for name, text in HOSTILE.items():
        project.write(f"checklists/{name}.yml", _checklist(name, text))
    # Each page says the same everywhere, which is told and stops only a strict build.
    done = project.build()
    told = [line for line in (done.stdout + done.stderr).splitlines() if "WARNING" in line]
    assert done.returncode == 0, done.stderr
    assert [line for line in told if " R231 " not in line] == []
    return project.folder / "site"


@pytest.fixture(params=["fr", "en"])
def case(request: pytest.FixtureRequest, name: str) -> tuple[str, str]:
    """The folder of a language below the site, and the text in it."""
    return ("", HOSTILE[name]) if request.param == "fr" else ("en/", f"en {HOSTILE[name]}")


every_text = pytest.mark.parametrize("name", HOSTILE)


def _shown(text: str) -> str:
    return " ".join(text.split())


@functools.cache
def _read(path: Path) -> Element:
    return read_page(path)


def _page(site: Path, name: str, prefix: str) -> Element:
    return _read(site / prefix / f"checklists/{name}/index.html")


@every_text
def test_a_title_is_text_in_the_page_and_in_its_head(site: Path, name: str, case: tuple[str, str]) -> None:
    prefix, text = case
    page = _page(site, name, prefix)
    assert page.one("title").text == f"{_shown(text)} - Test"
    assert page.one("h1").text.removesuffix("¶").rstrip() == _shown(text)
    assert page.one("div", data_md_component="header-topic").text == _shown(text)


@every_text
def test_a_summary_is_text_in_the_page_and_in_its_description(site: Path, name: str, case: tuple[str, str]) -> None:
    prefix, text = case
    page = _page(site, name, prefix)
    assert page.one("meta", name="description").attributes["content"] == text
    assert page.one("p", class_="bilan-summary").text == _shown(text)


@every_text
def test_a_title_is_text_in_the_navigation(site: Path, name: str, case: tuple[str, str]) -> None:
    prefix, text = case
    navigation = _read(site / prefix / "index.html").one("nav", class_="md-nav--primary")
    link = navigation.one("a", href=f"checklists/{name}/")
    assert link.text == _shown(text)


@every_text
def test_a_title_and_a_summary_are_text_in_the_index(site: Path, name: str, case: tuple[str, str]) -> None:
    prefix, text = case
    entries = _read(site / prefix / "checklists/index.html").one("ul", class_="bilan-index").all("li")
    entry = next(e for e in entries if e.one("a").attributes["href"] == f"{name}/")
    assert entry.one("h2").text == _shown(text)
    assert entry.all("p")[0].text == _shown(text)


@every_text
def test_titles_and_questions_are_text_in_the_search(site: Path, name: str, case: tuple[str, str]) -> None:
    prefix, text = case
    index = json.loads((site / prefix / "search/search_index.json").read_text("utf-8"))["docs"]
    found = {e["location"]: e for e in index}
    address = f"checklists/{name}/"
    for location in (address, f"{address}#{name}.part-1", f"{address}#{name}.part-2", f"checklists/#{name}:entry"):
        title = read_html(found[location]["title"])
        assert (title.text, title.all()) == (_shown(text), [])
    section = read_html(found[f"{address}#{name}.part-1"]["text"])
    assert section.text.count(_shown(text)) >= 4
    assert {e.tag for e in section.all()} <= {"p"}


@every_text
def test_a_section_title_is_text_in_the_page_and_in_the_table_of_contents(site: Path, name: str, case: tuple[str, str]) -> None:
    prefix, text = case
    page = _page(site, name, prefix)
    for section in ("part-1", "part-2"):
        assert page.one("h2", id=f"{name}.{section}").text.removesuffix("¶").rstrip() == _shown(text)
        links = [a for toc in page.all("nav", class_="md-nav--secondary") for a in toc.all("a", href=f"#{name}.{section}")]
        assert links
        assert {a.text for a in links} == {_shown(text)}


@every_text
def test_a_question_and_its_guidance_are_text(site: Path, name: str, case: tuple[str, str]) -> None:
    prefix, text = case
    page = _page(site, name, prefix)
    item = page.one("fieldset", id=f"{name}.choice-1")
    assert item.one("span", data_bilan="text").text == _shown(text)
    assert item.one("p", class_="bilan-item__help").text == _shown(text)
    assert [label.text for label in item.all("label")] == [_shown(text)] * 2
    assert [dd.text for dd in item.all("dd")] == [_shown(text)] * 3
    assert page.one("span", id=f"{name}.number-2.unit").text == _shown(text)
    assert page.one("dt", data_band="low").text.startswith(_shown(text))
    source = page.one("p", class_="bilan-source")
    assert source.one("cite").text == _shown(text)
    assert source.one("a").text == _shown(text)
    assert source.one("a").attributes["href"] == "https://example.org/?a=1&b=2"


@every_text
def test_no_text_becomes_an_element_or_an_attribute(site: Path, name: str, case: tuple[str, str]) -> None:
    prefix, _ = case
    pages = [_page(site, name, prefix), _read(site / prefix / "index.html"), _read(site / prefix / "checklists/index.html")]
    for page in pages:
        assert [e for e in page.all("script") if "alert" in "".join(c for c in e.children if isinstance(c, str))] == []
        assert [(e.tag, a) for e in page for a in e.attributes if a.startswith("on")] == []
        assert [e for e in page if e.attributes.get("href", "").startswith("javascript:") or e.attributes.get("src") == "x"] == []
        assert len(page.all("head")) == len(page.all("body")) == len(page.all("title")) == 1
    inside = [*pages[0].one("bilan-checklist")]
    # The page's own, which notes what is answered before the scripts are there.
    assert ["data-early" in "".join(c for c in e.children if isinstance(c, str)) for e in inside if e.tag == "script"] == [True]
    tags = {e.tag for e in inside}
    assert tags & {"img", "b", "em", "code", "del", "mark", "sup", "kbd"} == set()


def test_every_hostile_page_has_the_same_structure(site: Path) -> None:
    shapes = {_shape(_page(site, name, prefix).one("bilan-checklist")) for name in HOSTILE for prefix in ("", "en/")}
    assert len(shapes) == 1


def _shape(element: Element) -> tuple[str, ...]:
    """The elements in an element, but for where to go next: the last checklist leads nowhere."""
    beyond = {id(part) for nav in element.all("nav") for part in (nav, *nav.all())}
    return tuple(part.tag for part in element.all() if id(part) not in beyond)
