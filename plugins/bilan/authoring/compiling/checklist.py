# A valid file -> a Document: the engine's half of it, and the content with scales written out for the templates.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from bilan.authoring.compiling.scores import (
    compile_advice,
    compile_groups,
    compile_migrations,
    compile_outcomes,
    compile_policies,
    compile_readings,
    compile_scores,
    compile_section_aggregate,
)
from bilan.authoring.diagnostics import Place
from bilan.authoring.document import Document, Text
from bilan.authoring.format.items import MATRIX
from bilan.authoring.format.scoring_shapes import Written, joined
from bilan.authoring.format.shapes import Located
from bilan.authoring.kinds import FORMATS
from bilan.engine import Checklist, Choice, Item, Kind, Policies, Section, State

# What the rows of a matrix take from it unless they have their own.
_INHERITED = ("weight", "reverse", "fact", "optional", "allow", "tags")


def compile_document(path: str, record: dict[str, Any], scales: Mapping[str, Any], scorer: str = "") -> Document:
    """Compile what the rules found valid.

    Args:
        path: the file's name for messages.
        record: what `CHECKLIST` made of it.
        scales: every scale that an item may name.
        scorer: the source text of the Python scorer, "" if there is none.
    """
    content = _plain(record)
    default_allow = content.pop("allow", [])
    content.pop("scales", None)
    for section in content["sections"]:
        for item in section["items"]:
            _complete(item, scales, default_allow)
    checklist = compile_checklist(content, scorer)
    title: Text = content["title"]
    return Document(path, checklist, content, tuple(title.by_locale), record)


def compile_checklist(content: dict[str, Any], scorer: str = "") -> Checklist:
    """The engine's half of content whose items are complete."""
    policies = compile_policies(content.get("policies"), Policies())
    sections = tuple(_section(section, policies) for section in content["sections"])
    return Checklist(
        id=content["id"],
        version=int(content["version"]),
        sections=sections,
        scores=compile_scores(content, policies),
        groups=compile_groups(content, policies),
        policies=policies,
        outcomes=compile_outcomes(content),
        advice=compile_advice(content),
        readings=compile_readings(content),
        migrations=compile_migrations(content),
        scorer=scorer,
        declared="scores" in content,
    )


def _complete(item: dict[str, Any], scales: Mapping[str, Any], default_allow: list[str]) -> None:
    """Write out what an item takes from its scale, its checklist and, for rows, its matrix."""
    if "scale" in item:
        item["choices"] = _plain(scales[item["scale"]])
    if item["kind"] != Kind.TEXT.value:
        item["allow"] = list(dict.fromkeys(item.get("allow", default_allow)))
    for row in item.get("rows", ()):
        row.update({name: item[name] for name in _INHERITED if name in item and name not in row})
        if shown := [part["when"] for part in (item, row) if "when" in part]:
            row["when"] = shown[0] if len(shown) == 1 else joined(*shown)
        row["allow"] = list(dict.fromkeys(row["allow"]))


def _section(section: dict[str, Any], policies: Policies) -> Section:
    items = tuple(_item(asked) for item in section["items"] for asked in _questions(item))
    return Section(section["id"], items, section.get("when"), compile_section_aggregate(section, policies))


def _questions(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The item itself, or each row of a matrix as an item of its own."""
    if item["kind"] != MATRIX:
        yield item
    for row in item.get("rows", ()):
        kind = Kind.SCALE if "scale" in item else Kind.CHOICE
        yield {**row, "kind": kind.value, "choices": item["choices"]}


def _item(item: dict[str, Any]) -> Item:
    item_class: type[Item] = Item.variants[Kind(item["kind"])]
    return item_class(
        id=item["id"],
        weight=item.get("weight", Fraction(1)),
        reverse=item.get("reverse", False),
        optional=item.get("optional", False),
        allow=tuple(State(name) for name in item.get("allow", ())),
        when=item.get("when"),
        choices=tuple(
            Choice(c["id"], c.get("points", Fraction(0)), c.get("when"), c.get("exclusive", False)) for c in item.get("choices", ())
        ),
        fact=item.get("fact", False),
        has_action="action" in item,
        action_when=item.get("action_when"),
        **FORMATS[Kind(item["kind"])].compiled(item),
    )


def _plain(value: Any) -> Any:
    """Without positions; a copy, so scales that several items share are never shared in memory."""
    if isinstance(value, Located):
        return _plain(value.value)
    if isinstance(value, Written):
        return value.condition
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items() if not isinstance(entry, Place)}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    return value
