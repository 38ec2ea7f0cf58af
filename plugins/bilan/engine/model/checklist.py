# The language-neutral checklist: what the scoring rules need and nothing that a person reads.
# Written by `authoring`, carried to the browser as JSON (codec.py), read back here.

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from bilan.engine.conditions.parser import Condition
from bilan.engine.model.codec import decode, encode
from bilan.engine.model.items import Item
from bilan.engine.model.numbers import nests_deeper_than
from bilan.engine.model.scores import TOTAL, Advice, Aggregate, Group, Outcome, Policies, Reading, Score
from bilan.engine.model.vocabulary import ModelError

FORMAT = "bilan-checklist/1"

_DEEPEST_NESTING = 20


@dataclass(frozen=True)
class Section:
    """A named run of items with a tally of its own; `aggregate` has no members, since they are its items."""

    id: str
    items: tuple[Item, ...]
    when: Condition | None = None
    aggregate: Aggregate = field(default_factory=Aggregate)


@dataclass(frozen=True)
class Rescale:
    """How a number of an older version becomes one of this version: `multiply` times it plus `add`."""

    multiply: Fraction = Fraction(1)
    add: Fraction = Fraction(0)


@dataclass(frozen=True)
class Migration:
    """What changed from the version before `to`; ids of items are those before for `rename`, `split` and `remove`, else those after.

    A choice that is in `remove_choices` or a key in `choices` is named as it was before.
    """

    to: int
    rename: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    remove_choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rescale: Mapping[str, Rescale] = field(default_factory=dict)
    add: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checklist:
    """A whole checklist, as the scoring rules see it. Ids of items, sections, groups, scores, readings and advice are unique together.

    The first score is the one that stands for the whole; `declared` tells that the author named the scores. `scorer` is the source text
    of the Python scorer, "" if there is none.
    """

    id: str
    version: int
    sections: tuple[Section, ...]
    scores: tuple[Score, ...] = (Score(TOTAL),)
    groups: tuple[Group, ...] = ()
    policies: Policies = field(default_factory=Policies)
    outcomes: tuple[Outcome, ...] = ()
    advice: tuple[Advice, ...] = ()
    readings: tuple[Reading, ...] = ()
    migrations: tuple[Migration, ...] = ()
    scorer: str = ""
    declared: bool = False

    def __post_init__(self) -> None:
        if not self.scores:
            raise ModelError("a checklist needs a score")

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the page."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def by_item(self) -> Mapping[str, Item]:
        """Every item by its id."""
        return {item.id: item for item in self.items}

    @property
    def conditions(self) -> Iterator[Condition]:
        """Every condition in it."""
        found: list[Condition | None] = [section.when for section in self.sections]
        for item in self.items:
            found += [item.when, item.action_when, *(choice.when for choice in item.choices)]
        for score in self.scores:
            found += [modifier.when for modifier in score.modifiers]
            found += [band.when for band in score.bands] + [gate.when for gate in score.gates]
        found += [outcome.when for outcome in self.outcomes] + [advice.when for advice in self.advice]
        return (condition for condition in found if condition)

    @cached_property
    def content(self) -> str:
        """Twelve hex digits that change with anything in the checklist: in its address, and in the answers that were given to it."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:12]

    def to_json(self) -> str:
        """The checklist as JSON text; `from_json` reads it back to an equal object."""
        return self._json

    @cached_property
    def _json(self) -> str:
        return json.dumps({"format": FORMAT, **encode(self)}, separators=(",", ":"))

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
            found = document.pop("format")
            if found != FORMAT:
                raise ModelError(f"this is {found!r}; this version of Bilan reads {FORMAT!r}")
            checklist: Checklist = decode(cls, document)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            if isinstance(error, ModelError):
                raise
            raise ModelError(f"this is not a compiled checklist: {type(error).__name__}: {error}") from error
        return checklist
