# Imports of a Python scorer that Python in the browser does not have.

from __future__ import annotations

import ast
import sys

from bilan.authoring.diagnostics import Place, Report
from bilan.authoring.diagnostics.scorers import IMPORT_OF_ABSENT, IMPORT_OF_OTHERS

# Of the standard library, what Pyodide lacks: it is about a machine, a terminal or a window that a page has not.
# tests/site/test_runtime.py asks Pyodide.
_ABSENT = frozenset(
    [
        "curses",
        "dbm",
        "ensurepip",
        "grp",
        "idlelib",
        "msvcrt",
        "nt",
        "pwd",
        "pydoc_data",
        "readline",
        "resource",
        "syslog",
        "tkinter",
        "turtle",
        "turtledemo",
        "venv",
        "winreg",
        "winsound",
    ]
)


def check_imports(tree: ast.Module, report: Report) -> None:
    """Warn about each imported module, at whatever depth, that no reader has."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = ["." * node.level + (node.module or "")]
        else:
            continue
        for module in modules:
            name = module.partition(".")[0]
            if name in sys.stdlib_module_names and name not in _ABSENT:
                continue
            message = IMPORT_OF_ABSENT if name in _ABSENT else IMPORT_OF_OTHERS
            report.add(message, Place(node.lineno, node.col_offset + 1), module=module)


def absent_modules() -> frozenset[str]:
    """The modules of the standard library that Python in the browser does not have."""
    return _ABSENT
