# R: the checklist as a whole. Ids, languages, and where it stands among others.

from __future__ import annotations

from bilan.authoring.diagnostics.declaration import Code, Example, Severity

R201 = Code(
    "R201",
    "The same id twice",
    cause="""
        Two things have the same id, so what refers to it could mean either. Sections, items, rows of a matrix, groups, scores,
        readings and actions share one name space; the choices of an item, the bands of all scores, the gates, the outcomes, the
        notes and the scales have one each. `total` is the id of the score over all sections, unless `scores` are declared.
        """,
    cure="Give one of the two another id, most often the one that was copied. If readers have answered it already, keep theirs.",
    example=Example(
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        - {id: own-voice, kind: check, text: It was read aloud.}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        - {id: read-aloud, kind: check, text: It was read aloud.}
        """,
    ),
)
TOTAL_TAKEN = R201.message('the id "{id}" is that of the score over all sections.', "Choose another, or declare `scores`.")
ID_TAKEN = R201.message('the id "{id}" is taken, by {noun} at {at}.', "Give each its own.")
PART_ID_TAKEN = R201.message('the {noun} id "{id}" is taken, at {at}.', "Give each its own.")
SCALE_TAKEN = R201.message('the scale "{name}" is also in {file}.', "Rename this one, or use the shared one.")

R203 = Code(
    "R203",
    "The languages are in disorder",
    cause="""
        The title of a checklist tells its languages. A text is in a language that the title lacks, or names none where the
        title does; or the title itself lacks a language of the site. Where most texts agree against the title, this is told
        once, at the title. A text that only lacks one of the title's languages is [T301](#t301).
        """,
    cure="""
        Write the title and every text in the same languages, each with its code before it: `fr: "…"` and `en: "…"`. In a
        checklist of a single language no text names it.
        """,
    example=Example(
        """
        title: Good pages
        summary: {fr: "Ce qui fait une bonne page.", en: "What makes a page good."}
        """,
        """
        title: Good pages
        summary: What makes a page good.
        """,
    ),
)
TITLE_PLAIN = R203.message("the title is in one language, {count} texts are in {locales}.", "Write it in {locales}: {first}: …")
TEXTS_PLAIN = R203.message("the texts are in one language.", "Write each one in {locales}: {first}: …")
TITLE_NAMES_NONE = R203.message("the text names its languages, the title does not.", "Do the same for both.")
TITLE_LACKS = R203.message("{count} texts are also in {locale}, the title is not.", "Add {locale}: … here.")
TEXT_ADDS = R203.message("the text is in {locale}, the title is not.", "Add {locale}: … to the title and to each text.")
SITE_LANGUAGE_MISSING = R203.message("the checklist is not written in {locales}.", "Add {first}: … to each text.")
TEXT_PLAIN = R203.message("the text is in one language, the title in several.", "Write it in {locales}.")

R204 = Code(
    "R204",
    "The id is not the file's name",
    cause="The `id` of a checklist is the name of its file without the ending; its address and the answers of its readers go by it.",
    cure="Write the file's name as the id, or rename the file. If readers have answered it already, keep the id.",
    example=Example("id: pages", "id: demo"),
)
OTHER_THAN_FILE = R204.message('the id "{id}" is not the file\'s name.', "Choose another id.")

R205 = Code(
    "R205",
    "Two files of the same id",
    cause="Two files hold a checklist of the same id: `demo.yml` beside `demo.yaml`, or files of the same name in two folders.",
    cure="Rename one of the two, its `id` included, or delete the one that is left over.",
    example=Example(beside={"demo.yaml": ""}, mended={"demo.yaml.old": ""}),
)
FILE_ID_TAKEN = R205.message('the id "{id}" is taken by {path}.', "Rename one of the two.")

R210 = Code(
    "R210",
    "A name that a page of the site has",
    cause="The id is `index` or `translations`: these are the pages that list all checklists, and how far each is translated.",
    cure="Rename the file and its id.",
    example=Example("id: index", name="index"),
)
RESERVED_NAME = R210.message('"{id}" is the name of the page that lists {listed}.', "Rename the file and its id.")

R223 = Code(
    "R223",
    "A reading of what is not there",
    cause="""
        A reading (`reads`) names a checklist that is not in the folder, or a score that it lacks; or checklists read each other
        in a circle, so that none of them could be scored first. Only told where a whole folder is read.
        """,
    cure="""
        Write the id of a checklist of the folder, and that of one of its scores; without `score:` it is `total`, which a
        checklist with `scores` of its own does not have. Of a circle, remove one reading.
        """,
    example=Example(
        """
        reads: [{id: reading, checklist: pages, score: clarity}]
        """,
        """
        reads: [{id: reading, checklist: pages}]
        """,
        beside={"pages.yml": ""},
    ),
)
READING_CIRCLE = R223.message("these checklists read each other: {circle}.", "Remove one of the readings.")
NO_SUCH_SCORE = R223.message('"{id}" is no score of the checklist {checklist}.', "Its scores are: {scores}.")
NO_SUCH_CHECKLIST = R223.message('"{id}" is no checklist of this folder.', "Name a checklist that stands in the folder.")

R231 = Code(
    "R231",
    "Texts that readers can't tell apart",
    cause="""
        Two choices of a question or scale, questions of a section, rows of a matrix, sections, levels, scores or readings have
        the same text in a language, or texts that only look alike (case, spacing, forms of quotes and dashes, letters of other
        alphabets). Parts with a condition are left alone, for only one of them may be shown; of choices, which stand side by
        side, those of which each has a condition of its own.
        """,
    cure="Make them differ, or remove the one that was copied by mistake.",
    example=Example(
        """
        - {id: own-voice, kind: check, text: The text is ours.}
        - {id: own-work, kind: check, text: The text is ours.}
        """,
        """
        - {id: own-voice, kind: check, text: The text speaks in our own voice.}
        - {id: own-work, kind: check, text: We wrote the text ourselves.}
        """,
    ),
    severity=Severity.WARNING,
)
SAME_TEXT = R231.message(
    '"{text}" is also the text of another {noun}, at {line}:{column}.', "Make them differ, so that readers can tell them apart."
)

R232 = Code(
    "R232",
    "A plural form that its language lacks",
    cause="""
        A unit has a plural form that no number of its language ever asks for: English has `one` and `other`, French `one`,
        `many` and `other`, Japanese only `other` ([the plural forms of a unit](format.md#units)). Of a file without languages
        this can be told where the site has a single one.
        """,
    cure="Remove the form. Most often it was copied from another language.",
    example=Example(
        """
        title: {en: Good pages}
        summary: {en: What makes a page good.}
        sections:
          - id: writing
            title: {en: Writing}
            items:
              - id: hours
                kind: number
                min: 0
                max: 60
                text: {en: How long did you write?}
                unit: {en: {one: hour, few: hours, other: hours}}
        """,
        """
        title: {en: Good pages}
        summary: {en: What makes a page good.}
        sections:
          - id: writing
            title: {en: Writing}
            items:
              - id: hours
                kind: number
                min: 0
                max: 60
                text: {en: How long did you write?}
                unit: {en: {one: hour, other: hours}}
        """,
    ),
)
FORM_NEVER_USED = R232.message("`{form}` is not a plural form of {locale}.", "Remove it: {locale} has {known}.")

R233 = Code(
    "R233",
    "A link that leads nowhere",
    cause="""
        A link leads to a checklist that is not in the folder, or to the checklist itself ([links](format.md#links)). Only told
        where a whole folder is read. Pages are looked for by the build.
        """,
    cure="Write the id of a checklist that is there, or the path of a page with its ending: `guides/start.md`.",
    example=Example(
        """
        links: [pagse]
        """,
        """
        links: [pages]
        """,
        beside={"pages.yml": ""},
    ),
)
LINK_TO_ITSELF = R233.message("the checklist links to itself.", "Remove it.")
LINK_TO_NONE = R233.message('"{id}" is no checklist of this folder.', "Name a checklist that stands in the folder.")
