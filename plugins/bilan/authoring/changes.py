# An older version of a checklist against today's: would every answer that was given then find its place now?

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bilan.authoring.diagnostics import START, Diagnostic, Place, Report, diagnosed
from bilan.authoring.diagnostics.versions import (
    CHECKLIST_GONE,
    CHOICE_GONE,
    ITEM_GONE,
    LEADS_TO_OTHER_KIND,
    NEW_ITEM,
    NO_CHOICE_BEFORE,
    NO_ITEM_BEFORE,
    OTHER_KIND,
    VERSION_FELL,
    VERSION_STAYED,
)
from bilan.authoring.document import Document
from bilan.authoring.library import Library
from bilan.authoring.rules.migrations import leaving
from bilan.engine import ChoiceItem, Item, Migration, NumberItem, moves


def compare(old: Library, new: Library, *, whole: bool = True) -> tuple[Diagnostic, ...]:
    """What the checklists of `new` lack so that answers to those of `old` live on, at its places in the new files.

    Args:
        old: checklists as they were; only the valid ones are looked at.
        new: the same ones today.
        whole: whether a checklist of `old` that is not in `new` is gone, and not only left aside.
    """
    today = {document.id: document for document in new.documents}
    found: list[Diagnostic] = []
    for before in old.documents:
        if before.id in today:
            found += _Comparison(before, today[before.id]).diagnostics()
        elif whole and not new.errors:
            found.append(diagnosed(CHECKLIST_GONE, before.path, START, id=before.id))
    return tuple(sorted(found))


@dataclass(frozen=True)
class _Path:
    """Where the answers to an item go: the item they are by now, and what each of their choices is."""

    item: str
    choices: dict[str, str]


