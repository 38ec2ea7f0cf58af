# What a search plugin would read only to leave it out again. Answers, guidance and results are most of a checklist's HTML, all of it
# marked `data-search-exclude`; Material's parser walks through every tag of it, which took longer than building the page.

from __future__ import annotations

import re
from collections.abc import Sequence

_EXCLUDED = re.compile(r"<([a-z]+)(?:\s[^<>]*)?\sdata-search-exclude(?:[\s=][^<>]*)?>.*?</\1>", re.DOTALL)
_MARK = '<br data-bilan-left-out="{}">'
_MARKS = re.compile(_MARK.format(r"(\d+)"))


def take_out(html: str) -> tuple[str, list[str]]:
    """Take out what is marked `data-search-exclude`; returns what is left, with a mark at each place, and what was there.

    An element that holds another of its own name stays, since where it ends takes a parser to tell. The mark is a void element, so
    text before and after it stays apart.
    """
    found: list[str] = []

    def mark(match: re.Match[str]) -> str:
        if match[0].find(f"<{match[1]}", 1) > 0:
            return match[0]
        found.append(match[0])
        return _MARK.format(len(found) - 1)

    return _EXCLUDED.sub(mark, html), found


def put_back(html: str, parts: Sequence[str]) -> str:
    """Put `parts` back at their marks."""
    return _MARKS.sub(lambda match: parts[int(match[1])], html)
