# The addresses of a page in the other languages of its site, and the pages that one of them lacks.

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from mkdocs.utils.meta import get_data

from bilan.site.languages import Language
from bilan.site.project import Site

if TYPE_CHECKING:
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


@dataclass(frozen=True)
class Alternate:
    """A page in one of the site's languages, or that language's home page where it lacks the page (`exists` is then false).

    `link` is relative to the page, `url` absolute, or None without `site_url`.
    """

    language: Language
    link: str
    url: str | None
    current: bool
    exists: bool


def alternates(page: Page, *, site: Site, current: Language) -> list[Alternate]:
    """The addresses of `page` in every language of the site; the pages of all languages bear the same names."""
    own = _url(page)
    found = []
    for language in site.languages:
        exists = language == current or site.has_page(language, page.file.src_uri)
        address = language.prefix + (own if exists else "")
        link = posixpath.join("../" * (current.prefix + own).count("/"), address) or "./"
        url = urljoin(site.root_url, address) if site.root_url else None
        found.append(Alternate(language, link, url, language == current, exists))
    return found


def one_sided(files: Files, *, site: Site, current: Language) -> list[str]:
    """What to tell about each page of a language that another one lacks, unless its front matter says `one_language: true`."""
    told = []
    for file in files.documentation_pages():
        lacking = [language.locale for language in site.languages if language != current and not site.has_page(language, file.src_uri)]
        if lacking and get_data(file.content_string)[1].get("one_language") is not True:
            path = (site.pages_of(current) / file.src_uri).as_posix()
            told.append(
                f"plugins: bilan: {path} is not there in {', '.join(lacking)}; the language switch leads to the home page instead. "
                f"Write {file.src_uri} there too, or say in the front matter of this one that it is meant so: one_language: true."
            )
    return told


def _url(page: Page) -> str:
    return "" if page.url == "./" else page.url
