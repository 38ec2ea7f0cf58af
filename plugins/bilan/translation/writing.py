# Several files written as one: either all of them are replaced, or none is.

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Replace the files by what `contents` holds; links stay links, and permissions stay as they are.

    Raises:
        OSError: a file can't be written. None is changed then, unless the file system fails while files take their names.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, data in contents.items():
            target = Path(os.path.realpath(path))
            beside = target.with_name(f".{target.name}.new")
            waiting[beside] = target
            beside.write_bytes(data)
            if target.exists():
                shutil.copymode(target, beside)
        for beside, target in waiting.items():
            beside.replace(target)
    finally:
        for beside in waiting:
            beside.unlink(missing_ok=True)
