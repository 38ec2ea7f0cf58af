# The Python scorer that a checklist names: read, and looked at as far as that is possible without running it.

from __future__ import annotations

import ast
import warnings
from pathlib import Path

from bilan.authoring.compiling.scorer_imports import check_imports
from bilan.authoring.diagnostics import START, Place, Report
from bilan.authoring.diagnostics.scorers import (
    SCORER_NOT_COMPILED,
    SCORER_NOT_PYTHON,
    SCORER_NOT_UTF8,
    SCORER_TOO_LARGE,
    SCORER_UNREADABLE,
    SCORER_WITHOUT_FUNCTION,
)
from bilan.authoring.format.shapes import Located
from bilan.authoring.source.files import read_file
from bilan.engine import FUNCTION

LARGEST_SCORER = 64 * 1024


def read_scorer(name: Located, folder: Path, shown: Path, report: Report) -> str:
    """The source text of a scorer, "" after reporting why it can't be used.

    Args:
        name: the file's name and where the checklist gives it.
        folder: where the checklist stands.
        shown: the folder as messages name it.
        report: of the checklist; what is wrong inside the scorer is reported with its own path.
    """
    try:
        data = read_file(folder / name.value, LARGEST_SCORER)
    except OSError as error:
        report.add(SCORER_UNREADABLE, name.place, name=name.value, reason=error.strerror)
        return ""
    inside = Report((shown / name.value).as_posix())
    source = _checked(data, inside)
    report.diagnostics += inside.diagnostics
    return source


def _checked(data: bytes, report: Report) -> str:
    if len(data) > LARGEST_SCORER:
        report.add(SCORER_TOO_LARGE, START, most=LARGEST_SCORER)
        return ""
    try:
        source = data.decode("utf-8-sig").replace("\r\n", "\n")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source, "scorer")
            compile(tree, "scorer", "exec")
    except UnicodeDecodeError:
        report.add(SCORER_NOT_UTF8, START)
        return ""
    except SyntaxError as error:
        place = Place(error.lineno or 1, max(error.offset or 1, 1))
        report.add(SCORER_NOT_PYTHON, place, reason=error.msg)
        return ""
    except (ValueError, RecursionError, MemoryError) as error:
        report.add(SCORER_NOT_COMPILED, START, reason=str(error) or "too complex")
        return ""
    function = next((node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == FUNCTION), None)
    if function is None or not _takes_two(function.args):
        place = Place(function.lineno, function.col_offset + 1) if function else START
        report.add(SCORER_WITHOUT_FUNCTION, place, function=FUNCTION)
        return ""
    check_imports(tree, report)
    return source


def _takes_two(arguments: ast.arguments) -> bool:
    positional = len(arguments.posonlyargs) + len(arguments.args)
    required = positional - len(arguments.defaults)
    needs_names = any(default is None for default in arguments.kw_defaults)
    return not needs_names and required <= 2 and (positional >= 2 or arguments.vararg is not None)
