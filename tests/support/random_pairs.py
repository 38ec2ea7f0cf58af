# Random checklists that use every part of the model, and answers to them: unlikely numbers, conditions that read each other,
# answers that fit and answers that do not. The same ones for the same random numbers.

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

from bilan.engine import (
    Advice,
    Aggregate,
    Band,
    Breakpoint,
    Checklist,
    Choice,
    Combine,
    Condition,
    Gate,
    Group,
    Item,
    Kind,
    Maximum,
    Member,
    Modifier,
    ModifierKind,
    Outcome,
    Policies,
    Round,
    Rounding,
    Score,
    Section,
    State,
    Ticks,
    Treatment,
    Unit,
)

from tests.support.random_migrations import aged

_STATES = (State.NOT_APPLICABLE, State.DONT_KNOW)
_SIMPLE = (Kind.CHECK, Kind.CHOICE, Kind.SCALE, Kind.NUMBER, Kind.TEXT)


def random_pairs(count: int, seed: int) -> list[tuple[str, str]]:
    """`count` checklists with one set of answers each, as JSON texts.

    Every third is a plain one without conditions, every fifth has answers to an older version.
    """
    random = Random(seed)
    return [_pair(random, number) for number in range(count)]


def _pair(random: Random, number: int) -> tuple[str, str]:
    checklist = plain_checklist(random, f"random-{number}") if number % 3 == 0 else full_checklist(random, f"random-{number}")
    answers = {item.id: random_entry(random, item) for item in checklist.items if random.random() < 0.85}
    if random.random() < 0.2:
        answers[random.choice(("gone", "é", "\u2028", "\ud83d\ude00", "", "I0-0"))] = {"value": True}
    version = checklist.version
    if number % 5 == 4:
        checklist, answers, version = aged(random, checklist, answers)
    return checklist.to_json(), answer_file(random, checklist.id, version, answers)


def plain_checklist(random: Random, checklist_id: str) -> Checklist:
    """A sum of items without conditions, and its bands; nothing takes points off."""
    sections = tuple(Section(f"s{s}", tuple(_item(random, f"i{s}-{i}") for i in range(random.randint(1, 6)))) for s in range(_few(random)))
    return Checklist(checklist_id, random.randint(1, 9), sections, (Score("total", bands=_bands(random, "b")),))


def full_checklist(random: Random, checklist_id: str) -> Checklist:
    """A checklist in which anything may turn up: conditions, groups in groups, scores that change each other, gates, outcomes."""
    known = _Known(random)
    sections = tuple(_section(random, known, f"s{s}") for s in range(_few(random)))
    known.tallied = [section.id for section in sections]
    groups = tuple(_group(random, known, f"g{g}") for g in range(random.randint(0, 3)))
    scores = tuple(_score(random, known, f"score{s}") for s in range(random.randint(1, 3)))
    return Checklist(
        checklist_id,
        random.randint(1, 9),
        sections,
        scores,
        groups,
        _policies(random),
        tuple(Outcome(f"o{o}", known.condition(), random.choice((None, "P6M"))) for o in range(random.randint(0, 2))),
        tuple(Advice(f"a{a}", known.condition()) for a in range(random.randint(0, 2))),
    )


