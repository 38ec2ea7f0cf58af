# A: what is certainly wrong with a checklist although each of its parts is valid.

from __future__ import annotations

from bilan.authoring.diagnostics.declaration import Code, Example, Severity

_NO_YES = 'choices: [{id: no, text: "No", points: 0}, {id: yes, text: "Yes", points: 1}]'
_MORE = "More `--samples` look further."

A601 = Code(
    "A601",
    "Out of reach",
    cause="""
        A section, a question, a choice, a level or an outcome that no answers can reach: its conditions depend on what excludes
        each other, or the points never come to its threshold, or always pass it. What hangs on a condition that [R306](#r306)
        reports is not reported again.
        """,
    cure="Correct the conditions on which it depends, or the points and thresholds; or remove it, since nobody will ever see it.",
    example=Example(
        """
        scores:
          - id: whole
            title: Whole
            unit: points
            bands: [{id: low, from: 0, title: Low, text: Begin.}, {id: high, from: 2, title: High, text: Go on.}]
        """,
        """
        scores:
          - id: whole
            title: Whole
            unit: points
            bands: [{id: low, from: 0, title: Low, text: Begin.}, {id: high, from: 1, title: High, text: Go on.}]
        """,
    ),
    severity=Severity.WARNING,
)
_CONDITIONS = "Correct the conditions that it depends on, or remove it."
SECTION_NEVER_SHOWN = A601.message('the section "{id}" can never be shown.', _CONDITIONS)
QUESTION_NEVER_SHOWN = A601.message('the question "{id}" can never be shown.', _CONDITIONS)
CHOICE_NEVER_OFFERED = A601.message('the choice "{id}" of the question "{item}" can never be offered.', _CONDITIONS)
LEVEL_NEVER_REACHED = A601.message('the level "{id}" can never be reached.', "Correct the points or the thresholds, or remove it.")
OUTCOME_NEVER_CHOSEN = A601.message('the outcome "{id}" can never be chosen.', _CONDITIONS)
SECTION_NOT_SHOWN = A601.message('the section "{id}" was not shown by any of {tries} sets of answers.', _MORE)
QUESTION_NOT_SHOWN = A601.message('the question "{id}" was not shown by any of {tries} sets of answers.', _MORE)
CHOICE_NOT_OFFERED = A601.message('the choice "{id}" of the question "{item}" was not offered by any of {tries} sets of answers.', _MORE)
LEVEL_NOT_REACHED = A601.message('the level "{id}" was not reached by any of {tries} sets of answers.', _MORE)
OUTCOME_NOT_CHOSEN = A601.message('the outcome "{id}" was not chosen by any of {tries} sets of answers.', _MORE)

A602 = Code(
    "A602",
    "100 % is out of reach",
    cause="""
        A score in percent that nobody can bring to 100: some of its points can't be earned together, and count all the same.
        Scores that are [good](format.md#advice) low or neither way, and those with modifiers, negative weights or a stated
        maximum are left alone.
        """,
    cure="Look at which questions or choices exclude each other. Under `maximum: applicable` only what is shown counts.",
    example=Example(
        f"""
        policies: {{maximum: nominal}}
        sections:
          - id: writing
            title: Writing
            items:
              - {{id: own-voice, kind: choice, text: Is it ours?, {_NO_YES}}}
              - {{id: learn, kind: choice, text: Will you learn to write?, when: own-voice == "no", {_NO_YES}}}
        """,
        f"""
        sections:
          - id: writing
            title: Writing
            items:
              - {{id: own-voice, kind: choice, text: Is it ours?, {_NO_YES}}}
              - {{id: learn, kind: choice, text: Will you learn to write?, when: own-voice == "no", {_NO_YES}}}
        """,
    ),
    severity=Severity.WARNING,
)
NEVER_FULL = A602.message(
    'the score "{id}" can never come to more than {most}.', "Look at what can't be earned together, or count only what is shown."
)

A603 = Code(
    "A603",
    "Points that nobody counts",
    cause="An item has points that no score counts, no condition asks about it, and it has no action: its answer changes nothing.",
    cure="Name it, or its section, in a score. If it is only to be read along, give it no points.",
    example=Example(
        """
        sections:
          - {id: writing, title: Writing, items: [{id: own-voice, kind: check, text: It is ours.}]}
          - {id: sound, title: Sound, items: [{id: read-aloud, kind: check, text: It was read aloud.}]}
        scores: [{id: whole, title: Whole, sections: [writing]}]
        """,
        """
        sections:
          - {id: writing, title: Writing, items: [{id: own-voice, kind: check, text: It is ours.}]}
          - {id: sound, title: Sound, items: [{id: read-aloud, kind: check, text: It was read aloud.}]}
        scores: [{id: whole, title: Whole, sections: [writing, sound]}]
        """,
    ),
    severity=Severity.WARNING,
)
CHANGES_NOTHING = A603.message(
    'the answer to "{id}" changes nothing, for no score counts its points.', "Name it in a score, or remove its points."
)

