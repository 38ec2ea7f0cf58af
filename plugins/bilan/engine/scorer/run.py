# The Python scorer of a checklist: the author's own function from answers and scores to more scores, an outcome and notes. It is
# given copies and limits, and whatever goes wrong in it is named and costs nothing but its own results.

from __future__ import annotations

import re
import reprlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from bilan.engine.model.answer import AnswerValue
from bilan.engine.model.tally import Tally
from bilan.engine.scorer.limits import DEEPEST_CALLS, FILENAME, MOST_LINES, OverLimit, within_limits
from bilan.engine.scorer.surroundings import Surroundings, namespace

# The state of an item and its value.
PublicAnswer = tuple[str, AnswerValue]

FUNCTION = "score"

# Stand for the source of a scorer that is not run, since it did not come to an end, or ended Python. No Python text holds a NUL.
STOPPED = "\0"
ENDED = "\0\0"
_NOT_RUN = {STOPPED: ("scorer-timeout", "it did not come to an end"), ENDED: ("scorer-ended", "it ended Python")}


@dataclass(frozen=True)
class ScorerReport:
    """What the scorer gave. `error` is a stable code and a detail, e.g. `("scorer-raised", "ZeroDivisionError: ...")`."""

    scores: Mapping[str, Tally] = field(default_factory=dict)
    outcome: str | None = None
    notes: tuple[tuple[str, Mapping[str, str | Fraction]], ...] = ()
    error: tuple[str, str] | None = None


Run = Callable[[str, Mapping[str, PublicAnswer], Mapping[str, "Tally | None"]], ScorerReport]

MOST_TEXT = 20_000
_LONGEST_DETAIL = 300
_LARGEST_NUMBER = 10**9
_LARGEST_DENOMINATOR = 10**30
_STANDARD = sys.stdlib_module_names


def run_scorer(source: str, answers: Mapping[str, PublicAnswer], scores: Mapping[str, Tally | None]) -> ScorerReport:
    """Run `score(answers, scores)` of a scorer.

    Args:
        source: the text of the Python file. It is run anew each time, so nothing is remembered between two scores.
        answers: by item, its state and its value.
        scores: by id, points and maximum of each score that is made without the scorer; None if nothing counts.

    Returns:
        What the function returned, checked, or an error with one of the codes `scorer-raised`, `scorer-limit`, `scorer-output`,
        `scorer-library` where it imports a module of the standard library that is not there, `scorer-timeout` for `STOPPED` and
        `scorer-ended` for `ENDED`.
    """
    return not_run(source) if source in _NOT_RUN else _run(source, answers, scores)


def not_run(reason: str) -> ScorerReport:
    """The report of a scorer that is left out, for `STOPPED` or `ENDED`."""
    return ScorerReport(error=_NOT_RUN[reason])


def run_here(source: str, answers: Mapping[str, PublicAnswer], scores: Mapping[str, Tally | None]) -> ScorerReport:
    """Run a scorer in this Python, which it may end or never give back: in a browser, whose page then starts another one."""
    public_answers = {item: {"state": state, "value": _public(value)} for item, (state, value) in answers.items()}
    public_scores = {name: _public_score(tally) for name, tally in scores.items()}
    surroundings = Surroundings()
    surroundings.silence()
    try:
        try:
            return within_limits(lambda: _report(source, public_answers, public_scores))
        finally:
            surroundings.restore()
    except OverLimit:
        return ScorerReport(error=("scorer-limit", f"it ran more than {MOST_LINES:,} lines"))
    except BaseException as error:
        # Not even what went wrong could be looked at.
        return ScorerReport(error=("scorer-raised", _name(error)))


_run: Run = run_here


@contextmanager
def scorers_run_by(run: Run) -> Iterator[None]:
    """Have scorers run in another way than `run_here`."""
    global _run  # noqa: PLW0603 - whoever evaluates a checklist does not know who asked for it
    before, _run = _run, run
    try:
        yield
    finally:
        _run = before


def _report(source: str, answers: Mapping[str, Any], scores: Mapping[str, Any]) -> ScorerReport:
    """Within the limits, also what is only looked at: an object may run its author's code when it is compared, shown or let go."""
    names = namespace()
    try:
        exec(compile(source, FILENAME, "exec"), names)  # noqa: S102 - the author's own code, which is the point of it
        if FUNCTION not in names:
            return ScorerReport(error=("scorer-raised", f"it has no function {FUNCTION}(answers, scores)"))
        return _checked(names[FUNCTION](answers, scores))
    except BaseException as error:
        return ScorerReport(error=_fault(error))
    finally:
        names.clear()


def _fault(error: BaseException) -> tuple[str, str]:
    """The code of an error, and what it says in words that are the same on every Python."""
    kind = type(error)
    if kind is _OutputError:
        return "scorer-output", str(error)
    if issubclass(kind, RecursionError):
        return "scorer-limit", f"it called or nested too deep; {DEEPEST_CALLS} calls are allowed"
    text = _text(error)
    # How long a text or a list can be at all depends on the Python.
    if issubclass(kind, MemoryError) or (kind is OverflowError and text.endswith("index-sized integer")):
        return "scorer-limit", "it needed too much memory"
    module = error.name if kind is ModuleNotFoundError else None  # type: ignore[attr-defined]
    # In the browser the library is cut to what the engine needs; the worker then fetches the rest and asks again.
    known = type(module) is str and module.partition(".")[0] in _STANDARD
    return "scorer-library" if known else "scorer-raised", f"{_name(error)}: {text}"[:_LONGEST_DETAIL].removesuffix(": ")


