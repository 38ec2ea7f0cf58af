# Every checklist of the site and its addresses. Made once per `mkdocs build`, shared by the builds of all languages.

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from bilan.authoring import Document, InvalidChecklists, Severity, read_library

log = get_plugin_logger("bilan")

ASSETS = "assets/bilan"
PAGES = "checklists"
INDEX_PAGE = f"{PAGES}/index.md"


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
    def address(self) -> str:
        """The address of `compiled`, relative to the site's root; it changes with the content."""
        return f"{ASSETS}/checklists/{self.document.id}.{self.document.checklist.content}.json"


@dataclass(frozen=True)
class Catalog:
    """The checklists by id, in alphabetical order."""

    entries: dict[str, Entry]


def read_catalog(folder: Path, locales: tuple[str, ...], root: Path) -> Catalog:
    """Read and check every checklist in `folder`.

    Raises:
        PluginError: with every problem of every file, before anything is written.
    """
    if not folder.is_dir():
        raise PluginError(f"plugins: bilan: there is no folder {folder} for the checklists. Make it, or set the option `checklists`.")
    try:
        library = read_library([folder], locales=locales, root=root).require_valid()
    except InvalidChecklists as error:
        errors = sum(d.severity is Severity.ERROR for d in error.diagnostics)
        raise PluginError(f"{errors} error{'s' if errors > 1 else ''} in the checklists; nothing was written.\n{error}") from None
    for diagnostic in library.diagnostics:
        log.warning(str(diagnostic))
    return Catalog({document.id: Entry(document) for document in library.documents})
