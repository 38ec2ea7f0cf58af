# Projects that the tests of one module share: a build takes a second or two.

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.project import Project

NewProject = Callable[[], Project]


@pytest.fixture(scope="module")
def new_project(tmp_path_factory: pytest.TempPathFactory) -> NewProject:
    """Makes empty projects that last as long as the module's tests."""
    return lambda: Project(tmp_path_factory.mktemp("project"))
