# Transports of WebDriver commands to a browser: HTTP to a driver, or a socket straight to Firefox, which speaks them as Marionette and
# so needs no driver.

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from tests.support.polling import looks

Found = TypeVar("Found")

START_S = 60
ANSWER_S = 120

# What a command is called by a driver and by Firefox.
COMMANDS = {
    "new-session": ("POST", "/session", "WebDriver:NewSession"),
    "set-timeouts": ("POST", "/timeouts", "WebDriver:SetTimeouts"),
    "navigate": ("POST", "/url", "WebDriver:Navigate"),
    "back": ("POST", "/back", "WebDriver:Back"),
    "forward": ("POST", "/forward", "WebDriver:Forward"),
    "refresh": ("POST", "/refresh", "WebDriver:Refresh"),
    "windows": ("GET", "/window/handles", "WebDriver:GetWindowHandles"),
    "new-window": ("POST", "/window/new", "WebDriver:NewWindow"),
    "switch": ("POST", "/window", "WebDriver:SwitchToWindow"),
    "close-window": ("DELETE", "/window", "WebDriver:CloseWindow"),
    "execute": ("POST", "/execute/async", "WebDriver:ExecuteAsyncScript"),
    "find": ("POST", "/element", "WebDriver:FindElement"),
    "click": ("POST", "/element/{id}/click", "WebDriver:ElementClick"),
    "type": ("POST", "/element/{id}/value", "WebDriver:ElementSendKeys"),
    # Of Chromium only.
    "cdp": ("POST", "/goog/cdp/execute", ""),
}


class EngineError(Exception):
    """The browser could not do what it was told: the page is going, or something is not there."""


class Wire(Protocol):
    """Carries commands; an answer is the bare value."""

    def call(self, command: str, **parameters: Any) -> Any:
        """Give a command and wait for what comes of it."""

    def close(self) -> None:
        """Let go of the connection."""


class HttpWire:
    """To a driver at a port of this machine."""

    def __init__(self, port: int) -> None:
        def connect() -> http.client.HTTPConnection:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_S)
            connection.connect()
            return connection

        self._connection = _once_there(connect)
        self._session = ""

    def call(self, command: str, **parameters: Any) -> Any:
        method, path, _ = COMMANDS[command]
        if command == "new-session":
            parameters = {"capabilities": {"alwaysMatch": parameters}}
        body = None if method != "POST" else json.dumps(parameters)
        try:
            self._connection.request(method, self._session + path.format(**parameters), body, {"Content-Type": "application/json"})
            value = json.loads(self._connection.getresponse().read())["value"]
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise EngineError(f"{command}: {error!r}") from error
        if isinstance(value, dict) and "error" in value and "message" in value:
            raise EngineError(f"{command}: {value['error']}: {value['message']}")
        if command == "new-session":
            self._session = f"/session/{value['sessionId']}"
        return value

    def close(self) -> None:
        self._connection.close()


class MarionetteWire:
    """To a Firefox at a port of this machine. A message is its length, a colon and JSON: [type, number, name or error, content]."""

    def __init__(self, port: int) -> None:
        self._socket = _once_there(lambda: socket.create_connection(("127.0.0.1", port), timeout=ANSWER_S))
        self._replies = self._socket.makefile("rb")
        self._number = 0
        self._read()  # a greeting

    def call(self, command: str, **parameters: Any) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, COMMANDS[command][2], parameters]).encode()
        try:
            self._socket.sendall(b"%d:%b" % (len(message), message))
            _, _, error, content = self._read()
        except (OSError, ValueError) as broken:
            raise EngineError(f"{command}: {broken!r}") from broken
        if error:
            raise EngineError(f"{command}: {error['error']}: {error['message']}")
        return content["value"] if isinstance(content, dict) and set(content) == {"value"} else content

    def _read(self) -> Any:
        length = b""
        while (character := self._replies.read(1)) != b":":
            if not character:
                raise ConnectionResetError("Firefox is gone.")
            length += character
        return json.loads(self._replies.read(int(length)))

    def close(self) -> None:
        self._replies.close()
        self._socket.close()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _once_there(connect: Callable[[], Found]) -> Found:
    for late in looks(START_S):
        try:
            return connect()
        except OSError:
            if late:
                raise
    raise AssertionError("looks() has no end")
