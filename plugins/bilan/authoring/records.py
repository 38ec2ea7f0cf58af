# Shapes that are made of others: lists, tables and records with named fields.

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from typing import Any

from bilan.authoring.diagnostics import Report
from bilan.authoring.foreign_words import meant_field, meant_kind, where_field
from bilan.authoring.loader import Mapping, Node, Scalar, Sequence
from bilan.authoring.shapes import INVALID, IdShape, Located, Shape, WordShape, describe, suggest


@dataclass(frozen=True)
class ListShape:
    """A list of things of one shape."""

    of: Shape
    least: int = 0
    most: int | None = None

    def check(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Sequence):
            report.error(
                node.place, "F103", f"{describe(node)} where a list is expected.", "Start each entry on its own line with a hyphen: - …"
            )
            return INVALID
        values = [self.of.check(item, report) for item in node.items]
        if len(values) < self.least or (self.most is not None and len(values) > self.most):
            bounds = f"at least {self.least}" if self.most is None else f"{self.least} to {self.most}"
            report.error(
                node.place, "F109", f"the list has {len(values)} {'entry' if len(values) == 1 else 'entries'}.", f"It needs {bounds}."
            )
        return values

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "array", "items": self.of.schema()}
        if self.least:
            schema["minItems"] = self.least
        if self.most is not None:
            schema["maxItems"] = self.most
        return schema


@dataclass(frozen=True)
class TableShape:
    """Things of one shape under ids that the author chooses."""

    of: Shape

    def check(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Mapping):
            report.error(
                node.place, "F103", f"{describe(node)} where names with values are expected.", "Write `name:` and its value below it."
            )
            return INVALID
        table: dict[str, Any] = {}
        for name, (key, value) in node.pairs.items():
            IdShape().check(key, report)
            table[name] = Located(key.place, self.of.check(value, report))
        return table

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "propertyNames": IdShape().schema(), "additionalProperties": self.of.schema()}


@dataclass(frozen=True)
class Field:
    """A field of a record: its shape, its meaning for authors, and whether it may be left out."""

    shape: Shape
    meaning: str
    required: bool = False


@dataclass(frozen=True)
class RecordShape:
    """Named fields. The value is a dict of the fields that were given, plus `"@"`: the place of the record."""

    name: str
    fields: MappingType[str, Field]

    def check(self, node: Node, report: Report) -> Any:
        return _check_record(node, self.name, self.fields, report)

    def schema(self) -> dict[str, Any]:
        return _record_schema(self.fields)


@dataclass(frozen=True)
class KindsShape:
    """A record whose further fields depend on the word under `kind`."""

    name: str
    common: MappingType[str, Field]
    kinds: MappingType[str, MappingType[str, Field]]

    def check(self, node: Node, report: Report) -> Any:
        word = WordShape(tuple(self.kinds), meant_kind)
        pair = node.pairs.get("kind") if isinstance(node, Mapping) else None
        kind = word.check(pair[1], report) if pair else None
        tag = {"kind": Field(_Any(), "", required=True)}
        if kind is None or kind is INVALID:
            every: dict[str, Field] = {}
            for fields in self.kinds.values():
                every |= {name: Field(field.shape, field.meaning) for name, field in fields.items()}
            # The record is kept, so that what refers to it is not reported for its kind.
            record = _check_record(node, self.name, {**tag, **self.common, **every}, report)
            return record if record is INVALID else {**record, "kind": INVALID}
        return _check_record(node, f"{self.name} of kind {kind}", {**tag, **self.common, **self.kinds[kind]}, report)

    def schema(self) -> dict[str, Any]:
        return {
            "oneOf": [
                _record_schema({"kind": Field(WordShape((kind,)), "What sort of answer it takes.", required=True), **self.common, **fields})
                for kind, fields in self.kinds.items()
            ]
        }


@dataclass(frozen=True)
class _Any:
    def check(self, node: Node, _report: Report) -> Any:
        return node.value if isinstance(node, Scalar) else INVALID

    def schema(self) -> dict[str, Any]:
        return {}


def _check_record(node: Node, name: str, fields: MappingType[str, Field], report: Report) -> Any:
    if not isinstance(node, Mapping):
        report.error(node.place, "F103", f"{describe(node)} where {name} is expected.", f"Write its fields: {', '.join(fields)}.")
        return INVALID
    record: dict[str, Any] = {"@": node.place}
    misspelt: set[str] = set()
    for key_text, (key, value) in node.pairs.items():
        if key_text not in fields:
            meant = meant_field(key_text, fields, node.pairs)
            hint = f"Write {meant}." if meant else where_field(key_text) or suggest(key, tuple(fields))
            report.error(key.place, "F102", f"`{key_text}` is not a field of {name}.", hint)
            misspelt.add(meant)
            continue
        record[key_text] = fields[key_text].shape.check(value, report)
    for key_text, field in fields.items():
        if field.required and key_text not in node.pairs and key_text not in misspelt:
            report.error(
                node.place, "F101", f"{name} lacks `{key_text}`.", f"Add it: {_lower_first(field.meaning) or 'see docs/format.md.'}"
            )
    return record


def _record_schema(fields: MappingType[str, Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in fields.items() if field.required],
        "properties": {name: {"description": field.meaning, **field.shape.schema()} for name, field in fields.items()},
    }


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
