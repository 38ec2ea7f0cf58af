# A checklist as its author wrote it, once it is known to be valid: the engine's half, and the texts in every language.

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bilan.authoring.diagnostics import Place
from bilan.engine import Checklist

# The plural categories of CLDR; every language has some of them, and each has `other`.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")


@dataclass(frozen=True)
class Text:
    """One text by locale; the locale is "" in a file of a single language, which then serves for any.

    `place` is where the languages begin, `places` where the text in each one does. A text that goes with a number may be a `CountedText`.
    """

    by_locale: Mapping[str, str]
    place: Place
    places: Mapping[str, Place] = field(default_factory=dict)

    def in_locale(self, locale: str) -> str:
        """The text in `locale`, in the first language if it is "". Raises KeyError where there is none (the rules report that first)."""
        if "" in self.by_locale:
            return self.by_locale[""]
        return self.by_locale[locale] if locale else next(iter(self.by_locale.values()))

    def borrowed(self, locales: Iterable[str]) -> BorrowedText:
        """The text in the first of `locales` that it has, or in any that it has: what stands in for a missing one."""
        found = next((locale for locale in locales if locale in self.by_locale), next(iter(self.by_locale)))
        return BorrowedText(self.by_locale[found], found)


class BorrowedText(str):
    """A text that is missing in the language that was asked for: the words of another language, which `locale` names."""

    locale: str

    def __new__(cls, text: str, locale: str) -> BorrowedText:
        """The words `text` of the language `locale`."""
        borrowed = super().__new__(cls, text)
        borrowed.locale = locale
        return borrowed


class CountedText(str):
    """A text that goes with a number, in its plural forms: as a `str` the form `other`, which stands where there is no number.

    `forms` are its forms by plural category, in the order of `CATEGORIES`; `places` is where the category of each is written.
    """

    forms: Mapping[str, str]
    places: Mapping[str, Place]

    def __new__(cls, forms: Mapping[str, str], places: Mapping[str, Place]) -> CountedText:
        """The text whose forms these are."""
        counted = super().__new__(cls, forms["other"])
        counted.forms = {category: forms[category] for category in CATEGORIES if category in forms}
        counted.places = places
        return counted


@dataclass(frozen=True)
class Document:
    """A valid checklist file.

    `checklist` is what the engine scores; `content` mirrors the file as plain dicts and lists whose texts are `Text`;
    `locales` are the languages it is written in, ("",) for a file that is not keyed by language; `record` is what `CHECKLIST`
    made of the file, with the places of its parts.
    """

    path: str
    checklist: Checklist
    content: Mapping[str, Any]
    locales: tuple[str, ...]
    record: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def id(self) -> str:
        """The checklist's id, also the name of its file and of its page."""
        return self.checklist.id

    def localized(self, locale: str) -> dict[str, Any]:
        """`content` with each text in `locale`: what the templates show.

        A text that is missing in a language of the file is a `BorrowedText`. Raises KeyError for a language that the file lacks.
        """
        localized: dict[str, Any] = _localize(self.content, locale, self.locales)
        return localized


def _localize(value: Any, locale: str, locales: tuple[str, ...]) -> Any:
    if isinstance(value, Text):
        lacking = locale and locale not in value.by_locale and "" not in value.by_locale
        return value.borrowed(locales) if lacking and (locale in locales or "" in locales) else value.in_locale(locale)
    if isinstance(value, dict):
        return {key: _localize(entry, locale, locales) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_localize(entry, locale, locales) for entry in value]
    return value
