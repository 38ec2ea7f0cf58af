# Modules that are always wanted together are served as one file: each file of its own costs a reader a request, and a phone more than
# that. Nothing else is done to them.

from __future__ import annotations

import re

# Each is served with all that it imports, but for what an earlier one holds, which it and every other script take from there.
_PAGE = ("engine-client.js", "checklist-element.js")
# A worker shares nothing with a page.
_WORKER = "worker.js"

_IMPORT = re.compile(r'^import (?:\{(?P<names>[^}]*)\} from )?"\./(?P<path>[\w-]+\.js)";\n', re.MULTILINE)


def join_scripts(sources: dict[str, str]) -> dict[str, str]:
    """The scripts that are served, by name, made of all modules.

    What modules declare comes to stand side by side, so a name that two of them declare is a syntax error in the browser
    (`tests/repo/test_layers.py` looks for it).
    """
    homes: dict[str, str] = {}
    for root in _PAGE:
        homes |= dict.fromkeys((name for name in _needs(root, sources) if name not in homes), root)
    in_worker = dict.fromkeys(_needs(_WORKER, sources), _WORKER)
    alone = sources.keys() - homes.keys() - in_worker.keys()
    return {
        **{name: _join(name, [name], sources, homes) for name in alone},
        **{root: _join(root, [name for name, home in homes.items() if home == root], sources, homes) for root in _PAGE},
        _WORKER: _join(_WORKER, list(in_worker), sources, in_worker),
    }


def _needs(root: str, sources: dict[str, str]) -> dict[str, None]:
    """A module and all that it imports, each after what it imports itself."""
    found: dict[str, None] = {}
    for match in _IMPORT.finditer(sources[root]):
        found |= _needs(match["path"], sources)
    return {**found, root: None}


def _join(name: str, members: list[str], sources: dict[str, str], homes: dict[str, str]) -> str:
    outside: dict[str, set[str]] = {}
    for match in (match for member in members for match in _IMPORT.finditer(sources[member])):
        home = homes.get(match["path"], match["path"])
        if home != name:
            outside.setdefault(home, set()).update(filter(None, re.split(r"[\s,]+", match["names"] or "")))
    head = [f'import {{ {", ".join(sorted(names))} }} from "./{home}";\n' for home, names in sorted(outside.items())]
    return "".join(head) + "\n".join(_IMPORT.sub("", sources[member]) for member in members)
