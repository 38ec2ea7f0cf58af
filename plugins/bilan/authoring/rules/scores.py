# The rules of groups, scores, levels and outcomes: members that exist, levels that ascend, gates that cap something.

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from bilan.authoring.diagnostics import Report, shown
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
            report.error(
                content["@"], "R214", f"the checklist has `{field}` beside `scores`.", f"Move `{field}` into the score that they belong to."
            )
    for group in records(content.get("groups")):
        _check_members(group, "the group", names, report)
        if not any(field in group for field in (*_MEMBERS, "tags", UNKNOWN)):
            report.error(group["@"], "R212", "the group has no members.", "Name sections, items, tags, groups or readings.")
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
            hint = nearest(entry.value, names.tags.keys() - set(values(record.get("tags"))), "Add it to the tags of an item.")
            report.error(entry.place, "R212", f'"{entry.value}" is a tag that no item bears.', hint)
            certain = False
    for name, weight in table(record.get("weights")).items():
        if name not in members and name not in names.refused and (certain or name not in names.by_id):
            report.error(weight.place, "R213", f'"{name}" is no member of {noun}.', nearest(name, members, "Weigh only its members."))
        if weight.value == 0:
            report.error(weight.place, "R213", f'"{name}" has the weight 0.', "Leave it out of the members.")


def _check_once(entries: tuple[Located, ...], report: Report) -> None:
    first: dict[str, Located] = {}
    for entry in entries:
        before = first.setdefault(entry.value, entry)
        if before is not entry:
            at = f"{before.place.line}:{before.place.column}"
            hint = "Name it once; what is to count more takes a weight."
            report.warning(entry.place, "R229", f'"{entry.value}" is named twice, here and at {at}, and counts once.', hint)


def _check_weighing(record: Record, report: Report) -> None:
    combination = COMBINATIONS.get(record.get("combine", Combine.SUM), COMBINATIONS[Combine.SUM])
    if record.get("needs") == ALL and combination.counts_answers:
        report.warning(record["@"], "R224", "what is answered is counted, whatever else is not.", "Remove `needs`.")
    if "weights" not in record or combination.takes_weights:
        return
    if combination.counts_answers:
        what, hint = "what is answered is counted, whatever the members weigh.", "Remove the weights."
    else:
        what, hint = "a mean divides by how many members count, whatever they weigh.", "Use weighted-mean, or remove the weights."
    report.warning(record["@"], "R224", what, hint)


def _check_name(entry: Located, nouns: tuple[Noun, ...], names: Names, meant: Collection[str], report: Report) -> bool:
    """Whether it names one of these sorts; reported if it does not, unless what it names was. `meant` are the names to propose."""
    thing = names.by_id.get(entry.value)
    if thing is None and (entry.value in names.refused or not names.told):
        return False
    if thing is None:
        hint = nearest(entry.value, meant, "Name one that the file declares.")
        report.error(entry.place, "R212", f'"{entry.value}" is not the id of {nouns[0].phrase}.', hint)
    elif thing.noun not in nouns:
        field = next((field for field, others in _MEMBERS.items() if thing.noun in others), "")
        hint = f"Name it under `{field}`." if field else "It can't be a member."
        report.error(entry.place, "R212", f'"{entry.value}" is {thing.noun.phrase}, not {nouns[0].phrase}.', hint)
    return thing is not None and thing.noun in nouns


