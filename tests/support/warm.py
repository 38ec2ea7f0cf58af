# A profile in which Python was started before, and runs on where pages share it, as for a reader who has another page of the site open.
# Tests use it one after the other, each without what the one before kept: to start Python costs more than most of them do.

from __future__ import annotations

from typing import Literal

from playwright.sync_api import Browser, ViewportSize

from tests.support.browser import Visit

_TELL_WORKERS = """
window.workers = [];
window.SharedWorker = class extends SharedWorker {
  constructor(url, options) {
    super(url, options);
    window.workers.push([String(url), options]);
  }
};
"""

# What a page without Bilan's scripts can do so that the worker stays.
_HOLD = "(workers) => { window.held = workers.map(([url, options]) => new SharedWorker(url, options)); }"

# The image of Python's memory stays.
_FORGET = """async () => {
  localStorage.clear();
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve, reject) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve, onerror: reject }));
  }
}"""


class WarmProfile:
    """A profile for one site, with a tab that holds its shared worker. Nothing may be set for the context: it would stay.

    `base` is the site's address, `checklist` the path of a page with a checklist. `script` runs at the start of each page.
    """

    def __init__(self, browser: Browser, base: str, checklist: str, script: str) -> None:
        self._context = browser.new_context(locale="fr-FR")
        self._context.add_init_script(script)
        self._base = base
        visit = Visit(self._context, base)
        visit.page.add_init_script(_TELL_WORKERS)
        visit.goto(checklist).page.locator("fieldset[data-item] input").first.check()
        visit.wait_for_score()
        workers = visit.page.evaluate("() => window.workers")
        self._holder = self._context.new_page()
        self._holder.goto(base + "manifest.json")
        self._holder.evaluate(_HOLD, workers)
        assert visit.unexpected() == []
        self.forget()

    def visit(self, viewport: ViewportSize | None = None, color_scheme: Literal["light", "dark"] | None = None) -> Visit:
        """A new tab."""
        visit = Visit(self._context, self._base)
        if viewport:
            visit.page.set_viewport_size(viewport)
        visit.page.emulate_media(color_scheme=color_scheme)
        return visit

    def forget(self) -> None:
        """Close all tabs but the one that holds the worker, and remove all that they kept."""
        for page in self._context.pages:
            if page is not self._holder:
                page.close()
        self._holder.evaluate(_FORGET)

    def close(self) -> None:
        """Close all."""
        self._context.close()
