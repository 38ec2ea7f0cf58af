# R: the Python scorer beside a checklist.

from __future__ import annotations

from bilan.authoring.diagnostics.declaration import Code, Example, Severity

_HALF = """\
def score(answers, scores):
    hours = answers["hours"]["value"] or 0
    return {"scores": {"judged": (hours / 2, 30)}}
"""

R220 = Code(
    "R220",
    "The Python scorer can't be used",
    cause="""
        The file that `scorer:` names is missing, too large, not UTF-8, not valid Python, or lacks the function `score(answers,
        scores)`. What is wrong inside it is reported with its own path.
        """,
    cure="""
        Put the file beside the checklist, and define the function at the left margin. [The format](format.md#a-python-scorer)
        has one to start from.
        """,
    example=Example(
        """
        scorer: scorer.py
        """,
        beside={"scorer.py": "def count(answers):\n    return {}"},
        mended={"scorer.py": "def score(answers, scores):\n    return {}"},
    ),
)
SCORER_UNREADABLE = R220.message("the scorer {name} can't be read: {reason}.", "Put it beside the checklist, or correct its name.")
SCORER_TOO_LARGE = R220.message("the scorer has more than {most:,} bytes.", "Keep it small; it is sent to each reader.")
SCORER_NOT_UTF8 = R220.message("the scorer is not UTF-8 text.", "Save the file with the encoding UTF-8.")
SCORER_NOT_PYTHON = R220.message("the scorer is not valid Python: {reason}.", "Correct it here or on the line above.")
SCORER_NOT_COMPILED = R220.message("the scorer is not valid Python: {reason}.", "Correct it, or make it simpler.")
SCORER_WITHOUT_FUNCTION = R220.message(
    "the scorer lacks a function {function} of two arguments.", "Write `def {function}(answers, scores):` at the left margin."
)

R225 = Code(
    "R225",
    "The scorer imports what browsers lack",
    cause="""
        The Python scorer runs in each reader's browser, with the standard library alone. It imports a module that is not in the
        standard library, or that Python in the browser lacks, such as `tkinter`. Where it runs, it ends with `scorer-raised` or
        `scorer-library`, unless it catches the `ImportError`.
        """,
    cure="Do without the module. What it computes can often be written in a few lines, or with `fractions`, `math` or `datetime`.",
    example=Example(
        """
        scorer: scorer.py
        """,
        beside={"scorer.py": "import numpy\n\n\ndef score(answers, scores):\n    return {}"},
        mended={"scorer.py": "import math\n\n\ndef score(answers, scores):\n    return {}"},
    ),
    severity=Severity.WARNING,
)
IMPORT_OF_OTHERS = R225.message(
    "the scorer imports {module}, which is no part of Python's standard library.",
    "Do without it: the scorer runs in each reader's browser, with the standard library alone.",
)
IMPORT_OF_ABSENT = R225.message(
    "the scorer imports {module}, which Python in the browser does not have.",
    "Do without it: the scorer runs in each reader's browser, with the standard library alone.",
)

R230 = Code(
    "R230",
    "The scorer fails",
    cause="""
        The Python scorer fails: while nothing is answered, as for each reader who opens the page, or with some of the answers
        that `bilan check` and `bilan analyse` tried. The message tells the code and the error. `scorer-timeout` means that it
        ran for more than ten seconds, `scorer-ended` that it ended Python (`os._exit`, values nested too deep).
        """,
    cure="""
        Have it return what it can for any answers. The value of what is not answered or hidden is None, so write
        `answers["hours"]["value"] or 0`.
        """,
    example=Example(
        """
        scorer: scorer.py
        sections:
          - id: writing
            title: Writing
            items: [{id: hours, kind: number, min: 0, max: 60, zero_at: 0, full_at: 60, text: How long did you write?}]
        scores: [{id: whole, title: Whole}, {id: judged, title: Judged, by: scorer}]
        """,
        beside={"scorer.py": _HALF.replace(" or 0", "")},
        mended={"scorer.py": _HALF},
    ),
    severity=Severity.WARNING,
)
FAILS_BLANK = R230.message(
    "the scorer {name} fails while nothing is answered: {code}: {detail}.",
    "Have it return what it can for any answers; the value of what is not answered is None.",
)
FAILS_WITH_SOME = R230.message(
    "the scorer {name} fails with some answers: {code}: {detail}.",
    "Have it return what it can for any answers; the value of what is not answered is None.",
)
