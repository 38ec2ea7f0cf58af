# One `mkdocs build` makes a complete French site at the root and a complete English one below en/, and neither leaks into the other.

from __future__ import annotations

import json

import pytest

from tests.site.building import build_well
from tests.site.conftest import NewProject
from tests.site.reading import Element, read_page
from tests.site.samples import SECOND
from tests.support.project import CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-two-languages")

PREFIX = {"fr": "", "en": "en/"}
PAGES = ("", "guide/", "checklists/", "checklists/demo/", "checklists/second/")

LOCALES = """\
        - {locale: fr, site_name: Bilan d’essai, site_description: Description française, copyright: Tous droits}
        - {locale: en, copyright: All rights}
"""


@pytest.fixture(scope="module")
def built(new_project: NewProject) -> Project:
    project = new_project().fill("\n" + LOCALES)
    project.write("checklists/second.yml", SECOND)
    project.write("docs/fr/guide.md", "# Guide pratique\n\nUn conseil précieux.\n")
    project.write("docs/en/guide.md", "# Handbook\n\nPrecious advice.\n")
    return build_well(project)


def _page(project: Project, locale: str, address: str) -> Element:
    return read_page(project.folder / "site" / PREFIX[locale] / address / "index.html")


def _navigation(page: Element) -> list[tuple[str, str]]:
    primary = page.one("nav", class_="md-nav--primary")
    inner = {id(link) for toc in primary.all("nav", class_="md-nav--secondary") for link in toc.all("a")}
    return [(a.text, a.attributes["href"]) for a in primary.all("a", class_="md-nav__link") if id(a) not in inner]


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_every_page_says_its_language(built: Project, locale: str) -> None:
    for address in PAGES:
        assert _page(built, locale, address).one("html").attributes["lang"] == locale


def test_no_folder_named_after_the_first_language_appears(built: Project) -> None:
    assert not (built.folder / "site" / "fr").exists()
    assert not (built.folder / "site" / "en" / "en").exists()


def test_texts_of_a_checklist_are_in_the_language_of_the_page(built: Project) -> None:
    french, english = (_page(built, locale, "checklists/second/").one("bilan-checklist").text for locale in ("fr", "en"))
    for mine, theirs in [
        ("Préambule du volet.", "Preamble of the strand."),
        ("Heures données", "Hours given"),
        ("Raison profonde.", "Deep reason."),
    ]:
        assert mine in french
        assert mine not in english
        assert theirs in english
        assert theirs not in french


def test_words_of_the_interface_are_in_the_language_of_the_page(built: Project) -> None:
    french, english = (_page(built, locale, "checklists/second/").one("bilan-checklist") for locale in ("fr", "en"))
    assert "Je ne sais pas" in french.text
    assert "Don’t know" not in french.text
    assert "Don’t know" in english.text
    assert "Je ne sais pas" not in english.text
    assert json.loads(french.attributes["strings"])["level"] == "Niveau"
    assert json.loads(english.attributes["strings"])["level"] == "Level"


def test_words_for_the_browser_have_the_same_keys_in_both_languages(built: Project) -> None:
    french, english = (
        json.loads(_page(built, locale, "checklists/demo/").one("bilan-checklist").attributes["strings"]) for locale in ("fr", "en")
    )
    assert french.keys() == english.keys()
    assert not any(key.startswith("js_") for key in french)


def test_both_languages_score_the_same_data(built: Project) -> None:
    addresses = set()
    for locale in ("fr", "en"):
        element = _page(built, locale, "checklists/second/").one("bilan-checklist")
        file = (built.folder / "site" / PREFIX[locale] / "checklists/second" / element.attributes["src"]).resolve()
        addresses.add(file)
        assert element.attributes["version"] == "3"
    assert len(addresses) == 1
    compiled = addresses.pop()
    assert compiled.parent == (built.folder / "site/assets/bilan/checklists").resolve()
    assert json.loads(compiled.read_bytes())["id"] == "second"
    assert "Volet" not in compiled.read_text("utf-8")


def test_the_scripts_and_the_runtime_stand_once_in_the_site(built: Project) -> None:
    site = built.folder / "site"
    assert len(list(site.rglob("pyodide.asm.wasm"))) == 1
    assert len(list(site.rglob("bilan.js"))) == 1
    assert not (site / "en/assets/bilan").exists()


