# Surroundings of a Python scorer: silence in place of the terminal, the standard library alone, and everything of Python and of
# the engine that it may have changed put back when it has ended.

from __future__ import annotations

import builtins
import io
import sys
import warnings
from collections.abc import Mapping
from functools import cache, partial
from operator import is_
from types import ModuleType
from typing import Any

# Of the standard library, what the engine works with.
_WORKED_WITH = (
    "builtins",
    "sys",
    "bisect",
    "collections",
    "collections.abc",
    "contextlib",
    "dataclasses",
    "datetime",
    "enum",
    "fractions",
    "functools",
    "graphlib",
    "hashlib",
    "io",
    "itertools",
    "json",
    "json.decoder",
    "json.encoder",
    "json.scanner",
    "math",
    "operator",
    "re",
    "reprlib",
    "types",
    "typing",
    "warnings",
)
_STANDARD = sys.stdlib_module_names
_import = builtins.__import__

_MADE_BY = ("bilan.engine.", "fractions", "graphlib", "json.")
# The flag of a type that was made by a class statement.
_HEAP_TYPE = 1 << 9
_GONE = object()


class _Nowhere(io.TextIOBase):
    """Takes what is printed, and keeps nothing of it."""

    def write(self, text: str) -> int:
        return len(text)


def _ignore(_unraisable: Any) -> None:
    """An error in the end of an object, which nobody can catch."""


class Surroundings:
    """Made before a scorer runs; `restore` is called when it has ended."""

    def __init__(self) -> None:
        self._names = [(part, now, dict(now)) for part, now in _parts()]
        self._modules = dict(sys.modules)
        self._put_builtins_back = partial(vars(builtins).update, dict(vars(builtins)))
        lists: tuple[list[Any], ...] = (sys.path, sys.meta_path, sys.path_hooks)
        self._lists = [(found, found[:]) for found in lists]
        self._warnings = warnings.catch_warnings(action="ignore")

    def silence(self) -> None:
        """Nothing is printed or asked for: a score may be JSON on standard output, and in a browser there is no terminal."""
        sys.stdin, sys.stdout, sys.stderr = io.StringIO(), _Nowhere(), _Nowhere()
        sys.unraisablehook = _ignore
        self._warnings.__enter__()

    def restore(self) -> None:
        """Put everything back that has changed."""
        # What this is done with comes first.
        self._put_builtins_back()
        for part, now, before in self._names:
            if not _is_same(now, before):
                _put_back(part, now, before)
        sys.modules.update(self._modules)
        for found, kept in self._lists:
            found[:] = kept
        self._warnings.__exit__(None, None, None)


def namespace() -> dict[str, Any]:
    """The global names of a scorer, with an import that finds nothing but the standard library: no reader has anything else."""
    return {"__name__": "scorer", "__builtins__": {**vars(builtins), "__import__": _import_standard}}


def _import_standard(name: str, names: Any = None, places: Any = None, wanted: Any = (), level: int = 0) -> Any:
    top = name.partition(".")[0]
    if not level and top not in _STANDARD:
        raise ModuleNotFoundError(f"No module named {top!r}", name=top)
    return _import(name, names, places, wanted, level)


@cache
def _modules() -> dict[str, ModuleType]:
    return {name: module for name, module in sys.modules.items() if name in _WORKED_WITH or name.startswith("bilan.engine")}


@cache
def _parts() -> list[tuple[Any, Mapping[str, Any]]]:
    """The modules and their classes, each with its names. They are the same for every scorer, and to look for them takes longest."""
    parts: dict[int, Any] = {id(module): module for module in _modules().values()}
    parts |= {id(value): value for module in _modules().values() for value in vars(module).values() if _is_changeable(value)}
    return [(part, vars(part)) for part in parts.values()]


def _is_changeable(value: Any) -> bool:
    """Whether it is a class that was made in Python by what the engine is, or counts with."""
    return isinstance(value, type) and value.__flags__ & _HEAP_TYPE > 0 and value.__module__.startswith(_MADE_BY)


def _is_same(now: Mapping[str, Any], before: dict[str, Any]) -> bool:
    """Whether the same names stand for the same things, without asking the things themselves."""
    return len(now) == len(before) and all(map(is_, now, before)) and all(map(is_, now.values(), before.values()))


def _put_back(part: Any, now: Mapping[str, Any], before: dict[str, Any]) -> None:
    put, remove = (type.__setattr__, type.__delattr__) if isinstance(part, type) else (setattr, delattr)
    for name, value in before.items():
        if now.get(name, _GONE) is not value:
            put(part, name, value)
    for name in [name for name, value in now.items() if name not in before and not isinstance(value, ModuleType)]:
        remove(part, name)
