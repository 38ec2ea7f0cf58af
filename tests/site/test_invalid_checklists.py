# Checklists with errors: every error of every file is told with its place, and an older site stays as it was.

from __future__ import annotations

import re

import pytest

from tests.site.building import build_refused, build_well
from tests.site.reading import fingerprints
from tests.support.project import CHECKLIST, Project

DIAGNOSTIC = re.compile(r"(?m)^(checklists/[a-z-]+\.yml:\d+:\d+: [FRTY]\d{3}) \S")

# Each with the errors that it has: after which text on its line they start, and their code.
BROKEN = {
    "one": (
        CHECKLIST.replace("id: demo", "id: one")
        .replace("points: 2", "points: deux")
        .replace('{fr: "Une case", en: "A box"}', '{fr: "Une case"}'),
        [("points: deux", "points: ", "F106"), ('{fr: "Une case"}', "text: ", "T301")],
    ),
    "two": (
        CHECKLIST.replace("id: demo", "id: autre").replace("kind: choice", "kind: choise").replace("from: 0", "from: 10"),
        [("id: autre", "id: ", "R204"), ("kind: choise", "kind: ", "F107"), ("from: 10", "  - ", "R206")],
    ),
    "three": ("id: three\ntitle: [\n", []),
    "four": (CHECKLIST.replace("id: demo", "id: four").replace("version: 1\n", ""), [("id: four", "", "F101")]),
}


def _place(text: str, fault: str, before: str) -> str:
    number, line = next((n, line) for n, line in enumerate(text.splitlines(), 1) if fault in line)
    return f"{number}:{line.index(before) + len(before) + 1}"


def _expected() -> set[str]:
    found = {
        f"checklists/{name}.yml:{_place(text, fault, before)}: {code}"
        for name, (text, faults) in BROKEN.items()
        for fault, before, code in faults
    }
    # Where a parser gives up is its own business; that it does on the last line, and with this code, is ours.
    return found | {"checklists/three.yml:3:1: Y002"}


def _break(project: Project) -> Project:
    for name, (text, _) in BROKEN.items():
        project.write(f"checklists/{name}.yml", text)
    return project


def test_every_error_of_every_file_is_told_with_its_place(project: Project) -> None:
    output = build_refused(_break(project.fill()))
    assert set(DIAGNOSTIC.findall(output)) == _expected()
    assert f"{len(_expected())} errors" in output


def test_the_errors_come_in_the_order_of_the_files(project: Project) -> None:
    found = DIAGNOSTIC.findall(build_refused(_break(project.fill())))
    places = [(path, int(line), int(column)) for path, line, column, _ in (d.split(":") for d in found)]
    assert places == sorted(places)


def test_places_are_told_from_the_folder_of_the_configuration(project: Project) -> None:
    _break(project.fill())
    elsewhere = Project(project.folder.parent / "elsewhere")
    elsewhere.write("empty", "")
    output = build_refused(elsewhere, "-f", str(project.folder / "mkdocs.yml"))
    assert set(DIAGNOSTIC.findall(output)) == _expected()


def test_nothing_is_written(project: Project) -> None:
    output = build_refused(_break(project.fill()))
    assert not (project.folder / "site").exists()
    assert "nothing was written" in output


def test_an_older_site_stays_as_it_was(project: Project) -> None:
    site = build_well(project.fill()).folder / "site"
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    prints = fingerprints(site)
    build_refused(_break(project))
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before
    assert fingerprints(site) == prints


def test_a_single_error_is_told_in_the_singular(project: Project) -> None:
    project.fill().write("checklists/demo.yml", CHECKLIST.replace("points: 2", "points: deux"))
    output = build_refused(project)
    assert len(DIAGNOSTIC.findall(output)) == 1
    assert "1 error in" in output


def test_a_warning_is_told_and_stops_a_strict_build_only(project: Project) -> None:
    project.fill().write("checklists/demo.yml", CHECKLIST.replace("points: 0", "points: 2"))
    done = project.build()
    assert done.returncode == 0
    place = _place((project.folder / "checklists/demo.yml").read_text("utf-8"), "id: bad", "- ")
    assert f"checklists/demo.yml:{place}: R207" in done.stderr
    assert done.stderr.count("R207") == 1
    assert project.build("--strict").returncode == 1


def test_an_id_in_two_files_is_told(project: Project) -> None:
    project.fill().write("checklists/demo.yaml", CHECKLIST)
    output = build_refused(project)
    assert "checklists/demo.yml:1:1: R205" in output
    assert "checklists/demo.yaml" in output


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_checklist_that_lacks_a_language_of_the_site_is_an_error(project: Project, locale: str) -> None:
    other = {"fr": "en", "en": "fr"}[locale]
    text = re.sub(r'\{fr: ("[^"]*"), en: ("[^"]*")\}', lambda m: f"{{{other}: {m[1] if other == 'fr' else m[2]}}}", CHECKLIST)
    project.fill().write("checklists/demo.yml", text)
    assert f"checklists/demo.yml:3:8: R203 the checklist is not written in {locale}." in build_refused(project)


def test_a_language_that_the_site_does_not_have_does_no_harm(project: Project) -> None:
    build_well(project.fill("[{locale: en}]"))
    assert "Démonstration" not in project.page("checklists/demo/index.html")
