# Every address in a built site leads somewhere, with and without directory URLs, and no page asks anything of another host.

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.site.building import build_well
from tests.site.conftest import NewProject
from tests.site.linking import broken_links, count_pages, foreign_requests
from tests.site.reading import read_page
from tests.support.project import CHECKLIST, CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-links")

# What is shown in place of another page.
NO_DESTINATIONS = ("404.html", "offline.html")
SITE_URL = "https://example.org/a/b%20c/"
GUIDE = """\
# Guide

[Demo](../checklists/demo.md), [all](../checklists/index.md), [home](../index.md).

/// checklist | demo
    section: only
///
"""
THEME = "font: false, features: [navigation.footer, navigation.tabs, navigation.path, navigation.instant]"


def _fill(project: Project, *, config: str = CONFIG, directories: bool = True) -> Project:
    config = config.replace("http://127.0.0.1:8000/", SITE_URL).replace("font: false", THEME)
    project.fill(config=config + ("" if directories else "use_directory_urls: false\n"))
    project.write(
        "checklists/demo.yml", CHECKLIST.replace("sections:\n", "source: {title: {fr: A, en: A}, url: 'https://example.com/'}\nsections:\n")
    )
    for locale in ("fr", "en"):
        project.write(f"docs/{locale}/guides/guide.md", GUIDE)
    return project


@pytest.fixture(scope="module")
def with_directories(new_project: NewProject) -> Path:
    return build_well(_fill(new_project())).folder / "site"


@pytest.fixture(scope="module")
def without_directories(new_project: NewProject) -> Path:
    return build_well(_fill(new_project(), directories=False)).folder / "site"


@pytest.fixture(params=["with_directories", "without_directories"])
def either(request: pytest.FixtureRequest) -> Path:
    site: Path = request.getfixturevalue(request.param)
    return site


def test_every_address_leads_somewhere(either: Path) -> None:
    assert count_pages(either) == 12
    assert broken_links(either, SITE_URL) == []


def test_the_link_checker_finds_what_is_broken(project: Project) -> None:
    page = '<a href="gone/">1</a><a href="#gone">2</a><a href="../x.html">3</a><img src="/elsewhere.png">'
    page += '<a href="#here" id="here">4</a><a href="sub/?a=b#c">5</a>'
    project.write("index.html", page + '<a href="https://example.com/gone">6</a><a href="mailto:a@b.c">7</a>')
    project.write("sub/index.html", '<p id="c"><a href="../">8</a><a href="../index.html#gone">9</a></p>')
    found = broken_links(project.folder, "https://example.org/path/")
    assert found == [
        "index.html: gone/",
        "index.html: #gone",
        "index.html: ../x.html",
        "index.html: /elsewhere.png",
        "sub/index.html: ../index.html#gone",
    ]


def test_without_directories_pages_are_files(without_directories: Path) -> None:
    names = sorted(path.relative_to(without_directories).as_posix() for path in without_directories.rglob("*.html"))
    own = ["404.html", "checklists/demo.html", "checklists/index.html", "guides/guide.html", "index.html", "offline.html"]
    assert names == sorted([*own, *(f"en/{name}" for name in own)])


def test_the_command_line_turns_directories_off_in_every_language(project: Project) -> None:
    build_well(_fill(project), "--no-directory-urls")
    site = project.folder / "site"
    assert (site / "checklists/demo.html").is_file()
    assert (site / "en/checklists/demo.html").is_file()
    assert broken_links(site, SITE_URL) == []


def test_without_directories_the_switch_leads_to_the_same_page(without_directories: Path) -> None:
    for address in ("index.html", "checklists/index.html", "checklists/demo.html", "guides/guide.html"):
        for prefix, other in (("", "en"), ("en/", "")):
            page = without_directories / prefix / address
            anchor = read_page(page).one("nav", class_="bilan-languages").one("a")
            target = (page.parent / anchor.attributes["href"]).resolve()
            assert (target / "index.html" if target.is_dir() else target) == without_directories / other / address


def test_without_directories_the_head_names_each_language(without_directories: Path) -> None:
    page = read_page(without_directories / "en/checklists/demo.html")
    links = [e.attributes["href"] for e in page.all("link") if "hreflang" in e.attributes]
    assert links == [f"{SITE_URL}checklists/demo.html", f"{SITE_URL}en/checklists/demo.html", f"{SITE_URL}checklists/demo.html"]


