# What Material's pages lack for people who hear them. Each repair looks for the theme's exact words and does nothing if they have
# changed; tests/browser/test_pages.py then says whether it is still needed.

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape

from bilan.site.interface import Interface

_LANGUAGE = re.compile(r'(<html lang=")[^"]*')
_CONTENTS = re.compile(r'<li class="md-nav__item"(?=>\s*<a href="#([^"]+)")')
_BUTTON = re.compile(r'<label class="md-header__button md-icon" for="__(drawer|search)">')
_SEARCH = '<div class="md-search" data-md-component="search" role="dialog"'


def repair(output: str, interface: Interface, later: Collection[str]) -> str:
    """Name the buttons of the drawer and the search, and the search dialog; give the whole language code, which the theme shortens.

    Entries of the table of contents that lead to an anchor in `later` are marked like the sections themselves.
    """
    output = _LANGUAGE.sub(rf"\g<1>{interface.locale}", output, count=1)
    if later:
        output = _CONTENTS.sub(lambda entry: f"{entry[0]} data-later" if entry[1] in later else entry[0], output)
    names = {"drawer": interface("menu_label"), "search": interface("search_label")}
    output = _BUTTON.sub(lambda found: f'{found[0]}<span class="bilan-hidden">{escape(names[found[1]])}</span>', output)
    return output.replace(_SEARCH, f'{_SEARCH} aria-label="{escape(interface("search_label"))}"', 1)
