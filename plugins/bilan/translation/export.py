# Texts of checklists -> messages for translators.

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilan.authoring import CountedText, TextFile
from bilan.authoring.languages.texts import Standing
from bilan.translation.po import Message
from bilan.translation.selection import Selected

# What a record is called in its own words; a comment quotes it, so that its other texts are not translated blindly.
_NAMES = ("text", "title")


def messages_for(selected: Iterable[Selected], locale: str) -> Iterator[Message]:
    """A message for each text that is to be in `locale`, with the translation that it has; a stale one is fuzzy.

    Texts whose source is in `locale`, and those that stand alone, need no translation. Those with plural forms stay at home: a message
    holds one text, and the forms of two languages are not the same.
    """
    for file, path, entry in selected:
        if any(isinstance(text, CountedText) for text in entry.text.by_locale.values()):
            continue
        standing = entry.standing(locale)
        if standing is Standing.SOURCE or entry.source == locale or entry.source not in entry.text.by_locale:
            continue
        yield Message(
            context=f"{file.name}/{path}",
            source=entry.text.by_locale[entry.source],
            translation=entry.text.by_locale.get(locale, ""),
            fuzzy=standing is Standing.STALE,
            comments=tuple(_surroundings(file, path)),
            file=file.shown,
        )


def _surroundings(file: TextFile, path: str) -> Iterator[str]:
    """What the nearest record around a text is called."""
    parts = path.split("/")
    for length in range(len(parts) - 1, -1, -1):
        for name in _NAMES:
            around = "/".join([*parts[:length], name])
            entry = file.entries.get(around)
            if around != path and entry and entry.source in entry.text.by_locale:
                yield entry.text.by_locale[entry.source]
                return