class _Comparison:
    """One checklist, then and now."""

    def __init__(self, before: Document, after: Document) -> None:
        self._before = before.checklist
        self._after = after.checklist
        self._record = after.record
        self._report = Report(after.path)
        self._steps = sorted(
            (step for step in self._after.migrations if self._before.version < step.to <= self._after.version), key=lambda step: step.to
        )
        self._places = dict(_places(after.record))

    def diagnostics(self) -> list[Diagnostic]:
        """Every difference that answers can't cross."""
        self._check_version()
        self._check_names()
        for item in self._before.items:
            for path in self._paths(item):
                self._check_path(item, path)
        self._check_new()
        return self._report.diagnostics

    @property
    def _version(self) -> Place:
        place: Place = self._record["version"].place
        return place

    @property
    def _next(self) -> int:
        return max(self._before.version + 1, self._after.version)

    def _check_version(self) -> None:
        if self._after.version > self._before.version:
            return
        then, now = ({item.id: _form(item) for item in checklist.items} for checklist in (self._before, self._after))
        changed = sorted(item for item in then.keys() | now.keys() if then.get(item) != now.get(item))
        if changed:
            before = self._before.version
            items = _named(changed)
            self._report.add(VERSION_STAYED, self._version, now=self._after.version, before=before, items=items, next=before + 1)
        elif self._after.version < self._before.version:
            self._report.add(VERSION_FELL, self._version, now=self._after.version, before=self._before.version)

    def _check_names(self) -> None:
        """Migrations name items and choices that were there."""
        known = {item.id: {choice.id for choice in item.choices} for item in self._before.items}
        records = {record["to"].value: record for record in self._record.get("migrations", [])}
        for step in self._steps:
            record = records[step.to]
            for old in leaving(record):
                if old.value not in known:
                    self._report.add(NO_ITEM_BEFORE, old.place, id=old.value, to=step.to, known=_named(sorted(known), 10))
            known = _moved(known, step)
            for item, entry in record.get("choices", {}).items():
                for choice, new in entry.value.items() if item in known else ():
                    self._check_choice(item, choice, new.place, known[item], step)
            for item, entry in record.get("remove_choices", {}).items():
                for gone in entry.value if item in known else ():
                    self._check_choice(item, gone.value, gone.place, known[item], step)
            known = {item: {step.choices.get(item, {}).get(choice, choice) for choice in ids} for item, ids in known.items()}

    def _check_choice(self, item: str, choice: str, place: Place, known: set[str], step: Migration) -> None:
        if choice not in known:
            listed = ", ".join(sorted(known)) or "none"
            self._report.add(NO_CHOICE_BEFORE, place, id=choice, item=item, to=step.to, known=listed)

    def _paths(self, item: Item) -> list[_Path]:
        found = [_Path(item.id, {choice.id: choice.id for choice in item.choices})]
        for step in self._steps:
            found = [_Path(new, path.choices) for path in found for new in moves(step).get(path.item, (path.item,))]
            found = [_Path(path.item, _chosen(step, path)) for path in found]
        return found

    def _check_path(self, item: Item, path: _Path) -> None:
        after = self._after.by_item.get(path.item)
        if after is None:
            self._report.add(ITEM_GONE, self._version, id=item.id, version=self._before.version, next=self._next)
            return
        place = self._places[after.id]
        if not _takes(after, item):
            now, then = after.kind.value, item.kind.value
            if after.id == item.id:
                self._report.add(OTHER_KIND, place, id=after.id, kind=now, before=then, next=self._next)
            else:
                self._report.add(LEADS_TO_OTHER_KIND, place, id=after.id, kind=now, before=then, source=item.id, next=self._next)
            return
        offered = {choice.id for choice in after.choices}
        for choice, now in path.choices.items():
            if now not in offered:
                self._report.add(
                    CHOICE_GONE, place, item=after.id, choice=now, before=choice, version=self._before.version, next=self._next
                )

    def _check_new(self) -> None:
        """Readers are told which questions are new to them."""
        told = {item.id for item in self._before.items}
        for step in self._steps:
            told = {new for old in told for new in moves(step).get(old, (old,))} | set(step.add)
        missing = [item.id for item in self._after.items if item.id not in told]
        for item in missing if self._after.version > self._before.version else ():
            self._report.add(NEW_ITEM, self._places[item], id=item, version=self._before.version, next=self._after.version)


def _chosen(step: Migration, path: _Path) -> dict[str, str]:
    renamed, gone = step.choices.get(path.item, {}), step.remove_choices.get(path.item, ())
    return {choice: renamed.get(now, now) for choice, now in path.choices.items() if now not in gone}


def _places(record: Any) -> Iterator[tuple[str, Place]]:
    """The place of each item's and row's id."""
    for section in record["sections"]:
        for item in section["items"]:
            for asked in (item, *item.get("rows", [])):
                yield asked["id"].value, asked["id"].place


def _moved(known: dict[str, set[str]], step: Migration) -> dict[str, set[str]]:
    found = {new: choices for old, choices in known.items() for new in moves(step).get(old, (old,))}
    return found | {item: set() for item in step.add if item not in found}


def _form(item: Item) -> Any:
    """What an answer to the item may be."""
    choices = {(choice.id, choice.exclusive) for choice in item.choices}
    within = (item.minimum, item.maximum) if isinstance(item, NumberItem) else None
    return _sort(item), choices, within, set(item.allow)


def _takes(item: Item, before: Item) -> bool:
    """Whether the answers to an item fit another; where one answer was taken and several are now, it becomes the only tick."""
    return _sort(item) is _sort(before) or (item.takes_several and isinstance(before, ChoiceItem))


def _sort(item: Item) -> type[Item]:
    """The class of items whose answers have the same form: a choice is one whether its choices are its own or those of a scale."""
    return ChoiceItem if isinstance(item, ChoiceItem) else type(item)


def _named(items: list[str], most: int = 3) -> str:
    shown = ", ".join(items[:most])
    return shown if len(items) <= most else f"{shown} and {len(items) - most} more"
