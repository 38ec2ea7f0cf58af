# Themes: what is known of Material holds, and a theme of which nothing is known gives whole pages.

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bilan.site.themes import adapter_for
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from tests.site.building import build_well
from tests.site.conftest import NewProject
from tests.site.reading import read_html
from tests.support.project import CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-themes")

OTHERS = ("mkdocs", "readthedocs")

# Of https://squidfunk.github.io/mkdocs-material/setup/changing-the-colors/#primary-color
NAMED = (
    *("red", "pink", "purple", "deep purple", "indigo", "blue", "light blue", "cyan", "teal", "green", "light green", "lime", "yellow"),
    *("amber", "orange", "deep orange", "brown", "grey", "blue grey", "black", "white"),
)


@pytest.fixture(scope="module", params=OTHERS)
def other(request: pytest.FixtureRequest, new_project: NewProject) -> Project:
    """A small site in a theme of which nothing is known."""
    config = CONFIG.replace("name: material, font: false", f"name: {request.param}, highlightjs: false")
    return build_well(new_project().fill(config=config))


def _config(theme: dict[str, object]) -> Config:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Test", "theme": {"name": "material", **theme}})
    assert config.validate() == ([], [])
    return config


@pytest.mark.parametrize("name", NAMED)
def test_each_colour_that_the_theme_names_is_found_in_its_sheet(name: str) -> None:
    config = _config({"palette": {"primary": name}})
    assert isinstance(config, MkDocsConfig)
    assert re.fullmatch(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?", adapter_for("material").color(config) or "")


@pytest.mark.parametrize(
    ("palette", "color"),
    [
        (None, "#4051b5"),
        ({"scheme": "slate"}, "#4051b5"),
        ([{"primary": "teal"}, {"primary": "red"}], "#009485"),
        ({"primary": "white"}, "#ffffff"),
        ({"primary": "black"}, "#14151a"),
        ({"primary": "custom"}, None),
        ({"primary": "re.d"}, None),
    ],
)
def test_the_colour_of_the_window_is_that_of_the_first_palette(palette: object, color: str | None) -> None:
    config = _config({} if palette is None else {"palette": palette})
    assert isinstance(config, MkDocsConfig)
    assert adapter_for("material").color(config) == color


def test_the_manifest_has_the_colour_of_the_theme(new_project: NewProject) -> None:
    project = new_project().fill(config=CONFIG.replace("font: false", "font: false, palette: {{primary: light blue}}"))
    assert json.loads(build_well(project).page("manifest.json"))["theme_color"] == "#02a6f2"


def test_a_page_of_any_theme_is_in_its_language_and_leads_to_the_others(other: Project) -> None:
    for prefix, locale, target, back in (("", "fr", "en", "../../en/"), ("en/", "en", "fr", "../../../")):
        page = read_html(other.page(f"{prefix}checklists/demo/index.html"))
        assert page.one("html").attributes["lang"] == locale
        switch = page.one("nav", class_="bilan-languages").one("a")
        assert (switch.attributes["hreflang"], switch.attributes["href"]) == (target, f"{back}checklists/demo/")
        assert len(page.all("link", rel="alternate")) == 3
        assert len(page.all("fieldset")) == 2


def test_another_theme_gets_no_styles_of_one_that_is_known(other: Project) -> None:
    sheets = {path.name: path.read_text("utf-8") for path in Path(other.folder, "site/assets/bilan").glob("*/*.css")}
    assert {"bilan.css", "paper.css", "result.css"} <= set(sheets)
    assert [name for name, sheet in sheets.items() if "md-" in sheet] == []
    assert "theme_color" not in json.loads(other.page("manifest.json"))


def test_the_styles_of_a_theme_that_is_known_cost_no_request(new_project: NewProject) -> None:
    project = build_well(new_project().fill())
    folder = next(Path(project.folder, "site/assets/bilan").glob("*/bilan.css")).parent
    assert sorted(path.name for path in folder.rglob("*.css")) == ["bilan.css", "lists.css", "paper.css", "result.css", "update-notice.css"]
    bilan, paper = ((folder / name).read_text("utf-8") for name in ("bilan.css", "paper.css"))
    assert "--bilan-text: var(--md-default-fg-color)" in bilan
    assert ".md-content" in paper
    assert ".md-content" not in bilan
    # Every block is closed, so that nothing of ours is within one of the theme's.
    assert [sheet.count("{") - sheet.count("}") for sheet in (bilan, paper)] == [0, 0]
