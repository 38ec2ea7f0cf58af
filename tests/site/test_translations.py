# Texts that are missing or stale: what the author chose happens, in the build, on the page and on the page of translations.

from __future__ import annotations

import re

import pytest

from tests.site.building import build_refused, build_well
from tests.site.conftest import NewProject
from tests.site.reading import Element, fingerprints, read_page
from tests.support.project import CHECKLIST, CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-translations")

# The small checklist with a shared scale and everything but its title in French alone.
FRENCH_ONLY = re.sub(r', en: "(?!Demonstration)[^"]*"', "", CHECKLIST).replace(
    "bands:",
    """\
      - {id: third, kind: scale, scale: two, text: {fr: "Combien <b> & co ?"}, help: {fr: "Aide."}, why: {fr: "Raison."}}
      - {id: hours, kind: number, min: 0, max: 9, text: {fr: "Heures"}, unit: {fr: "heures"}, example: {fr: "Deux."}}
      - {id: note, kind: text, text: {fr: "Note"}}
bands:""",
)
SCALES = 'scales: {two: [{id: a, text: {fr: "Peu"}, points: 0}, {id: b, text: {fr: "Beaucoup", en: "Much"}, points: 1}]}\n'
STALE = 'demo:\n  title: {en: "000000000000"}\n  sections/only/items/first/choices/bad/text: {en: "000000000000"}\n'
NOTICE = "bilan-notice"


def fill(project: Project, *options: str, checklist: str = CHECKLIST) -> Project:
    project.fill(config=CONFIG + "".join(["      translations:\n", *(f"        {option}\n" for option in options)] if options else ""))
    project.write("checklists/demo.yml", checklist)
    return project


def page_of(project: Project, prefix: str, name: str = "demo") -> Element:
    return read_page(project.folder / "site" / prefix / "checklists" / name / "index.html")


def notices(page: Element) -> list[str]:
    """The notices that are shown from the start, but for those about scripts."""
    found = [p for p in page.all("p", class_=NOTICE) if "hidden" not in p.attributes and "bilan-unscripted" not in p.attributes["class"]]
    return [p.text for p in found if "JavaScript" not in p.text]


@pytest.fixture(scope="module")
def borrowed(new_project: NewProject) -> Project:
    project = fill(new_project(), "missing: banner", checklist=FRENCH_ONLY)
    project.write("checklists/_scales.yml", SCALES)
    for locale in ("fr", "en"):
        project.write(f"docs/{locale}/index.md", "# Home\n\n/// checklist | demo\n    section: only\n///\n")
    return build_well(project)


# A missing text


def test_a_missing_text_is_an_error_unless_the_author_chose_else(project: Project) -> None:
    output = build_refused(fill(project, checklist=CHECKLIST.replace(', en: "A box"', "")))
    assert 'checklists/demo.yml:18:15: T301 the text is missing in en. Add en: "…".' in output
    assert not (project.folder / "site").exists()


def test_a_missing_text_may_be_a_warning(project: Project) -> None:
    done = fill(project, "missing: warning", checklist=CHECKLIST.replace(', en: "A box"', "")).build()
    assert done.returncode == 0
    assert "demo.yml:18:15: T301 warning: the text is missing in en." in done.stderr
    assert page_of(project, "en/").one("fieldset", id="demo.second").one("legend").one("span", lang="fr").text == "Une case"
    assert notices(page_of(project, "en/")) == []
    assert project.build("--strict").returncode == 1


def test_a_banner_speaks_the_language_of_the_page(borrowed: Project) -> None:
    told = "19 texts of this checklist are not translated yet; they are shown in their original language."
    assert notices(page_of(borrowed, "en/")) == [told]
    assert notices(read_page(borrowed.folder / "site/en/index.html")) == [told]
    assert notices(page_of(borrowed, "")) == []


def test_the_other_way_round_it_speaks_french(project: Project) -> None:
    fill(project, "missing: banner", checklist=CHECKLIST.replace('fr: "Une case", ', ""))
    page = page_of(build_well(project), "")
    assert notices(page) == ["1 texte de ce questionnaire n’est pas encore traduit ; il s’affiche dans sa langue d’origine."]
    assert page.one("fieldset", id="demo.second").one("legend").one("span", lang="en").text == "A box"


