# The search's short page. Answers, guidance and results are most of a checklist's HTML, all of it marked `data-search-exclude`; a search
# plugin parses all of it to leave it out, which took longer than building the page. So templates say where such parts begin and end, and
# a search plugin, it alone, is given the page without them.

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

UNREAD = "\ufdd0"
"""What templates write in front of a part that no search is to read, and behind it: no character at all to Unicode, so no text has it."""

# A void element, so that the words before and after a part stay apart.
_PLACE = "<br>"


def without_marks(html: str) -> tuple[str, list[str]]:
    """What a template wrote, without its marks; and the parts between them."""
    pieces = html.split(UNREAD)
    # Not in pairs, as a template of the site's own may have them: nobody knows what they enclose.
    return "".join(pieces), pieces[1::2] if len(pieces) % 2 else []


def shorten_search(plugins: Iterable[Any], unread: Mapping[str, Sequence[str]]) -> None:
    """Have the search plugins of a build read pages without their `unread` parts, which are given by the source address of each page.

    A plugin whose index is not like that of MkDocs' own search reads the whole page. Others never see anything but that.
    """
    for plugin in plugins:
        index: Any = getattr(plugin, "search_index", None)
        if hasattr(index, "add_entry_from_context"):
            index.add_entry_from_context = _short(index.add_entry_from_context, unread)


def _short(add: Any, unread: Mapping[str, Sequence[str]]) -> Any:
    def add_short(page: Page) -> None:
        whole = page.content
        page.content = shortened(whole or "", unread.get(page.file.src_uri, ()))
        try:
            add(page)
        finally:
            page.content = whole

    return add_short


def shortened(html: str, parts: Iterable[str]) -> str:
    """A page without `parts`, which are in the order of the page; one that another plugin has changed since stays."""
    kept: list[str] = []
    done = 0
    for part in parts:
        at = html.find(part, done)
        if at >= 0:
            kept += (html[done:at], _PLACE)
            done = at + len(part)
    return "".join((*kept, html[done:]))
