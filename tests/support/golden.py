# Golden files that can be written anew: a list of lines under a key of its own, in a YAML file whose other parts stay as they are.

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Golden:
    """Holds what was found against what files expect; `update` writes it into them instead (`pytest --update-golden`)."""

    update: bool

    def check(self, path: Path, key: str, found: list[str]) -> None:
        """Compare lines with the list under `key` of a file."""
        text = path.read_text("utf-8")
        if self.update:
            path.write_text(with_lines(text, key, found), "utf-8")
        else:
            assert found == yaml.safe_load(text)[key], f"{path.name}: if this is right: pytest --update-golden, and look at the difference"


def with_lines(text: str, key: str, lines: list[str]) -> str:
    """The text of a YAML file with another list under `key`, which is at the left margin."""
    quoted = "".join(f"\n  - '{line.replace(chr(39), chr(39) * 2)}'" for line in lines) or " []"
    changed, count = re.subn(rf"^{key}:.*\n(?:[ \t].*\n|\n(?=[ \t]))*", lambda _: f"{key}:{quoted}\n", text, flags=re.MULTILINE)
    if count != 1 or yaml.safe_load(changed)[key] != lines:
        raise ValueError(f"the list under {key} can't be written anew")
    return changed
