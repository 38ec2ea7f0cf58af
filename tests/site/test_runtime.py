# The runtime that is made of the npm package: what is served, under which names, and what the worker is told of it.

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
import zipimport
from importlib.resources import files
from pathlib import Path

import pytest
from bilan.authoring import read_library
from bilan.authoring.compiling.scorer_imports import absent_modules
from bilan.site.runtime import Runtime, engine_archive, read_runtime

from tests.support.project import CHECKLIST, RUNTIME


def test_the_manifest_tells_size_and_digest_of_every_file() -> None:
    runtime = read_runtime(RUNTIME)
    manifest = json.loads(runtime.manifest())
    assert set(manifest["files"]) == {
        "pyodide.js",
        "pyodide.asm.js",
        "pyodide.asm.wasm",
        "python_stdlib.js",
        "python_rest.js",
        "pyodide-lock.json",
        "engine.js",
    }
    for name, entry in manifest["files"].items():
        served = runtime.files[name]
        assert (entry["size"], entry["sha256"]) == (len(served), hashlib.sha256(served).hexdigest())
        assert entry["url"] == f"../{runtime.folder}/{name}"


def test_every_name_is_of_a_type_that_hosts_know_and_filters_let_through() -> None:
    files = read_runtime(RUNTIME).files
    assert {Path(name).suffix for name in files} == {".js", ".json", ".wasm"}
    # Some look at how a file begins: none begins as an archive does, and whoever opens one reads what it is.
    assert [name for name, content in files.items() if content.startswith(b"PK")] == []
    archives = {name for name, content in files.items() if name.endswith(".js") and zipfile.is_zipfile(io.BytesIO(content))}
    assert archives == {"engine.js", "python_stdlib.js", "python_rest.js"}
    assert all(files[name].startswith(b"// Not a script") for name in archives)


def test_python_imports_from_an_archive_with_a_label(tmp_path: Path) -> None:
    found = read_runtime(RUNTIME).files
    for name, member in (("engine.js", "bilan/engine/bridge.pyc"), ("python_rest.js", "csv.py")):
        (tmp_path / name).write_bytes(found[name])
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert zipimport.zipimporter(str(tmp_path / name)).get_data(member) == archive.read(member)


def _is_sources(runtime: Runtime) -> bool:
    """Whether the engine is served as it was written."""
    return runtime.files["engine.js"].endswith(engine_archive())


def test_the_start_can_do_without_the_rest_of_the_library() -> None:
    files = json.loads(read_runtime(RUNTIME).manifest())["files"]
    assert {name for name, entry in files.items() if entry.get("later")} == {"python_rest.js"}


def test_library_and_engine_are_compiled_and_only_what_is_needed() -> None:
    runtime = read_runtime(RUNTIME)
    library = zipfile.ZipFile(io.BytesIO(runtime.files["python_stdlib.js"])).namelist()
    engine = zipfile.ZipFile(io.BytesIO(runtime.files["engine.js"])).namelist()
    assert all(name.endswith(".pyc") for name in library)
    assert {"fractions.pyc", "json/__init__.pyc", "graphlib.pyc"} <= set(library)
    assert {name + "c" for name in zipfile.ZipFile(io.BytesIO(engine_archive())).namelist()} == set(engine) - {"dataclasses.marshal"}
    assert len(library) < len(zipfile.ZipFile(io.BytesIO(runtime.files["python_rest.js"])).namelist()) / 3


