# Lift of a score: compared with brute force on small checklists, and said of checklists where one can see it.

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from bilan.engine import (
    Aggregate,
    Answers,
    AtMost,
    Band,
    Better,
    Breakpoint,
    CheckItem,
    Checklist,
    Choice,
    ChoicesItem,
    Combine,
    Condition,
    Gate,
    Item,
    Lift,
    Maximum,
    Member,
    Multiply,
    NumberItem,
    Policies,
    ScaleItem,
    Score,
    Section,
    State,
    TextItem,
    Treatment,
    Unit,
    lift,
    lift_json,
    read_answers,
    score,
)
from bilan.engine.what_if.search import MOST_EVALUATIONS
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.engine.test_properties import reproducible
from tests.support.brute_force import (
    TooMany,
    hides,
    is_better,
    may_be_proposed,
    possible_scores,
    small_checklist,
    smallest_lift,
    some_answers,
    with_ways,
)

SCALE = tuple(Choice(f"c{points}", Fraction(points)) for points in range(5))
BANDS = tuple(Band(f"b{number}", Fraction(threshold)) for number, threshold in enumerate((0, 50, 75)))
SEEDS = st.integers(0, 10**9)


def answers(given_answers: dict[str, Any]) -> Answers:
    """Answers, from the entries of an answer file."""
    return read_answers(file(given_answers))


def file(given_answers: dict[str, Any]) -> str:
    """An answer file."""
    return json.dumps({"format": "bilan-answers/1", "checklist": "demo", "version": 1, "answers": given_answers})


def values(**given_values: Any) -> dict[str, Any]:
    """Entries with these values; the id has a hyphen where the name has an underscore."""
    return {name.replace("_", "-"): {"value": value} for name, value in given_values.items()}


def scale(item: str, **changes: Any) -> Item:
    """A question of 0 to 4 points."""
    return ScaleItem(item, choices=SCALE, **changes)


def checklist(*items: Item, **changes: Any) -> Checklist:
    """One section, and a score with three bands that starts with these changes."""
    return Checklist("demo", 1, (Section("s", items),), (Score("total", bands=BANDS, **changes),))


def lifted(rules: Checklist, given_answers: dict[str, Any], of: str | None = None) -> Lift:
    """What would lift these answers."""
    return lift(score(rules, answers(given_answers)), of)


def told(found: Lift) -> Any:
    """The changes as JSON has them: item, from and to."""
    changes = found.to_dict()["changes"]
    return None if changes is None else {change["item"]: (change["from"], change["to"]) for change in changes}


@reproducible
@given(SEEDS)
def test_a_sum_is_lifted_by_as_few_answers_as_brute_force_finds(seed: int) -> None:
    random = Random(seed)
    rules = with_ways(random, small_checklist(random, plain=True, items=5))
    treatments = (Treatment.ZERO, Treatment.EXCLUDE)
    policies = Policies(
        random.choice(tuple(Maximum)), random.choice(tuple(Treatment)), random.choice(treatments), random.choice(treatments)
    )
    total = replace(rules.scores[0], exact=random.random() < 0.3, above=random.random() < 0.3, digits=random.randint(0, 2))
    rules = replace(rules, scores=(total,), policies=policies)
    result = score(rules, answers(some_answers(random, rules)))
    found = lift(result)
    assert found.exact
    assert not found.stopped
    try:
        if found.next:
            size = None if found.changes is None else len(found.changes)
            assert size == smallest_lift(rules, result.evaluation.answers, total, size or len(rules.items))
        numbers = possible_scores(rules, result.evaluation.answers, total)
    except TooMany:
        assume(False)
    assert (found.lowest.exact, found.highest.exact) == (True, True)
    assert (found.lowest.score.value, found.highest.score.value) == ((min(numbers), max(numbers)) if numbers else (None, None))


