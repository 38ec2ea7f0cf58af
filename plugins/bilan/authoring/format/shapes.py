# The pieces that the format is declared with (checklist.py). Each shape can do two things: check a node, reporting every fault
# with its place, and describe itself as JSON Schema, so the rules and the schema for editors can't drift apart.

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from ipaddress import IPv6Address
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from bilan.authoring.diagnostics import START, Place, Report
from bilan.authoring.diagnostics.fields import (
    EMPTY_TEXT,
    HARMFUL_CHARACTER,
    KEYWORD_AS_ID,
    LONG_ID,
    LONG_TEXT,
    LONG_TEXT_FOR_ID,
    NEEDS_QUOTES,
    NOT_A_FLAG,
    NOT_A_LANGUAGE,
    NOT_A_LINK,
    NOT_A_NUMBER,
    NOT_A_TEXT,
    NOT_A_WHOLE_NUMBER,
    NOT_AN_ADDRESS,
    NOT_AN_ID,
    NOT_TEXTS,
    OUT_OF_RANGE,
    SEVERAL_LINES,
    UNKNOWN_WORD,
    UNSEEN_IN_ID,
    USELESS_CHARACTER,
    WHOLE_NUMBER_OUT_OF_RANGE,
)
from bilan.authoring.document import Text
from bilan.authoring.format.foreign_words import meant_id, meant_locale, meant_number, meant_word
from bilan.authoring.source.loader import Node, Scalar, Sequence
from bilan.authoring.source.unseen import is_blank, named, unseen_in, without_unseen
from bilan.engine import KEYWORDS

# Plain scalars that some YAML reader takes for something else than text.
NOT_TEXT = re.compile(
    r"(?:|~|null|true|false|yes|no|on|off|y|n|[-+]?[0-9][0-9_.,:]*(?:e[-+]?[0-9]+)?|[-+]?\.(?:inf|nan)|[0-9-]{8,10})", re.IGNORECASE
)
LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_PAGE = re.compile(r"(?:(?!\.\.?/)[^/\\:#?\n\t]+/)*[^/\\:#?\n\t]+\.md")
# A 0 before other digits makes the number octal for some readers, so none is read.
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,9})?")
_FRACTION = re.compile(r"-?(?:0|[1-9][0-9]{0,8})/[1-9][0-9]{0,8}")
_UNSEEN_IN_ADDRESS = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff]")
_MISSPELT = 0.75
_SURE = 0.85
LONGEST_ID = 60
LONGEST_TEXT = 4000


class Invalid:
    """Stands for a value that was reported as wrong."""

    def __repr__(self) -> str:
        return "INVALID"


INVALID = Invalid()


@dataclass(frozen=True)
class RefusedId(Invalid):
    """Stands for an id that was reported as wrong; `meant` is what references to it may say."""

    meant: str


