# One version of each thing, named once: the runtime, its lock file, and the codes that the documents explain.

from __future__ import annotations

import json
import re
from typing import Any

from bilan.engine import Problem
from bilan.site.runtime import read_runtime

from tests.support.project import ROOT, RUNTIME

EXACT = re.compile(r"\d+\.\d+\.\d+")


def read_json(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / name).read_text("utf-8"))
    return found


def test_every_npm_package_is_pinned() -> None:
    package = read_json("package.json")
    pinned = {**package["dependencies"], **package["devDependencies"]}
    assert list(package["dependencies"]) == ["binaryen", "pyodide"]
    assert [name for name, version in pinned.items() if not EXACT.fullmatch(version)] == []


def test_the_lock_file_holds_the_versions_that_are_asked_for() -> None:
    package, lock = read_json("package.json"), read_json("package-lock.json")
    for field in ("dependencies", "devDependencies"):
        assert lock["packages"][""][field] == package[field]
        for name, version in package[field].items():
            assert lock["packages"][f"node_modules/{name}"]["version"] == version


def test_every_locked_package_has_its_hash_and_no_address() -> None:
    packages = {name: entry for name, entry in read_json("package-lock.json")["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_the_runtime_that_is_installed_is_the_one_that_is_asked_for() -> None:
    assert read_runtime(RUNTIME).version == read_json("package.json")["dependencies"]["pyodide"]


def test_the_headings_of_the_diagnostics_are_in_order() -> None:
    headings = re.findall(r"^#+ ([YFRMTPA][0-9]{3})\b", (ROOT / "docs" / "diagnostics.md").read_text("utf-8"), re.MULTILINE)
    assert headings == sorted(headings, key=lambda code: ("YFRMTPA".index(code[0]), code))


def test_the_codes_of_the_engine_are_in_the_contract() -> None:
    contract = (ROOT / "docs" / "contract.md").read_text("utf-8")
    engine = "\n".join(path.read_text("utf-8") for path in (ROOT / "plugins" / "bilan" / "engine").rglob("*.py"))
    errors = set(re.findall(r'AnswersError\(\s*"([a-z-]+)"', engine)) | {"bad-checklist"}
    assert len(errors) >= 6
    assert [code for code in errors | {problem.value for problem in Problem} if f"`{code}`" not in contract] == []
