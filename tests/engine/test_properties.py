# Properties of every checklist and all answers, on examples that Hypothesis makes up; the same ones at each run.

from __future__ import annotations

import json
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from bilan.engine import (
    Answer,
    Answers,
    Checklist,
    Item,
    Kind,
    Rounding,
    Section,
    State,
    evaluate,
    read_answers,
    round_half_up,
    score,
    score_json,
)
from bilan.engine.model.numbers import rounded
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir

from tests.support.project import ROOT
from tests.support.random_pairs import full_checklist, plain_checklist

pytestmark = pytest.mark.slow

# It keeps files of its own; let it do so where nobody minds.
set_hypothesis_home_dir(ROOT / ".pytest_cache" / "hypothesis")

reproducible = settings(deadline=None, derandomize=True, database=None, max_examples=100)

_DECIMAL_MODES = ((Rounding.HALF_EVEN, ROUND_HALF_EVEN), (Rounding.DOWN, ROUND_FLOOR), (Rounding.UP, ROUND_CEILING))

VALUES = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


@st.composite
def plain(draw: st.DrawFn) -> Checklist:
    """A sum of items without conditions; nothing takes points off."""
    return plain_checklist(draw(st.randoms(use_true_random=False)), "demo")


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    """A checklist such as `authoring` may write, with anything in it."""
    random = draw(st.randoms(use_true_random=False))
    return plain_checklist(random, "demo") if draw(st.booleans()) else full_checklist(random, "demo")


def answers_to(item: Item) -> st.SearchStrategy[Answer]:
    """Answers to an item, fitting ones and others."""
    wrong = st.one_of(st.text(max_size=5), VALUES, st.booleans()).map(lambda value: Answer(State.ANSWERED, value))
    if item.kind is Kind.CHOICES:
        fitting: st.SearchStrategy[Any] = st.frozensets(st.sampled_from([choice.id for choice in item.choices]), min_size=1)
    elif item.choices:
        fitting = st.sampled_from([choice.id for choice in item.choices])
    elif item.kind is Kind.NUMBER:
        fitting = VALUES
    else:
        fitting = st.just(True) if item.kind is Kind.CHECK else st.text(max_size=5)
    states = st.sampled_from((State.NOT_APPLICABLE, State.DONT_KNOW))
    return st.one_of(fitting.map(lambda value: Answer(State.ANSWERED, value)), states.map(Answer), wrong)


@st.composite
def scorable(draw: st.DrawFn, of: st.SearchStrategy[Checklist] | None = None) -> tuple[Checklist, Answers]:
    """A checklist, and answers to some of its items and to one that it may not have."""
    checklist = draw(checklists() if of is None else of)
    answered = [item for item in checklist.items if draw(st.integers(0, 4))]
    by_item = {item.id: draw(answers_to(item)) for item in answered}
    if draw(st.booleans()):
        by_item.setdefault(draw(st.text(max_size=4)), Answer(State.ANSWERED, True))
    return checklist, Answers("demo", by_item=by_item)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=6), inner, max_size=4)),
    max_leaves=12,
)


@reproducible
@given(scorable(plain()))
def test_every_score_lies_between_nothing_and_all(pair: tuple[Checklist, Answers]) -> None:
    result = score(*pair).to_dict()
    for tally in (result["score"], *result["sections"]):
        assert 0 <= tally["points"] <= tally["maximum"]
        assert tally["percent"] is None or 0 <= tally["percent"] <= 100
        assert (tally["percent"] is None) or tally["maximum"] >= 0
        assert 0 <= tally["answered"] <= tally["questions"]
        assert 0 <= tally["ticked"] <= tally["boxes"]
    for item in result["items"]:
        assert (item["points"] is None) == (item["maximum"] is None)
        assert item["points"] is None or 0 <= item["points"] <= item["maximum"]


@reproducible
@given(scorable(plain()))
def test_the_whole_is_the_sum_of_its_sections(pair: tuple[Checklist, Answers]) -> None:
    result = score(*pair)
    tallies = [tally for section in pair[0].sections if (tally := result.evaluation.tallies[section.id])]
    assert (result.headline.tally or (0, 0)) == (sum(t.points for t in tallies), sum(t.maximum for t in tallies))
    shown = result.to_dict()
    for name in ("answered", "questions", "ticked", "boxes"):
        assert shown["score"][name] == sum(section[name] for section in shown["sections"])


@reproducible
@given(scorable(plain()))
def test_the_band_is_the_highest_one_that_the_shown_percentage_reaches(pair: tuple[Checklist, Answers]) -> None:
    checklist, answers = pair
    shown = score(checklist, answers).to_dict()["score"]
    bands = checklist.scores[0].bands
    if shown["percent"] is None or not bands:
        assert shown["band"] is None
        return
    reached = [band.id for band in bands if Fraction(str(shown["percent"])) >= band.threshold]
    assert shown["band"] == (reached[-1] if reached else bands[0].id)


