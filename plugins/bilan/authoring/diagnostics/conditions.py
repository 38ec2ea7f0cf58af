# R: what conditions say. Ids that exist, answers that their items have, and comparisons of like with like.

from __future__ import annotations

from bilan.authoring.diagnostics.declaration import Code, Example, Severity

R301 = Code(
    "R301",
    "A condition names what is not there",
    cause="""
        A word of the condition is no id of this checklist. It is misspelt, has been renamed, or is a choice: a choice is a text
        and stands in quotes. To ask whether there is an answer, `null` and the like are no words of the language.
        """,
    cure="""
        Write the id of an item, section, group, score or reading; put a choice in quotes; ask `answered(x)` whether there is an
        answer.
        """,
    example=Example(
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        - {id: read-aloud, kind: check, text: It was read aloud., when: own-vioce}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        - {id: read-aloud, kind: check, text: It was read aloud., when: own-voice}
        """,
    ),
)
UNKNOWN_ID = R301.message("`{id}` is not an id of this checklist.", "Name an item, section, group, score or reading of this file.")

R302 = Code(
    "R302",
    "A thing that can't be asked so",
    cause="""
        A section, group or score has no answer, only scores and readings have bands, a text earns no points, and a matrix is
        asked row by row.
        """,
    cure="Ask the thing for what it has: the message shows how. [Which function takes what](conditions.md#functions).",
    example=Example(
        """
        outcomes:
          - {id: go, title: Go, text: Publish., when: writing >= 1}
          - {id: later, title: Later, text: Think again.}
        """,
        """
        outcomes:
          - {id: go, title: Go, text: Publish., when: points(writing) >= 1}
          - {id: later, title: Later, text: Think again.}
        """,
    ),
)
HAS_NO_ANSWER = R302.message("`{id}` is {noun}, which has no answer.", "{ask}")
FUNCTION_CANT_TELL = R302.message("`{id}` is {noun}; {function}() can't tell of it.", "{ask}")
DOES_NOT_SCORE = R302.message("`{id}` does not score.", "Ask for its answer, or answered({id}).")

R303 = Code(
    "R303",
    "Values that can't be compared",
    cause="""
        The two sides are of different sorts, or the sign does not suit them: a number and a text, a box and `1`, several ticks
        and one choice; or a value stands alone where something that is true or false is expected.
        """,
    cure="""
        Compare like with like. A box stands alone: `own-voice`. A choice is compared with a text in quotes, a number with a
        number without any. Several ticks are asked by `contains`.
        """,
    example=Example(
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        - {id: read-aloud, kind: check, text: It was read aloud., when: own-voice == 1}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        - {id: read-aloud, kind: check, text: It was read aloud., when: own-voice}
        """,
    ),
)
NOT_TRUE_OR_FALSE = R303.message("this is {sort}, where true or false is expected.", "Compare it: {example}")
NOT_ORDERED = R303.message("this is {sort}; {operator} compares numbers.", "Compare numbers, or use == or in.")
LIST_MISSING = R303.message("a list is missing on the right of `{operator}`.", 'Write e.g. role in ["editor", "author"].')
TAKES_ONE_VALUE = R303.message("this is {sort}; `{operator}` takes one value.", "Use contains, and, or.")
NOT_SEVERAL_TICKS = R303.message("this is {sort}; `contains` asks an item of kind choices.", "Use == or in.")
CONTAINS_ONE_CHOICE = R303.message("this is {sort}; `contains` takes one choice.", 'Write e.g. tools contains "blog".')
TICKS_COMPARED = R303.message("a set of ticks is compared with {sort}.", 'Write e.g. tools contains "blog".')
UNLIKE = R303.message("{left} is compared with {right}.", "Compare like with like.")
UNLIKE_IN_LIST = R303.message("the list holds {sort}.", "Compare like with like.")

