# The JSON Schema of a checklist file, for editors; made from the same declaration as the checks.

from __future__ import annotations

from typing import Any

from bilan.authoring.format.checklist import CHECKLIST
from bilan.authoring.format.counted import counted_schema
from bilan.authoring.format.shapes import LOCALE, LONGEST_TEXT

_TEXT = {
    "description": "A text, with its languages side by side.",
    "anyOf": [
        {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^{LOCALE.pattern}$"},
            "additionalProperties": {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
        },
    ],
}


def checklist_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a checklist file of format version 1."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A checklist of Bilan",
        **CHECKLIST.schema(),
        "$defs": {"text": _TEXT, "counted": counted_schema()},
    }
