# README and docs/site.md keep their word: their examples pass and build as they stand there, and their commands are there.

from __future__ import annotations

import re
from pathlib import Path

from bilan.cli import main

from tests.support.project import ROOT, Project
from tests.support.readme import write_example

README = (ROOT / "README.md").read_text("utf-8")


def test_the_example_passes_the_strictest_check_and_builds(tmp_path: Path) -> None:
    project = write_example(tmp_path / "example")
    # The wheel brings its runtime; a checkout has it here.
    (project.folder / "node_modules").symlink_to(ROOT / "node_modules")
    assert sorted(path.name for path in project.folder.rglob("*.yml")) == ["meetings.yml", "mkdocs.yml"]
    checked = project.run("-m", "bilan.cli", "check", "--strict")
    assert (checked.returncode, checked.stderr) == (0, "")
    built = project.build("--strict")
    assert built.returncode == 0, built.stderr
    page = project.page("checklists/meetings/index.html")
    assert "Are our meetings worth it?" in page
    assert page.count("<fieldset") == 2
    assert 'href="meetings/"' in project.page("checklists/index.html")


def test_every_command_of_the_readme_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE))
    assert {"wheel", "site", "serve"} <= targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
    commands = set(re.findall(r"`bilan ([a-z]+)", README))
    assert {"check", "new", "score"} <= commands
    assert commands - set(main.commands) == set()


def test_the_pictures_are_small_and_described() -> None:
    pictures = re.findall(r'(?:src|srcset)="([^"]+)"', README)
    assert len(pictures) == 2
    assert [name for name in pictures if not 5_000 < (ROOT / name).stat().st_size < 80_000] == []
    (alt,) = re.findall(r'alt="([^"]+)"', README)
    assert len(alt) > 40


SITE_PAGE = (ROOT / "docs" / "site.md").read_text("utf-8")


def test_the_configuration_for_several_languages_builds(project: Project) -> None:
    (config,) = re.findall(r"```yaml\n# mkdocs.yml\n(.*?)```", SITE_PAGE, re.DOTALL)
    project.fill().write("mkdocs.yml", config)
    (project.folder / "node_modules").symlink_to(ROOT / "node_modules")
    built = project.build("--strict")
    assert built.returncode == 0, built.stderr
    assert "My site in English" in project.page("en/index.html")
    assert "My site in English" not in project.page("index.html")
