# The parts of the page that scripts look for, read from where the scripts declare them; generate_docs.py makes their table.

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
DECLARATIONS = [ROOT / "plugins/bilan/assets/page/template" / f"{name}-parts.js" for name in ("form", "result", "update")]

_TEMPLATE = re.compile(r'  "(?P<template>[\w/.-]+)": \{\n(?P<parts>.*?)\n  \},', re.DOTALL)
_PART = re.compile(r"""    // (?P<purpose>.+)\n    "?(?P<name>[\w-]+)"?: (?P<quote>["'])(?P<written>.*)(?P=quote),""")


@dataclass(frozen=True)
class Part:
    """A part of the page that scripts look for: one that every page has, one that some have, or one within another part."""

    name: str
    template: str
    selector: str
    is_optional: bool
    is_within: bool
    purpose: str

    @property
    def row(self) -> tuple[str, str, str, str]:
        """Its cells in the table: element, template, what it is for, and when it is needed."""
        purpose, _, condition = self.purpose.rpartition("; ") if self.is_optional else (self.purpose, "", "")
        needed = condition or ("in its place" if self.is_within else "on every page")
        return f"`{self.selector}`", f"`{self.template}`", purpose, needed


def declared_parts() -> list[Part]:
    """All parts, template by template.

    Raises:
        ValueError: a declaration is not written as this script reads it.
    """
    parts: list[Part] = []
    for path in DECLARATIONS:
        source = path.read_text("utf-8")
        found = [(block["template"], match) for block in _TEMPLATE.finditer(source) for match in _PART.finditer(block["parts"])]
        if len(found) != len(re.findall(r'^    "?[\w-]+"?:', source, re.MULTILINE)):
            raise ValueError(f"{path.name}: each part needs a comment of one line above it, and a selector in one line.")
        parts += [_part(template, **match.groupdict()) for template, match in found]
    templates = list(dict.fromkeys(part.template for part in parts))
    return sorted(parts, key=lambda part: templates.index(part.template))


def _part(template: str, name: str, written: str, purpose: str, quote: str) -> Part:  # noqa: ARG001
    optional, within, given = re.fullmatch(r"(\??)(>?)(.*)", written).groups()  # type: ignore[union-attr]
    selector = f'{given}[data-bilan="{name}"]' if re.fullmatch("[a-z]*", given) else given
    return Part(name, template, selector.replace('"*"', '"…"').replace(":scope ", ""), bool(optional), bool(within), purpose)
