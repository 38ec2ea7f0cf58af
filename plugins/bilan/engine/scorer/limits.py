# Limits of a Python scorer: the lines that run and the calls within calls are counted, not timed, so that the same answers end at
# the same place everywhere.

from __future__ import annotations

import sys
from _thread import get_ident
from collections.abc import Callable
from functools import partial
from types import CodeType, FrameType
from typing import Any, TypeVar

# Lines that may run, and how deep a scorer may call: far more than a score needs, little enough that a reader never waits.
MOST_LINES = 200_000
DEEPEST_CALLS = 200

# What a scorer is compiled as, by which its own lines are known.
FILENAME = "scorer"

# Lines of other code that may run beyond the limit: a module of the standard library that is left puts in order what it had begun.
_GRACE = 10_000

_Found = TypeVar("_Found")


class OverLimit(BaseException):
    """Too many lines were run. Not an Exception, so that an author's `except Exception` does not take it for one of theirs."""


def within_limits(run: Callable[[], _Found]) -> _Found:
    """What `run` gives.

    Raises:
        OverLimit: it ran too many lines, whatever it made of that itself.
        BaseException: whatever else it raises; a RecursionError where it called too deep.
    """
    tracer, profiler, recursion = sys.gettrace(), sys.getprofile(), sys.getrecursionlimit()
    depth = 0
    frame: FrameType | None = sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back
    counter = _Counter()
    stop = counter.start()
    sys.setrecursionlimit(depth + DEEPEST_CALLS)
    try:
        found = run()
    finally:
        # Lines of this file are not counted, and name nothing that a scorer may have taken away, so the limits end in any case.
        stop()
        sys.settrace(tracer)
        sys.setprofile(profiler)
        sys.setrecursionlimit(recursion)
        counter.end()
        if counter.left < 0:
            raise OverLimit
    return found


class _Counter:
    """Counts the lines of this thread, and raises where there are too many.

    It does so at each further line of the scorer: one that catches everything in a loop would go on after the first time.
    """

    def __init__(self) -> None:
        self.left = MOST_LINES
        self._thread = get_ident()
        self._monitoring: Any = getattr(sys, "monitoring", None)
        self._tool: int | None = None
        self._on_new_line = False
        self._frame: FrameType | None = None
        self._instruction = 0

    def start(self) -> Callable[[], Any]:
        """Start counting. Returns what stops it."""
        monitoring = self._monitoring
        self._tool = next((tool for tool in (4, 3, 5) if monitoring.get_tool(tool) is None), None) if monitoring else None
        if self._tool is None:
            # Before Python 3.12. A trace function that raises is dropped, so there only another process can stop what catches everything.
            sys.settrace(self._trace)
            return partial(sys.settrace, None)
        monitoring.use_tool_id(self._tool, "bilan")
        events = monitoring.events
        monitoring.register_callback(self._tool, events.LINE, self._count_line)
        monitoring.register_callback(self._tool, events.JUMP, self._count_jump)
        monitoring.set_events(self._tool, events.LINE | events.JUMP)
        return partial(monitoring.set_events, self._tool, 0)

    def end(self) -> None:
        """Give back what counting took."""
        if self._tool is not None:
            self._monitoring.register_callback(self._tool, self._monitoring.events.LINE, None)
            self._monitoring.register_callback(self._tool, self._monitoring.events.JUMP, None)
            self._monitoring.free_tool_id(self._tool)

    def _count_line(self, code: CodeType, _line: int) -> None:
        self._on_new_line = True
        self._count(code.co_filename)

    def _count_jump(self, code: CodeType, _start: int, _end: int) -> None:
        # A loop on one line comes to no new line.
        if not self._on_new_line:
            self._count(code.co_filename)
        self._on_new_line = False

    def _trace(self, frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        # There a loop on one line shows only in its instructions, which start over.
        frame.f_trace_opcodes = True
        instruction = frame.f_lasti
        if event == "line" or (event == "opcode" and frame is self._frame and instruction <= self._instruction):
            self._count(frame.f_code.co_filename)
        # That of a line is told twice.
        self._frame, self._instruction = frame, instruction - (event == "line")
        return self._trace

    def _count(self, filename: str) -> None:
        if filename == _OWN_FILENAME or get_ident() != self._thread:
            return
        self.left -= 1
        if self.left < 0 and (self.left == -1 or filename == FILENAME or self.left < -_GRACE):
            raise OverLimit


_OWN_FILENAME = within_limits.__code__.co_filename
