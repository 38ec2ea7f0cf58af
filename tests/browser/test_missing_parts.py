# A theme's templates that lack what scripts look for: each lack is told once, by template and element, and the rest of the page goes on.

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from scripts.page_parts import Part, declared_parts
from tests.browser.conftest import OpenVisit
from tests.support.browser import FIRST_SCORE_MS, HELD_S, Visit
from tests.support.project import CONFIG, ROOT, Project
from tests.support.server import StaticServer

TEMPLATES = ROOT / "plugins" / "bilan" / "templates" / "bilan"
PAGE = "checklists/every/"

# Takes elements out while the page arrives, before any script of ours has run; those in templates, too.
_REMOVE = """
const selectors = %s;
new MutationObserver(() => {
  const places = [document, ...[...document.querySelectorAll("template")].map(({ content }) => content)];
  for (const place of places) for (const element of place.querySelectorAll(selectors.join())) element.remove();
}).observe(document, { childList: true, subtree: true });
"""

# Where an element is looked up within another one: an address of it in the page as a whole.
_WITHIN = {
    "field": ".bilan-number > input",
    "error": ".bilan-number ~ .bilan-error",
    "row-part": "li > [data-part], li > p > [data-part]",
    "band-name": '[data-part="band"] strong',
    "term-title": 'dt [data-bilan="title"]',
    "evidence-error": '[data-bilan="evidence-error"]',
    "evidence-link": ".bilan-evidence__open > a",
    "evidence-field": "[data-field]",
}
# Needed by this checklist and by what is done here.
_NEEDED_HERE = {
    *_WITHIN,
    *("actions", "lift", "lift-changes", "explanation", "explanation-steps", "score-row", "section-row", "band", "notes", "note-texts"),
}

PARTS = declared_parts()
NEEDED = [part for part in PARTS if (not part.is_optional and not part.is_within) or part.name in _NEEDED_HERE]
# Without these there is nothing to answer, or no place for evidence.
_ROOTS = {"questions", "section", "evidence-form"}
BATCH = 7
# Whoever can't open the fields for evidence does not miss what they lack.
_OPENERS = {"add-evidence"}
_TAKEN = [part for part in NEEDED if part.name not in _ROOTS | _OPENERS]
BATCHES = [[part for part in NEEDED if part.name in _OPENERS], *(_TAKEN[start::BATCH] for start in range(BATCH))]


def address(part: Part) -> str:
    """A selector for all elements in the place of a part."""
    return _WITHIN.get(part.name) or part.selector.replace('="…"', "")


def messages(visit: Visit) -> list[str]:
    """What was told of parts that are missing."""
    return [problem for problem in visit.problems if problem.startswith("error: Bilan: the template ")]


def open_without(visit: Visit, parts: list[Part]) -> Visit:
    """The page without these parts, once its scripts are there."""
    visit.expect(r"^error: Bilan: the template ")
    visit.page.add_init_script(_REMOVE % json.dumps([address(part) for part in parts]))
    visit.page.goto(visit.base + PAGE)
    visit.page.keyboard.press("Shift")
    visit.page.evaluate("() => document.querySelector('bilan-checklist').scrollIntoView()")
    visit.page.wait_for_selector("bilan-checklist:defined", state="attached")
    return visit


def is_told(visit: Visit, part: Part) -> bool:
    """Whether it was told that a part is missing."""
    selector = part.selector.replace('="…"', "")
    lack = f"the template {part.template} lacks the element {selector}."
    return any(lack in message.replace(":scope ", "") for message in messages(visit))


def assert_told(visit: Visit, parts: list[Part]) -> None:
    """Each part that is missing is told once, with its template, and nothing is told twice."""
    visit.poll(lambda: all(is_told(visit, part) for part in parts), HELD_S)
    assert [part.name for part in parts if not is_told(visit, part)] == []
    assert len(set(messages(visit))) == len(messages(visit))
    assert all("docs/contract.md" in message for message in messages(visit))


@pytest.mark.parametrize("parts", BATCHES, ids=lambda parts: parts[0].name)
def test_what_is_missing_is_told_and_answers_are_kept_and_scored_all_the_same(features: OpenVisit, parts: list[Part]) -> None:
    visit = open_without(features(), parts)
    names = {part.name for part in parts}
    visit.answer("role", "writer")
    visit.page.evaluate("() => document.querySelector('.bilan-explanation')?.toggleAttribute('open', true)")
    visit.page.evaluate("() => document.querySelector('fieldset[data-item=role] [data-bilan=add-evidence]')?.click()")
    for item, value in (("role", "lead"), ("tools", "blog"), ("reads", "yes"), ("checks", "partly")):
        visit.answer(item, value)
    if "field" not in names:
        visit.answer("hours", "8")
    visit.page.wait_for_function("() => window.bilanCurrent", timeout=FIRST_SCORE_MS)
    assert_told(visit, parts)
    assert visit.kept()["every"]["answers"]["role"] == {"value": "lead"}
    for name in {"percent", "points"} - names:
        if "score" not in names:
            assert visit.page.locator(f"[data-bilan={name}]").first.inner_text() != ""


def test_a_page_without_anything_that_scripts_look_for_keeps_still(features: OpenVisit) -> None:
    visit = open_without(features(), [part for part in NEEDED if part.name not in _WITHIN])
    told = {part.name for part in NEEDED if not part.is_optional and not part.is_within}
    assert_told(visit, [part for part in NEEDED if part.name in told])


@pytest.fixture(scope="module")
def themed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaticServer]:
    """The small site with a theme that overrides templates and lost elements of them."""
    project = Project(tmp_path_factory.mktemp("themed")).fill(config=CONFIG.replace("font: false", "font: false, custom_dir: theme"))
    lost = {
        "result.html": (
            r'<p data-bilan="range" hidden></p>',
            r'<h3 [^>]*data-bilan="band-title"[^>]*></h3>',
            r'<button [^>]*data-bilan="save".*?</button>',
        ),
        "item.html": (r'<button [^>]*data-bilan="clear".*?</button>',),
        "levels.html": (r'<span data-bilan="title">\{\{ band.title \}\}</span>',),
    }
    for name, patterns in lost.items():
        text = (TEMPLATES / name).read_text("utf-8")
        for pattern in patterns:
            text, count = re.subn(pattern, "", text)
            assert count == 1, pattern
        project.write(f"theme/bilan/{name}", text)
    done = project.build("--strict")
    assert done.returncode == 0, done.stderr
    with StaticServer(project.folder / "site", "/x/") as server:
        yield server


def test_a_theme_that_lost_elements_is_told_which_and_the_rest_works(open_visit: OpenVisit, themed_site: StaticServer) -> None:
    visit = open_visit(themed_site.url)
    visit.expect(r"^error: Bilan: the template ")
    visit.goto("en/checklists/demo/")
    visit.answer("first", "good")
    result = visit.wait_for_score()
    assert result["score"]["band"] == "high"
    assert visit.shown_percent() == f"{result['score']['percent']:g}%"
    assert visit.page.locator("[data-bilan=band-text]").inner_text() == "Well done."
    assert visit.kept()["demo"]["answers"] == {"first": {"value": "good"}}
    assert_told(visit, [part for part in PARTS if part.name in {"clear", "term-title", "band-title", "range", "save"}])
    assert len(messages(visit)) == 5
    visit.goto("en/checklists/demo/")
    assert visit.wait_for_score()["score"] == result["score"]
