# Material for MkDocs: what it calls things, and what its pages lack for people who hear them. Each repair looks for the theme's exact words
# and does nothing if they have changed; tests/browser/test_pages.py then says whether it is still needed.

from __future__ import annotations

import colorsys
import json
import re
from collections.abc import Callable, Collection
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from bilan.site.themes.base import ThemeAdapter

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from bilan.site.interface import Interface

_CONTENTS = re.compile(r'<li class="md-nav__item"(?=>\s*<a href="#([^"]+)")')
_BUTTON = re.compile(r'(<label class="md-header__button md-icon")( for="__(drawer|search)">)')
_SEARCH = '<div class="md-search" data-md-component="search" role="dialog"'

# The colours that a palette may name, as the theme's sheets define them: in hexadecimal, or by saturation and lightness of one hue.
_SHEETS = "assets/stylesheets/*.min.css"
_PRIMARY = r"\[data-md-color-primary={}\]{{--md-primary-fg-color:(?:(#[0-9a-f]{{3,6}})|hsla\(var\(--md-hue\), (\d+)%, (\d+)%, 1\));"
_HUE = re.compile(r"--md-hue:(\d+)deg")
_DEFAULT_PRIMARY = "indigo"

_PINNED = re.compile(r"(?:.*/)?assets/(?:javascripts|stylesheets)/(?:.*/)?[\w-]+\.[0-9a-f]{8}\.min\.(?:js|css)")

# The search's word forms of every language: it loads only those of the site's.
_WORD_FORMS = re.compile(r"(?:.*/)?assets/javascripts/lunr/(?:min/)?([\w.]+?)(?:\.min)?\.js")
_SEARCH_INDEX = "search/search_index.json"
_SEGMENTERS = {"ja": "tinyseg", "hi": "wordcut", "th": "wordcut"}


class MaterialAdapter(ThemeAdapter):
    """What the site asks of Material."""

    styles = "material.css"
    templates = "material"
    has_switch = True

    # Its script follows every link whose `rel` is exactly "alternate" and asks for a sitemap beside it, which is not there. With a
    # space it means the same to all others.
    alternate = "alternate "

    def configure(self, config: MkDocsConfig) -> None:
        """Have the header show our language switch."""
        # True, not a list: of that, the theme would write links of its own, which its script would follow.
        config.extra["alternate"] = True

    def language(self, config: MkDocsConfig) -> str:
        """The option `language` of the theme."""
        return str(config.theme.get("language") or "en")

    def speak(self, config: MkDocsConfig, interface: Interface) -> None:
        """Have the theme speak a language, and name its switches between light and dark."""
        config.theme["language"] = _language(config, interface.locale)
        _name_palettes(config, interface)

    def color(self, config: MkDocsConfig) -> str | None:
        """The primary colour of the first palette, as far as it has a name; one that a style sheet sets can't be known."""
        palette = config.theme.get("palette")
        first = palette[0] if isinstance(palette, list) and palette else palette
        name = first.get("primary", _DEFAULT_PRIMARY) if isinstance(first, dict) else _DEFAULT_PRIMARY
        sheets = "".join(path.read_text("utf-8") for folder in config.theme.dirs for path in Path(folder).glob(_SHEETS))
        found = re.search(_PRIMARY.format(re.escape(str(name).replace(" ", "-"))), sheets)
        hue = _HUE.search(sheets)
        if found and found[1]:
            return found[1]
        return _hexadecimal(*map(int, (hue[1], found[2], found[3]))) if found and hue else None

    def finish(self, page: str, interface: Interface, later: Collection[str]) -> str:
        """Give the whole language code, which the theme shortens; name the buttons of the drawer and the search, and the search dialog.

        The drawer and the search are opened by labels of boxes that are not displayed: `data-opens` marks the labels, for the script
        that makes buttons of them (header-buttons.js).
        """
        page = super().finish(page, interface, later)
        if later:
            page = _CONTENTS.sub(lambda entry: f"{entry[0]} data-later" if entry[1] in later else entry[0], page)
        page = _BUTTON.sub(lambda found: _named_button(found, interface), page)
        return page.replace(_SEARCH, f'{_SEARCH} aria-label="{escape(interface("search_label"))}"', 1)

    def is_pinned(self, name: str) -> bool:
        """Whether a file bears its digest in its name."""
        return _PINNED.fullmatch(name) is not None

    def idle_files(self, site_dir: Path) -> Callable[[str], bool]:
        """Tells the word forms of languages that the site's searches do not speak."""
        indexes = [path for path in site_dir.rglob("search_index.json") if path.as_posix().endswith(_SEARCH_INDEX)]
        languages = {language for path in indexes for language in json.loads(path.read_bytes())["config"]["lang"]}
        needed = {"lunr.stemmer.support", "lunr.multi", *(f"lunr.{language}" for language in languages)}
        needed |= {_SEGMENTERS[language] for language in languages & _SEGMENTERS.keys()}

        def is_idle(name: str) -> bool:
            found = _WORD_FORMS.fullmatch(name)
            return found is not None and found[1] not in needed

        return is_idle


def _hexadecimal(hue: int, saturation: int, lightness: int) -> str:
    parts = colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def _named_button(found: re.Match[str], interface: Interface) -> str:
    opened, name = ("menu", interface("menu_label")) if found[3] == "drawer" else ("search", interface("search_label"))
    return f'{found[1]} data-opens="{opened}"{found[2]}<span class="bilan-hidden">{escape(name)}</span>'


def _language(config: MkDocsConfig, locale: str) -> str:
    """The theme's name for the language: a variant that it lacks (fr-CA) speaks the common language (fr), or else English."""
    folders = [Path(folder, "partials", "languages") for folder in config.theme.dirs]
    names = (locale, locale.partition("-")[0])
    return next((name for name in names if any((folder / f"{name}.html").is_file() for folder in folders)), "en")


def _name_palettes(config: MkDocsConfig, interface: Interface) -> None:
    """Name the switches between light and dark that mkdocs.yml leaves without a name, as it can give only one for all languages."""
    palettes = config.theme.get("palette")
    for palette in palettes if isinstance(palettes, list) else []:
        if isinstance(palette.get("toggle"), dict):
            palette["toggle"].setdefault("name", interface("to_light" if palette.get("scheme") == "slate" else "to_dark"))
