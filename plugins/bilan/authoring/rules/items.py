# The rules of single items and scales: numbers and answers that go together.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bilan.authoring.diagnostics import Report, shown
from bilan.authoring.diagnostics.checklist import PART_ID_TAKEN
from bilan.authoring.diagnostics.fields import JOINED_CONDITION, POINTS_MISSING
from bilan.authoring.diagnostics.items import (
    CHOICES_OR_SCALE,
    NO_ACTION,
    SAME_POINTS,
    UNKNOWN_SCALE,
)
from bilan.authoring.format.access import Record, records
from bilan.authoring.format.items import MATRIX
from bilan.authoring.format.scoring_shapes import Written, joined
from bilan.authoring.format.shapes import INVALID, Located
from bilan.authoring.kinds import FORMATS
from bilan.authoring.rules.names import takes_several
from bilan.authoring.rules.twins import check_differ
from bilan.engine import ConditionError, Kind


def check_item(item: Record, scales: Mapping[str, Any], read: frozenset[str], report: Report) -> None:
    """Report what is wrong within an item; `read` are the ids of items that conditions or a scorer look at."""
    scale = item.get("scale")
    if isinstance(scale, Located) and scale.value not in scales:
        known = ", ".join(sorted(scales)) or "none is declared"
        report.add(UNKNOWN_SCALE, scale.place, name=scale.value, known=known)
    kind = item.get("kind")
    form = FORMATS.get(Kind(kind)) if kind in list(Kind) else None
    fields = {} if form is None else form.fields
    either = kind == MATRIX or {"scale", "choices"} <= fields.keys()
    if either and ("scale" in item) == ("choices" in item):
        report.add(CHOICES_OR_SCALE, item["@"])
    if "action_when" in item and "action" not in item:
        report.add(NO_ACTION, item["@"])
    for row in records(item.get("rows")):
        if "action_when" in row and "action" not in row:
            report.add(NO_ACTION, row["@"])
        _check_joined(item.get("when"), row.get("when"), report)
    asked = {part["id"].value for part in (item, *records(item.get("rows"))) if isinstance(part.get("id"), Located)}
    if kind is not INVALID:
        check_choices(item.get("choices"), report, several=takes_several(item), read=not asked.isdisjoint(read))
    if form:
        form.check(item, scales, report)


def _check_joined(outer: Any, inner: Any, report: Report) -> None:
    """Report a condition of a row that is too much for the language together with that of its matrix."""
    if not isinstance(outer, Written) or not isinstance(inner, Written):
        return
    try:
        joined(outer.condition, inner.condition)
    except ConditionError as error:
        report.add(JOINED_CONDITION, inner.place_of(0), fault=error.what, hint=error.hint)


def check_choices(choices: Any, report: Report, *, several: bool = False, read: bool = False) -> None:
    """Report repeated ids, and points that are missing or useless, among the choices of a scale or an item.

    Choices without any points are context. Points that are all the same are of use where ticks add up, and where a condition reads
    the answer.
    """
    found = records(choices)
    unique_within([record.get("id") for record in found], "choice", report)
    check_differ(found, "text", "choice", report, side_by_side=True)
    points = [record.get("points", INVALID) for record in found]
    if any("points" in record for record in found):
        for record in found:
            if "points" not in record:
                report.add(POINTS_MISSING, record["@"])
    same = len(points) > 1 and INVALID not in points and len(set(points)) == 1 and points[0] != 0
    if same and not read and not several:
        report.add(SAME_POINTS, found[0]["@"], points=shown(points[0]))


def unique_within(ids: list[Any], noun: str, report: Report) -> None:
    """Report ids that repeat."""
    first: dict[str, Located] = {}
    for found in ids:
        if not isinstance(found, Located):
            continue
        before = first.setdefault(found.value, found)
        if before is not found:
            at = f"{before.place.line}:{before.place.column}"
            report.add(PART_ID_TAKEN, found.place, noun=noun, id=found.value, at=at)
