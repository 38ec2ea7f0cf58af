# Site from the installed wheel: `pip install` alone, without Node and without the npm package, builds one, with a score in it.

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bilan.site.runtime import read_runtime, write_bundle

from tests.browser.conftest import OpenVisit
from tests.support.project import CHECKLIST, ROOT, RUNTIME
from tests.support.server import StaticServer

CONFIG = """\
site_name: From the wheel
theme: {name: material, font: false}
plugins:
  - bilan: {locales: [{locale: fr}, {locale: en}]}
"""


def test_a_site_from_the_wheel_needs_neither_node_nor_the_npm_package(tmp_path: Path, open_visit: OpenVisit) -> None:
    site = _build_site(tmp_path, _build_wheel(tmp_path))
    with StaticServer(site, "/wheel/") as server:
        visit = open_visit(server.url)
        visit.goto("checklists/demo/")
        visit.answer("first", "good")
        assert visit.wait_for_score()["score"]["percent"] == 66.7


def _build_wheel(folder: Path) -> Path:
    source = folder / "source"
    shutil.copytree(ROOT / "plugins", source / "plugins", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, source)
    write_bundle(read_runtime(RUNTIME), source / "plugins" / "bilan" / "runtime")
    options = ["--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--wheel-dir", str(folder / "dist")]
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", *options, str(source)], check=True, timeout=120)
    (wheel,) = (folder / "dist").glob("*.whl")
    return wheel


def _build_site(folder: Path, wheel: Path) -> Path:
    installed, project = folder / "installed", folder / "project"
    options = ["--no-deps", "--no-index", "--disable-pip-version-check", "--target", str(installed)]
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *options, str(wheel)], check=True, timeout=120)
    for name, text in {
        "mkdocs.yml": CONFIG,
        "checklists/demo.yml": CHECKLIST,
        "docs/fr/index.md": "# Accueil\n",
        "docs/en/index.md": "# Home\n",
    }.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    # No Node on the path; the installed wheel comes before the checkout.
    environment = {**os.environ, "PATH": str(folder), "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=project, env=environment, check=True, timeout=120)
    return project / "site"
