# What a search plugin would read only to leave it out again. Answers, guidance and results are most of a checklist's HTML, all of it
# marked `data-search-exclude`; the search's parser walks through every tag of it, which took longer than building the page.

from __future__ import annotations

import re
from collections.abc import Sequence

_EXCLUDED = " data-search-exclude"
_TAG = re.compile(rf"<([a-z]+)[^<>]*{_EXCLUDED}[\s=>]")
_MARK = '<br data-bilan-left-out="{}">'
_MARKS = re.compile(_MARK.format(r"(\d+)"))


def take_out(html: str) -> tuple[str, list[str]]:
    """Take out what is marked `data-search-exclude`; returns what is left, with a mark at each place, and what was there.

    An element that holds another of its own name stays, since where it ends takes a parser to tell. The mark is a void element, so
    text before and after it stays apart.
    """
    kept: list[str] = []
    found: list[str] = []
    done = 0
    at = html.find(_EXCLUDED)
    while at >= 0:
        start = html.rfind("<", done, at)
        tag = _TAG.match(html, start) if start >= 0 else None
        closing = f"</{tag[1]}>" if tag else ""
        end = html.find(closing, at) + len(closing) if tag else -1
        if tag and end > at and html.find(f"<{tag[1]}", at, end) < 0:
            kept += (html[done:start], _MARK.format(len(found)))
            found.append(html[start:end])
            done = end
        at = html.find(_EXCLUDED, max(done, at + 1))
    return "".join((*kept, html[done:])), found


def put_back(html: str, parts: Sequence[str]) -> str:
    """Put `parts` back at their marks."""
    return _MARKS.sub(lambda match: parts[int(match[1])], html) if parts else html
