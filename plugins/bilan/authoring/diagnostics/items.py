# R: items and scales. Numbers and answers that go together.

from __future__ import annotations

from bilan.authoring.diagnostics.declaration import Code, Example, Severity

R202 = Code(
    "R202",
    "An unknown scale",
    cause="An item names a scale that is neither in the file, under `scales`, nor in `_scales.yml` beside it.",
    cure="Write one of the names that the message lists, or declare the scale with its answers.",
    example=Example(
        """
        - {id: own-voice, kind: scale, scale: frequency, text: The text speaks in our own voice.}
        """,
        """
        scales: {frequency: [{id: never, text: Never, points: 0}, {id: always, text: Always, points: 1}]}
        sections:
          - id: writing
            title: Writing
            items:
              - {id: own-voice, kind: scale, scale: frequency, text: The text speaks in our own voice.}
        """,
    ),
)
UNKNOWN_SCALE = R202.message('there is no scale "{name}".', "Known scales: {known}.")

R207 = Code(
    "R207",
    "Every choice earns the same",
    cause="""
        Every choice earns the same, and more or less than 0, so the answer never matters. It does where several ticks add up,
        and where a condition or a scorer reads the answer; there nothing is told.
        """,
    cure="""
        Give the better answers more points. If the question only decides what is asked further, leave `points` out of all its
        choices: it is then [context](format.md#questions-that-give-context).
        """,
    example=Example(
        """
        - id: author
          kind: choice
          text: Who writes?
          choices: [{id: others, text: Others, points: 1}, {id: myself, text: Myself, points: 1}]
        """,
        """
        - id: author
          kind: choice
          text: Who writes?
          choices: [{id: others, text: Others}, {id: myself, text: Myself}]
        """,
    ),
    severity=Severity.WARNING,
)
SAME_POINTS = R207.message(
    "every choice earns {points}, so the answer never matters.",
    "Give the better answers more points, or none to any if the question only gives context.",
)

R208 = Code(
    "R208",
    "Numbers of an item that do not go together",
    cause="""
        The numbers of an item contradict each other: `min` is not below `max`; of `zero_at` and `full_at` only one is there, or
        they are the same, or stand beside `breakpoints`; breakpoints do not ascend, or `between` has none; a `floor` is above
        its `cap`.
        """,
    cure="Swap, add or remove what the message names. A number scores by `zero_at` and `full_at`, or by `breakpoints`, or not at all.",
    example=Example(
        """
        - {id: hours, kind: number, min: 60, max: 0, text: How long did you write?}
        """,
        """
        - {id: hours, kind: number, min: 0, max: 60, text: How long did you write?}
        """,
    ),
)
FLOOR_ABOVE_CAP = R208.message("floor {floor} is above cap {cap}.", "Swap them.")
MIN_ABOVE_MAX = R208.message("min {min} is not below max {max}.", "Swap them, or widen the range.")
ONE_END = R208.message("zero_at and full_at go together.", "Give both, or neither if the number does not score.")
SAME_ENDS = R208.message("zero_at and full_at are both {number}.", "Make them differ.")
TWO_WAYS = R208.message(
    "breakpoints stand beside zero_at, full_at or points.", "Keep the breakpoints, which say what each number earns, or the others."
)
BETWEEN_NOTHING = R208.message("the number has `between` without breakpoints.", "Add the breakpoints, or remove it.")
BREAKPOINTS_DESCEND = R208.message("the breakpoint at {then} comes after that at {first}.", "List them in ascending order.")

R211 = Code(
    "R211",
    "Fields that need or exclude one another",
    cause="""
        An item of kind `choices` or `matrix` has neither `choices` nor `scale`, or both, so its answers are missing or in
        doubt; or there is an `action_when` without the `action` that it is about.
        """,
    cure="Keep one of the two, or add the one that is missing.",
    example=Example(
        """
        - {id: tools, kind: choices, text: What do you write with?}
        """,
        """
        - id: tools
          kind: choices
          text: What do you write with?
          choices: [{id: pen, text: A pen, points: 1}, {id: press, text: A press, points: 2}]
        """,
    ),
)
CHOICES_OR_SCALE = R211.message("it needs either `choices` or `scale`.", "Give one of the two.")
NO_ACTION = R211.message("it has `action_when` and no `action`.", "Add the action, or remove its condition.")

R227 = Code(
    "R227",
    "Full points out of reach",
    cause="""
        The range of a number keeps its full points out of reach: `full_at`, or the breakpoint that earns most, lies beyond
        `max` or below `min`, so no number that is accepted earns what the item promises.
        """,
    cure="Widen the range by `min` or `max`, or move `full_at` or the breakpoint into it.",
    example=Example(
        """
        - {id: hours, kind: number, min: 0, max: 10, zero_at: 0, full_at: 20, text: How long did you write?}
        """,
        """
        - {id: hours, kind: number, min: 0, max: 20, zero_at: 0, full_at: 20, text: How long did you write?}
        """,
    ),
    severity=Severity.WARNING,
)
FULL_OUT_OF_RANGE = R227.message(
    "no number from {min} to {max} earns all points, which full_at promises for {full_at}.", "Widen the range, or move full_at into it."
)
BREAKPOINT_OUT_OF_RANGE = R227.message(
    "no number from {min} to {max} earns {points}, as the breakpoint at {at} does.", "Widen the range, or move the breakpoint into it."
)

R228 = Code(
    "R228",
    "A cap below every tick",
    cause="A `cap` is below what any single tick earns, so all answers earn the same.",
    cure="Raise the cap above what one tick earns, or remove it.",
    example=Example(
        """
        - id: tools
          kind: choices
          text: What do you write with?
          cap: 1
          choices: [{id: pen, text: A pen, points: 2}, {id: press, text: A press, points: 3}]
        """,
        """
        - id: tools
          kind: choices
          text: What do you write with?
          cap: 4
          choices: [{id: pen, text: A pen, points: 2}, {id: press, text: A press, points: 3}]
        """,
    ),
    severity=Severity.WARNING,
)
CAP_BELOW_TICKS = R228.message(
    "the cap {cap} is below what any tick earns, {least} at least, so all answers earn the same.", "Raise the cap, or remove it."
)
