# The shape of texts that stand beside a number: one text, or its plural forms, in each language.

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bilan.authoring.diagnostics import Report
from bilan.authoring.diagnostics.fields import FORMS_OUTSIDE, NOT_A_FORM, OTHER_MISSING
from bilan.authoring.document import CATEGORIES, CountedText, Text
from bilan.authoring.format.shapes import INVALID, LOCALE, LONGEST_TEXT, TextShape, closest, describe, did_you_mean
from bilan.authoring.source.loader import Mapping, Node, Scalar

# Other names of forms. None is the code of a language, so a mapping with one of them is of forms.
_MEANT = {"singular": "one", "plural": "other", "others": "other", "else": "other"}


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
                report.add(NOT_A_FORM, key.place, instead=_meant(key), name=name, known=", ".join(CATEGORIES))
            elif isinstance(value, Mapping):
                forms[name] = INVALID
                report.add(FORMS_OUTSIDE, value.place, found=describe(value))
            else:
                forms[name] = super()._text(value, report)
        if "other" not in forms:
            report.add(OTHER_MISSING, node.place)
            return INVALID
        if INVALID in forms.values():
            return INVALID
        return CountedText(forms, {name: key.place for name, (key, _) in node.pairs.items()})

    def schema(self) -> dict[str, Any]:
        return {"$ref": "#/$defs/counted"}


def _meant(key: Scalar) -> str:
    """What to write for a key that is no form; empty if nothing is known of it."""
    if key.value in _MEANT:
        return f"Write {_MEANT[key.value]}."
    return FORMS_OUTSIDE.hint.format() if LOCALE.fullmatch(key.value) else did_you_mean(key, CATEGORIES)


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
