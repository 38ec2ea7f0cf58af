# A question that is answered by a number, in a checklist file.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any, ClassVar

from bilan.authoring.diagnostics import Report, shown
from bilan.authoring.diagnostics.items import (
    BETWEEN_NOTHING,
    BREAKPOINT_OUT_OF_RANGE,
    BREAKPOINTS_DESCEND,
    FULL_OUT_OF_RANGE,
    MIN_ABOVE_MAX,
    ONE_END,
    SAME_ENDS,
    TWO_WAYS,
)
from bilan.authoring.format.access import Record, number, records
from bilan.authoring.format.counted import CountedTextShape
from bilan.authoring.format.items import POINTS, SCORED, VALUE
from bilan.authoring.format.records import Field, ListShape, RecordShape
from bilan.authoring.format.shapes import INVALID, NumberShape, WordShape
from bilan.authoring.kinds.kind import ItemFormat
from bilan.engine import AnswerValue, Breakpoint, Kind, NumberItem

_BREAKPOINT = RecordShape(
    "a breakpoint",
    {
        "at": Field(VALUE, "The number.", required=True),
        "points": Field(POINTS, "What it earns there.", required=True),
    },
)

# So many steps of the range may be drawn, and how often one at which something changes is.
_STEPS = 100
_DISTINCT_CHANCE = 0.25


class NumberFormat(ItemFormat):
    kind: ClassVar[Kind] = Kind.NUMBER
    fields: ClassVar[Mapping[str, Field]] = {
        **SCORED,
        "unit": Field(CountedTextShape(), "What is counted, e.g. hours a week, in its plural forms where it has some."),
        "min": Field(VALUE, "The least number that is accepted.", required=True),
        "max": Field(VALUE, "The greatest number that is accepted.", required=True),
        "zero_at": Field(VALUE, "The number that earns nothing."),
        "full_at": Field(VALUE, "The number that earns all points; in proportion between the two."),
        "points": Field(NumberShape(least=0, most=1000), "What the number at full_at earns; 1 if left out."),
        "breakpoints": Field(ListShape(_BREAKPOINT, least=2, most=100), "What the number earns at some values, ascending."),
        "between": Field(WordShape(("linear", "step")), "In proportion between breakpoints (linear), or by the last one (step)."),
    }
    compared_as: ClassVar[str] = "number"
    persona_form: ClassVar[str] = "a number in digits, with at most 6 decimals"

    def check(self, item: Record, scales: Mapping[str, Any], report: Report) -> None:
        low, high = number(item, "min"), number(item, "max")
        if low is not None and high is not None and low >= high:
            report.add(MIN_ABOVE_MAX, item["@"], min=shown(low), max=shown(high))
        if ("zero_at" in item) != ("full_at" in item):
            report.add(ONE_END, item["@"])
        zero, full = number(item, "zero_at"), number(item, "full_at")
        if zero is not None and zero == full:
            report.add(SAME_ENDS, item["@"], number=shown(zero))
        if "breakpoints" in item and ({"zero_at", "full_at", "points"} & item.keys()):
            report.add(TWO_WAYS, item["@"])
        if "between" in item and "breakpoints" not in item:
            report.add(BETWEEN_NOTHING, item["@"])
        for before, point in pairwise(records(item.get("breakpoints"))):
            first, then = number(before, "at"), number(point, "at")
            if first is not None and then is not None and then <= first:
                report.add(BREAKPOINTS_DESCEND, point["@"], then=shown(then), first=shown(first))
        if low is not None and high is not None and low < high:
            _check_reach(item, low, high, report)

    def may_earn(self, item: Record) -> bool:
        if "breakpoints" in item:
            return any(point.get("points") != 0 for point in records(item["breakpoints"]))
        return "zero_at" in item and bool(item.get("points", 1) != 0)

    def compiled(self, item: Mapping[str, Any]) -> dict[str, Any]:
        ends = {"minimum": item.get("min"), "maximum": item.get("max")}
        return {**ends, "breakpoints": _breakpoints(item), "stepped": item.get("between") == "step"}

    def persona_answer(self, written: str | tuple[str, ...], number: float | None) -> Any:
        return INVALID if number is None else number

    def drawn(self, item: NumberItem, offered: Sequence[str], distinct: Sequence[AnswerValue], random: Random) -> AnswerValue:
        if random.random() < _DISTINCT_CHANCE or item.minimum is None or item.maximum is None:
            return random.choice(distinct)
        low, high = item.minimum, item.maximum
        if item.breakpoints:
            # Where the points change, if that is within the range.
            first, last = max(low, item.breakpoints[0].at), min(high, item.breakpoints[-1].at)
            low, high = (first, last) if first < last else (low, high)
        return low + (high - low) * random.randint(0, _STEPS) / _STEPS


def _breakpoints(item: Mapping[str, Any]) -> tuple[Breakpoint, ...]:
    if "breakpoints" in item:
        return tuple(Breakpoint(point["at"], point["points"]) for point in item["breakpoints"])
    if "zero_at" not in item:
        return ()
    ends = (Breakpoint(item["zero_at"], Fraction(0)), Breakpoint(item["full_at"], item.get("points", Fraction(1))))
    return tuple(sorted(ends, key=lambda point: point.at))


def _check_reach(item: Record, low: Fraction, high: Fraction, report: Report) -> None:
    """Warn of points that the range keeps out of reach."""
    full_at = item.get("full_at")
    if isinstance(full_at, Fraction) and "zero_at" in item and not low <= full_at <= high:
        report.add(FULL_OUT_OF_RANGE, item["@"], min=shown(low), max=shown(high), full_at=shown(full_at))
    listed = records(item.get("breakpoints"))
    points = [Breakpoint(point["at"], point["points"]) for point in listed if _is_complete(point)]
    ascending = all(before.at < after.at for before, after in pairwise(points))
    if len(points) < 2 or len(points) < len(listed) or not ascending:
        return
    scored = NumberItem("", breakpoints=tuple(points), stepped=item.get("between") == "step")
    best = max(points, key=lambda point: point.points)
    within = [point.points for point in points if low <= point.at <= high]
    if best.points > max((*within, scored.raw(low), scored.raw(high))):
        report.add(BREAKPOINT_OUT_OF_RANGE, item["@"], min=shown(low), max=shown(high), points=shown(best.points), at=shown(best.at))


def _is_complete(point: Record) -> bool:
    return isinstance(point.get("at"), Fraction) and isinstance(point.get("points"), Fraction)
