# Where a score is a sum: how much of each item's points and maximum it takes, and what must come together to reach a level.
# Rounding, modifiers and percentages are undone, so that "the shown percentage is at least 80" becomes a sum that is large enough.

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from bilan.engine.aggregation import Tally, contribution, weight_of
from bilan.engine.evaluation import SHOWN_DIGITS, members, terms
from bilan.engine.model import Band, Combine, Modifier, Policies, Score, Unit
from bilan.engine.numbers import Rounding
from bilan.engine.values import Evaluation, ItemValue

_ZERO = Fraction(0)
_ONE = Fraction(1)
_NOTHING = Tally(_ZERO, _ZERO)


class Share(NamedTuple):
    """What a sum takes of an item under these policies. A `steady` share is right only while the maximum of the item stays."""

    points: Fraction
    maximum: Fraction
    policies: Policies
    steady: bool


Shares = Mapping[str, list[Share]]


class Bound(NamedTuple):
    """What a number must reach, or pass if `strict`; any number will do if `least` is None."""

    least: Fraction | None
    strict: bool = False

    def met(self, number: Fraction) -> bool:
        """Whether a number is enough."""
        return self.least is None or number > self.least or (number == self.least and not self.strict)


class Requirement(NamedTuple):
    """`points` times the points of a score less `maximum` times its maximum must meet the bound."""

    points: Fraction
    maximum: Fraction
    bound: Bound

    def measure(self, tally: Tally) -> Fraction:
        """The number that the bound is for."""
        return self.points * tally.points - self.maximum * tally.maximum


def shares(found: Evaluation, score: Score) -> Shares | None:
    """What a score takes of each item that may count in it, as long as no condition turns; None if it is not a sum.

    A mean, and percentages, are sums as long as the maxima of their members stay: their shares are `steady`.
    """
    taken: dict[str, list[Share]] = {}
    plain = score.unit is score.bands_in or not score.modifiers
    grows = all(modifier.multiply is None or modifier.multiply >= 0 for modifier in score.modifiers)
    return (
        taken
        if plain and grows and not score.by_scorer and _spread(found, score.id, Share(_ONE, _ONE, found.checklist.policies, False), taken)
        else None
    )


def _spread(found: Evaluation, name: str, share: Share, taken: dict[str, list[Share]]) -> bool:
    how = found.plan.aggregates[name]
    if how.combine in (Combine.MIN, Combine.MAX, Combine.ANSWERED) or how.needs_all:
        return False
    policies = how.policies or share.policies
    counted = {term.id: term for term in terms(found, name, share.policies) if how.of is Unit.POINTS or term.tally.maximum > 0}
    divisor = _ONE
    if how.combine is not Combine.SUM:
        weights = [term.weight for term in counted.values()]
        divisor = sum(weights, _ZERO) if how.combine is Combine.WEIGHTED_MEAN else Fraction(len(weights))
    if divisor <= 0:
        return True
    for member, given in members(found, name):
        item = found.items.get(member)
        weight, own = weight_of(how, given, item)
        factor = weight / divisor / own
        steady = share.steady or how.combine is not Combine.SUM or how.of is Unit.PERCENT
        if how.of is Unit.PERCENT:
            if member not in counted:
                continue
            factor *= 100 / (counted[member].tally.maximum)
        part = Share(share.points * factor, share.maximum * factor, policies, steady)
        if item:
            taken.setdefault(member, []).append(part)
        elif member in found.plan.aggregates and not _spread_member(found, member, part, taken):
            return False
    return True


def _spread_member(found: Evaluation, name: str, share: Share, taken: dict[str, list[Share]]) -> bool:
    score = found.plan.scores.get(name)
    if score is None:
        return _spread(found, name, share, taken)
    changed = score.modifiers or score.by_scorer or score.out_of is not None
    return not changed and _spread(found, name, share._replace(policies=found.checklist.policies), taken)


def moved(parts: list[Share], before: ItemValue, after: ItemValue) -> Tally | None:
    """What a sum gains in points and in its maximum when an item's value changes; None if a steady share does not allow it."""
    points = maximum = _ZERO
    for share in parts:
        old, new = contribution(before, share.policies), contribution(after, share.policies)
        if share.steady and (old is None or new is None or old.maximum != new.maximum):
            return None
        if old and new:
            points += share.points * (new.points - old.points)
            maximum += _ZERO if new.maximum == old.maximum else share.maximum * (new.maximum - old.maximum)
        elif old or new:
            tally, sign = (new, 1) if new else (old or _NOTHING, -1)
            points += sign * share.points * tally.points
            maximum += sign * share.maximum * tally.maximum
    return Tally(points, maximum)


def requirement(found: Evaluation, score: Score, band: Band) -> Requirement | None:
    """What the members of a score must come to for it to be in this band or above; None if no sum is enough.

    The score has `shares`, and the conditions of its modifiers stay as they are.
    """
    bound: Bound | None = Bound(None)
    if band is not next(band for band in score.bands if found.holds(band.when)):
        bound = _undo_showing(score, Bound(band.threshold, score.above))
        for modifier in reversed(score.modifiers):
            if bound and bound.least is not None and found.holds(modifier.when):
                bound = _undo(modifier, bound)
    if bound is None:
        return None
    if score.bands_in is Unit.POINTS:
        return Requirement(_ONE, _ZERO, bound)
    if bound.least is None or score.out_of is not None:
        return Requirement(Fraction(100), _ZERO, bound._replace(least=None if bound.least is None else bound.least * (score.out_of or 0)))
    return Requirement(Fraction(100), bound.least, bound._replace(least=_ZERO))


def opposite(needed: Requirement | None) -> Requirement | None:
    """What must be met so that another requirement is not; None if it always is."""
    if needed is None:
        return Requirement(_ZERO, _ZERO, Bound(None))
    if needed.bound.least is None:
        return None
    return Requirement(-needed.points, -needed.maximum, Bound(-needed.bound.least, not needed.bound.strict))


def _undo_showing(score: Score, bound: Bound) -> Bound:
    if score.exact:
        return bound
    if score.bands_in is score.unit:
        return _undo_rounding(bound, score.digits, score.rounding)
    return _undo_rounding(bound, SHOWN_DIGITS, Rounding.HALF_UP)


def _undo(modifier: Modifier, bound: Bound) -> Bound | None:
    """What a number must meet so that the bound is met once it is modified."""
    least = bound.least or _ZERO
    if modifier.round is not None:
        return _undo_rounding(bound, modifier.round, modifier.rounding)
    if modifier.add is not None:
        return bound._replace(least=least - modifier.add)
    if modifier.multiply:
        return bound._replace(least=least / modifier.multiply)
    if modifier.at_most is not None:
        return bound if bound.met(modifier.at_most) else None
    if modifier.at_least is not None:
        return Bound(None) if bound.met(modifier.at_least) else bound
    return Bound(None) if bound.met(_ZERO) else None


def _undo_rounding(bound: Bound, digits: int, rounding: Rounding) -> Bound:
    scale: int = 10**digits
    least = (bound.least or _ZERO) * scale
    # The lowest rounded number that will do, counted in its last digit.
    lowest = floor(least) + 1 if bound.strict else ceil(least)
    if rounding is Rounding.DOWN:
        return Bound(Fraction(lowest, scale))
    if rounding is Rounding.UP:
        return Bound(Fraction(lowest - 1, scale), strict=True)
    return Bound(Fraction(2 * lowest - 1, 2 * scale), strict=rounding is Rounding.HALF_EVEN and lowest % 2 == 1)
