# Scores that add up points: which items they take, with what weights, and under which policies.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bilan.authoring.analysis.subject import Subject
from bilan.engine import ItemValue, Policies, Share, Tally, spread


@dataclass(frozen=True)
class Parts:
    """The items of a sum; an item may come in more than once."""

    shares: Mapping[str, Sequence[Share]]

    @classmethod
    def plain(cls, item: str, policies: Policies) -> Parts:
        """One item as it comes."""
        return cls({item: (Share(Fraction(1), Fraction(1), policies, steady=False),)})

    @property
    def items(self) -> tuple[str, ...]:
        """The items, in the order of the sum."""
        return tuple(self.shares)

    def brought(self, value: ItemValue) -> Tally:
        """What an item adds to the sum."""
        points = maximum = Fraction(0)
        for share in self.shares[value.item.id]:
            tally = value.contribution(share.policies)
            if tally:
                points, maximum = points + share.points * tally.points, maximum + share.maximum * tally.maximum
        return Tally(points, maximum)


def parts_of(subject: Subject, name: str) -> Parts | None:
    """The parts of a section, group or score that is a sum of points all the way down; None if it is something else."""
    shares = spread(subject.blank, name, lasting=True)
    return None if shares is None else Parts(shares)
