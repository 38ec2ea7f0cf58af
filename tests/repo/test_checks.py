# The ways to the same checks: `make check`, the hooks of pre-commit and CI.

from __future__ import annotations

import re
from typing import Any

import yaml

from tests.support.project import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
(CHECKS,) = (line.split() for line in re.findall(r"^CHECKS := (.*)$", MAKEFILE, re.MULTILINE))


def test_pre_commit_runs_what_make_check_runs() -> None:
    assert re.search(r"^check: \$\(CHECKS\) ## ", MAKEFILE, re.MULTILINE)
    config: dict[str, Any] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    assert {hook["id"]: hook["entry"] for hook in hooks} == {name: f"make {name}" for name in CHECKS}
    assert {(hook["language"], hook["pass_filenames"]) for hook in hooks} == {("system", False)}


def test_every_kind_of_file_that_is_checked_has_a_hook() -> None:
    config: dict[str, Any] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    patterns = {hook["id"]: re.compile(hook["files"]) for hook in config["repos"][0]["hooks"]}
    for path, name in {
        "plugins/bilan/cli/check.py": "check-python",
        "pyproject.toml": "check-python",
        "plugins/bilan/assets/form.js": "check-scripts",
        "plugins/bilan/site/trim.mjs": "check-scripts",
        "jsconfig.worker.json": "check-scripts",
        "checklists/personas/learn.yml": "check-checklists",
        "checklists/keep_or_delegate.py": "check-checklists",
        "docs/fr/learn.md": "check-checklists",
        "plugins/bilan/engine/points.py": "check-checklists",
    }.items():
        assert patterns[name].search(path), f"{path} is committed without {name}"


def test_ci_checks_and_tests() -> None:
    commands = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert [line for line in commands if line.startswith("make ")] == ["make check", "make test", "make pythons"]
