# What must be kept: for each question what its reader last did, in whichever tab, and what may be kept as long as no page has said so.

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Value = str | None
NOBODY = 0


@dataclass(frozen=True)
class Given:
    """A value that a page was given. One that is `sure` was its reader's last word there; others were passed by, as when typing."""

    value: Value
    page: int
    sure: bool
    time: int


@dataclass(frozen=True)
class Undoable:
    """What was there before everything was replaced."""

    before: dict[str, list[Given]]
    time: int


class Oracle:
    """Of each question the values that may be kept, the oldest first; the first is the one that a page has shown as kept."""

    def __init__(self) -> None:
        self.version = 1
        self.dropped: dict[str, list[Given]] = {}
        self._given: dict[str, list[Given]] = {}
        self._time = 0

    def give(self, page: int, key: str, value: Value, passed: Iterable[Value] = (), *, sure: bool = True) -> None:
        """A reader gives an answer, or withdraws it (None), on a page, having passed other values on the way."""
        self._time += 1
        values = [Given(each, page, False, self._time) for each in passed] + [Given(value, page, sure, self._time)]
        self._given[key] = [*self._all(key), *values]

    def replace(self, page: int, values: Mapping[str, Value]) -> Undoable:
        """A reader erases everything, or loads a file, on a page."""
        undoable = Undoable({key: [*given] for key, given in self._given.items()}, self._time + 1)
        for key in {*self._given, *values}:
            self.give(page, key, values.get(key))
        return Undoable(undoable.before, self._time)

    def undo(self, page: int, undoable: Undoable) -> None:
        """A reader takes that back. What was answered since, in another tab, stays; what stands beside it may go either way."""
        since = {key for key, given in self._given.items() if given[-1].time > undoable.time}
        for key in [*self._given]:
            before = undoable.before.get(key, [Given(None, NOBODY, True, 0)])
            beside = any(_item(key) == _item(other) for other in since)
            if key not in since:
                passed = [self.latest(key)] * beside + [given.value for given in before[:-1]]
                self.give(page, key, before[-1].value, passed, sure=len(before) == 1 and not beside)

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
                self._given[key] = given[values.index(shown.get(key), first) :]

    def lose(self, keep: Callable[[str], bool] = lambda _: False) -> None:
        """What was kept may be gone, since the browser's own means removed it."""
        for key, given in self._given.items():
            if not keep(key):
                self._given[key] = [Given(None, NOBODY, False, 0), *given]

    def migrate(self, version: int, removed: str, change: Callable[[str, Value], tuple[str, Value]]) -> None:
        """The answers have been brought to a newer version."""
        self.version = version
        self.dropped = {key: given for key, given in self._given.items() if _item(key) == removed}
        remaining = {key: given for key, given in self._given.items() if _item(key) != removed}
        self._given = {}
        for key, given in remaining.items():
            changed = [change(key, each.value) for each in given]
            self._given[changed[0][0]] = [
                Given(value, each.page, each.sure, each.time) for (_, value), each in zip(changed, given, strict=True)
            ]

    def _all(self, key: str) -> list[Given]:
        return self._given.get(key, [Given(None, NOBODY, True, 0)])

    def _first(self, page: int, key: str) -> int:
        """From where on a page must know: from what it was given itself."""
        return max((place for place, given in enumerate(self._all(key)) if given.page == page and given.sure), default=0)


def _item(key: str) -> str:
    return key.partition(".")[0]