class Shape(Protocol):
    """What a node must look like. `check` gives its value, or INVALID after reporting why; `schema` describes it to editors."""

    def check(self, node: Node, report: Report) -> Any: ...

    def schema(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Located:
    """A value together with where it stands, for rules that look at several values at once."""

    place: Place
    value: Any


def describe(node: Node) -> str:
    """What was found, for a message."""
    if isinstance(node, Scalar):
        short = node.value if len(node.value) <= 40 else node.value[:40] + "…"
        return f'"{short}"' if node.value else "nothing"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def accepts(shape: Shape, text: str) -> bool:
    """Whether a value that is written so, without quotes, would be taken: what messages propose must be."""
    trial = Report("")
    shape.check(Scalar(START, text, plain=True), trial)
    return not trial.failed


def in_quotes(text: str) -> str:
    """A text as YAML takes it anywhere."""
    return f'"{text}"' if not re.search(r'["\\]', text) else "'" + text.replace("'", "''") + "'"


def did_you_mean(node: Node, words: Iterable[str]) -> str:
    """What to write instead of a misspelt word; empty if it is like none of `words`."""
    close = closest(node.value, words) if isinstance(node, Scalar) else ""
    return f"Did you mean {close}?" if close else ""


def closest(word: str, words: Iterable[str]) -> str:
    """The one of `words` that `word` most likely is a misspelling of; empty if it is none.

    Words that only share some letters (`rationale` and `optional`, `date` and `gates`) are no misspellings, and hardly anyone gets the
    first letter wrong.
    """
    alike = get_close_matches(word, tuple(words), cutoff=_MISSPELT)
    return next((found for found in alike if found[:1] == word[:1].lower() or get_close_matches(word, (found,), cutoff=_SURE)), "")


@dataclass(frozen=True)
class TextShape:
    """A text in each language of the file: `fr: …` and `en: …`; in a file of a single language, the text alone.

    Of a `prose` the lines are kept as they are written; any other text, such as a title, stands on a single one.
    """

    prose: bool = False

    def check(self, node: Node, report: Report) -> Any:
        if isinstance(node, Scalar):
            text = self._text(node, report)
            return INVALID if text is INVALID else Text({"": text}, node.place)
        if isinstance(node, Sequence) or not node.pairs:
            report.add(NOT_TEXTS, node.place, found=describe(node))
            return INVALID
        texts: dict[str, str] = {}
        for locale, (key, value) in node.pairs.items():
            if (meant := meant_locale(locale)) or not LOCALE.fullmatch(locale):
                report.add(NOT_A_LANGUAGE, key.place, instead=meant, name=locale)
                continue
            text = self._text(value, report)
            if text is not INVALID:
                texts[locale] = text
        places = {locale: value.place for locale, (_, value) in node.pairs.items()}
        return Text(texts, node.place, places) if len(texts) == len(node.pairs) else INVALID

    def _text(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Scalar):
            report.add(NOT_A_TEXT, node.place, found=describe(node))
            return INVALID
        if node.plain and NOT_TEXT.fullmatch(node.value) and node.value not in ("", "~"):
            report.add(NEEDS_QUOTES, node.place, value=node.value)
            return INVALID
        text = node.value.strip()
        if is_blank(text) or (node.plain and text == "~"):
            report.add(EMPTY_TEXT, node.place)
            return INVALID
        if len(text) > LONGEST_TEXT:
            report.add(LONG_TEXT, node.place, count=len(text), most=LONGEST_TEXT)
            return INVALID
        if "\n" in text and not self.prose:
            report.add(SEVERAL_LINES, node.place, count=text.count("\n") + 1)
            return INVALID
        return INVALID if _report_unseen(node, report) else text

    def schema(self) -> dict[str, Any]:
        return {"$ref": "#/$defs/text"}


def _report_unseen(node: Scalar, report: Report) -> bool:
    """Report the characters of a text that nobody sees, the first of each kind; whether it can't be used for them."""
    found = list(unseen_in(node.value))
    for harmful in (True, False):
        alike = [unseen for unseen in found if unseen.harmful is harmful]
        if alike:
            first, count = alike[0], len(alike) - 1
            report.add(
                HARMFUL_CHARACTER if harmful else USELESS_CHARACTER,
                node.place_of(first.offset),
                instead=first.hint,
                character=first.phrase,
                number=first.offset + 1,
                more=f" and {count} more of the kind" if count else "",
            )
    return any(unseen.harmful for unseen in found)


@dataclass(frozen=True)
class IdShape:
    """A stable name: lower-case letters, digits and single hyphens, starting with a letter."""

    def check(self, node: Node, report: Report) -> Any:
        if isinstance(node, Scalar) and len(node.value) <= LONGEST_ID and _ID.fullmatch(node.value):
            return Located(node.place, node.value)
        text = node.value if isinstance(node, Scalar) else ""
        meant = self._meant(text)
        found, instance = describe(node), meant or "own-voice"
        if _ID.fullmatch(text):
            report.add(LONG_ID, node.place, found=found, count=len(text), most=LONGEST_ID, meant=meant)
        elif _ID.fullmatch(without_unseen(text)):
            unseen = next(character for character in text if character != without_unseen(character))
            report.add(UNSEEN_IN_ID, node.place, found=found, character=named(unseen), meant=meant)
        elif len(text) > LONGEST_ID:
            report.add(LONG_TEXT_FOR_ID, node.place, found=found, count=len(text), most=LONGEST_ID, meant=instance)
        else:
            report.add(NOT_AN_ID, node.place, found=found, meant=instance)
        return RefusedId(meant) if meant else INVALID

    def _meant(self, text: str) -> str:
        """The id that is nearest to a text; empty if there is none."""
        return meant_id(text)[:LONGEST_ID].rstrip("-")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_ID.pattern}$", "maxLength": LONGEST_ID}


@dataclass(frozen=True)
class NameShape(IdShape):
    """An id that conditions may ask about, so none of the words that conditions are made of."""

    def check(self, node: Node, report: Report) -> Any:
        if isinstance(node, Scalar) and node.value in KEYWORDS:
            report.add(KEYWORD_AS_ID, node.place, found=describe(node))
            return RefusedId(node.value)
        return super().check(node, report)

    def _meant(self, text: str) -> str:
        meant = super()._meant(text)
        return f"the-{meant}" if meant in KEYWORDS else meant

    def schema(self) -> dict[str, Any]:
        return {**super().schema(), "not": {"enum": list(KEYWORDS)}}


@dataclass(frozen=True)
class UrlShape:
    """A web address that a reader may follow."""

    def check(self, node: Node, report: Report) -> Any:
        text = node.value if isinstance(node, Scalar) else ""
        if not (fault := _fault_of_address(text)):
            return text
        report.add(NOT_AN_ADDRESS, node.place, instead=fault, found=describe(node))
        return INVALID

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^https?://"}


@dataclass(frozen=True)
class LinkShape:
    """Where a reader is sent within the site: the id of a checklist, or the path of a page below the folder of the pages."""

    def check(self, node: Node, report: Report) -> Any:
        text = node.value if isinstance(node, Scalar) else ""
        if _ID.fullmatch(text) or _PAGE.fullmatch(text):
            return Located(node.place, text)
        if "://" in text:
            hint = "Links lead to checklists and pages of the site; a page may hold addresses elsewhere."
        elif text.startswith("/") or ".." in text.split("/"):
            hint = "Write the path of the page from the folder of the pages on, as in the navigation, e.g. guides/start.md."
        else:
            hint = ""
        report.add(NOT_A_LINK, node.place, instead=hint, found=describe(node))
        return INVALID

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "anyOf": [{"pattern": f"^{_ID.pattern}$"}, {"pattern": f"^{_PAGE.pattern}$"}]}


