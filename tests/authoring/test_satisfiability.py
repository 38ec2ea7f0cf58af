# Certainty of what is said of conditions and ranges: no answers to random checklists ever contradict it.

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from bilan.authoring.ranges import Ranges
from bilan.authoring.rules.satisfiability import Judge, Verdict
from bilan.engine import Checklist, Condition, Evaluation, Section, evaluate, read_answers

from tests.support.cases import compiled
from tests.support.random_pairs import answer_file, full_checklist, random_entry

SEEDS = range(150)


def evaluations(checklist: Checklist, random: Random, count: int) -> Iterator[Evaluation]:
    """What several sets of answers come to."""
    for _ in range(count):
        share = random.choice((0.3, 0.9))
        answers = {item.id: random_entry(random, item) for item in checklist.items if random.random() < share}
        yield evaluate(checklist, read_answers(answer_file(random, checklist.id, checklist.version, answers)))


def conditions_of(checklist: Checklist) -> list[Condition]:
    """Every condition that hides or shows something, or ends the checklist."""
    shown: list[Section | None] = [*checklist.sections]
    found = [part.when for part in (*shown, *checklist.items, *checklist.outcomes, *checklist.advice) if part]
    found += [choice.when for item in checklist.items for choice in item.choices]
    found += [band.when for score in checklist.scores for band in score.bands]
    found += [modifier.when for score in checklist.scores for modifier in score.modifiers]
    return [condition for condition in found if condition]


def test_no_answers_contradict_a_verdict() -> None:
    said: Counter[Verdict] = Counter()
    for seed in SEEDS:
        random = Random(seed)
        checklist = full_checklist(random, "demo")
        judge = Judge(checklist)
        verdicts = [(condition, judge.verdict(condition)) for condition in conditions_of(checklist)]
        said.update(verdict for _, verdict in verdicts)
        for found in evaluations(checklist, random, 10):
            for condition, verdict in verdicts:
                assert verdict is Verdict.OPEN or condition.holds(found) is (verdict is Verdict.ALWAYS), condition.text
    assert min(said[verdict] for verdict in Verdict) > 20


def test_no_answers_leave_the_ranges() -> None:
    known = 0
    for seed in SEEDS:
        random = Random(seed)
        checklist = full_checklist(random, "demo")
        ranges = Ranges(checklist)
        for found in evaluations(checklist, random, 10):
            for name in (*found.items, *found.tallies, *found.scores):
                tally = found.tally(name)
                if tally is None:
                    continue
                ends = ranges.of(name)
                for within, number in ((ends.points, tally.points), (ends.maximum, tally.maximum), (ends.percent, tally.percent)):
                    known += within is not None
                    assert within is None or number is None or within[0] <= number <= within[1], (seed, name, ends)
    assert known > 10_000


CHECKLIST = """\
id: demo
version: 1
title: T
summary: S
sections:
  - id: only
    title: Only
    items:
      - {id: a, kind: choice, text: A, choices: [{id: x, text: X, points: 0}, {id: y, text: Why, points: 1}, {id: z, text: Z, points: 2}]}
      - {id: b, kind: choice, text: B, choices: [{id: x, text: X, points: 0}, {id: y, text: Why, points: 1}]}
      - {id: n, kind: number, min: 0, max: 10, text: Number}
      - {id: m, kind: number, min: 0, max: 10, text: M}
      - {id: t, kind: choices, text: T, choices: [{id: p, text: P, points: 1}, {id: q, text: Q, points: 1}]}
"""


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ('a == "x" and b == "y"', Verdict.OPEN),
        ('a == "x" and (b == "x" and b == "y")', Verdict.NEVER),
        ('(a == "x" or a != "x") and (b == "x" or b != "x")', Verdict.ALWAYS),
        ('a == "x" or (b == "x" or b != "x")', Verdict.ALWAYS),
        ('(a == "x" and a == "y") or (b == "x" and b == "y")', Verdict.NEVER),
        ("n > m", Verdict.OPEN),
        ("n > m and n > 10", Verdict.OPEN),
        ("n > 3 and n < 4 and n != 3.5", Verdict.OPEN),
        ("n >= 0 or not answered(n)", Verdict.ALWAYS),
        ('"p" in t and t == ["q"]', Verdict.NEVER),
        ('"p" in t and t != ["p"]', Verdict.OPEN),
        ('t == ["p", "q"] and not (t contains "q")', Verdict.NEVER),
        ("points(only) > 5", Verdict.NEVER),
        ("points(only) >= 5", Verdict.OPEN),
        ("maximum(only) > 5", Verdict.NEVER),
        ("count(only) >= 6", Verdict.NEVER),
        ("count(only) >= 5 and count(only) <= 5", Verdict.OPEN),
        ('count(a == "x", a == "y") >= 2', Verdict.NEVER),
        ('count(only, "x") >= 3 and count(only, "x") < 3', Verdict.NEVER),
    ],
)
def test_what_is_said(text: str, verdict: Verdict) -> None:
    assert Judge(Checklist.from_json(compiled(CHECKLIST, "demo"))).verdict(Condition.parse(text)) is verdict


def test_what_shares_nothing_is_judged_apart() -> None:
    judge = Judge(Checklist.from_json(compiled(CHECKLIST, "demo")))
    numbers = " or ".join(f"n == {number} or m == {number}" for number in range(10))
    never = 'a == "x" and a == "y"'
    assert judge.verdict(Condition.parse(f"({numbers}) and {never}")) is Verdict.NEVER  # the links share nothing
    ticks_and_numbers = f'({numbers} or t contains "p" or b == "y" or a == "z") and n != m'
    assert judge.verdict(Condition.parse(ticks_and_numbers)) is Verdict.OPEN
