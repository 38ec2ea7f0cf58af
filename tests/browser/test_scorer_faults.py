# A Python scorer that fails in the browser, or ends Python itself there, costs only its own part: it is named, and the rest is scored
# without it.

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import OpenVisit

# What Pyodide and Python write when they end.
LAST_WORDS = r"error: .*"


def _percents(result: dict[str, Any]) -> list[float | None]:
    return [score["percent"] for score in result["scores"]]


@pytest.mark.parametrize("way", ["exit", "signal", "show", "compare"])
def test_a_scorer_that_ends_python_is_left_out_and_named(cold_features: OpenVisit, way: str) -> None:
    visit = cold_features().goto("checklists/ending/")
    visit.expect(LAST_WORDS)
    whole = visit.score_after(lambda: visit.answer("ticked", "yes"))
    assert (_percents(whole), whole["scorer"]) == ([100, 100], None)
    result = visit.score_after(lambda: visit.answer("words", way))
    assert result["scorer"] == {"code": "scorer-ended", "detail": "it ended Python"}
    assert _percents(result) == [100, None]
    notice = visit.page.locator("[data-bilan=scorer-notice]")
    assert "a provoqué l’arrêt de Python et a été laissé de côté" in notice.inner_text()
    assert not visit.page.locator("[data-bilan=failure]").is_visible()
    again = visit.score_after(lambda: visit.item("ticked").locator("input").uncheck())
    assert (_percents(again), again["scorer"]["code"]) == ([0, None], "scorer-ended")
    assert visit.answers() == {"words": [way]}


def test_the_next_page_tries_it_again_and_says_so_in_its_language(cold_features: OpenVisit) -> None:
    visit = cold_features().goto("en/checklists/ending/")
    visit.expect(LAST_WORDS)
    visit.answer("ticked", "yes")
    visit.score_after(lambda: visit.answer("words", "exit"))
    assert "brought Python to a halt" in visit.page.locator("[data-bilan=scorer-notice]").inner_text()
    visit.answer("words", "")
    visit.page.reload()
    visit.page.wait_for_selector("bilan-checklist:defined")
    assert visit.wait_for_score()["scorer"] is None


def test_what_python_can_tell_ends_no_worker(cold_features: OpenVisit) -> None:
    visit = cold_features().goto("checklists/ending/")
    visit.score_after(lambda: visit.answer("ticked", "yes"))
    workers = visit.page.workers
    result = visit.score_after(lambda: visit.answer("words", "raise"))
    assert result["scorer"] == {"code": "scorer-raised", "detail": "GeneratorExit: all of it"}
    assert _percents(result) == [100, None]
    assert visit.page.workers == workers
