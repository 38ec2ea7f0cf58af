# The rules of `migrations`: versions that ascend up to the present one, and ids that lead to those of the present items.

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from bilan.authoring.diagnostics import Report, shown
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
            what = f"the migration leads to {shown(to)}, the checklist is at {shown(version)}."
            report.error(step["@"], "R217", what, f"Raise the version to {shown(to)}, or lower `to`.")
    for before, step in pairwise(steps):
        first, then = number(before, "to"), number(step, "to")
        if first is not None and then is not None and then <= first:
            what = f"to: {shown(then)} comes after to: {shown(first)}."
            report.error(step["@"], "R217", what, "List the migrations in ascending order, one for each version.")
    items: _Items = {thing.id: set(thing.choices) if thing.choices is not None else None for thing in names.all if thing.noun is Noun.ITEM}
    for step in reversed(steps):
        _check_step(step, items, report)
        items = _items_before(step, items)


def _check_step(step: Record, items: _Items, report: Report) -> None:
    named = [*_targets(step), *located(step.get("add"))]
    for target in (*named, *_keys(step, "choices"), *_keys(step, "remove_choices"), *_keys(step, "rescale")):
        if target.value not in items:
            hint = nearest(
                target.value,
                items.keys() - {other.value for other in (*named, *_keys(step, "rescale"))},
                "Name an item as it is called after the migration.",
            )
            report.error(target.place, "R217", f'"{target.value}" is no item of the version that the migration leads to.', hint)
    sources = leaving(step)
    for source in sources:
        if source.value in items.keys() - {target.value for target in named}:
            hint = "Take it out of the migration, or give the question of today another id."
            report.error(source.place, "R217", f'"{source.value}" is still an item after the migration.', hint)
    _check_once(sources, "goes elsewhere already", "Keep one of the two.", report)
    _check_once(_targets(step), "gets an answer already", "Only one can come along; name the other item under remove.", report)
    for item, changes in table(step.get("choices")).items():
        offered = items.get(item)
        for target in table(changes.value).values():
            new = target.value
            if offered is not None and isinstance(new, Located) and new.value not in offered:
                what = f'"{new.value}" is no choice of {item} in the version that the migration leads to.'
                report.error(new.place, "R217", what, nearest(new.value, offered, "Name a choice of the item."))
    for item, entry in table(step.get("remove_choices")).items():
        renamed = {new.value.value for new in table(_value(step, "choices", item)).values() if isinstance(new.value, Located)}
        for gone in located(entry.value):
            if gone.value in (items.get(item) or set()) - renamed:
                hint = "Take it out of the migration, or give the choice of today another id."
                report.error(gone.place, "R217", f'"{gone.value}" is still a choice of {item} after the migration.', hint)


def _check_once(named: Iterable[Located], fault: str, hint: str, report: Report) -> None:
    first: dict[str, Located] = {}
    for found in named:
        before = first.setdefault(found.value, found)
        if before is not found:
            at = f"{before.place.line}:{before.place.column}"
            report.error(found.place, "R217", f'"{found.value}" {fault}, at {at}.', hint)


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
