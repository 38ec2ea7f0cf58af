# Advice on fields of other tools: it names fields that there are, where they are.

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bilan.authoring.format import foreign_fields
from bilan.authoring.format.checklist import CHECKLIST
from bilan.authoring.format.foreign_fields import HOMES, meant_field, where_field
from bilan.authoring.format.foreign_words import meant_kind, meant_word
from bilan.authoring.format.records import KindsShape, ListShape, RecordShape, TableShape
from bilan.authoring.format.shapes import WordShape, closest


def _records(shape: Any) -> Iterator[tuple[str, frozenset[str]]]:
    """Every record of the format, as messages call it, with its fields."""
    if isinstance(shape, (ListShape, TableShape)):
        yield from _records(shape.of)
    elif isinstance(shape, RecordShape):
        yield shape.name, shape.known()
        for field in shape.fields.values():
            yield from _records(field.shape)
    elif isinstance(shape, KindsShape):
        yield shape.name, shape.known()
        for fields in (shape.common, *shape.kinds.values()):
            for field in fields.values():
                yield from _records(field.shape)


RECORDS = dict(_records(CHECKLIST))
FIELDS = frozenset().union(*(fields for _, fields in _records(CHECKLIST)))


def test_what_is_meant_is_a_field_of_the_format() -> None:
    named = {field for fields in foreign_fields._FIELDS.values() for field in fields}
    assert named - FIELDS == set()


@pytest.mark.parametrize("record", HOMES)
def test_a_field_that_belongs_elsewhere_is_one_and_is_none_here(record: str) -> None:
    assert HOMES[record].keys() - FIELDS == set()
    assert HOMES[record].keys() & RECORDS[record] == set()


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("rationale", ("optional", "why")),
        ("date", ("gates", "title")),
        ("calculation", ("action", "id")),
        ("references", ("reverse", "fact")),
        ("matrixdropdown", ("matrix",)),
        ("licence", ("allow", "policies")),
        ("section", ("action", "text")),
        ("bind", ("kind", "id")),
        ("then", ("when",)),
    ],
)
def test_words_that_share_letters_are_no_misspellings(word: str, known: tuple[str, ...]) -> None:
    assert closest(word, known) == ""


@pytest.mark.parametrize(
    ("word", "meant"),
    [("titel", "title"), ("wieght", "weight"), ("chekc", "check"), ("zero-at", "zero_at"), ("itle", "title"), ("Title", "title")],
)
def test_misspellings_are(word: str, meant: str) -> None:
    assert closest(word, ("title", "weight", "check", "zero_at", "optional")) == meant


def test_a_name_or_a_value_that_can_be_an_id_is_one() -> None:
    choice = ("id", "text", "points")
    assert meant_field("value", choice, ("text",), "yes") == "id"
    assert meant_field("value", choice, ("text",), "3") == "points"
    assert meant_field("value", choice, ("id", "text"), "yes") == "points"
    assert meant_field("name", choice, ("id",), "Yes") == "text"
    assert meant_field("name", ("id", "title", "text"), ("id", "title"), "Yes") == ""


def test_one_field_is_answered_as_its_record_takes_it() -> None:
    assert where_field("points", "an item of kind text") == "Remove it: a text never scores."
    assert where_field("points", "an item of kind scale").startswith("Points belong to each of the `choices`")
    assert where_field("nobody", "an item") == ""


@pytest.mark.parametrize("word", ["select_one", "select_one yes_no", "Select One", "radioGroup"])
def test_kinds_are_known_as_they_are_written_elsewhere(word: str) -> None:
    assert meant_kind(word).startswith("Write choice")


def test_only_words_that_fit_are_told() -> None:
    assert meant_word("minimum", ("sum", "best", "worst")) == "Write worst."
    assert meant_word("minimum", ("sum", "min")) == "Write min."
    assert meant_word("minimum", ("percent",)) == ""
    assert WordShape(("mean",)).meant("average", ("mean",)) == "Write mean."
