# Shapes that are made of others: lists, tables and records with named fields.

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from typing import Any

from bilan.authoring.diagnostics import Place, Report
from bilan.authoring.diagnostics.fields import F103, FEW_OR_MANY, MISSING_FIELD, NOT_A_LIST, NOT_A_RECORD, NOT_A_TABLE, UNKNOWN_FIELD
from bilan.authoring.format.foreign_fields import meant_field, where_field
from bilan.authoring.format.foreign_words import meant_decimals, meant_id, meant_kind
from bilan.authoring.format.shapes import (
    INVALID,
    IdShape,
    Located,
    RefusedId,
    Shape,
    TextShape,
    WordShape,
    accepts,
    closest,
    describe,
    did_you_mean,
    in_quotes,
)
from bilan.authoring.source.loader import Mapping, Node, Scalar, Sequence

# In a record, beside "@": it has a field that was reported and of which nobody knows what it stands for.
UNKNOWN = "?"


@dataclass(frozen=True)
class ListShape:
    """A list of things of one shape."""

    of: Shape
    least: int = 0
    most: int | None = None

    def check(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Sequence):
            report.add(NOT_A_LIST, node.place, instead=self._hint(node), found=describe(node))
            return INVALID
        values = [self.of.check(item, report) for item in node.items]
        if len(values) < self.least or (self.most is not None and len(values) > self.most):
            bounds = f"at least {self.least}" if self.most is None else f"{self.least} to {self.most}"
            entries = "1 entry" if len(values) == 1 else f"{len(values)} entries"
            report.add(FEW_OR_MANY, node.place, entries=entries, bounds=bounds)
        return values

    def _hint(self, node: Scalar | Mapping) -> str:
        """How to write what was found as a list; empty if no more can be told than of all lists."""
        if isinstance(node, Scalar):
            if not isinstance(self.of, (IdShape, WordShape)):
                return ""
            fits = all(accepts(self.of, entry.strip()) for entry in node.value.split(","))
            return f"Put it in brackets: [{node.value}]." if fits else "Put each entry in brackets: [first, second]."
        if isinstance(self.of, (RecordShape, KindsShape)) and node.pairs:
            first, (_, value) = next(iter(node.pairs.items()))
            if first in self.of.known():
                return f"Start each entry with a hyphen: - {first}: …"
            if "id" in self.of.known() and not isinstance(value, Sequence) and accepts(IdShape(), first):
                return f"Start each entry with a hyphen and its id: - {{id: {first}, …}}."
        return ""

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
            report.add(NOT_A_TABLE, node.place, found=describe(node))
            return INVALID
        table: dict[str, Any] = {}
        for name, (key, value) in node.pairs.items():
            found = IdShape().check(key, report)
            # What refers to it may have the id that was proposed.
            table[found.meant if isinstance(found, RefusedId) else name] = Located(key.place, self.of.check(value, report))
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
    """Named fields. The value is a dict of the fields that were given, plus `"@"`: the place of the record.

    A field that is misspelt is reported, and is then taken for the one that is meant.
    """

    name: str
    fields: MappingType[str, Field]

    def check(self, node: Node, report: Report) -> Any:
        return _check_record(node, self.name, self.fields, report)

    def known(self) -> frozenset[str]:
        """The names of its fields."""
        return frozenset(self.fields)

    def schema(self) -> dict[str, Any]:
        return _record_schema(self.fields)


@dataclass(frozen=True)
class KindsShape:
    """A record whose further fields depend on the word under `kind`."""

    name: str
    common: MappingType[str, Field]
    kinds: MappingType[str, MappingType[str, Field]]

    def check(self, node: Node, report: Report) -> Any:
        word = WordShape(tuple(self.kinds), lambda word, _: meant_kind(word))
        pair = node.pairs.get("kind") if isinstance(node, Mapping) else None
        kind = word.check(pair[1], report) if pair else None
        tag = {"kind": Field(_Any(), f"one of {', '.join(self.kinds)}.", required=True)}
        if kind is None or kind is INVALID:
            every: dict[str, Field] = {}
            for fields in self.kinds.values():
                every |= {name: Field(field.shape, field.meaning) for name, field in fields.items()}
            # The record is kept, so that what refers to it is not reported for its kind.
            record = _check_record(node, self.name, {**tag, **self.common, **every}, report)
            return record if record is INVALID else {**record, "kind": INVALID}
        return _check_record(node, f"{self.name} of kind {kind}", {**tag, **self.common, **self.kinds[kind]}, report, self._kinds_with)

    def _kinds_with(self, field: str) -> str:
        """Which kinds have a field that another lacks; empty if none has."""
        kinds = [kind for kind, fields in self.kinds.items() if field in fields]
        listed = " and ".join(kinds) if len(kinds) < 3 else f"{', '.join(kinds[:-1])} and {kinds[-1]}"
        return f"Remove it, or change the kind: items of kind {listed} have it." if kinds else ""

    def known(self) -> frozenset[str]:
        """The names of the fields of any kind."""
        return frozenset({"kind", *self.common}.union(*self.kinds.values()))

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


