# Answers by chance, the same for the same seed, and answers on purpose: the best, the worst, and what lies between them, so that a
# level that chance would hardly meet is met.

from __future__ import annotations

from fractions import Fraction
from random import Random

from bilan.authoring.analysis.subject import Subject
from bilan.authoring.kinds import FORMATS
from bilan.engine import (
    UNANSWERED,
    Answer,
    Evaluation,
    Item,
    ReadingValue,
    State,
    Tally,
    literals_in,
)

# How often "not applicable", "don't know" and the like are drawn where they are allowed.
_STATE_CHANCE = 0.1
_STEPS = 100

# How often all answers are the best or the worst, where some are drawn.
_LEANING = 0.5

# A choice that is not offered is drawn again, which may change what others offer.
_DRAWS = 4


class Sampler:
    """Draws answers that fit; every question that is shown is answered, every box ticked or left by chance."""

    def __init__(self, subject: Subject, seed: int) -> None:
        self._subject = subject
        self._random = Random(seed)  # noqa: S311 - chance that can be repeated
        self._words = sorted(
            {word for c in subject.conditions for node in c.nodes() for word in literals_in(node) if isinstance(word, str)}
        )

    def draw(self) -> Evaluation:
        """Everything that follows from one random set of answers."""
        given, readings = {item.id: self._answer(item, ()) for item in self._subject.checklist.items}, self.readings()
        for _ in range(_DRAWS):
            evaluation = self._subject.work_out(self._subject.whole, given, readings)
            again = {
                name: self._answer(value.item, value.hidden_choices)
                for name, value in evaluation.items.items()
                if value.hidden_choices and value.state is State.UNANSWERED and len(value.hidden_choices) < len(value.item.choices)
            }
            if not again:
                break
            given |= again
        return evaluation

    def draw_some(self) -> Evaluation:
        """The same of answers of which some are missing, or hidden choices; or that are the best or the worst, more often of one kind."""
        random, ends = self._random, self._subject.extremes
        share, leaning = random.random(), random.random() < _LEANING
        given = {}
        for item in self._subject.checklist.items:
            wanted = random.random() < share
            given[item.id] = ends[item.id][wanted] if leaning else self._answer(item, ()) if wanted else UNANSWERED
        return self._subject.work_out(self._subject.whole, given, self.readings())

    def readings(self) -> dict[str, ReadingValue]:
        """Scores of other checklists: missing, or some percentage and level."""
        return {reading.id: self._reading() for reading in self._subject.checklist.readings}

    def _reading(self) -> ReadingValue:
        if self._random.random() < 1 / 3:
            return ReadingValue()
        tally = Tally(Fraction(self._random.randint(0, _STEPS)), Fraction(100))
        return ReadingValue("read", tally, self._random.choice(self._words) if self._words else None)

    def _answer(self, item: Item, hidden: tuple[str, ...]) -> Answer:
        random = self._random
        if item.allow and random.random() < _STATE_CHANCE:
            return Answer(random.choice(item.allow))
        offered = [choice.id for choice in item.offered(hidden)]
        distinct = [answer.value for answer in self._subject.domain(item.id).values]
        value = FORMATS[item.kind].drawn(item, offered, distinct, random)
        return UNANSWERED if value is None else Answer(State.ANSWERED, value)