def _start(folder: Path, runtime: Runtime) -> tuple[set[str], str]:
    """What the methods of the engine's dataclasses were compiled from where Python starts as in a browser, and a score."""
    folder.mkdir()
    (folder / "engine.js").write_bytes(runtime.files["engine.js"])
    (folder / "demo.yml").write_text(CHECKLIST, "utf-8")
    checklist = read_library([folder / "demo.yml"]).require_valid().documents[0].checklist
    answers = {"format": "bilan-answers/1", "checklist": "demo", "version": 1, "answers": {"first": {"value": "good"}}}
    start = Path(str(files("bilan") / "assets" / "worker" / "python.js"))
    ask = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ loadPyodide }} from "./pyodide.mjs";
        import {{ Python }} from "{start.as_uri()}";
        const pyodide = await loadPyodide();
        const python = new Python(pyodide, undefined, readFileSync("{(folder / "engine.js").as_posix()}"));
        console.log(pyodide.runPython(`
        import gc
        ours = [c for c in gc.get_objects() if isinstance(c, type) and c.__module__.startswith("bilan.")]
        " ".join(c.__init__.__code__.co_filename for c in ours if "__dataclass_fields__" in vars(c))`));
        console.log(python.call("score_json", {json.dumps(checklist.to_json())}, {json.dumps(json.dumps(answers))}));"""
    command = ["node", "--input-type=module", "--eval", ask]
    done = subprocess.run(command, cwd=RUNTIME, capture_output=True, text=True, timeout=120, check=True)
    names, score = done.stdout.splitlines()
    return set(names.split()), score


def test_no_dataclass_compiles_its_methods_when_python_starts_and_without_that_all_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = read_runtime(RUNTIME)
    monkeypatch.setenv("BILAN_PLAIN", "1")
    plain = read_runtime(RUNTIME)
    assert {name for name in fast.files if fast.files[name] != plain.files[name]} == {"engine.js"}
    found = _start(tmp_path / "fast", fast), _start(tmp_path / "plain", plain)
    assert [names for names, _ in found] == [{"<dataclass>"}, {"<string>"}]
    assert found[0][1] == found[1][1]
    assert json.loads(found[0][1])["score"]["points"] == 2


def _copied(folder: Path) -> Path:
    """The npm package, and what trims it beside it, with nothing made of them yet."""
    for name in ("pyodide", "binaryen"):
        shutil.copytree(RUNTIME.parent / name, folder / name)
    return folder / "pyodide"


def test_exports_that_only_compiled_packages_link_to_are_gone() -> None:
    shipped = read_runtime(RUNTIME).files
    assert len(shipped["pyodide.asm.wasm"]) < 0.92 * (RUNTIME / "pyodide.asm.wasm").stat().st_size
    assert len(shipped["pyodide.asm.js"]) < 0.65 * (RUNTIME / "pyodide.asm.mjs").stat().st_size


def test_a_version_that_the_trimmer_does_not_know_is_served_whole_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    package = _copied(tmp_path)
    about = json.loads((package / "package.json").read_text("utf-8"))
    (package / "package.json").write_text(json.dumps({**about, "version": "314.9.9"}))
    runtime = read_runtime(package)
    assert "only Pyodide 314.0.7 is known here, and this is 314.9.9" in caplog.text
    assert runtime.files["pyodide.asm.wasm"] == (package / "pyodide.asm.wasm").read_bytes()
    assert not _is_sources(runtime)
    caplog.clear()


def test_a_script_that_is_laid_out_in_another_way_is_served_whole_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    package = _copied(tmp_path)
    script = package / "pyodide.asm.mjs"
    script.write_text(script.read_text("utf-8").replace('=wasmExports["malloc"]', "=wasmExports.malloc", 1), "utf-8")
    runtime = read_runtime(package)
    assert "pyodide.asm.mjs is not laid out as that of 314.0.7: _malloc" in caplog.text
    assert runtime.files["pyodide.asm.js"] == script.read_bytes()
    caplog.clear()


def test_without_what_trims_it_the_webassembly_is_served_whole(tmp_path: Path) -> None:
    shutil.copytree(RUNTIME, tmp_path / "pyodide")
    runtime = read_runtime(tmp_path / "pyodide")
    assert runtime.files["pyodide.asm.wasm"] == (RUNTIME / "pyodide.asm.wasm").read_bytes()
    assert not _is_sources(runtime)


def test_the_same_sources_are_made_to_the_same_bytes(tmp_path: Path) -> None:
    # That of this project was made before, in another folder.
    assert read_runtime(_copied(tmp_path / "node_modules")).folder == read_runtime(RUNTIME).folder
    assert len(list((tmp_path / "node_modules" / ".cache" / "bilan").iterdir())) == 1


def test_without_node_the_sources_are_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(RUNTIME, tmp_path / "pyodide")
    monkeypatch.setenv("PATH", str(tmp_path))
    runtime = read_runtime(tmp_path / "pyodide")
    assert _is_sources(runtime)
    assert runtime.files["python_stdlib.js"] == runtime.files["python_rest.js"]


def test_a_compiler_that_fails_is_told_and_the_sources_are_served(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    shutil.copytree(RUNTIME, tmp_path / "pyodide")
    (tmp_path / "pyodide" / "pyodide.mjs").write_text("throw new Error('damaged')\n")
    assert _is_sources(read_runtime(tmp_path / "pyodide"))
    assert "the site serves its sources" in caplog.text
    caplog.clear()


def test_what_the_browser_lacks_of_the_standard_library_is_known() -> None:
    ask = """
        import { loadPyodide } from "./pyodide.mjs";
        console.log((await loadPyodide()).runPython(`
        import importlib.util, sys
        " ".join(name for name in sorted(sys.stdlib_module_names) if name[0] != "_" and importlib.util.find_spec(name) is None)`))"""
    command = ["node", "--input-type=module", "--eval", ask]
    done = subprocess.run(command, cwd=RUNTIME, capture_output=True, text=True, timeout=120, check=True)
    assert frozenset(done.stdout.split()) == absent_modules()


def test_the_engine_is_packed_alone_and_the_same_each_time() -> None:
    packed = engine_archive()
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert "bilan/engine/bridge.py" in names
    assert all(name == "bilan/__init__.py" or name.startswith("bilan/engine/") for name in names)
    assert engine_archive() == packed


def test_the_folder_changes_with_the_content() -> None:
    runtime = read_runtime(RUNTIME)
    changed = type(runtime)(runtime.version, {**runtime.files, "engine.js": b""})
    assert changed.folder != runtime.folder


@pytest.mark.skipif(sys.version_info < (3, 12), reason="no pyodide-build for Python 3.11 reads the lock file of today's Pyodide")
def test_the_emptied_lock_file_is_one_that_pyodide_build_reads(tmp_path: Path) -> None:
    from pyodide_lock import PyodideLockSpec  # noqa: PLC0415 (a part of pyodide-build, absent on Python 3.11)

    lock = tmp_path / "pyodide-lock.json"
    lock.write_bytes(read_runtime(RUNTIME).files["pyodide-lock.json"])
    spec = PyodideLockSpec.from_json(lock)
    assert spec.packages == {}
    assert spec.info.to_dict() == json.loads((RUNTIME / "pyodide-lock.json").read_text("utf-8"))["info"]
