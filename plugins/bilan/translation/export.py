# Texts of checklists -> messages for translators.

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilan.authoring import Entry, TextFile
from bilan.authoring.languages.texts import Standing
from bilan.translation.po import Message
from bilan.translation.selection import Selected

# What a record is called in its own words; a comment quotes it, so that its other texts are not translated blindly.
_NAMES = ("text", "title")


def messages_for(selected: Iterable[Selected], locale: str) -> Iterator[Message]:
    """A message for each text that is to be in `locale`, with the translation that it has; a stale one is fuzzy.

    Texts whose source is in `locale`, and those that stand alone, need no translation. Those with plural forms stay out (`with_forms`): a
    message holds one text, and two languages have not the same forms.
    """
    for file, path, entry in selected:
        standing = entry.standing(locale)
        if entry.has_forms or not _is_translated(entry, locale):
            continue
        yield Message(
            context=f"{file.name}/{path}",
            source=entry.text.by_locale[entry.source],
            translation=entry.text.by_locale.get(locale, ""),
            fuzzy=standing is Standing.STALE,
            comments=tuple(_surroundings(file, path)),
            file=file.shown,
        )


def with_forms(selected: Iterable[Selected], locale: str) -> list[Selected]:
    """The texts that are to be in `locale` too, and that no message is made of since they have plural forms."""
    return [(file, path, entry) for file, path, entry in selected if entry.has_forms and _is_translated(entry, locale)]


def _is_translated(entry: Entry, locale: str) -> bool:
    return entry.standing(locale) is not Standing.SOURCE and entry.source != locale and entry.source in entry.text.by_locale


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
