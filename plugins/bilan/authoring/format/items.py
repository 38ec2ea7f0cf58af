# The fields that items of several kinds share.

from __future__ import annotations

from bilan.authoring.format.records import Field, ListShape, RecordShape, TableShape
from bilan.authoring.format.scores import TAGS, WHEN
from bilan.authoring.format.shapes import FlagShape, IdShape, NameShape, NumberShape, TextShape, WordShape
from bilan.engine import GIVEN

# A kind that only authors see: the compiler writes a matrix out as one item a row.
MATRIX = "matrix"

_TEXT = TextShape()
_PROSE = TextShape(prose=True)
_ID = IdShape()
_MOST_CHOICES = 250

POINTS = NumberShape(least=-1000, most=1000)
VALUE = NumberShape(least=-1_000_000, most=1_000_000)
ALLOW = ListShape(WordShape(GIVEN), most=len(GIVEN))

_SCALE_CHOICE = {
    "id": Field(_ID, "A stable name of the choice; answers are stored by it.", required=True),
    "text": Field(_TEXT, "What the reader chooses.", required=True),
    "points": Field(
        POINTS, "What it earns, -1000 to 1000; a decimal or a fraction. Leave it out in all choices of a question without points."
    ),
}
_CHOICE = {**_SCALE_CHOICE, "when": Field(WHEN, "The condition under which it is offered.")}
_TICK = {**_CHOICE, "exclusive": Field(FlagShape(), "True if it can't be ticked beside others.")}

SCALES = TableShape(ListShape(RecordShape("a choice", _SCALE_CHOICE), least=2, most=_MOST_CHOICES))
CHOICES = Field(ListShape(RecordShape("a choice", _CHOICE), least=2, most=_MOST_CHOICES), f"The possible answers, 2 to {_MOST_CHOICES}.")
TICKS = Field(
    ListShape(RecordShape("a choice", _TICK), least=1, most=_MOST_CHOICES), f"What may be ticked, at most {_MOST_CHOICES}; or name a scale."
)
SCALE = Field(_ID, "The name of a scale of this file or of _scales.yml.")

# What every item has.
ANY = {
    "id": Field(NameShape(), "A stable name of the item; answers are stored by it.", required=True),
    "text": Field(_TEXT, "The question or the statement.", required=True),
    "help": Field(_PROSE, "A short hint that helps to answer."),
    "optional": Field(FlagShape(), "True if the checklist is complete without an answer to it."),
    "why": Field(_PROSE, "Why it matters."),
    "example": Field(_PROSE, "A concrete example."),
    "when": Field(WHEN, "The condition under which it is shown; always if left out."),
    "tags": Field(TAGS, "Names under which groups and scores gather items."),
}

# What an item has that may earn points, or a group of such items.
COUNTED = {
    "weight": Field(NumberShape(above=0, most=1000), "How much the item counts against the others; 1 if left out."),
    "reverse": Field(FlagShape(), "True if a high answer is the warning sign."),
    "fact": Field(FlagShape(), "True if it asks what is so, not what is done about it: no other answer to it is ever proposed."),
    "allow": Field(ALLOW, f"Answers beside the usual ones: {', '.join(GIVEN)}."),
}

# What a single item has that may earn points.
SCORED = {
    **COUNTED,
    "action": Field(_PROSE, "What to do when the answer is weak."),
    "action_when": Field(WHEN, "The condition under which the action is offered; always if left out."),
}
