# What Material's pages lack for people who hear them. Each repair looks for the theme's exact words and does nothing if they have
# changed; tests/browser/test_pages.py then says whether it is still needed.

from __future__ import annotations

import re
from html import escape

from bilan.site.interface import Interface

_LANGUAGE = re.compile(r'(<html lang=")[^"]*')
_SEARCH = '<div class="md-search" data-md-component="search" role="dialog"'


def repair(output: str, interface: Interface) -> str:
    """Name the search dialog, which has a role but no name, and give the whole language code, which the theme shortens."""
    output = _LANGUAGE.sub(rf"\g<1>{interface.locale}", output, count=1)
    return output.replace(_SEARCH, f'{_SEARCH} aria-label="{escape(interface("search_label"))}"', 1)
