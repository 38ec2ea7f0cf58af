# What the browser runs: Pyodide's files from npm, with the standard library reduced to what the engine needs, and the engine, both
# compiled. Module files are renamed to .js, since some hosts serve .mjs with a type that browsers refuse to run.

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("bilan")

# What is taken from the npm package, and the name that it is served under.
_FILES = {
    "pyodide.mjs": "pyodide.js",
    "pyodide.asm.mjs": "pyodide.asm.js",
    "pyodide.asm.wasm": "pyodide.asm.wasm",
    # The whole library, as sources: what a Python scorer may import beyond what the engine needs.
    "python_stdlib.zip": "python_rest.zip",
}
_LOCK = "pyodide-lock.json"
_LATER = ("python_rest.zip",)
_COMPILED = ("python_stdlib.zip", "engine.zip")

PACKAGE = "node_modules/pyodide"
BUNDLE = Path(str(files("bilan"))) / "runtime"
_ABOUT = "bundle.json"

# Pyodide starts and compiles in 3 s; a busy machine takes its time.
_LONGEST_COMPILATION_S = 120


@dataclass(frozen=True)
class Runtime:
    """The Pyodide files by the name that they are served under, in a folder whose name changes with their content."""

    version: str
    files: dict[str, bytes]

    @property
    def folder(self) -> str:
        """The name of the folder."""
        digest = hashlib.sha256()
        for name, data in sorted(self.files.items()):
            digest.update(f"{name} {len(data)} ".encode() + hashlib.sha256(data).digest())
        return f"pyodide-{self.version}-{digest.hexdigest()[:12]}"

    def manifest(self) -> bytes:
        """JSON that tells the worker where each file is, its size in bytes, its SHA-256, and whether the start can do without it."""
        entries = {
            name: {
                "url": f"../{self.folder}/{name}",
                "size": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
                **({"later": True} if name in _LATER else {}),
            }
            for name, data in sorted(self.files.items())
        }
        return json.dumps({"version": self.version, "files": entries}, separators=(",", ":")).encode()


def find_runtime(root: Path, package: str | None) -> Runtime:
    """The runtime of a site: of the npm package that the option `runtime` names, else the one in our wheel, else of `node_modules`.

    Args:
        root: the folder of mkdocs.yml.
        package: the option, a folder relative to `root`.

    Raises:
        PluginError: as `read_runtime` does.
    """
    bundled = read_bundle() if package is None else None
    return bundled or read_runtime(root / (package or PACKAGE))


def read_bundle(folder: Path = BUNDLE) -> Runtime | None:
    """The runtime that `write_bundle` put into our package; None if it is not there, or was made for another engine."""
    try:
        about = json.loads((folder / _ABOUT).read_text("utf-8"))
        if about["engine"] != hashlib.sha256(engine_archive()).hexdigest():
            return None
        return Runtime(about["version"], {name: (folder / name).read_bytes() for name in about["files"]})
    except (OSError, KeyError, ValueError):
        return None


def write_bundle(runtime: Runtime, folder: Path = BUNDLE) -> None:
    """Put a runtime into our package, for the wheel: those who install it need neither Node nor the npm package."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in runtime.files.items():
        (folder / name).write_bytes(data)
    about = {"version": runtime.version, "engine": hashlib.sha256(engine_archive()).hexdigest(), "files": sorted(runtime.files)}
    (folder / _ABOUT).write_text(json.dumps(about) + "\n", "utf-8")


def read_runtime(package: Path) -> Runtime:
    """Read the npm package `pyodide`, and join the compiled library and engine to it.

    The compiler is Pyodide itself, under Node; what it made is kept in `.cache/bilan` beside the package, as npm's tools do. Without
    Node, or if it fails, sources are served: they start more slowly and do the same.

    Raises:
        PluginError: the package is not there, or lacks a file.
    """
    try:
        version = json.loads((package / "package.json").read_text("utf-8"))["version"]
        found = {served: (package / name).read_bytes() for name, served in _FILES.items()}
        found[_LOCK] = _empty_lock(package / _LOCK)
    except (OSError, KeyError, ValueError) as error:
        raise PluginError(
            f"plugins: bilan: runtime: {package} does not hold the npm package pyodide ({error}). "
            "Run `make site`, or `npm ci`, or set the option `runtime`."
        ) from error
    sources = {"python_stdlib.zip": found["python_rest.zip"], "engine.zip": engine_archive()}
    return Runtime(version, {**found, **(_compiled(package, version) or sources)})


def _compiled(package: Path, version: str) -> dict[str, bytes] | None:
    script = Path(str(files("bilan") / "site" / "prepare.mjs"))
    digest = hashlib.sha256(engine_archive() + script.read_bytes() + (package / "python_stdlib.zip").read_bytes())
    target = package.parent / ".cache" / "bilan" / f"{version}-{digest.hexdigest()[:12]}"
    if not target.is_dir() and not _compile(script, package, target):
        return None
    return {name: (target / name).read_bytes() for name in _COMPILED}


def _compile(script: Path, package: Path, target: Path) -> bool:
    node = shutil.which("node")
    if node is None:
        log.info("Node is not on the path: the site serves Python's sources, which start more slowly than compiled ones.")
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            made = Path(folder, "made")
            command = [node, str(script), str(package.resolve()), str(files("bilan")), str(made)]
            # The script is ours and its arguments are folders.
            subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_COMPILATION_S, check=True)  # noqa: S603
            # Two builds side by side may make the same; the first one stays.
            if not target.is_dir():
                made.rename(target)
    except (OSError, subprocess.SubprocessError) as error:
        reason = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        log.warning(f"Python could not be compiled, so the site serves its sources, which start more slowly: {reason[-1:]}")
    return target.is_dir()


def engine_archive() -> bytes:
    """The sources of the package bilan.engine as a zip file, the same bytes at each call."""
    package = files("bilan")
    sources = {"bilan/__init__.py": (package / "__init__.py").read_bytes()}
    for source in (package / "engine").iterdir():
        if source.name.endswith(".py"):
            sources[f"bilan/engine/{source.name}"] = source.read_bytes()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(sources.items()):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _empty_lock(path: Path) -> bytes:
    """Pyodide's lock file without its packages: the engine needs none, and the whole one weighs 119 kB."""
    lock = json.loads(path.read_text("utf-8"))
    return json.dumps({"info": lock["info"], "packages": {}}, separators=(",", ":"), sort_keys=True).encode()
