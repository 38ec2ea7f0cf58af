# Chromium, visits in it, and the sites to visit.

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import TEST_FLAGS, Visit
from tests.support.garden import BEFORE, Garden
from tests.support.project import CHECKLIST, CONFIG, ROOT, RUNTIME, Project
from tests.support.server import StaticServer
from tests.support.warm import WarmProfile

OpenVisit = Callable[..., Visit]

# What a test does to requests, a service worker would hide; so only the tests of it have one.
NO_SERVICE_WORKER = "delete Navigator.prototype.serviceWorker"

NUMBER = """\
      - id: third
        kind: number
        text: {fr: "Combien ?", en: "How many?"}
        min: 0
        max: 10
        breakpoints: [{at: 0, points: 0}, {at: 10, points: 2}]
"""
WITH_NUMBER = CHECKLIST.replace("bands:", NUMBER + "bands:")
# Of the versions of the small site: the checklist's page, and what the home page says of which version it is.
DEMO = "checklists/demo/"
SHOWN_VERSION = "() => document.querySelector('main p')?.textContent ?? ''"


def chromium() -> str:
    """Where Debian's Chromium is."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail("The browser tests need the Debian package chromium: sudo apt install chromium.")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=TEST_FLAGS)
        yield running
        running.close()


@pytest.fixture
def open_unusual(browser: Browser, tmp_path: Path) -> Iterator[OpenVisit]:
    """Opens a visit in a Chromium of its own, with flags and settings of its profile; no problem may come that it did not expect."""
    contexts = []

    def open_one(base: str, *flags: str, **settings: Any) -> Visit:
        folder = tmp_path / f"profile-{len(contexts)}"
        (folder / "Default").mkdir(parents=True)
        (folder / "Default" / "Preferences").write_text(json.dumps({"profile": settings}))
        context = browser.browser_type.launch_persistent_context(
            folder, executable_path=chromium(), args=[*TEST_FLAGS, *flags], locale="fr-FR"
        )
        context.add_init_script(NO_SERVICE_WORKER)
        contexts.append(context)
        visits.append(Visit(context, base))
        return visits[-1]

    visits: list[Visit] = []
    yield open_one
    problems = [problem for visit in visits for problem in visit.unexpected()]
    for context in contexts:
        context.close()
    assert not problems


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


@pytest.fixture(scope="session")
def warm(browser: Browser, server: StaticServer) -> Iterator[WarmProfile]:
    """A profile in which Python runs already, for the reference site."""
    profile = WarmProfile(browser, server.url, "checklists/learn/", NO_SERVICE_WORKER)
    yield profile
    profile.close()


@pytest.fixture
def visit(warm: WarmProfile) -> Iterator[Visit]:
    """One reader who has answered nothing yet, with Python running in another tab."""
    visit = warm.visit()
    yield visit
    problems = visit.unexpected()
    warm.forget()
    assert not problems


@pytest.fixture
def cold_visit(open_visit: OpenVisit) -> Visit:
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


@pytest.fixture(scope="session")
def feature_server(feature_site: Path) -> Iterator[StaticServer]:
    """That site on a server."""
    with StaticServer(feature_site, "/x/") as server:
        yield server


@pytest.fixture(scope="session")
def warm_features(browser: Browser, feature_server: StaticServer) -> Iterator[WarmProfile]:
    """A profile in which Python runs already, for that site."""
    profile = WarmProfile(browser, feature_server.url, "checklists/every/", NO_SERVICE_WORKER)
    yield profile
    profile.close()


@pytest.fixture
def features(warm_features: WarmProfile) -> Iterator[OpenVisit]:
    """Opens visits to that site, with Python running in another tab; at the end none may have had a problem that it did not expect."""
    visits: list[Visit] = []

    def open_one(**options: Any) -> Visit:
        visits.append(warm_features.visit(**options))
        return visits[-1]

    yield open_one
    problems = [problem for visit in visits for problem in visit.unexpected()]
    warm_features.forget()
    assert not problems


@pytest.fixture
def cold_features(open_visit: OpenVisit, feature_server: StaticServer) -> OpenVisit:
    """Opens visits to that site, each in a profile of its own."""
    return lambda **options: open_visit(feature_server.url, **options)


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two versions of a small site, the second as after an update of everything; and the first without a copy for offline."""
    folder = tmp_path_factory.mktemp("versions")
    # Another version of Pyodide with the same bytes; without what trims it, which knows one version.
    for package in ("then", "now"):
        shutil.copytree(RUNTIME, folder / package / "pyodide")
    about = folder / "now" / "pyodide" / "package.json"
    about.write_text(about.read_text().replace('"version": "', '"version": "9'))
    old, new = (CONFIG.replace("{runtime}", str(folder / package / "pyodide")) for package in ("then", "now"))
    return {
        "old": _build_version(folder / "old", "Ancienne version.", WITH_NUMBER, old),
        "new": _build_version(folder / "new", "Nouvelle version.", WITH_NUMBER.replace("points: 2", "points: 4"), new),
        "none": _build_version(folder / "none", "Ancienne version.", WITH_NUMBER, CONFIG + "      offline: false\n"),
    }


def _build_version(folder: Path, words: str, checklist: str, config: str) -> Path:
    project = Project(folder).fill(config=config)
    project.write("docs/fr/index.md", f"# Accueil\n\n{words}\n\n/// checklist | demo\n///\n")
    project.write("docs/en/guide.md", "# Guide\n")
    project.write("docs/fr/guide.md", "# Guide pratique\n")
    project.write("checklists/demo.yml", checklist)
    done = project.build("--strict")
    assert done.returncode == 0, done.stderr
    return project.folder / "site"


@pytest.fixture
def small(versions: dict[str, Path]) -> Iterator[StaticServer]:
    """A server of the first of them, which a test gives the folder of another as a deploy does."""
    with StaticServer(versions["old"], "/x/") as server:
        yield server


@pytest.fixture
def garden(open_visit: OpenVisit, tmp_path: Path) -> Iterator[Garden]:
    """The site in version 1, served at its own address, where the theme brings pages in without a load."""
    project = Project(tmp_path)
    site = project.folder / "site"
    site.mkdir()
    with StaticServer(site, "/x/") as server:
        config = CONFIG.replace("http://127.0.0.1:8000/", server.url).replace("font: false", "font: false, features: [navigation.instant]")
        project.fill(config=config)
        (project.folder / "checklists" / "demo.yml").unlink()
        garden = Garden(project, open_visit(server.url), server)
        garden.publish(BEFORE)
        yield garden
