# A visit to the site in real Chromium. Whatever goes wrong on the page and was not expected fails the test.

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, Request, Route

from tests.support.polling import Found, poll

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Python is compiled once, not a second time to make it fast: of a start, that is a quarter of the work. Not for measurements.
TEST_FLAGS = [*FLAGS, "--js-flags=--liftoff-only"]

# The first score starts Python in the browser; on a busy machine that takes its time.
FIRST_SCORE_MS = 90_000

# How long a test waits for the page to ask for what it keeps back.
HELD_S = 30

# The field of a number or a text, or the list to choose from, not those of a note beside it.
FIELD = ":scope > .bilan-number > input, :scope > textarea, :scope > .bilan-select > select"

_RECORD_EVENTS = """
window.bilanEvents = [];
for (const name of ["bilan:scored", "bilan:failed"])
  document.addEventListener(name, (event) => window.bilanEvents.push([name, event.detail]));
// Whether the latest score is of the answers as they are now.
window.bilanCurrent = false;
document.addEventListener("bilan:scored", () => { window.bilanCurrent = true; });
document.addEventListener("input", ({ target }) => { if (target.closest("fieldset[data-item]")) window.bilanCurrent = false; });
"""

# The records in the site's database, by checklist; null if there is none.
_RECORDS = """async (prefix) => {
  const name = `bilan:${prefix}`;
  if (!(await indexedDB.databases()).some((database) => database.name === name)) return {};
  const result = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await result(indexedDB.open(name));
  const records = database.transaction("records").objectStore("records");
  const [keys, texts] = await Promise.all([result(records.getAllKeys()), result(records.getAll())]);
  database.close();
  return Object.fromEntries(keys.map((key, place) => [key, texts[place]]));
}"""

# What turns without end has none to wait for.
_FINISH_ANIMATIONS = """() => Promise.allSettled(
  document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished))"""

# A turn of the wheel that moves nothing, where the first checklist is near.
_SIGN = """() => {
  const element = document.querySelector("bilan-checklist");
  const place = element.getBoundingClientRect();
  if (place.top > innerHeight) element.scrollIntoView();
  document.body.dispatchEvent(new Event("wheel", { bubbles: true }));
}"""