@dataclass
class _Known:
    """What a condition may read so far, so that none goes in a circle."""

    random: Random
    items: list[Item] = field(default_factory=list)
    tallied: list[str] = field(default_factory=list)
    scores: list[str] = field(default_factory=list)

    def condition(self) -> Condition | None:
        """A condition, or none."""
        return Condition.parse(self._text(2)) if self.items and self.random.random() < 0.35 else None

    def _text(self, depth: int) -> str:
        random = self.random
        if depth and random.random() < 0.5:
            parts = [self._text(depth - 1) for _ in range(random.randint(1, 3))]
            joined = f" {random.choice(('and', 'or'))} ".join(parts)
            return random.choice((f"({joined})", f"not ({joined})", f"count({', '.join(parts)}) >= {random.randint(1, 2)}"))
        if self.scores and random.random() < 0.2:
            score = random.choice(self.scores)
            return random.choice((f"percent({score}) {self._order()} {random.randint(0, 100)}", f'band({score}) != "{score}-b0"'))
        if self.tallied and random.random() < 0.3:
            name = random.choice(self.tallied)
            return random.choice((f"count({name}) {self._order()} 2", f"points({name}) {self._order()} {random.randint(-3, 9)}"))
        return self._about(random.choice(self.items))

    def _about(self, item: Item) -> str:
        random, name = self.random, item.id
        texts = [f"answered({name})", f'state({name}) == "{random.choice(tuple(State)).value}"', f"points({name}) {self._order()} 1"]
        if item.kind is Kind.CHECK:
            texts += [name, f"{name} == false"]
        elif item.kind is Kind.NUMBER:
            texts.append(f"{name} {self._order()} {random.randint(-20, 60)}")
        elif item.kind is Kind.CHOICES:
            texts += [f'{name} contains "c0"', f'"c1" in {name}', f'{name} == ["c0", "c1"]']
        else:
            texts += [f'{name} == "c0"', f'{name} in ["c0", "c2"]', f'{name} not in ["c1"]', f'{name} != "c1"']
        return random.choice(texts)

    def _order(self) -> str:
        return self.random.choice(("<", "<=", ">", ">=", "==", "!="))


def _section(random: Random, known: _Known, section_id: str) -> Section:
    when = known.condition()
    items = []
    for position in range(random.randint(1, 6)):
        items.append(_item(random, f"i{section_id[1:]}-{position}", known))
        known.items.append(items[-1])
    return Section(section_id, tuple(items), when, _aggregate(random, ()))


def _item(random: Random, item_id: str, known: _Known | None = None) -> Item:
    kind = random.choice(tuple(Kind) if known else _SIMPLE)
    scored: dict[str, Any] = {"when": known.condition() if known else None}
    if kind is not Kind.TEXT:
        scored |= {
            "weight": positive(random),
            "reverse": random.random() < 0.3,
            "allow": tuple(state for state in _STATES if random.random() < 0.5),
            "has_action": random.random() < 0.6,
            "action_when": known.condition() if known else None,
        }
    if kind in (Kind.CHOICE, Kind.SCALE, Kind.CHOICES):
        scored["choices"] = tuple(_choice(random, f"c{c}", kind, known) for c in range(random.randint(2, 6)))
    elif kind is Kind.CHECK:
        scored["points"] = _points(random, known)
    if kind is Kind.CHOICES:
        scored |= {
            "ticks": random.choice(tuple(Ticks)),
            "floor": random.choice((None, Fraction(0))),
            "cap": random.choice((None, Fraction(5))),
        }
    if kind is Kind.NUMBER:
        low = Fraction(random.randint(-50, 50), random.choice((1, 2, 3)))
        scored |= {"minimum": low, "maximum": low + positive(random) * 10}
        if random.random() < 0.8:
            at = sorted({low + random.randint(-5, 5), *(low + positive(random) * 5 for _ in range(random.randint(1, 3)))})
            scored |= {"breakpoints": tuple(Breakpoint(value, _points(random, known)) for value in at) if len(at) > 1 else ()}
            scored["stepped"] = bool(known) and random.random() < 0.5
    return Item.variants[kind](item_id, optional=random.random() < 0.2, **scored)


def _choice(random: Random, choice_id: str, kind: Kind, known: _Known | None) -> Choice:
    when = known.condition() if known and random.random() < 0.3 else None
    return Choice(choice_id, _points(random, known), when, exclusive=kind is Kind.CHOICES and random.random() < 0.2)


def _group(random: Random, known: _Known, group_id: str) -> Group:
    names = [*known.tallied, *(item.id for item in known.items)]
    group = Group(group_id, _aggregate(random, random.sample(names, random.randint(1, min(4, len(names))))))
    known.tallied.append(group_id)
    return group


