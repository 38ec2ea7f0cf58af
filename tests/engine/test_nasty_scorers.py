# Python scorers that misbehave: each costs only its own part, and is told in the same bytes by Python in a process of its own, by this
# Python, and by Pyodide under Node.

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bilan.authoring import scorers_apart
from bilan.engine import score_json
from bilan.site.runtime import engine_archive

from tests.support.nasty_scorers import ANSWERS, ENDING, GOES_ON, HARMLESS, TOLD, Nasty, checklist
from tests.support.project import RUNTIME

pytestmark = [pytest.mark.xdist_group("node"), pytest.mark.slow]

SCRIPT = Path(__file__).parents[1] / "support" / "pyodide_node.mjs"

# Threads are refused in the process of scorers, and there are none in a browser.
APART_ONLY = {"a thread", "too large a text", "too large a list"}

ENDED = {"code": "scorer-ended", "detail": "it ended Python"}
OLD = sys.version_info < (3, 12)


@pytest.fixture(scope="module")
def apart() -> Iterator[None]:
    """Scorers run as commands and builds have them run; one that does not end is given up after a second."""
    with scorers_apart(limit=2 if OLD else 10):
        yield


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The engine, for Pyodide."""
    path = tmp_path_factory.mktemp("pyodide") / "engine.zip"
    path.write_bytes(engine_archive())
    return path


def _in_pyodide(archive: Path, scorers: list[Nasty], *more: str) -> list[Any]:
    node = shutil.which("node")
    if not node:
        pytest.fail("these tests need node on the path")
    requests = [(checklist(scorer.source), ANSWERS) for scorer in scorers] + [(text, ANSWERS) for text in more]
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    command = [node, str(SCRIPT), str(RUNTIME), str(archive)]
    done = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", timeout=120, check=False)
    _, *results = [json.loads(line[2:]) for line in done.stdout.splitlines() if line.startswith("= ")]
    assert len(results) == len(requests), done.stderr[-2000:]
    told = [line for line in done.stdout.splitlines() if not line.startswith("= ")]
    return [*results, told]


@pytest.fixture(scope="module")
def told_by_pyodide(archive: Path) -> dict[str, Any]:
    """What one Pyodide makes of all that it can tell, and at last of what it wrote beside."""
    scorers = [*TOLD, *HARMLESS, *GOES_ON]
    *results, beside = _in_pyodide(archive, scorers)
    return {**{scorer.name: result for scorer, result in zip(scorers, results, strict=True)}, "": beside}


def _check(scorer: Nasty, text: str) -> None:
    result = json.loads(text)
    assert result["scorer"] == scorer.error
    _check_the_rest(result, None if scorer.code else 25)


def _check_the_rest(result: dict[str, Any], own: int | None) -> None:
    assert result["score"]["percent"] == 100
    assert [score["percent"] for score in result["scores"]] == [100, own]
    assert result["outcome"]["id"] == "go"


@pytest.mark.parametrize("scorer", [*TOLD, *HARMLESS], ids=lambda scorer: scorer.name)
def test_it_costs_only_its_own_part(scorer: Nasty, apart: None, told_by_pyodide: dict[str, Any]) -> None:
    text = score_json(checklist(scorer.source), ANSWERS)
    _check(scorer, text)
    assert told_by_pyodide[scorer.name] == text


@pytest.mark.parametrize("scorer", [n for n in (*TOLD, *HARMLESS) if n.name not in APART_ONLY], ids=lambda scorer: scorer.name)
def test_it_is_told_in_this_very_python_too(scorer: Nasty, capfd: pytest.CaptureFixture[str]) -> None:
    modules, names = dict(sys.modules), dict(vars(sys))
    _check(scorer, score_json(checklist(scorer.source), ANSWERS))
    assert {name for name, module in modules.items() if sys.modules.get(name) is not module} == set()
    assert {name for name, value in names.items() if vars(sys).get(name) is not value} == set()
    _check(TOLD[0], score_json(checklist(TOLD[0].source), ANSWERS))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("scorer", GOES_ON, ids=lambda scorer: scorer.name)
def test_what_catches_everything_is_stopped(scorer: Nasty, apart: None, told_by_pyodide: dict[str, Any]) -> None:
    result = json.loads(score_json(checklist(scorer.source), ANSWERS))
    assert result["scorer"]["code"] in ({"scorer-limit", "scorer-timeout"} if OLD else {"scorer-limit"})
    _check_the_rest(result, None)
    _check(scorer, told_by_pyodide[scorer.name])


@pytest.mark.parametrize("scorer", ENDING, ids=lambda scorer: scorer.name)
def test_what_ends_python_ends_a_process_of_its_own(scorer: Nasty, apart: None) -> None:
    result = json.loads(score_json(checklist(scorer.source), ANSWERS))
    # How deep C may nest is up to the Python: some tell, some end, and before 3.12 some get through.
    assert result["scorer"] in ([ENDED] if scorer.error == ENDED else [scorer.error, ENDED, TOLD_AS_NO_DICT])
    _check_the_rest(result, None)
    fine = Nasty("fine", 'return {"scores": {"extra": (1, 4)}}', None)
    _check(fine, score_json(checklist(fine.source), ANSWERS))


TOLD_AS_NO_DICT = next(scorer.error for scorer in TOLD if scorer.name == "a generator")


@pytest.mark.parametrize("scorer", ENDING[::2], ids=lambda scorer: scorer.name)
def test_pyodide_does_not_survive_that_and_says_so(scorer: Nasty, archive: Path) -> None:
    result, _ = _in_pyodide(archive, [scorer])
    assert list(result) == ["raised"]


def test_pyodide_writes_nothing_of_what_they_print(told_by_pyodide: dict[str, Any]) -> None:
    assert told_by_pyodide[""] == []


def test_a_scorer_that_ended_python_is_told_where_it_is_left_out() -> None:
    result = json.loads(score_json(checklist(ENDING[0].source), ANSWERS, "", "scorer-ended"))
    assert result["scorer"] == ENDED
    _check_the_rest(result, None)


def test_one_that_never_ends_is_given_up_and_after_three_times_not_run_again() -> None:
    endless = checklist("import re\ndef score(answers, scores):\n    re.match('(a+)+b', 'a' * 40)\n")
    with scorers_apart(limit=0.3):
        results = [json.loads(score_json(endless, ANSWERS)) for _ in range(30)]
    for result in results:
        assert result["scorer"] == {"code": "scorer-timeout", "detail": "it did not come to an end"}
        _check_the_rest(result, None)


def test_its_first_failure_is_remembered_for_whoever_asks() -> None:
    source = "def score(answers, scores):\n    return 1 / 0\n"
    with scorers_apart() as process:
        score_json(checklist(source), ANSWERS)
        assert process.failures == {source: ("scorer-raised", "ZeroDivisionError: division by zero")}
