# Places of the parts of a checklist file, for diagnostics about what only shows once it is compiled.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bilan.authoring.diagnostics import START, Place
from bilan.authoring.format.scoring_shapes import Written

# ("section", id), ("item", id), ("choice", item, id), ("band", id), ("outcome", id) or ("score", id).
Part = tuple[str, ...]

_Fields = Mapping[str, Any]


def places_of(record: _Fields) -> dict[Part, Place]:
    """The places of the ids in a valid file; the score over all sections, which has none, stands where the file begins."""
    return {("score", "total"): START, **{part: fields["id"].place for part, fields in _parts(record)}}


def conditions_of(record: _Fields) -> dict[Part, Place]:
    """The places of the conditions of these parts."""
    return {part: fields["when"].place_of(0) for part, fields in _parts(record) if isinstance(fields.get("when"), Written)}


def _parts(record: _Fields) -> Iterator[tuple[Part, _Fields]]:
    for section in record["sections"]:
        yield _named("section", section)
        for item in section["items"]:
            for asked in (item, *item.get("rows", ())):
                yield _named("item", asked)
                yield from ((("choice", asked["id"].value, choice["id"].value), choice) for choice in item.get("choices", ()))
    yield from (_named("outcome", outcome) for outcome in record.get("outcomes", ()))
    yield from (_named("score", score) for score in record.get("scores", ()))
    for levelled in (record, *record.get("scores", ())):
        yield from (_named("band", band) for band in levelled.get("bands", ()))


def _named(kind: str, fields: _Fields) -> tuple[Part, _Fields]:
    return (kind, fields["id"].value), fields
