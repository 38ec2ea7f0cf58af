# The README's example, as a project of its own.

from __future__ import annotations

import re
from pathlib import Path

from tests.support.project import ROOT, Project

# A file of the example: a block of YAML whose first line is its name.
_FILE = re.compile(r"```yaml\n# (\S+)\n(.*?)```", re.DOTALL)


def write_example(folder: Path) -> Project:
    """The files that the README shows, word for word, and a home page."""
    project = Project(folder)
    for name, text in _FILE.findall((ROOT / "README.md").read_text("utf-8")):
        project.write(name, text)
    project.write("docs/index.md", "# Welcome\n")
    return project
