# A browser and its tabs, as tests use them. What differs between browsers is in the modules beside this one.

from __future__ import annotations

import subprocess
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from tests.support.engines.processes import kill
from tests.support.engines.wires import EngineError, Wire
from tests.support.polling import looks

__all__ = ["Engine", "EngineError", "Tab"]

WAIT_S = 30
SCRIPT_MS = 30_000

_BACKSPACE, _HOME, _DOWN = "\ue003", "\ue011", "\ue015"
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

# A function is called with the arguments and awaited.
_CALL = """
const given = [...arguments], done = given.pop();
(async () => (FUNCTION)(...given))().then((value) => done({ value }), (error) => done({ error: String(error?.stack ?? error) }));
"""
_LEAVE = "(visit) => { window.leftBy = visit; }"
_ARRIVED = "(visit) => window.leftBy !== visit && document.readyState !== 'loading' && location.href !== 'about:blank'"
_SELECT_ALL = "(selector) => { const field = document.querySelector(selector); field.focus(); field.select(); }"
_PLACE = "(selector, value) => [...document.querySelector(selector).options].findIndex((option) => option.value === value)"
_AT_HAND = """(selector) => {
  const element = document.querySelector(selector);
  if (!element?.checkVisibility({ visibilityProperty: true })) return false;
  element.scrollIntoView({ block: "center", behavior: "instant" });
  return true;
}"""


class Engine(ABC):
    """A running browser with a profile of its own. A first tab stays open and empty, since without one a browser ends."""

    name: str
    wire: Wire
    program: subprocess.Popen[bytes]

    def __init__(self, profile: Path) -> None:
        self.profile = profile
        self.tabs: list[Tab] = []
        self._visits = 0
        self.start()

    @abstractmethod
    def launch(self) -> None:
        """Start the program and a session."""

    def start(self) -> None:
        """Start the browser, with whatever its profile holds."""
        self.launch()
        self.wire.call("set-timeouts", script=SCRIPT_MS)
        self.first = self._current = self.wire.call("windows")[0]

    def kill(self) -> None:
        """SIGKILL for the whole browser: what it has not written to the disk is lost. It can be started again."""
        kill(self.program)
        self.wire.close()
        self.tabs.clear()

    def bring_to_front(self) -> None:
        """Show the current tab: only the tab in front has the keyboard. Where switching to it does that, nothing is left to do."""
        return

    def new_tab(self, url: str) -> Tab:
        """Open a tab with this page."""
        handle = self.call_in(self.first, "new-window", type="tab")["handle"]
        self.tabs.append(Tab(self, handle))
        self.tabs[-1].open(url)
        return self.tabs[-1]

    def call_in(self, handle: str, command: str, **parameters: Any) -> Any:
        """Give a command to a tab."""
        if handle != self._current:
            self.wire.call("switch", handle=handle)
            self._current = handle
            self.bring_to_front()
        return self.wire.call(command, **parameters)

    def next_visit(self) -> int:
        """A number that no page has seen."""
        self._visits += 1
        return self._visits


class Tab:
    """One tab. What a reader does with mouse and keyboard arrives as that."""

    def __init__(self, engine: Engine, handle: str) -> None:
        self.engine = engine
        self._handle = handle

    def call(self, command: str, **parameters: Any) -> Any:
        """Give a command of WebDriver to the tab."""
        return self.engine.call_in(self._handle, command, **parameters)

    def _travel(self, command: str, **parameters: Any) -> None:
        """Go to another page, and wait until it is there to be read; its scripts may still be on their way."""
        visit = self.engine.next_visit()
        self.evaluate(_LEAVE, visit)
        self.call(command, **parameters)
        self.wait_for(_ARRIVED, visit)

    def open(self, url: str) -> None:
        """Go to a page by its address."""
        self._travel("navigate", url=url)

    def reload(self) -> None:
        """Load the page again."""
        self._travel("refresh")

    def back(self) -> None:
        """Go back."""
        self._travel("back")

    def forward(self) -> None:
        """Go forward."""
        self._travel("forward")

    def close(self) -> None:
        """Close the tab."""
        self.call("close-window")
        self.engine.tabs.remove(self)

    def evaluate(self, function: str, *arguments: Any) -> Any:
        """Call a function of JavaScript in the page, await it, and return what it returns."""
        done = self.call("execute", script=_CALL.replace("FUNCTION", function), args=list(arguments))
        if done is None or "error" in done:
            raise EngineError(done["error"] if done else "The page went away.")
        return done.get("value")

    def wait_for(self, function: str, *arguments: Any, seconds: float = WAIT_S) -> Any:
        """What the function returns as soon as that is truthy. A page that is just being left is asked again."""
        for late in looks(seconds):
            problem = ""
            try:
                found = self.evaluate(function, *arguments)
                if found:
                    return found
            except EngineError as error:
                problem = f" ({error})"
            if late:
                raise EngineError(f"In {seconds} s it did not come to this{problem}: {function} {arguments}")
        raise AssertionError("looks() has no end")

    def click(self, selector: str, seconds: float = WAIT_S) -> None:
        """Click what the selector finds first, once it can be seen; where something lies over it, after scrolling it to the middle."""
        try:
            self.call("click", id=self._visible(selector, seconds))
        except EngineError as error:
            if "intercepted" not in str(error):
                raise
            self.evaluate("(selector) => document.querySelector(selector).scrollIntoView({ block: 'center' })", selector)
            self.call("click", id=self._visible(selector, seconds))

    def type(self, selector: str, text: str, seconds: float = WAIT_S) -> None:
        """Replace what a field holds by typing, once it can be seen."""
        field = self._visible(selector, seconds)
        self.evaluate(_SELECT_ALL, selector)
        self.call("type", id=field, text=text or _BACKSPACE)

    def choose(self, selector: str, value: str) -> None:
        """Choose from a list by keyboard, which passes by the choices before."""
        place = self.evaluate(_PLACE, selector, value)
        self.call("type", id=self._visible(selector), text=_HOME + _DOWN * place)

    def upload(self, selector: str, path: Path) -> None:
        """Choose a file."""
        self.call("type", id=self._find(selector), text=str(path))

    def _visible(self, selector: str, seconds: float = WAIT_S) -> str:
        self.wait_for(_AT_HAND, selector, seconds=seconds)
        return self._find(selector)

    def _find(self, selector: str) -> str:
        identity: str = self.call("find", using="css selector", value=selector)[_ELEMENT]
        return identity
