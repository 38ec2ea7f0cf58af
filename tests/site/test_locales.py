# Other sets of languages than French and English: one, three, English first, and languages that Bilan has no words for.

from __future__ import annotations

import json

import pytest

from tests.site.building import build_refused, build_well
from tests.site.reading import read_page
from tests.site.samples import fill_german, in_locales, in_plain_english, own_words
from tests.support.project import CHECKLIST, CONFIG, ROOT, Project

pytestmark = pytest.mark.xdist_group("site-locales")

WITHOUT_LOCALES = CONFIG.replace("      locales: {locales}\n", "")
WITH_INTERFACE = CONFIG + "      interface: words\n"


def _fill_plain(project: Project, config: str = WITHOUT_LOCALES) -> Project:
    project.write("mkdocs.yml", config.format(runtime=ROOT / "node_modules/pyodide"))
    project.write("checklists/demo.yml", in_plain_english(CHECKLIST))
    project.write("docs/index.md", "# Home\n")
    project.write("docs/guide.md", "# Guide\n\n/// checklist | demo\n///\n")
    return project


def test_a_site_in_one_language_needs_no_locales(project: Project) -> None:
    site = build_well(_fill_plain(project)).folder / "site"
    page = read_page(site / "checklists/demo/index.html")
    assert page.one("html").attributes["lang"] == "en"
    assert page.one("h1").text == "Demonstration"
    assert page.one("fieldset", id="demo.first").one("span", data_bilan="text").text == "First question?"
    assert read_page(site / "guide/index.html").one("h3", id="demo.only").text == "Part"
    assert read_page(site / "checklists/index.html").one("h2", id="demo:entry").text == "Demonstration"


def test_a_site_in_one_language_offers_no_other(project: Project) -> None:
    site = build_well(_fill_plain(project)).folder / "site"
    for path in site.rglob("*.html"):
        page = read_page(path)
        assert page.all("nav", class_="bilan-languages") == []
        assert [e for e in page.all("link") if "hreflang" in e.attributes] == []
    assert "hreflang" not in (site / "sitemap.xml").read_text("utf-8")
    assert "<loc>http://127.0.0.1:8000/checklists/demo/</loc>" in (site / "sitemap.xml").read_text("utf-8")
    assert not (site / "en").exists()


def test_without_locales_the_language_is_that_of_the_theme(project: Project) -> None:
    site = build_well(_fill_plain(project, WITHOUT_LOCALES.replace("font: false", "font: false, language: fr"))).folder / "site"
    page = read_page(site / "checklists/demo/index.html")
    assert page.one("html").attributes["lang"] == "fr"
    assert page.one("h2", id="demo:result").text == "Votre bilan"


def test_without_locales_a_folder_named_after_the_language_is_a_folder_like_any_other(project: Project) -> None:
    _fill_plain(project).write("docs/en/index.md", "# English grammar\n")
    site = build_well(project).folder / "site"
    assert read_page(site / "index.html").one("h1").text == "Home"
    assert read_page(site / "en/index.html").one("h1").text == "English grammar"


def test_plain_texts_serve_any_single_language(project: Project) -> None:
    done = fill_german(project, CONFIG, checklist=in_plain_english(CHECKLIST)).build()
    assert done.returncode == 0, done.stderr
    assert read_page(project.folder / "site/checklists/demo/index.html").one("h1").text == "Demonstration"


def test_plain_texts_do_not_serve_two_languages(project: Project) -> None:
    project.fill().write("checklists/demo.yml", in_plain_english(CHECKLIST))
    output = build_refused(project)
    assert "checklists/demo.yml:3:8: R203" in output
    assert "Write each one in fr and en" in output


def test_three_languages_each_have_a_site(project: Project) -> None:
    project.fill("[{locale: fr}, {locale: en}, {locale: pt-BR, name: Português}]", WITH_INTERFACE)
    project.write("checklists/demo.yml", in_locales(CHECKLIST, "fr", "en", "pt-BR"))
    project.write("docs/pt-BR/index.md", "# Início\n")
    project.write("words/pt-BR.yml", own_words("pt-BR"))
    site = build_well(project).folder / "site"
    for locale, prefix in [("fr", ""), ("en", "en/"), ("pt-BR", "pt-BR/")]:
        page = read_page(site / prefix / "checklists/demo/index.html")
        assert page.one("h1").text == f"Demonstration ({locale})"
        switch = page.one("nav", class_="bilan-languages").all("a")
        assert [a.attributes["hreflang"] for a in switch] == [code for code in ("fr", "en", "pt-BR") if code != locale]
        for anchor in switch:
            target = (site / prefix / "checklists/demo" / anchor.attributes["href"] / "index.html").resolve()
            assert read_page(target).one("h1").text == f"Demonstration ({anchor.attributes['hreflang']})"
        links = [(e.attributes["hreflang"], e.attributes["href"]) for e in page.all("link") if "hreflang" in e.attributes]
        home = "http://127.0.0.1:8000/"
        assert links == [
            (code, f"{home}{folder}checklists/demo/")
            for code, folder in [("fr", ""), ("en", "en/"), ("pt-BR", "pt-BR/"), ("x-default", "")]
        ]
    assert [e.attributes["lang"] for e in read_page(site / "404.html").all("section")] == ["fr", "en", "pt-BR"]
    assert json.loads((site / "pt-BR/search/search_index.json").read_text("utf-8"))["config"]["lang"] == ["pt"]


def test_the_language_of_a_page_is_the_code_that_the_author_gave(project: Project) -> None:
    project.fill("[{locale: en}, {locale: pt-BR}]", WITH_INTERFACE).write("checklists/demo.yml", in_locales(CHECKLIST, "en", "pt-BR"))
    project.write("docs/pt-BR/index.md", "# Início\n")
    project.write("words/pt-BR.yml", own_words("pt-BR"))
    build_well(project)
    assert read_page(project.folder / "site/pt-BR/checklists/demo/index.html").one("html").attributes["lang"] == "pt-BR"


def test_a_name_replaces_the_usual_one_in_the_switch(project: Project) -> None:
    build_well(project.fill("[{locale: fr}, {locale: en, name: In <English> & co}]"))
    assert "In <English> & co" in read_page(project.folder / "site/index.html").one("nav", class_="bilan-languages").text


def test_english_may_come_first(project: Project) -> None:
    site = build_well(project.fill("[{locale: en}, {locale: fr}]")).folder / "site"
    for locale, prefix, title in [("en", "", "Home"), ("fr", "fr/", "Accueil")]:
        page = read_page(site / prefix / "index.html")
        assert page.one("html").attributes["lang"] == locale
        assert page.one("h1").text == title
        links = [(e.attributes["hreflang"], e.attributes["href"]) for e in page.all("link") if "hreflang" in e.attributes]
        home = "http://127.0.0.1:8000/"
        assert links == [("en", home), ("fr", home + "fr/"), ("x-default", home)]
    assert not (site / "en").exists()
    assert read_page(site / "404.html").one("html").attributes["lang"] == "en"
