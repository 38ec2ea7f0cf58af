# The search for the smallest set of new answers that brings a score to a better band. Exact where the score is a sum: the items that
# gain most come first. What conditions look at is tried out, smallest sets first, up to a stated number of evaluations.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product
from operator import itemgetter

from bilan.engine.model.answer import UNANSWERED, Answer
from bilan.engine.model.items import Item
from bilan.engine.model.scores import Band
from bilan.engine.model.states import STATES
from bilan.engine.model.vocabulary import Better, State
from bilan.engine.scoring.values import Evaluation
from bilan.engine.what_if.analysis import WhatIf
from bilan.engine.what_if.linear import Requirement, opposite, requirement

# Evaluations, and steps that are done again for them, until the search ends; beside three evaluations for each item, which make sure
# that a set is found if one is easily found.
MOST_EVALUATIONS = 160
MOST_STEPS = 2_500
MOST_TIES = 5

_FAR = Fraction(10**12)

Answering = Mapping[str, Answer]


class Search:
    """The search for one score. `best` is the smallest set so far that was evaluated and found to lift it.

    Lifting is bringing to a better band: a lower one, where a low score is good. No set is proposed that hides a question which counts.
    """

    def __init__(self, what_if: WhatIf) -> None:
        self._what_if = what_if
        self.start = what_if.position(what_if.evaluation)
        self._sign = -1 if what_if.score.better is Better.LOWER else 1
        self.best: Answering | None = None
        self.stopped = False
        self._ties: list[Answering] = []
        self._sure = True
        gated = {gate.item for gate in what_if.score.gates if gate.item}
        # What closes a gate may make the band better, where a low one is good.
        open_gates = what_if.monotone and self._sign > 0
        easy = {item for item in what_if.easy() if item not in what_if.showing and (open_gates or item not in gated)}
        proposed = [item for item in what_if.items if _may_be_proposed(what_if.evaluation, item)]
        self._easy = [item.id for item in proposed if item.id in easy]
        self._hard = {item.id: self._tries(item) for item in proposed if item.id not in easy}
        # Where the shares of a sum must be found anew, or a scorer runs, an evaluation costs several times as much.
        costly = what_if.by_scorer or not (what_if.lasting or not easy)
        self._most = MOST_EVALUATIONS // 10 if costly else MOST_EVALUATIONS
        self._kept: dict[tuple[Fraction, Fraction], list[tuple[Fraction, str, Answer]]] = {}
        self._singles: list[tuple[tuple[int, Fraction], Answering]] = []

    @property
    def exact(self) -> bool:
        """Whether no smaller set does it; none is smaller than one answer."""
        return (self.best is not None and len(self.best) <= 1) or (self._sure and not self.stopped)

    def run(self) -> None:
        """Look for sets with ever more of the hard items in them, until no larger number can make a smaller set."""
        self._consider({}, self._what_if.evaluation)
        for size in range(1, len(self._hard) + 1):
            if self.stopped or (self.best is not None and size >= len(self.best)):
                return
            for answers in self._sets(size):
                if self._what_if.made >= self._most or self._what_if.steps >= MOST_STEPS:
                    self.stopped = True
                    break
                evaluation = self._what_if.revise(answers)
                self._consider(answers, evaluation)
                if size == 1:
                    self._singles.append((self._standing(evaluation), answers))
            if size == 1 and self.best is None:
                self._gather()

    def verified_ties(self) -> tuple[Answering, ...]:
        """Other sets of as many items, each evaluated."""
        ties: dict[frozenset[str], Answering] = {frozenset(self.best or ()): {}}
        for answers in self._ties:
            if len(ties) <= MOST_TIES and frozenset(answers) not in ties and self._lifts(answers, self._what_if.revise(answers)):
                ties[frozenset(answers)] = answers
        return tuple(ties.values())[1:]

    def _tries(self, item: Item) -> list[Answer]:
        """The answers to a hard item that are worth a try, but for the one that it has."""
        present = self._what_if.evaluation.items[item.id]
        ends = self._what_if.ends(present)
        if self._what_if.monotone and ends and item.id not in self._what_if.read and not any(choice.when for choice in item.choices):
            answers: tuple[Answer, ...] = (ends[self._sign > 0].answer,)
        else:
            answers, complete = self._what_if.domain(item)
            self._sure = self._sure and complete
        new = [a for a in answers if present.state is State.HIDDEN or (a.state, a.value) != (present.state, present.value)]
        # Of two that are enough the better one is told: a poor answer that just suffices is no advice.
        new.sort(key=lambda answer: -self._sign * self._what_if.brought(present, answer))
        return [answer for answer in new if not self._what_if.hides({item.id: answer})]

    def _sets(self, size: int) -> Iterator[dict[str, Answer]]:
        for items in combinations(self._hard, size):
            for answers in product(*(self._hard[item] for item in items)):
                yield dict(zip(items, answers, strict=True))

    def _consider(self, answers: Answering, evaluation: Evaluation) -> None:
        """Complete answers to hard items with the easy items that gain most, and keep the set if it is the smallest."""
        room = len(self._easy) if self.best is None else len(self.best) - len(answers)
        added = self._completed(evaluation, room)
        for number, more in enumerate(added):
            whole = {**answers, **more}
            if self.best is not None and len(whole) == len(self.best):
                self._ties.append(whole)
            elif number == 0 and self._lifts(whole, self._what_if.revise(whole) if more else evaluation):
                self.best, self._ties = whole, []
            else:
                self._sure = self._sure and number > 0
                return

    def _completed(self, evaluation: Evaluation, room: int) -> Iterator[Answering]:
        """The fewest easy items, at most `room`, that lift this evaluation; then other sets with another item in the last place."""
        if self._is_better(evaluation):
            yield {}
            return
        band = self._within_reach(evaluation) if room > 0 else None
        needed = self._needed(evaluation, band) if band else None
        if band is None or needed is None:
            return
        raw, taken = evaluation.scores[self._what_if.score.id].raw, dict[str, Answer]()
        reached = needed.measure(raw) if raw else Fraction(0)
        gains = self._gains(evaluation, needed)
        for gain, item, answer in [gain for gain in gains if gain[1] in self._in_the_way(evaluation, band)]:
            reached += gain
            taken[item] = answer
        if taken and len(taken) <= room and needed.bound.met(reached):
            yield taken
            return
        gains = [gain for gain in gains if gain[0] > 0 and gain[1] not in taken]
        for place, (gain, item, answer) in enumerate(gains[: max(0, room - len(taken))]):
            if needed.bound.met(reached + gain):
                yield {**taken, item: answer}
                yield from ({**taken, other: a} for gain, other, a in gains[place + 1 :] if needed.bound.met(reached + gain))
                return
            reached += gain
            taken[item] = answer

    def _within_reach(self, evaluation: Evaluation) -> Band | None:
        """The lowest band above that conditions allow, and gates that no easy item opens; or, to get lower, the one to get out of."""
        score = self._what_if.score
        if self._sign < 0:
            lower = any(evaluation.holds(band.when) for band in score.bands[: self.start])
            return next((band for band in score.bands[self.start :] if lower and evaluation.holds(band.when)), None)
        capped = {gate.at_most for gate in evaluation.bands[score.id].gates if gate.item not in self._easy}
        top = next((place for place, band in enumerate(score.bands) if band.id in capped), len(score.bands))
        return next((band for band in score.bands[self.start + 1 : top + 1] if evaluation.holds(band.when)), None)

    def _needed(self, evaluation: Evaluation, band: Band) -> Requirement | None:
        needed = requirement(evaluation, self._what_if.score, band)
        return needed if self._sign > 0 else opposite(needed)

    def _in_the_way(self, evaluation: Evaluation, band: Band) -> set[str]:
        """The easy items whose gates hold below this band: no set is enough without them."""
        score = self._what_if.score
        below = {lower.id for lower in score.bands[: score.bands.index(band)]}
        return {gate.item for gate in evaluation.bands[score.id].gates if gate.item in self._easy and gate.at_most in below}

    def _gains(self, evaluation: Evaluation, needed: Requirement) -> list[tuple[Fraction, str, Answer]]:
        """What each easy item adds to the measure at the most, most first."""
        key = (needed.points, needed.maximum)
        kept = self._what_if.lasting and all(evaluation.items[item] is self._what_if.evaluation.items[item] for item in self._easy)
        if kept and key in self._kept:
            return self._kept[key]
        shares, gains = self._what_if.shares(evaluation), []
        for item in self._easy:
            value = evaluation.items[item]
            if value.state is not State.HIDDEN:
                moves = self._what_if.moves(value, shares)
                if moves:
                    gain, answer = max(((needed.measure(move), answer) for move, answer in reversed(moves)), key=itemgetter(0))
                    gains.append((gain, item, answer))
                else:
                    self._sure = False
        gains.sort(key=lambda gain: -gain[0])
        if kept:
            self._kept[key] = gains
        return gains

    def _standing(self, evaluation: Evaluation) -> tuple[int, Fraction]:
        """How high an evaluation stands: its band, and its number within that."""
        value = evaluation.scores[self._what_if.score.id].value
        return self._sign * self._what_if.position(evaluation), -_FAR if value is None else self._sign * value

    def _gather(self) -> None:
        """Put together what helps most by itself until the score is lifted, then leave out what is not needed: some set, if any."""
        before = self._standing(self._what_if.evaluation)
        ranked = [answers for standing, answers in sorted(self._singles, key=itemgetter(0), reverse=True) if standing >= before]
        wholes: list[dict[str, Answer]] = [{}]
        for answers in ranked:
            if not answers.keys() & wholes[-1].keys():
                wholes.append({**wholes[-1], **answers})
        # More answers that help by themselves rarely harm together, so the first whole that is enough is looked for by halves.
        low, high = 1, len(wholes)
        while low < high:
            middle = (low + high) // 2
            evaluation = self._what_if.revise(wholes[middle])
            if next(self._completed(evaluation, len(self._easy)), None) is None:
                low = middle + 1
            else:
                self._consider(wholes[middle], evaluation)
                high = middle
        given, evaluation = self._what_if.evaluation.answers.by_item, self._what_if.revise(self.best or {})
        for item in tuple(self.best or ()):
            fewer = {name: answer for name, answer in (self.best or {}).items() if name != item}
            without = self._what_if.revise({item: given.get(item, UNANSWERED)}, evaluation)
            if self._lifts(fewer, without):
                self.best, evaluation = fewer, without

    def _lifts(self, answers: Answering, evaluation: Evaluation) -> bool:
        """Whether an evaluation is in a better band, each of its new answers is one to a question that is shown, and none is hidden."""
        values = [(evaluation.items[item], answer) for item, answer in answers.items()]
        fits = all((value.state, value.value) == (answer.state, answer.value) for value, answer in values)
        return fits and self._is_better(evaluation) and not (len(answers) > 1 and self._what_if.hides(answers))

    def _is_better(self, evaluation: Evaluation) -> bool:
        """Whether an evaluation is in a better band; to have none is not better."""
        position = self._what_if.position(evaluation)
        return position >= 0 and self._sign * (position - self.start) > 0


def _may_be_proposed(evaluation: Evaluation, item: Item) -> bool:
    """Whether another answer to an item is of use: it earns something, is in the reader's power, applies, and calls for an action."""
    given = evaluation.answers.by_item.get(item.id)
    applies = given is None or STATES[given.state].applies
    return item.scores and not item.fact and applies and evaluation.holds(item.action_when)
