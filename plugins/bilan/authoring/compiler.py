# A valid file -> a Document: the engine's half of it, and the content with scales written out for the templates.

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from bilan.authoring.diagnostics import Place
from bilan.authoring.document import Document, Text
from bilan.authoring.shapes import Located
from bilan.engine import Band, Checklist, Choice, Item, Kind, Score, Section, State
from bilan.engine.model import TOTAL, Breakpoint


def compile_document(path: str, record: dict[str, Any], scales: Mapping[str, Any]) -> Document:
    """Compile what the rules found valid; `scales` holds every scale that an item may name."""
    content = _plain(record)
    default_allow = content.pop("allow", [])
    content.pop("scales", None)
    for section in content["sections"]:
        for item in section["items"]:
            if "scale" in item:
                item["choices"] = _plain(scales[item["scale"]])
            if item["kind"] != Kind.TEXT.value:
                item["allow"] = list(dict.fromkeys(item.get("allow", default_allow)))
    checklist = Checklist(
        id=content["id"],
        version=int(content["version"]),
        sections=tuple(Section(s["id"], tuple(_item(i) for i in s["items"])) for s in content["sections"]),
        scores=(Score(TOTAL, bands=tuple(Band(b["id"], b["from"]) for b in content.get("bands", ()))),),
    )
    title: Text = content["title"]
    return Document(path, checklist, content, tuple(title.by_locale))


def _item(item: dict[str, Any]) -> Item:
    return Item(
        id=item["id"],
        kind=Kind(item["kind"]),
        weight=item.get("weight", Fraction(1)),
        reverse=item.get("reverse", False),
        optional=item.get("optional", False),
        allow=tuple(State(name) for name in item.get("allow", ())),
        choices=tuple(Choice(c["id"], c["points"]) for c in item.get("choices", ())),
        points=item.get("points", Fraction(1)),
        minimum=item.get("min"),
        maximum=item.get("max"),
        breakpoints=_breakpoints(item),
        has_action="action" in item,
    )


def _breakpoints(item: dict[str, Any]) -> tuple[Breakpoint, ...]:
    if "zero_at" not in item:
        return ()
    ends = (Breakpoint(item["zero_at"], Fraction(0)), Breakpoint(item["full_at"], item.get("points", Fraction(1))))
    return tuple(sorted(ends, key=lambda point: point.at))


def _plain(value: Any) -> Any:
    """Without positions; a copy, so scales that several items share are never shared in memory."""
    if isinstance(value, Located):
        return _plain(value.value)
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items() if not isinstance(entry, Place)}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    return value
