# Chromium, and visits to the reference site in it.

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import FLAGS, Visit
from tests.support.project import ROOT, Project
from tests.support.server import StaticServer

OpenVisit = Callable[..., Visit]

# What a test does to requests, a service worker would hide; so only the tests of it have one.
NO_SERVICE_WORKER = "delete Navigator.prototype.serviceWorker"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail("The browser tests need the Debian package chromium: sudo apt install chromium.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def open_visit(browser: Browser, server: StaticServer) -> Iterator[OpenVisit]:
    """Opens visits, each in a profile of its own; at the end none may have had a problem that it did not expect."""
    visits: list[Visit] = []

    def open_one(base: str | None = None, *, offline: bool = False, **options: Any) -> Visit:
        options.setdefault("locale", "fr-FR")
        context = browser.new_context(**options)
        if not offline:
            context.add_init_script(NO_SERVICE_WORKER)
        visits.append(Visit(context, base or server.url))
        return visits[-1]

    yield open_one
    problems = [problem for visit in visits for problem in visit.unexpected()]
    for visit in visits:
        visit.context.close()
    assert not problems


@pytest.fixture
def visit(open_visit: OpenVisit) -> Visit:
    """One reader with a new profile."""
    return open_visit()


@pytest.fixture(scope="session")
def instant_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the reference site where it was built for that very address: there, the theme brings pages in without a load."""
    folder = tmp_path_factory.mktemp("instant") / "site"
    folder.mkdir()
    with StaticServer(folder, "/bilan/") as server:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "SITE_URL": server.url}, check=True, timeout=300)
        yield server.url


@pytest.fixture(scope="session")
def feature_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the checklists in this folder, which use every feature of the format."""
    project = Project(tmp_path_factory.mktemp("features")).fill()
    (project.folder / "checklists" / "demo.yml").unlink()
    for source in sorted((Path(__file__).parent / "checklists").iterdir()):
        project.write(f"checklists/{source.name}", source.read_bytes())
    done = project.build("--strict")
    assert done.returncode == 0, done.stderr
    return project.folder / "site"


@pytest.fixture
def features(open_visit: OpenVisit, feature_site: Path) -> Iterator[OpenVisit]:
    """Opens visits to that site, on a server of its own."""
    with StaticServer(feature_site, "/x/") as server:
        yield lambda **options: open_visit(server.url, **options)
