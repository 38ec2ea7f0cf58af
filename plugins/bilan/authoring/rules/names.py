# Names of a checklist: the ids and what they stand for, looked up by the rules for members, conditions, gates and migrations.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from typing import Any

from bilan.authoring.diagnostics import START, Place
from bilan.authoring.format.access import Record, conditions, ids, records, values
from bilan.authoring.format.items import MATRIX
from bilan.authoring.format.scoring_shapes import Written
from bilan.authoring.format.shapes import Located, RefusedId
from bilan.authoring.kinds import FORMATS
from bilan.engine import TOTAL, Item, Kind


class Noun(StrEnum):
    """What an id can belong to."""

    ITEM = "item"
    MATRIX = "matrix"
    SECTION = "section"
    GROUP = "group"
    SCORE = "score"
    READING = "reading"
    ACTION = "action"

    @property
    def phrase(self) -> str:
        """With its article."""
        return f"an {self.value}" if self.value[0] in "ai" else f"a {self.value}"


@dataclass(frozen=True)
class Thing:
    """Something with an id. `kind` and `choices` are those of an item; `choices` is None if they can't be told.

    `earning` tells whether any of the choices has points, or may have.
    """

    id: str
    noun: Noun
    place: Place
    record: Record
    kind: str = ""
    choices: tuple[str, ...] | None = None
    conditions: tuple[Written, ...] = ()
    earning: bool = True

    @property
    def scores(self) -> bool:
        """Whether an answer to the item can earn points."""
        return self.earning and self.kind != "" and FORMATS[Kind(self.kind)].may_earn(self.record)


class Names:
    """Everything with an id in the well-formed parts of a checklist; of an id that repeats, the first.

    `content` is what `CHECKLIST` made of the file, whose parts may be INVALID; `scales` are those that the file may use, its own and
    the shared ones, by name.
    """

    def __init__(self, content: Record, scales: Mapping[str, Any]) -> None:
        self.content = content
        self.scales = scales
        self.all = tuple(_things(content, scales))

    @cached_property
    def by_id(self) -> Mapping[str, Thing]:
        """Each thing by its id."""
        return {thing.id: thing for thing in reversed(self.all)}

    @cached_property
    def refused(self) -> frozenset[str]:
        """What ids are meant to be that were reported as wrong, so that what refers to them needs no report of its own."""
        return frozenset(value.meant for value in _leaves(self.content) if isinstance(value, RefusedId))

    @property
    def told(self) -> bool:
        """Whether there are sections, so that what is not among the names is not there."""
        return isinstance(self.content.get("sections"), list)

    def of(self, *nouns: Noun) -> tuple[str, ...]:
        """The ids of things of these sorts."""
        return tuple(thing.id for thing in self.all if thing.noun in nouns)

    @cached_property
    def tags(self) -> Mapping[str, tuple[str, ...]]:
        """The items that bear each tag."""
        found: dict[str, tuple[str, ...]] = {}
        for thing in self.all:
            if thing.noun is Noun.ITEM:
                for tag in values(thing.record.get("tags")):
                    found[tag] = (*found.get(tag, ()), thing.id)
        return found

    def members(self, record: Record) -> tuple[str, ...]:
        """The items, sections, groups, scores and readings that a group or score names; a matrix stands for its rows."""
        found: list[str] = []
        for field in ("sections", "items", "groups", "scores", "readings"):
            found += [row for name in values(record.get(field)) for row in self._rows(name)]
        for tag in values(record.get("tags")):
            found += self.tags.get(tag, ())
        return tuple(dict.fromkeys(found))

    def items_in(self, name: str) -> tuple[str, ...]:
        """The items of a section, group or score, however deep."""
        found: dict[str, None] = {}
        waiting, seen = [name], set[str]()
        while waiting:
            thing = self.by_id.get(waiting.pop())
            if thing is None or thing.id in seen:
                continue
            seen.add(thing.id)
            if thing.noun is Noun.ITEM:
                found[thing.id] = None
            elif thing.noun is Noun.SECTION:
                waiting += [row for item in ids(records(thing.record.get("items"))) for row in self._rows(item)]
            elif thing.noun in (Noun.GROUP, Noun.SCORE):
                waiting += self.members(thing.record) or (self.of(Noun.SECTION) if thing.noun is Noun.SCORE else ())
        return tuple(found)

    def _rows(self, name: str) -> tuple[str, ...]:
        thing = self.by_id.get(name)
        return ids(records(thing.record.get("rows"))) if thing and thing.noun is Noun.MATRIX else (name,)


def conditions_in(content: Any) -> Iterator[Written]:
    """Every well-formed condition of a checklist, in the order of the file."""
    return (value for value in _leaves(content) if isinstance(value, Written))


