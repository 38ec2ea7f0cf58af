# The checklist format, version 1, declared once: the checks, the JSON Schema and the reference in docs/format.md follow from it.
# What only scoring needs stands in scores.py.

from __future__ import annotations

from collections.abc import Mapping

from bilan.authoring.format.items import ALLOW, ANY, CHOICES, COUNTED, MATRIX, SCALE, SCALES, SCORED
from bilan.authoring.format.records import Field, KindsShape, ListShape, RecordShape
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
    WHEN,
)
from bilan.authoring.format.scoring_shapes import ScorerShape
from bilan.authoring.format.shapes import IdShape, NameShape, NumberShape, TextShape, UrlShape
from bilan.authoring.kinds import FORMATS

_TEXT = TextShape()
_PROSE = TextShape(prose=True)
_ID = IdShape()
_NAME = NameShape()

_MATRIX = {
    **COUNTED,
    "choices": CHOICES,
    "scale": SCALE,
    "rows": Field(
        ListShape(RecordShape("a row", {**ANY, **SCORED}), least=1, most=200), "Its questions, which share the answers.", required=True
    ),
}
_KINDS: dict[str, Mapping[str, Field]] = {kind.value: form.fields for kind, form in FORMATS.items()}

_ITEM = KindsShape("an item", ANY, {**_KINDS, MATRIX: _MATRIX})

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
        "allow": Field(ALLOW, "The default of `allow` for every item."),
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
