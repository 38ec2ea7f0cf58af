# Syntax errors of YAML in plain words: where the fault most likely is, and what to do about it.

from __future__ import annotations

import re

import yaml

from bilan.authoring.diagnostics import START, Place

_KEY = re.compile(r"(?:- +)*[A-Za-z_][\w-]*\s*")
# A comment that holds the bracket which is missed. A quote or a hash within a word is a part of it.
_COMMENT = re.compile(r"""(?:[^"'#]|(?<=\w)["']|(?<=\S)\#|(?<!\w)"[^"]*"|(?<!\w)'[^']*')*?(?<=\s)(\#.*[}\]].*)""")


def explain(text: str, error: yaml.MarkedYAMLError) -> tuple[Place, str]:
    """The place of a fault in `text`, and what to do about it; empty if no more can be told than of all such faults."""
    problem = error.problem or ""
    # A quote that is never closed is found at the end of the file; where it opens is what helps.
    never_closed = "end of stream" in problem
    mark = (error.context_mark if never_closed else None) or error.problem_mark or error.context_mark
    if not mark:
        return START, ""
    lines = text.splitlines()
    place = Place(mark.line + 1, mark.column + 1)
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: _indent(line)]:
        return place, "Indent with spaces, not tabs."
    if "invalid Unicode character escape" in problem or "escape" in problem:
        return place, _escape(line[place.column - 1 :])
    if "flow" in (error.context or "") and error.context_mark:
        for number in range(error.context_mark.line, min(mark.line + 1, len(lines))):
            if comment := _COMMENT.fullmatch(lines[number]):
                start = Place(number + 1, comment.start(1) + 1)
                return start, f"From {comment[1][:20].rstrip()} on it is a comment; put the text in quotes if it is not meant as one."
        return place, ""
    if "mapping values" in problem and not _KEY.fullmatch(line[: mark.column].strip()):
        return place, 'A text with a colon needs quotes: "like: this".'
    return place, _indentation(lines, mark.line)


def _escape(rest: str) -> str:
    """What to do about an escape that is none."""
    if re.match(r"(?:\\u)?[dD][89a-fA-F]", rest):
        return "It is half of a character; write the whole character itself."
    return "A backslash in double quotes starts an escape; write \\\\, or put the text in single quotes."


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _indentation(lines: list[str], number: int) -> str:
    """How far to indent the line; empty if it is indented as those above allow."""
    before = next((line for line in reversed(lines[:number]) if line.strip() and not line.lstrip().startswith("#")), "")
    here = _indent(lines[number]) if number < len(lines) else 0
    if number >= len(lines) or (before.rstrip().endswith(":") and here > _indent(before)):
        return ""
    starts: dict[int, int] = {}  # by the columns at which the blocks around it start, a line that starts so
    least = 10**6
    for above in range(number - 1, -1, -1):
        line = lines[above]
        bare = line.lstrip()
        if not bare or bare.startswith("#") or _indent(line) >= least:
            continue
        least = _indent(line)
        starts.setdefault(least, above)
        if bare.startswith("- "):
            starts.setdefault(least + len(bare) - len(bare[1:].lstrip()), above)
    if here in starts or not starts:
        return ""
    listed = lines[number].lstrip().startswith("- ")
    alike = [column for column in starts if lines[starts[column]][column : column + 2].startswith("- ") == listed]
    meant = min(alike or starts, key=lambda column: abs(column - here))
    spaces = "1 space" if here == 1 else f"{here} spaces"
    return f"It is indented by {spaces}; indent it by {meant}, as line {starts[meant] + 1}."
