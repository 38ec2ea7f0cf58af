# Parts that were met among the evaluations of an analysis: each is the proof that something can be.

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from bilan.engine import Checklist, Evaluation, State, outcome_of


@dataclass
class Sightings:
    """What was met so far in `looks` evaluations of everything; `extents` are the least and the greatest numbers of the scores."""

    checklist: Checklist
    looks: int = 0
    items: set[str] = field(default_factory=set)
    sections: set[str] = field(default_factory=set)
    choices: set[tuple[str, str]] = field(default_factory=set)
    bands: set[tuple[str, str]] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    extents: dict[str, tuple[Fraction, Fraction]] = field(default_factory=dict)

    def look(self, evaluation: Evaluation) -> None:
        """Note what an evaluation of everything met."""
        self.looks += 1
        self.sections |= {section for section, shown in evaluation.shown.items() if shown}
        for name, value in evaluation.items.items():
            if value.state is not State.HIDDEN:
                self.items.add(name)
                if value.item.choices:
                    self.choices |= {(name, choice.id) for choice in value.item.choices if choice.id not in value.hidden_choices}
        for score in self.checklist.scores:
            band, number = evaluation.band(score.id), evaluation.scores[score.id].value
            if band is not None:
                self.bands.add((score.id, band))
            if number is not None:
                least, most = self.extents.get(score.id, (number, number))
                self.extents[score.id] = min(least, number), max(most, number)
        outcome = outcome_of(evaluation)
        if outcome:
            self.outcomes.add(outcome.id)
