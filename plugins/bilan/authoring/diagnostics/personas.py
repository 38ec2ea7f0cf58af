# P: personas. Named answers, and what they must come to.

from __future__ import annotations

from bilan.authoring.diagnostics.declaration import Code, Example

_FILE = "personas/demo.yml"


def _persona(answers: str, expect: str) -> str:
    return f"personas:\n  - name: a beginner\n    answers: {{{answers}}}\n    expect: {{{expect}}}"


_RIGHT = _persona("own-voice: true", "score: {percent: 100}")

P501 = Code(
    "P501",
    "Personas without a checklist",
    cause="A file of personas is named after a checklist of the folder above, and there is none of that name.",
    cure="Give the file the name of the checklist that its personas answer.",
    example=Example(beside={"personas/dmeo.yml": _RIGHT}, mended={_FILE: _RIGHT}),
)
NO_CHECKLIST = P501.message('there is no checklist "{name}" for these personas.', "Name the file after a checklist of the folder {folder}.")

P502 = Code(
    "P502",
    "A persona names what is not there",
    cause="""
        A persona names an item, a section, a group, a score, a level, an outcome, an action or a checklist that the checklist
        does not have.
        """,
    cure="Write an id that the checklist has.",
    example=Example(beside={_FILE: _persona("own-voise: true", "score: {percent: 100}")}, mended={_FILE: _RIGHT}),
)
NOT_READ = P502.message('"{id}" is no checklist that {checklist} reads.', "It reads {known}.")
NONE_READ = P502.message('"{id}" is no checklist that {checklist} reads.', "It reads none; remove it.")
NO_SUCH_ITEM = P502.message('"{id}" is no item of {checklist}.', "Correct the id, or remove the answer.")
UNKNOWN_PART = P502.message('"{id}" is no {noun} of {checklist}.', "Known: {known}.")
HAS_NO_PARTS = P502.message('"{id}" is no {noun} of {checklist}.', "It has none.")

P503 = Code(
    "P503",
    "An answer that does not fit",
    cause="""
        The answer of a persona is none that a reader could give: a choice that the item lacks, a number out of its range, a
        text for a box.
        """,
    cure="""
        Write the id of a choice, a list of ids for several ticks, `true` or `false` for a box, digits for a number. A state is
        written `{state: not-applicable}`, and must be among what the item allows.
        """,
    example=Example(beside={_FILE: _persona('own-voice: "yes"', "score: {percent: 100}")}, mended={_FILE: _RIGHT}),
)
NO_CHOICE_OF_IT = P503.message("{answer} is no choice of it: {item}.", "Choose one of its ids: {choices}.")
EXCLUSIVE_BESIDE = P503.message("{answer} ticks an exclusive choice beside others: {item}.", "Tick it alone.")
NO_ANSWER_TO_KIND = P503.message("{answer} is no answer to an item of kind {kind}: {item}.", "Write {form}.")
OUT_OF_ITS_RANGE = P503.message("{answer} is out of its range: {item}.", "Stay between its min and max.")
NOT_ALLOWED = P503.message("{answer} is not among what it allows: {item}.", "Answer it, or leave it out.")

P504 = Code(
    "P504",
    "A persona does not come to what is expected",
    cause="""
        The answers of a persona come to something else than the file expects. Either the checklist has changed what these
        answers are worth, which is what personas are there to tell, or the expectation was never right.
        """,
    cure="""
        The line tells both, and what to write if the new one is right. `bilan explain` shows how a score came about. If the new
        one is wrong, correct the checklist.
        """,
    example=Example(beside={_FILE: _persona("own-voice: true", "score: {percent: 50}")}, mended={_FILE: _RIGHT}),
)
_OR = "if that is right, or correct the answers or the checklist."
OTHER_VALUE = P504.message('{expected} is expected as {name}{whose}, and it is {found}: "{persona}".', f"Write {{name}}: {{found}} {_OR}")
OTHER_STATE = P504.message('{expected} is expected to be {state}, and it is {found}: "{persona}".', f"List it under {{found}} {_OR}")
NOT_TOLD = P504.message('{expected} is expected to be told, and it is not: "{persona}".', f"Remove it {_OR}")
TOLD_ALL_THE_SAME = P504.message('{expected} is expected to be untold, and it is: "{persona}".', f"Remove it {_OR}")
PROPOSED_ALL_THE_SAME = P504.message(
    '{expected} is expected to be untold, and the way to the next level proposes it: "{persona}".', f"Remove it {_OR}"
)
NONE_EXPECTED = P504.message('{expected} {list} are expected, and {first} is there: "{persona}".', f"Write [{{found}}] {_OR}")
OTHER_ORDER = P504.message(
    '{expected} is expected as number {number} of the {list}, and {there} is: "{persona}".', f"Write [{{found}}] {_OR}"
)

P505 = Code(
    "P505",
    "Two personas of the same name",
    cause="Two personas of a checklist have the same name, by which messages tell which one they are about.",
    cure="Give each its own.",
    example=Example(
        beside={_FILE: f"{_RIGHT}\n  {_persona('', 'score: {percent: 0}').partition(chr(10))[2].strip()}"}, mended={_FILE: _RIGHT}
    ),
)
PERSONA_NAME_TAKEN = P505.message('"{name}" is the name of another persona, at {line}:{column}.', "Give each its own.")

P506 = Code(
    "P506",
    "The scorer fails with a persona",
    cause="""
        The Python scorer failed with the answers of a persona. What the persona does not come to for that reason is not
        reported besides.
        """,
    cure="Correct the scorer: the message tells its error. If no reader can answer so, correct the answers.",
    example=Example(
        """
        scorer: scorer.py
        scores: [{id: whole, title: Whole}, {id: judged, title: Judged, by: scorer}]
        """,
        beside={
            "scorer.py": 'def score(answers, scores):\n    return {"scores": {"judged": (1 / (2 - scores["whole"]["points"] * 2), 1)}}',
            _FILE: _persona("own-voice: true", "score: {percent: 100}"),
        },
        mended={
            "scorer.py": 'def score(answers, scores):\n    return {"scores": {"judged": (scores["whole"]["points"] * 2, 2)}}',
            _FILE: _persona("own-voice: true", "score: {percent: 100}"),
        },
    ),
)
SCORER_FAILED = P506.message('the scorer failed with these answers: {code}: {detail}: "{persona}".', "Correct the scorer, or the answers.")
