# Rules of each state of an answer.

from __future__ import annotations

from dataclasses import dataclass

from bilan.engine.model.variant import require_every
from bilan.engine.model.vocabulary import State, Treatment


@dataclass(frozen=True)
class StateRules:
    """What a state of an item means.

    `given` tells that a reader may give it in place of an answer, where the author allows it; `applies` that the question is one for this
    reader; `is_weak` that it is as telling as a poor answer, so the action of the item is due. `treatments` are what authors may have it do
    to a sum, the usual one first; none where it is no matter of theirs.
    """

    given: bool = False
    applies: bool = True
    is_weak: bool = False
    treatments: tuple[Treatment, ...] = ()


STATES: dict[State, StateRules] = {
    State.ANSWERED: StateRules(),
    State.NOT_APPLICABLE: StateRules(given=True, applies=False, treatments=(Treatment.EXCLUDE, Treatment.ZERO, Treatment.FULL)),
    State.DONT_KNOW: StateRules(given=True, is_weak=True, treatments=(Treatment.ZERO, Treatment.EXCLUDE)),
    State.UNANSWERED: StateRules(treatments=(Treatment.EXCLUDE, Treatment.ZERO)),
    State.HIDDEN: StateRules(applies=False),
}

require_every(State, STATES, "STATES in engine/model/states.py")

# The states that a reader may give in place of an answer.
GIVEN = tuple(state for state, rules in STATES.items() if rules.given)
