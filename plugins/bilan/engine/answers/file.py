# The answer file: what one person or team answered, by item id. Reading it judges its form only; whether an answer suits its
# item is decided in `scoring`, so that an answer to an item that has since gone is reported and not lost. The page reads by the
# same rule (assets/page/answers/answer-file.js; docs/contract.md tells it).

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from bilan.engine.answers.migration_report import without_earlier
from bilan.engine.model.answer import Answer, AnswerValue
from bilan.engine.model.numbers import decimal, nests_deeper_than, oversized_number, plain
from bilan.engine.model.states import GIVEN
from bilan.engine.model.vocabulary import State

FORMAT = "bilan-answers/1"

# What may be written beside an answer; it never scores.
EVIDENCE = ("note", "link", "date")

# Evidence, and the version that the answer was given to, if that is later than the document's.
_BESIDE = {*EVIDENCE, "version"}

# An answer file needs four levels, seven with what was dropped. A migration takes an entry three levels deeper, among the earlier records
# of what was dropped, and a record two: what could not be read again afterwards is not read in the first place.
_DEEPEST_NESTING = 20
_DEEPEST_ENTRY = 15
_DEEPEST_RECORD = 16

# More than any checklist has questions, and as much as is scored while somebody waits.
_MOST_ENTRIES = 50_000

# Of a checklist, and so of answers.
LARGEST_VERSION = 999_999_999


class AnswersError(ValueError):
    """The text is not an answer file. `code` is stable and names the fault; the message is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


# An answer that was taken back, in the words of other programs.
EMPTY: tuple[Any, ...] = (None, "", [])


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
        AnswersError: with `code` one of `not-json`, `duplicate-key`, `not-answers`, `newer-format`, `malformed`, `too-large`.
    """
    if nests_deeper_than(text, _DEEPEST_NESTING):
        raise AnswersError("malformed", f"this nests more than {_DEEPEST_NESTING} levels deep; an answer file needs four")
    document = _parse(text)
    form = document.get("format") if isinstance(document, dict) else None
    if not isinstance(form, str) or not form.startswith("bilan-answers/"):
        raise AnswersError("not-answers", f'this is not an answer file of Bilan: it lacks "format": "{FORMAT}"')
    if form != FORMAT:
        raise AnswersError("newer-format", f"this answer file is {form!r}; this version of Bilan reads {FORMAT!r}")
    if number := oversized_number(text):
        raise AnswersError("malformed", f"the number {number[:40]!r} is too long or too large")
    checklist, version = document.get("checklist"), document.get("version")
    entries, dropped = document.get("answers"), document.get("dropped", {})
    if not isinstance(checklist, str) or not isinstance(entries, dict):
        raise AnswersError("malformed", 'an answer file needs "checklist" (text) and "answers" (an object)')
    if version is not None and not (isinstance(version, float) and is_version(decimal(version))):
        raise AnswersError("malformed", '"version" must be a whole number of at most nine digits')
    if not isinstance(dropped, dict):
        raise AnswersError("malformed", '"dropped" must be an object')
    if len(entries) > _MOST_ENTRIES:
        raise AnswersError("too-large", f"this holds {len(entries):,} answers; a file may hold {_MOST_ENTRIES:,}")
    for item, record in dropped.items():
        if _is_deeper(without_earlier(record), _DEEPEST_RECORD):
            raise AnswersError("malformed", f"what was dropped of {item!r} nests more than {_DEEPEST_RECORD} levels deep")
    content, saved = (text if isinstance(text := document.get(name), str) else None for name in ("content", "saved"))
    return Answers(
        checklist=checklist,
        version=None if version is None else int(version),
        by_item={item: read_entry(item, entry) for item, entry in entries.items()},
        content=content,
        saved=saved,
    )


def read_entry(item: str, entry: Any) -> Answer:
    """Read the entry of one item, its number a float or a fraction. Raises AnswersError (`malformed`)."""
    if not isinstance(entry, dict):
        raise AnswersError("malformed", f'the answer to {item!r} must be an object such as {{"value": "yes"}}')
    if _is_deeper(entry, _DEEPEST_ENTRY):
        raise AnswersError("malformed", f"the answer to {item!r} nests more than {_DEEPEST_ENTRY} levels deep")
    if entry and not entry.keys() - _BESIDE:
        return Answer(State.UNANSWERED)
    if "state" in entry:
        if entry["state"] not in GIVEN:
            known = " or ".join(f'"{state.value}"' for state in GIVEN)
            raise AnswersError("malformed", f"the state of {item!r} must be {known}")
        return Answer(State(entry["state"]))
    value = entry.get("value")
    if "value" in entry and value in EMPTY:
        return Answer(State.UNANSWERED)
    if isinstance(value, list) and all(isinstance(choice, str) for choice in value):
        return Answer(State.ANSWERED, frozenset(value))
    if isinstance(value, float):
        value = decimal(value)
    if not isinstance(value, (bool, str, Fraction)):
        raise AnswersError("malformed", f'the answer to {item!r} needs a "value" (true, a text, a number or a list of texts) or a "state"')
    return Answer(State.ANSWERED, value)


def written(answer: Answer) -> dict[str, Any] | None:
    """The entry of an answer in an answer file, `read_entry` the other way round; None if there is no answer."""
    if answer.value is False:
        return None
    if answer.state is not State.ANSWERED:
        return {"state": answer.state.value} if answer.state in GIVEN else None
    return {"value": public(answer.value)}


def public(value: AnswerValue) -> bool | str | int | float | list[str] | None:
    """A value as JSON has it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return plain(value) if isinstance(value, Fraction) else value


def is_version(number: Fraction) -> bool:
    """Whether a number can be the version that answers were given to."""
    return number.denominator == 1 and abs(number) <= LARGEST_VERSION


def _parse(text: str) -> Any:
    """The value of JSON text, every number as the double that a browser makes of it. Raises AnswersError."""
    twice: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs) and not twice:
            counts = Counter(name for name, _ in pairs)
            twice.append(next(name for name, count in counts.items() if count > 1))
        return found

    try:
        text = text.removeprefix("\ufeff")
        document = json.loads(text, parse_int=float, parse_constant=_refuse_constant, object_pairs_hook=unique)
    except ValueError as error:
        # Python's own words differ from version to version, and a result must not.
        raise AnswersError("not-json", "this is not JSON") from error
    if twice:
        raise AnswersError("duplicate-key", f"the key {twice[0]!r} stands twice in one object; keep one")
    return document


def _refuse_constant(text: str) -> float:
    raise ValueError(f"{text} is not a JSON number")


def _is_deeper(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return inner is not None and (levels == 0 or any(_is_deeper(part, levels - 1) for part in inner))
