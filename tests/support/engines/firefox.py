# Firefox, by Marionette, which is part of it.

from __future__ import annotations

from tests.support.engines.processes import start
from tests.support.engines.tab import Engine
from tests.support.engines.wires import MarionetteWire, free_port

# After a crash it starts as if there had been none; and what is not on this machine is asked of a proxy that is not there.
PREFERENCES = {
    "app.update.disabledForTesting": True,
    "browser.sessionstore.resume_from_crash": False,
    "browser.shell.checkDefaultBrowser": False,
    # WebAssembly is not compiled a second time, as in Chromium (TEST_FLAGS).
    "javascript.options.wasm_optimizingjit": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.type": 1,
    "toolkit.startup.max_resumed_crashes": -1,
}


class Firefox(Engine):
    """Debian's firefox-esr, headless."""

    name = "firefox"

    def launch(self) -> None:
        port = free_port()
        preferences = {**PREFERENCES, "marionette.port": port}
        lines = [
            f"user_pref({name!r}, {str(value).lower() if isinstance(value, bool) else repr(value)});\n"
            for name, value in preferences.items()
        ]
        (self.profile / "user.js").write_text("".join(lines))
        command = ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", str(self.profile)]
        self.program = start(command, {"HOME": str(self.profile)})
        self.wire = MarionetteWire(port)
        self.wire.call("new-session", pageLoadStrategy="none", unhandledPromptBehavior="accept")