class Visit:
    """One tab of one reader. `problems` collects console errors and warnings, page errors, failed and foreign requests."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context = context
        self.base = base
        self.problems: list[str] = []
        self.expected: list[str] = []
        self.requests: list[str] = []
        self.page = self._watched(context.new_page())

    def _watched(self, page: Page) -> Page:
        page.add_init_script(_RECORD_EVENTS)
        page.on("console", lambda message: self._note(f"{message.type}: {message.text}") if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._note(f"page error: {error}"))
        page.on("requestfailed", self._note_failed)
        page.on("response", lambda response: self._note(f"{response.status}: {response.url}") if response.status >= 400 else None)
        page.on("request", lambda request: self._note_request(request.url))
        return page

    def _note(self, problem: str) -> None:
        self.problems.append(problem)

    def _note_failed(self, request: Request) -> None:
        # A page that is left drops what it was still fetching.
        if request.failure != "net::ERR_ABORTED":
            self._note(f"failed: {request.url} {request.failure}")

    def _note_request(self, url: str) -> None:
        self.requests.append(url)
        if urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).netloc != urlsplit(self.base).netloc:
            self._note(f"foreign request: {url}")

    def expect(self, *patterns: str) -> None:
        """These problems are what the test is about."""
        self.expected += patterns

    def unexpected(self) -> list[str]:
        """The problems that no pattern of `expect` covers."""
        return [p for p in self.problems if not any(re.search(pattern, p) for pattern in self.expected)]

    def goto(self, path: str) -> Visit:
        """Open a page of the site, give its checklist a sign of a reader (not of answers yet) and wait until all its scripts have run."""
        self.page.goto(self.base + path)
        if self.page.locator("bilan-checklist").count() and self.page.evaluate("() => document.documentElement.classList.contains('js')"):
            self.page.wait_for_selector("bilan-checklist [data-bilan=tools]:not([hidden])")
            self.page.evaluate(_SIGN)
            self.page.wait_for_selector("bilan-checklist:defined")
        return self

    def hold(self, pattern: str) -> Callable[[], None]:
        """Keep back what the page asks for at this address. The function waits for the page to ask, and lets it have it."""
        held: list[Route] = []
        self.page.route(pattern, lambda route: held.append(route))  # noqa: PLW0108 (Playwright asks a handler for its signature)

        def release() -> None:
            assert self.poll(lambda: held, HELD_S), f"The page did not ask for {pattern}."
            held[0].continue_()

        return release

    def poll(self, look: Callable[[], Found], seconds: float, every: float = 0.02) -> Found:
        """What `look` returns as soon as that is truthy, or once the time is over; the page's requests are seen to meanwhile."""
        return poll(look, seconds, every, lambda rest: self.page.wait_for_timeout(rest * 1000))

    def stay(self, seconds: float) -> None:
        """Let time pass in which something must not happen: what does not come is told by no event."""
        self.page.wait_for_timeout(seconds * 1000)

    def item(self, item: str) -> Locator:
        """The fieldset of a question."""
        return self.page.locator(f'fieldset[data-item="{item}"]')

    def answer(self, item: str, value: str) -> None:
        """Answer a question by mouse: a choice's id, `yes` for a box, or what to type."""
        field = self.item(item).locator(FIELD)
        if field.count():
            field.fill(value)
        else:
            self.item(item).locator(f'input[value="{value}"]').check()

    def answer_all(self) -> None:
        """Give every question of the page its first answer, and every number its least."""
        for item in self.page.locator("fieldset[data-item]:not([data-away])").all():
            if item.get_attribute("data-kind") == "number":
                item.locator(FIELD).fill(item.locator(FIELD).get_attribute("data-max") or "1")
            elif item.get_attribute("data-kind") != "text":
                item.locator("input").first.check()

    def wait_for_score(self) -> dict[str, Any]:
        """The result on the page, once it stands for the answers as they are now."""
        self.page.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=FIRST_SCORE_MS)
        self.page.wait_for_function("() => window.bilanCurrent", timeout=FIRST_SCORE_MS)
        return self.scored(-1)

    def score_after(self, act: Callable[[], object]) -> dict[str, Any]:
        """The result that follows from what is done to the answers."""
        seen = self.page.evaluate("() => window.bilanEvents.length")
        act()
        self.page.wait_for_function(
            "(seen) => window.bilanCurrent && window.bilanEvents.slice(seen).some(([name]) => name === 'bilan:scored')",
            arg=seen,
            timeout=FIRST_SCORE_MS,
        )
        return self.scored(-1)

    def scored(self, position: int) -> dict[str, Any]:
        """The detail of one of the `bilan:scored` events since the page was loaded."""
        details = [detail for name, detail in self.page.evaluate("() => window.bilanEvents") if name == "bilan:scored"]
        found: dict[str, Any] = details[position]
        return found

    def wait_for_range(self) -> None:
        """Wait until the page says what can still become of the score of the answers as they are now."""
        self.page.wait_for_function(
            "() => document.querySelector('[data-bilan=range]')?.checkVisibility({ visibilityProperty: true })", timeout=FIRST_SCORE_MS
        )

    def complete(self) -> None:
        """Answer all that is still open, by what does not count where that is offered."""
        while link := self.page.evaluate("() => document.querySelector('.bilan-bar [data-bilan=open]').getAttribute('href')"):
            item = link.partition(".")[2]
            choose = """(item) => { const inputs = [...document.querySelectorAll(`fieldset[data-item=${item}] input`)];
              const [{ dataset, value }] = [...inputs.filter(({ value }) => value.startsWith(":")), ...inputs];
              return dataset.max ?? value; }"""
            value = self.page.evaluate(choose, item)
            self.score_after(lambda item=item, value=value: self.answer(item, value))

    def wait_for_failure(self) -> str:
        """The text of the failure that the page shows."""
        failure = self.page.locator("[data-bilan=failure]")
        failure.wait_for(state="visible", timeout=FIRST_SCORE_MS)
        return failure.inner_text()

    def shown_percent(self) -> str:
        """The score as the reader sees it."""
        return self.page.locator("[data-bilan=percent]").inner_text()

    def answers(self) -> dict[str, Any]:
        """What the form shows, by item: the values of the checked controls and of the filled fields."""
        shown: dict[str, Any] = self.page.evaluate(
            """(field) => Object.fromEntries([...document.querySelectorAll("fieldset[data-item]")].map((item) => [item.dataset.item,
                 [...item.querySelectorAll("input:checked")].map((i) => i.value)
                   .concat([...item.querySelectorAll(field)].map((i) => i.value).filter(Boolean))])
                 .filter(([, values]) => values.length))""",
            FIELD,
        )
        return shown

    def pass_time(self, until: Locator) -> None:
        """Let the page's clock, which was installed before it was opened, run ahead until this is shown: time-outs are not sat out.

        Animations have a clock of their own, which runs ahead with it.
        """

        def look() -> bool:
            if until.is_visible():
                return True
            until.page.clock.fast_forward(1000)
            until.page.evaluate("() => { for (const animation of document.getAnimations()) animation.currentTime += 1000; }")
            return False

        assert self.poll(look, HELD_S, every=0.1), f"This is not shown: {until}"

    def finish_animations(self) -> None:
        """Wait until colours that fade and parts that unfold look as they will stay."""
        self.page.evaluate(_FINISH_ANIMATIONS)

    def wait_until_kept(self) -> None:
        """Wait until the page tells that all answers are kept, on the disk or where there is no database in `localStorage`."""
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('bilan-checklist')].every(({ dataset }) => ['kept', 'noted'].includes(dataset.keeping))"
        )

    def records(self) -> dict[str, Any]:
        """What the device keeps, by checklist, whether or not all is written."""
        records = self.page.evaluate(_RECORDS, urlsplit(self.base).path)
        return {checklist: json.loads(text) for checklist, text in records.items()}

    def kept(self) -> dict[str, Any]:
        """The answer documents that the device keeps, by checklist, once the page tells that all is kept."""
        self.wait_until_kept()
        return {checklist: record["document"] for checklist, record in self.records().items() if "document" in record}

    def edge(self) -> dict[str, str]:
        """What is in `localStorage` under names of Bilan's."""
        stored: dict[str, str] = self.page.evaluate("() => ({ ...localStorage })")
        return {key: text for key, text in stored.items() if key.startswith("bilan:")}

    def download(self, folder: Path) -> Path:
        """Download the answers as a reader does."""
        with self.page.expect_download() as download:
            self.page.locator("[data-bilan=save]").click()
        target = folder / download.value.suggested_filename
        download.value.save_as(target)
        return target

    def load(self, file: Path | dict[str, Any]) -> None:
        """Load a file of answers."""
        self.page.locator("input[data-bilan=load]").set_input_files(file)  # type: ignore[arg-type]

    def erase(self) -> None:
        """Erase the answers, in French. A dialog tells that it was closed only some time after the click."""
        self.page.get_by_role("button", name="Effacer les réponses").click()
        self.page.locator("dialog").get_by_role("button", name="Effacer").click()
        assert self.message() == "Les réponses ont été effacées."

    def message(self) -> str:
        """What the page says after something was done with the answers."""
        message = self.page.locator("[data-bilan=message]")
        message.wait_for(state="visible")
        return message.locator("p").inner_text()
