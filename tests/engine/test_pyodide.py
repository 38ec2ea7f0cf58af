# The same cases in Pyodide, under Node: the same text, byte for byte, as on this Python.

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from bilan.engine import State, explain_json, lift_json, migrate_json, score_json
from bilan.site.runtime import engine_archive, read_runtime

from tests.engine.test_migration import CASES, answer_file, compiled
from tests.support.answer_files import LARGE_FILES
from tests.support.cases import golden_cases, golden_pairs
from tests.support.project import RUNTIME
from tests.support.random_pairs import random_pairs

pytestmark = [pytest.mark.xdist_group("node"), pytest.mark.slow]

Pair = tuple[str, str]

SCRIPT = Path(__file__).parents[1] / "support" / "pyodide_node.mjs"
RANDOM_PAIRS = random_pairs(300, seed=20261124)

MIGRATION_PAIRS = [(compiled(case), answer_file(case)) for case in CASES] + RANDOM_PAIRS[4::5]

# What is told about a score beside the score itself.
EXPLAINED_PAIRS = [*golden_pairs(), *RANDOM_PAIRS[::3]]

# What a browser may be handed by a damaged download or a hostile file. Messages that quote the JSON reader are its own affair;
# that there is an answer, and its code, is ours.
HOSTILE_ANSWERS = (
    *("[" * 1_000, '{"a":' * 1_000, '{"a":1,}', "\ufeff", "\x00", '"\ud83d"', "9" * 10_000, '{"format":"bilan-answers/1"}'),
    *(text for text, code in LARGE_FILES.values() if code and len(text) < 20_000),
)

# The last of all, since a Python that does not survive them may take everything after them along.
DEEP_ANSWERS = ("[" * 10_000, '{"a":' * 100_000, "{}")


@dataclass(frozen=True)
class Scored:
    """What Pyodide made of every pair, in one process."""

    python: str
    golden: list[Any]
    random: list[Any]
    migrated: list[Any]
    explained: list[Any]
    lifted: list[Any]
    hostile: list[Any]
    deep: list[Any]


