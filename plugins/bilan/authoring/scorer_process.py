# A process of its own for Python scorers, for commands and builds: one that ends Python, never ends or takes all memory costs only its own
# part there, as it does in a browser.

from __future__ import annotations

import _thread
import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import IO, Any, cast

from bilan.engine import ENDED, STOPPED, PublicAnswer, ScorerReport, Tally, not_run, run_here, scorers_run_by

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

# As long as a page waits for an answer.
LIMIT_S = 10.0
# A scorer that so often ended its process, or did not end, is not run again.
_PATIENCE = 3
# What Python in a browser may take.
_LARGEST_MEMORY = 2 * 1024**3

_SERVE = "from bilan.authoring.scorer_process import serve; serve({})"
_READY = b"ready\n"


@contextmanager
def scorers_apart(limit: float = LIMIT_S) -> Iterator[ScorerProcess]:
    """Have scorers run in a process of their own, which is started when one is to be run.

    Args:
        limit: the seconds after which a run is given up.
    """
    process = ScorerProcess(limit)
    try:
        with scorers_run_by(process.run):
            yield process
    finally:
        process.close()


class ScorerProcess:
    """Runs scorers in another process. `failures` holds the first failure of each scorer, by its source."""

    def __init__(self, limit: float) -> None:
        self.failures: dict[str, tuple[str, str]] = {}
        self._limit = limit
        self._given_up: Counter[str] = Counter()
        self._last: dict[str, ScorerReport] = {}
        self._child: _Child | None = None

    def run(self, source: str, answers: Mapping[str, PublicAnswer], scores: Mapping[str, Tally | None]) -> ScorerReport:
        """Run a scorer, as `run_scorer` does."""
        if self._given_up[source] == _PATIENCE:
            return self._last[source]
        self._child = self._child or _Child.start(self._limit)
        if self._child is None:
            # Where no process can be started, this one has to do.
            return run_here(source, answers, scores)
        try:
            report = _read(self._child.ask(pickle.dumps((source, answers, scores)), self._limit))
        except queue.Empty:
            report = self._give_up(source, STOPPED)
        except (OSError, ValueError, TypeError, LookupError):
            # Nothing, or not a line of ours: the process is gone, or is of no use any more.
            report = self._give_up(source, ENDED)
        if report.error:
            self.failures.setdefault(source, report.error)
        return report

    def _give_up(self, source: str, reason: str) -> ScorerReport:
        self.close()
        self._given_up[source] += 1
        self._last[source] = not_run(reason)
        return self._last[source]

    def close(self) -> None:
        """End the process."""
        if self._child:
            self._child.end()
        self._child = None


@dataclass(frozen=True)
class _Child:
    process: subprocess.Popen[bytes]
    requests: IO[bytes]
    lines: queue.SimpleQueue[bytes]

    @classmethod
    def start(cls, limit: float) -> _Child | None:
        """A process that is ready; None if there can be none."""
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", _SERVE.format(limit)]
        try:
            process = subprocess.Popen(  # noqa: S603 - ourselves
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
            )
        except OSError:
            return None
        lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        child = cls(process, cast("IO[bytes]", process.stdin), lines)
        threading.Thread(target=_pass_on, args=(process.stdout, lines), daemon=True).start()
        if lines.get() == _READY:
            return child
        child.end()
        return None

    def ask(self, request: bytes, limit: float) -> bytes:
        """The line that comes back. Raises queue.Empty where none comes in time, OSError where the process has ended."""
        self.requests.write(request)
        self.requests.flush()
        return self.lines.get(timeout=limit)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        with suppress(OSError):
            self.requests.close()


def _pass_on(stream: IO[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    """Each line that a process writes, and an empty one when it has ended: a pipe can't be waited for with a limit everywhere."""
    with stream:
        for line in stream:
            lines.put(line)
    lines.put(b"")


def serve(limit: float) -> None:
    """In the other process: answer one request after the other."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nowhere, descriptor)
    # Who stops a command stops it, and it stops this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    _refuse_threads()
    sys.addaudithook(_refuse_processes)
    _reply(replies, _READY)
    with suppress(EOFError):
        while True:
            request = pickle.load(requests)  # noqa: S301 - from the process that started this one
            # If the command is killed meanwhile, nobody else would end this process.
            _alarm(int(limit) + 5)
            _reply(replies, _written(run_here(*request)))
            _alarm(0)
    # At once: a scorer may have left something to be done at the end.
    os._exit(0)


def _reply(replies: IO[bytes], line: bytes) -> None:
    replies.write(line)
    replies.flush()


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _limit_memory() -> None:
    if resource:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (_LARGEST_MEMORY, _LARGEST_MEMORY))


def _refuse_threads() -> None:
    """In a browser there are none; what only works elsewhere would give another score there."""
    for module in (_thread, threading):
        for name in ("start_new_thread", "start_new", "start_joinable_thread", "_start_new_thread", "_start_joinable_thread"):
            if hasattr(module, name):
                setattr(module, name, _start_nothing)


def _start_nothing(*_arguments: Any, **_named: Any) -> None:
    raise RuntimeError("can't start new thread")


def _refuse_processes(event: str, _arguments: tuple[Any, ...]) -> None:
    if event in {"os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "subprocess.Popen"}:
        raise OSError("a scorer can't start processes")


def _written(report: ScorerReport) -> bytes:
    """A report as a line of JSON; a number is a text in a list."""
    notes = [
        [name, {key: value if isinstance(value, str) else [str(value)] for key, value in values.items()}] for name, values in report.notes
    ]
    scores = {name: [str(number) for number in tally] for name, tally in report.scores.items()}
    return json.dumps({"scores": scores, "outcome": report.outcome, "notes": notes, "error": report.error}).encode() + b"\n"


def _read(line: bytes) -> ScorerReport:
    document = json.loads(line)
    return ScorerReport(
        {name: Tally(*map(Fraction, numbers)) for name, numbers in document["scores"].items()},
        document["outcome"],
        tuple(
            (name, {key: value if isinstance(value, str) else Fraction(*value) for key, value in values.items()})
            for name, values in document["notes"]
        ),
        tuple(document["error"]) if document["error"] else None,
    )
