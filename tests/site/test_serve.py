# `mkdocs serve`: every language is served, and follows each change of the author.

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.conftest import NewProject
from tests.site.reading import read_html
from tests.support.polling import looks
from tests.support.project import CHECKLIST, CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-serve")

PATIENCE_S = 30
PAGE = "checklists/demo/"
HEAD = "<p>Notre chapeau</p>"


@dataclass
class Preview:
    """A running `mkdocs serve`, its project and what it says."""

    project: Project
    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def fetch(self, path: str) -> str:
        """A served page, or nothing while the server does not answer."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=5) as answer:
                text: str = answer.read().decode("utf-8")
                return text
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return ""

    def said(self) -> str:
        """All output so far."""
        return self.log.read_text("utf-8", errors="replace")

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Wait until something holds, for as long as the server lives and patience lasts."""
        for late in looks(PATIENCE_S, every=0.2):
            if until():
                return
            assert self.process.poll() is None, f"the server ended before {what}:\n{self.said()}"
            assert not late, f"not in {PATIENCE_S} s: {what}\n{self.said()}"

    def wait_for(self, text: str, path: str) -> None:
        """Wait until a served page contains a text."""
        self.wait(lambda: text in self.fetch(path), f"{text!r} on {path}")


@pytest.fixture(scope="module")
def preview(new_project: NewProject) -> Iterator[Preview]:
    config = (
        CONFIG.replace("font: false", "font: false, custom_dir: overrides").replace("127.0.0.1:8000/", "127.0.0.1:8000/sub/")
        + "      interface: words\ndraft_docs: draft.md\n"
    )
    project = new_project().fill(config=config)
    project.write("overrides/main.html", '{% extends "base.html" %}')
    project.write("overrides/bilan/head.html", HEAD)
    project.write("words/fr.yml", "result_title: Votre point\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project.folder / "serve.log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", "--livereload"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=project.folder, stdout=output, stderr=subprocess.STDOUT)
    try:
        running = Preview(project, f"http://127.0.0.1:{port}/sub/", process, log)
        running.wait_for("Accueil", "")
        yield running
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def test_it_serves_both_languages(preview: Preview) -> None:
    for prefix, locale, title in [("", "fr", "Démonstration"), ("en/", "en", "Demonstration")]:
        page = read_html(preview.fetch(prefix + PAGE))
        assert page.one("html").attributes["lang"] == locale
        assert page.one("h1").text == title
        assert HEAD in preview.fetch(prefix + PAGE)


def test_links_between_languages_stay_on_the_preview(preview: Preview) -> None:
    page = read_html(preview.fetch("en/" + PAGE))
    assert [e.attributes["href"] for e in page.all("link") if e.attributes.get("hreflang") == "fr"] == [preview.url + PAGE]
    assert page.one("nav", class_="bilan-languages").one("a").attributes["href"] == f"../../../{PAGE}"
    assert f"<loc>{preview.url}en/{PAGE}</loc>" in preview.fetch("en/sitemap.xml")


def test_a_page_that_is_not_found_is_told_in_both_languages(preview: Preview) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(preview.url + "nowhere/at/all", timeout=5)
    with caught.value as answer:
        assert answer.code == 404
        body = answer.read().decode("utf-8")
    assert "introuvable" in body
    assert "cannot be found" in body


def test_a_draft_is_served_in_each_language(preview: Preview) -> None:
    for locale, prefix in (("fr", ""), ("en", "en/")):
        preview.project.write(f"docs/{locale}/draft.md", f"# Draft {locale}\n")
        preview.wait_for(f"Draft {locale}", f"{prefix}draft/")


def test_a_change_of_a_checklist_shows_in_both_languages(preview: Preview) -> None:
    preview.project.write("checklists/demo.yml", CHECKLIST.replace("Une case", "Une case neuve").replace("A box", "A new box"))
    preview.wait_for("Une case neuve", PAGE)
    preview.wait_for("A new box", "en/" + PAGE)


def test_a_change_of_guidance_shows_in_each_language(preview: Preview) -> None:
    preview.project.write("docs/en/index.md", "# Home\n\nFreshly written.\n")
    preview.wait_for("Freshly written.", "en/")
    preview.project.write("docs/fr/index.md", "# Accueil\n\nTout frais.\n")
    preview.wait_for("Tout frais.", "")
    assert "Freshly written." in preview.fetch("en/")


def test_a_new_page_shows_in_the_second_language(preview: Preview) -> None:
    preview.project.write("docs/en/extra.md", "# One more\n")
    preview.project.write("docs/fr/extra.md", "# Une de plus\n")
    preview.wait_for("One more", "en/extra/")
    preview.wait_for("Une de plus", "extra/")


def test_a_change_of_an_overriding_template_shows(preview: Preview) -> None:
    preview.project.write("overrides/bilan/head.html", "<p>Autre chapeau</p>")
    preview.wait_for("Autre chapeau", PAGE)
    preview.wait_for("Autre chapeau", "en/" + PAGE)


def test_a_change_of_the_words_shows(preview: Preview) -> None:
    preview.project.write("words/fr.yml", "result_title: Où vous en êtes\n")
    preview.wait_for("Où vous en êtes", PAGE)


def test_a_new_checklist_gets_its_page(preview: Preview) -> None:
    preview.project.write("checklists/extra.yml", CHECKLIST.replace("id: demo", "id: extra").replace("Demonstration", "An extra one"))
    preview.wait_for("An extra one", "en/checklists/extra/")
    (preview.project.folder / "checklists/extra.yml").unlink()
    preview.wait(lambda: "An extra one" not in (preview.fetch("en/checklists/") or "An extra one"), "the checklist gone")


def test_a_change_of_the_configuration_shows(preview: Preview) -> None:
    path = preview.project.folder / "mkdocs.yml"
    preview.project.write("mkdocs.yml", path.read_text("utf-8").replace("site_name: Test", "site_name: Nouveau nom"))
    preview.wait_for("Nouveau nom", "en/")
    preview.wait_for("Nouveau nom", "")


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        pytest.param(CHECKLIST.replace("points: 2", "points: deux"), "F106", id="wrong-value"),
        pytest.param("title: [\n", "Y002", id="no-yaml"),
        pytest.param("", "Y009", id="empty"),
    ],
)
def test_a_broken_checklist_does_not_end_the_server(preview: Preview, broken: str, complaint: str) -> None:
    before = preview.said().count(complaint)
    preview.project.write("checklists/demo.yml", broken)
    preview.wait(lambda: preview.said().count(complaint) > before, f"a message with {complaint}")
    mended = f"Une case remise après {complaint}"
    preview.project.write("checklists/demo.yml", CHECKLIST.replace("Une case", mended))
    preview.wait_for(mended, PAGE)
    preview.wait_for("A box", "en/" + PAGE)


def test_a_wrong_block_in_the_second_language_does_not_end_the_server(preview: Preview) -> None:
    preview.project.write("docs/en/index.md", "# Home\n\n/// checklist | nowhere\n///\n")
    preview.wait(lambda: 'no checklist "nowhere"' in preview.said(), "a message about the block")
    preview.project.write("docs/en/index.md", "# Home again\n")
    preview.wait_for("Home again", "en/")
    preview.wait_for("Accueil", "")


def test_nothing_grows_with_the_number_of_builds(preview: Preview) -> None:
    page = read_html(preview.fetch("en/" + PAGE))
    assert len([e for e in page.all("script") if e.attributes.get("src", "").endswith("/bilan.js")]) == 1
    assert len([e for e in page.all("link") if e.attributes.get("hreflang") == "x-default"]) == 1
    assert "Traceback" not in preview.said()


def test_the_preview_leaves_no_site_in_the_project(preview: Preview) -> None:
    assert not (preview.project.folder / "site").exists()
