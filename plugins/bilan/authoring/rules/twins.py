# Texts that readers can't tell apart: choices of one question, questions of one section, sections, levels.

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from bilan.authoring.diagnostics import Place, Report
from bilan.authoring.document import Text
from bilan.authoring.rules.names import Record, records
from bilan.authoring.source.unseen import without_unseen

_LONGEST_SHOWN = 40


def check_twins(content: Record, report: Report) -> None:
    """Report each text that is the same as an earlier one of its kind; the choices are told where they are checked (items.py)."""
    sections = records(content.get("sections"))
    check_differ(sections, "title", "section", report)
    for section in sections:
        items = records(section.get("items"))
        check_differ(items, "text", "question", report)
        for item in items:
            check_differ(records(item.get("rows")), "text", "row", report)
    for score in (content, *records(content.get("scores"))):
        check_differ(records(score.get("bands")), "title", "level", report)


def check_differ(parts: Iterable[Record], field: str, noun: str, report: Report) -> None:
    """Report each part whose text is that of an earlier one; of two that have a condition, only one may be shown."""
    first: dict[tuple[str, str], Place] = {}
    for part in parts:
        text = part.get(field)
        if not isinstance(text, Text) or "when" in part:
            continue
        twins = [(locale, words, first[key]) for locale, words in text.by_locale.items() if (key := _key(locale, words)) in first]
        if twins:
            locale, words, before = twins[0]
            shown = words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
            what = f'"{shown}" is also the text of another {noun}, at {before.line}:{before.column}.'
            report.warning(_place(text, locale), "R231", what, "Make them differ, so that readers can tell them apart.")
        for locale, words in text.by_locale.items():
            first.setdefault(_key(locale, words), _place(text, locale))


def _key(locale: str, words: str) -> tuple[str, str]:
    """What is seen of a text."""
    return locale, " ".join(without_unseen(unicodedata.normalize("NFKC", words)).casefold().split())


def _place(text: Any, locale: str) -> Place:
    return text.places.get(locale, text.place)  # type: ignore[no-any-return]
