# French typography, as far as a machine can judge it: spaces that do not break, and no signs of a typewriter.

from __future__ import annotations

import re

NNBSP = "\u202f"
NBSP = "\u00a0"

_RULES = {
    "an apostrophe of a typewriter": re.compile(r"'"),
    "three points in place of an ellipsis": re.compile(r"\.\.\."),
    "no U+202F before ; ! ?": re.compile(rf"(?<![{NNBSP};!?…])[;!?]"),
    "no U+202F after «": re.compile(rf"«(?!{NNBSP})"),
    "no U+202F before »": re.compile(rf"(?<!{NNBSP})»"),
    "no U+00A0 or U+202F before :": re.compile(rf"(?<![{NBSP}{NNBSP}:]):(?![\w/:])"),
    "no U+00A0 or U+202F before %": re.compile(rf"(?<![{NBSP}{NNBSP}])%"),
}


def french_faults(text: str) -> list[str]:
    """Each fault of a French text, with the words around it."""
    return [
        f"{name}: {text[max(0, match.start() - 20) : match.end() + 10]!r}"
        for name, pattern in _RULES.items()
        for match in pattern.finditer(text)
    ]


_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"^///.*(?:\n {4}\S.*)*$", re.MULTILINE)
_NO_TEXT = re.compile(
    r"`[^`]*`"  # code
    r"|<[^>\n]*>"  # tags and addresses in angle brackets
    r"|(?<=\])\([^)]*\)|(?<=\])\[[^\]]*\]"  # where a link leads
    r"|^\[[^\]]+\]:.*$"  # where links lead, and what a note is called
    r"|\{[^}\n]*\}"  # attributes
    r"|https?://\S+"
    r"|:[a-z0-9_-]+:"  # icons
    r"|!(?=\[)"  # the mark of an image
    r"|^\s*(?:!!!|\?\?\?)\+?.*?(?=\"|$)"  # the mark of a note
    r"|^\s*\|?(?:\s*:?-+:?\s*\|)+.*$"  # the rule of a table
    r"|^:(?=\s)"  # the mark of a definition
    r"|\*+"  # emphasis
    r"|&\w+;",
    re.MULTILINE,
)


def text_of_markdown(source: str) -> str:
    """What a reader reads of a page: without front matter, code, addresses, attributes and blocks."""
    body = re.sub(r"\A---\n.*?^---\n", "", source, count=1, flags=re.DOTALL | re.MULTILINE)
    return _NO_TEXT.sub("", _BLOCK.sub("", _FENCE.sub("", body)))