def _name(value: Any) -> str:
    """The name of its class, whatever a class of classes makes of that."""
    return str.__str__(_CLASS_NAME.__get__(type(value)))[:_LONGEST_DETAIL]


def _text(error: BaseException) -> str:
    try:
        return _without_addresses(str.__str__(str(error))[:_LONGEST_DETAIL])
    except BaseException:  # it can't say what it is
        return ""


def _public(value: AnswerValue) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _public_score(tally: Tally | None) -> dict[str, Fraction | None]:
    if tally is None:
        return {"points": None, "maximum": None, "percent": None}
    return {"points": tally.points, "maximum": tally.maximum, "percent": tally.percent}


class _OutputError(ValueError):
    """What a scorer returned is not what it may return."""


def _checked(returned: Any) -> ScorerReport:
    """What was returned, made of Python's own types alone, whose methods are not the author's."""
    given = _entries(returned)
    if given is None or not given.keys() <= {"scores", "outcome", "notes"}:
        raise _OutputError("score() must return a dict with the keys scores, outcome and notes, or some of them")
    outcome, scores, notes = (given.get(key) for key in ("outcome", "scores", "notes"))
    if not (outcome is None or _is_a(str, outcome)):
        raise _OutputError(f"the outcome must be an id, not {_short(outcome)}")
    named = {} if scores is None else _entries(scores)
    listed = [] if notes is None else _listed(notes)
    if named is None or listed is None:
        raise _OutputError("scores must be a dict with ids as keys, and notes a list")
    tallies = {name: _tally(name, pair) for name, pair in named.items()}
    found = tuple(_note(note) for note in listed)
    length = sum(len(text) for note in found for text in (note[0], *map(str, note[1].values())))
    if length > MOST_TEXT:
        raise _OutputError(f"the notes have {length:,} characters, more than {MOST_TEXT:,}")
    return ScorerReport(tallies, None if outcome is None else str.__str__(outcome), found)


def _is_a(form: type, value: Any) -> bool:
    """Whether it is of a type or of one made from it, whatever it says of itself."""
    return issubclass(type(value), form)


def _entries(value: Any) -> dict[str, Any] | None:
    """The entries of a dict whose keys are texts; None if it is none."""
    if not _is_a(dict, value):
        return None
    entries = list(dict.items(value))
    return {str.__str__(key): entry for key, entry in entries} if all(_is_a(str, key) for key, _ in entries) else None


def _listed(value: Any) -> list[Any] | None:
    """The entries of a list or a tuple; None if it is neither."""
    form = next((form for form in (list, tuple) if _is_a(form, value)), None)
    return list(form.__iter__(value)) if form else None


def _pair(value: Any) -> tuple[Any, Any] | None:
    parts = _listed(value)
    return (parts[0], parts[1]) if parts and len(parts) == 2 else None


def _tally(name: str, value: Any) -> Tally:
    pair = _pair(value)
    if pair is None:
        raise _OutputError(f"the score {_short(name)} must be a pair (points, maximum), not {_short(value)}")
    return Tally(_number(pair[0]), _number(pair[1]))


def _note(note: Any) -> tuple[str, Mapping[str, str | Fraction]]:
    name, values = _pair(note) or (note, {})
    entries = _entries(values)
    if not _is_a(str, name) or entries is None:
        raise _OutputError(f"a note must be an id, or a pair (id, dict of values), not {_short(note)}")
    return str.__str__(name), {key: str.__str__(value) if _is_a(str, value) else _number(value) for key, value in entries.items()}


def _number(value: Any) -> Fraction:
    number: Fraction | None = None
    if _is_a(float, value):
        decimal = float.__float__(value)
        # What its author meant: 0.1 + 0.2 is 0.3. Infinities and NaN have no decimals.
        number = Fraction(f"{decimal:.12f}") if decimal - decimal == 0 else None
    elif _is_a(int, value) and not _is_a(bool, value):
        number = Fraction(int.__int__(value))
    elif type(value) is Fraction and _is_a(int, value.numerator) and _is_a(int, value.denominator):
        number = Fraction(int.__int__(value.numerator), int.__int__(value.denominator))
    if number is not None and abs(number) <= _LARGEST_NUMBER and number.denominator <= _LARGEST_DENOMINATOR:
        return number
    raise _OutputError(f"{_short(value)} is not a number between -1e9 and 1e9")


_ADDRESS = re.compile(" at 0x[0-9a-fA-F]+")
_CLASS_NAME = type.__dict__["__name__"]
_SHOWN = reprlib.Repr()
_SHOWN.maxstring = _SHOWN.maxlong = _SHOWN.maxother = 60


def _short(value: Any) -> str:
    try:
        text = _without_addresses(str.__str__(_SHOWN.repr(value)))
    except BaseException:  # it can't be shown
        text = _name(value)
    return text if len(text) <= 60 else text[:60] + "…"


def _without_addresses(text: str) -> str:
    """Where an object stands in memory is another place each time, and a result is not."""
    return _ADDRESS.sub("", text)
