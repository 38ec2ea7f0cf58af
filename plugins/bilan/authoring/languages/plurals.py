# The plural forms of languages, by the rules of CLDR, which Babel brings; the page's scripts have the same rules from the browser (Intl).

from __future__ import annotations

from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError

from bilan.authoring.document import CATEGORIES, CountedText

_UNKNOWN = "en"


@cache
def language(locale: str) -> Locale | None:
    """What CLDR knows of the language of this code; None if it knows none."""
    try:
        return Locale.parse(locale, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def language_or_english(locale: str) -> Locale:
    """What CLDR knows of the language of this code, or else of English."""
    return language(locale) or Locale.parse(_UNKNOWN)


def categories_of(locale: str) -> tuple[str, ...]:
    """The plural categories that a language has, `other` last; all that there are if the language is not known."""
    known = language(locale)
    return tuple(name for name in CATEGORIES if not known or name in {*known.plural_form.tags, "other"})


def form_for(text: str, number: int | float | Decimal, locale: str) -> str:
    """The form of a text that goes with a number in a language; a text without forms is the same with every number."""
    if not isinstance(text, CountedText):
        return text
    return text.forms.get(language_or_english(locale).plural_form(number), str(text))
