# The lines of a prose are in the page as their author wrote them, wherever it is shown, and the styles keep them.

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.site.building import build_well
from tests.site.conftest import NewProject
from tests.site.reading import Element, read_page
from tests.support.project import ROOT

LINES = "One of these:\n- a caption;\n- a title.\n\nOr neither."
FR = {"fr": LINES, "en": LINES}
CHECKLIST = {
    "id": "demo",
    "version": 1,
    "title": {"fr": "Lignes", "en": "Lines"},
    "summary": FR,
    "sections": [
        {
            "id": "part",
            "title": {"fr": "Partie", "en": "Part"},
            "intro": FR,
            "items": [
                {
                    "id": "picture",
                    "kind": "choice",
                    "text": {"fr": "Un texte ?", "en": "A text?"},
                    **dict.fromkeys(("help", "why", "example", "action"), FR),
                    "choices": [
                        {"id": "no", "text": {"fr": "Non", "en": "No"}, "points": 0},
                        {"id": "yes", "text": {"fr": "Oui", "en": "Yes"}, "points": 1},
                    ],
                }
            ],
        }
    ],
    "bands": [{"id": "low", "from": 0, "title": {"fr": "Bas", "en": "Low"}, "text": FR}],
    "outcomes": [{"id": "go", "title": {"fr": "Aller", "en": "Go"}, "text": FR}],
    "actions": [{"id": "act", "text": FR}],
}


@pytest.fixture(scope="module")
def site(new_project: NewProject) -> Path:
    project = new_project().fill()
    project.write("checklists/demo.yml", json.dumps(CHECKLIST, ensure_ascii=False))
    return build_well(project).folder / "site"


def _written(element: Element) -> str:
    return "".join(child for child in element.children if isinstance(child, str))


def test_every_line_is_in_the_page(site: Path) -> None:
    page = read_page(site / "checklists/demo/index.html")
    shown = [page.one("p", class_="bilan-summary"), page.one("p", class_="bilan-item__help"), *page.all("dd")]
    shown += [page.one("div", class_="bilan-section").all("p")[0], page.one("li", data_advice="act")]
    assert len(shown) == 9
    assert [_written(element) for element in shown] == [LINES] * 9
    index = read_page(site / "checklists/index.html").one("ul", class_="bilan-index")
    assert _written(index.all("p")[0]) == LINES


def test_the_description_of_a_page_is_one_line(site: Path) -> None:
    page = read_page(site / "checklists/demo/index.html")
    assert page.one("meta", name="description").attributes["content"] == " ".join(LINES.split())


def test_the_styles_keep_the_lines_of_each_place() -> None:
    folder = ROOT / "plugins" / "bilan" / "assets"
    styles = "".join((folder / name).read_text("utf-8") for name in ("bilan.css", "result.css", "lists.css"))
    kept = " ".join(re.findall(r"([^{}]*)\{[^{}]*white-space: pre-line", styles))
    for place in (
        ".bilan-summary",
        ".bilan-section > p",
        ".bilan-item__help",
        "dd",
        ".bilan-levels li",
        "ul.bilan-index p",
        '[data-bilan="band-text"]',
        ".bilan-outcome > p",
        ".bilan-notes p",
        ".bilan-scores__text",
        ".bilan-actions p",
        ".bilan-changes__action",
    ):
        assert place in kept
