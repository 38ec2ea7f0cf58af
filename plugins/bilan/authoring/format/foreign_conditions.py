# Habits from other languages in conditions, and how the language of docs/conditions.md says the same.

from __future__ import annotations

import re
from collections.abc import Mapping

from bilan.authoring.format.foreign_words import meant_id

# Names that stand for "no answer" elsewhere.
NOTHING = ("null", "none", "nil", "undefined", "empty", "blank", "missing")

_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
_ASKED = r"[a-z][a-z0-9-]*(?:\([^()]*\))?"
_RANGE = re.compile(rf"({_NUMBER})\s*(<=?|>=?)\s*({_ASKED})\s*(<=?|>=?)\s*({_NUMBER})")
_ROUND_LIST = re.compile(rf"({_ASKED}\s+(?:not\s+)?in)\s*[({{]([^(){{}}]*)[)}}]")
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OPERATORS: Mapping[str, str] = {
    **dict.fromkeys(("is", "equals", "equal", "eq"), "=="),
    **dict.fromkeys(("is not", "isnt", "ne", "neq"), "!="),
    **dict.fromkeys(("gt", "above", "over"), ">"),
    **dict.fromkeys(("lt", "below", "under"), "<"),
    **dict.fromkeys(("gte", "ge"), ">="),
    **dict.fromkeys(("lte", "le"), "<="),
    **dict.fromkeys(("includes", "include", "has", "allof"), "contains"),
    **dict.fromkeys(("anyof", "oneof"), "in"),
}
_NO_ANSWER = re.compile(rf"is\s+(not\s+)?(?:{'|'.join(NOTHING)})\b")
_ANSWERED = re.compile(r"is\s+(not\s+)?(?:answered|given|set)\b")


# Signs by which other tools tell a name from a text, and functions of theirs; of names the part that is an id.
_NAME = r"[$%#]?\{?\s*(?:[A-Za-z0-9_-]+\.)*([A-Za-z][A-Za-z0-9_-]*)\s*\}?"
_SELECTED = re.compile(rf"selected\(\s*{_NAME}\s*,\s*['\"]([^'\"]*)['\"]\s*\)")
_WHETHER = re.compile(r"\b(?:IF|IIF|if)\s*\(")
_MARKED = re.compile(r"[$%#]\{?\s*([A-Za-z][A-Za-z0-9_.-]*)\s*\}?|\{\s*([A-Za-z][A-Za-z0-9_.-]*)\s*\}")
_DOTTED = re.compile(r"(?:[A-Za-z][A-Za-z0-9_-]*\.)+([A-Za-z][A-Za-z0-9_-]*)")


def meant_condition(text: str, offset: int) -> str:
    """What to write where a condition can't be read from the character at `offset` on; empty if it is no known habit."""
    for found in _RANGE.finditer(text):
        if found.start() <= offset < found.end():
            low, turned, name, operator, high = found.groups()
            return f"Write {name} {_TURNED[turned]} {low} and {name} {operator} {high}."
    for found in _ROUND_LIST.finditer(text):
        if found.start() <= offset < found.end():
            return f"Lists stand in square brackets: {found[1]} [{found[2].strip()}]."
    for pattern, hint in (
        (_SELECTED, 'Write {0} contains "{1}".'),
        (_WHETHER, "Write the condition alone: what it stands under is shown while it holds."),
        (_MARKED, "Write the id alone: {0}."),
        (_DOTTED, "Write the id alone: {0}."),
    ):
        for found in pattern.finditer(text):
            if found.start() <= offset < found.end():
                groups = [group for group in found.groups() if group is not None]
                return hint.format(*(meant_id(group.rpartition(".")[2]) if at == 0 else group for at, group in enumerate(groups)))
    before = re.search(r"([a-z][a-z0-9-]*)\s*$", text[:offset])
    return _meant_operator(before[1], text[offset:]) if before else ""


def without_answer(name: str, *, denied: bool = False) -> str:
    """How to ask whether `name` has no answer; if `denied`, whether it has one."""
    return f"Write {'' if denied else 'not '}answered({name})."


def _meant_operator(name: str, rest: str) -> str:
    if found := _NO_ANSWER.match(rest):
        return without_answer(name, denied=bool(found[1]))
    if found := _ANSWERED.match(rest):
        return without_answer(name, denied=not found[1])
    word = re.match(r"is\s+not\b|[a-z]+\b", rest)
    operator = _OPERATORS.get(" ".join(word[0].split()), "") if word else ""
    return f"Write {operator} in place of {word[0]}." if word and operator else ""