def test_what_stands_in_says_its_language(borrowed: Project) -> None:
    element = page_of(borrowed, "en/").one("bilan-checklist")
    french = {"Première question ?", "Mal", "Peu", "Combien <b> & co ?", "Aide.", "Raison.", "heures", "Bas", "Bravo.", "Agir.", "Partie"}
    marked = {e.text.removesuffix("¶").rstrip() for e in element if e.attributes.get("lang") == "fr"}
    assert french <= marked
    assert element.one("h2", id="demo.only").attributes["lang"] == "fr"
    assert [e.text for e in element.one("fieldset", id="demo.third").all("label")] == ["Peu", "Much"]
    unmarked = [e for e in element if e.attributes.get("lang") not in (None, "fr")]
    assert unmarked == []


def test_what_is_translated_says_no_language(borrowed: Project) -> None:
    page = page_of(borrowed, "en/")
    assert page.one("h1").text.startswith("Demonstration")
    assert page.one("h1").all(lang="fr") == []
    assert [e for e in page_of(borrowed, "").one("bilan-checklist") if "lang" in e.attributes] == []


def test_no_attribute_holds_an_element(borrowed: Project) -> None:
    for path in (borrowed.folder / "site").rglob("*.html"):
        for element in read_page(path):
            assert [value for value in element.attributes.values() if "<span" in value] == [], path
    assert page_of(borrowed, "en/").one("meta", name="description").attributes["content"] == "Un essai."


def test_the_list_of_checklists_says_the_language_too(borrowed: Project) -> None:
    entry = page_of(borrowed, "en/", "").one("ul", class_="bilan-index").one("li")
    assert entry.one("span", lang="fr").text == "Un essai."


def test_an_author_may_show_it_in_another_way(project: Project) -> None:
    fill(project, "missing: banner", checklist=CHECKLIST.replace(', en: "A box"', ""))
    project.write("mkdocs.yml", (project.folder / "mkdocs.yml").read_text("utf-8").replace("font: false", "font: false, custom_dir: over"))
    project.write("over/bilan/borrowed.html", '{% macro borrowed(text, locale) %}<i lang="{{ locale }}">{{ text }}</i>{% endmacro %}')
    project.write("over/bilan/section.html", '<p title="{{ section["items"][1].text | plain }}">{{ section["items"][1].text }}</p>')
    paragraph = page_of(build_well(project), "en/").one("p", title="Une case")
    assert paragraph.one("i", lang="fr").text == "Une case"


# A stale text


@pytest.mark.parametrize(
    ("stale", "codes"), [("ignore", (0, 0)), ("banner", (0, 0)), ("warning", (0, 1)), ("error", (1, 1)), (None, (0, 1))]
)
def test_a_stale_text_is_what_the_author_chose(project: Project, stale: str | None, codes: tuple[int, int]) -> None:
    fill(project, *([f"stale: {stale}"] if stale else [])).write("checklists/_translations.yml", STALE)
    done = [project.build(), project.build("--strict")]
    assert tuple(run.returncode for run in done) == codes
    told = "demo.yml:3:34: T302 " + ("" if stale == "error" else "warning: ")
    assert (told in done[0].stderr) == (stale in ("warning", "error", None))
    assert ("stale in 'en': 2" in done[0].stderr) == (stale == "banner")
    if stale == "banner":
        assert notices(page_of(project, "en/")) == ["2 texts of this checklist have changed in the original since they were translated."]
    elif codes[0] == 0:
        assert notices(page_of(project, "en/")) == []
    if codes[0] == 0:
        assert notices(page_of(project, "")) == []


def test_a_record_with_a_fault_is_an_error(project: Project) -> None:
    fill(project).write("checklists/_translations.yml", "demo: []\n")
    assert "checklists/_translations.yml:1:7: T303 a list where the paths of texts are expected." in build_refused(project)


@pytest.mark.parametrize("option", ["missing: ignore", "stale: no", "status_page: maybe", "stela: error"])
def test_a_wrong_option_is_told(project: Project, option: str) -> None:
    done = fill(project, option).build("--strict")
    assert done.returncode == 1
    assert option.partition(":")[0] in done.stderr
    assert "Traceback" not in done.stderr