def _leaves(content: Any) -> Iterator[Any]:
    waiting: list[Any] = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += reversed(value.values())
        elif isinstance(value, list):
            waiting += reversed(value)
        else:
            yield value


def items_read(names: Names) -> frozenset[str]:
    """The items whose answers matter beyond their points."""
    if "scorer" in names.content:
        return frozenset(names.of(Noun.ITEM))
    found: set[str] = set()
    for written in conditions_in(names.content):
        for function, name in written.condition.reads():
            if function in ("value", "state", "answered", "count"):
                found.update(names.items_in(name.id))
    return frozenset(found)


def scales_beyond_points(names: Names) -> frozenset[str]:
    """The scales whose answers matter whatever they earn: of which an item takes several, or of an item that something reads."""
    read = items_read(names)
    items = [item for section in records(names.content.get("sections")) for item in records(section.get("items"))]
    found = set()
    for item in items:
        asked = {part["id"].value for part in (item, *records(item.get("rows"))) if isinstance(part.get("id"), Located)}
        if isinstance(item.get("scale"), Located) and (takes_several(item) or not asked.isdisjoint(read)):
            found.add(item["scale"].value)
    return frozenset(found)


def may_offer_choices(kind: str) -> bool:
    """Whether items of a kind list choices."""
    item_class: type[Item] = Item.variants[kind]
    return item_class.offers_choices


def takes_several(item: Record) -> bool:
    """Whether several choices of an item may be taken at once."""
    kind = item.get("kind")
    item_class: type[Item] | None = Item.variants.get(kind) if isinstance(kind, str) else None
    return item_class is not None and item_class.takes_several


def nearest(name: str, known: Iterable[str]) -> str:
    """What to write instead of a name that is not known; empty if none is like it."""
    close = get_close_matches(name, sorted(set(known)), n=1)
    return f"Did you mean {close[0]}?" if close else ""


def _things(content: Record, scales: Mapping[str, Any]) -> Iterator[Thing]:
    for section in records(content.get("sections")):
        yield from _thing(section, Noun.SECTION, conditions(section.get("when")))
        for item in records(section.get("items")):
            yield from _item(item, scales)
    for field, noun in (("groups", Noun.GROUP), ("scores", Noun.SCORE), ("reads", Noun.READING), ("actions", Noun.ACTION)):
        for record in records(content.get(field)):
            changes = conditions(*(change.get("when") for change in records(record.get("modifiers"))))
            yield from _thing(record, noun, changes if noun is Noun.SCORE else conditions(record.get("when")))
    if "scores" not in content:
        changes = conditions(*(change.get("when") for change in records(content.get("modifiers"))))
        whole: Record = {field: content[field] for field in ("modifiers", "bands", "gates") if field in content}
        yield Thing(TOTAL, Noun.SCORE, START, whole, conditions=changes)


def _thing(record: Record, noun: Noun, asked: tuple[Written, ...]) -> Iterator[Thing]:
    found = record.get("id")
    if isinstance(found, Located):
        yield Thing(found.value, noun, found.place, record, conditions=asked)


def _item(item: Record, scales: Mapping[str, Any]) -> Iterator[Thing]:
    kind = item.get("kind")
    asked = conditions(*(choice.get("when") for choice in records(item.get("choices"))))
    listed = _listed(item, scales)
    offered = _choices(listed)
    earning = listed is None or any(not isinstance(choice, dict) or choice.get("points", 0) != 0 for choice in listed)
    found = item.get("id")
    if isinstance(found, Located):
        noun = Noun.MATRIX if kind == MATRIX else Noun.ITEM
        shown = conditions(item.get("when"))
        word = kind if noun is Noun.ITEM and isinstance(kind, str) else ""
        yield Thing(found.value, noun, found.place, item, word, offered, shown + asked, earning)
    for row in records(item.get("rows")):
        found = row.get("id")
        if isinstance(found, Located):
            whole: Record = {**{name: item[name] for name in ("tags",) if name in item}, **row}
            shown = conditions(item.get("when"), row.get("when"))
            yield Thing(found.value, Noun.ITEM, found.place, whole, Kind.CHOICE.value, offered, shown + asked, earning)


def _listed(item: Record, scales: Mapping[str, Any]) -> list[Any] | None:
    """The choices of an item, or those of its scale; None if it has none, or they are not well-formed."""
    listed = item.get("choices")
    if listed is None:
        named = item.get("scale")
        scale = scales.get(named.value) if isinstance(named, Located) else None
        listed = scale.value if isinstance(scale, Located) else None
    return listed if isinstance(listed, list) else None


def _choices(listed: list[Any] | None) -> tuple[str, ...] | None:
    found = ids(records(listed))
    return found if listed is not None and len(set(found)) == len(listed) else None
