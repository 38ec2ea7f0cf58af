# The words of the interface, by language. The built-in files are locales/*.yml; a site may add its own.

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any

from babel.numbers import format_decimal
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from bilan.authoring.diagnostics import Report
from bilan.authoring.document import CATEGORIES
from bilan.authoring.format.shapes import NOT_TEXT
from bilan.authoring.languages.plurals import language, language_or_english
from bilan.authoring.source.loader import Mapping as MappingNode
from bilan.authoring.source.loader import Node, Scalar, load

log = get_plugin_logger("bilan")

FALLBACK = "en"

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Interface:
    """The interface strings of one language. A string with a count is a mapping of plural categories (CLDR)."""

    def __init__(self, locale: str, strings: Mapping[str, Any]) -> None:
        self.locale = locale
        self.strings = strings
        self._babel = language_or_english(locale)

    def __call__(self, key: str, count: int | None = None, **values: Any) -> str:
        """The string under `key`, its plural form chosen by `count`, with `values` put in. Raises KeyError for an unknown key."""
        text = self.strings[key]
        if count is not None:
            text = text.get(self._babel.plural_form(count), text["other"])
            values["count"] = format_decimal(count, locale=self._babel)
        return str(text.format(**values))

    def number(self, value: Any) -> str:
        """A number as this language writes it."""
        return format_decimal(float(value), locale=self._babel)

    def for_browser(self) -> dict[str, Any]:
        """The strings that the page's scripts use: those whose key starts with `js_`, without the prefix."""
        return {key.removeprefix("js_"): text for key, text in self.strings.items() if key.startswith("js_")}


def is_known(locale: str) -> bool:
    """Whether this is the code of a language that people use (CLDR)."""
    return bool(_CODE.fullmatch(locale) and language(locale))


def read_interface(locale: str, folder: Path | None) -> Interface:
    """Read the strings of `locale`: the site's own first, then the built-in ones, then English for what is still missing.

    Raises:
        PluginError: the folder is not there, or its file for this language is not what it should be.
    """
    fallback = _built_in(FALLBACK)
    strings = dict(_built_in(locale) or _built_in(locale.partition("-")[0]))
    if folder is not None:
        strings |= _own(folder, locale, fallback)
    missing = [key for key in fallback if key not in strings]
    if missing:
        log.warning(
            f"the interface lacks {len(missing)} strings in {locale!r}, e.g. {missing[0]!r}; English stands in. "
            f"Write them in a file {locale}.yml and name its folder in the option `interface`."
        )
    return Interface(locale, {**fallback, **strings})


def _built_in(locale: str) -> Mapping[str, Any]:
    resource = files("bilan") / "locales" / f"{locale}.yml"
    return _read(resource.read_bytes(), f"{locale}.yml", {}) if resource.is_file() else {}


def _own(folder: Path, locale: str, known: Mapping[str, Any]) -> Mapping[str, Any]:
    if not folder.is_dir():
        raise PluginError(f"plugins: bilan: interface: there is no folder {folder}. Make it, or remove the option.")
    path = folder / f"{locale}.yml"
    return _read(path.read_bytes(), str(path), known) if path.is_file() else {}


def _read(content: bytes, path: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """Read a file of strings and hold it against those that are `known`, if any are."""
    report = Report(path)
    node = load(content, report)
    if report.failed:
        raise PluginError(f"{path}: the interface strings can't be read: {report.diagnostics[0]}")
    if not isinstance(node, MappingNode):
        raise PluginError(f"{path}: the interface strings must be `key: text` lines.")
    strings: dict[str, Any] = {}
    for key, (_, value) in node.pairs.items():
        if known and key not in known:
            raise PluginError(f"{path}: {key!r} is not a string of the interface. Use one of: {', '.join(known)}.")
        strings[key] = _text(value) if isinstance(value, Scalar) else _forms(value)
        if known and (fault := _fault(strings[key], known[key])):
            raise PluginError(f"{path}: {key!r} {fault}")
    return strings


def _forms(node: Node) -> dict[str, str | None] | None:
    if not isinstance(node, MappingNode):
        return None
    return {form: _text(value) if isinstance(value, Scalar) else None for form, (_, value) in node.pairs.items()}


def _text(node: Scalar) -> str | None:
    return None if not node.value or (node.plain and NOT_TEXT.fullmatch(node.value)) else node.value


def _fault(found: Any, known: Any) -> str:
    """What is wrong with a string; empty if nothing is."""
    if isinstance(known, str):
        if not isinstance(found, str):
            return 'must be a text; put it in quotes: "…".'
        return _placeholder_fault(found, known)
    if not isinstance(found, dict):
        return 'must be plural forms: {one: "…", other: "…"}.'
    if unknown := [form for form in found if form not in CATEGORIES]:
        return f"has the plural form {unknown[0]!r}. Use zero, one, two, few, many or other."
    if "other" not in found:
        return "lacks the plural form `other`. Add it; it serves every number that no other form does."
    if None in found.values():
        return 'has a plural form that is no text; put it in quotes: "…".'
    return next((fault for form in found.values() if (fault := _placeholder_fault(form, known["other"]))), "")


def _placeholder_fault(found: str, known: str) -> str:
    allowed = _placeholders(known) or set()
    names = _placeholders(found)
    if names is None:
        return "has a brace that does not pair. Write each placeholder as {name}."
    if unknown := sorted(names - allowed):
        return f"has the placeholder {{{unknown[0]}}}. It may have: {', '.join(sorted(allowed)) or 'none'}."
    return ""


def _placeholders(text: str) -> set[str] | None:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None
