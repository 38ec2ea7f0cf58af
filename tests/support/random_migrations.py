# Random histories: a checklist gets migrations, and the answers to it the ids and values of an older version.

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from bilan.engine import Checklist, Kind, Migration, Rescale

# Of these some come out even, some do not, and some lead beyond what an item accepts.
_FACTORS = (Fraction(52), Fraction(1, 3), Fraction(-1), Fraction(3, 8), Fraction(10**9))


def aged(random: Random, checklist: Checklist, answers: dict[str, Any]) -> tuple[Checklist, dict[str, Any], int]:
    """The checklist with a history, its answers as they were given to an older version, and that version."""
    version = random.randint(2, 4)
    steps = tuple(_step(random, checklist, to) for to in range(2, version + 1))
    answers = dict(answers)
    for step in reversed(steps):
        for old, new in (*step.rename.items(), *((old, targets[0]) for old, targets in step.split.items())):
            if new in answers and random.random() < 0.8:
                answers[old] = answers.pop(new)
        answers |= {item: {"value": "an answer"} for item in step.remove if random.random() < 0.5}
    return replace(checklist, version=version, migrations=steps), answers, random.randint(1, version)


def _step(random: Random, checklist: Checklist, to: int) -> Migration:
    ids = [item.id for item in checklist.items]
    chosen = random.sample(checklist.items, min(len(ids), 3))
    return Migration(
        to,
        rename={
            f"old{to}-{random.randint(0, 2)}": random.choice(ids),
            **({ids[0]: ids[-1], ids[-1]: ids[0]} if random.random() < 0.1 else {}),
        },
        choices={item.id: {"c0": "c1", "c1": "c0", "c9": "c2"} for item in chosen if item.choices},
        split={f"both{to}": tuple(random.choices(ids, k=2))} if random.random() < 0.4 else {},
        remove=(f"gone{to}",),
        remove_choices={item.id: ("c1",) for item in chosen[:1] if item.choices and random.random() < 0.5},
        rescale={item.id: Rescale(random.choice(_FACTORS), Fraction(random.randint(-2, 2))) for item in chosen if item.kind is Kind.NUMBER},
        add=(random.choice(ids),) if random.random() < 0.2 else (),
    )
