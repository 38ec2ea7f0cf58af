# The hooks: adapters between MkDocs and the rooms that do the work.

from __future__ import annotations

import re
from functools import partial
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from bilan.site.alternates import alternates, one_sided
from bilan.site.blocks import Embedding
from bilan.site.compiled import CompiledTemplates, read_directly
from bilan.site.config import BilanOptions
from bilan.site.content import Contents, prepared_contents
from bilan.site.interface import Interface
from bilan.site.languages import Language, build_language, load_language, speak
from bilan.site.links import Links, lost_links
from bilan.site.offline import PAGE, write_farewell, write_service_worker
from bilan.site.pages import add_pages
from bilan.site.plain import is_plain
from bilan.site.project import Site, read_site
from bilan.site.renderer import Renderer
from bilan.site.search import shorten_search
from bilan.site.themes import ThemeAdapter

if TYPE_CHECKING:
    from jinja2 import Environment

log = get_plugin_logger("bilan")

_EXTENSION = "bilan.checklist"

# The start of a page's body, whatever the theme.
_BODY = re.compile(r"<body\b[^>]*>")


class BilanPlugin(BasePlugin[BilanOptions]):
    """Checklists and guidance in several languages from one `mkdocs build`.

    The build that MkDocs starts makes the first language. When it ends, this plugin builds the others, each from a
    configuration of its own whose plugin instance is given the same `Site`.
    """

    site: Site
    language: Language
    _nav: Navigation
    _contents: Contents
    _embedding: Embedding
    _renderer: Renderer

    def __init__(self) -> None:
        super().__init__()
        self.is_first = True
        self._serving = False
        self._config: MkDocsConfig | None = None
        self._templates = CompiledTemplates()

    @property
    def _interface(self) -> Interface:
        return self.site.interfaces[self.language.locale]

    @property
    def _is_kept(self) -> bool:
        """Whether browsers may keep the site; not while it is being written, as an author wants to see what was just changed."""
        return self.config.offline and not self._serving

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember which command runs. Its presence also makes MkDocs keep this instance over rebuilds."""
        self._serving = command == "serve"

    # Early: the search plugin and others read the language from the configuration.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read everything, and stop before anything is written if something is wrong."""
        again = config is self._config
        if self.is_first:
            docs = self.site.docs if again else Path(config.docs_dir)
            self.site = read_site(config, self.config, docs, self._templates)
            self.language = self.site.languages[0]
            for line in lost_links(self.site):
                log.warning(line)
        self._config = config
        options = next((option for option in self.config.locales if option.locale == self.language.locale), None)
        speak(config, options, self.site.pages_of(self.language))
        self.site.theme.speak(config, self._interface)
        self._contents = prepared_contents(self.site.catalog, self.language.locale)
        self._embedding = Embedding(self._contents, self._interface)
        config.mdx_configs[_EXTENSION] = {"embedding": self._embedding}
        if not again:
            _register(config, "../" * self.language.prefix.count("/") + self.site.assets.folder, self.site.theme)
            config.watch.extend(self.site.watched(config, self.config))
            if self._is_kept:
                config.theme.static_templates.add(PAGE)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a page for each checklist, and the list of them all; tell of pages that another language lacks."""
        for line in one_sided(files, site=self.site, current=self.language):
            log.warning(line)
        add_pages(files, config, self.site.catalog, self._contents, self._interface)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Remember the author's order."""
        self._nav = nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Tell the Markdown block which page it is on."""
        path = Path(page.file.abs_src_path) if page.file.abs_src_path else Path(page.file.src_uri)
        shown = path.relative_to(self.site.root) if path.is_relative_to(self.site.root) else path
        self._embedding.open_page(shown.as_posix(), page.file.content_string)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Refuse a page with a block that was left as text."""
        self._embedding.close_page(html)

    # Late: other plugins have made their changes to the environment.
    @event_priority(-50)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Fill the slots of every page, before the search plugin reads the pages."""
        env.bytecode_cache = self.site.templates
        if not is_plain():
            read_directly(env)
        env.globals["bilan"] = {
            "t": self._interface,
            "site_name": config.site_name,
            "interfaces": self.site.interfaces,
            "languages": self.site.languages,
            "root_path": urlsplit(self.site.root_url or "").path,
            "alternates": partial(alternates, site=self.site, current=self.language),
        }
        links = Links(self.site.catalog, self._contents, files, self._nav)
        self._renderer = Renderer(env, self.site, self.language, self._contents, links)
        for file in files.documentation_pages():
            if file.page:
                self._renderer.fill(file.page, files)
        if not is_plain():
            shorten_search(config.plugins.values(), self._renderer.unread)
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Add to the head what the theme does not: the other languages, paper, and what a site that is kept needs; mend the rest."""
        head = self._renderer.head_links(alternates(page, site=self.site, current=self.language)) + self._renderer.paper_link(page)
        output = self.site.theme.finish(output, self._interface, self.site.catalog.later)
        if not self.site.theme.has_switch:
            output = _BODY.sub(lambda body: body[0] + self._renderer.language_switch(page), output, count=1)
        if self._is_kept:
            head += self._renderer.app_link(page)
            start, end, rest = output.rpartition("</body>")
            output = f"{start}{self._renderer.update_notice()}{end}{rest}"
        return output.replace("</head>", f"{head}</head>", 1)

    # Last: the other languages are built when this one is complete.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the assets, build the other languages, and then what keeps them all on the reader's device."""
        target = Path(config.site_dir)
        if self._is_kept:
            self.site.app.write_manifest(target, config, self.language)
        if not self.is_first:
            return
        self.site.assets.write(target, self.site.catalog)
        for language in self.site.languages[1:]:
            other = load_language(config, self.site.root_url, language)
            plugin = next(p for p in other.plugins.values() if isinstance(p, BilanPlugin))
            plugin.is_first, plugin.site, plugin.language = False, self.site, language
            build_language(other, serving=self._serving)
        if self._is_kept:
            self.site.app.write_icons(target)
            write_service_worker(target, self.site.languages, self.site.assets.runtime_manifest, self.site.theme)
        else:
            write_farewell(target)


def _register(config: MkDocsConfig, assets: str, theme: ThemeAdapter) -> None:
    """Add what the pages need to a configuration."""
    config.markdown_extensions.append(_EXTENSION)
    script = ExtraScriptValue(f"{assets}/bilan.js")
    script.type = "module"
    config.extra_javascript.append(script)
    config.extra_css.insert(0, f"{assets}/bilan.css")
    theme.configure(config)
    templates = resources("bilan") / "templates"
    folders = [templates, *([templates / "themes" / theme.templates] if theme.templates else [])]
    first = 1 if config.theme.custom_dir else 0
    config.theme.dirs[first:first] = map(str, folders)
