# The language-neutral checklist: what the scoring rules need and nothing that a person reads.
# Written by `authoring`, carried to the browser as JSON, read back here. Numbers travel as text ("3/2"), so they stay exact.

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from bilan.engine.numbers import exact, nests_deeper_than

FORMAT = "bilan-checklist/1"

_DEEPEST_NESTING = 20
# Far above what authors may write, far below what a sum of products could overflow with.
_LARGEST_NUMBER = 10**9


class ModelError(ValueError):
    """The text is not a checklist of this version of the format."""


class Kind(StrEnum):
    """What sort of answer an item takes."""

    CHECK = "check"
    CHOICE = "choice"
    SCALE = "scale"
    NUMBER = "number"
    TEXT = "text"


class State(StrEnum):
    """What became of an item: how, or whether, it was answered."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "not-applicable"
    DONT_KNOW = "dont-know"


@dataclass(frozen=True)
class Choice:
    """One of the answers of a choice or a scale; `points` is at least 0."""

    id: str
    points: Fraction


@dataclass(frozen=True)
class Item:
    """One question.

    `points` is what a ticked box or a perfect number earns before weighting; choices and scales carry theirs in `choices`.
    `zero_at` and `full_at` are the two values of a scored number between which points rise in proportion; None if it does not score.
    `has_action` tells whether the author wrote what to do when the answer is weak.
    """

    id: str
    kind: Kind
    weight: Fraction = Fraction(1)
    reverse: bool = False
    optional: bool = False
    allow: tuple[State, ...] = ()
    choices: tuple[Choice, ...] = ()
    points: Fraction = Fraction(1)
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    zero_at: Fraction | None = None
    full_at: Fraction | None = None
    has_action: bool = False

    @property
    def scores(self) -> bool:
        """Whether an answer to this item can earn points."""
        if self.kind is Kind.TEXT:
            return False
        return self.kind is not Kind.NUMBER or self.zero_at is not None

    @property
    def full_points(self) -> Fraction:
        """The most this item can earn, weighted."""
        if self.choices:
            return self.weight * max(choice.points for choice in self.choices)
        return self.weight * self.points


@dataclass(frozen=True)
class Section:
    """A named run of items with a score of its own."""

    id: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Band:
    """A level: it holds from `threshold` percent of the maximum (inclusive, 0 to 100) up to the next band."""

    id: str
    threshold: Fraction


@dataclass(frozen=True)
class Checklist:
    """A whole checklist, as the scoring rules see it. Item ids are unique over all sections; bands ascend."""

    id: str
    version: int
    sections: tuple[Section, ...]
    bands: tuple[Band, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the page."""
        return tuple(item for section in self.sections for item in section.items)

    def to_json(self) -> str:
        """The checklist as JSON text; `from_json` reads it back to an equal object."""
        document = {
            "format": FORMAT,
            "id": self.id,
            "version": self.version,
            "sections": [{"id": s.id, "items": [_item_to_dict(i) for i in s.items]} for s in self.sections],
            "bands": [{"id": b.id, "from": str(b.threshold)} for b in self.bands],
        }
        return json.dumps(document, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Checklist:
        """Read what `to_json` wrote.

        Raises:
            ModelError: the text is not JSON, of another format version, or lacks something.
        """
        try:
            if nests_deeper_than(text, _DEEPEST_NESTING):
                raise ModelError(f"this nests more than {_DEEPEST_NESTING} levels deep")
            document = json.loads(text)
            found = document["format"]
            if found != FORMAT:
                raise ModelError(f"this is {found!r}; this version of Bilan reads {FORMAT!r}")
            return cls(
                id=_id(document),
                version=document["version"],
                sections=tuple(Section(_id(s), tuple(_item_from_dict(i) for i in s["items"])) for s in document["sections"]),
                bands=tuple(Band(_id(b), _bounded(b["from"])) for b in document["bands"]),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            if isinstance(error, ModelError):
                raise
            raise ModelError(f"this is not a compiled checklist: {type(error).__name__}: {error}") from error


_FRACTIONS = ("points", "minimum", "maximum", "zero_at", "full_at")


def _item_to_dict(item: Item) -> dict[str, Any]:
    # Only what differs from the default is written: the file goes over the network.
    record: dict[str, Any] = {"id": item.id, "kind": item.kind.value}
    if item.weight != 1:
        record["weight"] = str(item.weight)
    for name in ("reverse", "optional", "has_action"):
        if getattr(item, name):
            record[name] = True
    if item.allow:
        record["allow"] = [state.value for state in item.allow]
    if item.choices:
        record["choices"] = [{"id": c.id, "points": str(c.points)} for c in item.choices]
    for name in _FRACTIONS:
        value = getattr(item, name)
        if value is not None and not (name == "points" and value == 1):
            record[name] = str(value)
    return record


def _item_from_dict(record: dict[str, Any]) -> Item:
    fractions = {name: _bounded(record[name]) for name in _FRACTIONS if name in record}
    item = Item(
        id=_id(record),
        kind=Kind(record["kind"]),
        weight=_bounded(record.get("weight", "1")),
        reverse=record.get("reverse", False),
        optional=record.get("optional", False),
        allow=tuple(State(name) for name in record.get("allow", ())),
        choices=tuple(Choice(_id(c), _bounded(c["points"])) for c in record.get("choices", ())),
        has_action=record.get("has_action", False),
        **fractions,
    )
    if item.weight <= 0 or item.points < 0 or any(choice.points < 0 for choice in item.choices):
        raise ModelError(f"the item {item.id!r} has a weight or points below 0")
    if bool(item.choices) is not (item.kind in (Kind.CHOICE, Kind.SCALE)):
        raise ModelError(f"the item {item.id!r} of kind {item.kind.value!r} has {len(item.choices)} choices")
    if (item.zero_at is None) is not (item.full_at is None) or (item.zero_at is not None and item.zero_at == item.full_at):
        raise ModelError(f"the item {item.id!r} has zero_at {item.zero_at} and full_at {item.full_at}")
    return item


def _bounded(text: str) -> Fraction:
    value = exact(text)
    if abs(value) > _LARGEST_NUMBER:
        raise ModelError(f"the number {text} is too large")
    return value


def _id(record: dict[str, Any]) -> str:
    found = record["id"]
    if not isinstance(found, str):
        raise ModelError(f"{found!r} is not an id")
    return found
