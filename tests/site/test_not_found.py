# 404.html: hosts show it at any depth, so it must need no other file; nobody knows the reader's language, so it speaks all.

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.building import build_well
from tests.site.conftest import NewProject
from tests.site.reading import read_page
from tests.support.project import CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-not-found")

TEXTS = {"fr": "Cette page est introuvable", "en": "This page cannot be found"}


@pytest.fixture(scope="module")
def site(new_project: NewProject) -> Path:
    config = CONFIG.replace("http://127.0.0.1:8000/", "https://example.org/some/path/").replace(
        "site_name: Test", "site_name: Essai & <suite>"
    )
    return build_well(new_project().fill(config=config)).folder / "site"


@pytest.mark.parametrize("path", ["404.html", "en/404.html"])
def test_it_speaks_every_language(site: Path, path: str) -> None:
    page = read_page(site / path)
    sections = page.one("main").all("section")
    assert {e.attributes["lang"]: next(h for h in e if h.tag in ("h1", "h2")).text for e in sections} == TEXTS
    assert page.one("html").attributes["lang"] == "fr"
    assert len(page.all("h1")) == 1


@pytest.mark.parametrize("path", ["404.html", "en/404.html"])
def test_it_needs_no_other_file(site: Path, path: str) -> None:
    page = read_page(site / path)
    homes = page.all("a")
    assert [(a.attributes["href"], a.attributes["hreflang"]) for a in homes] == [("/some/path/", "fr"), ("/some/path/en/", "en")]
    others = [e for e in page.all() if e.tag != "a" and ("href" in e.attributes or "src" in e.attributes)]
    assert [(e.tag, e.attributes["href"]) for e in others] == [("link", "data:,")]
    assert page.all("script") == []
    assert not re.search(r"url\(|@import", (site / path).read_text("utf-8"))


def test_it_is_not_for_search_engines(site: Path) -> None:
    assert read_page(site / "404.html").one("meta", name="robots").attributes["content"] == "noindex"
    assert "404" not in (site / "sitemap.xml").read_text("utf-8")


def test_the_name_of_the_site_is_text(site: Path) -> None:
    assert read_page(site / "404.html").one("title").text == "404 · Essai & <suite>"


def test_without_site_url_its_links_stay_in_the_site(project: Project) -> None:
    build_well(project.fill(config=CONFIG.replace("site_url: http://127.0.0.1:8000/\n", "")))
    for path in ("404.html",):
        links = [a.attributes["href"] for a in read_page(project.folder / "site" / path).all("a")]
        assert links == ["./", "en/"]


def test_at_the_root_of_a_host_its_links_start_there(project: Project) -> None:
    build_well(project.fill())
    assert [a.attributes["href"] for a in read_page(project.folder / "site/404.html").all("a")] == ["/", "/en/"]


def test_with_a_single_language_it_speaks_that_one(project: Project) -> None:
    build_well(project.fill("[{locale: en}]"))
    page = read_page(project.folder / "site/404.html")
    assert [e.attributes["lang"] for e in page.all("section")] == ["en"]
    assert page.one("html").attributes["lang"] == "en"
