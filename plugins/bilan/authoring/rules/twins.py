# Texts that readers can't tell apart: choices of one question, questions of one section, sections, levels, scores, readings.

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from bilan.authoring.diagnostics import Place, Report
from bilan.authoring.diagnostics.checklist import SAME_TEXT
from bilan.authoring.document import Text
from bilan.authoring.format.access import Record, records
from bilan.authoring.format.scoring_shapes import Written
from bilan.authoring.source.unseen import without_unseen

_LONGEST_SHOWN = 40

# Signs that look like one another, and letters of other alphabets that look like Latin ones.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u0060\u00b4\u02bc\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        # Cyrillic, then Greek.
        **dict(
            zip(
                "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
                "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455",
                "ABEKMHOPCTYXIJSaeopcyxijs",
                strict=True,
            )
        ),
        **dict(
            zip(
                "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",
                "ABEZHIKMNOPTYXo",
                strict=True,
            )
        ),
    }
)
# What only looks smaller or higher says something else: m² is not m2.
_DIFFERENT = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>")


def check_twins(content: Record, report: Report) -> None:
    """Report each text that is the same as an earlier one of its kind; the choices are told where they are checked (items.py)."""
    sections = records(content.get("sections"))
    check_differ(sections, "title", "section", report)
    for section in sections:
        items = records(section.get("items"))
        check_differ(items, "text", "question", report)
        for item in items:
            check_differ(records(item.get("rows")), "text", "row", report)
    scores = records(content.get("scores"))
    check_differ(scores, "title", "score", report)
    check_differ(records(content.get("reads")), "title", "reading", report)
    for score in (content, *scores):
        check_differ(records(score.get("bands")), "title", "level", report)


def check_differ(parts: Iterable[Record], field: str, noun: str, report: Report, *, side_by_side: bool = False) -> None:
    """Report each part whose text is that of an earlier one; of two that have a condition, only one may be shown.

    What stands `side_by_side`, such as the choices of a question, is told from the others by its text alone: there a condition is no
    excuse, unless each of the two has its own.
    """
    before: dict[tuple[str, str], list[tuple[Place, str]]] = {}
    for part in parts:
        text, when = part.get(field), _condition(part)
        if not isinstance(text, Text) or (when and not side_by_side):
            continue
        keys = [(locale, key) for locale, words in text.by_locale.items() for key in _keys(locale, words)]
        twins = ((locale, place) for locale, key in keys for place, other in before.get(key, ()) if not (when and other) or when == other)
        if twin := next(twins, None):
            locale, (line, column) = twin
            words = text.by_locale[locale]
            shown = words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
            report.add(SAME_TEXT, _place(text, locale), text=shown, noun=noun, line=line, column=column)
        for locale, key in dict.fromkeys(keys):
            before.setdefault(key, []).append((_place(text, locale), when))


def _condition(part: Record) -> str:
    """The condition of a part, empty if it has none."""
    when = part.get("when", "")
    return " ".join(when.condition.text.split()) if isinstance(when, Written) else "refused" if "when" in part else ""


def _keys(locale: str, words: str) -> tuple[tuple[str, str], ...]:
    """What is seen of a text, as it is and with what looks alike made the same."""
    parts = (c if unicodedata.decomposition(c).startswith(_DIFFERENT) else unicodedata.normalize("NFKD", c) for c in without_unseen(words))
    seen = unicodedata.normalize("NFD", "".join(parts))
    return tuple((locale, " ".join(text.casefold().split())) for text in (seen, seen.translate(_ALIKE)))


def _place(text: Any, locale: str) -> Place:
    return text.places.get(locale, text.place)  # type: ignore[no-any-return]
