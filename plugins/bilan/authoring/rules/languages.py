# The languages of a checklist: its title says which they are, every text speaks of them as the title does.

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bilan.authoring.diagnostics import Report
from bilan.authoring.diagnostics.checklist import (
    SITE_LANGUAGE_MISSING,
    TEXT_ADDS,
    TEXT_PLAIN,
    TEXTS_PLAIN,
    TITLE_LACKS,
    TITLE_NAMES_NONE,
    TITLE_PLAIN,
)
from bilan.authoring.document import Text
from bilan.authoring.languages.texts import ALONE, texts_of

# So many texts, if they are most of all, outweigh the title.
_SEVERAL = 2


def check_languages(content: dict[str, Any], locales: tuple[str, ...], report: Report) -> None:
    """Report languages in disorder; where most texts agree with each other against the title, once, at the title.

    What a text lacks of the title's languages is told by translations.py.

    Args:
        content: what `format.CHECKLIST` made of the file.
        locales: the languages that the site needs; empty if any will do.
        report: where the problems go.
    """
    title = content.get("title")
    if not isinstance(title, Text):
        return
    others = [text for _, text in texts_of(content) if text is not title]
    if tuple(title.by_locale) == ALONE:
        _check_against_plain(title, others, locales, report)
    else:
        _check_against_keyed(title, others, locales, report)


def _check_against_plain(title: Text, others: Sequence[Text], locales: tuple[str, ...], report: Report) -> None:
    keyed = [text for text in others if "" not in text.by_locale]
    found = _named(keyed)
    if _outweigh(keyed, others):
        report.add(TITLE_PLAIN, title.place, count=len(keyed), locales=_listed(found), first=found[0])
        return
    if len(locales) > 1:
        report.add(TEXTS_PLAIN, title.place, locales=_listed(locales), first=locales[0])
    for text in keyed:
        report.add(TITLE_NAMES_NONE, text.place)


def _check_against_keyed(title: Text, others: Sequence[Text], locales: tuple[str, ...], report: Report) -> None:
    added: list[str] = []
    for locale in sorted({locale for text in others for locale in text.by_locale} - title.by_locale.keys() - {""}):
        more = [text for text in others if locale in text.by_locale]
        if _outweigh(more, [text for text in others if "" not in text.by_locale]):
            added.append(locale)
            report.add(TITLE_LACKS, title.place, count=len(more), locale=locale)
            continue
        for text in more:
            report.add(TEXT_ADDS, text.place, locale=locale)
    if missing := [locale for locale in locales if locale not in title.by_locale and locale not in added]:
        report.add(SITE_LANGUAGE_MISSING, title.place, locales=_listed(missing), first=missing[0])
    wanted = _listed(sorted({*title.by_locale, *added}))
    for text in others:
        if "" in text.by_locale:
            report.add(TEXT_PLAIN, text.place, locales=wanted)


def _outweigh(some: Sequence[Text], all_of_them: Sequence[Text]) -> bool:
    return len(some) >= _SEVERAL and 2 * len(some) > len(all_of_them)


def _named(texts: Sequence[Text]) -> tuple[str, ...]:
    """The languages of texts, as most of the files list them: in the order in which they come up."""
    return tuple(dict.fromkeys(locale for text in texts for locale in text.by_locale))


def _listed(words: Sequence[str]) -> str:
    return " and ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} and {words[-1]}"
