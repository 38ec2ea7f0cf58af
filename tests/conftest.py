# Fixtures of every test. Real parts only: MkDocs builds, a static server, Chromium, Pyodide.

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.engines import ENGINES, missing
from tests.support.golden import Golden
from tests.support.polling import poll
from tests.support.project import ROOT, Project
from tests.support.server import StaticServer

os.environ["NO_MKDOCS_2_WARNING"] = "1"


# Sites that take long to build, for tests of several files.
BUILT_ONCE = ("versions", "feature_site")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that writes golden files."""
    parser.addoption("--update-golden", action="store_true", help="write the diagnostics that golden files expect anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Holds what was found against golden files, or writes it into them."""
    return Golden(request.config.getoption("--update-golden"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is set up for many tests is set up in one worker, not in each: the sites above, and what a file of these folders prepares."""
    for item in items:
        names = [name for name in BUILT_ONCE if name in getattr(item, "fixturenames", ())]
        if names or item.path.parent.name in ("site", "engine"):
            item.add_marker(pytest.mark.xdist_group(names[0] if names else item.path.stem))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty site project: `write` files into it, `build` it."""
    return Project(tmp_path / "project")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference site, built by the command that authors use, once for all workers of a run."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    target = shared / "site"
    lock = shared / "site.lock"
    try:
        lock.mkdir()
    except FileExistsError:
        _wait_for(shared / "site.done")
        return target
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    (shared / "site.done").write_text(done.stdout + done.stderr if done.returncode else "")
    if done.returncode:
        pytest.fail(f"the reference site does not build:\n{done.stdout}{done.stderr}")
    return target


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[StaticServer]:
    """The reference site on a plain static server, under a sub-path."""
    with StaticServer(site, "/some/path/") as running:
        yield running


@pytest.fixture(autouse=True)
def no_unexpected_warnings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in a log fails the test, unless the test clears it after looking at it."""
    yield
    unexpected = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not unexpected, [record.getMessage() for record in unexpected]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A browser that is not there goes without its tests, but not in silence."""
    for lacking in filter(None, map(missing, ENGINES)):
        terminalreporter.write_sep("!", f"NOT TESTED: {lacking}", red=True, bold=True)


def _wait_for(path: Path) -> None:
    if not poll(path.exists, 300, every=0.1):
        pytest.fail(f"{path.name} did not appear in 300 s")
    problem = path.read_text()
    if problem:
        pytest.fail(f"the reference site does not build:\n{problem}")
