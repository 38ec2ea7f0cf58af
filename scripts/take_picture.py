# Pictures of the README, docs/example-light.webp and -dark.webp: its own example, built, answered and scored in Chromium.
# From the root of a checkout, after `make test` has set it up: CHROMIUM=$(scripts/ensure-chromium) .venv/bin/python -m scripts.take_picture

from __future__ import annotations

import base64
import os
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import FLAGS, Visit
from tests.support.project import ROOT
from tests.support.readme import write_example
from tests.support.server import StaticServer

WIDTH, HEIGHT = 880, 1180
ANSWERS = {"agenda": "mostly", "people": "mostly"}


def main() -> None:
    """Write one picture for each colour scheme."""
    with tempfile.TemporaryDirectory() as folder:
        project = write_example(Path(folder))
        (project.folder / "node_modules").symlink_to(ROOT / "node_modules")
        done = project.build("--strict", "--quiet")
        if done.returncode:
            raise SystemExit(f"The example of the README does not build:\n{done.stdout}{done.stderr}")
        with StaticServer(project.folder / "site") as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
            for scheme in ("light", "dark"):
                (ROOT / "docs" / f"example-{scheme}.webp").write_bytes(_take(browser, server.url, scheme))


def _take(browser: Browser, url: str, scheme: str) -> bytes:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
    visit = Visit(context, url).goto("checklists/meetings/")
    visit.page.emulate_media(color_scheme=scheme)
    for item, value in ANSWERS.items():
        visit.score_after(lambda item=item, value=value: visit.answer(item, value))
    visit.page.locator(".bilan-lift a").first.wait_for()
    visit.page.mouse.move(0, 0)
    visit.page.locator("fieldset").first.evaluate("(first) => scrollTo(0, scrollY + first.getBoundingClientRect().top - 130)")
    visit.finish_animations()
    session = context.new_cdp_session(visit.page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": 80})
    context.close()
    return base64.b64decode(taken["data"])


if __name__ == "__main__":
    main()