@pytest.mark.slow
@reproducible
@given(SEEDS)
def test_what_is_called_exact_is_never_beaten_by_brute_force(seed: int) -> None:
    random = Random(seed)
    rules = with_ways(random, small_checklist(random, plain=False, items=4))
    result = score(rules, answers(some_answers(random, rules)))
    for named in rules.scores:
        found = lift(result, named.id)
        size = None if found.changes is None else len(found.changes)
        try:
            if found.next and found.exact:
                fewest = smallest_lift(rules, result.evaluation.answers, named, size or len(rules.items))
                assert size is not None or fewest is None
                assert fewest is None or size == fewest
            numbers = possible_scores(rules, result.evaluation.answers, named)
        except TooMany:
            assume(False)
        for prospect, sign in ((found.lowest, -1), (found.highest, 1)):
            if prospect.exact and numbers:
                # Brute force tries a few numbers only, so it may stay behind.
                assert prospect.score.value is not None
                assert sign * prospect.score.value >= max(sign * number for number in numbers)


@reproducible
@given(SEEDS)
def test_every_set_that_is_proposed_lifts_the_score(seed: int) -> None:
    random = Random(seed)
    rules = with_ways(random, small_checklist(random, plain=random.random() < 0.3, items=12))
    result = score(rules, answers(some_answers(random, rules)))
    for named in rules.scores:
        found = lift(result, named.id)
        sets = [*([found.changes] if found.changes else []), *found.ties]
        assert all(len(changes) == len(found.changes or ()) for changes in sets)
        for changes in sets:
            given_answers = result.evaluation.answers
            after = score(rules, replace(given_answers, by_item={**given_answers.by_item, **changes}))
            assert is_better(result.evaluation, after.evaluation, named)
            assert not hides(result.evaluation, after.evaluation)
            assert all(may_be_proposed(result.evaluation, rules.by_item[item]) for item in changes)


def test_the_answer_that_gains_most_comes_first() -> None:
    rules = checklist(scale("small"), scale("large", weight=Fraction(3)), scale("fine"))
    found = lifted(rules, values(small="c1", large="c0", fine="c4"))
    assert told(found) == {"large": ({"value": "c0"}, {"value": "c4"})}
    assert (found.band, found.next, found.reaches) == (BANDS[0], BANDS[1], BANDS[2])
    assert (found.exact, found.stopped, found.ties) == (True, False, ())


def test_the_rounded_percentage_is_what_must_reach_the_threshold() -> None:
    # 1999 of 4000 points are 49.975 %, shown as 50.0; 1997 are 49.925 %, shown as 49.9.
    items = (
        CheckItem("most", weight=Fraction(1997)),
        CheckItem("little", weight=Fraction(2)),
        scale("rest", weight=Fraction(2001, 4)),
    )
    found = lifted(checklist(*items), values(most=True, rest="c0"))
    assert told(found) == {"rest": ({"value": "c0"}, {"value": "c4"})}
    assert [list(tie) for tie in found.ties] == [["little"]]
    exact = lifted(checklist(*items, exact=True), values(most=True, rest="c0"))
    assert exact.ties == ()


def test_ties_are_told_and_what_is_not_applicable_is_not_proposed() -> None:
    rules = checklist(scale("a", allow=(State.NOT_APPLICABLE,)), scale("b"), scale("c"), scale("d"))
    found = lifted(rules, {"a": {"state": "not-applicable"}, **values(b="c1", c="c1", d="c1")})
    assert list(found.changes or ()) == ["b"]
    assert [list(tie) for tie in found.ties] == [["c"], ["d"]]
    assert found.to_dict()["ties"][0] == [{"item": "c", "from": {"value": "c1"}, "to": {"value": "c4"}}]


def test_at_the_top_there_is_nothing_to_lift() -> None:
    found = lifted(checklist(scale("a")), values(a="c4"))
    assert (found.next, told(found), found.exact) == (None, {}, True)


