# F: the fields of a file, each by itself. Names that are known, values of the right form.

from __future__ import annotations

from bilan.authoring.diagnostics.declaration import Code, Example, Severity

F101 = Code(
    "F101",
    "A required field is missing",
    cause="""
        A record lacks a field that it can't do without, such as the `text` of a question. `points` may be left out of all
        choices of a question or scale, which then only gives context, but not of some.
        """,
    cure="""
        Add the field that the message names; it says what the field is for. [The format](format.md) has the required ones of
        every record.
        """,
    example=Example(
        """
        - {id: own-voice, kind: check}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        """,
    ),
)
MISSING_FIELD = F101.message("{record} lacks `{field}`.", "Add it: {meaning}")
POINTS_MISSING = F101.message("a choice lacks `points`, which others have.", "Add it: what it earns, or 0; or give points to none of them.")
OTHER_MISSING = F101.message("the plural forms lack `other`.", 'Add it, for every number that has no form of its own: other: "…".')

F102 = Code(
    "F102",
    "An unknown field",
    cause="""
        The format does not know a field of that name there: it is misspelt, stands in the wrong record, or is one that other
        tools have (`label`, `showIf`, `options`). Among texts it is a key that is no language code. Where the message names the
        field that is meant, what stands there is checked as that field, and nothing that follows from the misspelling is
        reported besides.
        """,
    cure="""
        Write the name that the message proposes. A field that belongs elsewhere (`bands_in` to a score) goes there; of what has
        no counterpart (a date, a picture, a formula, a check of what is typed) the message says what to do instead. What you
        want to note for yourself goes into a comment, after a `#`.
        """,
    example=Example(
        """
        - {id: own-voice, kind: check, label: The text speaks in our own voice.}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        """,
    ),
)
UNKNOWN_FIELD = F102.message("`{name}` is not a field of {record}.", "Use one of: {known}.")
NOT_A_LANGUAGE = F102.message("`{name}` is not a language code.", "Write one such as fr, en or pt-BR.")
NOT_A_FORM = F102.message("`{name}` is not a plural form.", "Use one of: {known}.")