@pytest.fixture(scope="module", params=["compiled", "image", "stock"])
def scored(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scored:
    """Every pair of this module, scored by what the site ships, from an image of its memory, and by npm's files and the sources."""
    node = shutil.which("node")
    if not node:
        pytest.fail("these tests need node on the path")
    folder = tmp_path_factory.mktemp("pyodide")
    archive, library = folder / "engine.zip", folder / "python_stdlib.zip"
    shipped = read_runtime(RUNTIME).files
    if request.param == "stock":
        runtime = [RUNTIME, archive]
        archive.write_bytes(engine_archive())
    else:
        runtime = [folder, archive, library]
        for name, served in (
            ("engine.zip", "engine.js"),
            ("python_stdlib.zip", "python_stdlib.js"),
            ("pyodide.asm.wasm",) * 2,
            ("pyodide.asm.mjs", "pyodide.asm.js"),
        ):
            (folder / name).write_bytes(shipped[served])
        for name in ("pyodide.mjs", "pyodide-lock.json", "package.json"):
            shutil.copy(RUNTIME / name, folder)
    golden, checklist = golden_pairs(), golden_pairs()[0][0]
    migrations = [(*pair, "migrate_json") for pair in MIGRATION_PAIRS]
    explained = [(*pair, name) for name in ("explain_json", "lift_json") for pair in EXPLAINED_PAIRS]
    hostile = [(checklist, answers) for answers in (*HOSTILE_ANSWERS, *DEEP_ANSWERS)]
    requests = [*golden, *RANDOM_PAIRS, *migrations, *explained, *hostile]
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    command = [node, str(SCRIPT), *map(str, runtime), *(["image"] if request.param == "image" else [])]
    done = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr[:2000]
    python, *results = [json.loads(line[2:]) for line in done.stdout.splitlines() if line.startswith("= ")]
    assert len(results) == len(requests), done.stderr[:2000]
    ordered = iter(results)
    sizes = [len(part) for part in (golden, RANDOM_PAIRS, MIGRATION_PAIRS, EXPLAINED_PAIRS, EXPLAINED_PAIRS, HOSTILE_ANSWERS, DEEP_ANSWERS)]
    return Scored(python, *(list(islice(ordered, size)) for size in sizes))


def test_it_is_another_python(scored: Scored) -> None:
    major, minor, _ = scored.python.split(".")
    assert (int(major), int(minor)) >= (3, 14)


def test_every_golden_case_gives_the_same_bytes(scored: Scored) -> None:
    here = [score_json(*pair) for pair in golden_pairs()]
    assert [case.name for case, text, other in zip(golden_cases(), here, scored.golden, strict=True) if text != other] == []


def test_every_random_checklist_gives_the_same_bytes(scored: Scored) -> None:
    here = [score_json(*pair) for pair in RANDOM_PAIRS]
    assert [pair for pair, text, other in zip(RANDOM_PAIRS, here, scored.random, strict=True) if text != other] == []


def test_every_migration_gives_the_same_bytes(scored: Scored) -> None:
    here = [migrate_json(*pair) for pair in MIGRATION_PAIRS]
    assert [pair for pair, text, other in zip(MIGRATION_PAIRS, here, scored.migrated, strict=True) if text != other] == []
    reports = [json.loads(text)["report"] for text in here]
    assert {drop["reason"] for report in reports if report for drop in report["dropped"]} > {"removed", "taken", "replaced", "out-of-range"}
    assert sum(bool(report and report["renamed"]) for report in reports) > 20


def test_every_explanation_and_every_lift_gives_the_same_bytes(scored: Scored) -> None:
    for tell, others in ((explain_json, scored.explained), (lift_json, scored.lifted)):
        here = [tell(*pair) for pair in EXPLAINED_PAIRS]
        assert [pair for pair, text, other in zip(EXPLAINED_PAIRS, here, others, strict=True) if text != other] == []
    found = [json.loads(lift_json(*pair)) for pair in RANDOM_PAIRS[::3]]
    assert sum(bool(told["changes"]) for told in found) > 20
    assert any(told["ties"] for told in found)
    assert any(told["highest"]["value"] != told["lowest"]["value"] for told in found)


def test_the_random_checklists_are_worth_it() -> None:
    results = [json.loads(score_json(*pair)) for pair in RANDOM_PAIRS]
    percents = {result["score"]["percent"] for result in results}
    problems = {problem["code"] for result in results for problem in result["problems"]}
    assert len(percents) > 100
    assert None in percents
    assert problems == {"unknown-item", "unknown-choice", "exclusive-choice", "wrong-type", "out-of-range", "not-allowed"}
    assert any(len(result["actions"]) > 3 for result in results)
    assert {state["state"] for result in results for state in result["items"]} == {state.value for state in State}
    scores = [entry for result in results for entry in result.get("scores", ())]
    assert any(entry["gates"] for entry in scores)
    assert any(entry["modifiers"] for entry in scores)
    assert any(result.get("outcome") for result in results)
    assert any(result.get("hidden_choices") for result in results)


def test_hostile_answers_are_refused_with_the_same_code(scored: Scored) -> None:
    assert _codes(scored.hostile) == _codes_here(HOSTILE_ANSWERS)


def test_python_survives_answers_that_are_nested_too_deep(scored: Scored) -> None:
    assert _codes(scored.deep) == _codes_here(DEEP_ANSWERS)


def _codes_here(files: tuple[str, ...]) -> list[Any]:
    checklist = golden_pairs()[0][0]
    return _codes([score_json(checklist, answers) for answers in files])


def _codes(results: list[Any]) -> list[Any]:
    """The error code of each result; as it is, where there is none."""
    return [json.loads(result)["code"] if isinstance(result, str) else result for result in results]
