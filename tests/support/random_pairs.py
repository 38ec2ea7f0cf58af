# Random checklists and answers, the same ones at each run: unlikely numbers, answers that fit and answers that do not.

from __future__ import annotations

import json
from fractions import Fraction
from random import Random
from typing import Any

from bilan.engine import Band, Checklist, Choice, Item, Kind, Section, State

_STATES = (State.NOT_APPLICABLE, State.DONT_KNOW)


def random_pairs(count: int, seed: int) -> list[tuple[str, str]]:
    """`count` checklists with one set of answers each, as JSON texts."""
    random = Random(seed)
    return [_pair(random, number) for number in range(count)]


def _pair(random: Random, number: int) -> tuple[str, str]:
    sections = tuple(
        Section(f"s{s}", tuple(_item(random, f"i{s}-{i}") for i in range(random.randint(1, 6)))) for s in range(random.randint(1, 4))
    )
    thresholds = sorted({Fraction(random.randint(0, 1000), random.choice((1, 3, 7, 10))) % 100 for _ in range(random.randint(0, 4))})
    bands = tuple(Band(f"b{position}", threshold) for position, threshold in enumerate(thresholds))
    checklist = Checklist(f"random-{number}", random.randint(1, 9), sections, bands)
    answers = {item.id: _answer(random, item) for item in checklist.items if random.random() < 0.85}
    if random.random() < 0.2:
        answers[random.choice(("gone", "é", "\u2028", "\ud83d\ude00", "", "I0-0"))] = {"value": True}
    return checklist.to_json(), _answer_file(random, checklist, answers)


def _item(random: Random, item_id: str) -> Item:
    kind = random.choice(tuple(Kind))
    scored: dict[str, Any] = {}
    if kind is not Kind.TEXT:
        scored = {
            "weight": _positive(random),
            "reverse": random.random() < 0.3,
            "allow": tuple(state for state in _STATES if random.random() < 0.5),
            "has_action": random.random() < 0.6,
        }
    if kind in (Kind.CHOICE, Kind.SCALE):
        scored["choices"] = tuple(Choice(f"c{c}", _points(random)) for c in range(random.randint(2, 6)))
    elif kind in (Kind.CHECK, Kind.NUMBER):
        scored["points"] = _points(random)
    if kind is Kind.NUMBER:
        low = Fraction(random.randint(-50, 50), random.choice((1, 2, 3)))
        scored |= {"minimum": low, "maximum": low + _positive(random) * 10}
        if random.random() < 0.8:
            start = low + random.randint(-5, 5)
            scored |= {"zero_at": start, "full_at": start + random.choice((-1, 1)) * _positive(random)}
    return Item(item_id, kind, optional=random.random() < 0.2, **scored)


def _positive(random: Random) -> Fraction:
    return random.choice((Fraction(1), Fraction(random.randint(1, 40), random.choice((1, 3, 7, 8, 10, 1000)))))


def _points(random: Random) -> Fraction:
    return random.choice((Fraction(0), Fraction(random.randint(0, 10)), _positive(random)))


def _answer(random: Random, item: Item) -> dict[str, Any]:
    if random.random() < 0.15:
        return {"state": random.choice(_STATES).value}
    if random.random() < 0.1:
        return {"value": random.choice((True, False, "c0", 'é"\\\n', 1, 0.1))}
    if item.choices:
        return {"value": random.choice(item.choices).id}
    if item.kind is Kind.NUMBER and item.minimum is not None:
        near = float(item.minimum) + random.uniform(-1, 12)
        return {"value": random.choice((near, round(near, 2), round(near)))}
    return {"value": True if item.kind is Kind.CHECK else "A text."}


def _answer_file(random: Random, checklist: Checklist, answers: dict[str, Any]) -> str:
    document = {"format": "bilan-answers/1", "checklist": checklist.id, "version": checklist.version, "answers": answers}
    return json.dumps(document, ensure_ascii=random.random() < 0.5, indent=random.choice((None, 2)))
