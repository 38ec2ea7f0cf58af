# An explanation is worth what its numbers are: each is made again from its terms, and agrees with the result.

from __future__ import annotations

import json
from fractions import Fraction
from random import Random
from typing import Any

from bilan.engine import (
    Add,
    Aggregate,
    Band,
    Checklist,
    Choice,
    ChoiceItem,
    Combine,
    Condition,
    Gate,
    Maximum,
    Member,
    Multiply,
    Outcome,
    Policies,
    Result,
    Score,
    Section,
    State,
    Tally,
    TextItem,
    Treatment,
    Unit,
    explain,
    explain_json,
    score,
)
from bilan.engine.explanation.items import SumStep
from hypothesis import given

from tests.engine.test_lift import SEEDS, answers, checklist, file, scale, values
from tests.engine.test_properties import reproducible
from tests.support.brute_force import small_checklist, some_answers


def result_of(rules: Checklist, given_answers: dict[str, Any]) -> Result:
    """The score of entries of an answer file."""
    return score(rules, answers(given_answers))


def added_again(step: SumStep) -> Tally | None:
    """A sum made of its terms by hand, those that have sums of their own included."""
    for term in step.terms:
        if term.sum and term.sum.tally:
            assert added_again(term.sum) == term.sum.tally == term.tally
    named = {member.id for member in step.how.members}
    assert not step.missing or (step.how.needs_all and not named & set(step.missing) & {term.id for term in step.terms})
    if not step.terms or step.missing:
        return None
    percents = step.how.of is Unit.PERCENT and step.how.combine is not Combine.ANSWERED
    assert (step.of is Unit.PERCENT) is percents
    brought = [(100 * term.tally.points / term.tally.maximum, Fraction(100)) if percents else term.tally for term in step.terms]
    weighted = [(term.weight * pair[0], term.weight * pair[1]) for term, pair in zip(step.terms, brought, strict=True)]
    assert [term.weighted(step.of) for term in step.terms] == weighted
    if step.how.combine in (Combine.MIN, Combine.MAX):
        chosen = min if step.how.combine is Combine.MIN else max
        return Tally(chosen(pair[0] for pair in weighted), chosen(pair[1] for pair in weighted))
    divisor = 1 if step.divisor is None else step.divisor
    return Tally(sum(pair[0] for pair in weighted) / divisor, sum(pair[1] for pair in weighted) / divisor) if divisor > 0 else None


@reproducible
@given(SEEDS)
def test_every_number_is_made_of_its_terms_and_is_that_of_the_result(seed: int) -> None:
    random = Random(seed)
    rules = small_checklist(random, plain=False, items=25)
    result = result_of(rules, some_answers(random, rules))
    found, told = result.evaluation, explain(result)
    for item in told.items:
        value = item.value
        if item.raw is not None and item.bounds:
            points = sum(item.bounds) - item.raw if value.item.reverse else item.raw
            assert value.item.weight * points == value.earned
        assert item.tally == found.tally(value.item.id)
        assert (item.why is None) is (value.earned is not None)
    for part in (*told.sections, *told.groups):
        assert added_again(part) == part.tally == found.tallies[part.id]
    for step in told.scores:
        named = found.scores[step.score.id]
        assert step.sum is not None
        again = added_again(step.sum)
        assert step.sum.tally == again
        assert named.raw == (Tally(again.points, step.score.out_of) if again and step.score.out_of else again)
        number = named.raw.in_unit(step.score.unit) if named.raw else None
        for modifier in step.modifiers:
            if modifier.change:
                assert modifier.change.before == number
                number = modifier.change.after
        assert named.value == (None if named.raw is None else number)
        assert step.band == found.band(step.score.id)
        passed = [band.band.id for band in step.bands if band.passed and (band.when is None or band.when.holds)]
        assert not passed or step.reached == passed[-1]


@reproducible
@given(SEEDS)
def test_the_rounded_numbers_are_those_of_the_result(seed: int) -> None:
    random = Random(seed)
    rules = small_checklist(random, plain=False, items=25)
    result = result_of(rules, some_answers(random, rules))
    shown, told = result.to_dict(), explain(result).to_dict()
    pairs = list(zip(shown["items"], told["items"], strict=True))
    assert all((one["id"], one["state"], one["points"]) == (other["id"], other["state"], other["points"]) for one, other in pairs)
    for one, other in zip(shown["sections"], told["sections"], strict=True):
        assert (one["percent"], one["points"]) == (other["percent"], other["points"] or 0)
    for one, other in zip(shown.get("scores", ()), told["scores"], strict=False):
        same = ("id", "unit", "value", "points", "maximum", "percent")
        assert [one[name] for name in same] == [other[name] for name in same]
        assert one["modifiers"] == [step["position"] for step in other["modifiers"] if step["applied"]]
        assert not other["level"] or one["band"] == other["level"]["band"]
    assert told["outcome"] == (shown.get("outcome") or {}).get("id")


