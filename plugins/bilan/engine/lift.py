# Which few answers would lift a score to its next band, and what can still become of it. Nothing is told that was not evaluated.

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bilan.engine.answers import written
from bilan.engine.cone import Cone
from bilan.engine.model import Band, Score
from bilan.engine.numbers import round_half_up
from bilan.engine.prospects import Prospect, prospects
from bilan.engine.scoring import Result
from bilan.engine.search import Answering, Search

FORMAT = "bilan-lift/1"


@dataclass(frozen=True)
class Lift:
    """How to reach the next band of a score, and what can still become of it.

    `changes` are the answers to give, by item; None if no set of them was found, empty at the top. `ties` are other sets of as many
    items. `exact` tells that no smaller set does it (or that none does it at all), `stopped` that the search ended at its bound
    after `evaluations`.
    """

    result: Result
    score: Score
    band: Band | None
    next: Band | None
    reaches: Band | None
    changes: Answering | None
    ties: tuple[Answering, ...]
    exact: bool
    stopped: bool
    evaluations: int
    worst: Prospect
    best: Prospect

    def to_dict(self) -> dict[str, Any]:
        """The documented form (docs/contract.md)."""
        checklist, given = self.result.checklist, self.result.evaluation.answers.by_item

        def told(answers: Answering) -> list[dict[str, Any]]:
            return [
                {"item": item, "from": written(given[item]) if item in given else None, "to": written(answer)}
                for item, answer in answers.items()
            ]

        return {
            "format": FORMAT,
            "checklist": checklist.id,
            "version": checklist.version,
            "score": self.score.id,
            "band": _band(self.band),
            "next": {"id": self.next.id, "from": round_half_up(self.next.threshold, 3)} if self.next else None,
            "reaches": _band(self.reaches),
            "changes": None if self.changes is None else told(self.changes),
            "ties": [told(answers) for answers in self.ties],
            "exact": self.exact,
            "stopped": self.stopped,
            "evaluations": self.evaluations,
            "worst": self.worst.to_dict(),
            "best": self.best.to_dict(),
        }


def lift(result: Result, score: str | None = None) -> Lift:
    """Search for the smallest set of changed answers that brings a score above its band.

    Answers are proposed, never "not applicable" or "don't know", and no answer is taken back but the tick of a box.

    Args:
        result: the answers as they are.
        score: the id of a score; the first one if None.

    Raises:
        KeyError: there is no such score.
    """
    found = result.evaluation
    named = found.plan.scores[score or result.checklist.scores[0].id]
    cone = Cone(found, named)
    search = Search(cone)
    present = found.bands[named.id].band
    above = named.bands[search.start + 1 :]
    following = next((band for band in above if found.holds(band.when)), above[0] if above else None)
    if above:
        search.run()
    best = search.best if above else {}
    ties = search.verified_ties()
    reached = cone.revise(best).bands[named.id].band if best else None
    evaluations = cone.made
    worst, highest = prospects(cone)
    return Lift(result, named, present, following, reached, best, ties, search.exact, search.stopped, evaluations, worst, highest)


def _band(band: Band | None) -> str | None:
    return band.id if band else None
