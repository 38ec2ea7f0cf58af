# The languages of a site, and one complete MkDocs build for each: own search index, own `lang`, own navigation.

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from bilan.site.interface import is_known

if TYPE_CHECKING:
    from bilan.site.config import LocaleOptions

_SETTINGS = ("site_name", "site_description", "copyright", "nav")


@dataclass(frozen=True)
class Language:
    """One language of the site. `prefix` is its folder below the site's root: "" or e.g. "en/"."""

    locale: str
    name: str
    prefix: str


def check_locales(options: Iterable[LocaleOptions], docs: Path) -> None:
    """Raises PluginError if a code is malformed, unknown or stands twice, or has no folder in `docs`."""
    seen: set[str] = set()
    for option in options:
        if not is_known(option.locale):
            raise PluginError(f"plugins: bilan: locales: {option.locale!r} is not a language code. Write one such as fr, en or pt-BR.")
        if option.locale in seen:
            raise PluginError(f"plugins: bilan: locales: {option.locale!r} stands twice. Keep one.")
        folder = docs / option.locale
        if not folder.is_dir():
            raise PluginError(
                f"plugins: bilan: locales: there is no folder {folder} for the pages in {option.locale!r}. Make it, with an index.md."
            )
        seen.add(option.locale)


def speak(config: MkDocsConfig, options: LocaleOptions | None, pages: Path) -> None:
    """Turn a loaded configuration into that of one language, in place, but for its theme; `pages` is the folder of its pages."""
    config.docs_dir = str(pages)
    for name in _SETTINGS:
        value = getattr(options, name, None)
        if value is not None:
            config[name] = value


def load_language(main: MkDocsConfig, root_url: str | None, language: Language) -> MkDocsConfig:
    """A fresh configuration for a language below the root, from the same mkdocs.yml and the same command line."""
    if not main.config_file_path:
        raise PluginError("plugins: bilan: several languages need a configuration file; it was read from standard input.")
    with _plugins_of_its_own():
        return load_config(
            config_file=main.config_file_path,
            site_dir=str(Path(main.site_dir, language.prefix)),
            site_url=urljoin(root_url, language.prefix) if root_url else None,
            use_directory_urls=main.use_directory_urls,
            strict=main.strict,
        )


@contextmanager
def _plugins_of_its_own() -> Iterator[None]:
    """Keep MkDocs from giving the new configuration the plugin instances of the running build.

    For `mkdocs serve` it caches those that have `on_startup` or `on_shutdown` in the option itself, which all configurations share:
    https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/config/config_options.py#L1119
    """
    option: Any = dict(MkDocsConfig._schema)["plugins"]
    cache = option.plugin_cache
    option.plugin_cache = {}
    try:
        yield
    finally:
        option.plugin_cache = cache


def build_language(config: MkDocsConfig, *, serving: bool) -> None:
    """Build one language completely, with the events that `mkdocs build` gives to plugins."""
    config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
    try:
        build(config, serve_url=config.site_url if serving else None)
    finally:
        config.plugins.on_shutdown()
