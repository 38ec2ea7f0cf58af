# Oracle of the model: for each question what its reader last did, in whichever tab, which must be kept; and what may be kept as long as
# no page has said so.

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

Value = str | None
NOBODY = 0


@dataclass(frozen=True)
class Given:
    """A value that a page was given. One that is `sure` was its reader's last word there; others were passed by, as when typing."""

    value: Value
    page: int
    sure: bool
    time: int
    # Of the checklist, as the page that was given the value has it.
    version: int = 1


@dataclass(frozen=True)
class Undoable:
    """What was there before everything was replaced."""

    before: dict[str, list[Given]]
    dropped: dict[str, list[Given]]
    time: int


class Oracle:
    """Of each question the values that may be kept, the oldest first; the first is the one that a page has shown as kept."""

    def __init__(self) -> None:
        self.version = 1
        self.dropped: dict[str, list[Given]] = {}
        self._given: dict[str, list[Given]] = {}
        self._past: dict[str, list[Given]] = {}
        self._time = 0

    def give(self, page: int, key: str, value: Value, passed: Iterable[Value] = (), *, sure: bool = True, version: int = 0) -> None:
        """A reader gives an answer, or withdraws it (None), on a page, having passed other values on the way."""
        self._time += 1
        pairs = [*((each, False) for each in passed), (value, sure)]
        values = [Given(each, page, is_sure, self._time, version or self.version) for each, is_sure in pairs]
        self._given[key] = [*self._all(key), *values]

    def replace(self, page: int, values: Mapping[str, Value]) -> Undoable:
        """A reader erases everything, or loads a file, on a page."""
        before, dropped = {key: [*given] for key, given in self._given.items()}, self.dropped
        self.dropped = {}
        for key in {*self._given, *values}:
            self.give(page, key, values.get(key))
        return Undoable(before, dropped, self._time)

    def undo(self, page: int, undoable: Undoable) -> None:
        """A reader takes that back. What was answered since, in another tab, stays."""
        self.dropped = undoable.dropped
        since = {key for key in self._given if self._changed_since(key, undoable.time)}
        for key in [*self._given]:
            before = undoable.before.get(key, [Given(None, NOBODY, True, 0)])
            if key not in since:
                self.give(page, key, before[-1].value, [given.value for given in before[:-1]], sure=len(before) == 1)

    def _changed_since(self, key: str, time: int) -> bool:
        """Whether a question was answered otherwise since. What another page erased that was not there any more is no such answer."""
        then = [given.value for given in self._all(key) if given.time <= time]
        return any(given.time > time and given.value != (then or [None])[-1] for given in self._all(key))

    @property
    def keys(self) -> list[str]:
        """What was ever answered."""
        return [*self._given]

    def latest(self, key: str) -> Value:
        """What a reader last did."""
        return self._all(key)[-1].value

    def allowed(self, page: int, key: str) -> list[Value]:
        """What a page may show that says everything it shows is kept."""
        return [given.value for given in self._all(key)[self._first(page, key) :]]

    def wrong(self, page: int, shown: Mapping[str, str], only_own: bool = False) -> dict[str, tuple[Value, list[Value]]]:
        """Of what a page shows, what it must not: what it shows, and what it may. Some pages can know only what they were told."""
        keys = {*self._given, *shown}
        if only_own:
            keys = {key for key in keys if any(given.page == page and given.sure for given in self._all(key))}
        pairs = {key: (shown.get(key), self.allowed(page, key)) for key in sorted(keys)}
        return {key: pair for key, pair in pairs.items() if pair[0] not in pair[1]}

    def accept(self, page: int, shown: Mapping[str, str], only_own: bool = False) -> None:
        """A page has shown these as kept: what was there before is gone for good."""
        for key, given in self._given.items():
            first = self._first(page, key)
            if only_own and not any(each.page == page and each.sure for each in given):
                continue
            values = [each.value for each in given]
            if shown.get(key) in values[first:]:
                place = values.index(shown.get(key), first)
                self._given[key] = given[place:]
                self._past[key] = [*self._past.get(key, []), *given[:place]]

    def lose(self, keep: Callable[[str], bool] = lambda _: False, *, stale: bool = False) -> None:
        """What was kept may be gone, since the browser's own means removed it; also what a migration had taken out.

        With `stale`, something older may stand in its place.
        """
        self.dropped = {key: given for key, given in self.dropped.items() if keep(key)}
        for key, given in self._given.items():
            if not keep(key):
                older = [replace(each, page=NOBODY, sure=False, time=0) for each in self._past.get(key, []) if stale]
                self._given[key] = [replace(given[0], value=None, page=NOBODY, sure=False, time=0), *older, *given]

    def migrate(self, version: int, removed: str, change: Callable[[str, Value], tuple[str, Value]]) -> None:
        """The answers have been brought to a newer version, those that were not given to it already."""
        self.version = version
        self.dropped = {key: given for key, given in self._given.items() if _item(key) == removed}

        def changed(old: dict[str, list[Given]]) -> dict[str, list[Given]]:
            new: dict[str, list[Given]] = {}
            for key, values in old.items():
                for each in values if _item(key) != removed else []:
                    name, value = change(key, each.value) if each.version < version else (key, each.value)
                    new.setdefault(name, []).append(replace(each, value=value, version=version))
            return {key: sorted(values, key=lambda each: each.time) for key, values in new.items()}

        self._given, self._past = changed(self._given), changed(self._past)

    def _all(self, key: str) -> list[Given]:
        return self._given.get(key, [Given(None, NOBODY, True, 0)])

    def _first(self, page: int, key: str) -> int:
        """From where on a page must know: from what it was given itself."""
        return max((place for place, given in enumerate(self._all(key)) if given.page == page and given.sure), default=0)


def _item(key: str) -> str:
    return key.partition(".")[0]
