# Where the parts of a checklist file stand, for diagnostics about what only shows once it is compiled.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bilan.authoring.diagnostics import START, Place
from bilan.authoring.shapes import Located

# ("section", id), ("item", id), ("choice", item, id), ("band", id), ("outcome", id) or ("score", id).
Part = tuple[str, ...]


def places_of(record: Mapping[str, Any]) -> dict[Part, Place]:
    """The places of the ids in a valid file. A choice of a scale stands where its item names the scale."""
    return dict(_places(record))


def _places(record: Mapping[str, Any]) -> Iterator[tuple[Part, Place]]:
    for section in record["sections"]:
        yield ("section", section["id"].value), section["id"].place
        for item in section["items"]:
            for asked in (item, *item.get("rows", ())):
                yield ("item", asked["id"].value), asked["id"].place
                yield from _choices(asked["id"].value, item)
    for outcome in record.get("outcomes", ()):
        yield ("outcome", outcome["id"].value), outcome["id"].place
    yield ("score", "total"), START
    for score in record.get("scores", ()):
        yield ("score", score["id"].value), score["id"].place
    for levelled in (record, *record.get("scores", ())):
        for band in levelled.get("bands", ()):
            yield ("band", band["id"].value), band["id"].place


def _choices(name: str, item: Mapping[str, Any]) -> Iterator[tuple[Part, Place]]:
    scale = item.get("scale")
    if isinstance(scale, Located):
        yield ("scale", name), scale.place
    for choice in item.get("choices", ()):
        yield ("choice", name, choice["id"].value), choice["id"].place