def _score(random: Random, known: _Known, score_id: str) -> Score:
    names = [*known.tallied, *(item.id for item in known.items), *known.scores]
    members = random.sample(names, random.randint(0, min(4, len(names))))
    bands = _bands(random, f"{score_id}-b", known)
    gates = (
        [Gate(f"{score_id}-gate", random.choice(bands).id, item=random.choice(known.items).id)] if bands and random.random() < 0.5 else []
    )
    score = Score(
        score_id,
        _aggregate(random, members),
        out_of=positive(random) * 20 if random.random() < 0.2 else None,
        unit=random.choice(tuple(Unit)),
        digits=random.randint(0, 3),
        rounding=random.choice(tuple(Rounding)),
        exact=random.random() < 0.3,
        modifiers=tuple(_modifier(random, known) for _ in range(random.randint(0, 2))),
        bands=bands,
        bands_in=random.choice(tuple(Unit)),
        above=random.random() < 0.3,
        gates=tuple(gates),
    )
    known.scores.append(score_id)
    return score


def _aggregate(random: Random, members: Sequence[str]) -> Aggregate:
    weighted = tuple(Member(name, random.choice((None, positive(random), Fraction(-1)))) for name in members)
    policies = _policies(random) if random.random() < 0.3 else None
    return Aggregate(
        weighted, random.choice(tuple(Combine)), random.choice(tuple(Unit)), policies, bool(members) and random.random() < 0.15
    )


def _policies(random: Random) -> Policies:
    return Policies(
        random.choice(tuple(Maximum)),
        random.choice(tuple(Treatment)),
        random.choice((Treatment.ZERO, Treatment.EXCLUDE)),
        random.choice((Treatment.ZERO, Treatment.EXCLUDE)),
    )


def _modifier(random: Random, known: _Known) -> Modifier:
    kind = random.choice(tuple(ModifierKind))
    number = Fraction(random.randint(0, 3)) if kind is ModifierKind.ROUND else _points(random, known)
    when, rounding = known.condition(), random.choice(tuple(Rounding))
    return Round(number, when, rounding) if kind is ModifierKind.ROUND else Modifier.variants[kind](number, when)


def _bands(random: Random, prefix: str, known: _Known | None = None) -> tuple[Band, ...]:
    thresholds = sorted({Fraction(random.randint(0, 1000), random.choice((1, 3, 7, 10))) % 100 for _ in range(random.randint(0, 4))})
    return tuple(Band(f"{prefix}{p}", threshold, known.condition() if known and p else None) for p, threshold in enumerate(thresholds))


def _few(random: Random) -> int:
    return random.randint(1, 4)


def positive(random: Random) -> Fraction:
    """A number above 0, often 1."""
    return random.choice((Fraction(1), Fraction(random.randint(1, 40), random.choice((1, 3, 7, 8, 10, 1000)))))


def _points(random: Random, known: _Known | None) -> Fraction:
    points = random.choice((Fraction(0), Fraction(random.randint(0, 10)), positive(random)))
    return -points if known and random.random() < 0.2 else points


def random_entry(random: Random, item: Item) -> dict[str, Any]:
    """The entry of an item in an answer file: mostly one that fits."""
    evidence = {"note": "Vu le 3 mai.", "date": "2026-05-03"} if random.random() < 0.1 else {}
    if random.random() < 0.15:
        return {"state": random.choice(_STATES).value, **evidence}
    if random.random() < 0.1:
        return {"value": random.choice((True, False, "c0", 'é"\\\n', 1, 0.1, ["c0", "c1"])), **evidence}
    if item.kind is Kind.CHOICES:
        return {"value": [choice.id for choice in random.sample(item.choices, random.randint(1, len(item.choices)))], **evidence}
    if item.choices:
        return {"value": random.choice(item.choices).id, **evidence}
    if item.kind is Kind.NUMBER and item.minimum is not None:
        near = float(item.minimum) + random.uniform(-1, 12)
        return {"value": random.choice((near, round(near, 2), round(near))), **evidence}
    return {"value": True if item.kind is Kind.CHECK else "A text.", **evidence}


def answer_file(random: Random, checklist_id: str, version: int, answers: dict[str, Any]) -> str:
    """An answer file, written in one of several ways."""
    document = {"format": "bilan-answers/1", "checklist": checklist_id, "version": version, "answers": answers}
    return json.dumps(document, ensure_ascii=random.random() < 0.5, indent=random.choice((None, 2)))
