# R: how points come together. Members of groups and scores, levels, gates, outcomes.

from __future__ import annotations

from bilan.authoring.diagnostics.declaration import Code, Example, Severity

R206 = Code(
    "R206",
    "Levels that do not ascend",
    cause="""
        The bands are not in ascending order (two may share a threshold only if one of them has a `when`), or the first band of
        a percentage does not start from 0, so that low scores have no level. It may start below 0 where points are taken off.
        """,
    cure="List the bands from the lowest `from` to the highest, the first one `from: 0`.",
    example=Example(
        """
        bands:
          - {id: low, from: 0, title: Low, text: Begin with one page.}
          - {id: high, from: 80, title: High, text: Publish it.}
          - {id: middle, from: 50, title: Middle, text: Read it aloud.}
        """,
        """
        bands:
          - {id: low, from: 0, title: Low, text: Begin with one page.}
          - {id: middle, from: 50, title: Middle, text: Read it aloud.}
          - {id: high, from: 80, title: High, text: Publish it.}
        """,
    ),
)
FIRST_BAND = R206.message("the first band starts at {start}.", "Let it start from: 0, so that every score has a level.")
BANDS_DESCEND = R206.message("from: {then} comes after from: {first}.", "List the bands from the lowest to the highest.")

R209 = Code(
    "R209",
    "Nothing scores",
    cause="No item can earn anything, so there is no percentage and no band is ever reached.",
    cure="Add an item that scores, or give points to the answers. If the checklist only asks, remove the bands.",
    example=Example(
        """
        sections:
          - {id: writing, title: Writing, items: [{id: plans, kind: text, text: What will you write?}]}
        bands: [{id: any, from: 0, title: Any, text: Go on.}]
        """,
        """
        sections:
          - {id: writing, title: Writing, items: [{id: plans, kind: text, text: What will you write?}]}
        """,
    ),
    severity=Severity.WARNING,
)
NOTHING_SCORES = R209.message("no item scores, so no band is ever reached.", "Remove the bands, or add an item that scores.")

R212 = Code(
    "R212",
    "A member that is not there",
    cause="""
        A group, a score or a gate names something that is not there or of another sort, such as a section under `items`, or a
        tag that no item bears; or a group has no members.
        """,
    cure="""
        Write the id that is meant; ids stand under the field of their sort: `sections`, `items`, `tags`, `groups`, `scores`,
        `readings`. A group needs one of these fields.
        """,
    example=Example(
        """
        groups: [{id: voice, items: [own-voise]}]
        """,
        """
        groups: [{id: voice, items: [own-voice]}]
        """,
    ),
)
NO_MEMBERS = R212.message("the group has no members.", "Name sections, items, tags, groups or readings.")
UNKNOWN_TAG = R212.message('"{tag}" is a tag that no item bears.', "Add it to the tags of an item.")
UNKNOWN_MEMBER = R212.message('"{id}" is not the id of {noun}.', "Name one that the file declares.")
OTHER_SORT = R212.message('"{id}" is {found}, not {noun}.', "Name it under `{field}`.")
NO_SORT = R212.message('"{id}" is {found}, not {noun}.', "It can't be a member.")

R213 = Code(
    "R213",
    "A weight of what is no member",
    cause="""
        `weights` names something that is no member of the group or score, or gives a member the weight 0. While a member is
        refused, the weight of something that could be it is not reported.
        """,
    cure="""
        Weigh only what the group or score names as its members. What is not to count is left out of them. The rows of a matrix
        are weighed one by one.
        """,
    example=Example(
        """
        scores: [{id: whole, title: Whole, sections: [writing], weights: {own-voice: 2}}]
        """,
        """
        scores: [{id: whole, title: Whole, items: [own-voice], weights: {own-voice: 2}}]
        """,
    ),
)
WEIGHT_OF_NONE = R213.message('"{id}" is no member of {noun}.', "Weigh only its members.")
WEIGHT_ZERO = R213.message('"{id}" has the weight 0.', "Leave it out of the members.")