R304 = Code(
    "R304",
    "A text that the other side never is",
    cause="""
        A choice that the item does not have, a band that the score does not have, an unknown state: the comparison would never
        hold. The bands of a reading are only known where a whole folder is read.
        """,
    cure="Write one of the ids that the message lists. Conditions compare ids, not the texts that readers see.",
    example=Example(
        """
        - {id: role, kind: choice, text: What are you?, choices: [{id: author, text: An author}, {id: editor, text: An editor}]}
        - {id: read-aloud, kind: check, text: It was read aloud., when: role == "An editor"}
        """,
        """
        - {id: role, kind: choice, text: What are you?, choices: [{id: author, text: An author}, {id: editor, text: An editor}]}
        - {id: read-aloud, kind: check, text: It was read aloud., when: role == "editor"}
        """,
    ),
)
NEVER_THE_SAME = R304.message("no {noun} is a {other}.", "Compare what can be the same.")
NEVER_IN_LIST = R304.message('the list holds "{word}", which is no {noun}.', "Use one of: {known}.")
NEVER_THAT = R304.message('"{word}" is no {noun}.', "Use one of: {known}.")

R305 = Code(
    "R305",
    "What can't be counted",
    cause="""
        `count()` of a section, group or score is given something else than a choice of one of its items or a state; or a choice
        that has the name of a state, so that what is counted is in doubt.
        """,
    cure='Write a choice or a state in quotes: `count(writing, "answered")`. A choice with the name of a state needs another id.',
    example=Example(
        """
        outcomes:
          - {id: go, title: Go, text: Publish., when: 'count(writing, "yes") >= 1'}
          - {id: later, title: Later, text: Think again.}
        """,
        """
        outcomes:
          - {id: go, title: Go, text: Publish., when: 'points(writing) >= 1'}
          - {id: later, title: Later, text: Think again.}
        """,
    ),
)
COUNTS_TEXTS = R305.message("count() of a section or group takes texts.", 'Write e.g. count({id}, "answered").')
CHOICE_OR_STATE = R305.message('"{word}" is both a choice and a state, so what is counted is in doubt.', "Rename the choice.")
NOTHING_TO_COUNT = R305.message('"{word}" is neither a choice of an item of {id} nor a state.', "Name a choice of its items, or a state.")

R306 = Code(
    "R306",
    "A condition that never holds",
    cause="""
        The condition can never hold, whatever is answered; or not together with the condition of the section or item that it
        stands in. What depends on more than 20,000 combinations of values is not looked at. Only a checklist without errors is
        looked at.
        """,
    cure="""
        Correct it: often an `and` is meant as `or`, or a number lies outside the range of its item. Or remove what hangs on it,
        which nobody ever sees.
        """,
    example=Example(
        """
        - {id: hours, kind: number, min: 0, max: 10, text: How long did you write?}
        - {id: rested, kind: check, text: I took a rest., when: hours > 10}
        """,
        """
        - {id: hours, kind: number, min: 0, max: 10, text: How long did you write?}
        - {id: rested, kind: check, text: I took a rest., when: hours > 5}
        """,
    ),
    severity=Severity.WARNING,
)
NEVER_HOLDS = R306.message("the condition can never hold.", "Correct it, or remove what hangs on it.")
NEVER_HOLDS_THERE = R306.message("the condition can never hold together with the one at {at}.", "Correct it, or remove what hangs on it.")

R307 = Code(
    "R307",
    "A condition that always holds",
    cause="""
        The condition holds whatever is answered, also while nothing is, so it decides nothing. Only a checklist without errors
        is looked at.
        """,
    cure="Remove it, or correct it.",
    example=Example(
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        - {id: read-aloud, kind: check, text: It was read aloud., when: own-voice or not own-voice}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        - {id: read-aloud, kind: check, text: It was read aloud.}
        """,
    ),
    severity=Severity.WARNING,
)
ALWAYS_HOLDS = R307.message("the condition always holds.", "Remove it, or correct it.")

R308 = Code(
    "R308",
    "A percentage as a share",
    cause="A percentage is compared with a number between 0 and 1. Percentages go from 0 to 100, so 0.5 is half of one percent.",
    cure="Write 50 for 50 %. If less than one percent is meant, nothing is wrong.",
    example=Example(
        """
        outcomes:
          - {id: go, title: Go, text: Publish., when: percent(writing) >= 0.5}
          - {id: later, title: Later, text: Think again.}
        """,
        """
        outcomes:
          - {id: go, title: Go, text: Publish., when: percent(writing) >= 50}
          - {id: later, title: Later, text: Think again.}
        """,
    ),
    severity=Severity.WARNING,
)
SHARE_FOR_PERCENTAGE = R308.message(
    "{share:g} is less than one percent, for percentages go from 0 to 100.", "Write {percent:g} if you mean {percent:g} %."
)
