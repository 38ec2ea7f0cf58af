# Browsers other than Chromium, the sites to visit, and pages in them.

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.model.sites import TEXTS, build_site
from tests.support.checklist_page import ChecklistPage, recorded
from tests.support.engines import Engine, missing, open_engine
from tests.support.long import build_long
from tests.support.server import StaticServer

OpenPage = Callable[..., ChecklistPage]


@pytest.fixture(scope="session", params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ("firefox", "webkit")])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One browser for all journeys, each of which has an origin of its own."""
    lacking = missing(request.param)
    if lacking:
        pytest.skip(lacking)
    running = open_engine(request.param, tmp_path_factory.mktemp("profile"))
    yield running
    running.kill()


@pytest.fixture(scope="session")
def grove(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site of one checklist with every way to answer."""
    return build_site(tmp_path_factory.mktemp("grove"), TEXTS["before"])


@pytest.fixture(scope="session")
def long_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one checklist of some hundred questions."""
    return build_long(tmp_path_factory.mktemp("long"))


@pytest.fixture
def serve() -> Iterator[Callable[[Path, str], StaticServer]]:
    """Serves sites until the last page of the test is closed: what a page still asks for then is no error of its own."""
    with ExitStack() as servers:

        def serve_one(folder: Path, prefix: str) -> StaticServer:
            server = servers.enter_context(StaticServer(folder, prefix))
            server.faults.append(recorded(server))
            return server

        yield serve_one


@pytest.fixture
def small(grove: Path, serve: Callable[[Path, str], StaticServer]) -> StaticServer:
    """That site on a server of its own."""
    return serve(grove, "/x/")


@pytest.fixture
def reference(site: Path, serve: Callable[[Path, str], StaticServer]) -> StaticServer:
    """The reference site on a server of its own."""
    return serve(site, "/some/path/")


@pytest.fixture
def open_page(engine: Engine, serve: object) -> Iterator[OpenPage]:
    """Opens pages with a checklist in new tabs; at the end none may have had an error."""
    pages: list[ChecklistPage] = []

    def open_one(url: str) -> ChecklistPage:
        pages.append(ChecklistPage(engine.new_tab(url)))
        pages[-1].settle()
        return pages[-1]

    yield open_one
    open_pages = [page for page in pages if page.tab in engine.tabs]
    problems = [problem for page in open_pages for problem in page.look().problems]
    for page in open_pages:
        page.tab.close()
    assert not problems
