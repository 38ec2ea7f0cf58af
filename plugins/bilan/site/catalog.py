# Every checklist of the site and its addresses. Made once per `mkdocs build`, shared by the builds of all languages.

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from bilan.authoring import (
    Document,
    InvalidChecklists,
    Library,
    Severity,
    TextFile,
    TranslationChecks,
    coverage,
    entries_by_text,
    read_library,
    rehearse,
    scorer_faults,
    scorers_apart,
    shown_coverage,
    told,
)
from bilan.authoring import Entry as TextEntry
from bilan.engine import Answers, Evaluation, evaluate
from bilan.site.config import TranslationOptions

log = get_plugin_logger("bilan")

ASSETS = "assets/bilan"
PAGES = "checklists"
INDEX_PAGE = f"{PAGES}/index.md"
STATUS_PAGE = f"{PAGES}/translations.md"

_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING}


@dataclass(frozen=True)
class Entry:
    """One checklist and where the site keeps it."""

    document: Document

    @property
    def page(self) -> str:
        """The source address of its generated page, the same in each language."""
        return f"{PAGES}/{self.document.id}.md"

    @cached_property
    def compiled(self) -> bytes:
        """The language-neutral JSON that the browser's engine reads."""
        return self.document.checklist.to_json().encode()

    @cached_property
    def blank(self) -> Evaluation:
        """What follows from the rules while nothing is answered: what is shown, above all."""
        return evaluate(self.document.checklist, Answers(self.document.id))

    @cached_property
    def address(self) -> str:
        """The address of `compiled`, relative to the site's root; it changes with the content."""
        return f"{ASSETS}/checklists/{self.document.id}.{self.document.checklist.content}.json"


@dataclass(frozen=True)
class Catalog:
    """The checklists by id, in alphabetical order; their texts and those of shared scales, by file; the options for translations."""

    entries: dict[str, Entry]
    texts: tuple[TextFile, ...]
    options: TranslationOptions

    @cached_property
    def pages(self) -> set[str]:
        """The source addresses of all generated pages."""
        status = {STATUS_PAGE} if self.options.status_page else set()
        return {INDEX_PAGE, *status, *(entry.page for entry in self.entries.values())}

    def told(self, document: Document, locale: str) -> dict[str, int]:
        """How many missing and stale texts the reader of a checklist is to be told of in `locale`."""
        if "banner" not in (self.options.missing, self.options.stale):
            return {"missing": 0, "stale": 0}
        counts = shown_coverage(document, self._entries_by_text, locale)
        found = {"missing": counts.missing, "stale": counts.stale}
        return {name: count if self.options[name] == "banner" else 0 for name, count in found.items()}

    @cached_property
    def later(self) -> set[str]:
        """The anchors of all sections that are not shown while nothing is answered."""
        shown = ((name, section, is_shown) for name, entry in self.entries.items() for section, is_shown in entry.blank.shown.items())
        return {f"{name}.{section}" for name, section, is_shown in shown if not is_shown}

    @cached_property
    def _entries_by_text(self) -> dict[int, TextEntry]:
        return entries_by_text(self.texts)


def read_catalog(folder: Path, locales: tuple[str, ...], root: Path, options: TranslationOptions) -> Catalog:
    """Read and check every checklist in `folder`.

    Raises:
        PluginError: with every problem of every file, before anything is written.
    """
    if not folder.is_dir():
        raise PluginError(f"plugins: bilan: there is no folder {folder} for the checklists. Make it, or set the option `checklists`.")
    checks = TranslationChecks(_SEVERITIES.get(options.missing), _SEVERITIES.get(options.stale))
    try:
        library = read_library([folder], locales=locales, root=root, checks=checks).require_valid()
    except InvalidChecklists as error:
        errors = sum(d.severity is Severity.ERROR for d in error.diagnostics)
        raise PluginError(f"{errors} error{'s' if errors > 1 else ''} in the checklists; nothing was written.\n{error}") from None
    entries = {document.id: Entry(document) for document in library.documents}
    with scorers_apart() as process:
        faults = (*scorer_faults(library.documents, process), *rehearse([folder], library.documents, root).diagnostics)
        for entry in entries.values():
            # While scorers run apart; later it is looked up.
            _ = entry.blank
    for line in told((*library.diagnostics, *faults)):
        log.warning(line)
    _tell_of_banners(library, locales, options)
    return Catalog(entries, library.texts, options)


def _tell_of_banners(library: Library, locales: tuple[str, ...], options: TranslationOptions) -> None:
    """Say how much the pages tell their readers, as no warning does."""
    for locale in locales:
        counts = [coverage(file.entries.values(), locale) for file in library.texts]
        for name in ("missing", "stale"):
            count = sum(getattr(found, name) for found in counts)
            if count and options[name] == "banner":
                log.info(f"texts that are {name} in {locale!r}: {count}. `bilan translations status` shows where.")
