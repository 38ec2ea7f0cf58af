# Three browsers behind one small interface: Debian's Chromium, Firefox and WebKitGTK, each driven as its own makers drive it, with real
# input, and with a profile that outlives a SIGKILL.

from __future__ import annotations

import functools
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.support.engines.chromium import Chromium
from tests.support.engines.firefox import Firefox
from tests.support.engines.tab import Engine, EngineError, Tab
from tests.support.engines.webkit import SYSTEM_PYTHON, WebKit

__all__ = ["ENGINES", "Engine", "EngineError", "Tab", "missing", "open_engine"]

ENGINES: dict[str, Callable[[Path], Engine]] = {"chromium": Chromium, "firefox": Firefox, "webkit": WebKit}

PACKAGES = {
    "chromium": {"chromium": "chromium", "chromedriver": "chromium-driver"},
    "firefox": {"firefox-esr": "firefox-esr"},
    "webkit": {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"},
}
WINDOW = ["python3-gi", "gir1.2-webkit2-4.1"]
_HAS_WINDOW = "import gi; gi.require_version('WebKit2', '4.1'); from gi.repository import WebKit2"


@functools.cache
def missing(name: str) -> str:
    """What has to be installed before this browser can be driven; empty if nothing is missing."""
    lacking = [package for program, package in PACKAGES[name].items() if not shutil.which(program)]
    if name == "webkit" and not lacking:
        done = subprocess.run([SYSTEM_PYTHON, "-c", _HAS_WINDOW], capture_output=True, timeout=60, check=False)
        lacking += WINDOW if done.returncode else []
    return f"{name}, which needs: sudo apt install {' '.join(lacking)}" if lacking else ""


def open_engine(name: str, profile: Path) -> Engine:
    """Start a browser with this profile, an empty folder or one that it had before."""
    profile.mkdir(parents=True, exist_ok=True)
    return ENGINES[name](profile)
