# The rules of groups, scores, levels and outcomes: members that exist, levels that ascend, gates that cap something.

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from bilan.authoring.diagnostics import Report, shown
from bilan.authoring.diagnostics.scores import (
    BANDS_DESCEND,
    BESIDE_SCORES,
    FIRST_BAND,
    GATE_OF_BOTH,
    GATE_OF_NEITHER,
    GATE_WITHOUT_POINTS,
    HOLDS_ALWAYS,
    NAMED_TWICE,
    NEEDS_WITHOUT_USE,
    NO_BANDS,
    NO_MEMBERS,
    NO_SCORER,
    NO_SORT,
    NO_SUCH_BAND,
    NOT_ONE_CHANGE,
    NOTES_WITHOUT_SCORER,
    NOTHING_SCORES,
    OTHER_SORT,
    ROUNDING_ALONE,
    SCORER_AND_MEMBERS,
    UNKNOWN_MEMBER,
    UNKNOWN_TAG,
    WEIGHT_OF_NONE,
    WEIGHT_ZERO,
    WEIGHTS_IN_COUNT,
    WEIGHTS_IN_MEAN,
)
from bilan.authoring.format.access import Record, located, number, records, table, values
from bilan.authoring.format.records import UNKNOWN
from bilan.authoring.format.scores import ALL, BY_SCORER
from bilan.authoring.format.shapes import INVALID, Located
from bilan.authoring.rules.items import unique_within
from bilan.authoring.rules.names import Names, Noun, nearest
from bilan.engine import COMBINATIONS, Combine, ModifierKind, Unit

_CHANGES = tuple(ModifierKind)
_COMPARED_WITH = ("from", "min", "max", "zero_at", "full_at", "at", "migrations")
_OWN = ("bands", "gates", "modifiers")
_MEMBERS = {
    "sections": (Noun.SECTION,),
    "items": (Noun.ITEM, Noun.MATRIX),
    "groups": (Noun.GROUP,),
    "scores": (Noun.SCORE,),
    "readings": (Noun.READING,),
}


def check_scores(names: Names, report: Report) -> None:
    """Report every broken rule of groups, scores and what hangs on them."""
    content = names.content
    for field in _OWN:
        if "scores" in content and field in content:
            report.add(BESIDE_SCORES, content["@"], field=field)
    for group in records(content.get("groups")):
        _check_members(group, "the group", names, report)
        if not any(field in group for field in (*_MEMBERS, "tags", UNKNOWN)):
            report.add(NO_MEMBERS, group["@"])
    for part in (*records(content.get("sections")), *records(content.get("groups")), *records(content.get("scores"))):
        _check_weighing(part, report)
    scores = records(content.get("scores"))
    for score in scores:
        _check_members(score, "the score", names, report)
        _check_scorer(score, content, report)
    below_zero = _may_be_below_zero(names)
    for score in (content, *scores):
        _check_bands(score, whole=score is content, below_zero=below_zero, report=report)
        _check_modifiers(score, report)
        _check_gates(score, names, report)
    for field, noun in (("bands", "band"), ("gates", "gate")):
        unique_within([record.get("id") for score in (content, *scores) for record in records(score.get(field))], noun, report)
    _check_ends(content, report)
    _check_anything_scores(names, report)


def _check_members(record: Record, noun: str, names: Names, report: Report) -> None:
    members = set(names.members(record)) or (set(names.of(Noun.SECTION)) if noun == "the score" else set())
    # Where a member is refused, the weight of a thing that exists may be that of the member that is meant.
    certain = UNKNOWN not in record and all(record.get(field, True) not in (INVALID, []) for field in (*_MEMBERS, "tags"))
    for field, nouns in _MEMBERS.items():
        given = values(record.get(field))
        for entry in located(record.get(field)):
            certain &= _check_name(entry, nouns, names, set(names.of(*nouns)) - set(given), report)
    for field in (*_MEMBERS, "tags"):
        _check_once(located(record.get(field)), report)
    for entry in located(record.get("tags")):
        if entry.value not in names.tags:
            meant = nearest(entry.value, names.tags.keys() - set(values(record.get("tags"))))
            report.add(UNKNOWN_TAG, entry.place, instead=meant, tag=entry.value)
            certain = False
    for name, weight in table(record.get("weights")).items():
        if name not in members and name not in names.refused and (certain or name not in names.by_id):
            report.add(WEIGHT_OF_NONE, weight.place, instead=nearest(name, members), id=name, noun=noun)
        if weight.value == 0:
            report.add(WEIGHT_ZERO, weight.place, id=name)


def _check_once(entries: tuple[Located, ...], report: Report) -> None:
    first: dict[str, Located] = {}
    for entry in entries:
        before = first.setdefault(entry.value, entry)
        if before is not entry:
            report.add(NAMED_TWICE, entry.place, id=entry.value, at=f"{before.place.line}:{before.place.column}")


def _check_weighing(record: Record, report: Report) -> None:
    combination = COMBINATIONS.get(record.get("combine", Combine.SUM), COMBINATIONS[Combine.SUM])
    if record.get("needs") == ALL and combination.counts_answers:
        report.add(NEEDS_WITHOUT_USE, record["@"])
    if "weights" in record and not combination.takes_weights:
        report.add(WEIGHTS_IN_COUNT if combination.counts_answers else WEIGHTS_IN_MEAN, record["@"])


