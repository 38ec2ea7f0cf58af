# The half of the format that says how answers become scores: policies, groups, scores, levels, outcomes and migrations.

from __future__ import annotations

from bilan.authoring.format.records import Field, ListShape, RecordShape, TableShape
from bilan.authoring.format.scoring_shapes import ConditionShape, DurationShape
from bilan.authoring.format.shapes import IdShape, LinkShape, NameShape, NumberShape, TextShape, WordShape
from bilan.engine import STATES, Better, Combine, Maximum, ModifierKind, Rounding, State, Treatment, Unit, require_every

_TEXT = TextShape()
_PROSE = TextShape(prose=True)
_ID = IdShape()
_NAME = NameShape()
_NUMBER = NumberShape(least=-1_000_000, most=1_000_000)
_FACTOR = NumberShape(least=-1_000_000, most=1_000_000, factor=True)
_WEIGHT = NumberShape(least=-1000, most=1000)
_OUT_OF = NumberShape(above=0, most=1_000_000)
_UNITS = WordShape(tuple(Unit))
_DIGITS = NumberShape(least=0, most=6, whole=True)

_ROUNDING = WordShape(tuple(Rounding))

WHEN = ConditionShape()
TAGS = ListShape(_ID, most=20)
COMBINE = WordShape(tuple(Combine))
BETTER = Field(WordShape(tuple(Better)), "Which way it is good: higher (if left out), lower, or neither, of which nothing is advised.")
OF = _UNITS
LINKS = Field(ListShape(LinkShape(), least=1, most=20), "Where to go from here: checklists, by id, and pages, by path.")

_TREATMENTS = {Treatment.EXCLUDE: "is left out (exclude)", Treatment.ZERO: "earns nothing (zero)", Treatment.FULL: "earns all (full)"}


def _treatments(state: State) -> Field:
    """What items in a state do to a sum; the first is what they do if the author says nothing."""
    words = STATES[state].treatments
    told = [_TREATMENTS[word] for word in words]
    return Field(WordShape(words), f"What is {state} {', '.join(told[:-1])} or {told[-1]}.")


POLICIES = RecordShape(
    "the policies",
    {
        "maximum": Field(
            WordShape(tuple(Maximum)),
            "What the maximum holds: what the items that count could earn (applicable, if left out), or what all could (nominal).",
        ),
        **{state.value: _treatments(state) for state, rules in STATES.items() if rules.treatments},
    },
)

ANY = "any"
ALL = "all"

_NAMES = ListShape(_ID, least=1, most=5000)
_MEMBERS = {
    "sections": Field(_NAMES, "Sections, by id."),
    "items": Field(_NAMES, "Items, by id; a matrix stands for its rows."),
    "tags": Field(_NAMES, "All items that bear one of these tags."),
    "groups": Field(_NAMES, "Other groups, by id."),
    "readings": Field(_NAMES, "Scores of other checklists, by their ids under `reads`."),
}
_AGGREGATE = {
    "combine": Field(COMBINE, "How the points of its members come together; sum if left out."),
    "of": Field(OF, "Whether that works on points (if left out) or on percentages."),
    "weights": Field(TableShape(_WEIGHT), "How much a member counts against the others, by its id."),
    "policies": Field(POLICIES, "What items without a scored answer do to its points and maximum."),
    "needs": Field(WordShape((ANY, ALL)), "Whether it has a number as soon as any member counts (any, if left out), or only if all do."),
}

GROUPS = ListShape(
    RecordShape("a group", {"id": Field(_NAME, "A stable name of the group.", required=True), **_MEMBERS, **_AGGREGATE}), most=500
)

_CHANGES = {
    ModifierKind.MULTIPLY: Field(_FACTOR, "What the score is multiplied by."),
    ModifierKind.ADD: Field(_NUMBER, "What is added to the score."),
    ModifierKind.AT_MOST: Field(_NUMBER, "The most that the score may be."),
    ModifierKind.AT_LEAST: Field(_NUMBER, "The least that the score may be."),
    ModifierKind.ROUND: Field(_DIGITS, "The number of decimals that the score is rounded to."),
}
require_every(ModifierKind, _CHANGES, "fields in authoring/format/scores.py")

MODIFIERS = ListShape(
    RecordShape(
        "a modifier",
        {
            "when": Field(WHEN, "The condition under which it applies; always if left out."),
            **{kind.value: field for kind, field in _CHANGES.items()},
            "rounding": Field(_ROUNDING, "How: half-up (if left out), half-even, down or up."),
            "reason": Field(_TEXT, "Why; shown in the explanation of the score."),
        },
    ),
    most=50,
)


def _bands(threshold: Field) -> ListShape:
    return ListShape(
        RecordShape(
            "a band",
            {
                "id": Field(_ID, "A stable name of the level.", required=True),
                "from": threshold,
                "title": Field(_TEXT, "Its name.", required=True),
                "text": Field(_PROSE, "What this level means and what to do next.", required=True),
                "when": Field(WHEN, "The condition without which the level is passed over."),
                "links": LINKS,
            },
        ),
        most=50,
    )


