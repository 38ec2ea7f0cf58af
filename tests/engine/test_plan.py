# The order of the work: circles, what conditions may not ask, and groups that are made to be costly; also in files nobody checked.

from __future__ import annotations

from fractions import Fraction

import pytest
from bilan.engine import (
    DEEPEST_GROUPS,
    Aggregate,
    Answers,
    CheckItem,
    Checklist,
    Condition,
    CyclicConditions,
    DeepGroups,
    Group,
    Maximum,
    Member,
    ModelError,
    Policies,
    Reading,
    Score,
    Section,
    score,
)
from bilan.engine.scoring.plan import plan

NOMINAL = Policies(maximum=Maximum.NOMINAL)
BOX = CheckItem("box")


def checklist(when: str = "box", groups: tuple[Group, ...] = (), scores: tuple[Score, ...] = (Score("total"),)) -> Checklist:
    """A box, and an item that is shown under a condition."""
    asked = CheckItem("asked", when=Condition.parse(when))
    sections = (Section("first", (BOX,)), Section("second", (asked,)))
    return Checklist("demo", 1, sections, scores, groups, readings=(Reading("reading", "other"),))


def nested(depth: int, policies: Policies | None = None) -> tuple[Group, ...]:
    """Groups that hold the one before twice, under two names."""
    found = [Group("g0", Aggregate((Member("box"),)))]
    for level in range(1, depth):
        found.append(Group(f"h{level}", Aggregate((Member(f"g{level - 1}"),))))
        found.append(Group(f"g{level}", Aggregate((Member(f"g{level - 1}"), Member(f"g{level - 1}", Fraction(2))), policies=policies)))
    return tuple(found)


@pytest.mark.parametrize("when", ["percent(second) > 1", "percent(total) > 1", 'band(total) == "a"', "asked", "count(second) > 0"])
def test_a_condition_that_waits_for_itself_is_refused(when: str) -> None:
    with pytest.raises(CyclicConditions, match="circle") as raised:
        plan(checklist(when))
    assert raised.value.steps[0] == raised.value.steps[-1]


@pytest.mark.parametrize(
    "when",
    [
        "first",
        "total",
        "reading",
        "gone",
        "points(gone) > 1",
        "answered(first)",
        'state(first) == "hidden"',
        'state(total) == "hidden"',
        'band(box) == "a"',
        'band(first) == "a"',
        "count(reading) > 0",
        "count(box, first) > 0",
    ],
)
def test_a_condition_about_what_can_not_be_asked_is_refused(when: str) -> None:
    with pytest.raises(ModelError):
        plan(checklist(when))
    with pytest.raises(ModelError):
        score(Checklist.from_json(checklist(when).to_json()), Answers("demo"))


@pytest.mark.parametrize(
    "when", ["points(first) > 1", "answered(reading)", 'state(reading) == "answered"', 'band(reading) == "a"', "count(first) > 0"]
)
def test_a_condition_about_what_can_be_asked_is_not(when: str) -> None:
    assert score(checklist(when), Answers("demo")).evaluation.items["asked"].state == "hidden"


def test_groups_may_nest_so_deep_and_no_deeper() -> None:
    plan(checklist(groups=nested(DEEPEST_GROUPS)))
    with pytest.raises(DeepGroups) as raised:
        plan(checklist(groups=nested(DEEPEST_GROUPS + 1)))
    assert raised.value.name in (f"g{DEEPEST_GROUPS}", f"h{DEEPEST_GROUPS}")


def test_groups_that_share_members_are_worked_out_once_for_each_policy() -> None:
    top = Score("total", Aggregate((Member(f"g{DEEPEST_GROUPS - 2}"),), policies=NOMINAL))
    found = score(checklist("box", nested(DEEPEST_GROUPS - 1), (top,)), Answers("demo"))
    assert found.headline.tally == (0, 3 ** (DEEPEST_GROUPS - 2))
    assert len(found.evaluation.under) == DEEPEST_GROUPS - 1
