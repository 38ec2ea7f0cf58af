# The scripts as they are served, side by side in one folder. Each that is fetched by its address is one file with all that it imports: a
# file of its own costs a reader a request, and one that did not arrive can be asked for again under another address, which what it imports
# could not.

from __future__ import annotations

import posixpath
import re
from importlib.resources import files
from pathlib import Path

# Where modules run: in a page, in the worker with Python, in both. The service worker is made otherwise (offline.py).
FOLDERS = ("page", "worker", "shared")

# What is fetched by address. What several of them import is in each of them, so it may have no state (`tests/repo/test_layers.py`).
ROOTS = (
    *("page/bilan.js", "page/checklist-element.js", "page/engine/engine-client.js"),
    *("page/result/explanation-view.js", "page/result/lift-view.js"),
    *("page/offline/offline.js", "page/offline/update-notice.js"),
    "worker/worker.js",
)

_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"(?P<path>\.{1,2}/[\w./-]+\.js)";\n', re.MULTILINE)

# Comments that have lines of their own; no text of ours has such lines.
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*?(?s:.)*?\*/)\n+", re.MULTILINE)

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def read_scripts() -> dict[str, str]:
    """All modules that pages and the worker are made of, by their paths below `assets/`."""
    assets = Path(str(files("bilan") / "assets"))
    paths = [path for folder in FOLDERS for path in sorted((assets / folder).rglob("*.js"))]
    return {path.relative_to(assets).as_posix(): path.read_text("utf-8") for path in paths}


def join_scripts(sources: dict[str, str]) -> dict[str, str]:
    """The scripts that are served, by the names that they are served under, made of all modules by their paths below `assets/`.

    What modules declare comes to stand side by side, so a name that two of them declare is a syntax error in the browser
    (`tests/repo/test_layers.py` looks for it).
    """
    return {posixpath.basename(root): "\n".join(_light(sources[member]) for member in needs(root, sources)) for root in ROOTS}


def needs(root: str, sources: dict[str, str]) -> dict[str, None]:
    """A module and all that it imports, each after what it imports itself."""
    found: dict[str, None] = {}
    for match in _IMPORT.finditer(sources[root]):
        found |= needs(posixpath.normpath(posixpath.join(posixpath.dirname(root), match["path"])), sources)
    return {**found, root: None}


def _light(module: str) -> str:
    """A module without imports, comments and, unless a text of it has several lines, indentation."""
    code = _COMMENT.sub("", _IMPORT.sub("", module))
    return code if any(line.count("`") % 2 for line in code.splitlines()) else _INDENT.sub("", code)


def seal(script: str, folder: str) -> str:
    """A script with a last line that names the folder it is served from: who reads it there has all of it, and in this version."""
    return f'{script}\nexport const SEAL = "{folder}";\n'
