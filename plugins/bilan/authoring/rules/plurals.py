# The plural forms of texts: each must be one that its language has.

from __future__ import annotations

from typing import Any

from bilan.authoring.diagnostics import Report
from bilan.authoring.diagnostics.checklist import FORM_NEVER_USED
from bilan.authoring.document import CountedText
from bilan.authoring.languages.plurals import categories_of
from bilan.authoring.languages.texts import texts_of


def check_plurals(content: dict[str, Any], locales: tuple[str, ...], report: Report) -> None:
    """Report forms that no number ever asks for.

    Args:
        content: what `format.CHECKLIST` made of the file.
        locales: the languages that the site needs: of a text that stands alone the only one, if there is only one, is the language.
        report: where the problems go.
    """
    alone = locales[0] if len(locales) == 1 else ""
    for _, text in texts_of(content):
        for locale, words in text.by_locale.items():
            if isinstance(words, CountedText) and (language := locale or alone):
                _check_forms(words, language, report)


def _check_forms(words: CountedText, locale: str, report: Report) -> None:
    known = categories_of(locale)
    listed = f"{', '.join(known[:-1])} and other" if len(known) > 1 else "only other"
    for category in words.forms:
        if category not in known:
            report.add(FORM_NEVER_USED, words.places[category], form=category, locale=locale, known=listed)
