# Polling: the one place where tests sleep, for what tells nobody when it changes: a process, a port, a file, what a browser keeps.

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

Found = TypeVar("Found")
Rest = Callable[[float], object]


def looks(seconds: float, every: float = 0.02, rest: Rest = time.sleep) -> Iterator[bool]:
    """An item for each look, with a rest of `every` seconds between two: whether the time is over. It has no end of its own."""
    end = time.monotonic() + seconds
    while True:
        yield time.monotonic() > end
        rest(every)


def poll(look: Callable[[], Found], seconds: float, every: float = 0.02, rest: Rest = time.sleep) -> Found:
    """What `look` returns as soon as that is truthy, or what it returns once the time is over."""
    return next(found for is_late in looks(seconds, every, rest) if (found := look()) or is_late)
