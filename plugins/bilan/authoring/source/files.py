# Files that are meant by the paths that were given, and their names in messages.

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from bilan.authoring.diagnostics import START, Diagnostic, diagnosed
from bilan.authoring.diagnostics.syntax import CANT_BE_OPENED, NO_SUCH_FILE, PASSED_OVER

ENDINGS = (".yml", ".yaml")

# What stands beside the checklists of a folder under a name of its own.
BESIDE = ("_scales.yml", "_translations.yml")
# Endings that are nearly ours: in other letters, or with the one that an editor added.
_NEARLY = re.compile(r"(.+)\.ya?ml(?:\.txt)?", re.IGNORECASE)

_KINDS = {
    stat.S_IFIFO: "it is a pipe",
    stat.S_IFSOCK: "it is a socket",
    stat.S_IFCHR: "it is a device",
    stat.S_IFBLK: "it is a device",
}


def expand(paths: Iterable[Path], diagnostics: list[Diagnostic], root: Path) -> Iterable[Path]:
    """The files, and the checklists of the folders, among `paths`; what can't be opened is reported."""
    for path in paths:
        try:
            path.stat()
            files = [path]
            if path.is_dir():
                diagnostics += misnamed(path, root, BESIDE)
                files = sorted(p for p in path.iterdir() if p.suffix in ENDINGS and p.name[0] not in "_.")
        except (FileNotFoundError, NotADirectoryError, ValueError):
            diagnostics.append(diagnosed(NO_SUCH_FILE, shown_path(path, root), START))
        except OSError as error:
            diagnostics.append(diagnosed(CANT_BE_OPENED, shown_path(path, root), START, reason=error.strerror))
        else:
            yield from files


def misnamed(folder: Path, root: Path, beside: Iterable[str]) -> list[Diagnostic]:
    """The files of a folder that would be passed over for their ending, though they are meant.

    Args:
        folder: it is there.
        root: diagnostics name files relative to it.
        beside: names with an underscore that are read.
    """
    found = []
    for path in sorted(folder.iterdir()):
        match = _NEARLY.fullmatch(path.name)
        meant = f"{match[1].lower()}.yml" if match else ""
        hidden = path.name[0] in "_." and meant not in beside
        if not match or hidden or path.name in beside or (path.suffix in ENDINGS and path.name[0] != "_"):
            continue
        found.append(diagnosed(PASSED_OVER, shown_path(path, root), START, name=path.name, meant=meant))
    return found


def read_file(path: Path, largest: int) -> bytes:
    """The bytes of a file, one more than `largest` at the most. Raises OSError, also for what is no file and might never end."""
    kind = stat.S_IFMT(path.stat().st_mode)
    if kind in _KINDS:
        raise OSError(errno.EINVAL, f"{_KINDS[kind]}, not a file")
    with path.open("rb") as file:
        return file.read(largest + 1)


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
