# What the browser runs: Pyodide's files as npm ships them, and the engine. Module files are renamed to .js, since some hosts
# serve .mjs with a type that browsers refuse to run.

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from mkdocs.exceptions import PluginError

# What is taken from the npm package, and the name that it is served under.
_FILES = {
    "pyodide.mjs": "pyodide.js",
    "pyodide.asm.mjs": "pyodide.asm.js",
    "pyodide.asm.wasm": "pyodide.asm.wasm",
    "python_stdlib.zip": "python_stdlib.zip",
}
_LOCK = "pyodide-lock.json"


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
        """JSON that tells the worker where each file is, its size in bytes and its SHA-256."""
        entries = {
            name: {"url": f"../{self.folder}/{name}", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in sorted(self.files.items())
        }
        return json.dumps({"version": self.version, "files": entries}, separators=(",", ":")).encode()


def read_runtime(package: Path) -> Runtime:
    """Read the npm package `pyodide` and join the engine to it.

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
    return Runtime(version, {**found, "engine.zip": engine_archive()})


def engine_archive() -> bytes:
    """The package bilan.engine as a zip file, the same bytes at each call."""
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
