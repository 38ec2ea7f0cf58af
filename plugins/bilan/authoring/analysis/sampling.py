# Answers by chance, the same for the same seed, and answers on purpose: the best, the worst, and what lies between them, so that a
# level that chance would hardly meet is met.

from __future__ import annotations

from fractions import Fraction
from random import Random

from bilan.authoring.analysis.subject import Subject
from bilan.engine import (
    UNANSWERED,
    Answer,
    CheckItem,
    ChoiceItem,
    ChoicesItem,
    Evaluation,
    Item,
    NumberItem,
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
            found = self._subject.work_out(self._subject.whole, given, readings)
            again = {
                name: self._answer(value.item, value.hidden_choices)
                for name, value in found.items.items()
                if value.hidden_choices and value.state is State.UNANSWERED and len(value.hidden_choices) < len(value.item.choices)
            }
            if not again:
                break
            given |= again
        return found

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
        match item:
            case CheckItem():
                return Answer(State.ANSWERED, True) if random.random() < 0.5 else UNANSWERED
            case NumberItem():
                return Answer(State.ANSWERED, self._number(item))
            case ChoicesItem():
                return Answer(State.ANSWERED, self._ticks(item, hidden))
            case ChoiceItem():
                return Answer(State.ANSWERED, random.choice([choice.id for choice in item.offered(hidden)]))
            case _:
                return random.choice(self._subject.domain(item.id).values)

    def _number(self, item: NumberItem) -> Fraction:
        """One of those at which something changes, or of a hundred steps over the range in which the points change."""
        if self._random.random() < 0.25 or item.minimum is None or item.maximum is None:
            value = self._random.choice(self._subject.domain(item.id).values).value
            return value if isinstance(value, Fraction) else Fraction(0)
        low, high = item.minimum, item.maximum
        if item.breakpoints:
            low, high = max(low, item.breakpoints[0].at), min(high, item.breakpoints[-1].at)
            low, high = (low, high) if low < high else (item.minimum, item.maximum)
        return low + (high - low) * self._random.randint(0, _STEPS) / _STEPS

    def _ticks(self, item: Item, hidden: tuple[str, ...]) -> frozenset[str]:
        offered = [choice for choice in item.choices if choice.id not in hidden]
        alone = [choice.id for choice in offered if choice.exclusive]
        joint = [choice.id for choice in offered if not choice.exclusive]
        if not joint or (alone and self._random.random() < 1 / (len(joint) + 1)):
            return frozenset({self._random.choice(alone)})
        return frozenset(name for name in joint if self._random.random() < 0.5) or frozenset({self._random.choice(joint)})
