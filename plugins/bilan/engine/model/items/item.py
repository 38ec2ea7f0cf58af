# The base of all items: what every one has, and what each kind must say of itself.

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, NamedTuple

from bilan.engine.conditions.parser import Condition
from bilan.engine.model.answer import Answer, AnswerValue
from bilan.engine.model.variant import Variant
from bilan.engine.model.vocabulary import Kind, ModelError, Problem, State

ZERO = Fraction(0)


@dataclass(frozen=True)
class Choice:
    """One of the answers that an item offers. An `exclusive` one can't be ticked beside others; one whose `when` fails is not offered."""

    id: str
    points: Fraction
    when: Condition | None = None
    exclusive: bool = False


class Distinct(NamedTuple):
    """Values that differ in what they do; `complete` tells that any other value does the same as one of them."""

    values: tuple[AnswerValue, ...]
    complete: bool = True


@dataclass(frozen=True)
class Item(Variant, ABC):
    """One question.

    A `fact` states what is so: no other answer to it is ever proposed. `has_action` tells whether the author wrote what to do when the
    answer is weak, and `action_when` while what holds it is offered. Points are those before `weight` and `reverse` unless it is said.
    """

    id: str
    weight: Fraction = Fraction(1)
    reverse: bool = False
    optional: bool = False
    allow: tuple[State, ...] = ()
    when: Condition | None = None
    choices: tuple[Choice, ...] = ()
    fact: bool = False
    has_action: bool = False
    action_when: Condition | None = None

    kind: ClassVar[Kind]
    # Whether it is a box: one that is not ticked is an answer too, and earns what it earns.
    is_box: ClassVar[bool] = False
    # Whether an answer is any number of its choices.
    takes_several: ClassVar[bool] = False
    # Whether its author lists choices, at least one.
    offers_choices: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if self.weight <= 0:
            raise ModelError(f"the item {self.id!r} has the weight {self.weight}")
        if bool(self.choices) is not self.offers_choices:
            raise ModelError(f"the item {self.id!r} of kind {self.kind.value!r} has {len(self.choices)} choices")

    @abstractmethod
    def problem_of(self, value: AnswerValue) -> Problem | None:
        """Why a value can't be an answer to it; None if it can."""

    @abstractmethod
    def bounds(self, offered: Sequence[Choice]) -> tuple[Fraction, Fraction]:
        """The least and the most points when it offers these of its choices; 0 and 0 if it can't score."""

    @abstractmethod
    def raw(self, value: AnswerValue) -> Fraction:
        """The points of a value that fits a scoring item; None is an unticked box."""

    @abstractmethod
    def distinct(self, literals: Collection[object], offered: Sequence[Choice], *, earning: bool, most: int) -> Distinct:
        """The values that differ in what they do.

        Args:
            literals: the texts and numbers that conditions compare the answer with.
            offered: those of its choices that can be taken.
            earning: whether it makes a difference how many points a value earns.
            most: how many sets of ticks are listed; where there are more, some stand for all, and the rest is not told.
        """

    @cached_property
    def scores(self) -> bool:
        """Whether any answer to this item earns points or takes some off; if none does, the item is context and counts nowhere."""
        return any(bound != 0 for bound in self.bounds(self.choices))

    def misfit(self, answer: Answer) -> Problem | None:
        """Why an answer can't be one to this item; None if it can."""
        match answer.state:
            case State.UNANSWERED:
                return None
            case State.ANSWERED:
                return self.problem_of(answer.value)
            case state:
                return None if state in self.allow else Problem.NOT_ALLOWED

    def earned(self, value: AnswerValue) -> Fraction:
        """The points of a value that fits a scoring item, after `reverse` and `weight`."""
        points = self.after_reverse(self.raw(value))
        return points if self.weight == 1 else self.weight * points

    def after_reverse(self, points: Fraction) -> Fraction:
        """What raw points become if it is reversed: the most for the least, and the other way round."""
        if not self.reverse:
            return points
        least, most = self.bounds(self.choices)
        return least + most - points

    def full(self, offered: Sequence[Choice]) -> Fraction:
        """The most that it can earn, after `reverse` and `weight`, when it offers these of its choices."""
        if not self.scores or (self.choices and not offered):
            return ZERO
        least, most = self.bounds(offered)
        if self.reverse and self.choices:
            most = self.after_reverse(least)
        return most if self.weight == 1 else self.weight * most

    def offered(self, hidden: Collection[str]) -> tuple[Choice, ...]:
        """Its choices without the `hidden` ones."""
        return tuple(choice for choice in self.choices if choice.id not in hidden) if hidden else self.choices
