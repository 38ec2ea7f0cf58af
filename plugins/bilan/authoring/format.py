# The checklist format, version 1, declared once: the checks, the JSON Schema and the reference in docs/format.md follow from it.

from __future__ import annotations

from bilan.authoring.records import Field, KindsShape, ListShape, RecordShape, TableShape
from bilan.authoring.shapes import FlagShape, IdShape, NumberShape, TextShape, UrlShape, WordShape
from bilan.engine import Kind, State

_TEXT = TextShape()
_ID = IdShape()
_POINTS = NumberShape(least=0, most=1000)
_VALUE = NumberShape(least=-1_000_000, most=1_000_000)
_ALLOW = ListShape(WordShape((State.NOT_APPLICABLE.value, State.DONT_KNOW.value)), most=2)

CHOICE = RecordShape(
    "a choice",
    {
        "id": Field(_ID, "A stable name of the choice; answers are stored by it.", required=True),
        "text": Field(_TEXT, "What the reader chooses.", required=True),
        "points": Field(_POINTS, "What it earns, 0 to 1000; a decimal or a fraction.", required=True),
    },
)

CHOICES = ListShape(CHOICE, least=2, most=12)
SCALES = TableShape(CHOICES)

_COMMON = {
    "id": Field(_ID, "A stable name of the item; answers are stored by it.", required=True),
    "text": Field(_TEXT, "The question or the statement.", required=True),
    "help": Field(_TEXT, "A short hint that helps to answer."),
    "optional": Field(FlagShape(), "True if the checklist is complete without an answer to it."),
    "why": Field(_TEXT, "Why it matters."),
    "example": Field(_TEXT, "A concrete example."),
}

_SCORED = {
    "weight": Field(NumberShape(above=0, most=1000), "How much the item counts against the others; 1 if left out."),
    "reverse": Field(FlagShape(), "True if a high answer is the warning sign."),
    "allow": Field(_ALLOW, "Answers beside the usual ones: not-applicable, dont-know."),
    "action": Field(_TEXT, "What to do when the answer is weak."),
}

_ITEM = KindsShape(
    "an item",
    _COMMON,
    {
        Kind.CHECK.value: {**_SCORED, "points": Field(_POINTS, "What a ticked box earns; 1 if left out.")},
        Kind.CHOICE.value: {**_SCORED, "choices": Field(CHOICES, "The possible answers, 2 to 12.", required=True)},
        Kind.SCALE.value: {**_SCORED, "scale": Field(_ID, "The name of a scale of this file or of _scales.yml.", required=True)},
        Kind.NUMBER.value: {
            **_SCORED,
            "unit": Field(_TEXT, "What is counted, e.g. hours a week."),
            "min": Field(_VALUE, "The least number that is accepted.", required=True),
            "max": Field(_VALUE, "The greatest number that is accepted.", required=True),
            "zero_at": Field(_VALUE, "The number that earns nothing."),
            "full_at": Field(_VALUE, "The number that earns all points; in proportion between the two."),
            "points": Field(_POINTS, "What the number at full_at earns; 1 if left out."),
        },
        Kind.TEXT.value: {},
    },
)

_SECTION = RecordShape(
    "a section",
    {
        "id": Field(_ID, "A stable name of the section.", required=True),
        "title": Field(_TEXT, "Its heading.", required=True),
        "intro": Field(_TEXT, "A sentence before its items."),
        "items": Field(ListShape(_ITEM, least=1, most=5000), "Its questions.", required=True),
    },
)

_BAND = RecordShape(
    "a band",
    {
        "id": Field(_ID, "A stable name of the level.", required=True),
        "from": Field(NumberShape(least=0, most=100), "The percentage from which it holds, inclusive; the first is 0.", required=True),
        "title": Field(_TEXT, "Its name.", required=True),
        "text": Field(_TEXT, "What this level means and what to do next.", required=True),
    },
)

_SOURCE = RecordShape(
    "the source",
    {
        "title": Field(_TEXT, "The work that the checklist is drawn from.", required=True),
        "section": Field(_TEXT, "The part of it."),
        "url": Field(UrlShape(), "Its web address."),
    },
)

CHECKLIST = RecordShape(
    "the checklist",
    {
        "id": Field(_ID, "A stable name, the same as the file's.", required=True),
        "version": Field(
            NumberShape(least=1, most=1_000_000, whole=True), "A whole number that you raise when items change.", required=True
        ),
        "title": Field(_TEXT, "The title of its page.", required=True),
        "summary": Field(_TEXT, "What the reader will find out, in a sentence or two.", required=True),
        "source": Field(_SOURCE, "What it is drawn from."),
        "allow": Field(_ALLOW, "The default of `allow` for every item."),
        "scales": Field(SCALES, "Scales that items of this file use by name."),
        "sections": Field(ListShape(_SECTION, least=1, most=100), "Its parts.", required=True),
        "bands": Field(ListShape(_BAND, most=20), "The levels that a score may reach, ascending."),
    },
)

SHARED_SCALES = RecordShape("the file of shared scales", {"scales": Field(SCALES, "Scales by name.", required=True)})
