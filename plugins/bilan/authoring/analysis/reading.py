# Reading time of a checklist: words and minutes by language.

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bilan.authoring.document import Document, Text

# An unhurried reader; what it takes to think of an answer is not in it.
WORDS_A_MINUTE = 200

# What everyone reads who answers; the rest is there for those who ask, or comes with the result.
_TO_ANSWER = ("title", "summary", "sections", "intro", "items", "text", "help", "choices", "rows", "unit")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class ReadingLength:
    """The words of a checklist in one language: those that everyone reads to answer, and all."""

    locale: str
    to_answer: int
    all: int

    @property
    def minutes(self) -> Fraction:
        """The minutes that reading takes to answer."""
        return Fraction(self.to_answer, WORDS_A_MINUTE)

    @property
    def minutes_for_all(self) -> Fraction:
        """The minutes that all texts take."""
        return Fraction(self.all, WORDS_A_MINUTE)


def reading_lengths(document: Document) -> tuple[ReadingLength, ...]:
    """The lengths of a checklist by language. The answers of a scale count once, since they are read once."""
    return tuple(
        ReadingLength(
            locale,
            sum(map(_count, _texts(document.content, locale, set(), _TO_ANSWER))),
            sum(map(_count, _texts(document.content, locale, set(), None))),
        )
        for locale in document.locales
    )


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def _texts(value: Any, locale: str, scales: set[str], fields: tuple[str, ...] | None) -> Iterator[str]:
    if isinstance(value, Text):
        if locale in value.by_locale or "" in value.by_locale:
            yield value.in_locale(locale)
    elif isinstance(value, Mapping):
        known = value.get("scale") in scales
        scales |= {value["scale"]} if "scale" in value else set()
        for name, entry in value.items():
            if (fields is None or name in fields) and not (name == "choices" and known):
                yield from _texts(entry, locale, scales, fields)
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from _texts(entry, locale, scales, fields)
