# Scores that are sums: how much of each item's points and maximum it takes, and what must come together to reach a level.
# Rounding, modifiers and percentages are undone, so that "the shown percentage is at least 80" becomes a sum that is large enough.

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from bilan.engine.model.bound import Bound
from bilan.engine.model.numbers import Rounding
from bilan.engine.model.scores import Band, Policies, Score
from bilan.engine.model.tally import Tally
from bilan.engine.model.vocabulary import Unit
from bilan.engine.scoring.aggregation import COMBINATIONS, counting, weight_of
from bilan.engine.scoring.evaluation import SHOWN_DIGITS, members, terms
from bilan.engine.scoring.values import Evaluation, ItemValue

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


class Requirement(NamedTuple):
    """`points` times the points of a score less `maximum` times its maximum must meet the bound."""

    points: Fraction
    maximum: Fraction
    bound: Bound

    def measure(self, tally: Tally) -> Fraction:
        """The number that the bound is for."""
        return self.points * tally.points - self.maximum * tally.maximum


def shares(evaluation: Evaluation, score: Score) -> Shares | None:
    """What a score takes of each item that may count in it, as long as no condition turns; None if it is not a sum.

    A mean, and percentages, are sums as long as the maxima of their members stay: their shares are `steady`.
    """
    plain = score.unit is score.bands_in or not score.modifiers
    grows = all(modifier.keeps_order for modifier in score.modifiers)
    return spread(evaluation, score.id) if plain and grows and not score.by_scorer else None


def spread(evaluation: Evaluation, name: str, *, lasting: bool = False) -> Shares | None:
    """The shares of a section, a group, or of a score before it is modified; None if it is not a sum all the way down.

    If they must be `lasting`, the same whatever is answered, means and percentages are no sums.
    """
    taken: dict[str, list[Share]] = {}
    spread_all = _spread(evaluation, name, Share(_ONE, _ONE, evaluation.checklist.policies, False), taken, lasting=lasting)
    return taken if spread_all else None


def _spread(evaluation: Evaluation, name: str, share: Share, taken: dict[str, list[Share]], *, lasting: bool) -> bool:
    how = evaluation.plan.aggregates[name]
    combination = COMBINATIONS[how.combine]
    if not combination.is_linear or how.needs_all or (lasting and (combination.divides or how.of is Unit.PERCENT)):
        return False
    policies = how.policies or share.policies
    brought = {term.id: term for term in terms(evaluation, name, share.policies)}
    counted = counting(how, brought.values())
    divisor = combination.divisor(counted)
    if divisor is not None and divisor <= 0:
        return True
    for member, given in members(evaluation, name):
        item = evaluation.items.get(member)
        weight, own = weight_of(how, given, item)
        factor = weight / own / (divisor or 1)
        steady = share.steady or combination.divides or how.of is Unit.PERCENT
        if how.of is Unit.PERCENT:
            if member not in brought or brought[member].tally.maximum <= 0:
                continue
            factor *= 100 / (brought[member].tally.maximum)
        part = Share(share.points * factor, share.maximum * factor, policies, steady)
        if item:
            taken.setdefault(member, []).append(part)
        elif member in evaluation.plan.aggregates and not _spread_member(evaluation, member, part, taken, lasting=lasting):
            return False
    return True


def _spread_member(evaluation: Evaluation, name: str, share: Share, taken: dict[str, list[Share]], *, lasting: bool) -> bool:
    score = evaluation.plan.scores.get(name)
    if score is None:
        return _spread(evaluation, name, share, taken, lasting=lasting)
    changed = score.modifiers or score.by_scorer or score.out_of is not None
    return not changed and _spread(evaluation, name, share._replace(policies=evaluation.checklist.policies), taken, lasting=lasting)


def moved(parts: list[Share], before: ItemValue, after: ItemValue) -> Tally | None:
    """What a sum gains in points and in its maximum when an item's value changes; None if a steady share does not allow it."""
    points = maximum = _ZERO
    for share in parts:
        old, new = before.contribution(share.policies), after.contribution(share.policies)
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


def requirement(evaluation: Evaluation, score: Score, band: Band) -> Requirement | None:
    """What the members of a score must come to for it to be in this band or above; None if no sum is enough.

    The score has `shares`, and the conditions of its modifiers stay as they are.
    """
    bound: Bound | None = Bound(None)
    if band is not next(band for band in score.bands if evaluation.holds(band.when)):
        bound = _undo_showing(score, Bound(band.threshold, score.above))
        for modifier in reversed(score.modifiers):
            if bound and bound.least is not None and evaluation.holds(modifier.when):
                bound = modifier.required(bound)
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
        return bound.before_rounding(score.digits, score.rounding)
    return bound.before_rounding(SHOWN_DIGITS, Rounding.HALF_UP)