def test_where_a_low_score_is_good_answers_that_lower_it_are_proposed() -> None:
    rules = checklist(scale("small"), scale("large", weight=Fraction(3)), scale("fine"), better=Better.LOWER)
    found = lifted(rules, values(small="c4", large="c4", fine="c1"))
    assert told(found) == {"large": ({"value": "c4"}, {"value": "c0"})}
    assert (found.band, found.next, found.reaches, found.exact) == (BANDS[2], BANDS[1], BANDS[0], True)
    assert found.to_dict()["next"] == {"id": "b1", "below": 75}
    bottom = lifted(rules, values(small="c0", large="c1", fine="c0"))
    assert (bottom.next, told(bottom)) == (None, {})


def test_of_a_score_that_is_good_neither_way_only_what_is_possible_is_said() -> None:
    found = lifted(checklist(scale("a"), scale("b"), better=Better.NEITHER), values(a="c1"))
    assert (found.next, told(found), found.evaluations) == (None, {}, 0)
    assert (found.lowest.score.value, found.highest.score.value) == (Fraction(100, 8), Fraction(500, 8))


def test_without_a_score_nothing_is_proposed() -> None:
    rules = checklist(scale("a", allow=(State.NOT_APPLICABLE,)))
    found = lifted(rules, {"a": {"state": "not-applicable"}})
    assert (found.band, found.next, told(found)) == (None, None, {})


def test_what_is_a_fact_or_earns_nothing_is_never_proposed() -> None:
    more = scale("more", weight=Fraction(3), when=Condition.parse('what != "c0"'))
    rules = checklist(scale("size", weight=Fraction(9), fact=True), CheckItem("what", points=Fraction(0)), scale("a"), more)
    found = lifted(rules, values(size="c0", a="c0", more="c0"))
    assert (found.next, told(found), found.exact) == (BANDS[1], None, True)


def test_what_hides_a_question_that_counts_is_never_proposed() -> None:
    # Whoever says that there is nothing is not asked how it goes; a text that nobody reads may go.
    route = ScaleItem("what", choices=(Choice("much", Fraction(0)), Choice("nothing", Fraction(4))))
    asked = Condition.parse('what == "much"')
    rules = checklist(route, scale("how", when=asked), scale("rest", weight=Fraction(1, 2)))
    found = lifted(rules, values(what="much", how="c1", rest="c4"))
    assert list(found.changes or ()) == ["how"]
    described = checklist(route, TextItem("which", when=asked), scale("rest"))
    found = lifted(described, values(what="much", which="Two.", rest="c1"))
    assert told(found) == {"what": ({"value": "much"}, {"value": "nothing"})}
    assert found.exact


def test_conditions_of_what_nothing_reads_cost_no_search() -> None:
    items = [part for i in range(120) for part in (scale(f"i{i}"), TextItem(f"t{i}", when=Condition.parse(f'i{i} == "c0"')))]
    found = lifted(checklist(*items), {f"i{i}": {"value": "c0"} for i in range(120)})
    assert found.exact
    assert len(found.changes or ()) == 60
    assert found.evaluations < 10


def test_a_score_without_bands_has_no_next_one() -> None:
    rules = Checklist("demo", 1, (Section("s", (scale("a"),)),))
    found = lifted(rules, values(a="c1"))
    assert (found.band, found.next, told(found)) == (None, None, {})


def test_what_no_answer_can_reach_is_said() -> None:
    rules = checklist(scale("a"), modifiers=(AtMost(Fraction(40)),))
    found = lifted(rules, values(a="c1"))
    assert (found.next, told(found), found.exact) == (BANDS[1], None, True)


def test_of_answers_that_are_enough_the_best_one_is_proposed() -> None:
    # What a condition looks at is tried answer by answer; of 12 points 6 are needed, and two more are enough.
    rules = checklist(scale("a"), scale("b", fact=True), scale("c", fact=True, when=Condition.parse('a != "c9" or b != "c9"')))
    assert told(lifted(rules, values(a="c0", b="c2", c="c2"))) == {"a": ({"value": "c0"}, {"value": "c4"})}


