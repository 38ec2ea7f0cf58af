# The checklist format, version 1, declared once: the checks, the JSON Schema and the reference in docs/format.md follow from it.
# What only scoring needs stands in scores.py.

from __future__ import annotations

from bilan.authoring.format.counted import CountedTextShape
from bilan.authoring.format.records import Field, KindsShape, ListShape, RecordShape, TableShape
from bilan.authoring.format.scores import (
    ACTIONS,
    BANDS,
    BETTER,
    COMBINE,
    GATES,
    GROUPS,
    LINKS,
    MIGRATIONS,
    MODIFIERS,
    NOTES,
    OF,
    OUTCOMES,
    POLICIES,
    READS,
    SCORES,
    TAGS,
    WHEN,
)
from bilan.authoring.format.scoring_shapes import ScorerShape
from bilan.authoring.format.shapes import FlagShape, IdShape, NameShape, NumberShape, TextShape, UrlShape, WordShape
from bilan.engine import GIVEN, Kind, Ticks

# Kinds that only authors see: the compiler writes a matrix out as one item a row.
MATRIX = "matrix"

_TEXT = TextShape()
_PROSE = TextShape(prose=True)
_ID = IdShape()
_NAME = NameShape()
_POINTS = NumberShape(least=-1000, most=1000)
_FULL_POINTS = NumberShape(least=0, most=1000)
_VALUE = NumberShape(least=-1_000_000, most=1_000_000)
_ALLOW = ListShape(WordShape(GIVEN), most=len(GIVEN))

_SCALE_CHOICE = {
    "id": Field(_ID, "A stable name of the choice; answers are stored by it.", required=True),
    "text": Field(_TEXT, "What the reader chooses.", required=True),
    "points": Field(
        _POINTS, "What it earns, -1000 to 1000; a decimal or a fraction. Leave it out in all choices of a question without points."
    ),
}
_CHOICE = {**_SCALE_CHOICE, "when": Field(WHEN, "The condition under which it is offered.")}
_TICK = {**_CHOICE, "exclusive": Field(FlagShape(), "True if it can't be ticked beside others.")}

_MOST_CHOICES = 250
_SCALE_CHOICES = ListShape(RecordShape("a choice", _SCALE_CHOICE), least=2, most=_MOST_CHOICES)
_CHOICES = ListShape(RecordShape("a choice", _CHOICE), least=2, most=_MOST_CHOICES)
_TICKS = ListShape(RecordShape("a choice", _TICK), least=1, most=_MOST_CHOICES)
SCALES = TableShape(_SCALE_CHOICES)

_ANY = {
    "id": Field(_NAME, "A stable name of the item; answers are stored by it.", required=True),
    "text": Field(_TEXT, "The question or the statement.", required=True),
    "help": Field(_PROSE, "A short hint that helps to answer."),
    "optional": Field(FlagShape(), "True if the checklist is complete without an answer to it."),
    "why": Field(_PROSE, "Why it matters."),
    "example": Field(_PROSE, "A concrete example."),
    "when": Field(WHEN, "The condition under which it is shown; always if left out."),
    "tags": Field(TAGS, "Names under which groups and scores gather items."),
}

_COUNTED = {
    "weight": Field(NumberShape(above=0, most=1000), "How much the item counts against the others; 1 if left out."),
    "reverse": Field(FlagShape(), "True if a high answer is the warning sign."),
    "fact": Field(FlagShape(), "True if it asks what is so, not what is done about it: no other answer to it is ever proposed."),
    "allow": Field(_ALLOW, f"Answers beside the usual ones: {', '.join(GIVEN)}."),
}

_ACTION = {
    "action": Field(_PROSE, "What to do when the answer is weak."),
    "action_when": Field(WHEN, "The condition under which the action is offered; always if left out."),
}

_SCORED = {**_COUNTED, **_ACTION}
_OPTIONS = {
    "choices": Field(_CHOICES, f"The possible answers, 2 to {_MOST_CHOICES}."),
    "scale": Field(_ID, "The name of a scale of this file or of _scales.yml."),
}

_BREAKPOINT = RecordShape(
    "a breakpoint",
    {
        "at": Field(_VALUE, "The number.", required=True),
        "points": Field(_POINTS, "What it earns there.", required=True),
    },
)

_ROW = RecordShape("a row", {**_ANY, **_SCORED})

