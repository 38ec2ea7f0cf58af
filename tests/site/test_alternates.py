# From each page to the same page in the other languages: the switch in the header, the links in the head, and the sitemaps.

from __future__ import annotations

import gzip
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.site.building import build_well
from tests.site.conftest import NewProject
from tests.site.reading import read_page
from tests.support.project import CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-alternates")

SITE_URL = "https://example.org/some/path/"
PAGES = ["", "deep/er/page/", "checklists/", "checklists/demo/"]
XML = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def _fill(project: Project, config: str = CONFIG) -> Project:
    project.fill(config=config)
    project.write("docs/fr/deep/er/page.md", "# Loin\n")
    project.write("docs/en/deep/er/page.md", "# Far\n")
    return project


@pytest.fixture(scope="module")
def site(new_project: NewProject) -> Path:
    """A site published below a path."""
    return build_well(_fill(new_project(), CONFIG.replace("http://127.0.0.1:8000/", SITE_URL))).folder / "site"


@pytest.fixture(scope="module")
def unpublished(new_project: NewProject) -> Path:
    """A site whose address is not known."""
    return build_well(_fill(new_project(), CONFIG.replace("site_url: http://127.0.0.1:8000/\n", ""))).folder / "site"


def _head_links(page: Path) -> list[tuple[str, str]]:
    links = [e for e in read_page(page).one("head").all("link") if "hreflang" in e.attributes]
    # The theme's script follows links whose rel is exactly "alternate"; the space keeps it off and means nothing to others.
    assert {e.attributes["rel"] for e in links} <= {"alternate "}
    return [(e.attributes["hreflang"], e.attributes["href"]) for e in links]


@pytest.mark.parametrize("address", PAGES)
def test_the_switch_leads_to_the_same_page_by_a_relative_link(site: Path, address: str) -> None:
    up = "../" * address.count("/")
    for prefix, other, link, name in [("", "en", f"{up}en/{address}", "English"), ("en/", "fr", f"../{up}{address}", "Français")]:
        page = site / prefix / address / "index.html"
        anchor = read_page(page).one("header").one("nav", class_="bilan-languages").one("a")
        assert anchor.attributes == {"href": link, "hreflang": other, "lang": other}
        assert anchor.one("span", class_="bilan-languages__name").text == name
        target = (page.parent / link / "index.html").resolve()
        assert target == site / {"en": "en", "fr": ""}[other] / address / "index.html"
        assert target.is_file()


def test_the_switch_is_named_in_the_language_of_the_page(site: Path) -> None:
    assert read_page(site / "index.html").one("nav", class_="bilan-languages").attributes["aria-label"] == "Langue"
    assert read_page(site / "en/index.html").one("nav", class_="bilan-languages").attributes["aria-label"] == "Language"


@pytest.mark.parametrize("address", PAGES)
def test_the_head_names_the_page_in_each_language(site: Path, address: str) -> None:
    expected = [("fr", SITE_URL + address), ("en", f"{SITE_URL}en/{address}"), ("x-default", SITE_URL + address)]
    assert _head_links(site / address / "index.html") == expected
    assert _head_links(site / "en" / address / "index.html") == expected


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_canonical_address_is_that_of_the_language(site: Path, prefix: str) -> None:
    for address in PAGES:
        link = read_page(site / prefix / address / "index.html").one("link", rel="canonical")
        assert link.attributes["href"] == SITE_URL + prefix + address


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_sitemap_of_a_language_lists_its_pages_with_their_alternates(site: Path, prefix: str) -> None:
    root = ElementTree.fromstring((site / prefix / "sitemap.xml").read_bytes())
    found = {
        url.findtext("s:loc", "", XML): [(e.get("rel"), e.get("hreflang"), e.get("href")) for e in url.findall("x:link", XML)]
        for url in root.findall("s:url", XML)
    }
    assert found == {
        SITE_URL + prefix + address: [
            ("alternate", "fr", SITE_URL + address),
            ("alternate", "en", f"{SITE_URL}en/{address}"),
            ("alternate", "x-default", SITE_URL + address),
        ]
        for address in PAGES
    }


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_packed_sitemap_is_the_same(site: Path, prefix: str) -> None:
    assert gzip.decompress((site / prefix / "sitemap.xml.gz").read_bytes()) == (site / prefix / "sitemap.xml").read_bytes()


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_no_page_invites_the_theme_to_fetch_what_is_not_there(site: Path, prefix: str) -> None:
    for page in (site / prefix).rglob("*.html"):
        assert read_page(page).all("link", rel="alternate") == []


def test_without_site_url_all_links_are_relative(unpublished: Path) -> None:
    for address in PAGES:
        up = "../" * address.count("/")
        home = up + address or "./"
        expected = [("fr", home), ("en", f"{up}en/{address}"), ("x-default", home)]
        assert _head_links(unpublished / address / "index.html") == expected
        assert _head_links(unpublished / "en" / address / "index.html") == [
            (code, f"../{up}{'en/' if code == 'en' else ''}{address}") for code, _ in expected
        ]


def test_without_site_url_the_switch_works(unpublished: Path) -> None:
    for address in PAGES:
        for prefix in ("", "en/"):
            page = unpublished / prefix / address / "index.html"
            link = read_page(page).one("nav", class_="bilan-languages").one("a").attributes["href"]
            assert (page.parent / link / "index.html").resolve() == unpublished / ("en" if not prefix else "") / address / "index.html"


def test_without_site_url_the_sitemaps_are_valid_and_empty(unpublished: Path) -> None:
    for prefix in ("", "en/"):
        root = ElementTree.fromstring((unpublished / prefix / "sitemap.xml").read_bytes())
        assert root.tag == f"{{{XML['s']}}}urlset"
        assert list(root) == []


def test_an_address_without_a_slash_at_its_end_works_too(project: Project) -> None:
    build_well(project.fill(config=CONFIG.replace("http://127.0.0.1:8000/", SITE_URL.rstrip("/"))))
    assert ("en", f"{SITE_URL}en/checklists/demo/") in _head_links(project.folder / "site/checklists/demo/index.html")


def test_an_address_with_characters_of_its_own_is_escaped(project: Project) -> None:
    build_well(project.fill(config=CONFIG.replace("http://127.0.0.1:8000/", "'https://example.org/a&b%20c/é/'")))
    loc = ElementTree.fromstring((project.folder / "site/en/sitemap.xml").read_bytes()).findtext("s:url/s:loc", "", XML)
    assert loc in ("https://example.org/a&b%20c/é/en/", "https://example.org/a&b%20c/%C3%A9/en/")
    assert _head_links(project.folder / "site/index.html")[1] == ("en", loc)


def test_a_page_that_one_language_lacks_is_not_offered_in_it(project: Project) -> None:
    project.fill().write("docs/fr/seule.md", "# Seule\n")
    project.write("docs/fr/voulue.md", "---\none_language: true\n---\n\n# Voulue\n")
    told = project.build().stderr
    assert "docs/fr/seule.md is not there in en; the language switch leads to the home page instead. Write seule.md there too" in told
    assert "voulue" not in told
    page = read_page(project.folder / "site/seule/index.html")
    assert not (project.folder / "site/en/seule").exists()
    offered = [e.attributes["href"] for e in page.all() if e.attributes.get("hreflang") == "en"]
    assert [link for link in offered if "seule" in link] == []
    assert "en/seule/" not in project.page("sitemap.xml")
