# The scripts as they are served. Each that is fetched by its address is one file with all that it imports: a file of its own costs a
# reader a request, and one that did not arrive can be asked for again under another address, which what it imports could not.

from __future__ import annotations

import re

# What is fetched by address. What several of them import is in each of them, so it may have no state (`tests/repo/test_layers.py`).
ROOTS = (
    *("bilan.js", "engine-client.js", "checklist-element.js", "explanation-view.js", "lift-view.js"),
    *("offline.js", "update-notice.js", "worker.js"),
)

_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"\./(?P<path>[\w-]+\.js)";\n', re.MULTILINE)

# Comments that have lines of their own; no text of ours has such lines.
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*?(?s:.)*?\*/)\n+", re.MULTILINE)


def join_scripts(sources: dict[str, str]) -> dict[str, str]:
    """The scripts that are served, by name, made of all modules.

    What modules declare comes to stand side by side, so a name that two of them declare is a syntax error in the browser
    (`tests/repo/test_layers.py` looks for it).
    """
    return {root: "\n".join(_COMMENT.sub("", _IMPORT.sub("", sources[member])) for member in needs(root, sources)) for root in ROOTS}


def needs(root: str, sources: dict[str, str]) -> dict[str, None]:
    """A module and all that it imports, each after what it imports itself."""
    found: dict[str, None] = {}
    for match in _IMPORT.finditer(sources[root]):
        found |= needs(match["path"], sources)
    return {**found, root: None}


def seal(script: str, folder: str) -> str:
    """A script with a last line that names the folder it is served from: who reads it there has all of it, and in this version."""
    return f'{script}\nexport const SEAL = "{folder}";\n'
