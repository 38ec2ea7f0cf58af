# Runs of the model in three browsers; `make model` does many more. A failure prints its steps, which `--replay` does again.

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.model.runs import Runner, runner
from tests.model.sites import Site, build_sites
from tests.model.steps import Plan, Step, plan
from tests.support.engines import ENGINES, missing

RUNS = {"chromium": 8, "firefox": 1, "webkit": 1}

# What is stored for the origin goes away at the second load, without anyone being told.
FORGETS = """
if (sessionStorage.again) {
  localStorage.clear();
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (name, ...more) { return open.call(this, `${name}-empty`, ...more); };
}
sessionStorage.again = "yes";
"""
# Of all that is written, one question's answer is another.
CHANGES = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (text, ...more) {
  return put.call(this, text.replace('"value":"good"', '"value":"fair"'), ...more);
};
"""
ANSWER = Step("answer", {"tab": 0, "key": "mood", "value": "good", "wait": True})
RELOAD = Step("reload", {"tab": 0})
CHECK = Step("check", {})


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """The versions of the small site."""
    return build_sites(tmp_path_factory.mktemp("versions"))


@pytest.fixture(scope="session")
def runner_of(sites: dict[str, Site], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Runner]]:
    """One browser of each name for all runs."""
    with ExitStack() as stack:
        runners: dict[str, Runner] = {}

        def find(name: str) -> Runner:
            if missing(name):
                pytest.skip(missing(name))
            if name not in runners:
                runners[name] = stack.enter_context(runner(name, sites, tmp_path_factory.mktemp(name)))
            return runners[name]

        yield find


@pytest.mark.parametrize(
    ("name", "seed"),
    [pytest.param(name, seed, marks=pytest.mark.xdist_group(name)) for name in ENGINES for seed in range(1, RUNS[name] + 1)],
)
def test_every_answer_that_was_shown_as_kept_is_there(runner_of: Callable[[str], Runner], name: str, seed: int) -> None:
    failure = runner_of(name).run(plan(seed))
    assert not failure, f"{name}, seed {seed}: {failure}"


@pytest.mark.xdist_group("chromium")
@pytest.mark.parametrize("fault", [FORGETS, CHANGES], ids=["forgets", "changes"])
def test_a_page_that_breaks_its_word_is_found(runner_of: Callable[[str], Runner], fault: str) -> None:
    failure = runner_of("chromium").run(Plan(False, [ANSWER, RELOAD, CHECK]), script=fault)
    assert failure
    assert "mood" in failure.problem


def test_a_plan_is_read_as_it_is_printed(tmp_path: Path) -> None:
    for seed in range(50):
        assert str(Plan.read(str(plan(seed)))) == str(plan(seed))
