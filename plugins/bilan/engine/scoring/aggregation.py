# Aggregation of points: one class for each word of `combine`, with all that is particular to it.

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from bilan.engine.model.numbers import total
from bilan.engine.model.scores import Aggregate
from bilan.engine.model.tally import Tally
from bilan.engine.model.variant import require_every
from bilan.engine.model.vocabulary import Combine, State, Unit
from bilan.engine.scoring.values import ItemValue

_ZERO = Fraction(0)
_ONE = Fraction(1)
_HUNDRED = Fraction(100)

# The least and the greatest that something can come to.
Range = tuple[Fraction, Fraction]


class Term(NamedTuple):
    """A member that counts: its id, its weight, and what it brings before the weight."""

    id: str
    weight: Fraction
    tally: Tally


class Combination(ABC):
    """One way to combine the terms of a section, group or score."""

    # Whether the members count by being answered, not by what they earn.
    counts_answers = False
    # Whether each term adds to the whole by itself: a sum, or one that is divided by what stays the same while maxima do.
    is_linear = False
    # Whether the sum of the terms is divided by what depends on which of them count.
    divides = False
    # Whether authors may weight the members.
    takes_weights = True
    # Whether an item is weighted by its own weight, unless it is given another one.
    weighted_by_items = False

    @abstractmethod
    def combined(self, terms: Sequence[Term]) -> Tally | None:
        """What at least one term comes to; None if that is no number."""

    def divisor(self, terms: Sequence[Term]) -> Fraction | None:  # noqa: ARG002 - of a mean it depends on them
        """What the sum of the terms is divided by; None if it is not."""
        return None

    def range(self, members: Sequence[tuple[Fraction, Range]]) -> Range | None:
        """Between what it certainly lies if each member, given by its weight and range, counts or is left out; None if that is unknown."""
        return hull(_weighted_ranges(members))


class Sum(Combination):
    """Adds points and maxima."""

    is_linear = True

    def combined(self, terms: Sequence[Term]) -> Tally | None:
        return _sum(terms)

    def range(self, members: Sequence[tuple[Fraction, Range]]) -> Range | None:
        ends = _weighted_ranges(members)
        return sum((low for low, _ in ends), _ZERO), sum((high for _, high in ends), _ZERO)


class Mean(Combination):
    """Divides the sums of points and maxima by how many members count."""

    is_linear = True
    divides = True
    takes_weights = False

    def combined(self, terms: Sequence[Term]) -> Tally | None:
        number = self.divisor(terms)
        # Weights may be below 0, as in a difference, but there is no mean of weights that take each other away.
        return _divided(_sum(terms), number) if number > 0 else None

    def divisor(self, terms: Sequence[Term]) -> Fraction:
        return Fraction(len(terms))


class WeightedMean(Mean):
    """Divides the sums by the weights of the members that count."""

    takes_weights = True
    weighted_by_items = True

    def divisor(self, terms: Sequence[Term]) -> Fraction:
        return total(term.weight for term in terms)

    def range(self, members: Sequence[tuple[Fraction, Range]]) -> Range | None:
        # It lies between the least and the greatest member, if all of them pull the same way.
        return hull(_left_out(found) for _, found in members) if all(weight > 0 for weight, _ in members) else None


class Least(Combination):
    """Takes the least points and the least maximum."""

    def combined(self, terms: Sequence[Term]) -> Tally | None:
        return Tally(*(min(numbers) for numbers in zip(*map(_weighted, terms), strict=True)))


class Greatest(Combination):
    """Takes the greatest points and the greatest maximum."""

    def combined(self, terms: Sequence[Term]) -> Tally | None:
        return Tally(*(max(numbers) for numbers in zip(*map(_weighted, terms), strict=True)))


class ShareAnswered(Combination):
    """Counts how many of the items that are shown and not optional have an answer, a ticked box included."""

    counts_answers = True
    takes_weights = False

    def combined(self, terms: Sequence[Term]) -> Tally | None:
        return _sum(terms)

    def range(self, members: Sequence[tuple[Fraction, Range]]) -> Range | None:
        return _ZERO, Fraction(len(members))


COMBINATIONS: dict[Combine, Combination] = {
    Combine.SUM: Sum(),
    Combine.MEAN: Mean(),
    Combine.WEIGHTED_MEAN: WeightedMean(),
    Combine.MIN: Least(),
    Combine.MAX: Greatest(),
    Combine.ANSWERED: ShareAnswered(),
}

require_every(Combine, COMBINATIONS, "COMBINATIONS in engine/scoring/aggregation.py")


def aggregate(how: Aggregate, terms: Iterable[Term]) -> Tally | None:
    """Combine what members bring, their points or their percentages; None if none counts."""
    combination = COMBINATIONS[how.combine]
    counted = counting(how, terms)
    return combination.combined(counted) if counted else None


def unit_of(how: Aggregate) -> Unit:
    """What of its members an aggregate combines; where it counts answers, one point each."""
    return Unit.POINTS if COMBINATIONS[how.combine].counts_answers else how.of


def counting(how: Aggregate, terms: Iterable[Term]) -> list[Term]:
    """The terms as they are combined: in percent where the aggregate asks for that, without those that have none."""
    if unit_of(how) is Unit.POINTS:
        return list(terms)
    return [term._replace(tally=Tally(percent, _HUNDRED)) for term in terms if (percent := term.tally.percent) is not None]


def answered_terms(values: Iterable[ItemValue]) -> list[Term]:
    """What each item brings to the share of what is answered: one if it is, of one."""
    asked = [value for value in values if value.state is not State.HIDDEN and not value.item.optional]
    return [Term(value.item.id, _ONE, Tally(_ZERO if value.state is State.UNANSWERED else _ONE, _ONE)) for value in asked]


def weight_of(how: Aggregate, given: Fraction | None, value: ItemValue | None) -> tuple[Fraction, Fraction]:
    """The weight of a member, and what its points are divided by first: an item's points already bear its own weight."""
    if value is None or not COMBINATIONS[how.combine].weighted_by_items:
        return _ONE if given is None else given, _ONE
    return value.item.weight if given is None else given, value.item.weight


def hull(ranges: Iterable[Range]) -> Range:
    """The least and the greatest of several; 0 if there are none."""
    found = list(ranges) or [(_ZERO, _ZERO)]
    return min(low for low, _ in found), max(high for _, high in found)


def _sum(terms: Sequence[Term]) -> Tally:
    weighted = [_weighted(term) for term in terms]
    return Tally(total(tally.points for tally in weighted), total(tally.maximum for tally in weighted))


def _divided(tally: Tally, number: Fraction) -> Tally:
    return Tally(tally.points / number, tally.maximum / number)


def _weighted(term: Term) -> Tally:
    if term.weight == 1:
        return term.tally
    return Tally(term.weight * term.tally.points, term.weight * term.tally.maximum)


def _weighted_ranges(members: Iterable[tuple[Fraction, Range]]) -> list[Range]:
    return [_left_out((min(weight * low, weight * high), max(weight * low, weight * high))) for weight, (low, high) in members]


def _left_out(found: Range) -> Range:
    """A range with the 0 that stands for what does not count."""
    return min(found[0], _ZERO), max(found[1], _ZERO)