def _nowhere(_field: str) -> str:
    return ""


def _check_record(
    node: Node, name: str, fields: MappingType[str, Field], report: Report, elsewhere: Callable[[str], str] = _nowhere
) -> Any:
    """Check a record; `elsewhere` tells what to do with a field that records of the same name may have."""
    if not isinstance(node, Mapping):
        report.add(NOT_A_RECORD, node.place, instead=_as_record(node, fields), found=describe(node), record=name, known=", ".join(fields))
        return INVALID
    record: dict[str, Any] = {"@": node.place}
    meant: dict[str, tuple[Scalar, Node]] = {}
    before = ""
    for key_text, (key, value) in node.pairs.items():
        if key_text in fields:
            record[key_text] = fields[key_text].shape.check(value, report)
        elif stands_for := _report_unknown(key, before, RecordShape(name, fields), node, report, elsewhere):
            meant.setdefault(stands_for, (key, value))
        else:
            record[UNKNOWN] = True
        before = key_text
    for key_text, (key, value) in meant.items():
        shape = fields[key_text].shape
        known = meant_field(key.value, fields, node.pairs, _text_of(value)) == key_text
        record[key_text] = shape.check(value, report) if known else _check_guessed(shape, value, report)
    for key_text, field in fields.items():
        if field.required and key_text not in record:
            report.add(MISSING_FIELD, node.place, record=name, field=key_text, meaning=_lower_first(field.meaning))
    return record


def _as_record(node: Node, fields: MappingType[str, Field]) -> str:
    """How to write the fields of a record in place of a text that stands for it; empty if that can't be told."""
    words = "text" if "text" in fields else "title"
    if not isinstance(node, Scalar) or not node.value or not {"id", words} <= fields.keys():
        return ""
    needed = {name for name, field in fields.items() if field.required} | ({"points"} if "kind" not in fields else set())
    others = [name for name in fields if name in needed and name not in ("id", words)]
    rest = "".join(f", {name}: …" for name in others)
    return f"Write its fields: {{id: {meant_id(node.value) or '…'}, {words}: {in_quotes(node.value)}{rest}}}."


def _text_of(node: Node) -> str:
    return node.value if isinstance(node, Scalar) else ""


def _report_unknown(  # noqa: PLR0913, PLR0917 - all of what is known where the key stands
    key: Scalar, before: str, shape: RecordShape, node: Mapping, report: Report, elsewhere: Callable[[str], str]
) -> str:
    """Report a key that is no field of the record `node`; the field that it stands for, empty if none that it lacks."""
    fields, value = shape.fields, _text_of(node.pairs[key.value][1])
    meant = meant_field(key.value, fields, node.pairs, value)
    hint = f"Write {meant}." if meant else _torn(key, before, fields, node)
    hint = hint or where_field(key.value, shape.name, value) or elsewhere(key.value)
    if not hint and (there := meant_field(key.value, fields, (), value)):
        hint = f"Remove it: `{there}` is there already."
    if not hint:
        meant, hint = closest(key.value, fields), did_you_mean(key, fields)
        if meant in node.pairs:
            hint = f"Remove it, or correct it: `{meant}` is there already."
    report.add(UNKNOWN_FIELD, key.place, instead=hint, name=key.value, record=shape.name, known=", ".join(fields))
    return "" if meant in node.pairs else meant


def _torn(key: Scalar, before: str, fields: MappingType[str, Field], node: Mapping) -> str:
    """What to do with the rest of a value that a comma tore in two, as in `{points: 2,5}`; empty if it is none."""
    rest, start = node.pairs[key.value][1], node.pairs[before][1] if before in fields else None
    if not isinstance(rest, Scalar) or rest.value or not isinstance(start, Scalar) or not start.plain:
        return ""
    shape = fields[before].shape
    if isinstance(shape, ListShape):
        return f"A list stands in brackets: {before}: [{start.value}, {key.value}]."
    if isinstance(shape, TextShape):
        return f"A text with a comma needs quotes here: {before}: {in_quotes(f'{start.value}, {key.value}')}."
    decimal = meant_decimals(start.value, key.value)
    return f"Write the decimals after a point: {decimal}." if decimal and accepts(shape, decimal) else ""


def _check_guessed(shape: Shape, node: Node, report: Report) -> Any:
    """Check what a misspelt key holds as that of the field that is like it, unless it plainly is something else."""
    trial = Report(report.path)
    value = shape.check(node, trial)
    if any(found.code == F103.name and Place(found.line, found.column) == node.place for found in trial.diagnostics):
        return INVALID
    report.diagnostics += trial.diagnostics
    return value


def _record_schema(fields: MappingType[str, Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in fields.items() if field.required],
        "properties": {name: {"description": field.meaning, **field.shape.schema()} for name, field in fields.items()},
    }


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
