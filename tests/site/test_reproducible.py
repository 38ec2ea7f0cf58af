# The same input gives the same site, byte for byte, wherever and whenever it is built.

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.building import build_well
from tests.site.conftest import NewProject
from tests.site.reading import fingerprints
from tests.support.project import CHECKLIST, CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-reproducible")

# The list of what browsers may keep changes with every file.
LIST = "assets/bilan/offline."
NAMES = ("zoo", "alpha", "mid")


def _fill(project: Project, names: tuple[str, ...] = NAMES) -> Project:
    project.fill(config=CONFIG.replace("{runtime}", "{runtime}\n      interface: words"))
    project.write("words/fr.yml", "result_title: Votre point\n")
    for name in names:
        project.write(f"checklists/{name}.yml", CHECKLIST.replace("id: demo", f"id: {name}"))
        project.write(f"docs/fr/{name}.md", f"# Page {name}\n\n/// checklist | {name}\n///\n")
        project.write(f"docs/en/{name}.md", f"# Page {name}\n\n/// checklist | {name}\n///\n")
    return project


@pytest.fixture(scope="module")
def project_of_module(new_project: NewProject) -> Project:
    return build_well(_fill(new_project()))


@pytest.fixture(scope="module")
def first(project_of_module: Project) -> dict[str, str]:
    prints = fingerprints(project_of_module.folder / "site")
    assert len(prints) > 40
    return prints


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Project]:
    folder = tmp_path / "else where"
    folder.mkdir()
    yield Project(folder)
    assert [p.name for p in folder.iterdir()] in ([], ["site"])


def _differences(first: dict[str, str], second: dict[str, str]) -> list[str]:
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def test_a_second_build_changes_nothing(project_of_module: Project, first: dict[str, str]) -> None:
    build_well(project_of_module)
    assert _differences(first, fingerprints(project_of_module.folder / "site")) == []


def test_another_working_directory_changes_nothing(project_of_module: Project, first: dict[str, str], elsewhere: Project) -> None:
    build_well(elsewhere, "-f", str(project_of_module.folder / "mkdocs.yml"), "-d", str(elsewhere.folder / "site"))
    assert _differences(first, fingerprints(elsewhere.folder / "site")) == []


def test_a_relative_path_to_the_configuration_changes_nothing(
    project_of_module: Project, first: dict[str, str], elsewhere: Project
) -> None:
    path = os.path.relpath(project_of_module.folder / "mkdocs.yml", elsewhere.folder)
    build_well(elsewhere, "-f", path, "-d", str(elsewhere.folder / "site"))
    assert _differences(first, fingerprints(elsewhere.folder / "site")) == []


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"TZ": "Pacific/Kiritimati"}, id="time-zone"),
        pytest.param({"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, id="locale-c"),
        pytest.param({"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"}, id="locale-french"),
        pytest.param({"PYTHONHASHSEED": "1"}, id="hash-seed-1"),
        pytest.param({"PYTHONHASHSEED": "4242"}, id="hash-seed-2"),
        pytest.param({"PYTHONOPTIMIZE": "1"}, id="optimized"),
    ],
)
def test_another_environment_changes_nothing(
    project_of_module: Project, first: dict[str, str], elsewhere: Project, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    build_well(elsewhere, "-f", str(project_of_module.folder / "mkdocs.yml"), "-d", str(elsewhere.folder / "site"))
    assert _differences(first, fingerprints(elsewhere.folder / "site")) == []


def test_the_order_in_which_files_were_made_changes_nothing(first: dict[str, str], project: Project) -> None:
    build_well(_fill(project, NAMES[::-1]))
    assert _differences(first, fingerprints(project.folder / "site")) == []


def test_times_of_files_change_nothing(first: dict[str, str], project: Project) -> None:
    _fill(project)
    for path in project.folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    build_well(project)
    assert _differences(first, fingerprints(project.folder / "site")) == []


def test_no_path_of_the_machine_is_in_the_site(project_of_module: Project, first: dict[str, str]) -> None:
    needle = str(project_of_module.folder).encode()
    site = project_of_module.folder / "site"
    assert [name for name in first if needle in (site / name).read_bytes()] == []


def test_a_change_of_a_checklist_changes_its_address(first: dict[str, str], project: Project) -> None:
    _fill(project).write("checklists/mid.yml", CHECKLIST.replace("id: demo", "id: mid").replace("points: 2", "points: 3"))
    build_well(project)
    second = fingerprints(project.folder / "site")
    data = [name for name in _differences(first, second) if name.startswith("assets/bilan/") and not name.startswith(LIST)]
    assert [name.rsplit(".", 2)[0] for name in data] == ["assets/bilan/checklists/mid", "assets/bilan/checklists/mid"]


def test_a_change_of_wording_keeps_the_address_of_the_data(first: dict[str, str], project: Project) -> None:
    _fill(project).write("checklists/mid.yml", CHECKLIST.replace("id: demo", "id: mid").replace("Une case", "Une autre case"))
    build_well(project)
    changed = _differences(first, fingerprints(project.folder / "site"))
    assert [name for name in changed if name.startswith("assets/") and not name.startswith(LIST)] == []


def test_what_an_older_build_left_is_gone(project: Project) -> None:
    build_well(_fill(project))
    project.write("site/en/old.html", "old")
    (project.folder / "checklists/mid.yml").unlink()
    (project.folder / "docs/fr/mid.md").unlink()
    (project.folder / "docs/en/mid.md").unlink()
    build_well(project)
    names = fingerprints(project.folder / "site")
    assert [name for name in names if "mid" in name or "old" in name] == []
