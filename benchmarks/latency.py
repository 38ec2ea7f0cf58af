# Latency from a changed answer to its score on the page, once Python runs: the whole way through page, worker and engine, up to a layout
# that can be painted. SurveyJS does the same in JavaScript, without a page.

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.rows import Row
from benchmarks.samples import scoring_pair
from benchmarks.site import page_of

SIZES = (100, 1000)
CHANGES = 60
# Answers before those that count: the browser compiles what is used often.
WARM = 10

# A hundred questions are answered, spread over the page.
_ANSWER_MANY = """() => new Promise((resolve) => {
  document.addEventListener("bilan:scored", () => setTimeout(resolve, 2000), { once: true });
  const items = [...document.querySelectorAll("fieldset[data-item]")];
  for (let number = 0; number < items.length; number += items.length / 100)
    items[number].querySelector("input[value=p3]").click(); })"""
_CHANGE = """(number) => new Promise((resolve) => {
  const items = [...document.querySelectorAll("fieldset")];
  const radios = [...items[(number * 37) % items.length].querySelectorAll("input[type=radio]")];
  document.addEventListener("bilan:scored", () => {
    document.body.getBoundingClientRect();
    resolve(performance.now() - start);
  }, { once: true });
  const start = performance.now();
  radios.find((radio) => !radio.checked).click(); })"""
_ASK = """async ([method, checklist, answers]) => {
  const { engine } = await import(new URL("engine-client.js", document.querySelector('script[src$="/bilan.js"]').src).href);
  const start = performance.now(); await engine.ask(method, { checklist, answers }); return performance.now() - start; }"""
_SURVEY = "([items, times]) => again(items, times)"


def measure_answers(page: Page, url: str) -> Iterator[Row]:
    """Rows for both sizes, and for what the worker is asked beside scores."""
    for items in SIZES:
        print(f"  answers to {items} items", file=sys.stderr, flush=True)
        page.goto(f"{url}survey/")
        page.wait_for_function("() => window.score !== undefined")
        page.evaluate("() => score()")
        page.evaluate(_SURVEY, [items, WARM])
        survey = Row(f"changed answer to score, {items} items: SurveyJS, no page", page.evaluate(_SURVEY, [items, CHANGES]), tail=True)
        page.goto(url + page_of(f"c{items}"))
        page.wait_for_selector("[data-bilan=tools]:not([hidden])")
        page.evaluate(_ANSWER_MANY)
        changes = [page.evaluate(_CHANGE, number) for number in range(WARM + CHANGES)][WARM:]
        yield survey
        yield Row(f"changed answer to score on the page, {items} items: Bilan", changes, "SurveyJS", survey.median, tail=True)
    with tempfile.TemporaryDirectory() as folder:
        for method, items in (("score", 100), ("score", 1000), ("lift", 100)):
            question = [method, *scoring_pair(folder, items)]
            page.evaluate(_ASK, question)
            yield Row(f"{method} of {items} items, worker round trip", [page.evaluate(_ASK, question) for _ in range(20)], tail=True)