A604 = Code(
    "A604",
    "An answer that changes no level",
    cause="""
        An answer that earns points and can never change a level, whatever else is answered. Only told where all sets of answers
        were tried; never of texts and of questions without points.
        """,
    cure="""
        If the question should matter, give it more points, or move the levels. If it should not, nothing is wrong with it but
        that readers may wonder.
        """,
    example=Example(
        """
        sections:
          - id: writing
            title: Writing
            items:
              - {id: own-voice, kind: check, points: 10, text: It is ours.}
              - {id: read-aloud, kind: check, text: It was read aloud.}
        bands: [{id: low, from: 0, title: Low, text: Begin.}, {id: high, from: 50, title: High, text: Go on.}]
        """,
        """
        sections:
          - id: writing
            title: Writing
            items:
              - {id: own-voice, kind: check, points: 10, text: It is ours.}
              - {id: read-aloud, kind: check, points: 5, text: It was read aloud.}
        bands: [{id: low, from: 0, title: Low, text: Begin.}, {id: high, from: 80, title: High, text: Go on.}]
        """,
    ),
    severity=Severity.WARNING,
)
LEVEL_NEVER_CHANGED = A604.message(
    'the answer to "{id}" can never change a level.', "Give it more points, or move the levels, if it should matter."
)
LEVEL_NOT_CHANGED = A604.message('the answer to "{id}" did not change a level among any of {tries} sets of other answers.', _MORE)

A605 = Code(
    "A605",
    "A better answer makes a score worse",
    cause="""
        A better answer makes a score or its level worse for certain, all else the same: lower, or higher where low is good. It
        comes about where a condition or a modifier looks at the answer. Nothing is told of scores that are good neither way.
        """,
    cure="Correct the conditions that look at the item, or its points. `bilan analyse` prints the answers.",
    example=Example(
        f"""
        sections:
          - id: writing
            title: Writing
            items:
              - {{id: own-voice, kind: choice, text: Is it ours?, {_NO_YES}}}
              - {{id: read-aloud, kind: choice, text: Was it read aloud?, {_NO_YES}}}
        modifiers: [{{when: own-voice == "yes", multiply: 0}}]
        """,
        f"""
        sections:
          - id: writing
            title: Writing
            items:
              - {{id: own-voice, kind: choice, text: Is it ours?, {_NO_YES}}}
              - {{id: read-aloud, kind: choice, text: Was it read aloud?, {_NO_YES}}}
        modifiers: [{{when: own-voice == "no", multiply: 0.5}}]
        """,
    ),
    severity=Severity.WARNING,
)
MAKES_WORSE = A605.message('a better answer to "{id}" {change}.', "Correct the conditions that look at it, or its points.")
MAKES_WORSE_BY_OTHERS = A605.message(
    'a better answer to "{id}" {change}, by the answers to what only one of the two brings into view.',
    "Correct the conditions that look at it, or its points.",
)

A606 = Code(
    "A606",
    "A box alone among questions",
    cause="""
        A box with points that stands alone among two or more questions of other kinds. A box that is not ticked is answered,
        with no, so it counts before anyone reads it.
        """,
    cure="Ask with yes and no as choices, or put it into a list of boxes: several in a row, or a checklist of nothing else.",
    example=Example(
        f"""
        - {{id: own-voice, kind: choice, text: Is it ours?, {_NO_YES}}}
        - {{id: read-aloud, kind: check, text: It was read aloud.}}
        - {{id: short, kind: choice, text: Is it short?, {_NO_YES}}}
        """,
        f"""
        - {{id: own-voice, kind: choice, text: Is it ours?, {_NO_YES}}}
        - {{id: read-aloud, kind: choice, text: Was it read aloud?, {_NO_YES}}}
        - {{id: short, kind: choice, text: Is it short?, {_NO_YES}}}
        """,
    ),
    severity=Severity.WARNING,
)
BOX_ALONE = A606.message(
    'the box "{id}" stands alone among other questions, so it counts as "no" before it is read.',
    "Make it a question with yes and no as its choices (kind: choice), or put it into a list of boxes.",
)