def _check_name(entry: Located, nouns: tuple[Noun, ...], names: Names, meant: Collection[str], report: Report) -> bool:
    """Whether it names one of these sorts; reported if it does not, unless what it names was. `meant` are the names to propose."""
    thing = names.by_id.get(entry.value)
    if thing is None and (entry.value in names.refused or not names.told):
        return False
    if thing is None:
        report.add(UNKNOWN_MEMBER, entry.place, instead=nearest(entry.value, meant), id=entry.value, noun=nouns[0].phrase)
    elif thing.noun not in nouns:
        field = next((field for field, others in _MEMBERS.items() if thing.noun in others), "")
        if field:
            report.add(OTHER_SORT, entry.place, id=entry.value, found=thing.noun.phrase, noun=nouns[0].phrase, field=field)
        else:
            report.add(NO_SORT, entry.place, id=entry.value, found=thing.noun.phrase, noun=nouns[0].phrase)
    return thing is not None and thing.noun in nouns


def _check_scorer(score: Record, content: Record, report: Report) -> None:
    if score.get("by") != BY_SCORER:
        return
    if "scorer" not in content:
        report.add(NO_SCORER, score["@"])
    besides = [field for field in (*_MEMBERS, "tags", "combine", "of", "weights", "policies", "needs") if field in score]
    if besides:
        report.add(SCORER_AND_MEMBERS, score["@"], field=besides[0])


def _may_be_below_zero(names: Names) -> bool:
    """Whether anything in the checklist takes points off."""
    content = names.content
    return "scorer" in content or "reads" in content or any(amount < 0 for amount in _amounts(content))


def _amounts(content: Record) -> Iterator[Fraction]:
    """Every number but those that values and thresholds are compared with."""
    waiting: list[Any] = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Fraction):
            yield value
        elif isinstance(value, Located):
            waiting.append(value.value)
        elif isinstance(value, dict):
            waiting += [entry for key, entry in value.items() if key not in _COMPARED_WITH]
        elif isinstance(value, list):
            waiting += value


def _check_bands(score: Record, *, whole: bool, below_zero: bool, report: Report) -> None:
    listed = records(score.get("bands"))
    bands = [band for band in listed if number(band, "from") is not None]
    unit = Unit.PERCENT if whole else score.get("bands_in", score.get("unit", Unit.PERCENT))
    if bands and bands[0] is listed[0] and unit == Unit.PERCENT:
        first = bands[0]["from"]
        if first > 0 or (first < 0 and not below_zero):
            report.add(FIRST_BAND, bands[0]["@"], start=shown(first))
    for before, band in pairwise(bands):
        # Two levels may share a threshold if a condition decides between them.
        either = "when" in before or "when" in band
        if band["from"] < before["from"] or (band["from"] == before["from"] and not either):
            report.add(BANDS_DESCEND, band["@"], then=shown(band["from"]), first=shown(before["from"]))


def _check_modifiers(score: Record, report: Report) -> None:
    for modifier in records(score.get("modifiers")):
        changes = [change for change in _CHANGES if change in modifier]
        if len(changes) != 1 and (changes or UNKNOWN not in modifier):
            found = " and ".join(f"`{change}`" for change in changes) or "nothing to do"
            report.add(NOT_ONE_CHANGE, modifier["@"], changes=found, known=", ".join(_CHANGES))
        if "rounding" in modifier and "round" not in modifier:
            report.add(ROUNDING_ALONE, modifier["@"])


def _check_gates(score: Record, names: Names, report: Report) -> None:
    bands = [band["id"].value for band in records(score.get("bands")) if isinstance(band.get("id"), Located)]
    for gate in records(score.get("gates")):
        if "item" in gate and "when" in gate:
            report.add(GATE_OF_BOTH, gate["@"])
        elif "item" not in gate and "when" not in gate and UNKNOWN not in gate:
            report.add(GATE_OF_NEITHER, gate["@"])
        ceiling, item = gate.get("at_most"), gate.get("item")
        if isinstance(ceiling, Located) and ceiling.value not in bands:
            report.add(NO_SUCH_BAND if bands else NO_BANDS, ceiling.place, instead=nearest(ceiling.value, bands), id=ceiling.value)
        if isinstance(item, Located):
            thing = names.by_id.get(item.value)
            if thing and thing.noun is Noun.ITEM and thing.kind and not thing.scores:
                report.add(GATE_WITHOUT_POINTS, item.place, id=item.value)
            elif thing is None or thing.noun is not Noun.ITEM:
                scoring = [found.id for found in names.all if found.noun is Noun.ITEM and found.scores]
                _check_name(item, (Noun.ITEM,), names, scoring, report)


def _check_ends(content: Record, report: Report) -> None:
    outcomes = records(content.get("outcomes"))
    for field, noun in (("outcomes", "outcome"), ("notes", "note")):
        unique_within([record.get("id") for record in records(content.get(field))], noun, report)
    for outcome in outcomes[:-1]:
        if "when" not in outcome:
            report.add(HOLDS_ALWAYS, outcome["@"])
    if "notes" in content and "scorer" not in content:
        report.add(NOTES_WITHOUT_SCORER, content["@"])


def _check_anything_scores(names: Names, report: Report) -> None:
    content = names.content
    with_bands = any(records(score.get("bands")) for score in _all_scores(content))
    brought = "reads" in content or "scorer" in content
    items = [thing for thing in names.all if thing.noun is Noun.ITEM]
    if with_bands and items and not brought and not any(thing.scores or not thing.kind for thing in items):
        report.add(NOTHING_SCORES, content["@"])


def _all_scores(content: Record) -> Iterator[Record]:
    yield content
    yield from records(content.get("scores"))
