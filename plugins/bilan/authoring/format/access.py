# Well-formed values in what shapes made of a file, whose other parts may be INVALID.

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from bilan.authoring.format.scoring_shapes import Written
from bilan.authoring.format.shapes import Located

Record = dict[str, Any]


def records(value: Any) -> list[Record]:
    """The well-formed records of a list."""
    return [record for record in value if isinstance(record, dict)] if isinstance(value, list) else []


def number(record: Record, field: str) -> Fraction | None:
    """A well-formed number of a record."""
    found = record.get(field)
    found = found.value if isinstance(found, Located) else found
    return found if isinstance(found, Fraction) else None


def ids(found: Iterable[Record]) -> tuple[str, ...]:
    """The well-formed ids of records."""
    return tuple(record["id"].value for record in found if isinstance(record.get("id"), Located))


def located(value: Any) -> tuple[Located, ...]:
    """The well-formed ids in a list of ids, each where it stands."""
    return tuple(entry for entry in value if isinstance(entry, Located)) if isinstance(value, list) else ()


def values(value: Any) -> tuple[str, ...]:
    """The well-formed ids in a list of ids."""
    return tuple(entry.value for entry in located(value))


def table(value: Any) -> dict[str, Located]:
    """A table of ids, empty if it is not well-formed."""
    return value if isinstance(value, dict) else {}


def conditions(*found: Any) -> tuple[Written, ...]:
    """Those that are well-formed conditions."""
    return tuple(condition for condition in found if isinstance(condition, Written))