def test_without_directories_the_data_are_found(without_directories: Path) -> None:
    for name in ("checklists/demo.html", "en/checklists/demo.html", "guides/guide.html", "en/guides/guide.html"):
        page = without_directories / name
        address = read_page(page).one("bilan-checklist").attributes["src"]
        assert json.loads((page.parent / address).read_bytes())["id"] == "demo"


def test_every_page_is_in_a_sitemap(either: Path) -> None:
    names = {p.relative_to(either).as_posix() for p in either.rglob("*.html") if p.name not in NO_DESTINATIONS}
    found = []
    for path in either.rglob("sitemap.xml"):
        found += [e.text or "" for e in ElementTree.fromstring(path.read_bytes()).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    addresses = [url.removeprefix(SITE_URL) for url in found]
    assert sorted(a + "index.html" if not a or a.endswith("/") else a for a in addresses) == sorted(names)


def test_the_runtime_is_where_its_list_says(either: Path) -> None:
    manifest = next(either.glob("assets/bilan/*/runtime.json"))
    entries = json.loads(manifest.read_bytes())["files"]
    assert {"pyodide.asm.wasm", "engine.js"} <= entries.keys()
    for entry in entries.values():
        assert (manifest.parent / entry["url"]).stat().st_size == entry["size"]


def test_scripts_of_the_plugin_import_only_what_is_there(either: Path) -> None:
    scripts = list(either.glob("assets/bilan/*/*.js"))
    assert scripts
    for script in scripts:
        if script.parent.name.startswith("pyodide"):
            continue
        # Comments name the modules that types are declared in.
        text = re.sub(r"/\*.*?\*/", "", script.read_text("utf-8"), flags=re.DOTALL)
        imported = re.findall(r"(?<![\w'\"-])(?:from|import)\s*\(?\s*[\"']([^\"']+)[\"']", text)
        named = re.findall(r"new URL\(\s*[\"']([^\"']+)[\"'],\s*import\.meta\.url", text)
        for address in imported + named:
            assert (script.parent / address).exists(), f"{script.name}: {address}"


def test_no_module_bears_an_ending_that_hosts_do_not_know(either: Path) -> None:
    assert [p for p in either.rglob("*") if p.suffix == ".mjs"] == []


def test_no_page_asks_another_host(either: Path) -> None:
    assert foreign_requests(either) == []


def test_the_check_for_other_hosts_finds_them(project: Project) -> None:
    wanted = [
        '<link rel="preconnect" href="https://a.b">',
        '<script src="//c.d/x.js"></script>',
        '<img src="x" srcset="y 1x, https://e.f/z 2x">',
    ]
    project.write(
        "index.html",
        "".join(wanted) + '<link rel="canonical" href="https://g.h"><a href="https://i.j">x</a><link rel="stylesheet" href="own.css">',
    )
    assert foreign_requests(project.folder) == ["index.html: https://a.b", "index.html: //c.d/x.js", "index.html: https://e.f/z"]


def test_no_style_of_the_plugin_asks_another_host(either: Path) -> None:
    for path in either.glob("assets/bilan/*/*.css"):
        assert not re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", path.read_text("utf-8"))


def test_the_reference_site_has_no_broken_address(site: Path) -> None:
    assert count_pages(site) > 20
    assert broken_links(site, "http://127.0.0.1:8000/") == []


def test_no_page_of_the_reference_site_asks_another_host(site: Path) -> None:
    assert foreign_requests(site) == []


def test_no_id_stands_twice_on_a_page_of_the_reference_site(site: Path) -> None:
    for path in site.rglob("*.html"):
        ids = [e.attributes["id"] for e in read_page(path) if "id" in e.attributes]
        assert sorted({i for i in ids if ids.count(i) > 1}) == [], path.relative_to(site)


def test_the_reference_site_has_every_page_in_both_languages(site: Path) -> None:
    english = {p.relative_to(site / "en").as_posix() for p in (site / "en").rglob("*.html")}
    french = {p.relative_to(site).as_posix() for p in site.rglob("*.html") if "en" not in p.relative_to(site).parts}
    assert french == english
