# The site: what the builds of all its languages share, read once before anything is written.

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig

from bilan.site.app import App, read_app
from bilan.site.assets import Assets
from bilan.site.catalog import Catalog, read_catalog
from bilan.site.compiled import CompiledTemplates
from bilan.site.config import BilanOptions
from bilan.site.interface import Interface, read_interface
from bilan.site.languages import Language, check_locales
from bilan.site.runtime import find_runtime
from bilan.site.themes import ThemeAdapter, adapter_for


@dataclass(frozen=True)
class Site:
    """One site. `root` is the folder of mkdocs.yml, `docs` the folder that holds the pages, in one folder a language if `several`."""

    root: Path
    docs: Path
    several: bool
    catalog: Catalog
    theme: ThemeAdapter
    assets: Assets
    app: App
    interfaces: dict[str, Interface]
    languages: tuple[Language, ...]
    root_url: str | None
    templates: CompiledTemplates

    def pages_of(self, language: Language) -> Path:
        """The folder of the pages in one language."""
        return self.docs / language.locale if self.several else self.docs

    def has_page(self, language: Language, source: str) -> bool:
        """Whether there is a page of this source address (e.g. `guides/start.md`) in a language, the author's or a generated one."""
        path = PurePosixPath(source)
        # Two names of one page: https://www.mkdocs.org/user-guide/writing-your-docs/#index-pages
        names = {"index.md", "README.md"} if path.name in ("index.md", "README.md") else {path.name}
        if any(str(path.parent / name) in self.catalog.pages for name in names):
            return True
        return any((self.pages_of(language) / path.parent / name).is_file() for name in names)

    def watched(self, config: MkDocsConfig, options: BilanOptions) -> list[str]:
        """What `mkdocs serve` watches beside the pages of the first language."""
        package = Path(str(resources("bilan")))
        paths = [package / name for name in ("templates", "assets", "locales", "engine")]
        paths += [self.root / options.checklists, *(self.pages_of(language) for language in self.languages)]
        paths += [self.root / options.interface] if options.interface else []
        paths += [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        return [str(path) for path in paths]


def read_site(config: MkDocsConfig, options: BilanOptions, docs: Path, templates: CompiledTemplates) -> Site:
    """Read and check everything that the site is made of.

    Args:
        config: the configuration of the first language.
        options: those of the plugin.
        docs: the folder that holds the pages; the configuration's own is that of one language once it was built.
        templates: those that were compiled so far.

    Raises:
        PluginError: something is missing or wrong; the message tells what, where and what to do.
    """
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    check_locales(options.locales, docs)
    theme = adapter_for(config.theme.name)
    locales = tuple(option.locale for option in options.locales) or (theme.language(config),)
    folder = root / options.interface if options.interface else None
    interfaces = {locale: read_interface(locale, folder) for locale in locales}
    names = {option.locale: option.name for option in options.locales if option.name}
    languages = tuple(
        Language(locale, names.get(locale) or interfaces[locale]("language_name"), f"{locale}/" if position else "")
        for position, locale in enumerate(locales)
    )
    return Site(
        root=root,
        docs=docs,
        several=bool(options.locales),
        catalog=read_catalog(root / options.checklists, locales, root, options.translations),
        theme=theme,
        app=read_app(config, options, root, theme),
        assets=Assets(find_runtime(root, options.runtime), theme.styles),
        interfaces=interfaces,
        languages=languages,
        root_url=config.site_url or None,
        templates=templates,
    )
