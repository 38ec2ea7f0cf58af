# The analysis of a checklist: nothing that it calls proven is disproved by brute force, and what is known by construction is found.
# The findings themselves are in the golden files cases/analysis-*.yml.

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from bilan.authoring.analysis import Effort, Study, study
from bilan.authoring.analysis.findings import findings
from bilan.authoring.analysis.limits import Surveyor
from bilan.authoring.analysis.reach import Reach
from bilan.authoring.analysis.subject import Subject
from bilan.engine import (
    Aggregate,
    Answers,
    Band,
    Better,
    CheckItem,
    Checklist,
    Choice,
    ChoiceItem,
    Condition,
    Evaluation,
    Item,
    Maximum,
    Member,
    Multiply,
    NumberItem,
    Outcome,
    Policies,
    Score,
    Section,
    State,
    Treatment,
    Unit,
    evaluate,
    outcome_of,
    read_answers,
    score,
    written,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.test_properties import reproducible
from tests.support.brute_force import answer_sets, small_checklist

SOME = settings(reproducible, max_examples=25)
SEEDS = st.integers(0, 10**9)
QUICK = Effort(samples=20, steps=2_000, proofs=800_000)
YES_NO = (Choice("no", Fraction(0)), Choice("yes", Fraction(4)))


def met(found: Evaluation) -> set[tuple[str, ...]]:
    """The parts that an evaluation reaches, as an analysis names them."""
    parts = {("section", name) for name, shown in found.shown.items() if shown}
    for value in found.items.values():
        if value.state is not State.HIDDEN:
            parts.add(("item", value.item.id))
            parts |= {("choice", value.item.id, choice.id) for choice in value.item.choices if choice.id not in value.hidden_choices}
    parts |= {("band", band) for entry in found.checklist.scores if (band := found.band(entry.id))}
    outcome = outcome_of(found)
    return parts | ({("outcome", outcome.id)} if outcome else set())


def every(random: Random, checklist: Checklist) -> list[Evaluation]:
    """What follows from each set of answers, or from many of them."""
    sets = answer_sets(random, checklist, 400)
    return [evaluate(checklist, Answers(checklist.id, checklist.version, answers)) for answers in sets]


def changes_a_level(checklist: Checklist, everything: list[Evaluation], item: str) -> bool:
    """Whether two sets of answers that differ in this item alone differ in a level."""
    levels: dict[tuple[Any, ...], set[tuple[str | None, ...]]] = {}
    for found in everything:
        others = tuple(answer for name, answer in found.answers.by_item.items() if name != item)
        levels.setdefault(others, set()).add(tuple(found.band(entry.id) for entry in checklist.scores))
    return any(len(found) > 1 for found in levels.values())


@pytest.mark.slow
@SOME
@given(seed=SEEDS, plain=st.booleans())
def test_brute_force_disproves_nothing_that_is_proven(seed: int, plain: bool) -> None:
    random = Random(seed)
    checklist = small_checklist(random, plain=plain, items=5)
    told, everything = study(checklist, QUICK), every(random, checklist)
    reached = set().union(*map(met, everything))
    assert not {part for part, reach in told.reached.verdicts.items() if reach is Reach.NEVER} & reached
    surveyor = Surveyor(Subject(checklist), QUICK.proofs)
    for attainable in told.attainable:
        name, limits = attainable.score.id, surveyor.limits(attainable.score.id)
        for found in everything:
            value, tally = found.scores[name].value, found.scores[name].tally
            pairs = [
                (value, attainable.limits),
                (tally and tally.points, limits.ends.points),
                (tally and tally.percent, limits.ends.percent),
            ]
            for number, ends in pairs:
                assert number is None or ends is None or ends[0] <= number <= ends[1]
    for finding in findings(told):
        if finding.proven and finding.code in ("A603", "A604"):
            assert not changes_a_level(checklist, everything, finding.part[1])


def test_numbers_that_are_all_the_same_fall_somewhere() -> None:
    lost = ChoiceItem("lost", choices=(Choice("a", Fraction(-3)), Choice("b", Fraction(-3))))
    (found,) = study(Checklist("demo", 1, (Section("s", (lost,)),), (Score("total", unit=Unit.POINTS),)), QUICK).distributions
    assert (found.low, found.high) == (-3, 1)
    assert sum(found.counts) == QUICK.samples


@pytest.mark.slow
@SOME
@given(seed=SEEDS, better=st.sampled_from(Better))
def test_a_better_answer_that_makes_a_score_worse_can_be_replayed(seed: int, better: Better) -> None:
    checklist = small_checklist(Random(seed), plain=False, items=6)
    checklist = replace(checklist, scores=tuple(replace(scored, better=better) for scored in checklist.scores))
    for drop in study(checklist, QUICK).drops:
        given_answers = [found.answers.by_item for found in (drop.before, drop.after)]
        assert [name for name in given_answers[0] if given_answers[0][name] != given_answers[1][name]] == [drop.item]
        results = [replayed(checklist, found) for found in (drop.before, drop.after)]
        assert [result.evaluation.scores for result in results] == [drop.before.scores, drop.after.scores]
        ends = [result.evaluation for result in results]
        points = [end.items[drop.item].earned for end in ends]
        values = [end.scores[drop.score.id].value for end in ends]
        assert None not in (*points, *values)
        if better is Better.LOWER:
            ends, points, values = ends[::-1], points[::-1], values[::-1]
        assert points[0] < points[1]  # type: ignore[operator] - none is None
        assert values[1] < values[0] or position(drop.score, ends[1]) < position(drop.score, ends[0])  # type: ignore[operator]


def test_nothing_is_better_of_a_score_that_is_good_neither_way() -> None:
    hours = ChoiceItem("hours", choices=(*YES_NO, Choice("much", Fraction(8))))
    halved = (Multiply(Fraction(1, 4), Condition.parse('hours == "much"')),)
    for better, expected in ((Better.HIGHER, {("A605", True)}), (Better.LOWER, {("A605", True)}), (Better.NEITHER, set())):
        scores = (Score("total", modifiers=halved, better=better),)
        assert codes(study(Checklist("demo", 1, (Section("s", (hours,)),), scores=scores))) == expected


def test_only_a_score_that_is_good_high_is_missed_at_its_top() -> None:
    branches = (
        ChoiceItem("way", choices=(Choice("a", Fraction(0)), Choice("b", Fraction(0)))),
        CheckItem("on-a", when=Condition.parse('way == "a"')),
        CheckItem("on-b", when=Condition.parse('way == "b"')),
    )
    nominal = Policies(maximum=Maximum.NOMINAL)
    for better, expected in ((Better.HIGHER, {("A602", True)}), (Better.LOWER, set()), (Better.NEITHER, set())):
        checklist = Checklist("demo", 1, (Section("s", branches),), policies=nominal, scores=(Score("total", better=better),))
        assert codes(study(checklist)) == expected


def test_what_is_not_proven_is_no_reason_to_correct_anything() -> None:
    many = tuple(CheckItem(f"i{number}", points=Fraction(1 if number else 1000)) for number in range(30))
    found = findings(study(levelled(*many), QUICK))
    assert {(finding.code, finding.proven) for finding in found} == {("A604", False)}
    assert {finding.hint for finding in found} == {"More `--samples` look further."}


def replayed(checklist: Checklist, found: Evaluation) -> Any:
    """The result of the same answers once they went through an answer file."""
    entries = {name: entry for name, answer in found.answers.by_item.items() if (entry := written(answer)) is not None}
    file = {"format": "bilan-answers/1", "checklist": checklist.id, "version": checklist.version, "answers": entries}
    return score(checklist, read_answers(json.dumps(file)))


def position(levelled: Score, found: Evaluation) -> int:
    """The place of a level, -1 for none."""
    band = found.band(levelled.id)
    return -1 if band is None else [level.id for level in levelled.bands].index(band)


@SOME
@given(seed=SEEDS)
def test_the_ends_of_a_plain_sum_are_exact(seed: int) -> None:
    random = Random(seed)
    checklist = small_checklist(random, plain=True, items=5)
    everything = every(random, checklist)
    for attainable in study(checklist, QUICK).attainable:
        values = [value for found in everything if (value := found.scores[attainable.score.id].value) is not None]
        if values:
            assert attainable.found is not None
            assert attainable.found[0] <= min(values)
            assert attainable.found[1] >= max(values)
            assert attainable.is_exact(0)
            assert attainable.is_exact(1)


def branches(count: int, policies: Policies) -> Checklist:
    """A chain of questions, each shown by the one before, and to each two questions that exclude each other."""
    sections = []
    for number in range(count):
        shown = Condition.parse(f'q{number - 1} == "yes"') if number else None
        asked = ChoiceItem(f"q{number}", choices=YES_NO, when=shown)
        sides = [
            CheckItem(f"{side}{number}", points=Fraction(points), when=Condition.parse(f'q{number} == "{answer}"'))
            for side, answer, points in (("a", "yes", 2), ("b", "no", 3))
        ]
        sections.append(Section(f"s{number}", (asked, *sides)))
    bands = (Band("low", Fraction(0)), Band("high", Fraction(90)))
    return Checklist("demo", 1, tuple(sections), scores=(Score("total", bands=bands),), policies=policies)


def test_a_hundred_conditions_leave_the_ends_exact() -> None:
    # All "yes" with their boxes earn 6 of the 9 points of each link; what is hidden stays in a nominal maximum.
    (attainable,) = study(branches(34, Policies(Maximum.NOMINAL, unanswered=Treatment.ZERO)), QUICK).attainable
    assert attainable.found == (Fraction(0), Fraction(200, 3))
    assert (attainable.is_exact(0), attainable.is_exact(1)) == (True, True)
    assert attainable.nominal == 9 * 34


@pytest.mark.slow
def test_a_level_beyond_the_end_is_never_reached_and_one_at_the_end_is() -> None:
    told = study(branches(34, Policies(Maximum.NOMINAL, unanswered=Treatment.ZERO)), QUICK)
    assert told.reached.verdicts["band", "high"] is Reach.NEVER
    applicable = study(branches(34, Policies()), QUICK)
    assert applicable.reached.verdicts["band", "high"] is Reach.REACHED
    assert not any(proven for _, proven in codes(applicable))


def codes(told: Study) -> set[tuple[str, bool]]:
    """The codes of the findings, with whether they are proven."""
    return {(finding.code, finding.proven) for finding in findings(told)}


def levelled(*items: Item, **fields: Any) -> Checklist:
    """A checklist of some items with two levels."""
    bands = (Band("low", Fraction(0)), Band("high", Fraction(50)))
    return Checklist("demo", 1, (Section("s", items),), **{"scores": (Score("total", bands=bands),), **fields})


def test_an_item_that_acts_through_a_condition_on_a_sum_is_seen_to_change_a_level() -> None:
    risks = tuple(ChoiceItem(f"r{number}", choices=YES_NO) for number in range(15))
    care = tuple(CheckItem(f"c{number}") for number in range(15))
    softened = Multiply(Fraction(17, 20), Condition.parse("percent(care) >= 80"))
    bands = (Band("low", Fraction(0)), Band("high", Fraction(30)))
    scores = (
        Score("impact", Aggregate((Member("risks"),)), modifiers=(softened,), bands=bands, unit=Unit.POINTS, bands_in=Unit.POINTS),
        Score("caring", Aggregate((Member("care"),))),
    )
    checklist = Checklist("demo", 1, (Section("risks", risks), Section("care", care)), scores=scores)
    assert codes(study(checklist)) == set()


def test_what_was_only_not_met_is_not_called_proven() -> None:
    # One number in a thousand opens the outcome, and a text that no condition names may be anything.
    pages = NumberItem("pages", minimum=Fraction(0), maximum=Fraction(1000))
    more = NumberItem("more", minimum=Fraction(0), maximum=Fraction(1000))
    rare = Outcome("rare", Condition.parse("pages == more and pages > 0.5 and pages < 0.6"))
    told = study(levelled(ChoiceItem("a", choices=YES_NO), pages, more, outcomes=(rare, Outcome("usual"))), QUICK)
    assert codes(told) == {("A601", False)}
    assert [finding.warns for finding in findings(told)] == [False]
    assert not told.everything


@pytest.mark.slow
def test_an_analysis_is_the_same_each_time() -> None:
    checklist = small_checklist(Random(4), plain=False, items=6)
    first, second = study(checklist), study(checklist)
    assert (first.distributions, first.attainable, first.reached, findings(first)) == (
        second.distributions,
        second.attainable,
        second.reached,
        findings(second),
    )


@pytest.mark.parametrize("samples", [1, 7])
def test_every_sample_is_counted_once(samples: int) -> None:
    told = study(levelled(CheckItem("a"), ChoiceItem("b", choices=YES_NO)), Effort(samples))
    (distribution,) = told.distributions
    assert sum(distribution.counts) + distribution.nothing == samples == sum(count for _, count in distribution.bands)
