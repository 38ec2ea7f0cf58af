# Scores that add up points: which items they take, with what weights, and under which policies.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bilan.authoring.analysis.subject import Subject
from bilan.engine.aggregation import Tally, contribution
from bilan.engine.model import Combine, Policies, Score, Unit
from bilan.engine.values import ItemValue


@dataclass(frozen=True)
class Parts:
    """The items of a sum; an item may come in more than once."""

    shares: Mapping[str, tuple[tuple[Fraction, Policies], ...]]

    @classmethod
    def plain(cls, items: tuple[str, ...], policies: Policies) -> Parts:
        """The sum of some items as they come."""
        return cls({item: ((Fraction(1), policies),) for item in items})

    @property
    def items(self) -> tuple[str, ...]:
        """The items, in the order of the sum."""
        return tuple(self.shares)

    def brought(self, value: ItemValue) -> Tally:
        """What an item adds to the sum."""
        points = maximum = Fraction(0)
        for weight, policies in self.shares[value.item.id]:
            tally = contribution(value, policies)
            if tally:
                points, maximum = points + weight * tally.points, maximum + weight * tally.maximum
        return Tally(points, maximum)


def parts_of(subject: Subject, name: str) -> Parts | None:
    """The parts of a section, group or score that is a sum of points all the way down; None if it is something else."""
    shares: dict[str, list[tuple[Fraction, Policies]]] = {}
    if not _gather(subject, name, Fraction(1), None, shares):
        return None
    return Parts({item: tuple(found) for item, found in shares.items()})


def _gather(
    subject: Subject, name: str, weight: Fraction, policies: Policies | None, shares: dict[str, list[tuple[Fraction, Policies]]]
) -> bool:
    how = subject.plan.aggregates.get(name)
    if how is None or how.combine is not Combine.SUM or how.of is not Unit.POINTS:
        return False
    effective = how.policies or policies or subject.checklist.policies
    if name in subject.plan.sections:
        members = [(item, Fraction(1)) for item in subject.plan.members[name]]
    else:
        named = [(member.id, Fraction(1) if member.weight is None else member.weight) for member in how.members]
        members = named or [(section.id, Fraction(1)) for section in subject.checklist.sections]
    for member, own in members:
        score = subject.plan.scores.get(member)
        if member in subject.checklist.by_item:
            shares.setdefault(member, []).append((weight * own, effective))
        elif (score and _changes(score)) or not _gather(subject, member, weight * own, None if score else effective, shares):
            return False
    return True


def _changes(score: Score) -> bool:
    """Whether a score is something else than the sum of its members."""
    return bool(score.modifiers) or score.by_scorer or score.out_of is not None
