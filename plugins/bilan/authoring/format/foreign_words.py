# Words of other tools and languages, and what Bilan calls them: kinds, other words, numbers and ids. Fields
# stand in foreign_fields.py.

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from decimal import Decimal

_ONE = "Write choice, where one answer is chosen."
_SEVERAL = "Write choices, where several are ticked."
_STEPS = "Write scale with `scale:`, or matrix for several statements."
_LINES = "Write text."
_YES_OR_NO = "Write choice, with yes and no among its choices; a check is one of a list of boxes to tick."
_NO_QUESTION = "It is no question: write it as the `intro` of a section, or as the `help` of an item."
_A_PART = "It is no question: make it a section, with its `items`; sections don't nest."
_REPEATS = "Nothing repeats: write an item for each, or a matrix with a row for each."
_CALCULATED = "It is no question: `groups` and `scores` calculate, and what they can't say a Python `scorer` can."
_RANKED = "Answers can't be put in order: write a matrix with a row for each, and a scale of how much it matters."
_TIMED = "There are no dates: write text, or number for what can be counted, such as a year."
_ADDRESSED = "Write text: it takes anything, an address too."
_SENT = "Nothing can be sent along: write text, and ask for its name or its address."
_TABLE = "Write matrix, whose rows share one list of answers; one for each column that has its own."

# Kinds of question that other tools have, without hyphens and spaces, and what to do.
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("checkbox", "checkboxes"), "Write check for a single box, choices for several."),
    **dict.fromkeys(("boolean", "bool", "yesno", "switch", "toggle", "truefalse"), _YES_OR_NO),
    **dict.fromkeys(("tick", "box", "acknowledge", "consent"), "Write check, a box to tick."),
    **dict.fromkeys(("radio", "radiobutton", "radiogroup", "dropdown", "select", "single", "singlechoice", "list", "selectone"), _ONE),
    **dict.fromkeys(("buttongroup", "imagepicker", "picturechoice", "quiz", "combobox"), _ONE),
    **dict.fromkeys(("openchoice", "selectoneorother"), "Write choice, with an item of kind text for what is not among its choices."),
    **dict.fromkeys(
        ("multiple", "multiplechoice", "multichoice", "multiselect", "multi", "tagbox", "selectmultiple", "selectall"), _SEVERAL
    ),
    **dict.fromkeys(("likert", "rating", "stars", "agreement", "nps", "opinionscale", "linearscale", "ratingscale"), _STEPS),
    **dict.fromkeys(("grid", "table", "singlematrix", "matrixsinglechoice", "likertmatrix"), "Write matrix."),
    **dict.fromkeys(("matrixdropdown", "matrixmultiplechoice"), _TABLE),
    **dict.fromkeys(
        ("integer", "int", "float", "decimal", "numeric", "slider", "range", "percent", "quantity", "currency"), "Write number."
    ),
    **dict.fromkeys(
        ("textarea", "string", "comment", "freetext", "open", "input", "paragraph", "shorttext", "longtext", "multipletext"), _LINES
    ),
    **dict.fromkeys(("shortanswer", "longanswer", "openended", "essay"), _LINES),
    **dict.fromkeys(("email", "url", "uri", "link", "tel", "phone", "address", "contact"), _ADDRESSED),
    **dict.fromkeys(("date", "datetime", "time", "month", "year", "dateandtime"), _TIMED),
    **dict.fromkeys(("file", "upload", "fileupload", "attachment", "image", "photo", "audio", "video", "signature", "barcode"), _SENT),
    **dict.fromkeys(("geopoint", "geotrace", "geoshape", "map", "location", "reference"), _SENT),
    **dict.fromkeys(("note", "html", "display", "info", "statement", "static", "label", "heading", "header", "title"), _NO_QUESTION),
    **dict.fromkeys(("group", "begingroup", "endgroup", "section", "panel", "page", "fieldset", "block"), _A_PART),
    **dict.fromkeys(("repeat", "beginrepeat", "endrepeat", "paneldynamic", "matrixdynamic", "loop"), _REPEATS),
    **dict.fromkeys(("calculate", "calculation", "calculated", "expression", "formula", "hidden", "computed"), _CALCULATED),
    **dict.fromkeys(("rank", "ranking", "order", "sort", "sorting"), _RANKED),
}

# Other words of other tools, and ours; each is told only where ours is one of those that fit.
_WORDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("average", "avg", "arithmetic"), ("mean",)),
    **dict.fromkeys(("weighted", "weightedaverage", "weightedsum"), ("weighted-mean",)),
    **dict.fromkeys(("total", "add", "addition"), ("sum",)),
    **dict.fromkeys(("count", "completion", "progress"), ("answered",)),
    **dict.fromkeys(("minimum", "least", "lowest", "weakest"), ("min", "worst")),
    **dict.fromkeys(("maximum", "greatest", "highest", "strongest"), ("max", "best")),
    **dict.fromkeys(("percentage", "%", "ratio"), ("percent",)),
    **dict.fromkeys(("point", "pts"), ("points",)),
    **dict.fromkeys(("high", "up", "more", "positive", "ascending"), ("higher",)),
    **dict.fromkeys(("low", "down", "less", "negative", "descending"), ("lower",)),
    **dict.fromkeys(("no", "none", "nothing", "any"), ("neither",)),
    **dict.fromkeys(("na", "n/a", "nonapplicable"), ("not-applicable",)),
    **dict.fromkeys(("unknown", "unsure", "idk", "notsure", "donotknow"), ("dont-know",)),
    **dict.fromkeys(("ignore", "skip", "omit", "leaveout"), ("exclude",)),
    **dict.fromkeys(("0", "nil"), ("zero",)),
    **dict.fromkeys(("rounded", "displayed"), ("shown",)),
    **dict.fromkeys(("steps", "stepwise"), ("step",)),
    **dict.fromkeys(("interpolate", "interpolated", "proportional"), ("linear",)),
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


def meant_kind(word: str) -> str:
    """What to do about a kind that other tools have; empty if the word is none of those.

    XLSForm writes the name of the list after it: `select_one yes_no`.
    """
    first = re.sub(r"(?i)^(select_(?:one|multiple)|rank)\s.*", r"\1", word.strip())
    return KINDS.get(re.sub(r"[-_ ]", "", first.lower()), "")


def meant_word(word: str, words: Collection[str]) -> str:
    """What other tools mean by a word, as one of `words`; empty if it is none of those."""
    meant = _WORDS.get(re.sub(r"[-_ ]", "", word.lower()), ())
    return next((f"Write {ours}." for ours in meant if ours in words), "")


def meant_locale(key: str) -> str:
    """What to write for the language that a key stands for; empty if it may be a code itself, or nothing is known of it."""
    spelt = re.fullmatch(r"([A-Z]{2}|[A-Za-z]{2}(?=_))(?:[-_]([A-Za-z]{2}))?", key)
    region = spelt[2] if spelt else None
    code = (spelt[1].lower() + (f"-{region.upper()}" if region else "")) if spelt else _LOCALES.get(key.lower(), "")
    return f"Did you mean {code}?" if code else ""


def is_number(text: str) -> bool:
    """Whether a text is a number, in digits."""
    return re.fullmatch(r"[-+]?[0-9]+(?:[.,/][0-9]+)?", text) is not None


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
    bare = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    return bare.lstrip("0123456789-") or (f"q{bare}" if bare else "")
