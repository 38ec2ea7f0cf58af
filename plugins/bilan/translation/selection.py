# Selection of the texts that a command is about: whole checklists by their id, or parts of one by the path of its texts.

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilan.authoring import Entry, TextFile


class UnknownName(Exception):
    """A name is neither that of a checklist nor the start of a text's path; the message says what to write."""


Selected = tuple[TextFile, str, Entry]


def select(files: Sequence[TextFile], names: Sequence[str]) -> Iterator[Selected]:
    """The texts that `names` name, with their files and paths, in the order of the files; all of them if there is no name.

    Raises:
        UnknownName: a name that fits no text.
    """
    wanted = [name.strip("/") for name in names]
    for name in wanted:
        if not any(_fits(f"{file.name}/{path}", name) for file in files for path in file.entries):
            known = ", ".join(file.name for file in files) or "none"
            raise UnknownName(f"There is no checklist or text {name!r}. Write the id of a checklist, or a path such as id/title: {known}.")
    for file in files:
        for path, entry in file.entries.items():
            if not wanted or any(_fits(f"{file.name}/{path}", name) for name in wanted):
                yield file, path, entry


def _fits(path: str, name: str) -> bool:
    return path == name or path.startswith(f"{name}/")
