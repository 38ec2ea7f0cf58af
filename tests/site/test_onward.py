# Links of a checklist: what its levels, outcomes and actions link, and where to go from its end.

from __future__ import annotations

import pytest

from tests.site.conftest import NewProject
from tests.site.reading import Element, read_page
from tests.site.samples import SECOND
from tests.support.project import CHECKLIST, Project

pytestmark = pytest.mark.xdist_group("site-onward")

LINKED = (
    CHECKLIST.replace("sections:\n", "links: [guides/start.md]\nsections:\n").replace(
        'text: {fr: "Encore."', 'links: [second], text: {fr: "Encore."'
    )
    + "outcomes:\n  - {id: end, title: {fr: Fin, en: End}, text: {fr: Lisez., en: Read.}, links: [guides/start.md]}\n"
    + "actions:\n  - {id: act, text: {fr: Faites-le., en: Do it.}, links: [checklists/index.md, only-french.md]}\n"
)
READER = """
reads:
  - {id: of-demo, checklist: demo}
"""


def _fill(project: Project) -> Project:
    project.fill()
    project.write("checklists/demo.yml", LINKED)
    project.write("checklists/second.yml", SECOND + READER)
    project.write(
        "docs/fr/guides/start.md", "---\none_language: false\n---\n\n# Démarrer & finir\n\n/// checklist | demo\n    section: only\n///\n"
    )
    project.write("docs/en/guides/start.md", "# Start\n")
    project.write("docs/fr/only-french.md", "---\none_language: true\n---\n\n# Seulement\n")
    return project


@pytest.fixture(scope="module")
def built(new_project: NewProject) -> Project:
    project = _fill(new_project())
    done = project.build()
    assert done.returncode == 0, done.stderr
    assert "demo.yml:" in done.stderr
    assert "only-french.md is not there in en; there it is not linked." in done.stderr
    return project


def _page(project: Project, address: str) -> Element:
    return read_page(project.folder / "site" / address / "index.html")


def _links(element: Element) -> list[tuple[str, str]]:
    return [(" ".join(link.text.split()), link.attributes["href"] or "") for link in element.all("a")]


def test_levels_outcomes_and_actions_link_what_they_name(built: Project) -> None:
    page = _page(built, "checklists/demo")
    levels = page.one("details", class_="bilan-levels")
    assert _links(levels) == [
        ("Deuxième", "../second/"),
        ("Démarrer & finir", "../../guides/start/"),
        ("Questionnaires", "../"),
        ("Seulement", "../../only-french/"),
    ]
    english = _page(built, "en/checklists/demo").one("details", class_="bilan-levels")
    assert [title for title, _ in _links(english)] == ["Another", "Start", "Checklists"]


def test_the_end_of_a_checklist_leads_on(built: Project) -> None:
    onward = _page(built, "checklists/demo").one("ul", class_="bilan-onward")
    assert [" ".join(entry.text.split()) for entry in onward.all("li")] == [
        "À lire : Démarrer & finir",
        "Avec vos autres scores : Deuxième",
    ]
    # The last one names nothing, and nothing gathers its score.
    assert not _page(built, "checklists/second").all("ul", class_="bilan-onward")


def test_a_page_of_the_site_that_shows_a_part_has_no_end(built: Project) -> None:
    assert not _page(built, "guides/start").all("ul", class_="bilan-onward")


def test_a_page_that_no_language_has_stops_the_build(project: Project) -> None:
    _fill(project)
    project.write("checklists/demo.yml", LINKED.replace("links: [guides/start.md]\nsections", "links: [guides/strat.md]\nsections"))
    done = project.build()
    assert done.returncode == 1
    assert 'checklists/demo.yml:5:9: there is no page "guides/strat.md" to link to.' in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project.folder / "site").exists()
