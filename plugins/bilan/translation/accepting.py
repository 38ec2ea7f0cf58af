# Recording from which source text each translation was made.

from __future__ import annotations

from collections.abc import Callable, Sequence

from bilan.authoring import Entry, TextFile
from bilan.authoring.languages.record import Record
from bilan.authoring.languages.texts import Standing

# Whether a translation, by its file, path and locale, is to be recorded as made from the present source.
Accepts = Callable[[TextFile, str, str], bool]


def recorded(files: Sequence[TextFile], accepts: Accepts) -> Record:
    """The record of all `files`: the present source for what `accepts` says, what was recorded before for the rest.

    Texts and translations that are no longer there are left out.
    """
    return {file.name: {path: _prints(file, path, entry, accepts) for path, entry in file.entries.items()} for file in files}


def _prints(file: TextFile, path: str, entry: Entry, accepts: Accepts) -> dict[str, str]:
    prints: dict[str, str] = {}
    for locale in entry.locales:
        if entry.fingerprint is None or entry.standing(locale) in (Standing.SOURCE, Standing.MISSING):
            continue
        if accepts(file, path, locale):
            prints[locale] = entry.fingerprint
        elif locale in entry.recorded:
            prints[locale] = entry.recorded[locale]
    return prints
