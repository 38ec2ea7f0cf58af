# The theme adapter, as it serves any MkDocs theme; that of a theme of which more is known overrides what it knows better.

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from mkdocs.localization import parse_locale

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from bilan.site.interface import Interface

_LANGUAGE = re.compile(r'(<html\b[^<>]*? lang=")[^"]*')


class ThemeAdapter:
    """What the site asks of its theme. It holds no state: one serves the builds of all languages."""

    styles: ClassVar[str | None] = None
    """The theme's sheet in `assets/themes`, which is served at the end of ours."""

    templates: ClassVar[str | None] = None
    """The folder in `templates/themes` whose templates take the place of the theme's own."""

    has_switch: ClassVar[bool] = False
    """Whether the theme's pages show the language switch; on others it stands at the very start."""

    alternate: ClassVar[str] = "alternate"
    """The `rel` of links to the page in other languages."""

    def configure(self, config: MkDocsConfig) -> None:
        """Set what the theme needs to know, once for each configuration."""

    def language(self, config: MkDocsConfig) -> str:
        """The language that mkdocs.yml gives to the theme."""
        return str(config.theme.locale).replace("_", "-")

    def speak(self, config: MkDocsConfig, interface: Interface) -> None:
        """Have the theme speak the language of `interface`."""
        config.theme["locale"] = parse_locale(interface.locale.replace("-", "_"))

    def color(self, config: MkDocsConfig) -> str | None:
        """The theme's main colour, such as `#4051b5`; None if it can't be known."""
        return None

    def finish(self, page: str, interface: Interface, later: Collection[str]) -> str:
        """Mend what the theme wrote.

        Args:
            page: the HTML of a whole page.
            interface: the words in its language.
            later: anchors of sections that are not shown while nothing is answered; entries of the table of contents that lead to one
                get the attribute `data-later`.
        """
        return _LANGUAGE.sub(rf"\g<1>{interface.locale}", page, count=1)

    def is_pinned(self, name: str) -> bool:
        """Whether a file of the theme, by its address in the site, changes that address with its content."""
        return False

    def idle_files(self, site_dir: Path) -> Callable[[str], bool]:
        """Tells of each file of a built site, by its address, whether the theme put it there and no page asks for it."""
        return lambda name: False
