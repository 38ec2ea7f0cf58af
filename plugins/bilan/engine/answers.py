# The answer file: what one person or team answered, by item id. Reading it judges its form only; whether an answer suits its
# item is decided in `scoring`, so that an answer to an item that has since gone is reported and not lost.

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from bilan.engine.model import State
from bilan.engine.numbers import exact, nests_deeper_than, plain

FORMAT = "bilan-answers/1"

# What may be written beside an answer; it never scores.
EVIDENCE = ("note", "link", "date")

# Evidence, and the version that the answer was given to, if that is later than the document's.
_BESIDE = {*EVIDENCE, "version"}

# An answer file needs four levels.
_DEEPEST_NESTING = 20


class AnswersError(ValueError):
    """The text is not an answer file. `code` is stable and names the fault; the message is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


# An answer that was taken back, in the words of other programs.
EMPTY: tuple[Any, ...] = (None, "", [])

# True for a ticked box, False for one that is not, a choice's id, the ids of several, an exact number or a text.
AnswerValue = bool | str | Fraction | frozenset[str] | None


@dataclass(frozen=True)
class Answer:
    """One answer. `value` is None where `state` says it all."""

    state: State
    value: AnswerValue = None


@dataclass(frozen=True)
class Answers:
    """The answers of one person or team to one checklist, by item id.

    `content` names the very rules that they were given to (the digest that the build gives a compiled checklist), `saved` is an
    ISO 8601 date and time; each is None if the file does not tell.
    """

    checklist: str
    version: int | None = None
    by_item: Mapping[str, Answer] = field(default_factory=dict)
    content: str | None = None
    saved: str | None = None


def read_answers(text: str) -> Answers:
    """Read the JSON text of an answer file.

    Raises:
        AnswersError: with `code` one of `not-json`, `duplicate-key`, `not-answers`, `newer-format`, `malformed`.
    """
    if nests_deeper_than(text, _DEEPEST_NESTING):
        raise AnswersError("malformed", f"this nests more than {_DEEPEST_NESTING} levels deep; an answer file needs four")
    try:
        document = json.loads(
            text.removeprefix("\ufeff"),
            parse_float=_number,
            parse_int=_number,
            parse_constant=_refuse_constant,
            object_pairs_hook=_unique_pairs,
        )
    except AnswersError:
        raise
    except ValueError as error:
        # Python's own words differ from version to version, and a result must not.
        raise AnswersError("not-json", "this is not JSON") from error
    form = document.get("format") if isinstance(document, dict) else None
    if not isinstance(form, str) or not form.startswith("bilan-answers/"):
        raise AnswersError("not-answers", f'this is not an answer file of Bilan: it lacks "format": "{FORMAT}"')
    if form != FORMAT:
        raise AnswersError("newer-format", f"this answer file is {form!r}; this version of Bilan reads {FORMAT!r}")
    checklist, version = document.get("checklist"), document.get("version")
    entries = document.get("answers")
    if not isinstance(checklist, str) or not isinstance(entries, dict):
        raise AnswersError("malformed", 'an answer file needs "checklist" (text) and "answers" (an object)')
    if version is not None and not (isinstance(version, Fraction) and version.denominator == 1):
        raise AnswersError("malformed", '"version" must be a whole number')
    if not isinstance(document.get("dropped", {}), dict):
        raise AnswersError("malformed", '"dropped" must be an object')
    content, saved = (text if isinstance(text := document.get(name), str) else None for name in ("content", "saved"))
    return Answers(
        checklist=checklist,
        version=None if version is None else int(version),
        by_item={item: read_entry(item, entry) for item, entry in entries.items()},
        content=content,
        saved=saved,
    )


def read_entry(item: str, entry: Any) -> Answer:
    """Read the entry of one item, numbers as fractions. Raises AnswersError (`malformed`)."""
    if not isinstance(entry, dict):
        raise AnswersError("malformed", f'the answer to {item!r} must be an object such as {{"value": "yes"}}')
    if entry and not entry.keys() - _BESIDE:
        return Answer(State.UNANSWERED)
    if "state" in entry:
        if entry["state"] not in (State.NOT_APPLICABLE.value, State.DONT_KNOW.value):
            raise AnswersError("malformed", f'the state of {item!r} must be "not-applicable" or "dont-know"')
        return Answer(State(entry["state"]))
    value = entry.get("value")
    if "value" in entry and value in EMPTY:
        return Answer(State.UNANSWERED)
    if isinstance(value, list) and all(isinstance(choice, str) for choice in value):
        return Answer(State.ANSWERED, frozenset(value))
    if not isinstance(value, (bool, str, Fraction)):
        raise AnswersError("malformed", f'the answer to {item!r} needs a "value" (true, a text, a number or a list of texts) or a "state"')
    return Answer(State.ANSWERED, value)


def written(answer: Answer) -> dict[str, Any] | None:
    """The entry of an answer in an answer file, `read_entry` the other way round; None if there is no answer."""
    if answer.value is False:
        return None
    if answer.state is not State.ANSWERED:
        return None if answer.state in (State.UNANSWERED, State.HIDDEN) else {"state": answer.state.value}
    return {"value": public(answer.value)}


def public(value: AnswerValue) -> bool | str | int | float | list[str] | None:
    """A value as JSON has it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return plain(value) if isinstance(value, Fraction) else value


def _number(text: str) -> Fraction:
    try:
        return exact(text)
    except ValueError as error:
        raise AnswersError("malformed", str(error)) from None


def _refuse_constant(text: str) -> Fraction:
    raise AnswersError("not-json", f"{text} is not a JSON number")


def _unique_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise AnswersError("duplicate-key", f"the key {twice!r} stands twice in one object; keep one")
    return found