# The page of translations


@pytest.fixture(scope="module")
def status(new_project: NewProject) -> Project:
    checklist = FRENCH_ONLY.replace('title: {fr: "Partie"}', 'title: {fr: "Partie", en: "Part"}')
    project = fill(new_project(), "missing: banner", "stale: banner", "status_page: true", checklist=checklist)
    project.write("checklists/_scales.yml", SCALES)
    project.write("checklists/_translations.yml", STALE)
    return build_well(project)


def cells(page: Element) -> list[list[str]]:
    return [[cell.text for cell in row if cell.tag in ("th", "td")] for row in page.one("table").all("tr")]


def test_the_table_counts_by_checklist_and_language(status: Project) -> None:
    assert cells(page_of(status, "en/", "translations")) == [
        ["Checklist", "Language", "Translated", "Texts", "Missing", "Out of date", "Not confirmed"],
        ["Shared scales", "Français (original)", "100%", "2", "0", "0", "0"],
        ["English", "50%", "2", "1", "0", "1"],
        ["Demonstration", "Français (original)", "100%", "19", "0", "0", "0"],
        ["English", "5%", "19", "17", "1", "1"],
    ]
    assert cells(page_of(status, "", "translations"))[3][:3] == ["Démonstration", "Français (original)", "100 %"]


def test_the_table_can_be_heard(status: Project) -> None:
    for prefix in ("", "en/"):
        page = page_of(status, prefix, "translations")
        region = page.one("div", role="region")
        assert region.attributes["tabindex"] == "0"
        assert page.one("caption").attributes["id"] == region.attributes["aria-labelledby"]
        assert {cell.attributes["scope"] for cell in page.one("table").all("th")} == {"col", "row", "rowgroup"}
        groups = page.one("table").all("th", scope="rowgroup")
        assert [cell.attributes["rowspan"] for cell in groups] == ["2", "2"]


def test_nothing_leads_to_the_page_of_translations(status: Project) -> None:
    site = status.folder / "site"
    for path in site.rglob("*.html"):
        own = path.parent.name == "translations"
        assert [a for a in read_page(path).all("a") if "translations/" in a.attributes.get("href", "") and not own] == [], path
    for path in (site / "sitemap.xml", site / "en/sitemap.xml", site / "search/search_index.json", site / "en/search/search_index.json"):
        assert "checklists/translations" not in path.read_text("utf-8")


def test_the_author_may_put_it_into_the_navigation(project: Project) -> None:
    fill(project, "status_page: true")
    with (project.folder / "mkdocs.yml").open("a") as file:
        file.write("nav: [index.md, checklists/index.md, checklists/demo.md, checklists/translations.md]\n")
    page = read_page(build_well(project).folder / "site/en/index.html")
    assert page.one("nav", class_="md-nav--primary").one("a", href="checklists/translations/").text == "Translations"


def test_without_the_option_there_is_no_page(borrowed: Project) -> None:
    assert not (borrowed.folder / "site/checklists/translations").exists()


def test_an_author_may_show_the_table_elsewhere(project: Project) -> None:
    fill(project).write("docs/en/index.md", "# Home\n\n/// checklist | *translations\n///\n")
    page = read_page(build_well(project).folder / "site/en/index.html")
    assert [row[0] for row in cells(page)[1:]] == ["Demonstration", "English"]


# A site of one language


def test_in_a_site_of_one_language_nothing_changes(new_project: NewProject) -> None:
    plain, chosen = (fill(new_project(), *options) for options in ([], ["missing: banner", "stale: banner"]))
    for project in (plain, chosen):
        text = (project.folder / "mkdocs.yml").read_text("utf-8")
        project.write("mkdocs.yml", text.replace("[{locale: fr}, {locale: en}]", "[{locale: fr}]"))
        build_well(project)
    assert fingerprints(plain.folder / "site") == fingerprints(chosen.folder / "site")
    assert [e for e in page_of(plain, "").one("bilan-checklist") if "lang" in e.attributes] == []
