# One item and one answer -> points. The rules of single items, before any of them come together.

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from fractions import Fraction

from bilan.engine.answers import Answer, AnswerValue
from bilan.engine.model import Choice, Item, Kind, State, Ticks

_ZERO = Fraction(0)


def misfit(item: Item, answer: Answer) -> str | None:
    """Why the answer can't be one to this item (a code of `Problem`); None if it can."""
    value = answer.value
    if answer.state is State.UNANSWERED:
        return None
    if answer.state is not State.ANSWERED:
        return None if answer.state in item.allow else "not-allowed"
    if item.kind is Kind.CHECK:
        return None if isinstance(value, bool) else "wrong-type"
    if item.kind is Kind.NUMBER:
        if not isinstance(value, Fraction):
            return "wrong-type"
        low, high = item.minimum, item.maximum
        return "out-of-range" if (low is not None and value < low) or (high is not None and value > high) else None
    if item.kind is Kind.CHOICES:
        return _ticks_misfit(item, value) if isinstance(value, frozenset) else "wrong-type"
    if not isinstance(value, str):
        return "wrong-type"
    if item.kind is Kind.TEXT:
        return None
    return None if any(choice.id == value for choice in item.choices) else "unknown-choice"


def _ticks_misfit(item: Item, ticked: frozenset[str]) -> str | None:
    by_id = {choice.id: choice for choice in item.choices}
    if ticked - by_id.keys():
        return "unknown-choice"
    return "exclusive-choice" if len(ticked) > 1 and any(by_id[choice].exclusive for choice in ticked) else None


def earned(item: Item, value: AnswerValue) -> Fraction:
    """The weighted points of a value that fits a scoring item; None is an unticked box."""
    points = raw(item, value)
    if item.reverse:
        least, most = bounds(item, item.choices)
        points = least + most - points
    return points if item.weight == 1 else item.weight * points


def full(item: Item, offered: tuple[Choice, ...]) -> Fraction:
    """The most that the item can earn, weighted, when it offers these of its choices."""
    if not item.scores or (item.choices and not offered):
        return _ZERO
    least, most = bounds(item, offered)
    if item.reverse and item.choices:
        lowest, highest = bounds(item, item.choices)
        most = lowest + highest - least
    return most if item.weight == 1 else item.weight * most


def bounds(item: Item, offered: tuple[Choice, ...]) -> tuple[Fraction, Fraction]:
    """The least and the most points of the item, before `reverse` and weight, when it offers these of its choices."""
    if item.kind is Kind.CHECK:
        return min(item.points, _ZERO), max(item.points, _ZERO)
    if item.kind is Kind.NUMBER:
        earning = [point.points for point in item.breakpoints]
        return min(earning), max(earning)
    earning = [choice.points for choice in offered]
    least, most = min(earning), max(earning)
    if item.kind is Kind.CHOICES:
        if item.ticks is Ticks.SUM:
            joint = [choice.points for choice in offered if not choice.exclusive]
            least = min(least, sum((points for points in joint if points < 0), _ZERO)) if least < 0 else least
            most = max(most, sum((points for points in joint if points > 0), _ZERO)) if most > 0 else most
        return item.within(least), item.within(most)
    return least, most


def raw(item: Item, value: AnswerValue) -> Fraction:
    """The points of a value that fits a scoring item, before `reverse` and weight; None is an unticked box."""
    if isinstance(value, frozenset):
        return item.within(_ticked(item, [choice.points for choice in item.choices if choice.id in value]))
    if isinstance(value, str):
        return next(choice.points for choice in item.choices if choice.id == value)
    if isinstance(value, Fraction):
        return _at_breakpoint(item, value)
    return item.points if value is True else _ZERO


def _ticked(item: Item, earning: Iterable[Fraction]) -> Fraction:
    if item.ticks is Ticks.SUM:
        return sum(earning, _ZERO)
    return max(earning) if item.ticks is Ticks.BEST else min(earning)


def _at_breakpoint(item: Item, value: Fraction) -> Fraction:
    reached = bisect_right(item.breakpoints, value, key=lambda point: point.at)
    if reached == 0:
        return item.breakpoints[0].points
    lower = item.breakpoints[reached - 1]
    if item.stepped or reached == len(item.breakpoints):
        return lower.points
    upper = item.breakpoints[reached]
    return lower.points + (upper.points - lower.points) * (value - lower.at) / (upper.at - lower.at)
