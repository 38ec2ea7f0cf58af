# Answers to an older version of a checklist -> answers to this one, by the changes that its author declared. Nothing is lost:
# what does not come along stays in the document, under "dropped".

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from bilan.engine.answers import lossless
from bilan.engine.answers.file import EMPTY, EVIDENCE, Answers, AnswersError, is_version, read_answers, read_entry
from bilan.engine.answers.lossless import Numeral
from bilan.engine.answers.migration_report import Dropped, MigrationReport, with_dropped
from bilan.engine.model.checklist import Checklist, Migration
from bilan.engine.model.items import Item

# A document that does not tell its version.
FIRST_VERSION = 1

# The fields that `read_answers` looks at, once it knows that the rest is well-formed.
_SCORED = {"format", "checklist", "version", "content", "saved", "answers"}

# Why an answer did not come along, beside the codes of `misfit` and `unknown-item`.
REMOVED = "removed"  # the question was removed
TAKEN = "taken"  # where it would go there is an answer already
REPLACED = "replaced"  # the version adds a question of this id, so the answer was to another


@dataclass(frozen=True)
class Migrated:
    """An answer file that is up to date: its JSON text, what it says, and what was done; None if it was of this version or a newer."""

    text: str
    answers: Answers
    report: MigrationReport | None = None


def migrate(checklist: Checklist, text: str) -> Migrated:
    """Bring an answer file up to the version of its checklist.

    Raises:
        AnswersError: the text is not an answer file, or one to another checklist.
    """
    given = read_answers(text)
    if given.checklist != checklist.id:
        raise AnswersError("other-checklist", f"these answers are to {given.checklist!r}, not to {checklist.id!r}")
    start = FIRST_VERSION if given.version is None else given.version
    if start >= checklist.version:
        return Migrated(text, given)
    document = lossless.read(text)
    journey = _Journey(checklist, start, document["answers"])
    answers = journey.arrive()
    changed = {**document, "version": checklist.version, "content": checklist.content, "answers": answers}
    if journey.dropped:
        changed["dropped"] = with_dropped(document.get("dropped", {}), journey.dropped)
    # What nobody scores may be most of the document; it is not read again.
    scored = {name: value for name, value in changed.items() if name in _SCORED}
    return Migrated(lossless.write(changed), read_answers(lossless.write(scored)), journey.report())


def moves(step: Migration) -> dict[str, tuple[str, ...]]:
    """Where answers go, in the order of the declaration. What is removed goes nowhere."""
    found = {**{old: (new,) for old, new in step.rename.items()}, **step.split}
    return {item: () if item in step.remove else targets for item, targets in found.items()} | dict.fromkeys(step.remove, ())


@dataclass
class _Carried:
    """One answer on its way: the item and entry that it was, the version it was given to, and what it is by now."""

    origin: str
    before: Mapping[str, Any]
    since: int
    item: str
    entry: dict[str, Any]

    def to(self, item: str) -> _Carried:
        return _Carried(self.origin, self.before, self.since, item, dict(self.entry))