def _check_scorer(score: Record, content: Record, report: Report) -> None:
    if score.get("by") != BY_SCORER:
        return
    if "scorer" not in content:
        report.error(score["@"], "R219", "the score is by the scorer, and there is none.", "Add `scorer:` with the name of its file.")
    besides = [field for field in (*_MEMBERS, "tags", "combine", "of", "weights", "policies", "needs") if field in score]
    if besides:
        report.error(score["@"], "R219", f"the score is by the scorer and has `{besides[0]}`.", "Keep one of the two.")


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
            report.error(
                bands[0]["@"], "R206", f"the first band starts at {shown(first)}.", "Let it start from: 0, so that every score has a level."
            )
    for before, band in pairwise(bands):
        # Two levels may share a threshold if a condition decides between them.
        either = "when" in before or "when" in band
        if band["from"] < before["from"] or (band["from"] == before["from"] and not either):
            report.error(
                band["@"],
                "R206",
                f"from: {shown(band['from'])} comes after from: {shown(before['from'])}.",
                "List the bands from the lowest to the highest.",
            )


def _check_modifiers(score: Record, report: Report) -> None:
    for modifier in records(score.get("modifiers")):
        changes = [change for change in _CHANGES if change in modifier]
        if len(changes) != 1 and (changes or UNKNOWN not in modifier):
            what = f"the modifier has {' and '.join(f'`{change}`' for change in changes) or 'nothing to do'}."
            report.error(modifier["@"], "R218", what, f"Give it exactly one of: {', '.join(_CHANGES)}.")
        if "rounding" in modifier and "round" not in modifier:
            report.error(modifier["@"], "R218", "the modifier has `rounding` without `round`.", "Add `round:` with the number of decimals.")


def _check_gates(score: Record, names: Names, report: Report) -> None:
    bands = [band["id"].value for band in records(score.get("bands")) if isinstance(band.get("id"), Located)]
    for gate in records(score.get("gates")):
        if "item" in gate and "when" in gate:
            report.error(gate["@"], "R215", "the gate has both `item` and `when`.", "Keep one of the two.")
        elif "item" not in gate and "when" not in gate and UNKNOWN not in gate:
            report.error(gate["@"], "R215", "the gate has neither `item` nor `when`.", "Give one of the two.")
        ceiling, item = gate.get("at_most"), gate.get("item")
        if isinstance(ceiling, Located) and ceiling.value not in bands:
            hint = nearest(ceiling.value, bands, "Name a band of the same score." if bands else "Add bands to the score.")
            report.error(ceiling.place, "R215", f'"{ceiling.value}" is no band of the score.', hint)
        if isinstance(item, Located):
            thing = names.by_id.get(item.value)
            if thing and thing.noun is Noun.ITEM and thing.kind and not thing.scores:
                report.error(item.place, "R215", f'"{item.value}" does not score.', "Use `when` with a condition on its answer.")
            elif thing is None or thing.noun is not Noun.ITEM:
                scoring = [found.id for found in names.all if found.noun is Noun.ITEM and found.scores]
                _check_name(item, (Noun.ITEM,), names, scoring, report)


def _check_ends(content: Record, report: Report) -> None:
    outcomes = records(content.get("outcomes"))
    for field, noun in (("outcomes", "outcome"), ("notes", "note")):
        unique_within([record.get("id") for record in records(content.get(field))], noun, report)
    for outcome in outcomes[:-1]:
        if "when" not in outcome:
            report.error(outcome["@"], "R216", "the outcome holds always, so none below it is reached.", "Add `when`, or list it last.")
    if "notes" in content and "scorer" not in content:
        report.error(
            content["@"],
            "R219",
            "the checklist has `notes` and no scorer, which alone can choose them.",
            "Add `scorer:`, or use `actions`.",
        )


def _check_anything_scores(names: Names, report: Report) -> None:
    content = names.content
    with_bands = any(records(score.get("bands")) for score in _all_scores(content))
    brought = "reads" in content or "scorer" in content
    items = [thing for thing in names.all if thing.noun is Noun.ITEM]
    if with_bands and items and not brought and not any(thing.scores or not thing.kind for thing in items):
        report.warning(content["@"], "R209", "no item scores, so no band is ever reached.", "Remove the bands, or add an item that scores.")


def _all_scores(content: Record) -> Iterator[Record]:
    yield content
    yield from records(content.get("scores"))
