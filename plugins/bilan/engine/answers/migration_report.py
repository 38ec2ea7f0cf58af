# Report on answers to an older version, and the record of those that did not come along.

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class MigrationReport:
    """What became of the answers: items that kept their id, pairs of old and new ids, items with reasons, and items to answer anew.

    An answer that came along only in part (a tick that is gone, one half of a split) is dropped and carried at once.
    """

    start: int
    to: int
    carried: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    dropped: tuple[tuple[str, str], ...]
    new: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The documented report (docs/contract.md)."""
        return {
            "from": self.start,
            "to": self.to,
            "carried": list(self.carried),
            "renamed": [list(pair) for pair in self.renamed],
            "dropped": [{"id": item, "reason": reason} for item, reason in self.dropped],
            "new": list(self.new),
        }


@dataclass(frozen=True)
class Dropped:
    """An answer that did not come along: its entry as it was, the version that it was given to, and the reason."""

    entry: Mapping[str, Any]
    version: int
    reason: str


def with_dropped(earlier: Mapping[str, Any], dropped: Mapping[str, Dropped]) -> dict[str, Any]:
    """What was dropped before and now; of one item the last one stands first, with those before it under "earlier"."""
    records = dict(earlier)
    for item, lost in dropped.items():
        record: dict[str, Any] = {"entry": lost.entry, "version": lost.version, "reason": lost.reason}
        if item in records:
            record["earlier"] = [*_flat(records[item])]
        records[item] = record
    return records


def without_earlier(record: Any) -> Any:
    """A record less those before it, which stand where they will stay when it becomes one of them."""
    if not isinstance(record, dict) or not isinstance(record.get("earlier"), list):
        return record
    return {key: value for key, value in record.items() if key != "earlier"}


def _flat(record: Any) -> Iterable[Any]:
    """A record without its "earlier", then those."""
    alone = without_earlier(record)
    return [record] if alone is record else [alone, *record["earlier"]]
