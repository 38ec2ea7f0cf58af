# What authors write out of habit from other tools and languages, and what Bilan calls it: kinds, fields, numbers and ids.

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from decimal import Decimal

_ONE = "choice, where one answer is chosen"
_SEVERAL = "choices, where several are ticked"
_LINES = "text"

# Kinds of question that other tools have, without hyphens and spaces, and what to write.
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("checkbox", "checkboxes"), "check for a single box, choices for several"),
    **dict.fromkeys(("boolean", "bool", "yesno", "switch", "toggle", "tick", "box"), "check, a box to tick"),
    **dict.fromkeys(("radio", "radiobutton", "radiogroup", "dropdown", "select", "single", "singlechoice", "list"), _ONE),
    **dict.fromkeys(("multiple", "multiplechoice", "multichoice", "multiselect", "multi", "tagbox"), _SEVERAL),
    **dict.fromkeys(("likert", "rating", "stars", "agreement"), "scale with `scale:`, or matrix for several statements"),
    **dict.fromkeys(("grid", "table"), "matrix"),
    **dict.fromkeys(("integer", "int", "float", "decimal", "numeric", "slider", "range", "percent"), "number"),
    **dict.fromkeys(("textarea", "string", "comment", "freetext", "open", "input", "paragraph"), _LINES),
}

# Fields of other tools, without hyphens and underscores and in lower case, and those that may be meant; the first that fits is named.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("if", "visibleif", "showif", "showwhen", "visible", "condition", "dependson", "relevant", "enableif"), ("when",)),
    **dict.fromkeys(("label", "question", "statement", "prompt", "caption"), ("text", "title")),
    **dict.fromkeys(("heading", "name"), ("title", "text")),
    **dict.fromkeys(("description", "hint", "tooltip"), ("help", "intro", "summary", "text")),
    **dict.fromkeys(("options", "answers", "responses", "values"), ("choices",)),
    **dict.fromkeys(("statements", "subquestions"), ("rows",)),
    **dict.fromkeys(("score", "value", "mark"), ("points",)),
    **dict.fromkeys(("times", "factor", "multiplyby", "multiplier"), ("multiply",)),
    **dict.fromkeys(("questions", "elements", "fields"), ("items",)),
    **dict.fromkeys(("pages", "panels", "categories"), ("sections",)),
    **dict.fromkeys(("levels", "grades", "ranges"), ("bands",)),
    **dict.fromkeys(("minimum", "threshold", "above"), ("min", "from")),
    **dict.fromkeys(("maximum",), ("max", "out_of")),
    **dict.fromkeys(("advice", "recommendation"), ("action",)),
    **dict.fromkeys(("key", "code"), ("id",)),
    **dict.fromkeys(("type",), ("kind",)),
}

# Codes and names of languages that are written with three letters or in full, and the code of the web.
_LOCALES: Mapping[str, str] = {
    **dict.fromkeys(("eng", "english", "anglais"), "en"),
    **dict.fromkeys(("fra", "fre", "french", "français", "francais"), "fr"),
    **dict.fromkeys(("deu", "ger", "german", "deutsch"), "de"),
    **dict.fromkeys(("spa", "spanish", "español", "espanol"), "es"),
    **dict.fromkeys(("ita", "italian", "italiano"), "it"),
    **dict.fromkeys(("por", "portuguese", "português"), "pt"),
    **dict.fromkeys(("nld", "dut", "dutch", "nederlands"), "nl"),
}

_NO_KIND = "Remove it: only the items of a section have a kind; the rows of a matrix are choices."

# Fields that stand elsewhere, with where.
_ELSEWHERE: Mapping[str, str] = {
    "kind": _NO_KIND,
    "type": _NO_KIND,
    "required": "Remove it: every item is asked for, unless it has `optional: true`.",
    "mandatory": "Remove it: every item is asked for, unless it has `optional: true`.",
    "points": "Points belong to each of the `choices`, or to the choices of the scale.",
    "score": "Points belong to each of the `choices`, or to the choices of the scale.",
    "default": "Remove it: no answer is given in advance.",
}


def meant_kind(word: str) -> str:
    """What to write instead of a kind that other tools have; empty if the word is none of those."""
    return KINDS.get(re.sub(r"[-_ ]", "", word.lower()), "")


def meant_field(key: str, fields: Collection[str], given: Collection[str]) -> str:
    """The field that an unknown key most likely stands for; empty if none of `fields`, or those are `given` already."""
    meant = _FIELDS.get(re.sub(r"[-_ ]", "", key.lower()), ())
    return next((field for field in meant if field in fields and field not in given), "")


def meant_locale(key: str) -> str:
    """What to write for the language that a key stands for; empty if it may be a code itself, or nothing is known of it."""
    spelt = re.fullmatch(r"([A-Z]{2}|[A-Za-z]{2}(?=_))(?:[-_]([A-Za-z]{2}))?", key)
    region = spelt[2] if spelt else None
    code = (spelt[1].lower() + (f"-{region.upper()}" if region else "")) if spelt else _LOCALES.get(key.lower(), "")
    return f"Did you mean {code}?" if code else ""


def where_field(key: str) -> str:
    """What to do with a key that has no place here; empty if nothing is known of it."""
    return _ELSEWHERE.get(key.lower(), "")


def meant_decimals(before: str, after: str) -> str:
    """The number whose decimals stand after a comma; empty if the two parts are none."""
    if re.fullmatch(r"[0-9]+", after) and re.fullmatch(r"-?[0-9]+", before):
        return f"{before}.{after}"
    return ""


def meant_number(text: str, *, factor: bool = False, whole: bool = False) -> tuple[str, str]:
    """What to do about a number that is written as people write it, and the number; both empty if it is no such number.

    A `factor` multiplies, so its percentages are hundredths; `whole` numbers have no decimals, not even a 0.
    """
    signed = text.replace("\u2212", "-")
    bare = re.sub(r"(?<=[0-9])[ \u00a0\u202f'’_](?=[0-9]{3}(?:[^0-9]|$))", "", signed)
    if re.fullmatch(r"-?[0-9]+(?:[.,][0-9]+)?[ \u00a0\u202f]?%", bare):
        number = bare.rstrip("% \u00a0\u202f").replace(",", ".")
        return ("Write", f"{Decimal(number) / 100:f}") if factor else ("Leave out the sign:", number)
    if whole and re.fullmatch(r"-?[0-9]+\.0+", bare):
        return "Write", bare.partition(".")[0]
    if re.fullmatch(r"-?[0-9]+,[0-9]+", bare):
        return "Write the decimals after a point:", bare.replace(",", ".")
    if bare != signed and re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", bare):
        return "Write it without separators:", bare
    if signed != text and re.fullmatch(r"-[0-9]+(?:\.[0-9]+)?", signed):
        return "Write the sign as a hyphen:", signed
    if re.fullmatch(r"-?\.[0-9]+", bare):
        return "Write a 0 before the point:", bare.replace(".", "0.")
    if re.fullmatch(r"\+[0-9]+(?:\.[0-9]+)?", bare):
        return "Leave out the sign:", bare[1:]
    if match := re.fullmatch(r"(-?)0+([0-9]+(?:[./][0-9]+)?)", bare):
        return "Leave out the 0 in front, with which some programs count in eights:", f"{match[1]}{match[2]}"
    if re.fullmatch(r"0x[0-9a-f]{1,8}|0o[0-7]{1,10}|0b[01]{1,30}", bare.lower()):
        return "Write it in tens:", str(int(bare, 0))
    return "", ""


def meant_id(text: str) -> str:
    """The id that is nearest to a text; empty if there is none."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-").lstrip("0123456789-")