def test_what_calls_for_no_action_as_things_stand_is_not_proposed() -> None:
    rules = checklist(scale("a", has_action=True, action_when=Condition.parse('b == "c4"')), scale("b"), scale("c"))
    for given_answer, proposed in (("c4", "a"), ("c3", "c")):
        changes = lifted(rules, values(a="c0", b=given_answer, c="c1")).to_dict()["changes"]
        assert [(change["item"], change["action"]) for change in changes] == [(proposed, proposed == "a")]


def test_a_gate_must_be_opened() -> None:
    rules = checklist(scale("must"), scale("other"), scale("third"), gates=(Gate("g", "b0", item="must"),))
    found = lifted(rules, values(must="c3", other="c4", third="c4"))
    assert told(found) == {"must": ({"value": "c3"}, {"value": "c4"})}
    assert found.exact
    both = lifted(rules, values(must="c3", other="c0", third="c0"))
    assert list(both.changes or ()) == ["must", "other"]
    assert both.exact


def test_a_hidden_question_can_be_brought_out() -> None:
    shown = scale("more", weight=Fraction(9), when=Condition.parse("role"))
    rules = checklist(CheckItem("role", points=Fraction(0)), scale("a"), shown)
    found = lifted(rules, values(a="c0"))
    assert list(found.changes or ()) == ["a"]
    rules = checklist(CheckItem("role", weight=Fraction(1, 100)), scale("a", fact=True), shown)
    found = lifted(rules, values(a="c1"))
    assert list(found.changes or ()) == ["role", "more"]
    rules = checklist(CheckItem("role", points=Fraction(0)), scale("a", weight=Fraction(1, 4)), scale("b"), shown)
    found = lifted(rules, values(a="c0", b="c0", role=True, more="c1"))
    assert told(found) == {"more": ({"value": "c1"}, {"value": "c4"})}


def test_a_modifier_that_an_answer_turns_off_counts() -> None:
    modifier = Multiply(Fraction(1, 2), Condition.parse('sure != "c4"'))
    rules = checklist(scale("sure", weight=Fraction(1, 100)), scale("a"), scale("b"), modifiers=(modifier,))
    found = lifted(rules, values(sure="c0", a="c4", b="c3"))
    assert told(found) == {"sure": ({"value": "c0"}, {"value": "c4"})}
    assert found.exact


def test_a_named_score_can_be_asked_for() -> None:
    second = Score("second", Aggregate((Member("b"),)), bands=(Band("low", Fraction(0)), Band("high", Fraction(90))))
    rules = replace(checklist(scale("a"), scale("b")), scores=(Score("first"), second))
    assert told(lifted(rules, values(a="c0", b="c1"), "second")) == {"b": ({"value": "c1"}, {"value": "c4"})}
    text = lift_json(rules.to_json(), file({}), of="third")
    assert json.loads(text) == {
        "format": "bilan-error/1",
        "code": "unknown-score",
        "message": "the checklist 'demo' has no score 'third'",
    }


def test_numbers_are_proposed_where_they_earn_most_and_can_be_typed() -> None:
    points = (Breakpoint(Fraction(1, 3), Fraction(0)), Breakpoint(Fraction(2, 3), Fraction(3)), Breakpoint(Fraction(5), Fraction(1)))
    rules = checklist(NumberItem("hours", minimum=Fraction(0), maximum=Fraction(9), breakpoints=points))
    assert told(lifted(rules, values(hours=0))) == {"hours": ({"value": 0}, {"value": 0.666667})}


