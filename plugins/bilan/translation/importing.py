# Messages from translators -> changes of texts, and the files with these changes made. Nothing is written here.

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bilan.authoring import Entry, TextFile, read_library
from bilan.authoring.format.shapes import LONGEST_TEXT
from bilan.authoring.languages.record import RECORD_FILE, record_text
from bilan.authoring.languages.texts import Standing, fingerprint
from bilan.authoring.languages.translations import UNCHECKED
from bilan.authoring.source.loader import FORBIDDEN
from bilan.translation.accepting import recorded
from bilan.translation.edits import Edit, EditError, edited
from bilan.translation.po import Message


class ImportRefused(Exception):
    """The changes would damage a file; nothing of them may be written."""


@dataclass
class Changes:
    """What a PO file asks for.

    `words` are new translations by file and path; `reviewed` are texts whose stale translation was found to hold; `problems` are
    messages that were set aside, one sentence each; `fuzzy` counts those that the translator still doubts.
    """

    words: dict[str, dict[str, str]] = field(default_factory=dict)
    reviewed: set[tuple[str, str]] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    fuzzy: int = 0

    @property
    def count(self) -> int:
        """How many texts get new words."""
        return sum(len(paths) for paths in self.words.values())


def changes_of(messages: Iterable[Message], files: Sequence[TextFile], locale: str) -> Changes:
    """Compare what came back from a translator with the texts as they are now."""
    known = {f"{file.name}/{path}": (file, path, entry) for file in files for path, entry in file.entries.items()}
    changes = Changes()
    seen: set[str] = set()
    for message in messages:
        if message.context not in known or message.context in seen:
            what = "stands twice" if message.context in seen else "is no text of these checklists"
            changes.problems.append(f"line {message.line}: {message.context!r} {what}.")
            continue
        seen.add(message.context)
        file, path, entry = known[message.context]
        words = message.translation.strip()
        if not words:
            continue
        if fault := _fault(message, words, entry, locale):
            changes.problems.append(f"line {message.line}: {message.context}: {fault}")
        elif message.fuzzy:
            changes.fuzzy += 1
        elif words != entry.text.by_locale.get(locale):
            changes.words.setdefault(file.name, {})[path] = words
        elif entry.standing(locale) is Standing.STALE:
            changes.reviewed.add((file.name, path))
    return changes


def _fault(message: Message, words: str, entry: Entry, locale: str) -> str:
    """Why a translation can't be used; empty if it can."""
    if entry.source == locale or "" in entry.text.by_locale:
        return f"this text is not translated into {locale}; it is the source."
    if entry.has_forms:
        return "this text has plural forms. Write them in the file."
    if fingerprint(message.source) != entry.fingerprint:
        return "the source text has changed since the export. Export it again."
    if len(words) > LONGEST_TEXT:
        return f"the translation has {len(words):,} characters. Keep it under {LONGEST_TEXT:,}."
    if found := re.search(FORBIDDEN, words):
        return f"the character U+{ord(found[0]):04X} is not allowed in YAML. Delete it."
    return ""


def files_with(changes: Changes, files: Sequence[TextFile], locale: str, folder: Path) -> Mapping[Path, bytes]:
    """The files that change, with what they will hold: checklists with new words, and the record of translations.

    Raises:
        ImportRefused: read again, the files would not hold exactly the new words, or would have an error.
    """
    contents = {file.path: _edited(file, changes.words[file.name], locale) for file in files if file.name in changes.words}
    library = read_library([folder], checks=UNCHECKED, contents=contents)
    if library.errors:
        raise ImportRefused("\n".join(str(diagnostic) for diagnostic in library.errors))
    if _words(library.texts, {}, locale) != _words(files, changes.words, locale):
        raise ImportRefused(f"Read again, the texts in {folder} would not be those that were meant.")
    done = {*changes.reviewed, *((name, path) for name, paths in changes.words.items() for path in paths)}
    if done:
        record = recorded(library.texts, lambda file, path, into: into == locale and (file.name, path) in done)
        contents[folder / RECORD_FILE] = record_text(record).encode()
    return contents


def _edited(file: TextFile, words: Mapping[str, str], locale: str) -> bytes:
    edits = [Edit(file.entries[path].text.place, locale, new) for path, new in words.items()]
    try:
        return edited(file.path.read_bytes(), edits)
    except EditError as error:
        raise ImportRefused(f"{file.shown}:{error}") from None


def _words(files: Sequence[TextFile], changed: Mapping[str, Mapping[str, str]], locale: str) -> dict[tuple[str, str], dict[str, str]]:
    """Every text in every language, with some changed in one."""
    found = {(file.name, path): dict(entry.text.by_locale) for file in files for path, entry in file.entries.items()}
    for name, paths in changed.items():
        for path, new in paths.items():
            found[name, path][locale] = new
    return found