F103 = Code(
    "F103",
    "A value of the wrong form",
    cause="""
        The field expects something of another form: a list where one text stands, a text where a list is expected, something
        else than `true` or `false`, an address that is none.
        """,
    cure="""
        Write what the message shows. A list has its entries in brackets, `[first, second]`, or each on its own line after a
        hyphen; a record has its fields indented below it, or in braces, `{id: …, text: …}`.
        """,
    example=Example(
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice., tags: style}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice., tags: [style]}
        """,
    ),
)
NOT_A_LIST = F103.message("{found} where a list is expected.", "Start each entry on its own line with a hyphen: - …")
NOT_A_TABLE = F103.message("{found} where names with values are expected.", "Write `name:` and its value below it.")
NOT_A_RECORD = F103.message("{found} where {record} is expected.", "Write its fields: {known}.")
NOT_A_CONDITION = F103.message("{found} where a condition is expected.", 'Write e.g. role == "editor".')
NOT_A_TIME = F103.message("{found} is not a time.", "Write a whole number of days, weeks, months or years: 6 months.")
NOT_A_PYTHON_FILE = F103.message("{found} is not the name of a Python file.", "Write that of one beside this file: scorer.py.")
NOT_A_TEXT = F103.message("{found} where a text is expected.", 'Write one text in quotes: "…".')
NOT_TEXTS = F103.message("{found} where a text is expected.", 'Write each language on a line: fr: "…" and en: "…".')
FORMS_OUTSIDE = F103.message("{found} where a text is expected.", "Put the forms below their language: fr: {{one: …, other: …}}.")
NOT_AN_ADDRESS = F103.message("{found} is not a web address.", "Write one that starts with https://.")
NOT_A_LINK = F103.message(
    "{found} is neither a checklist nor a page.", "Name a checklist by its id, or a page by its path, e.g. guides/start.md."
)
NOT_A_FLAG = F103.message("{found} is neither true nor false.", "Write true or false, without quotes.")
NOT_A_CHOICE_ID = F103.message("{found} where the id of a choice is expected.", "Write [first, second].")
NOT_A_NAME = F103.message("{found} where a name is expected.", "Write a few words: a beginner.")

F104 = Code(
    "F104",
    "A text that YAML takes for something else",
    cause="""
        A text without quotes that some YAML reader would take for a truth value, a number, a date or nothing: `no`, `on`, `12`,
        `null`, `2026-12-01`. The same file would then mean one thing here and another there.
        """,
    cure="Put the text in quotes.",
    example=Example(
        """
        - id: own-voice
          kind: choice
          text: Does the text speak in our own voice?
          choices: [{id: no, text: no, points: 0}, {id: yes, text: yes, points: 1}]
        """,
        """
        - id: own-voice
          kind: choice
          text: Does the text speak in our own voice?
          choices: [{id: no, text: "no", points: 0}, {id: yes, text: "yes", points: 1}]
        """,
    ),
)
NEEDS_QUOTES = F104.message("{value} would be read as something else than text.", 'Put it in quotes: "{value}".')

F105 = Code(
    "F105",
    "Not an id",
    cause="""
        Ids are the lasting names of things: answers are stored by them, and conditions, addresses and scores refer to them. So
        they are made of lower-case letters a to z, digits and single hyphens, start with a letter, and have at most 60
        characters. The words that conditions are made of (`and`, `or`, `not`, `in`, `contains`, `true`, `false`) can't be ids
        of what conditions ask about. What refers to an id that is refused is not reported besides.
        """,
    cure="""
        Write the id that the message proposes, or another one. What readers see is the `text` or `title`, in which everything
        is allowed.
        """,
    example=Example(
        """
        - {id: Own Voice, kind: check, text: The text speaks in our own voice.}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        """,
    ),
)
LONG_ID = F105.message("{found} has {count} characters, and an id at most {most}.", "Shorten it, e.g. {meant}.")
UNSEEN_IN_ID = F105.message("{found} can't be an id, for it holds {character}, which nobody sees.", "Write {meant}.")
NOT_AN_ID = F105.message("{found} can't be an id.", "Use lower-case letters a to z, digits and hyphens, e.g. {meant}.")
LONG_TEXT_FOR_ID = F105.message(
    "{found} can't be an id, and has {count} characters.",
    "Use at most {most} lower-case letters a to z, digits and hyphens, e.g. {meant}.",
)
KEYWORD_AS_ID = F105.message("{found} can't be an id, for it is a word of the language of conditions.", "Choose another.")

F106 = Code(
    "F106",
    "Not a number, or out of range",
    cause="""
        A number is expected, and what stands there is none, or is out of the range that the message tells. Whole numbers have
        no decimals, not even `.0`. `.inf` and `.nan` are no numbers. Nor is one with a 0 in front (`017`): some readers of YAML
        take it for 15, others for 17.
        """,
    cure="""
        Write digits, decimals after a point, thousands without a space, no percent sign: `1200`, `2.5`. What has no end as a
        decimal is a fraction in quotes: `"1/3"`.
        """,
    example=Example(
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice., weight: "3,5"}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice., weight: 3.5}
        """,
    ),
)
NOT_A_NUMBER = F106.message("{found} is not {expected}.", "Write it in digits, e.g. 3, 0.5 or 1/3.")
NOT_A_WHOLE_NUMBER = F106.message("{found} is not {expected}.", "Write it in digits, e.g. 3.")
OUT_OF_RANGE = F106.message("{found} is not {expected}.", "Choose a number in that range.")
WHOLE_NUMBER_OUT_OF_RANGE = F106.message("{found} is not {expected}.", "Choose a whole number in that range.")

F107 = Code(
    "F107",
    "An unknown word",
    cause="""
        The field takes one of a few words, and this is none of them: a misspelt one, or one that other tools have, such as the
        kinds `select_one`, `boolean` or `likert`. An item of an unknown kind is kept, so what refers to it is not reported
        besides.
        """,
    cure="""
        Write the word that the message proposes. Of kinds that have no counterpart here (`ranking`, `date`, `repeat`, `note`)
        it says what to do instead.
        """,
    example=Example(
        """
        - {id: own-voice, kind: boolean, text: The text speaks in our own voice.}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        """,
    ),
)
UNKNOWN_WORD = F107.message("{found} is not known here.", "Use one of: {known}.")