_ITEM = KindsShape(
    "an item",
    _ANY,
    {
        Kind.CHECK.value: {**_SCORED, "points": Field(_POINTS, "What a ticked box earns; 1 if left out.")},
        Kind.CHOICE.value: {**_SCORED, "choices": Field(_CHOICES, f"The possible answers, 2 to {_MOST_CHOICES}.", required=True)},
        Kind.SCALE.value: {**_SCORED, "scale": Field(_ID, "The name of a scale of this file or of _scales.yml.", required=True)},
        Kind.CHOICES.value: {
            **_SCORED,
            **_OPTIONS,
            "choices": Field(_TICKS, f"What may be ticked, at most {_MOST_CHOICES}; or name a scale."),
            "combine": Field(WordShape(tuple(Ticks)), "What the ticked choices earn together: sum (if left out), best or worst."),
            "cap": Field(_VALUE, "The most that they earn together."),
            "floor": Field(_VALUE, "The least that they earn together."),
        },
        Kind.NUMBER.value: {
            **_SCORED,
            "unit": Field(CountedTextShape(), "What is counted, e.g. hours a week, in its plural forms where it has some."),
            "min": Field(_VALUE, "The least number that is accepted.", required=True),
            "max": Field(_VALUE, "The greatest number that is accepted.", required=True),
            "zero_at": Field(_VALUE, "The number that earns nothing."),
            "full_at": Field(_VALUE, "The number that earns all points; in proportion between the two."),
            "points": Field(_FULL_POINTS, "What the number at full_at earns; 1 if left out."),
            "breakpoints": Field(ListShape(_BREAKPOINT, least=2, most=100), "What the number earns at some values, ascending."),
            "between": Field(WordShape(("linear", "step")), "In proportion between breakpoints (linear), or by the last one (step)."),
        },
        MATRIX: {
            **_COUNTED,
            **_OPTIONS,
            "rows": Field(ListShape(_ROW, least=1, most=200), "Its questions, which share the answers.", required=True),
        },
        Kind.TEXT.value: {},
    },
)

_SECTION = RecordShape(
    "a section",
    {
        "id": Field(_NAME, "A stable name of the section.", required=True),
        "title": Field(_TEXT, "Its heading.", required=True),
        "intro": Field(_PROSE, "A sentence before its items."),
        "when": Field(WHEN, "The condition under which it is shown; always if left out."),
        "combine": Field(COMBINE, "How its points come together; sum if left out."),
        "of": Field(OF, "Whether that works on points (if left out) or on percentages."),
        "policies": Field(POLICIES, "What items without a scored answer do to its points and maximum."),
        "items": Field(ListShape(_ITEM, least=1, most=5000), "Its questions.", required=True),
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
            NumberShape(least=1, most=1_000_000, whole=True, placed=True), "A whole number that you raise when items change.", required=True
        ),
        "title": Field(_TEXT, "The title of its page.", required=True),
        "summary": Field(_PROSE, "What the reader will find out, in a sentence or two.", required=True),
        "source": Field(_SOURCE, "What it is drawn from."),
        "allow": Field(_ALLOW, "The default of `allow` for every item."),
        "policies": Field(POLICIES, "What items without a scored answer do to points and maximum."),
        "scales": Field(SCALES, "Scales that items of this file use by name."),
        "sections": Field(ListShape(_SECTION, least=1, most=100), "Its parts.", required=True),
        "groups": Field(GROUPS, "Named groups of items, for scores and conditions."),
        "scores": Field(SCORES, "Named scores, the headline first; one over all sections if left out."),
        "better": BETTER,
        "modifiers": Field(MODIFIERS, "Changes to the score, in order."),
        "bands": Field(BANDS, "The levels that a score may reach, ascending."),
        "gates": Field(GATES, "What caps the level."),
        "outcomes": Field(OUTCOMES, "What the checklist may end in; the first whose condition holds."),
        "actions": Field(ACTIONS, "Advice that no single item carries."),
        "links": LINKS,
        "reads": Field(READS, "Scores of other checklists."),
        "scorer": Field(ScorerShape(), "A Python file beside this one that computes what the format can't say."),
        "notes": Field(NOTES, "Texts that the Python scorer may choose."),
        "migrations": Field(MIGRATIONS, "What changed from version to version, ascending."),
    },
)

SHARED_SCALES = RecordShape("the file of shared scales", {"scales": Field(SCALES, "Scales by name.", required=True)})
