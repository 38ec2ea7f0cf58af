# Chromium, by its own driver.

from __future__ import annotations

import contextlib
import os

from tests.support.browser import TEST_FLAGS
from tests.support.engines.processes import start
from tests.support.engines.tab import Engine, EngineError
from tests.support.engines.wires import HttpWire, free_port


class Chromium(Engine):
    """Debian's Chromium, headless."""

    name = "chromium"

    def launch(self) -> None:
        port = free_port()
        self.program = start(["chromedriver", f"--port={port}"], {})
        self.wire = HttpWire(port)
        # What is not on this machine is asked of a proxy that is not there.
        flags = ["--headless", *TEST_FLAGS, "--proxy-server=127.0.0.1:9", f"--user-data-dir={self.profile}"]
        options = {"args": flags, "binary": os.environ.get("CHROMIUM", "/usr/bin/chromium")}
        self.wire.call("new-session", pageLoadStrategy="none", unhandledPromptBehavior="accept", **{"goog:chromeOptions": options})

    def crash_pages(self) -> None:
        """End what runs the pages at one blow; the browser itself goes on. Their tabs are closed."""
        for tab in [*self.tabs]:
            with contextlib.suppress(EngineError):
                tab.call("cdp", cmd="Page.crash", params={})
            tab.close()

    def bring_to_front(self) -> None:
        self.wire.call("cdp", cmd="Page.bringToFront", params={})

    def limit_storage(self, origin: str, size: int | None) -> None:
        """What the pages of an origin may store, in bytes; None for what is usual."""
        limit = {} if size is None else {"quotaSize": size}
        self.call_in(self.first, "cdp", cmd="Storage.overrideQuotaForOrigin", params={"origin": origin, **limit})