@reproducible
@given(scorable(plain()))
def test_actions_are_those_of_weak_items_and_the_greatest_loss_comes_first(pair: tuple[Checklist, Answers]) -> None:
    result = score(*pair)
    states = {item: value.state for item, value in result.evaluation.items.items()}
    unread = {item.id for item in pair[0].items if item.kind is Kind.CHECK and states[item.id] is State.UNANSWERED and not result.complete}
    brought = {item.id: result.evaluation.tally(item.id) for item in pair[0].items if item.has_action and item.id not in unread}
    lost = {item: tally.maximum - tally.points for item, tally in brought.items() if tally}
    weak = [item for item, tally in brought.items() if tally and tally.maximum and 2 * tally.points <= tally.maximum]
    assert list(result.actions) == sorted(weak, key=lambda item: -lost[item])


@reproducible
@given(scorable(plain()), st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_matter(pair: tuple[Checklist, Answers], random: Any) -> None:
    checklist, answers = pair
    shuffled = tuple(replace(section, items=tuple(random.sample(section.items, len(section.items)))) for section in checklist.sections)
    turned = replace(checklist, sections=tuple(random.sample(shuffled, len(shuffled))))
    assert score(turned, answers).to_dict()["score"] == score(checklist, answers).to_dict()["score"]


@reproducible
@given(scorable(), st.data())
def test_what_is_hidden_counts_nowhere(pair: tuple[Checklist, Answers], data: st.DataObject) -> None:
    checklist, answers = pair
    before = score(checklist, answers)
    hidden = [value.item for value in before.evaluation.items.values() if value.state is State.HIDDEN]
    fitting = {item.id: data.draw(answers_to(item)) for item in hidden}
    others = {item: answer for item, answer in answers.by_item.items() if item not in fitting}
    for by_item in ({**answers.by_item, **fitting}, others):
        assert score(checklist, Answers("demo", by_item=by_item)).to_dict() == before.to_dict()


@reproducible
@given(scorable(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(pair: tuple[Checklist, Answers], random: Any) -> None:
    checklist, answers = pair
    entries = list(answers.by_item.items())
    random.shuffle(entries)
    assert score(checklist, Answers("demo", by_item=dict(entries))).to_dict() == score(checklist, answers).to_dict()


@reproducible
@given(scorable(), st.text(min_size=5, max_size=8))
def test_an_answer_to_an_unknown_item_only_adds_a_problem(pair: tuple[Checklist, Answers], item: str) -> None:
    checklist, answers = pair
    known = {i.id for i in checklist.items} | set(answers.by_item)
    extra = f"{item}?" if item in known else item
    before = score(checklist, answers).to_dict()
    after = score(checklist, Answers("demo", by_item={**answers.by_item, extra: Answer(State.ANSWERED, True)})).to_dict()
    assert {"item": extra, "code": "unknown-item"} in after.pop("problems")
    before.pop("problems")
    assert after == before


@reproducible
@given(checklists())
def test_a_checklist_comes_back_from_json_as_it_was(checklist: Checklist) -> None:
    text = checklist.to_json()
    assert Checklist.from_json(text) == checklist
    assert Checklist.from_json(text).to_json() == text


@reproducible
@given(scorable())
def test_a_result_is_plain_json_of_numbers_that_survive(pair: tuple[Checklist, Answers]) -> None:
    outcome = score(*pair).to_dict()
    assert json.loads(json.dumps(outcome, allow_nan=False)) == outcome


@reproducible
@given(plain(), st.data())
def test_a_better_choice_never_lowers_the_score(checklist: Checklist, data: st.DataObject) -> None:
    rising = [item for item in checklist.items if item.choices and not item.reverse]
    if not rising:
        return
    by_item = {item.id: data.draw(answers_to(item)) for item in checklist.items if data.draw(st.booleans())}
    chosen = data.draw(st.sampled_from(rising))
    worse, better = sorted(data.draw(st.lists(st.sampled_from(chosen.choices), min_size=2, max_size=2)), key=lambda c: c.points)
    low, high = (
        score(checklist, Answers("demo", by_item={**by_item, chosen.id: Answer(State.ANSWERED, choice.id)})) for choice in (worse, better)
    )
    assert low.headline.tally
    assert high.headline.tally
    assert low.headline.tally.maximum == high.headline.tally.maximum
    assert low.headline.tally.points <= high.headline.tally.points
    assert (chosen.id in high.actions) <= (chosen.id in low.actions)


@reproducible
@given(checklists(), st.data())
def test_reverse_mirrors_what_an_answer_earns(checklist: Checklist, data: st.DataObject) -> None:
    for item in checklist.items:
        bare = replace(item, when=None, choices=tuple(replace(choice, when=None) for choice in item.choices), action_when=None)
        answer = data.draw(answers_to(bare))
        straight, turned = (
            evaluate(Checklist("demo", 1, (Section("s", (one,)),)), Answers("demo", by_item={item.id: answer})).items[item.id]
            for one in (bare, replace(bare, reverse=not bare.reverse))
        )
        assert (straight.state, straight.full) == (turned.state, turned.full)
        if straight.earned is not None and turned.earned is not None:
            least, most = bare.bounds(bare.choices)
            assert straight.earned + turned.earned == bare.weight * (least + most)


@reproducible
@given(st.text(), st.text())
def test_no_text_makes_it_raise(checklist: str, answers: str) -> None:
    assert json.loads(score_json(checklist, answers))["code"] == "bad-checklist"


@reproducible
@given(checklists(), st.one_of(st.text(), JSON.map(json.dumps)))
def test_no_answers_make_it_raise(checklist: Checklist, answers: str) -> None:
    assert json.loads(score_json(checklist.to_json(), answers))["format"] == "bilan-error/1"


@reproducible
@given(checklists(), st.dictionaries(st.text(max_size=6), JSON, max_size=3), st.data())
def test_no_entries_make_it_raise(checklist: Checklist, entries: dict[str, Any], data: st.DataObject) -> None:
    item = data.draw(st.sampled_from(checklist.items))
    entries[item.id] = data.draw(st.one_of(JSON, st.fixed_dictionaries({"value": JSON}), st.fixed_dictionaries({"state": JSON})))
    file = {"format": "bilan-answers/1", "checklist": "demo", "version": data.draw(st.one_of(st.integers(), JSON)), "answers": entries}
    assert json.loads(score_json(checklist.to_json(), json.dumps(file)))["format"] in ("bilan-result/1", "bilan-error/1")


@reproducible
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_double_is_read_exactly_as_it_is_written(value: float) -> None:
    file = {"format": "bilan-answers/1", "checklist": "demo", "answers": {"item": {"value": value}}}
    assert read_answers(json.dumps(file)).by_item["item"].value == Fraction(repr(value))


@reproducible
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6), st.integers(0, 4))
def test_decimals_round_half_up(value: Decimal, digits: int) -> None:
    assert round_half_up(Fraction(value), digits) == float(_rounded(value, digits))


@reproducible
@given(st.integers(-(10**7), 10**7), st.integers(0, 4))
def test_ties_round_towards_plus_infinity(whole: int, digits: int) -> None:
    tie = (Decimal(whole) + Decimal("0.5")).scaleb(-digits)
    assert round_half_up(Fraction(tie), digits) == float(Decimal(whole + 1).scaleb(-digits))
    assert round_half_up(Fraction(tie) - Fraction(1, 10**30), digits) == float(Decimal(whole).scaleb(-digits))


@reproducible
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6), st.integers(0, 4), st.sampled_from(_DECIMAL_MODES))
def test_the_other_ways_of_rounding_are_those_of_the_decimal_module(value: Decimal, digits: int, mode: tuple[Rounding, str]) -> None:
    with localcontext(prec=60):
        assert rounded(Fraction(value), digits, mode[0]) == Fraction(value.quantize(Decimal(1).scaleb(-digits), mode[1]))


@reproducible
@given(st.integers(-(10**6), 10**6), st.integers(0, 4), st.sampled_from(_DECIMAL_MODES))
def test_ties_go_where_the_decimal_module_sends_them(double: int, digits: int, mode: tuple[Rounding, str]) -> None:
    value = Decimal(2 * double + 1).scaleb(-digits) / 2
    assert rounded(Fraction(value), digits, mode[0]) == Fraction(value.quantize(Decimal(1).scaleb(-digits), mode[1]))


@reproducible
@given(st.integers(-(10**6), 10**6))
def test_whole_numbers_come_back_as_integers(whole: int) -> None:
    assert repr(round_half_up(Fraction(whole), 3)) == str(whole)
    assert repr(round_half_up(Fraction(whole) + Fraction(1, 10**9), 1)) == str(whole)


def _rounded(value: Decimal, digits: int) -> Decimal:
    """The nearer neighbour, the upper one of two that are as near; ROUND_HALF_UP of the decimal module goes away from zero."""
    with localcontext(prec=60):
        step = Decimal(1).scaleb(-digits)
        below, above = value.quantize(step, ROUND_FLOOR), value.quantize(step, ROUND_CEILING)
        return above if value - below >= above - value else below
