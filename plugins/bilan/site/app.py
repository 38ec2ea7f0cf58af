# Installation of a site as an app: a web manifest in each language, and the icons.

from __future__ import annotations

import hashlib
import json
import re
import struct
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale
from mkdocs.exceptions import PluginError

from bilan.site.catalog import ASSETS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from bilan.site.config import BilanOptions
    from bilan.site.languages import Language
    from bilan.site.themes import ThemeAdapter

MANIFEST = "manifest.json"

# The names, the sizes in pixels, and what each is for: https://www.w3.org/TR/appmanifest/#purpose-member
_ICONS = {"icon-192.png": (192, "any"), "icon-512.png": (512, "any"), "icon-maskable-512.png": (512, "maskable")}
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@dataclass(frozen=True)
class Icon:
    """One icon; `address` is relative to the site's root and changes with the content."""

    content: bytes
    size: int
    purpose: str

    @property
    def address(self) -> str:
        """Where the site keeps it."""
        return f"{ASSETS}/icon-{self.size}-{self.purpose}.{hashlib.sha256(self.content).hexdigest()[:12]}.png"


@dataclass(frozen=True)
class App:
    """What the manifests of all languages share."""

    icons: tuple[Icon, ...]
    theme_color: str | None
    background_color: str
    short_names: dict[str, str]

    def write_icons(self, site_dir: Path) -> None:
        """Write the icons below the site's root."""
        for icon in self.icons:
            target = site_dir / icon.address
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(icon.content)

    def write_manifest(self, folder: Path, config: MkDocsConfig, language: Language) -> None:
        """Write the manifest of one language into the folder of its home page; `config` is that of the language."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MANIFEST).write_bytes(self._manifest(config, language))

    def _manifest(self, config: MkDocsConfig, language: Language) -> bytes:
        to_root = "../" * language.prefix.count("/") or "./"
        written: dict[str, Any] = {
            "name": config.site_name,
            "short_name": self.short_names.get(language.locale) or config.site_name,
            "description": config.site_description,
            "lang": language.locale,
            "dir": "rtl" if Locale.parse(language.locale, sep="-").character_order == "right-to-left" else "ltr",
            "start_url": "./",
            "scope": to_root,
            "display": "standalone",
            "theme_color": self.theme_color,
            "background_color": self.background_color,
            "icons": [
                {
                    "src": to_root.removeprefix("./") + icon.address,
                    "sizes": f"{icon.size}x{icon.size}",
                    "type": "image/png",
                    "purpose": icon.purpose,
                }
                for icon in self.icons
            ],
        }
        given = {name: value for name, value in written.items() if value is not None}
        return (json.dumps(given, ensure_ascii=False, indent=2) + "\n").encode()


def read_app(config: MkDocsConfig, bilan: BilanOptions, root: Path, theme: ThemeAdapter) -> App:
    """What makes an app of a site: its icons and colours, by the options or else by the theme.

    Args:
        config: the configuration of the site.
        bilan: the options of the plugin.
        root: the folder of mkdocs.yml.
        theme: tells the colour that the options leave to it.

    Raises:
        PluginError: a colour is none, or an icon is missing or is no PNG picture of its size.
    """
    options = bilan.app
    for name in ("theme_color", "background_color"):
        if options[name] and not _COLOR.fullmatch(options[name]):
            raise PluginError(f'plugins: bilan: app: {name}: {options[name]!r} is not a colour. Write one such as "#0f3d47".')
    folder = root / options.icons if options.icons else None
    icons = tuple(Icon(_read_icon(folder, name, size), size, purpose) for name, (size, purpose) in _ICONS.items())
    short_names = {option.locale: option.short_name for option in bilan.locales if option.short_name}
    return App(icons, options.theme_color or theme.color(config), options.background_color, short_names)


def _read_icon(folder: Path | None, name: str, size: int) -> bytes:
    if folder is None:
        return (files("bilan") / "assets" / "icons" / name).read_bytes()
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise PluginError(
            f"plugins: bilan: app: icons: {folder / name} can't be read ({error.strerror}). "
            f"Put {', '.join(_ICONS)} there, or remove the option."
        ) from error
    if content[:16] != _PNG or struct.unpack(">II", content[16:24].ljust(8, b"\0")) != (size, size):
        raise PluginError(f"plugins: bilan: app: icons: {folder / name} is not a PNG picture of {size} × {size} pixels. Save it as one.")
    return content
