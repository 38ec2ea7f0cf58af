# Building more than once in one process, and beside other plugins, gives the same pages as building once.

from __future__ import annotations

import pytest

from tests.site.building import build_well
from tests.site.conftest import NewProject
from tests.site.reading import fingerprints, read_page
from tests.support.project import CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-hooks")

TWICE = """\
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config

def load():
    config = load_config("mkdocs.yml", strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    return config

config = load()
build(config)
build(load() if sys.argv[1] == "fresh" else config)
config.plugins.on_shutdown()
"""

# What `mkdocs serve` does: each build has a configuration of its own, and the plugins of the first one.
AS_SERVED = """\
from mkdocs.commands.build import build
from mkdocs.config import load_config

def load():
    return load_config("mkdocs.yml", strict=True)

config = load()
config.plugins.on_startup(command="serve", dirty=False)
build(config)
templates = config.plugins["bilan"].site.templates
config = load()
build(config)
config.plugins.on_shutdown()
print("KEPT", config.plugins["bilan"].site.templates is templates)
"""

OVERRIDES = "font: false, custom_dir: overrides"

HOOK = """\
seen = []
def on_page_markdown(markdown, page, config, files): seen.append(config.theme["language"] + ":" + page.file.src_uri); return markdown
def on_post_build(config): print("PAGES", ",".join(sorted(seen))); seen.clear()
"""


@pytest.fixture(scope="module")
def once(new_project: NewProject) -> Project:
    return build_well(new_project().fill())


def test_each_page_loads_our_script_and_our_styles_once(once: Project) -> None:
    for path in (once.folder / "site").rglob("index.html"):
        page = read_page(path)
        assert len([e for e in page.all("script") if e.attributes.get("src", "").endswith("/bilan.js")]) == 1
        assert len([e for e in page.all("link", rel="stylesheet") if e.attributes["href"].endswith("/bilan.css")]) == 1
        assert len(page.all("nav", class_="bilan-languages")) == 1
        assert len([e for e in page.all("link") if e.attributes.get("hreflang") == "x-default"]) == 1


def test_our_script_is_a_module(once: Project) -> None:
    page = read_page(once.folder / "site/en/index.html")
    assert [e.attributes["type"] for e in page.all("script") if e.attributes.get("src", "").endswith("/bilan.js")] == ["module"]


def test_our_styles_come_before_those_of_the_author(project: Project) -> None:
    project.fill(config=CONFIG + "extra_css: [own.css]\nextra_javascript: [own.js]\n")
    for name in ("docs/fr/own.css", "docs/en/own.css", "docs/fr/own.js", "docs/en/own.js"):
        project.write(name, "")
    build_well(project)
    links = read_page(project.folder / "site/en/index.html").all("link", rel="stylesheet")
    # What paper asks comes after them: on paper the site's colours give way.
    assert [e.attributes["href"].rpartition("/")[2] for e in links if e.attributes.get("media") == "print"] == ["paper.css"]
    styles = [e.attributes["href"] for e in links if e.attributes.get("media") != "print"]
    assert styles[-1] == "own.css"
    assert styles[-2].endswith("/bilan.css")


@pytest.mark.parametrize("configuration", ["fresh", "same"])
def test_a_second_build_in_one_process_changes_nothing(once: Project, project: Project, configuration: str) -> None:
    done = project.fill().run("-c", TWICE, configuration)
    assert done.returncode == 0, done.stderr[-2000:]
    first, second = fingerprints(once.folder / "site"), fingerprints(project.folder / "site")
    assert sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name)) == []


def test_a_rebuild_of_the_preview_compiles_no_template_again(project: Project) -> None:
    done = project.fill().run("-c", AS_SERVED)
    assert done.stdout.splitlines()[-1:] == ["KEPT True"], done.stderr[-2000:]


def test_other_plugins_see_each_page_once_in_each_language(project: Project) -> None:
    project.fill(config=CONFIG + "hooks: [hook.py]\n").write("hook.py", HOOK)
    lines = [line for line in build_well(project).build().stdout.splitlines() if line.startswith("PAGES")]
    pages = ("checklists/demo.md", "checklists/index.md", "index.md")
    seen = {entry for line in lines for entry in line.removeprefix("PAGES ").split(",")}
    assert seen == {f"{locale}:{page}" for locale in ("fr", "en") for page in pages}
    assert sum(line.count(":") for line in lines) == 6


def test_a_site_without_the_search_plugin_builds(project: Project) -> None:
    build_well(project.fill(config=CONFIG.replace("  - search\n", "")))
    assert not (project.folder / "site/search").exists()


def test_the_order_of_the_plugins_does_not_matter(once: Project, project: Project) -> None:
    build_well(project.fill(config=CONFIG.replace("  - search\n", "") + "  - search\n"))
    first, second = fingerprints(once.folder / "site"), fingerprints(project.folder / "site")
    assert sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name)) == []


def test_an_author_may_override_each_template(project: Project) -> None:
    names = ("head", "item", "section", "result", "index")
    project.fill(config=CONFIG.replace("font: false", OVERRIDES))
    for name in names:
        body = "{% macro item_fieldset(id, item) %}<p>mine: item</p>{% endmacro %}" if name == "item" else f"<p>mine: {name}</p>"
        project.write(f"overrides/bilan/{name}.html", body)
    build_well(project)
    for prefix in ("", "en/"):
        page = project.page(f"{prefix}checklists/demo/index.html")
        assert [name for name in ("head", "section", "result") if f"mine: {name}" not in page] == []
        assert "mine: index" in project.page(f"{prefix}checklists/index.html")
    (project.folder / "overrides/bilan/section.html").unlink()
    build_well(project)
    assert project.page("en/checklists/demo/index.html").count("mine: item") == 2


def test_an_author_may_override_the_page_for_what_is_not_found(project: Project) -> None:
    project.fill(config=CONFIG.replace("font: false", OVERRIDES)).write("overrides/404.html", "mine")
    build_well(project)
    assert project.page("404.html") == "mine"


def test_an_author_may_not_be_able_to_read_a_broken_override_but_sees_its_name(project: Project) -> None:
    project.fill(config=CONFIG.replace("font: false", OVERRIDES)).write("overrides/bilan/head.html", "{% if %}")
    done = project.build()
    assert done.returncode == 1
    assert "bilan/head.html" in done.stdout + done.stderr


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_warning_in_any_language_stops_a_strict_build(project: Project, locale: str) -> None:
    project.fill().write(f"docs/{locale}/index.md", "# Page\n\n[gone](gone.md)\n")
    done = project.build("--strict")
    assert done.returncode == 1
    assert "gone.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert project.build().returncode == 0


def test_a_strict_build_says_nothing_but_where_it_writes(once: Project) -> None:
    done = once.build("--strict", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
