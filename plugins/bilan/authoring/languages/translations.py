# The checks of translations: texts that a language of their file lacks, and those whose source has changed since.

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilan.authoring.diagnostics import Report, Severity
from bilan.authoring.diagnostics.translations import TEXT_MISSING, TEXT_STALE
from bilan.authoring.document import Document, Text
from bilan.authoring.languages.texts import ALONE, Coverage, Entry, Standing, TextFile, coverage, texts_of


@dataclass(frozen=True)
class TranslationChecks:
    """How severe a missing and a stale translation are; None if they are not to be reported at all."""

    missing: Severity | None = TEXT_MISSING.severity
    stale: Severity | None = TEXT_STALE.severity


USUAL = TranslationChecks()
# For those who only look.
UNCHECKED = TranslationChecks(None, None)

Recorded = Mapping[str, Mapping[str, str]]


def checklist_texts(record: dict[str, Any], name: str, path: Path, shown: str, recorded: Recorded) -> TextFile:
    """The texts of a checklist, which must be in the languages of its title; without a title none is asked for."""
    title = record.get("title")
    wanted = tuple(title.by_locale) if isinstance(title, Text) else ALONE
    entries = {key: _entry(text, wanted, recorded.get(key, {})) for key, text in texts_of(record)}
    return TextFile(name, path, shown, entries)


def scale_texts(scales: Mapping[str, Any], path: Path, shown: str, recorded: Recorded, needs: Mapping[str, Iterable[str]]) -> TextFile:
    """The texts of shared scales. Each scale must be in the languages of all its texts, and in those that the checklists need.

    Args:
        scales: the scales by name.
        path: their file.
        shown: how messages name it.
        recorded: what is recorded of their translations.
        needs: by the name of a scale, the languages of the checklists that use it.
    """
    entries: dict[str, Entry] = {}
    for name, scale in scales.items():
        texts = list(texts_of(scale, ("scales", name)))
        own = [locale for _, text in texts for locale in text.by_locale if locale]
        wanted = tuple(dict.fromkeys([*own, *needs.get(name, ())])) or ALONE
        entries |= {key: _entry(text, wanted, recorded.get(key, {})) for key, text in texts}
    return TextFile(path.stem, path, shown, entries)


def _entry(text: Text, wanted: tuple[str, ...], recorded: Mapping[str, str]) -> Entry:
    """A text that stands alone lacks no language; one that is keyed where the title is not is a fault of another sort (R203)."""
    if "" in text.by_locale:
        return Entry(text, ALONE, {})
    return Entry(text, tuple(text.by_locale) if wanted == ALONE else wanted, recorded)


def check_translations(file: TextFile, checks: TranslationChecks, report: Report) -> None:
    """Report every text of `file` that is missing or stale."""
    for path, entry in file.entries.items():
        for locale in entry.locales:
            standing = entry.standing(locale)
            if standing is Standing.MISSING and checks.missing:
                report.add(TEXT_MISSING.as_severe_as(checks.missing), entry.text.place, locale=locale)
            elif standing is Standing.STALE and checks.stale:
                place = entry.text.places.get(locale, entry.text.place)
                report.add(TEXT_STALE.as_severe_as(checks.stale), place, source=entry.source, locale=locale, path=f"{file.name}/{path}")


def languages_of(record: dict[str, Any], locales: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that the readers of a checklist need: those of its title, or of the site if the title stands alone."""
    title = record.get("title")
    if not isinstance(title, Text):
        return ()
    return locales if "" in title.by_locale else tuple(title.by_locale)


def lacks_text(scale: Any, languages: Iterable[str]) -> bool:
    """Whether a text of a scale is missing in one of `languages`."""
    wanted = set(languages)
    return any("" not in text.by_locale and not wanted <= text.by_locale.keys() for _, text in texts_of(scale))


def entries_by_text(files: Iterable[TextFile]) -> dict[int, Entry]:
    """Every entry by the identity of its text, for `shown_coverage`."""
    return {id(entry.text): entry for file in files for entry in file.entries.values()}


def shown_coverage(document: Document, entries: Mapping[int, Entry], locale: str) -> Coverage:
    """How the texts that a checklist's page shows stand in `locale`, those of shared scales included; each counts once."""
    return coverage((entries[shown] for shown in set(_identities(document.content)) if shown in entries), locale)


def _identities(value: Any) -> Iterable[int]:
    """Which `Text` objects a document shows. Compiling copies what holds them, never the texts."""
    if isinstance(value, Text):
        yield id(value)
    elif isinstance(value, (Mapping, list, tuple)):
        for entry in value.values() if isinstance(value, Mapping) else value:
            yield from _identities(entry)
