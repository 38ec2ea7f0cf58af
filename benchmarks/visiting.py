# What a reader waits for: the first score of a first visit, of a second visit, and every later score, in real Chromium on loopback.

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.rows import Row
from benchmarks.samples import scoring_pair
from tests.support.browser import FLAGS
from tests.support.project import ROOT
from tests.support.server import StaticServer

RUNS = 5
PAGE = "checklists/learn/"

_FIRST = """() => new Promise((resolve) => { const start = performance.now();
  document.addEventListener("bilan:scored", () => resolve(performance.now() - start), { once: true });
  document.querySelector("fieldset input[type=radio]").click(); })"""
_AGAIN = """() => new Promise((resolve) => {
  const radios = [...document.querySelectorAll("fieldset input[type=radio]")];
  const start = performance.now();
  document.addEventListener("bilan:scored", () => requestAnimationFrame(() => resolve(performance.now() - start)), { once: true });
  radios.find((radio) => !radio.checked).click(); })"""
_SCORE = """async ([checklist, answers]) => {
  const { engine } = await import(new URL("engine-client.js", document.querySelector('script[src$="/bilan.js"]').src).href);
  const start = performance.now(); await engine.ask("score", { checklist, answers }); return performance.now() - start; }"""


def measure() -> list[Row]:
    """First and later scores, and the same sizes as `scoring` in the worker."""
    with tempfile.TemporaryDirectory() as folder, StaticServer(Path(folder, "site"), "/") as server, sync_playwright() as playwright:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(server.folder)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        first, second, later = [], [], []
        for run in range(RUNS):
            profile = Path(folder, f"profile{run}")
            context = playwright.chromium.launch_persistent_context(profile, executable_path=path, args=FLAGS, headless=True)
            page = context.new_page()
            _open(page, server.url)
            first.append(page.evaluate(_FIRST))
            later += [page.evaluate(_AGAIN) for _ in range(10)]
            page.evaluate("() => localStorage.clear()")
            _open(page, server.url)
            second.append(page.evaluate(_FIRST))
            sizes = _worker_rows(page, folder) if run == RUNS - 1 else []
            context.close()
    cold = Row("first score of a first visit", first)
    return [
        cold,
        Row("first score of a second visit", second, "first visit", cold.median),
        Row("a later score, answer to next frame", later, "first visit", cold.median),
        *sizes,
    ]


def _open(page: Page, url: str) -> None:
    page.goto(url + PAGE)
    page.wait_for_selector("[data-bilan=tools]:not([hidden])")


def _worker_rows(page: Page, folder: str) -> list[Row]:
    rows = []
    for items in (10, 100, 1000):
        pair = list(scoring_pair(folder, items))
        page.evaluate(_SCORE, pair)
        rows.append(Row(f"score of {items} items, worker round trip", [page.evaluate(_SCORE, pair) for _ in range(20)]))
    return rows
