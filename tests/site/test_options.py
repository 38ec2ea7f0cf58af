# A wrong option stops the build before anything is written, with one message that names the option and says what to do.

from __future__ import annotations

import pytest

from tests.site.building import build_refused
from tests.support.project import CONFIG, RUNTIME, Project

FR_EN = "[{locale: fr}, {locale: en}]"


def _refused(project: Project, *mentions: str) -> str:
    output = build_refused(project)
    assert [text for text in mentions if text not in output] == [], output
    assert not (project.folder / "site").exists()
    return output


@pytest.mark.parametrize("code", ["français", "FR", "f", "fr_FR", "'../fr'", "'fr/x'", "''"])
def test_a_malformed_language_code_is_an_error(project: Project, code: str) -> None:
    project.fill(f"[{{locale: {code}}}, {{locale: en}}]")
    _refused(project, "bilan", "locale", code.strip("'"), "fr, en or pt-BR")


@pytest.mark.parametrize("locales", ["[{locale: xx}, {locale: en}]", "[{locale: fr}, {locale: xx}]"])
def test_a_language_that_nobody_knows_is_an_error(project: Project, locales: str) -> None:
    project.fill(locales).write("docs/xx/index.md", "# X\n")
    text = (project.folder / "checklists/demo.yml").read_text("utf-8")
    project.write("checklists/demo.yml", text.replace("fr: ", "xx: ") if "fr" not in locales else text.replace("en: ", "xx: "))
    _refused(project, "bilan", "locale", "xx")


def test_a_language_that_stands_twice_is_an_error(project: Project) -> None:
    _refused(project.fill("[{locale: fr}, {locale: en}, {locale: fr}]"), "locales", "'fr' stands twice", "Keep one")


def test_a_locale_without_a_code_is_an_error(project: Project) -> None:
    _refused(project.fill("[{locale: fr}, {name: English}]"), "locale")


def test_an_option_that_is_not_one_is_named(project: Project) -> None:
    project.fill(config=CONFIG + "      checklist: checklists\n")
    done = project.build("--strict")
    assert done.returncode == 1
    assert "checklist" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_missing_folder_of_pages_is_an_error(project: Project, locale: str) -> None:
    project.fill()
    (project.folder / "docs" / locale / "index.md").unlink()
    (project.folder / "docs" / locale).rmdir()
    _refused(project, "locales", f"docs/{locale}", "Make it")


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_missing_folder_of_pages_leaves_an_older_site_as_it_is(project: Project, locale: str) -> None:
    project.fill().write("site/old.html", "old")
    (project.folder / "docs" / locale / "index.md").unlink()
    (project.folder / "docs" / locale).rmdir()
    build_refused(project)
    assert [p.relative_to(project.folder / "site").as_posix() for p in (project.folder / "site").rglob("*")] == ["old.html"]


def test_a_missing_folder_of_checklists_is_an_error(project: Project) -> None:
    project.fill()
    (project.folder / "checklists/demo.yml").unlink()
    (project.folder / "checklists").rmdir()
    _refused(project, str(project.folder / "checklists"), "`checklists`", "Make it")


def test_a_folder_of_checklists_that_is_a_file_is_an_error(project: Project) -> None:
    project.fill(config=CONFIG + "      checklists: mkdocs.yml\n")
    _refused(project, "mkdocs.yml", "`checklists`")


def test_another_folder_of_checklists_is_read(project: Project) -> None:
    project.fill(config=CONFIG + "      checklists: deep/er\n")
    (project.folder / "deep").mkdir()
    (project.folder / "checklists").rename(project.folder / "deep/er")
    assert project.build("--strict").returncode == 0
    assert (project.folder / "site/checklists/demo/index.html").is_file()


def test_a_folder_without_checklists_makes_an_empty_index(project: Project) -> None:
    project.fill()
    (project.folder / "checklists/demo.yml").unlink()
    done = project.build("--strict")
    assert done.returncode == 0, done.stderr
    assert "bilan-index" in project.page("en/checklists/index.html")


def test_a_missing_runtime_is_an_error(project: Project) -> None:
    project.fill(config=CONFIG.replace("runtime: {runtime}", "runtime: nowhere"))
    _refused(project, "runtime", str(project.folder / "nowhere"), "npm ci")


@pytest.mark.parametrize("name", ["package.json", "pyodide.asm.wasm", "pyodide-lock.json"])
def test_an_incomplete_runtime_is_an_error(project: Project, name: str) -> None:
    project.fill(config=CONFIG.replace("runtime: {runtime}", "runtime: mine"))
    for file in RUNTIME.iterdir():
        if file.is_file() and file.name != name:
            (project.folder / "mine").mkdir(exist_ok=True)
            (project.folder / "mine" / file.name).symlink_to(file)
    _refused(project, "runtime", name, "npm ci")


def test_a_damaged_runtime_is_an_error(project: Project) -> None:
    project.fill(config=CONFIG.replace("runtime: {runtime}", "runtime: mine"))
    for file in RUNTIME.iterdir():
        if file.is_file():
            (project.folder / "mine").mkdir(exist_ok=True)
            (project.folder / "mine" / file.name).symlink_to(file)
    (project.folder / "mine/pyodide-lock.json").unlink()
    project.write("mine/pyodide-lock.json", "{}")
    _refused(project, "runtime", "npm ci")