class _Journey:
    """The answers of one document on their way from version to version."""

    def __init__(self, checklist: Checklist, start: int, entries: Mapping[str, dict[str, Any]]) -> None:
        self._checklist = checklist
        self._start = start
        self._order = {item: position for position, item in enumerate(entries)}
        given = {item: entry for item, entry in entries.items() if not _says_nothing(entry)}
        self._answers = [_Carried(item, entry, _since(entry, start), item, dict(entry)) for item, entry in given.items()]
        self._new: list[str] = []
        self.dropped: dict[str, Dropped] = {}

    def arrive(self) -> dict[str, Any]:
        """Take every step, and give the entries that are answers to the present items."""
        for step in sorted(self._checklist.migrations, key=lambda step: step.to):
            if self._start < step.to <= self._checklist.version:
                self._take(step)
        self._answers = [answer for answer in self._answers if self._fits(answer)]
        self._answers.sort(key=lambda answer: self._order[answer.origin])
        return {answer.item: answer.entry for answer in self._answers}

    def report(self) -> MigrationReport:
        """What happened; in the order of the page, dropped answers in that of the document."""
        page = {item.id: position for position, item in enumerate(self._checklist.items)}
        answers = sorted(self._answers, key=lambda answer: page[answer.item])
        answered = {answer.item for answer in answers}
        return MigrationReport(
            start=self._start,
            to=self._checklist.version,
            carried=tuple(answer.item for answer in answers if answer.item == answer.origin),
            renamed=tuple((answer.origin, answer.item) for answer in answers if answer.item != answer.origin),
            dropped=tuple((item, self.dropped[item].reason) for item in sorted(self.dropped, key=self._order.__getitem__)),
            new=tuple(sorted((page.keys() & self._new) - answered, key=page.__getitem__)),
        )

    def _take(self, step: Migration) -> None:
        """All moves of a step happen at once, so two items may change places. What stays where it is comes before what moves in."""
        placed: dict[str, _Carried] = {}
        moving: dict[str, _Carried] = {}
        for answer in self._answers:
            if answer.since >= step.to:
                placed[answer.item] = answer
            else:
                moving[answer.item] = answer
        for item, answer in moving.items():
            if item in step.remove:
                self._drop(answer, REMOVED)
            elif item in step.rename or item in step.split:
                continue
            elif item in step.add:
                self._drop(answer, REPLACED)
            else:
                self._place(placed, answer, step)
        for item, targets in moves(step).items():
            for target in targets if item in moving else ():
                self._place(placed, moving[item].to(target), step)
        self._answers = [answer for answer in placed.values() if answer.since >= step.to or self._changes(answer, step)]
        self._new = [target for item in self._new for target in moves(step).get(item, (item,))] + list(step.add)

    def _place(self, placed: dict[str, _Carried], answer: _Carried, step: Migration) -> None:
        there = placed.get(answer.item)
        if there and (there.since < step.to or _is_answered(there.entry)):
            self._drop(answer, TAKEN)
        if there is None:
            placed[answer.item] = answer
        elif there.since >= step.to:
            # The same question, of which the reader has given a part anew: what stands beside an answer is kept apart from it.
            if _is_answered(there.entry):
                there.entry = {**_beside(answer.entry), **there.entry}
            else:
                beside = _beside(there.entry)
                placed[answer.item] = replace(answer, before={**answer.before, **beside}, entry={**answer.entry, **beside})

    def _changes(self, answer: _Carried, step: Migration) -> bool:
        """Give the value its new form, if it has one."""
        value = answer.entry.get("value")
        choices, gone = step.choices.get(answer.item, {}), step.remove_choices.get(answer.item, ())
        if isinstance(value, str):
            if value in gone:
                self._drop(answer, REMOVED)
                return False
            answer.entry["value"] = choices.get(value, value)
        elif isinstance(value, list):
            left = self._ticks_left(answer, REMOVED, [choice for choice in value if choice not in gone])
            answer.entry["value"] = list(dict.fromkeys(choices.get(choice, choice) for choice in left))
            return bool(left) or not value
        elif isinstance(value, Numeral) and (rescale := step.rescale.get(answer.item)):
            number = Numeral.of(value.value * rescale.multiply + rescale.add)
            if number is None:
                self._drop(answer, "out-of-range")
                return False
            answer.entry["value"] = number
        return True

    def _ticks_left(self, answer: _Carried, reason: str, left: list[str]) -> list[str]:
        """The ticks that are still there, which the reader would have ticked without the others too; the whole is told as dropped."""
        if len(left) < len(answer.entry["value"]):
            self._drop(answer, reason)
        return left

    def _drop(self, answer: _Carried, reason: str) -> None:
        self.dropped.setdefault(answer.origin, Dropped(answer.before, answer.since, reason))

    def _fits(self, answer: _Carried) -> bool:
        item = self._checklist.by_item.get(answer.item)
        if item is None:
            self._drop(answer, "unknown-item")
            return False
        if answer.since <= self._checklist.version and _is_version(answer.entry.get("version")):
            del answer.entry["version"]
        given = answer.entry.get("value")
        if item.takes_several and isinstance(given, str) and given:
            # The question took one answer, and takes several now.
            answer.entry["value"] = [given]
        reason = _fault(item, answer.entry)
        if reason == "unknown-choice" and isinstance(answer.entry["value"], list):
            known = {choice.id for choice in item.choices}
            answer.entry["value"] = self._ticks_left(answer, reason, [choice for choice in answer.entry["value"] if choice in known])
            reason = _fault(item, answer.entry) if answer.entry["value"] else reason
        if reason:
            self._drop(answer, reason)
        return reason is None


def _says_nothing(entry: Mapping[str, Any]) -> bool:
    """Whether an entry only tells that there is no answer; it takes no place from one."""
    return entry.get("value") in EMPTY and entry.keys() <= {"value", "version"}


def _is_answered(entry: Mapping[str, Any]) -> bool:
    return "state" in entry or entry.get("value") not in EMPTY


def _beside(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name in EVIDENCE}


def _is_version(value: Any) -> bool:
    return isinstance(value, Numeral) and is_version(value.value)


def _since(entry: Mapping[str, Any], start: int) -> int:
    """The version that an entry was given to: the document's, unless the entry names a later one."""
    version = entry.get("version")
    return max(start, int(version.value)) if isinstance(version, Numeral) and _is_version(version) else start


def _fault(item: Item, entry: Mapping[str, Any]) -> str | None:
    value = entry.get("value")
    plain: Fraction | Any = value.value if isinstance(value, Numeral) else value
    return item.misfit(read_entry(item.id, {**entry, "value": plain} if "value" in entry else entry))
