# Slots in rendered pages -> HTML fragments. The templates decide nothing: what they show is prepared here.

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from bilan.authoring import BorrowedText, TextFile, coverage
from bilan.engine import Kind
from bilan.site.alternates import Alternate
from bilan.site.app import MANIFEST
from bilan.site.blocks import SLOT_CLASS
from bilan.site.catalog import Entry
from bilan.site.content import Contents, readings_of, reads_of
from bilan.site.languages import Language
from bilan.site.links import ELEMENT, Links
from bilan.site.search import UNREAD, without_marks

if TYPE_CHECKING:
    from bilan.site.project import Site

_SLOT = re.compile(rf'<div class="{SLOT_CLASS}"([^>]*)></div>')
_DATA = re.compile(r'data-([a-z]+)="([^"]*)"')


class Renderer:
    """Fills the slots of one language's pages.

    `unread` are the parts of each filled page, by its source address, that no search is to read.
    """

    unread: dict[str, list[str]]

    def __init__(self, env: Environment, site: Site, language: Language, contents: Contents, links: Links) -> None:
        catalog, interface = site.catalog, site.interfaces[language.locale]
        # MkDocs' own environment does not escape; texts of authors must be.
        self._env = env.overlay(autoescape=True, finalize=self._with_language)
        self._env.filters["plain"] = plain
        # Made once, for there are thousands of items: the ways to answer each kind.
        shared = {"t": interface, "unread": UNREAD}
        self._kinds = {kind.value: self._env.get_template(f"bilan/kinds/{kind.value}.html").make_module(shared) for kind in Kind}
        self._catalog = catalog
        self._interface = interface
        self._language = language
        self._languages = site.languages
        self._content = contents
        self._links = links
        self._alternate = site.theme.alternate
        self.unread = {}
        self._lists_styles = f"{site.assets.folder}/lists.css"
        self._paper_styles = f"{site.assets.folder}/paper.css"
        strings = json.dumps(interface.for_browser(), ensure_ascii=False, separators=(",", ":"))
        self._strings = html.escape(strings)
        self._told = {name: catalog.told(entry.document, interface.locale) for name, entry in catalog.entries.items()}

    def fill(self, page: Page, files: Files) -> None:
        """Replace every slot in the content of `page`."""
        content = page.content or ""
        if SLOT_CLASS not in content:
            return
        content = ELEMENT.sub(lambda match: match[0] + self._attributes(match[1], page), content)
        unread = self.unread[page.file.src_uri] = []

        def filled(slot: re.Match[str]) -> str:
            fragment, parts = without_marks(self._fragment(dict(_DATA.findall(slot[1])), page, files))
            unread.extend(parts)
            return fragment

        page.content = _SLOT.sub(filled, content)

    def head_links(self, alternates: Iterable[Alternate]) -> str:
        """The links in a page's head to the same page in every language."""
        return self._env.get_template("bilan/head-links.html").render(alternates=alternates, rel=self._alternate)

    def language_switch(self, page: Page) -> str:
        """The links of a page to the other languages, for its readers."""
        return self._env.get_template("bilan/languages.html").render(page=page)

    def paper_link(self, page: Page) -> str:
        """The link in a page's head to what paper asks of it."""
        return self._env.get_template("bilan/paper-link.html").render(paper_styles=self._from_root(self._paper_styles, page))

    def app_link(self, page: Page) -> str:
        """The link in a page's head to what lets a reader install the site."""
        return self._env.get_template("bilan/app-link.html").render(manifest=get_relative_url(MANIFEST, page.url))

    def update_notice(self) -> str:
        """What a page shows when there is a new version of the site."""
        return self._env.get_template("bilan/update.html").render(t=self._interface)

    def _attributes(self, checklist: str, page: Page) -> str:
        entry = self._catalog.entries[checklist]
        values = {
            "version": str(entry.document.checklist.version),
            "src": html.escape(self._from_root(entry.address, page)),
            "strings": self._strings,
        }
        others = list(reads_of(entry, self._catalog))
        if reads := {other.document.id: self._from_root(other.address, page) for other in others}:
            values["reads"] = html.escape(json.dumps(reads, separators=(",", ":")))
        if any(scored.document.checklist.scorer for scored in (entry, *others)):
            values["scorer"] = ""
        return "".join(f' {name}="{value}"' for name, value in values.items())

    def _fragment(self, slot: dict[str, str], page: Page, files: Files) -> str:
        part = slot["part"]
        context: dict[str, Any] = {"t": self._interface, "slot": slot, "kinds": self._kinds, "unread": UNREAD}
        context["lists_styles"] = self._from_root(self._lists_styles, page)
        if part == "index":
            context["entries"] = [self._index_entry(entry, page, files) for entry in self._links.order]
        elif part == "translations":
            context["rows"] = [self._status_of(file) for file in self._catalog.texts]
        else:
            entry = self._catalog.entries[slot["checklist"]]
            content = self._content[entry.document.id]
            context |= {"id": entry.document.id, "checklist": content, "page_link": self._page_link(entry, page, files)}
            context["told"] = self._told[entry.document.id]
            context["readings"] = self._readings(entry, page, files) if part == "result" else []
            if part == "result":
                context |= {"links": partial(self._links.to, page=page), "onward": self._links.onward(entry, page)}
            context["section"] = next((s for s in content["sections"] if s["id"] == slot.get("section")), None)
        # One line, so that nothing that reads the page later takes an indented line for code.
        return self._env.get_template(f"bilan/{part}.html").render(context).strip()

    def _with_language(self, value: Any) -> Any:
        """What stands in an expression of a template: a text of another language gets an element that says so."""
        if not isinstance(value, BorrowedText):
            return value
        macros: Any = self._env.get_template("bilan/borrowed.html").module
        return macros.borrowed(plain(value), value.locale)

    def _status_of(self, file: TextFile) -> dict[str, Any]:
        """A file's row in the table of translations; `title` is None for the shared scales."""
        content = self._content.get(file.name)
        counts = [(language, coverage(file.entries.values(), language.locale)) for language in self._languages]
        source = next(iter(file.locales), "")
        return {"title": content and content["title"], "languages": [(of, count, of.locale == source) for of, count in counts]}

    def _index_entry(self, entry: Entry, page: Page, files: Files) -> dict[str, Any]:
        items = entry.document.checklist.items
        content = self._content[entry.document.id]
        return {"id": entry.document.id, "content": content, "items": len(items), "link": self._page_link(entry, page, files)}

    def _readings(self, entry: Entry, page: Page, files: Files) -> list[dict[str, Any]]:
        found = readings_of(entry, self._content)
        return [{**reading, "link": self._page_link(self._catalog.entries[reading["checklist"]], page, files)} for reading in found]

    @staticmethod
    def _page_link(entry: Entry, page: Page, files: Files) -> str:
        file = files.get_file_from_path(entry.page)
        return get_relative_url(file.url, page.url) if file else ""

    def _from_root(self, address: str, page: Page) -> str:
        depth = (self._language.prefix + page.url).count("/") if page.url != "./" else self._language.prefix.count("/")
        return posixpath.join("../" * depth, address)


def plain(text: str) -> str:
    """A text without its language, for attributes and scripts, which can't hold an element."""
    return str(text)
