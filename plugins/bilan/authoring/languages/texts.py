# The texts of a file, each under a path that lasts: names of fields and ids of records, such as sections/a/items/b/text.
# They are gathered before the scales are written out in the items, so each stands once, where its author wrote it.

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from bilan.authoring.document import CountedText, Text
from bilan.authoring.format.shapes import Located

# The names of a text that stands alone: it is in no language in particular.
ALONE = ("",)


class Standing(StrEnum):
    """How a text stands in one language."""

    SOURCE = "source"
    """The others are translated from it."""
    CURRENT = "current"
    """Translated from the present source."""
    UNRECORDED = "unrecorded"
    """Translated; nobody recorded from what."""
    STALE = "stale"
    """Translated from a source that has changed since."""
    MISSING = "missing"


@dataclass(frozen=True)
class Entry:
    """A text, the languages that it must have (the first is the source), and the recorded fingerprint of the source by locale."""

    text: Text
    locales: tuple[str, ...]
    recorded: Mapping[str, str]

    @property
    def source(self) -> str:
        """The language that the others are translated from."""
        return self.locales[0]

    @property
    def fingerprint(self) -> str | None:
        """That of the present source; None if the source itself is missing."""
        source = self.text.by_locale.get(self.source)
        return None if source is None else fingerprint(source)

    @property
    def has_forms(self) -> bool:
        """Whether it has plural forms in some language."""
        return any(isinstance(words, CountedText) for words in self.text.by_locale.values())

    def standing(self, locale: str) -> Standing:
        """How it stands in `locale`. A text that stands alone is the source in any."""
        if locale == self.source or self.locales == ALONE:
            return Standing.SOURCE if self.text.by_locale.keys() & {locale, ""} else Standing.MISSING
        if locale not in self.text.by_locale:
            return Standing.MISSING
        recorded = self.recorded.get(locale)
        if recorded is None or self.fingerprint is None:
            return Standing.UNRECORDED
        return Standing.CURRENT if recorded == self.fingerprint else Standing.STALE


@dataclass(frozen=True)
class TextFile:
    """The texts of one file by their paths.

    `name` is the checklist's id, or that of the file of shared scales without its ending; `shown` is how messages name `path`.
    """

    name: str
    path: Path
    shown: str
    entries: Mapping[str, Entry] = field(default_factory=dict)

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages that it is written in, the source first."""
        return tuple(dict.fromkeys(locale for entry in self.entries.values() for locale in entry.locales))


@dataclass(frozen=True)
class Coverage:
    """How many texts there are, and how many of them are missing, stale or unrecorded in one language."""

    total: int
    missing: int
    stale: int
    unrecorded: int

    @property
    def translated(self) -> int:
        """Those that are there and not stale."""
        return self.total - self.missing - self.stale

    @property
    def percent(self) -> int:
        """Of the translated; 100 only if all are."""
        return 100 * self.translated // self.total if self.total else 100


def coverage(entries: Iterable[Entry], locale: str) -> Coverage:
    """Count how `entries` stand in `locale`."""
    found = [entry.standing(locale) for entry in entries]
    return Coverage(len(found), found.count(Standing.MISSING), found.count(Standing.STALE), found.count(Standing.UNRECORDED))


def fingerprint(text: str) -> str:
    """What tells one source text from another, whatever its spacing and the composition of its accents; all plural forms are looked at."""
    if isinstance(text, CountedText):
        text = "\n".join(f"{category}: {form}" for category, form in text.forms.items())
    return hashlib.sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()[:12]


def texts_of(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Text]]:
    """Every text in what a shape made of a node, with its path. What has no id of its own goes by its position, from 1."""
    if isinstance(value, Located):
        yield from texts_of(value.value, path)
    elif isinstance(value, Text):
        yield "/".join(path), value
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from texts_of(entry, (*path, name))
    elif isinstance(value, list):
        taken: set[str] = set()
        for position, entry in enumerate(value, 1):
            name = _id_of(entry)
            name = str(position) if name is None or name in taken else name
            taken.add(name)
            yield from texts_of(entry, (*path, name))


def scales_named_in(value: Any) -> Iterator[str]:
    """The names of the scales that a record uses, at whatever depth."""
    if isinstance(value, Located):
        yield from scales_named_in(value.value)
    elif isinstance(value, dict):
        name = value.get("scale")
        if isinstance(name, Located) and isinstance(name.value, str):
            yield name.value
        for entry in value.values():
            yield from scales_named_in(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from scales_named_in(entry)


def _id_of(value: Any) -> str | None:
    found = value.get("id") if isinstance(value, dict) else None
    return found.value if isinstance(found, Located) and isinstance(found.value, str) else None
