# One answer: a state and, where it has one, a value.

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bilan.engine.model.vocabulary import State

# True for a ticked box, False for one that is not, a choice's id, the ids of several, an exact number or a text.
AnswerValue = bool | str | Fraction | frozenset[str] | None


@dataclass(frozen=True)
class Answer:
    """One answer. `value` is None where `state` says it all."""

    state: State
    value: AnswerValue = None


UNANSWERED = Answer(State.UNANSWERED)