def test_ticks_that_a_condition_reads_are_all_tried() -> None:
    uses = ChoicesItem("uses", choices=tuple(Choice(name, Fraction(name == "d", 100)) for name in "abcd"))
    shown = Condition.parse('uses contains "a" and uses contains "c" and not (uses contains "b") and not (uses contains "d")')
    rules = checklist(uses, scale("size", fact=True), scale("x", when=shown, weight=Fraction(20)))
    found = lifted(rules, values(uses=["b"], size="c0"))
    assert found.exact
    assert told(found) == {"uses": ({"value": ["b"]}, {"value": ["a", "c"]}), "x": (None, {"value": "c4"})}


def test_ticks_are_proposed_as_few_as_earn_most() -> None:
    choices = tuple(Choice(f"t{number}", Fraction(2)) for number in range(4))
    rules = checklist(ChoicesItem("uses", choices=choices, cap=Fraction(4)))
    assert told(lifted(rules, values(uses=["t3"]))) == {"uses": ({"value": ["t3"]}, {"value": ["t0", "t1"]})}


def test_a_box_that_takes_points_off_is_to_be_unticked() -> None:
    rules = checklist(CheckItem("trap", points=Fraction(-4)), scale("a"))
    assert told(lifted(rules, values(trap=True, a="c4"))) == {"trap": ({"value": True}, None)}


def test_the_ends_keep_what_is_answered() -> None:
    rules = checklist(scale("a"), scale("b"), scale("c", optional=True))
    found = lifted(rules, values(a="c2")).to_dict()
    # The optional question is left in neither case: at its worst it earns nothing, at its best everything.
    assert found["lowest"] == {"value": 16.7, "points": 2, "maximum": 12, "percent": 16.7, "band": "b0", "exact": True}
    assert found["highest"] == {"value": 83.3, "points": 10, "maximum": 12, "percent": 83.3, "band": "b2", "exact": True}


def test_the_ends_look_at_what_hides_and_what_may_be_left() -> None:
    shown = scale("more", weight=Fraction(3), when=Condition.parse("role"), allow=(State.NOT_APPLICABLE,))
    rules = checklist(CheckItem("role", points=Fraction(0)), scale("a"), shown)
    found = lifted(rules, values(a="c1"))
    assert (found.lowest.score.value, found.highest.score.value) == (Fraction(100, 16), Fraction(1300, 16))
    assert (found.lowest.exact, found.highest.exact) == (True, True)


@pytest.mark.parametrize("combine", [Combine.MEAN, Combine.MIN])
def test_what_is_no_sum_is_searched_and_the_end_of_the_search_is_said(combine: Combine) -> None:
    sections = tuple(Section(f"s{s}", tuple(scale(f"i{s}-{i}") for i in range(10))) for s in range(6))
    rules = Checklist("demo", 1, sections, (Score("total", Aggregate(combine=combine, of=Unit.PERCENT), bands=BANDS),))
    given_answers = {item.id: {"value": "c1"} for item in rules.items[:55]}
    found = lifted(rules, given_answers)
    assert found.changes
    assert found.exact is not found.stopped
    assert found.evaluations <= MOST_EVALUATIONS + 3 * len(rules.items)


def test_a_score_by_a_scorer_is_lifted_by_trying() -> None:
    source = "def score(answers, scores):\n    return {'scores': {'own': (4 if answers['a']['value'] == 'c2' else 1, 4)}}\n"
    rules = replace(checklist(scale("a"), scale("b")), scores=(Score("own", by_scorer=True, bands=BANDS),), scorer=source)
    found = lifted(rules, values(a="c4", b="c4"))
    assert told(found) == {"a": ({"value": "c4"}, {"value": "c2"})}
    assert found.exact


def test_a_hundred_questions_with_conditions_take_few_evaluations() -> None:
    items = [scale(f"i{i}", when=Condition.parse(f'i{i - 1} in ["c3", "c4"]') if i % 2 else None) for i in range(100)]
    rules = checklist(*items)
    found = lifted(rules, {f"i{i}": {"value": f"c{i % 3}"} for i in range(100)})
    assert found.changes
    assert found.evaluations <= MOST_EVALUATIONS + 3 * len(items)
