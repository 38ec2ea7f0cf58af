# An older version of a checklist against today's: would every answer that was given then find its place now?

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bilan.authoring.diagnostics import START, Diagnostic, Place, Report
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
            report = Report(before.path)
            hint = "Keep its file; what readers answered can't be shown without it."
            report.warning(START, "M407", f'the checklist "{before.id}" is gone.', hint)
            found += report.diagnostics
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
            what = f"version {self._after.version} is not above {self._before.version}, but {_named(changed)} changed."
            self._report.error(self._version, "M404", what, f"Write version: {self._before.version + 1}.")
        elif self._after.version < self._before.version:
            what = f"version {self._after.version} is below {self._before.version}."
            self._report.error(self._version, "M404", what, "Never lower a version; answers to the higher one would be left alone.")

    def _check_names(self) -> None:
        """Migrations name items and choices that were there."""
        known = {item.id: {choice.id for choice in item.choices} for item in self._before.items}
        records = {record["to"].value: record for record in self._record.get("migrations", [])}
        for step in self._steps:
            record = records[step.to]
            for old in leaving(record):
                if old.value not in known:
                    hint = f"Its items: {_named(sorted(known), 10)}."
                    self._report.error(old.place, "M405", f'"{old.value}" was no item before version {step.to}.', hint)
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
            what = f'"{choice}" was no choice of "{item}" before version {step.to}.'
            self._report.error(place, "M405", what, f"Its choices: {', '.join(sorted(known)) or 'none'}.")

    def _paths(self, item: Item) -> list[_Path]:
        found = [_Path(item.id, {choice.id: choice.id for choice in item.choices})]
        for step in self._steps:
            found = [_Path(new, path.choices) for path in found for new in moves(step).get(path.item, (path.item,))]
            found = [_Path(path.item, _chosen(step, path)) for path in found]
        return found

    def _check_path(self, item: Item, path: _Path) -> None:
        after = self._after.by_item.get(path.item)
        if after is None:
            what = f'the item "{item.id}" of version {self._before.version} is gone.'
            hint = f"Name it in a migration to: {self._next}, under rename, split or remove."
            self._report.error(self._version, "M401", what, hint)
            return
        place = self._places[after.id]
        if not _takes(after, item):
            what = f'"{after.id}" is of kind {after.kind.value}; answers to it were given as {item.kind.value}.'
            removed = f"name {item.id} under remove in a migration to: {self._next}."
            hint = f"Give it another id, and {removed}" if after.id == item.id else f"Let them go elsewhere, or {removed}"
            self._report.error(place, "M403", what, hint)
            return
        offered = {choice.id for choice in after.choices}
        for choice, now in path.choices.items():
            if now not in offered:
                what = f'"{after.id}" lacks the choice "{now}" of version {self._before.version}.'
                hint = f"Name {choice} in a migration to: {self._next}, under choices or remove_choices."
                self._report.error(place, "M402", what, hint)

    def _check_new(self) -> None:
        """Readers are told which questions are new to them."""
        told = {item.id for item in self._before.items}
        for step in self._steps:
            told = {new for old in told for new in moves(step).get(old, (old,))} | set(step.add)
        missing = [item.id for item in self._after.items if item.id not in told]
        for item in missing if self._after.version > self._before.version else ():
            hint = f"Name it under add in the migration to: {self._after.version}, so that readers are told."
            self._report.warning(self._places[item], "M406", f'"{item}" is new since version {self._before.version}.', hint)


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
