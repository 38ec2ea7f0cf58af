# Limits of an item within which no answer earns what the item promises.

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from bilan.authoring.diagnostics import Report, shown
from bilan.authoring.format.shapes import Located
from bilan.authoring.rules.names import Record, records
from bilan.engine import Kind

# A number, and what it earns.
_Point = tuple[Fraction, Fraction]


def check_reach(item: Record, scales: Mapping[str, Any], report: Report) -> None:
    """Warn of points that the range of a number keeps out of reach, and of a cap below whatever may be ticked."""
    if item.get("kind") == Kind.NUMBER.value:
        _check_range(item, report)
    elif item.get("kind") == Kind.CHOICES.value:
        _check_cap(item, scales, report)


def _check_range(item: Record, report: Report) -> None:
    low, high, full_at = item.get("min"), item.get("max"), item.get("full_at")
    if not isinstance(low, Fraction) or not isinstance(high, Fraction) or low >= high:
        return
    if isinstance(full_at, Fraction) and "zero_at" in item and not low <= full_at <= high:
        what = f"no number from {shown(low)} to {shown(high)} earns all points, which full_at promises for {shown(full_at)}."
        report.warning(item["@"], "R227", what, "Widen the range, or move full_at into it.")
    listed = records(item.get("breakpoints"))
    points: list[_Point] = [(point["at"], point["points"]) for point in listed if _is_point(point)]
    if not points or len(points) < len(listed):
        return
    stepped = item.get("between") == "step"
    at, most = max(points, key=lambda point: point[1])
    within = [earned for number, earned in points if low <= number <= high]
    if most > max((*within, _earned(points, low, stepped=stepped), _earned(points, high, stepped=stepped))):
        what = f"no number from {shown(low)} to {shown(high)} earns {shown(most)}, as the breakpoint at {shown(at)} does."
        report.warning(item["@"], "R227", what, "Widen the range, or move the breakpoint into it.")


def _is_point(point: Record) -> bool:
    return isinstance(point.get("at"), Fraction) and isinstance(point.get("points"), Fraction)


def _earned(points: list[_Point], number: Fraction, *, stepped: bool) -> Fraction:
    """What a number earns by breakpoints that ascend."""
    if number <= points[0][0]:
        return points[0][1]
    for (before, earned), (after, more) in pairwise(points):
        if before <= number < after:
            return earned if stepped else earned + (more - earned) * (number - before) / (after - before)
    return points[-1][1]


def _check_cap(item: Record, scales: Mapping[str, Any], report: Report) -> None:
    cap, named = item.get("cap"), item.get("scale")
    scale = scales.get(named.value) if isinstance(named, Located) else None
    listed = item.get("choices", scale.value if isinstance(scale, Located) else None)
    choices = records(listed)
    points = [choice["points"] for choice in choices if isinstance(choice.get("points"), Fraction)]
    if not isinstance(cap, Fraction) or not points or len(points) < len(choices):
        return
    if min(points) > cap:
        what = f"the cap {shown(cap)} is below what any tick earns, {shown(min(points))} at least, so all answers earn the same."
        report.warning(item["@"], "R228", what, "Raise the cap, or remove it.")
