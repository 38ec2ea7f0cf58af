# Links that lead on from a checklist: those of its file, and those that the site knows by itself.

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from bilan.authoring import is_page, links_in
from bilan.site.catalog import Catalog, Entry
from bilan.site.content import Contents

if TYPE_CHECKING:
    from bilan.site.project import Site


# The start of the element that shows a checklist.
ELEMENT = re.compile(r'<bilan-checklist checklist="([a-z0-9-]+)"')


@dataclass(frozen=True)
class Link:
    """What is linked (`checklist` or `page`), its title, and its address from the page that links it."""

    kind: str
    title: str
    url: str


def lost_links(site: Site) -> Iterator[str]:
    """What to tell of links to pages that some language lacks; raises PluginError where no language has the page."""
    for entry in site.catalog.entries.values():
        for link in links_in(entry.document.record):
            lacking = [language.locale for language in site.languages if is_page(link.value) and not site.has_page(language, link.value)]
            line, column = link.place
            place = f"{entry.document.path}:{line}:{column}"
            if len(lacking) == len(site.languages):
                where = site.pages_of(site.languages[0]) / link.value
                raise PluginError(f'{place}: there is no page "{link.value}" to link to. Write {where.as_posix()}, or name another page.')
            if lacking:
                yield f"{place}: {link.value} is not there in {', '.join(lacking)}; there it is not linked. Write it there too."


class Links:
    """Makes links on the pages of one language, once all of these were read."""

    def __init__(self, catalog: Catalog, contents: Contents, files: Files, nav: Navigation) -> None:
        self._catalog = catalog
        self._contents = contents
        self._files = files
        places = {page.file.src_uri: place for place, page in enumerate(nav.pages)}
        # The checklists in the order of the navigation; those that it lacks at the end.
        self.order = sorted(catalog.entries.values(), key=lambda entry: places.get(entry.page, len(places)))
        self._next = dict(pairwise(entry.document.id for entry in self.order))
        # By checklist: the pages that hold it, or a section of it, and the checklists that read its scores.
        self._guidance: dict[str, list[str]] = {name: [] for name in catalog.entries}
        self._readers: dict[str, list[str]] = {name: [] for name in catalog.entries}
        for file in files.documentation_pages():
            for name in dict.fromkeys(ELEMENT.findall((file.page and file.page.content) or "")):
                self._guidance[name].append(file.src_uri)
        for name, entry in catalog.entries.items():
            for read in dict.fromkeys(reading.checklist for reading in entry.document.checklist.readings):
                self._readers[read].append(name)

    def to(self, names: Iterable[str], page: Page) -> list[Link]:
        """The links to checklists and pages that a file names, but for what this language lacks and the page itself."""
        found = []
        for name in names:
            source = name if is_page(name) else self._catalog.entries[name].page
            file = self._files.get_file_from_path(source)
            if file and file.page and file is not page.file:
                # MkDocs has titles as they stand in HTML.
                kind, title = ("page", unescape(str(file.page.title))) if is_page(name) else ("checklist", self._contents[name]["title"])
                found.append(Link(kind, title, get_relative_url(file.url, page.url)))
        return found

    def onward(self, entry: Entry, page: Page) -> dict[str, list[Link]]:
        """Where to go from a checklist, by reason, each place once.

        Its own links, the pages that hold it or a section of it, the checklists that read its scores, the next one of the navigation.
        """
        name = entry.document.id
        reasons = {
            "links": self._contents[name].get("links", ()),
            "guidance": self._guidance[name],
            "gathered": self._readers[name],
            "next": [self._next[name]] if name in self._next else [],
        }
        seen: set[str] = set()
        found = {}
        for reason, names in reasons.items():
            links = [link for link in self.to(names, page) if link.url not in seen]
            seen.update(link.url for link in links)
            found[reason] = links
        return found