BANDS = _bands(Field(NumberShape(least=-1000, most=100), "The percentage from which it holds, inclusive; the first is 0.", required=True))

GATES = ListShape(
    RecordShape(
        "a gate",
        {
            "id": Field(_ID, "A stable name of the gate.", required=True),
            "item": Field(_ID, "The item that caps the level while it counts and earns less than all its points; or give `when`."),
            "when": Field(WHEN, "The condition that caps the level while it holds; or give `item`."),
            "at_most": Field(_ID, "The id of the highest level that is left.", required=True),
            "reason": Field(_TEXT, "Why; shown with the level.", required=True),
        },
    ),
    most=50,
)

BY_SCORER = "scorer"
SHOWN = "shown"
UPPER = "upper"

SCORES = ListShape(
    RecordShape(
        "a score",
        {
            "id": Field(_NAME, "A stable name of the score.", required=True),
            "title": Field(_TEXT, "Its name.", required=True),
            "text": Field(_PROSE, "What it tells."),
            **_MEMBERS,
            "scores": Field(_NAMES, "Other scores, by id, as their modifiers leave them."),
            **_AGGREGATE,
            "by": Field(WordShape((BY_SCORER,)), "`scorer` if the Python scorer computes it."),
            "out_of": Field(_OUT_OF, "Its maximum, in place of the one that follows from its members."),
            "unit": Field(_UNITS, "What its headline number is counted in: percent (if left out) or points."),
            "digits": Field(_DIGITS, "The decimals of the headline number; 1 if left out."),
            "rounding": Field(_ROUNDING, "How it is rounded to them: half-up (if left out), half-even, down or up."),
            "decide": Field(WordShape((SHOWN, "exact")), "Whether the rounded (shown, if left out) or the exact number decides the level."),
            "better": BETTER,
            "modifiers": Field(MODIFIERS, "Changes to it, in order, in its unit."),
            "bands_in": Field(_UNITS, "What `from` of its levels is counted in; its unit if left out."),
            "inclusive": Field(
                WordShape(("lower", UPPER)), "Whether `from` itself is in its level (lower, if left out) or below it (upper)."
            ),
            "bands": Field(
                _bands(Field(_NUMBER, "The number from which it holds.", required=True)), "The levels that it may reach, ascending."
            ),
            "gates": Field(GATES, "What caps the level."),
        },
    ),
    least=1,
    most=50,
)

OUTCOMES = ListShape(
    RecordShape(
        "an outcome",
        {
            "id": Field(_ID, "A stable name of the outcome.", required=True),
            "title": Field(_TEXT, "Its name.", required=True),
            "text": Field(_PROSE, "What it means and what to do next.", required=True),
            "when": Field(WHEN, "The condition under which it is the outcome; always if left out, so only the last may lack it."),
            "review_after": Field(DurationShape(), "When to look again: a whole number of days, weeks, months or years."),
            "links": LINKS,
        },
    ),
    most=50,
)

ACTIONS = ListShape(
    RecordShape(
        "an action",
        {
            "id": Field(_ID, "A stable name of the action.", required=True),
            "text": Field(_PROSE, "What to do.", required=True),
            "when": Field(WHEN, "The condition under which it is offered; always if left out."),
            "links": LINKS,
        },
    ),
    most=500,
)

READS = ListShape(
    RecordShape(
        "a reading",
        {
            "id": Field(_NAME, "A stable name of the reading.", required=True),
            "title": Field(_TEXT, "Its name; the title of the other checklist if left out."),
            "checklist": Field(_ID, "The id of the other checklist.", required=True),
            "score": Field(_ID, "The id of its score; `total` if left out."),
            "old_after": Field(DurationShape(), "Answers that were saved longer ago than this are shown as old."),
        },
    ),
    most=200,
)

NOTES = ListShape(
    RecordShape(
        "a note",
        {
            "id": Field(_ID, "A stable name of the note.", required=True),
            "text": Field(_PROSE, "The text; {name} stands for a value that the scorer gives.", required=True),
        },
    ),
    most=500,
)

_RESCALE = RecordShape(
    "a rescaling",
    {
        "multiply": Field(_FACTOR, "What the number is multiplied by; 1 if left out."),
        "add": Field(_NUMBER, "What is added after that; 0 if left out."),
    },
)

MIGRATIONS = ListShape(
    RecordShape(
        "a migration",
        {
            "to": Field(NumberShape(least=2, most=1_000_000, whole=True, placed=True), "The version that it leads to.", required=True),
            "rename": Field(TableShape(_ID), "Items that have another id: `old: new`."),
            "choices": Field(TableShape(TableShape(_ID)), "Choices that have another id: `item: {old: new}`."),
            "split": Field(TableShape(ListShape(_ID, least=1, most=50)), "Items whose answer goes to several: `old: [new, new]`."),
            "remove": Field(_NAMES, "Items that are gone."),
            "remove_choices": Field(TableShape(_NAMES), "Choices that are gone: `item: [choice]`."),
            "rescale": Field(TableShape(_RESCALE), "Numbers that are counted otherwise: `item: {multiply: 52}`."),
            "add": Field(_NAMES, "Items that are new."),
        },
    ),
    most=100,
)