def test_an_item_step_by_step() -> None:
    rules = checklist(scale("a", weight=Fraction(3, 2), reverse=True, allow=(State.DONT_KNOW,)), scale("b"), TextItem("c"))
    first, second, third = explain(result_of(rules, values(a="c1"))).to_dict()["items"]
    assert first == {
        "id": "a",
        "section": "s",
        "state": "answered",
        "answer": "c1",
        "raw": 1,
        "reverse": True,
        "bounds": [0, 4],
        "reversed": 3,
        "weight": 1.5,
        "earned": 4.5,
        "points": 4.5,
        "maximum": 6,
        "counts": True,
        "why": None,
        "when": None,
    }
    assert (second["counts"], second["why"], second["raw"], second["earned"]) == (False, "unanswered", None, None)
    assert (third["counts"], third["why"]) == (False, "unscored")
    unknown = explain(result_of(rules, {"a": {"state": "dont-know"}})).to_dict()["items"][0]
    assert (unknown["points"], unknown["maximum"], unknown["counts"], unknown["why"]) == (0, 6, True, "dont-know")
    assert (unknown["reverse"], "bounds" in unknown, "reversed" in unknown, unknown["earned"]) == (True, False, False, None)


def test_every_number_is_rounded_from_the_exact_one_and_not_from_other_rounded_ones() -> None:
    choices = tuple(Choice(name, Fraction(points, 6)) for name, points in (("none", 0), ("half", 1), ("full", 2)))
    item = ChoiceItem("a", choices=choices, reverse=True, weight=Fraction(2))
    total = Score("total", Aggregate((Member("s", Fraction(3)),)))
    told = explain(result_of(Checklist("demo", 1, (Section("s", (item,)),), (total,)), values(a="half"))).to_dict()
    step = told["items"][0]
    # Of rounded ones were 0 + 0.333 - 0.167 = 0.166, 0.167 x 2 = 0.334, 0.333 x 3 = 0.999 and 0.667 x 3 = 2.001.
    assert (step["raw"], step["bounds"], step["reversed"], step["earned"]) == (0.167, [0, 0.333], 0.167, 0.333)
    term = told["scores"][0]["sum"]["terms"][0]
    assert (term["points"], term["maximum"], term["weighted"]) == (0.333, 0.667, {"points": 1, "maximum": 2})
    mean = Score("total", Aggregate((Member("s", Fraction(2, 3)),), Combine.MEAN, Unit.PERCENT))
    told = explain(result_of(Checklist("demo", 1, (Section("s", (scale("a"),)),), (mean,)), values(a="c1"))).to_dict()
    assert told["scores"][0]["sum"]["terms"][0]["weighted"] == {"points": 16.7, "maximum": 66.7}


def test_what_hides_an_item_is_told_with_what_the_condition_read() -> None:
    condition = Condition.parse('count(s) >= 2 and a in ["c3"] and state(b) == "answered" and percent(a) > 10')
    rules = checklist(scale("a"), scale("b"))
    rules = Checklist("demo", 1, (*rules.sections, Section("t", (scale("hidden"),), when=condition)), rules.scores)
    hidden = explain(result_of(rules, values(a="c1"))).to_dict()["items"][2]
    assert (hidden["state"], hidden["why"], hidden["counts"]) == ("hidden", "hidden", False)
    assert hidden["when"]["holds"] is False
    reads = {(read["function"], read["id"]): read["value"] for read in hidden["when"]["reads"]}
    assert reads == {("count", "s"): 1, ("value", "a"): "c1", ("state", "b"): "unanswered", ("percent", "a"): 25}


def test_a_section_under_other_policies_than_its_own_shows_the_sum_that_is_meant() -> None:
    lenient = Policies(Maximum.NOMINAL, unanswered=Treatment.ZERO)
    rules = Checklist("demo", 1, (Section("s", (scale("a"), scale("b"))),), (Score("total", Aggregate(policies=lenient)),))
    told = explain(result_of(rules, values(a="c4"))).to_dict()
    assert told["sections"][0]["percent"] == 100
    term = told["scores"][0]["sum"]["terms"][0]
    assert (term["points"], term["maximum"]) == (4, 8)
    assert [(inner["id"], inner["points"], inner["maximum"]) for inner in term["sum"]["terms"]] == [("a", 4, 4), ("b", 0, 4)]
    assert term["sum"]["policies"]["unanswered"] == "zero"


