# The examples of the register of diagnostics, run: the least files around an example, and what is told of them.

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent, indent

from bilan.authoring import Diagnostic, compare, read_library, read_older, rehearse, scorer_faults, scorers_apart
from bilan.authoring.analysis import certain_faults
from bilan.authoring.diagnostics.declaration import Code, Example
from bilan.authoring.diagnostics.register import codes

# The least valid checklist, by its fields.
LEAST = {
    "id": "id: {name}",
    "version": "version: 1",
    "title": "title: Good pages",
    "summary": "summary: What makes a page good.",
    "sections": """\
sections:
  - id: writing
    title: Writing
    items:
      - {id: own-voice, kind: check, text: The text speaks in our own voice.}""",
}
# What only the quick analysis of `bilan check` finds.
_ANALYSED = {"R230", *(name for name in codes() if name[0] == "A")}
_ITEMS = """\
sections:
  - id: writing
    title: Writing
    items:
"""


def written(text: str) -> str:
    """The text of an indented block."""
    return dedent(text).strip("\n")


def whole(fragment: str, name: str) -> str:
    """The least checklist around items or fields; a text of comments alone stays as it is."""
    text = written(fragment)
    if text and all(line.startswith("#") for line in text.splitlines()):
        return text
    if text.startswith("- "):
        text = _ITEMS + indent(text, "      ")
    given = set(re.findall(r"^(\w+):", text, re.MULTILINE))
    return "\n".join([*(line.format(name=name) if key == "id" else line for key, line in LEAST.items() if key not in given), text])


def told(code: Code, *, right: bool = False) -> list[Diagnostic]:
    """What is told of the example of a code, as it is wrong or `right`."""
    example = code.example
    fragment = (example.right or example.wrong) if right else example.wrong
    if example.times > 1:
        fragment = written(fragment) + "\n" + "\n".join([written(fragment).splitlines()[-1]] * (example.times - 1))
    beside = (example.mended or example.beside) if right else example.beside
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "checklists")
        _write(folder, {f"{example.name}.yml": fragment, **beside})
        if example.before:
            _write(folder / "before", {f"{example.name}.yml": example.before})
        return _found(folder, code)


def has_right(example: Example) -> bool:
    """Whether it shows what is right, too."""
    return bool(example.right or example.mended)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        completed = path.suffix in (".yml", ".yaml") and path.name[0] != "_" and path.parent.name != "personas"
        path.write_text(whole(text, path.stem) if completed else written(text), "utf-8")


def _found(folder: Path, code: Code) -> list[Diagnostic]:
    library = read_library([folder], root=folder)
    found = list(library.diagnostics)
    if code.example.before:
        found += compare(read_older(folder / "before", root=folder).require_valid(), library)
    with scorers_apart() as process:
        found += rehearse([folder], library.documents, folder).diagnostics
        # The analysis looks at valid checklists and may tell of the same fault in its own way.
        if code.name in _ANALYSED:
            found += (*certain_faults(library.documents, library.diagnostics), *scorer_faults(library.documents, process))
    return found
