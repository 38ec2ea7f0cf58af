# The runtime for the browser: Pyodide's files from npm, its WebAssembly trimmed, the standard library reduced to what the engine needs, and
# the engine, both compiled. All but the WebAssembly and the lock file bear names in .js, which every host sends, mostly compressed, and no
# filter holds back: some serve .mjs with a type that browsers refuse to run, and some networks let no .zip through.

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from bilan.site.plain import is_plain

log = get_plugin_logger("bilan")

# What is taken from the npm package, and the name that it is served under.
_FILES = {
    "pyodide.mjs": "pyodide.js",
    "pyodide.asm.mjs": "pyodide.asm.js",
    "pyodide.asm.wasm": "pyodide.asm.wasm",
    # The whole library, as sources: what a Python scorer may import beyond what the engine needs.
    "python_stdlib.zip": "python_rest.js",
}
# What prepare.mjs makes in their place, or beside them.
_MADE = {
    "pyodide.asm.mjs": "pyodide.asm.js",
    "pyodide.asm.wasm": "pyodide.asm.wasm",
    "python_stdlib.zip": "python_stdlib.js",
    "engine.zip": "engine.js",
}
_LOCK = "pyodide-lock.json"
_LATER = ("python_rest.js",)

# Above each archive: Python looks for an archive's directory at its end, and passes over what stands before it.
_LABEL = b"// Not a script: an archive that Python reads, under a name that every host sends.\n"

PACKAGE = "node_modules/pyodide"
BUNDLE = Path(str(files("bilan"))) / "runtime"
_ABOUT = "bundle.json"

# Beside the npm package: what trims the WebAssembly.
_TRIMMER = "binaryen"

# It takes 7 s; a busy machine takes its time.
_LONGEST_PREPARATION_S = 120


@dataclass(frozen=True)
class Runtime:
    """The Pyodide files by the name that they are served under, in a folder whose name changes with their content."""

    version: str
    files: dict[str, bytes]

    @cached_property
    def _digests(self) -> dict[str, str]:
        # They are asked for again and again, and a pass through 15 MB takes its time.
        return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(self.files.items())}

    @cached_property
    def folder(self) -> str:
        """The name of the folder."""
        digest = hashlib.sha256()
        for name, found in self._digests.items():
            digest.update(f"{name} {len(self.files[name])} ".encode() + bytes.fromhex(found))
        return f"pyodide-{self.version}-{digest.hexdigest()[:12]}"

    def manifest(self) -> bytes:
        """JSON that tells the worker where each file is, its size in bytes, its SHA-256, and whether the start can do without it."""
        entries = {
            name: {
                "url": f"../{self.folder}/{name}",
                "size": len(self.files[name]),
                "sha256": digest,
                **({"later": True} if name in _LATER else {}),
            }
            for name, digest in self._digests.items()
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
    """Read the npm package `pyodide`, and put what `prepare.mjs` makes of it in the place of some of its files.

    The compiler is Pyodide itself, under Node; what it made is kept in `.cache/bilan` beside the package, as npm's tools do. Without
    Node, or if it fails, sources are served: they start more slowly and do the same. So does a WebAssembly that is not trimmed, for
    want of the npm package `binaryen` beside the other.

    Raises:
        PluginError: the package is not there, or lacks a file.
    """
    try:
        version = json.loads((package / "package.json").read_text("utf-8"))["version"]
        found = {served: _labelled(name, (package / name).read_bytes()) for name, served in _FILES.items()}
        found[_LOCK] = _empty_lock(package / _LOCK)
    except (OSError, KeyError, ValueError) as error:
        raise PluginError(
            f"plugins: bilan: runtime: {package} does not hold the npm package pyodide ({error}). "
            "Run `make site`, or `npm ci`, or set the option `runtime`."
        ) from error
    engine = engine_archive()
    sources = {"python_stdlib.js": found["python_rest.js"], "engine.js": _LABEL + engine}
    return Runtime(version, {**found, **sources, **_prepared(package, version, found, engine)})


def _prepared(package: Path, version: str, found: dict[str, bytes], engine: bytes) -> dict[str, bytes]:
    scripts = [Path(str(files("bilan") / "site" / name)) for name in ("prepare.mjs", "trim.mjs")]
    trimmer = package.parent / _TRIMMER / "package.json"
    digest = hashlib.sha256(engine)
    for content in (*(script.read_bytes() for script in scripts), *found.values(), trimmer.read_bytes() if trimmer.is_file() else b""):
        digest.update(hashlib.sha256(content).digest())
    target = package.parent / ".cache" / "bilan" / f"{version}-{digest.hexdigest()[:12]}{'-plain' if is_plain() else ''}"
    if not target.is_dir() and not _prepare(scripts[0], package, target):
        return {}
    return {_MADE[path.name]: _labelled(path.name, path.read_bytes()) for path in target.iterdir()}


def _labelled(name: str, data: bytes) -> bytes:
    return _LABEL + data if name.endswith(".zip") else data


def _prepare(script: Path, package: Path, target: Path) -> bool:
    node = shutil.which("node")
    if node is None:
        log.info("Node is not on the path: the site serves Python's sources, which start more slowly than compiled ones.")
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            made = Path(folder, "made")
            command = [node, str(script), str(package.resolve()), str(files("bilan")), str(made), *(["plain"] if is_plain() else [])]
            # The script is ours and its arguments are folders.
            done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_PREPARATION_S, check=True)  # noqa: S603
            if done.stderr:
                log.warning(f"Pyodide is served whole, which is heavier and starts more slowly: {done.stderr.strip()}")
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
    root = Path(str(package))
    for source in (root / "engine").rglob("*.py"):
        sources[f"bilan/{source.relative_to(root).as_posix()}"] = source.read_bytes()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(sources.items()):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _empty_lock(path: Path) -> bytes:
    """Pyodide's lock file without its packages: the engine needs none, and the whole one weighs 119 kB."""
    lock = json.loads(path.read_text("utf-8"))
    return json.dumps({"info": lock["info"], "packages": {}}, separators=(",", ":"), sort_keys=True).encode()
