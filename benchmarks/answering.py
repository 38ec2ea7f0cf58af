# Reaction time of a page of many questions, on a processor made four times slower: from the key or the mouse to the handlers,
# and to the next frame.

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.building import our_project
from benchmarks.rows import Row
from tests.support.browser import FIRST_SCORE_MS, FLAGS
from tests.support.project import Project
from tests.support.server import StaticServer

ITEMS = 200
SLOWER = 4
ANSWERS = 30

# A reader looks before they answer, and no finger is faster than this.
REST_MS = 400
PRESS_MS = 80

# What the browser itself measures of each answer, to the eighth millisecond.
_WATCH = """
window.bilanTimes = [];
new PerformanceObserver((list) => window.bilanTimes.push(...list.getEntries().filter(({ name }) => name === "click")
  .map(({ startTime, processingStart, duration }) => [processingStart - startTime, duration])))
  .observe({ type: "event", durationThreshold: 16, buffered: true });
"""

# Where to point at, once it is in the middle of the screen.
_CENTRE = """(label) => {
  label.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = label.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""


def measure() -> list[Row]:
    """Input delay and time to the next frame of answers to a page of 200 questions."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = our_project(Path(folder), {"many": ITEMS})
        Project(project).build("--quiet").check_returncode()
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=FLAGS)
        with StaticServer(project / "site", "/") as server:
            page = browser.new_page()
            page.add_init_script(_WATCH)
            page.goto(f"{server.url}checklists/many/")
            times = _answer(page)
        browser.close()
    name = f"answer among {ITEMS} questions, {SLOWER} times slower"
    # What is under the threshold is not told; it counts as the threshold.
    missing = [(0.0, 16.0)] * max(0, ANSWERS - len(times))
    return [
        Row(f"{name}: delay", [delay for delay, _ in [*times, *missing]]),
        Row(f"{name}: next frame", [duration for _, duration in [*times, *missing]]),
    ]


def _answer(page: Page) -> list[tuple[float, float]]:
    """Answer one question after another with the mouse of the browser itself: Playwright's click runs scripts in the page."""
    items = page.locator("fieldset[data-item]")
    items.first.locator("label").first.click()
    page.wait_for_selector("[data-bilan=score]:not([hidden])", timeout=FIRST_SCORE_MS)
    mouse = page.context.new_cdp_session(page)
    mouse.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate("() => { window.bilanTimes.length = 0; }")
    for number in range(1, ANSWERS + 1):
        label = items.nth(number * (ITEMS // ANSWERS)).locator("label").nth(number % 5)
        x, y = label.evaluate(_CENTRE)
        page.wait_for_timeout(REST_MS)
        for kind, button in (("mouseMoved", "none"), ("mousePressed", "left"), ("mouseReleased", "left")):
            mouse.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "button": button, "clickCount": 1})
            page.wait_for_timeout(PRESS_MS)
    page.wait_for_timeout(1000)
    found: list[tuple[float, float]] = page.evaluate("() => window.bilanTimes")
    return found
