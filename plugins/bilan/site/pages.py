# The pages that the author does not write: one for each checklist, and the list of them all.

from __future__ import annotations

from html import escape

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from bilan.site.blocks import INDEX, NAME
from bilan.site.catalog import INDEX_PAGE, Catalog
from bilan.site.interface import Interface


def add_pages(files: Files, config: MkDocsConfig, catalog: Catalog, interface: Interface) -> None:
    """Add the generated pages to `files`, but for those whose place the author took."""
    pages = [File.generated(config, INDEX_PAGE, content=_source(interface("index_title"), interface("index_description"), INDEX))]
    for entry in catalog.entries.values():
        content = entry.document.localized(interface.locale)
        pages.append(File.generated(config, entry.page, content=_source(content["title"], content["summary"], entry.document.id)))
    taken = {file.dest_uri for file in files}
    for page in pages:
        if page.dest_uri not in taken:
            files.append(page)


def _source(title: str, description: str, argument: str) -> str:
    # The theme writes these two without escaping them, as it does for titles that come from Markdown.
    meta = yaml.safe_dump({"title": escape(title), "description": escape(description)}, allow_unicode=True)
    return f"---\n{meta}---\n\n/// {NAME} | {argument}\n    page: true\n    level: 2\n///\n"
