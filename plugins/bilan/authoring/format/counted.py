# The shape of texts that stand beside a number: one text, or its plural forms, in each language.

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bilan.authoring.diagnostics import Report
from bilan.authoring.document import CATEGORIES, CountedText, Text
from bilan.authoring.format.shapes import INVALID, LOCALE, LONGEST_TEXT, TextShape, closest, describe, suggest
from bilan.authoring.source.loader import Mapping, Node

# Other names of forms. None is the code of a language, so a mapping with one of them is of forms.
_MEANT = {"singular": "one", "plural": "other", "others": "other", "else": "other"}
_INSIDE = "Put the forms below their language: fr: {one: …, other: …}."


@dataclass(frozen=True)
class CountedTextShape(TextShape):
    """A text in each language of the file, each of them alone or in its plural forms: `{one: …, other: …}`.

    What has the name of a plural category is a form, not a language: `other` has too many letters for one, and the languages whose codes
    are `one` and `two` are none that CLDR knows.
    """

    def check(self, node: Node, report: Report) -> Any:
        if isinstance(node, Mapping) and any(name in CATEGORIES or name in _MEANT for name in node.pairs):
            forms = self._text(node, report)
            return INVALID if forms is INVALID else Text({"": forms}, node.place)
        return super().check(node, report)

    def _text(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Mapping):
            return super()._text(node, report)
        forms: dict[str, Any] = {}
        for name, (key, value) in node.pairs.items():
            if name not in CATEGORIES:
                forms[_MEANT.get(name) or closest(name, CATEGORIES) or name] = INVALID
                hint = f"Write {_MEANT[name]}." if name in _MEANT else _INSIDE if LOCALE.fullmatch(name) else suggest(key, CATEGORIES)
                report.error(key.place, "F102", f"`{name}` is not a plural form.", hint)
            elif isinstance(value, Mapping):
                forms[name] = INVALID
                report.error(value.place, "F103", f"{describe(value)} where a text is expected.", _INSIDE)
            else:
                forms[name] = super()._text(value, report)
        if "other" not in forms:
            hint = 'Add it, for every number that has no form of its own: other: "…".'
            report.error(node.place, "F101", "the plural forms lack `other`.", hint)
            return INVALID
        if INVALID in forms.values():
            return INVALID
        return CountedText(forms, {name: key.place for name, (key, _) in node.pairs.items()})

    def schema(self) -> dict[str, Any]:
        return {"$ref": "#/$defs/counted"}


def counted_schema() -> dict[str, Any]:
    """The JSON Schema of such a text."""
    words = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
    forms = {
        "type": "object",
        "additionalProperties": False,
        "required": ["other"],
        "properties": dict.fromkeys(CATEGORIES, words),
    }
    languages = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": f"^{LOCALE.pattern}$", "not": {"enum": list(CATEGORIES)}},
        "additionalProperties": {"anyOf": [words, forms]},
    }
    return {"description": "A text, or its plural forms, with its languages side by side.", "anyOf": [words, forms, languages]}
