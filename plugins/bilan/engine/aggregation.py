# How points come together: what one item brings under the policies of a sum, and the sum, mean, least or greatest of many.

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from bilan.engine.model import Aggregate, Combine, Maximum, Policies, State, Treatment, Unit
from bilan.engine.numbers import total

if TYPE_CHECKING:
    from bilan.engine.values import ItemValue

_ZERO = Fraction(0)
_ONE = Fraction(1)
_HUNDRED = Fraction(100)


class Tally(NamedTuple):
    """Points, and the most they could be; both exact, both may be below 0 where the author takes points off."""

    points: Fraction
    maximum: Fraction

    @property
    def percent(self) -> Fraction | None:
        """Points as a percentage of the maximum, exact; None where the maximum is not above 0."""
        return 100 * self.points / self.maximum if self.maximum > 0 else None

    def in_unit(self, unit: Unit) -> Fraction | None:
        """The number that a reader is shown in this unit."""
        return self.points if unit is Unit.POINTS else self.percent


class Term(NamedTuple):
    """A member that counts: its id, its weight, and what it brings before the weight."""

    id: str
    weight: Fraction
    tally: Tally


def contribution(value: ItemValue, policies: Policies) -> Tally | None:
    """What an item brings; None if it does not count."""
    if not value.item.scores:
        return None
    nominal = policies.maximum is Maximum.NOMINAL
    maximum = value.nominal if nominal else value.full
    if value.earned is not None:
        return Tally(value.earned, maximum)
    treatment = {
        State.NOT_APPLICABLE: policies.not_applicable,
        State.DONT_KNOW: policies.dont_know,
        State.UNANSWERED: policies.unanswered,
    }.get(value.state, Treatment.EXCLUDE)
    if treatment is Treatment.EXCLUDE and not nominal:
        return None
    return Tally(maximum if treatment is Treatment.FULL else _ZERO, maximum)


def aggregate(how: Aggregate, terms: Iterable[Term]) -> Tally | None:
    """Combine what members bring; None if none counts.

    A sum adds points and maxima, a mean divides both by the number of members (in a weighted mean, by the sum of their weights),
    the least and the greatest compare points and take the least or the greatest maximum.
    """
    counted = list(terms) if how.of is Unit.POINTS else [term for term in map(_as_percent, terms) if term]
    if not counted:
        return None
    if how.combine is Combine.MIN:
        return Tally(*(min(numbers) for numbers in zip(*(_weighted(term) for term in counted), strict=True)))
    if how.combine is Combine.MAX:
        return Tally(*(max(numbers) for numbers in zip(*(_weighted(term) for term in counted), strict=True)))
    weighted = [_weighted(term) for term in counted]
    points, maximum = total(tally.points for tally in weighted), total(tally.maximum for tally in weighted)
    if how.combine is Combine.SUM:
        return Tally(points, maximum)
    number = divisor(how, counted)
    # Weights may be below 0, as in a difference, but there is no mean of weights that take each other away.
    return Tally(points / number, maximum / number) if number > 0 else None


def divisor(how: Aggregate, counted: Collection[Term]) -> Fraction:
    """What the sum of the terms that count is divided by: their number in a mean, in a weighted one the sum of their weights."""
    if how.combine is Combine.WEIGHTED_MEAN:
        return total(term.weight for term in counted)
    return Fraction(len(counted)) if how.combine is Combine.MEAN else Fraction(1)


def share_answered(values: Iterable[ItemValue]) -> Tally | None:
    """How many of the items that are shown and not optional have an answer, a ticked box included."""
    asked = answered_terms(values)
    return Tally(total(term.tally.points for term in asked), Fraction(len(asked))) if asked else None


def answered_terms(values: Iterable[ItemValue]) -> list[Term]:
    """What each item brings to the share of what is answered: one if it is, of one."""
    asked = [value for value in values if value.state is not State.HIDDEN and not value.item.optional]
    return [Term(value.item.id, _ONE, Tally(_ZERO if value.state is State.UNANSWERED else _ONE, _ONE)) for value in asked]


def weight_of(how: Aggregate, given: Fraction | None, value: ItemValue | None) -> tuple[Fraction, Fraction]:
    """The weight of a member, and what its points are divided by first: an item's points already bear its own weight."""
    if value is None or how.combine is not Combine.WEIGHTED_MEAN:
        return _ONE if given is None else given, _ONE
    return value.item.weight if given is None else given, value.item.weight


def _weighted(term: Term) -> Tally:
    if term.weight == 1:
        return term.tally
    return Tally(term.weight * term.tally.points, term.weight * term.tally.maximum)


def _as_percent(term: Term) -> Term | None:
    percent = term.tally.percent
    return None if percent is None else term._replace(tally=Tally(percent, _HUNDRED))
