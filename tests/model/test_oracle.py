# The oracle: what it demands, what it allows, and that it tells apart what is lost and what is old.

from __future__ import annotations

from tests.model.oracle import Oracle
from tests.model.sites import REMOVED, entries_of, migrated, values_of


def test_what_was_shown_as_kept_is_demanded() -> None:
    oracle = Oracle()
    oracle.give(1, "mood", "good")
    assert oracle.wrong(2, {}) == {}
    assert oracle.wrong(1, {}) == {"mood": (None, ["good"])}
    oracle.accept(1, {"mood": "good"})
    assert oracle.wrong(2, {}) == {"mood": (None, ["good"])}
    assert oracle.wrong(2, {"mood": "good"}) == {}


def test_what_nobody_said_is_kept_may_be_there_or_not_but_nothing_older_comes_back() -> None:
    oracle = Oracle()
    oracle.give(1, "mood", "bad")
    oracle.accept(1, {"mood": "bad"})
    oracle.give(1, "mood", "good")
    assert oracle.allowed(2, "mood") == ["bad", "good"]
    oracle.accept(2, {"mood": "good"})
    assert oracle.wrong(3, {"mood": "bad"}) == {"mood": ("bad", ["good"])}
    assert oracle.wrong(3, {"mood": "good", "words": "x"}) == {"words": ("x", [None])}


def test_what_is_typed_may_be_kept_half_way_until_it_is_shown_as_kept() -> None:
    oracle = Oracle()
    oracle.give(1, "words", "Oak", passed=["O", "Oa"])
    assert oracle.allowed(2, "words") == [None, "O", "Oa", "Oak"]
    assert oracle.allowed(1, "words") == ["Oak"]


def test_undo_brings_back_all_but_what_was_answered_since() -> None:
    oracle = Oracle()
    for key, value in {"mood": "good", "hours": "7", "mood.note": "x"}.items():
        oracle.give(1, key, value)
    oracle.accept(1, {"mood": "good", "hours": "7", "mood.note": "x"})
    undoable = oracle.replace(1, {})
    oracle.accept(1, {})
    oracle.give(2, "mood", "bad")
    oracle.undo(1, undoable)
    assert (oracle.latest("mood"), oracle.latest("hours")) == ("bad", "7")
    assert oracle.allowed(1, "hours") == ["7"]
    assert oracle.allowed(1, "mood.note") == ["x"]


def test_answers_go_through_a_migration_once() -> None:
    oracle = Oracle()
    for key, value in {"mood": "bad", "mood.note": "x", "hours": "2.5", "fence": "yes"}.items():
        oracle.give(1, key, value)
    oracle.accept(1, {"mood": "bad", "mood.note": "x", "hours": "2.5", "fence": "yes"})
    oracle.migrate(2, REMOVED, migrated)
    assert oracle.wrong(2, {"health": "poor", "health.note": "x", "hours": "130"}) == {}
    assert "hours" in oracle.wrong(2, {"health": "poor", "health.note": "x", "hours": "6760"})
    assert [given.value for given in oracle.dropped["fence"]] == ["yes"]


def test_what_was_answered_on_a_newer_page_before_the_migration_is_not_migrated() -> None:
    oracle = Oracle()
    oracle.give(1, "mood", "bad")
    oracle.accept(1, {"mood": "bad"})
    oracle.give(2, "hours", "1", version=2)
    oracle.give(2, "health", "fair", version=2)
    oracle.migrate(2, REMOVED, migrated)
    assert oracle.wrong(2, {"health": "fair", "hours": "1"}) == {}
    assert set(oracle.wrong(2, {"health": "poor", "hours": "52"})) == {"health", "hours"}


def test_a_page_that_knows_only_its_own_is_asked_for_no_more() -> None:
    oracle = Oracle()
    oracle.give(1, "mood", "good")
    oracle.accept(1, {"mood": "good"})
    oracle.give(2, "hours", "7")
    assert oracle.wrong(2, {"hours": "7"}, only_own=True) == {}
    assert oracle.wrong(2, {}, only_own=True) == {"hours": (None, ["7"])}


def test_answers_are_written_to_files_as_they_are_shown() -> None:
    shown = {"mood": ":not-applicable", "mood.note": "x", "tools": "rake saw", "fence": "yes", "hours": "2.5"}
    shown |= {"place": "p3", "words": "Oak"}
    assert values_of(entries_of(shown)) == shown
