# The rules of `migrations`: versions that ascend up to the present one, and ids that lead to those of the present items.

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from bilan.authoring.diagnostics import Report, shown
from bilan.authoring.diagnostics.versions import (
    BEYOND_VERSION,
    GETS_TWO,
    LEAVES_TWICE,
    MIGRATIONS_DESCEND,
    NO_CHOICE_AFTER,
    NO_ITEM_AFTER,
    STILL_A_CHOICE,
    STILL_AN_ITEM,
)
from bilan.authoring.format.access import Record, located, number, records, table
from bilan.authoring.format.shapes import Located
from bilan.authoring.rules.names import Names, Noun, nearest

# The choices of each item of one version; None where they can't be told.
_Items = dict[str, set[str] | None]


def check_migrations(names: Names, report: Report) -> None:
    """Report every broken rule of the migrations, read backwards from the items of the present version."""
    steps = records(names.content.get("migrations"))
    version = number(names.content, "version")
    for step in steps:
        to = number(step, "to")
        if to is not None and version is not None and to > version:
            report.add(BEYOND_VERSION, step["@"], to=shown(to), version=shown(version))
    for before, step in pairwise(steps):
        first, then = number(before, "to"), number(step, "to")
        if first is not None and then is not None and then <= first:
            report.add(MIGRATIONS_DESCEND, step["@"], then=shown(then), first=shown(first))
    items: _Items = {thing.id: set(thing.choices) if thing.choices is not None else None for thing in names.all if thing.noun is Noun.ITEM}
    for step in reversed(steps):
        _check_step(step, items, report)
        items = _items_before(step, items)


def _check_step(step: Record, items: _Items, report: Report) -> None:
    named = [*_targets(step), *located(step.get("add"))]
    for target in (*named, *_keys(step, "choices"), *_keys(step, "remove_choices"), *_keys(step, "rescale")):
        if target.value not in items:
            meant = nearest(target.value, items.keys() - {other.value for other in (*named, *_keys(step, "rescale"))})
            report.add(NO_ITEM_AFTER, target.place, instead=meant, id=target.value)
    sources = leaving(step)
    for source in sources:
        if source.value in items.keys() - {target.value for target in named}:
            report.add(STILL_AN_ITEM, source.place, id=source.value)
    for found, at in _repeated(sources):
        report.add(LEAVES_TWICE, found.place, id=found.value, at=at)
    for found, at in _repeated(_targets(step)):
        report.add(GETS_TWO, found.place, id=found.value, at=at)
    for item, changes in table(step.get("choices")).items():
        offered = items.get(item)
        for target in table(changes.value).values():
            new = target.value
            if offered is not None and isinstance(new, Located) and new.value not in offered:
                report.add(NO_CHOICE_AFTER, new.place, instead=nearest(new.value, offered), id=new.value, item=item)
    for item, entry in table(step.get("remove_choices")).items():
        renamed = {new.value.value for new in table(_value(step, "choices", item)).values() if isinstance(new.value, Located)}
        for gone in located(entry.value):
            if gone.value in (items.get(item) or set()) - renamed:
                report.add(STILL_A_CHOICE, gone.place, id=gone.value, item=item)


def _repeated(named: Iterable[Located]) -> Iterator[tuple[Located, str]]:
    """Each name that stood before, and where it did."""
    first: dict[str, Located] = {}
    for found in named:
        before = first.setdefault(found.value, found)
        if before is not found:
            yield found, f"{before.place.line}:{before.place.column}"


def _items_before(step: Record, items: _Items) -> _Items:
    """The items of the version that a migration starts from."""
    gone = {found.value for found in (*_targets(step), *located(step.get("add")))}
    before = {item: choices for item, choices in items.items() if item not in gone}
    for item, changes in table(step.get("choices")).items():
        offered = items.get(item)
        if offered is not None:
            renamed = {old: new.value.value for old, new in table(changes.value).items() if isinstance(new.value, Located)}
            items = {**items, item: (offered - set(renamed.values())) | set(renamed)}
            if item in before:
                before[item] = items[item]
    for item, entry in table(step.get("remove_choices")).items():
        offered = items.get(item)
        if offered is not None:
            items = {**items, item: offered | {gone.value for gone in located(entry.value)}}
            if item in before:
                before[item] = items[item]
    for old, new in table(step.get("rename")).items():
        before[old] = items.get(new.value.value) if isinstance(new.value, Located) else None
    return before | dict.fromkeys([*table(step.get("split")), *(found.value for found in located(step.get("remove")))])


def leaving(step: Record) -> tuple[Located, ...]:
    """The items of the version before that a migration takes elsewhere or away."""
    return (*_keys(step, "rename"), *_keys(step, "split"), *located(step.get("remove")))


def _value(step: Record, field: str, key: str) -> Any:
    entry = table(step.get(field)).get(key)
    return entry.value if entry else None


def _targets(step: Record) -> list[Located]:
    found: list[Any] = [entry.value for entry in table(step.get("rename")).values()]
    for entry in table(step.get("split")).values():
        found += entry.value if isinstance(entry.value, list) else ()
    return [target for target in found if isinstance(target, Located)]


def _keys(step: Record, field: str) -> Iterable[Located]:
    """The names on the left of a table, each where it stands."""
    return [Located(entry.place, name) for name, entry in table(step.get(field)).items()]