@pytest.mark.parametrize(
    ("locale", "titles"),
    [
        ("fr", ["Accueil", "Guide pratique", "Questionnaires", "Démonstration", "Deuxième"]),
        ("en", ["Home", "Handbook", "Checklists", "Demonstration", "Another"]),
    ],
)
def test_navigation_lists_the_pages_of_its_language(built: Project, locale: str, titles: list[str]) -> None:
    navigation = _navigation(_page(built, locale, ""))
    assert [title for title, _ in navigation] == titles
    assert [link for _, link in navigation] == [".", "guide/", "checklists/", "checklists/demo/", "checklists/second/"]


@pytest.mark.parametrize(("locale", "questions"), [("fr", ["2 questions", "3 questions"]), ("en", ["2 questions", "3 questions"])])
def test_the_index_lists_every_checklist(built: Project, locale: str, questions: list[str]) -> None:
    page = _page(built, locale, "checklists/")
    entries = page.one("ul", class_="bilan-index").all("li")
    assert [e.one("a").attributes["href"] for e in entries] == ["demo/", "second/"]
    assert [e.one("p", class_="bilan-index__count").text for e in entries] == questions
    expected = {
        "fr": [("Démonstration", "Un essai."), ("Deuxième", "Le suivant.")],
        "en": [("Demonstration", "A trial."), ("Another", "The next one.")],
    }
    assert [(e.one("h2").text, e.all("p")[0].text) for e in entries] == expected[locale]


def test_the_index_counts_one_question_in_the_singular(project: Project) -> None:
    project.fill()
    text = (project.folder / "checklists/demo.yml").read_text("utf-8")
    start, end = text.index("      - id: second"), text.index("bands:")
    project.write("checklists/demo.yml", text[:start] + text[end:])
    build_well(project)
    for prefix in PREFIX.values():
        assert (
            read_page(project.folder / "site" / prefix / "checklists/index.html").one("p", class_="bilan-index__count").text == "1 question"
        )


def test_settings_of_a_language_replace_those_of_the_site_in_it_alone(built: Project) -> None:
    french, english = (_page(built, locale, "guide/") for locale in ("fr", "en"))
    assert french.one("title").text == "Guide pratique - Bilan d’essai"
    assert english.one("title").text == "Handbook - Test"
    assert french.one("meta", name="description").attributes["content"] == "Description française"
    assert english.all("meta", name="description") == []
    assert "Tous droits" in french.one("footer").text
    assert "All rights" in english.one("footer").text


def test_a_language_may_have_its_own_navigation(project: Project) -> None:
    locales = "[{locale: fr, nav: [index.md, {Nos questionnaires: [checklists/demo.md, checklists/index.md]}]}, {locale: en}]"
    build_well(project.fill(locales))
    assert [title for title, _ in _navigation(_page(project, "fr", ""))] == ["Accueil", "Démonstration", "Questionnaires"]
    assert "Nos questionnaires" in _page(project, "fr", "").one("nav", class_="md-nav--primary").text
    assert [title for title, _ in _navigation(_page(project, "en", ""))] == ["Home", "Checklists", "Demonstration"]


def test_the_switch_between_light_and_dark_is_named_in_the_language_of_the_page(project: Project) -> None:
    palette = "palette: [{{scheme: default, toggle: {{icon: material/eye}}}}, {{scheme: slate, toggle: {{icon: material/eye}}}}]"
    build_well(project.fill(config=CONFIG.replace("font: false", f"font: false, {palette}")))
    for locale, names in [
        ("fr", ["Passer au fond sombre", "Passer au fond clair"]),
        ("en", ["Switch to dark colours", "Switch to light colours"]),
    ]:
        inputs = _page(project, locale, "").one("form", data_md_component="palette").all("input")
        assert [e.attributes["aria-label"] for e in inputs] == names


def test_another_site_folder_holds_both_languages(project: Project) -> None:
    build_well(project.fill(), "--site-dir", "public")
    assert (project.folder / "public/checklists/demo/index.html").is_file()
    assert (project.folder / "public/en/checklists/demo/index.html").is_file()
    assert not (project.folder / "site").exists()