def test_modifiers_gates_levels_and_outcomes_tell_their_numbers_and_reasons() -> None:
    modifiers = (
        Multiply(Fraction(17, 20), Condition.parse("answered(b)")),
        Add(Fraction(5), Condition.parse("not answered(b)")),
    )
    bands = (Band("low", Fraction(0)), Band("middle", Fraction(40)), Band("high", Fraction(80)))
    total = Score("total", modifiers=modifiers, bands=bands, gates=(Gate("must", "low", item="b"),))
    outcomes = (Outcome("go", Condition.parse("percent(total) >= 90")), Outcome("wait"), Outcome("never"))
    rules = Checklist("demo", 1, (Section("s", (scale("a"), scale("b", weight=Fraction(1, 3)))),), (total,), outcomes=outcomes)
    told = explain(result_of(rules, values(a="c4", b="c1"))).to_dict()
    step = told["scores"][0]
    assert step["raw"]["percent"] == 81.3
    assert [(m["kind"], m["number"], m["applied"], m["before"], m["after"]) for m in step["modifiers"]] == [
        ("multiply", 0.85, True, 81.25, 69.0625),
        ("add", 5, False, None, None),
    ]
    level = step["level"]
    assert (level["number"], level["shown"], level["decides"], level["inclusive"]) == (69.0625, 69.1, "shown", "lower")
    assert [(band["id"], band["from"], band["passed"]) for band in level["bands"]] == [
        ("low", 0, True),
        ("middle", 40, True),
        ("high", 80, False),
    ]
    assert (level["reached"], level["band"]) == ("middle", "low")
    assert level["gates"] == [{"id": "must", "at_most": "low", "holds": True, "item": "b", "when": None}]
    assert [entry["id"] for entry in told["outcomes"]] == ["go", "wait"]
    assert told["outcomes"][0]["when"]["reads"] == [{"function": "percent", "id": "total", "value": 69.1}]
    assert told["outcome"] == "wait"


def test_levels_and_gates_tell_the_conditions_that_they_have() -> None:
    bands = (Band("low", Fraction(0)), Band("high", Fraction(50), when=Condition.parse("answered(b)")))
    gates = (Gate("must", "low", when=Condition.parse('b == "c1"')),)
    rules = Checklist("demo", 1, (Section("s", (scale("a"), scale("b"))),), (Score("total", bands=bands, gates=gates),))
    level = explain(result_of(rules, values(a="c4", b="c1"))).to_dict()["scores"][0]["level"]
    low, high = level["bands"]
    assert low["when"] is None
    assert (high["when"]["text"], high["when"]["holds"]) == ("answered(b)", True)
    assert level["gates"][0]["when"]["reads"] == [{"function": "value", "id": "b", "value": "c1"}]
    assert (level["reached"], level["band"]) == ("high", "low")


def test_a_score_that_the_scorer_brings_has_no_sum() -> None:
    scorer = "def score(answers, scores):\n    return {'scores': {'extra': (1, 4)}}\n"
    scores = (Score("total"), Score("extra", by_scorer=True))
    rules = Checklist("demo", 1, (Section("s", (scale("a"),)),), scores, scorer=scorer)
    total, extra = explain(result_of(rules, values(a="c1"))).to_dict()["scores"]
    assert (total["sum"]["percent"], total["percent"]) == (25, 25)
    assert (extra["sum"], extra["percent"]) == (None, 25)


def test_the_door_gives_one_line_or_says_what_is_wrong() -> None:
    rules = Checklist("demo", 1, (Section("s", (ChoiceItem("a", choices=(Choice("é", Fraction(1)),)),)),))
    text = explain_json(rules.to_json(), file({"a": {"value": "é"}}))
    assert text.isascii()
    assert "\n" not in text
    assert json.loads(text)["format"] == "bilan-explanation/1"
    assert json.loads(explain_json(rules.to_json(), "[]"))["code"] == "not-answers"
    assert json.loads(explain_json("{}", file({})))["code"] == "bad-checklist"


def test_a_mean_is_told_with_what_it_is_divided_by() -> None:
    mean = Aggregate((Member("a", Fraction(2)), Member("b")), Combine.WEIGHTED_MEAN, Unit.PERCENT)
    rules = Checklist("demo", 1, (Section("s", (scale("a"), scale("b"))),), (Score("total", mean),))
    told = explain(result_of(rules, values(a="c4", b="c1"))).to_dict()["scores"][0]["sum"]
    assert (told["combine"], told["of"], told["divisor"], told["percent"]) == ("weighted-mean", "percent", 3, 75)
    assert [(term["id"], term["weight"], term["percent"]) for term in told["terms"]] == [("a", 2, 100), ("b", 1, 25)]
