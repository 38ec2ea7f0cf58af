# A checklist as its author wrote it, once it is known to be valid: the engine's half, and the texts in every language.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bilan.authoring.diagnostics import Place
from bilan.engine import Checklist


@dataclass(frozen=True)
class Text:
    """One text by locale; the locale is "" in a file of a single language, which then serves for any."""

    by_locale: Mapping[str, str]
    place: Place

    def in_locale(self, locale: str) -> str:
        """The text in `locale`, in the first language if it is "". Raises KeyError where there is none (rules.py reports that first)."""
        if "" in self.by_locale:
            return self.by_locale[""]
        return self.by_locale[locale] if locale else next(iter(self.by_locale.values()))


@dataclass(frozen=True)
class Document:
    """A valid checklist file.

    `checklist` is what the engine scores; `content` mirrors the file as plain dicts and lists whose texts are `Text`;
    `locales` are the languages it is written in, ("",) for a file that is not keyed by language.
    """

    path: str
    checklist: Checklist
    content: Mapping[str, Any]
    locales: tuple[str, ...]

    @property
    def id(self) -> str:
        """The checklist's id, also the name of its file and of its page."""
        return self.checklist.id

    def localized(self, locale: str) -> dict[str, Any]:
        """`content` with each text in `locale`: what the templates show."""
        localized: dict[str, Any] = _localize(self.content, locale)
        return localized


def _localize(value: Any, locale: str) -> Any:
    if isinstance(value, Text):
        return value.in_locale(locale)
    if isinstance(value, Mapping):
        return {key: _localize(entry, locale) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_localize(entry, locale) for entry in value]
    return value