R214 = Code(
    "R214",
    "Levels beside scores",
    cause="""
        `bands`, `gates` or `modifiers` stand at the checklist, which also declares `scores`. At the checklist they belong to
        the score over all sections that is made when none is declared.
        """,
    cure="Move them into the score that they belong to.",
    example=Example(
        """
        scores: [{id: whole, title: Whole}]
        bands: [{id: any, from: 0, title: Any, text: Go on.}]
        """,
        """
        scores:
          - id: whole
            title: Whole
            bands: [{id: any, from: 0, title: Any, text: Go on.}]
        """,
    ),
)
BESIDE_SCORES = R214.message("the checklist has `{field}` beside `scores`.", "Move `{field}` into the score that they belong to.")

R215 = Code(
    "R215",
    "A gate that can't cap",
    cause="""
        A gate caps the level of a score. This one has neither `item` nor `when`, or both; its `at_most` is no band of its own
        score; or its item does not score, so that it never earns less than all its points.
        """,
    cure="""
        Give one of `item` and `when`, and as `at_most` the id of a band of the same score. Of an item without points, ask for
        the answer in `when`.
        """,
    example=Example(
        """
        bands: [{id: low, from: 0, title: Low, text: Begin.}, {id: high, from: 50, title: High, text: Go on.}]
        gates: [{id: voice, item: own-voice, at_most: lowest, reason: Without a voice of our own no page is good.}]
        """,
        """
        bands: [{id: low, from: 0, title: Low, text: Begin.}, {id: high, from: 50, title: High, text: Go on.}]
        gates: [{id: voice, item: own-voice, at_most: low, reason: Without a voice of our own no page is good.}]
        """,
    ),
)
GATE_OF_BOTH = R215.message("the gate has both `item` and `when`.", "Keep one of the two.")
GATE_OF_NEITHER = R215.message("the gate has neither `item` nor `when`.", "Give one of the two.")
NO_SUCH_BAND = R215.message('"{id}" is no band of the score.', "Name a band of the same score.")
NO_BANDS = R215.message('"{id}" is no band of the score.', "Add bands to the score.")
GATE_WITHOUT_POINTS = R215.message('"{id}" does not score.', "Use `when` with a condition on its answer.")

R216 = Code(
    "R216",
    "An outcome that hides those below",
    cause="The first outcome whose condition holds is taken. One without `when` holds always, so none below it is ever reached.",
    cure="Add its `when`, or list it last: there it is what remains.",
    example=Example(
        """
        outcomes:
          - {id: later, title: Later, text: Think again.}
          - {id: go, title: Go, text: Publish., when: own-voice}
        """,
        """
        outcomes:
          - {id: go, title: Go, text: Publish., when: own-voice}
          - {id: later, title: Later, text: Think again.}
        """,
    ),
)
HOLDS_ALWAYS = R216.message("the outcome holds always, so none below it is reached.", "Add `when`, or list it last.")

R218 = Code(
    "R218",
    "A modifier does not do one thing",
    cause="A modifier has nothing to do, or several things, whose order would be in doubt; or it has `rounding` and nothing to round.",
    cure="""
        Give it exactly one of `multiply`, `add`, `at_most`, `at_least` and `round`; for several changes list several modifiers,
        in order.
        """,
    example=Example(
        """
        modifiers: [{multiply: 2, add: 1}]
        """,
        """
        modifiers: [{multiply: 2}, {add: 1}]
        """,
    ),
)
NOT_ONE_CHANGE = R218.message("the modifier has {changes}.", "Give it exactly one of: {known}.")
ROUNDING_ALONE = R218.message("the modifier has `rounding` without `round`.", "Add `round:` with the number of decimals.")

R219 = Code(
    "R219",
    "A scorer that is not there",
    cause="""
        A score `by: scorer`, or `notes`, need a [Python scorer](format.md#a-python-scorer), and there is none; or such a score
        has members besides.
        """,
    cure="""
        Add `scorer:` with the name of its file, or let the score have members and no `by`. Texts with conditions go under
        `actions`.
        """,
    example=Example(
        """
        scores: [{id: judged, title: Judged, by: scorer}]
        """,
        """
        scores: [{id: judged, title: Judged, sections: [writing]}]
        """,
    ),
)
NO_SCORER = R219.message("the score is by the scorer, and there is none.", "Add `scorer:` with the name of its file.")
SCORER_AND_MEMBERS = R219.message("the score is by the scorer and has `{field}`.", "Keep one of the two.")
NOTES_WITHOUT_SCORER = R219.message(
    "the checklist has `notes` and no scorer, which alone can choose them.", "Add `scorer:`, or use `actions`."
)

