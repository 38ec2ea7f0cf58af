# The Python scorer of a checklist: the author's own function from answers and scores to more scores, an outcome and notes. It is
# given copies and limits, and whatever goes wrong in it is named and costs nothing but its own results.

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from types import FrameType
from typing import Any

from bilan.engine.aggregation import Tally
from bilan.engine.answers import AnswerValue

# The state of an item and its value.
PublicAnswer = tuple[str, AnswerValue]

FUNCTION = "score"

# Stands for the source of a scorer that did not come to an end: it is not run, and the report says so. No Python text holds a NUL.
STOPPED = "\0"


@dataclass(frozen=True)
class ScorerReport:
    """What the scorer gave. `error` is a stable code and a detail, e.g. `("scorer-raised", "ZeroDivisionError: ...")`."""

    scores: Mapping[str, Tally] = field(default_factory=dict)
    outcome: str | None = None
    notes: tuple[tuple[str, Mapping[str, str | Fraction]], ...] = ()
    error: tuple[str, str] | None = None


class _OverLimit(BaseException):
    """Not an Exception, so that an author's `except Exception` does not take it for one of theirs."""


# Lines of the scorer that may run, and how deep it may call: far more than a score needs, little enough that a reader never waits.
MOST_LINES = 200_000
DEEPEST_CALLS = 200
MOST_TEXT = 20_000
_LARGEST_NUMBER = 10**9
_LARGEST_DENOMINATOR = 10**30


def run_scorer(source: str, answers: Mapping[str, PublicAnswer], scores: Mapping[str, Tally | None]) -> ScorerReport:
    """Run `score(answers, scores)` of a scorer.

    Args:
        source: the text of the Python file. It is run anew each time, so nothing is remembered between two scores.
        answers: by item, its state and its value.
        scores: by id, points and maximum of each score that is made without the scorer; None if nothing counts.

    Returns:
        What the function returned, checked, or an error with one of the codes `scorer-raised`, `scorer-limit`, `scorer-output`,
        `scorer-library` where it imports a module of the standard library that is not there, and `scorer-timeout` for `STOPPED`.
    """
    if source == STOPPED:
        return ScorerReport(error=("scorer-timeout", "it did not come to an end"))
    public_answers = {item: {"state": state, "value": _public(value)} for item, (state, value) in answers.items()}
    public_scores = {name: _public_score(tally) for name, tally in scores.items()}
    namespace: dict[str, Any] = {"__name__": "scorer"}
    try:
        with _limits():
            exec(compile(source, "scorer", "exec"), namespace)  # noqa: S102 - the author's own code, which is the point of it
            returned = namespace[FUNCTION](public_answers, public_scores)
        return _checked(returned)
    except _OutputError as error:
        return ScorerReport(error=("scorer-output", str(error)))
    except (_OverLimit, RecursionError, MemoryError) as error:
        return ScorerReport(error=("scorer-limit", str(error) or type(error).__name__))
    except ModuleNotFoundError as error:
        # In the browser the library is cut to what the engine needs; the worker then fetches the rest and asks again.
        known = (error.name or "").partition(".")[0] in sys.stdlib_module_names
        return ScorerReport(error=("scorer-library" if known else "scorer-raised", f"ModuleNotFoundError: {error}"))
    except KeyError as error:
        what = f"it has no function {FUNCTION}(answers, scores)" if error.args == (FUNCTION,) else f"KeyError: {error}"
        return ScorerReport(error=("scorer-raised", what))
    except (Exception, SystemExit) as error:
        return ScorerReport(error=("scorer-raised", f"{type(error).__name__}: {error}"[:300]))


def _public(value: AnswerValue) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _public_score(tally: Tally | None) -> dict[str, Fraction | None]:
    if tally is None:
        return {"points": None, "maximum": None, "percent": None}
    return {"points": tally.points, "maximum": tally.maximum, "percent": tally.percent}


@contextmanager
def _limits() -> Iterator[None]:
    left = MOST_LINES

    def count(_frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        nonlocal left
        if event == "line":
            left -= 1
            if left < 0:
                raise _OverLimit(f"it ran more than {MOST_LINES:,} lines")
        return count

    tracer, recursion = sys.gettrace(), sys.getrecursionlimit()
    depth = 0
    frame: FrameType | None = sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back
    sys.setrecursionlimit(depth + DEEPEST_CALLS)
    sys.settrace(count)
    try:
        yield
    finally:
        sys.settrace(tracer)
        sys.setrecursionlimit(recursion)


class _OutputError(ValueError):
    """What a scorer returned is not what it may return."""


def _checked(returned: Any) -> ScorerReport:
    if not isinstance(returned, dict) or returned.keys() - {"scores", "outcome", "notes"}:
        raise _OutputError("score() must return a dict with the keys scores, outcome and notes, or some of them")
    outcome = returned.get("outcome")
    if not (outcome is None or isinstance(outcome, str)):
        raise _OutputError(f"the outcome must be an id, not {_short(outcome)}")
    scores = returned.get("scores") or {}
    notes = returned.get("notes") or []
    if not isinstance(scores, dict) or not isinstance(notes, list):
        raise _OutputError("scores must be a dict and notes a list")
    report = ScorerReport({name: _tally(name, pair) for name, pair in scores.items()}, outcome, tuple(_note(note) for note in notes))
    length = sum(len(text) for note in report.notes for text in (note[0], *(str(value) for value in note[1].values())))
    if length > MOST_TEXT:
        raise _OutputError(f"the notes have {length:,} characters, more than {MOST_TEXT:,}")
    return report


def _tally(name: Any, pair: Any) -> Tally:
    if not isinstance(name, str) or not isinstance(pair, (tuple, list)) or len(pair) != 2:
        raise _OutputError(f"the score {_short(name)} must be a pair (points, maximum), not {_short(pair)}")
    return Tally(_number(pair[0]), _number(pair[1]))


def _note(note: Any) -> tuple[str, Mapping[str, str | Fraction]]:
    name, values = note if isinstance(note, (tuple, list)) and len(note) == 2 else (note, {})
    if not isinstance(name, str) or not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise _OutputError(f"a note must be an id, or a pair (id, dict of values), not {_short(note)}")
    return name, {key: value if isinstance(value, str) else _number(value) for key, value in values.items()}


def _number(value: Any) -> Fraction:
    if isinstance(value, float) and value - value == 0:
        # What its author meant: 0.1 + 0.2 is 0.3. Infinities and NaN have no decimals.
        value = Fraction(f"{value:.12f}")
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        number = Fraction(value)
        if abs(number) <= _LARGEST_NUMBER and number.denominator <= _LARGEST_DENOMINATOR:
            return number
    raise _OutputError(f"{_short(value)} is not a number between -1e9 and 1e9")


def _short(value: Any) -> str:
    try:
        text = repr(value)
    except Exception:
        text = type(value).__name__
    return text if len(text) <= 60 else text[:60] + "…"
