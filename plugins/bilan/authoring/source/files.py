# Which files are meant by the paths that were given, and how messages name them.

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from bilan.authoring.diagnostics import Diagnostic

ENDINGS = (".yml", ".yaml")


def expand(paths: Iterable[Path], diagnostics: list[Diagnostic], root: Path) -> Iterable[Path]:
    """The files, and the checklists of the folders, among `paths`; what can't be opened is reported."""
    for path in paths:
        try:
            path.stat()
            files = [path]
            if path.is_dir():
                files = sorted(p for p in path.iterdir() if p.suffix in ENDINGS and p.name[0] not in "_.")
        except (FileNotFoundError, NotADirectoryError, ValueError):
            diagnostics.append(Diagnostic(shown_path(path, root), 1, 1, "Y001", "there is no such file or folder.", "Check the path."))
        except OSError as error:
            what = f"it can't be opened: {error.strerror}."
            diagnostics.append(Diagnostic(shown_path(path, root), 1, 1, "Y001", what, "Check the path, and that you may read it."))
        else:
            yield from files


def unique(paths: Iterable[Path]) -> Iterable[Path]:
    """Each file once, under the first of its names."""
    seen: set[Path] = set()
    for path in paths:
        # Not path.resolve(): before Python 3.13 that raises on links that go in circles.
        real = Path(os.path.realpath(path))
        if real not in seen:
            seen.add(real)
            yield path


def shown_path(path: Path, root: Path) -> str:
    """The path as messages show it: relative to `root`, with slashes."""
    return Path(os.path.relpath(path, root)).as_posix()
