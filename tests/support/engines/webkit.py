# WebKitGTK, by its own driver. It is not Safari, but the engine is the same.

from __future__ import annotations

import atexit
import functools
import subprocess
from pathlib import Path

from tests.support.engines.processes import kill, start
from tests.support.engines.tab import Engine
from tests.support.engines.wires import HttpWire, free_port

SYSTEM_PYTHON = "/usr/bin/python3"
WINDOW = Path(__file__).with_name("webkit_window.py")


class WebKit(Engine):
    """Debian's WebKitGTK, on a screen that nobody sees."""

    name = "webkit"

    def launch(self) -> None:
        port = free_port()
        environment = {
            "DISPLAY": _screen(),
            "HOME": str(self.profile),
            # WebAssembly is not compiled a second time, as in Chromium (TEST_FLAGS).
            "JSC_useOMGJIT": "false",
            "NO_AT_BRIDGE": "1",
            "http_proxy": "http://127.0.0.1:9",
            "https_proxy": "http://127.0.0.1:9",
            "no_proxy": "127.0.0.1",
            # Its sandbox needs rights that root in a container does not have.
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        self.program = start(["WebKitWebDriver", f"--port={port}"], environment)
        self.wire = HttpWire(port)
        options = {"binary": SYSTEM_PYTHON, "args": [str(WINDOW), str(self.profile)]}
        self.wire.call("new-session", pageLoadStrategy="none", unhandledPromptBehavior="accept", **{"webkitgtk:browserOptions": options})


@functools.cache
def _screen() -> str:
    """The display of an X server without a screen, which ends with this process."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1200x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    atexit.register(kill, server)
    assert server.stdout
    return f":{server.stdout.readline().decode().strip()}"
