# The options of the plugin in mkdocs.yml.

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class LocaleOptions(Config):
    """One language of the site. The first of the list stands at the root, the others under their code."""

    locale = c.Type(str)
    """Its code (BCP 47), e.g. `fr` or `pt-BR`: the value of `lang`, and the folder of its pages in docs_dir."""

    name = c.Optional(c.Type(str))
    """Its name for itself, shown in the language switch; from the interface strings if not given."""

    site_name = c.Optional(c.Type(str))
    """Replaces `site_name` in this language."""

    short_name = c.Optional(c.Type(str))
    """The name under the icon of the installed site, in this language; the site's name if not given."""

    site_description = c.Optional(c.Type(str))
    """Replaces `site_description` in this language."""

    copyright = c.Optional(c.Type(str))
    """Replaces `copyright` in this language."""

    nav = c.Optional(c.Nav())
    """Replaces `nav` in this language."""


class TranslationOptions(Config):
    """What becomes of texts that are missing or stale in a language of the site, and who sees it."""

    missing = c.Choice(("error", "warning", "banner"), default="error")
    """A text that lacks a language; unless it is an error, the text in the source language stands in."""

    stale = c.Choice(("warning", "error", "banner", "ignore"), default="warning")
    """A translation whose source has changed since."""

    status_page = c.Type(bool, default=False)
    """Whether there is a page checklists/translations/ that shows how far each checklist is translated."""


class AppOptions(Config):
    """How the site looks when a reader installs it as an app."""

    icons = c.Optional(c.Type(str))
    """A folder, relative to mkdocs.yml, with `icon-192.png`, `icon-512.png` and `icon-maskable-512.png`; our own if not given."""

    theme_color = c.Optional(c.Type(str))
    """The colour of the window's frame, such as `#0f3d47`; the theme's `palette: primary` if not given."""

    background_color = c.Type(str, default="#ffffff")
    """The colour behind the icon while the app starts."""


class BilanOptions(Config):
    """The options under `bilan:` in the list of plugins."""

    checklists = c.Type(str, default="checklists")
    """The folder of the checklist files, relative to mkdocs.yml."""

    locales = c.ListOfItems(c.SubConfig(LocaleOptions), default=[])
    """The languages, the first one at the root; a site in the theme's language if empty."""

    interface = c.Optional(c.Type(str))
    """A folder, relative to mkdocs.yml, of interface strings (`de.yml`) that add to or replace the built-in ones."""

    runtime = c.Optional(c.Type(str))
    """The folder of the npm package pyodide, relative to mkdocs.yml; if not given, the wheel’s own runtime, else `node_modules/pyodide`."""

    translations = c.SubConfig(TranslationOptions)
    """The checks of translations."""

    offline = c.Type(bool, default=True)
    """Whether browsers may keep the site: it then works without a network and can be installed. False takes away what was kept."""

    app = c.SubConfig(AppOptions)
    """How it looks as an app."""
