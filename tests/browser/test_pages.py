# Every page of the site, as any reader meets it, at each width, light and dark: no error, nothing asked of another host, nothing cut
# off, accessible.

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import Visit
from tests.support.project import ROOT
from tests.support.server import StaticServer

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
WIDTHS = (320, 768, 1280)
# Between the two only colours differ.
SCHEMES: dict[Literal["light", "dark"], list[str] | None] = {"light": None, "dark": ["color-contrast"]}


def _pages(site: Path) -> list[str]:
    found = [path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html")]
    assert len(found) > 30
    return sorted(found)


def axe(visit: Visit, part: str = "html", rules: list[str] | None = None) -> list[str]:
    """What axe finds wrong with what a selector finds, by these rules or by all."""
    if not visit.page.evaluate("() => Boolean(window.axe)"):
        visit.page.evaluate(AXE)
    run = "async ([part, rules]) => JSON.stringify((await axe.run(part, rules ? { runOnly: rules } : {})).violations)"
    violations = json.loads(visit.page.evaluate(run, [part, rules]))
    return [f"{v['id']}: {node['target']} {node['failureSummary']}" for v in violations for node in v["nodes"]]


# Two halves, which are looked at side by side.
@pytest.mark.parametrize("half", [0, 1])
def test_every_page_is_sound(visit: Visit, site: Path, half: int) -> None:
    for path in _pages(site)[half::2]:
        visit.goto(path)
        # What is judged is where colours end, not how they get there.
        visit.page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
        for width in WIDTHS:
            visit.page.set_viewport_size({"width": width, "height": 800})
            too_wide = visit.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert too_wide <= 0, f"{path} scrolls sideways at {width}."
        for scheme, rules in SCHEMES.items():
            visit.page.emulate_media(color_scheme=scheme)
            assert axe(visit, rules=rules) == [], f"{path}, {scheme}"
        assert visit.unexpected() == [], path


def test_no_page_starts_python_before_it_is_wanted(cold_visit: Visit, server: StaticServer) -> None:
    before = len(server.requests)
    for path in ("", "checklists/", "checklists/learn/", "learn/"):
        cold_visit.goto(path)
        cold_visit.page.wait_for_load_state("networkidle")
    assert [path for path in server.requests[before:] if "pyodide" in path or "worker.js" in path] == []


@pytest.mark.parametrize(
    ("path", "scheme"), [("checklists/learn/", "light"), ("en/checklists/make-time/", "dark"), ("commitment/", "light")]
)
def test_an_answered_checklist_has_no_accessibility_violation(open_visit: OpenVisit, path: str, scheme: str) -> None:
    visit = open_visit(color_scheme=scheme).goto(path)
    visit.answer_all()
    visit.wait_for_score()
    for details in visit.page.locator("bilan-checklist details").all():
        details.evaluate("(element) => (element.open = true)")
    # Colours fade in; what is judged is where they end.
    visit.finish_animations()
    assert axe(visit) == []


def test_an_answered_checklist_fits_when_text_is_twice_as_large(open_visit: OpenVisit) -> None:
    visit = open_visit(viewport={"width": 640, "height": 800}).goto("checklists/overview/")
    visit.page.add_style_tag(content="html { font-size: 200% !important }")
    visit.answer_all()
    visit.wait_for_score()
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= 640


def test_no_word_of_the_french_pages_is_english(visit: Visit) -> None:
    visit.goto("checklists/learn/")
    words = visit.page.evaluate(
        """() => [...document.querySelectorAll("[aria-label], [title], [placeholder]")]
             .flatMap((e) => ["aria-label", "title", "placeholder"].map((name) => e.getAttribute(name))).filter(Boolean)"""
    )
    english = {"Search", "Language", "Clear", "Share", "Header", "Footer", "Table of contents", "Back to top", "Your result"}
    assert words
    assert not english & set(words)
