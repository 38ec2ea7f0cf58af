# A page that an author writes under the address of a generated one takes its place, in its language alone.

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import build_refused, build_well
from tests.site.conftest import NewProject
from tests.site.reading import read_page
from tests.support.project import CHECKLIST, Project

pytestmark = pytest.mark.xdist_group("site-author-pages")

OWN_PAGE = "# À ma façon\n\nMon introduction.\n\n/// checklist | demo\n    level: 2\n///\n"


@pytest.fixture(scope="module")
def site(new_project: NewProject) -> Path:
    project = new_project().fill()
    project.write("docs/fr/checklists/demo.md", OWN_PAGE)
    project.write("docs/en/checklists/index.md", "# My own list\n\n/// checklist | *\n///\n")
    return build_well(project).folder / "site"


def test_an_own_page_of_a_checklist_replaces_the_generated_one(site: Path) -> None:
    article = read_page(site / "checklists/demo/index.html").one("article")
    assert article.one("h1").text == "À ma façon"
    assert "Mon introduction." in article.text
    assert article.one("bilan-checklist").attributes["checklist"] == "demo"


def test_the_other_language_keeps_the_generated_page(site: Path) -> None:
    article = read_page(site / "en/checklists/demo/index.html").one("article")
    assert article.one("h1").text == "Demonstration"
    assert article.one("p", class_="bilan-summary").text == "A trial."


def test_an_own_index_replaces_the_generated_one(site: Path) -> None:
    article = read_page(site / "en/checklists/index.html").one("article")
    assert article.one("h1").text == "My own list"
    assert article.one("ul", class_="bilan-index").one("a").attributes["href"] == "demo/"
    assert read_page(site / "checklists/index.html").one("h1").text == "Questionnaires"


def test_the_index_leads_to_an_own_page(site: Path) -> None:
    assert read_page(site / "checklists/index.html").one("ul", class_="bilan-index").one("a").attributes["href"] == "demo/"


def test_navigation_shows_the_title_of_an_own_page(site: Path) -> None:
    assert read_page(site / "index.html").one("nav", class_="md-nav--primary").one("a", href="checklists/demo/").text == "À ma façon"


def test_an_own_index_may_be_called_readme(project: Project) -> None:
    project.fill().write("docs/fr/checklists/README.md", "# Ma liste\n")
    build_well(project)
    assert read_page(project.folder / "site/checklists/index.html").one("h1").text == "Ma liste"


def test_guidance_may_link_to_a_generated_page(project: Project) -> None:
    project.fill().write(
        "docs/fr/index.md",
        "# Accueil\n\n[Le questionnaire](checklists/demo.md), [sa partie](checklists/demo.md#demo.only), [tous](checklists/index.md).\n",
    )
    build_well(project)
    links = [a.attributes["href"] for a in read_page(project.folder / "site/index.html").one("article").all("a")]
    assert links == ["checklists/demo/", "checklists/demo/#demo.only", "checklists/"]


def test_other_files_may_stand_beside_the_generated_pages(project: Project) -> None:
    project.fill().write("docs/fr/checklists/note.md", "# Note\n")
    project.write("docs/fr/checklists/fichier.txt", "texte")
    project.write("docs/en/checklists/note.md", "# Note\n")
    build_well(project)
    assert project.page("checklists/fichier.txt") == "texte"
    assert read_page(project.folder / "site/checklists/note/index.html").one("h1").text == "Note"


def test_no_checklist_takes_the_place_of_the_index(project: Project) -> None:
    project.fill().write("checklists/index.yml", CHECKLIST.replace("id: demo", "id: index"))
    done = project.build("--strict")
    # An error that names the file would do as well.
    if done.returncode:
        assert "checklists/index.yml" in build_refused(project)
        return
    links = [
        a.attributes["href"] for a in read_page(project.folder / "site/checklists/index.html").one("ul", class_="bilan-index").all("a")
    ]
    assert len(links) == 2
    assert "./" not in links


def test_an_own_index_that_is_called_readme_is_offered_in_the_other_language(project: Project) -> None:
    project.fill().write("docs/fr/checklists/README.md", "# Ma liste\n")
    build_well(project)
    page = read_page(project.folder / "site/checklists/index.html")
    assert page.one("nav", class_="bilan-languages").one("a").attributes["href"] == "../en/checklists/"
    assert "http://127.0.0.1:8000/en/checklists/" in [e.attributes["href"] for e in page.all("link", hreflang="en")]


def test_a_heading_of_the_author_does_not_meet_an_entry_of_the_list(project: Project) -> None:
    project.fill().write("docs/fr/index.md", "# Demo\n\n/// checklist | *\n///\n")
    build_well(project)
    ids = [e.attributes["id"] for e in read_page(project.folder / "site/index.html") if "id" in e.attributes]
    assert sorted({i for i in ids if ids.count(i) > 1}) == []
