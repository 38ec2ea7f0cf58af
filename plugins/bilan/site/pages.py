# The pages that the author does not write: one for each checklist, the list of them all, and how far they are translated.

from __future__ import annotations

from html import escape
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from bilan.site.blocks import INDEX, NAME, STATUS
from bilan.site.catalog import INDEX_PAGE, STATUS_PAGE, Catalog
from bilan.site.content import Contents
from bilan.site.interface import Interface

# The one in C, where there is one: a page has this written for it in each language.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def add_pages(files: Files, config: MkDocsConfig, catalog: Catalog, contents: Contents, interface: Interface) -> None:
    """Add the generated pages to `files`, but for those whose place the author took."""
    pages = [File.generated(config, INDEX_PAGE, content=_source(interface("index_title"), interface("index_description"), INDEX))]
    if catalog.options.status_page:
        pages.append(_status_page(config, interface))
    for entry in catalog.entries.values():
        content = contents[entry.document.id]
        pages.append(File.generated(config, entry.page, content=_source(content["title"], content["summary"], entry.document.id)))
    taken = {file.dest_uri for file in files}
    for page in pages:
        if page.dest_uri not in taken:
            files.append(page)


def _status_page(config: MkDocsConfig, interface: Interface) -> File:
    """For those who make the site: no menu shows it unless the author puts it there, and the search does not find it."""
    source = _source(interface("translations_title"), interface("translations_description"), STATUS, search={"exclude": True})
    return File.generated(config, STATUS_PAGE, content=source, inclusion=InclusionLevel.NOT_IN_NAV)


def _source(title: str, description: str, argument: str, **meta: Any) -> str:
    # The theme writes these two without escaping them, as it does for titles that come from Markdown; a description is one line.
    front = yaml.dump(
        {"title": escape(title), "description": escape(" ".join(description.split())), **meta}, Dumper=_DUMPER, allow_unicode=True
    )
    return f"---\n{front}---\n\n/// {NAME} | {argument}\n    page: true\n    level: 2\n///\n"