R221 = Code(
    "R221",
    "A circle",
    cause="""
        Things wait for each other, so none of them could be worked out first: conditions about what they decide, groups or
        scores that hold each other, a modifier that asks for the band of its own score. The message names the circle. Each
        circle that is left where the others are cut is told, up to a hundred. Circles show only in a checklist without other
        errors.
        """,
    cure="Cut the circle at one place: let one of its members not ask about the next.",
    example=Example(
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice., when: read-aloud}
        - {id: read-aloud, kind: check, text: It was read aloud., when: own-voice}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        - {id: read-aloud, kind: check, text: It was read aloud., when: own-voice}
        """,
    ),
)
CIRCLE = R221.message("this goes in a circle: {circle}.", "Let one of them not ask about the next.")

R222 = Code(
    "R222",
    "Groups nest too deep",
    cause="Groups and scores hold each other more than 20 levels deep.",
    cure="Name the items or sections themselves in the outer group.",
    example=Example(
        "groups:\n  - {id: level-0, items: [own-voice]}\n"
        + "\n".join(f"  - {{id: level-{n}, groups: [level-{n - 1}]}}" for n in range(1, 22))
    ),
)
GROUPS_TOO_DEEP = R222.message('"{id}" holds groups more than {most} levels deep.', "Name the items or sections themselves.")

R224 = Code(
    "R224",
    "Weights without effect",
    cause="""
        `weights` beside `combine: mean`, which divides by how many members count and not by what they weigh; or beside
        `answered`, which only counts and therefore has no use for `needs: all` either.
        """,
    cure="A mean by weight is `weighted-mean`. Otherwise remove the field.",
    example=Example(
        """
        groups: [{id: voice, items: [own-voice], combine: mean, weights: {own-voice: 2}}]
        """,
        """
        groups: [{id: voice, items: [own-voice], combine: weighted-mean, weights: {own-voice: 2}}]
        """,
    ),
    severity=Severity.WARNING,
)
NEEDS_WITHOUT_USE = R224.message("what is answered is counted, whatever else is not.", "Remove `needs`.")
WEIGHTS_IN_MEAN = R224.message(
    "a mean divides by how many members count, whatever they weigh.", "Use weighted-mean, or remove the weights."
)
WEIGHTS_IN_COUNT = R224.message("what is answered is counted, whatever the members weigh.", "Remove the weights.")

R226 = Code(
    "R226",
    "An item counts more than once",
    cause="""
        An item counts more than once in a group or score, since two of its members hold it: the item and its section, or two
        groups with items in common. It is not told where one of these members has a weight there, as in a difference (`weights:
        {part: -1}`) or where an item is to count more, nor with `combine: min`, `max` or `answered`.
        """,
    cure="Leave one of the members out. If it is meant, give one of them a weight in the group or score: that says so.",
    example=Example(
        """
        scores: [{id: whole, title: Whole, sections: [writing], items: [own-voice]}]
        """,
        """
        scores: [{id: whole, title: Whole, sections: [writing]}]
        """,
    ),
    severity=Severity.WARNING,
)
COUNTS_TWICE = R226.message(
    'the {noun} counts "{item}" {times}: {ways}{more}.', "Leave one of them out; or, if it is meant, give one of them a weight here."
)

R229 = Code(
    "R229",
    "A member named twice",
    cause="A group or score names the same member twice in one list. It counts once.",
    cure="Name it once. What is to count more takes a weight.",
    example=Example(
        """
        groups: [{id: voice, items: [own-voice, own-voice]}]
        """,
        """
        groups: [{id: voice, items: [own-voice], weights: {own-voice: 2}}]
        """,
    ),
    severity=Severity.WARNING,
)
NAMED_TWICE = R229.message(
    '"{id}" is named twice, here and at {at}, and counts once.', "Name it once; what is to count more takes a weight."
)