def is_page(link: str) -> bool:
    """Whether a link leads to a page, and not to a checklist."""
    return link.endswith(".md")


def _fault_of_address(text: str) -> str:
    """What to do about a web address; empty if it is one that browsers follow."""
    if not re.match("https?://", text):
        return "Write one that starts with https://."
    if found := re.search(r"[\s\"'<>\\^`{|}]", without_unseen(text)) or _UNSEEN_IN_ADDRESS.search(text):
        return f"Write {quote(found[0], errors='replace')} in place of {named(found[0])}."
    try:
        parts = urlsplit(text)
        # Asked for, since only then it is looked at.
        _ = parts.port
    except ValueError:
        return "Check its host and its port; a host of numbers and colons stands in brackets: https://[::1]/."
    if "[" in parts.netloc and not _is_ip_address(parts.hostname or ""):
        return "Write an IPv6 address in the brackets, or a name without them."
    if "[" not in parts.netloc and not re.fullmatch(r"[^.%@:\[\]]+(?:\.[^.%@:\[\]]+)*\.?", parts.hostname or ""):
        return "Write its host after https://, e.g. https://example.org/."
    return ""


def _is_ip_address(text: str) -> bool:
    try:
        return IPv6Address(text).scope_id is None
    except ValueError:
        return False


@dataclass(frozen=True)
class NumberShape:
    """A finite decimal or a fraction such as "1/3", read exactly. `above` excludes its bound, `least` and `most` include theirs.

    The value is the number; if `placed`, a Located with it. A `factor` is multiplied with, which only hints make use of.
    """

    least: int | None = None
    most: int | None = None
    above: int | None = None
    whole: bool = False
    placed: bool = False
    factor: bool = False

    def check(self, node: Node, report: Report) -> Any:
        text = node.value if isinstance(node, Scalar) else ""
        if not (_DECIMAL.fullmatch(text) or (_FRACTION.fullmatch(text) and not self.whole)):
            return self._refuse(node, describe(node), report)
        number = Fraction(text)
        too_low = (self.least is not None and number < self.least) or (self.above is not None and number <= self.above)
        if too_low or (self.most is not None and number > self.most) or (self.whole and "." in text):
            return self._refuse(node, text, report)
        return Located(node.place, number) if self.placed else number

    def _expected(self) -> str:
        bounds = [
            f"{word} {bound}"
            for word, bound in (("at least", self.least), ("above", self.above), ("at most", self.most))
            if bound is not None
        ]
        return " ".join(["a whole number" if self.whole else "a number", " and ".join(bounds)]).strip()

    def _refuse(self, node: Node, found: str, report: Report) -> Invalid:
        """Report what is not taken, with what to write if that would be."""
        text = node.value if isinstance(node, Scalar) else ""
        how, meant = meant_number(text, factor=self.factor, whole=self.whole)
        if meant or _DECIMAL.fullmatch(text) or _FRACTION.fullmatch(text):
            message = WHOLE_NUMBER_OUT_OF_RANGE if self.whole else OUT_OF_RANGE
        else:
            message = NOT_A_WHOLE_NUMBER if self.whole else NOT_A_NUMBER
        write = f"{how} {meant}." if meant and accepts(self, meant) else ""
        report.add(message, node.place, instead=write, found=found, expected=self._expected())
        return INVALID

    def schema(self) -> dict[str, Any]:
        number: dict[str, Any] = {"type": "integer" if self.whole else "number"}
        for name, bound in (("minimum", self.least), ("maximum", self.most), ("exclusiveMinimum", self.above)):
            if bound is not None:
                number[name] = bound
        return number if self.whole else {"anyOf": [number, {"type": "string", "pattern": f"^(?:{_DECIMAL.pattern}|{_FRACTION.pattern})$"}]}


@dataclass(frozen=True)
class FlagShape:
    """`true` or `false`."""

    def check(self, node: Node, report: Report) -> Any:
        if isinstance(node, Scalar) and node.plain and node.value in ("true", "false"):
            return node.value == "true"
        report.add(NOT_A_FLAG, node.place, found=describe(node))
        return INVALID

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class WordShape:
    """One of a few words. `meant` tells what to do about a word of other tools, given the words that are known, or nothing."""

    words: tuple[str, ...]
    meant: Callable[[str, tuple[str, ...]], str] = meant_word

    def check(self, node: Node, report: Report) -> Any:
        if isinstance(node, Scalar) and node.value in self.words:
            return node.value
        meant = self.meant(node.value, self.words) if isinstance(node, Scalar) else ""
        instead = meant or did_you_mean(node, self.words)
        report.add(UNKNOWN_WORD, node.place, instead=instead, found=describe(node), known=", ".join(self.words))
        return INVALID

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}
