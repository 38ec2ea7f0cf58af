# Answers that would bring a score to its next better band, and what can still become of it. Nothing is told that was not evaluated.

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bilan.engine.answers.file import written
from bilan.engine.model.numbers import plain, round_half_up
from bilan.engine.model.scores import Band, Score
from bilan.engine.model.vocabulary import Better
from bilan.engine.scoring.evaluation import shown_number
from bilan.engine.scoring.result import Result
from bilan.engine.scoring.values import Evaluation
from bilan.engine.what_if.analysis import WhatIf
from bilan.engine.what_if.prospects import Prospect, prospects
from bilan.engine.what_if.search import Answering, Search

FORMAT = "bilan-lift/1"


@dataclass(frozen=True)
class Lift:
    """How to reach the next better band of a score, and what can still become of it.

    `next` is None at the best band, where the score is good neither way, and while it has no band. `changes` are the answers to give,
    by item; None if no set of them was found, empty without a next band. `values` are what the number of the score becomes with each of
    them and those before it. `ties` are other sets of as many items. `exact` tells that no smaller set does it (or that none does it at
    all), `stopped` that the search ended at its bound after `evaluations`.
    """

    result: Result
    score: Score
    band: Band | None
    next: Band | None
    reaches: Band | None
    changes: Answering | None
    values: tuple[Fraction | None, ...]
    ties: tuple[Answering, ...]
    exact: bool
    stopped: bool
    evaluations: int
    lowest: Prospect
    highest: Prospect

    def to_dict(self) -> dict[str, Any]:
        """The documented form (docs/contract.md)."""
        checklist, given = self.result.checklist, self.result.evaluation.answers.by_item

        def told(answers: Answering) -> list[dict[str, Any]]:
            return [
                {"item": item, "from": written(given[item]) if item in given else None, "to": written(answer)}
                for item, answer in answers.items()
            ]

        changes = None if self.changes is None else told(self.changes)
        for change, value in zip(changes or (), self.values, strict=True):
            item = checklist.by_item[change["item"]]
            change["value"] = self._shown(value)
            change["action"] = item.has_action
        return {
            "format": FORMAT,
            "checklist": checklist.id,
            "version": checklist.version,
            "score": self.score.id,
            "better": self.score.better.value,
            "value": self._shown(self.result.evaluation.scores[self.score.id].value),
            "band": _band(self.band),
            "next": self._next(),
            "reaches": _band(self.reaches),
            "changes": changes,
            "ties": [told(answers) for answers in self.ties],
            "exact": self.exact,
            "stopped": self.stopped,
            "evaluations": self.evaluations,
            "lowest": self.lowest.to_dict(),
            "highest": self.highest.to_dict(),
        }

    def _shown(self, value: Fraction | None) -> int | float | None:
        return None if value is None else plain(shown_number(self.score, value, self.score.unit))

    def _next(self) -> dict[str, Any] | None:
        """The next better band and where it begins: at its threshold, or where a low score is good, below that of the present one."""
        if self.next is None or self.band is None:
            return None
        if self.score.better is Better.LOWER:
            return {"id": self.next.id, "below": round_half_up(self.band.threshold, 3)}
        return {"id": self.next.id, "from": round_half_up(self.next.threshold, 3)}


def lift(result: Result, score: str | None = None) -> Lift:
    """Search for the smallest set of changed answers that brings a score to a better band.

    Answers are proposed, never "not applicable" or "don't know", and no answer is taken back but the tick of a box. Nothing is proposed
    for a question that earns nothing, asks for a fact, does not apply or withholds its action now, nor what would hide a question that
    counts.

    Args:
        result: the answers as they are.
        score: the id of a score; the first one if None.

    Raises:
        KeyError: there is no such score.
    """
    evaluation = result.evaluation
    named = evaluation.plan.scores[score or result.checklist.scores[0].id]
    what_if = WhatIf(evaluation, named)
    search = Search(what_if)
    present = evaluation.bands[named.id].band
    following = _following(evaluation, named, search.start)
    if following:
        search.run()
    best = search.best if following else {}
    ties = search.verified_ties()
    evaluations, reached, values = what_if.made, evaluation, list[Fraction | None]()
    for item, answer in (best or {}).items():
        reached = what_if.revise({item: answer}, reached)
        values.append(reached.scores[named.id].value)
    lowest, highest = prospects(what_if)
    return Lift(
        result=result,
        score=named,
        band=present,
        next=following,
        reaches=reached.bands[named.id].band if best else None,
        changes=best,
        values=tuple(values),
        ties=ties,
        exact=search.exact,
        stopped=search.stopped,
        evaluations=evaluations,
        lowest=lowest,
        highest=highest,
    )


def _following(evaluation: Evaluation, score: Score, start: int) -> Band | None:
    """The next better band that conditions allow, or else the next one; None if there is no better one."""
    if score.better is Better.NEITHER or start < 0:
        return None
    beyond = score.bands[start + 1 :] if score.better is Better.HIGHER else score.bands[:start][::-1]
    return next((band for band in beyond if evaluation.holds(band.when)), beyond[0] if beyond else None)


def _band(band: Band | None) -> str | None:
    return band.id if band else None