F108 = Code(
    "F108",
    "A text that is empty or too long",
    cause="""
        The text is empty, shows nothing (spaces, or characters that nobody sees), or is longer than 4,000 characters, which
        nobody reads beside a question.
        """,
    cure="""
        Write the text, or remove the whole field if it is optional. What is long belongs on a page of guidance, to which
        `links` lead.
        """,
    example=Example(
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice., help: ""}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        """,
    ),
)
EMPTY_TEXT = F108.message("the text is empty.", "Write it, or remove the whole field if it is optional.")
LONG_TEXT = F108.message("the text has {count:,} characters.", "Keep it under {most:,}.")

F109 = Code(
    "F109",
    "Too few or too many entries",
    cause="A list has fewer entries than make sense, such as a question with a single choice, or more than a checklist can have.",
    cure="Add entries, or remove some; the message tells how many there may be. An optional list of nothing is left out as a whole.",
    example=Example(
        """
        - {id: own-voice, kind: choice, text: Does the text speak in our own voice?, choices: [{id: yes, text: "Yes", points: 1}]}
        """,
        """
        - id: own-voice
          kind: choice
          text: Does the text speak in our own voice?
          choices: [{id: no, text: "No", points: 0}, {id: yes, text: "Yes", points: 1}]
        """,
    ),
)
FEW_OR_MANY = F109.message("the list has {entries}.", "It needs {bounds}.")

F110 = Code(
    "F110",
    "A condition that can't be read",
    cause="""
        What stands under `when` or `action_when` is no sentence of the language of conditions, [conditions.md](conditions.md);
        the column is that of the fault. Conditions compare, and do not calculate: a sum is the work of a group or a score.
        """,
    cure="""
        Write the comparison that the message proposes. A condition names an id, a sign and a value, `role == "editor"`, a
        choice in quotes, and joins such comparisons by `and`, `or` and `not`.
        """,
    example=Example(
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        - {id: polished, kind: check, text: It was read aloud., when: own-voice && true}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        - {id: polished, kind: check, text: It was read aloud., when: own-voice}
        """,
    ),
)
UNREADABLE_CONDITION = F110.message("{fault}", "{hint}")
JOINED_CONDITION = F110.message("joined with the condition of the matrix, {fault}", "{hint}")

F111 = Code(
    "F111",
    "A character that nobody sees",
    cause="""
        A text or a comment holds a character that is no part of a text (a control character such as NUL or ESC, half of a
        surrogate pair), or that turns the direction of what follows and does not end in the same line: what is read is then not
        what is written. It is a warning where the character is only of no use, such as a zero width space or a byte order mark.
        Most come along with what is copied from a page or a word processor. What has its use where it stands is fine: no-break
        spaces, soft hyphens within words, joiners in scripts and pictures that need them, marks of direction beside Arabic or
        Hebrew.
        """,
    cure="Delete it at the line and column of the message, or type the word anew. An editor that shows invisible characters helps.",
    example=Example(
        """
        - {id: own-voice, kind: check, text: "The text speaks in our own\\u200b voice."}
        """,
        """
        - {id: own-voice, kind: check, text: "The text speaks in our own voice."}
        """,
    ),
)
HARMFUL_CHARACTER = F111.message("the text holds {character}, as its character {number}{more}.", "Delete it.")
USELESS_CHARACTER = F111.message("the text holds {character}, as its character {number}{more}.", "Delete it.", severity=Severity.WARNING)
IN_A_COMMENT = F111.message("a comment holds {character}.", "Delete it.")

F112 = Code(
    "F112",
    "Several lines where one is shown",
    cause="""
        A text of several lines where there is room for one: a title, a question, a choice, a unit, a reason, the name of a
        persona. Prose ([which](format.md#texts)) keeps its lines.
        """,
    cure="Write it on one line. What explains a question goes under its `help`, `why` or `example`, which may have several.",
    example=Example(
        """
        - id: own-voice
          kind: check
          text: |
            The text speaks in our own voice.
            It has no borrowed phrases.
        """,
        """
        - id: own-voice
          kind: check
          text: The text speaks in our own voice.
          help: It has no borrowed phrases.
        """,
    ),
)
SEVERAL_LINES = F112.message(
    "the text has {count} lines, and it is shown on one.",
    "Write it on one line; help, why, example, action, intro, summary and the texts of levels and outcomes may have several.",
)
