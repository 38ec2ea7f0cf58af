# Fields that authors write out of habit from other tools (XLSForm, SurveyJS, FHIR, spreadsheets), and what Bilan calls them; where
# there is nothing of the kind, what to do instead. Nothing is named here that the record which is checked does not take.

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from bilan.authoring.format.foreign_words import is_number, meant_id

# Without hyphens and underscores and in lower case: the fields that may be meant, of which the first that fits is named.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("if", "visible", "visibleif", "showif", "showwhen", "onlyif", "displayif", "enableif", "enablewhen"), ("when",)),
    **dict.fromkeys(("condition", "conditions", "dependson", "relevant", "relevance", "requires", "show", "display"), ("when",)),
    **dict.fromkeys(("label", "question", "statement", "prompt", "caption", "wording"), ("text", "title")),
    **dict.fromkeys(("heading", "header", "name"), ("title", "text")),
    "title": ("text",),
    "text": ("title", "intro", "summary"),
    **dict.fromkeys(("description", "hint", "tooltip", "guidance", "guidancehint", "instructions"), ("help", "intro", "summary", "text")),
    **dict.fromkeys(("subtitle", "abstract", "introduction", "lead"), ("intro", "summary", "help")),
    **dict.fromkeys(("rationale", "justification", "motivation", "reasoning", "explanation"), ("why", "reason", "help", "intro")),
    **dict.fromkeys(("helptext", "details", "info", "footnote", "body"), ("help", "intro", "summary", "text")),
    "minvalue": ("min",),
    "maxvalue": ("max",),
    **dict.fromkeys(("sample", "illustration"), ("example",)),
    **dict.fromkeys(("options", "answers", "responses", "values", "alternatives", "answeroption", "columns"), ("choices",)),
    "score": ("points", "scores"),
    **dict.fromkeys(("mark", "marks", "credit", "value"), ("points",)),
    **dict.fromkeys(("weighting", "coefficient", "importance"), ("weight",)),
    **dict.fromkeys(("inverted", "inverse", "reversed", "reversescored"), ("reverse",)),
    **dict.fromkeys(("times", "factor", "multiplyby", "multiplier"), ("multiply",)),
    **dict.fromkeys(("questions", "elements", "fields"), ("items",)),
    **dict.fromkeys(("statements", "subquestions"), ("rows", "items")),
    **dict.fromkeys(("pages", "panels", "categories", "chapters"), ("sections",)),
    **dict.fromkeys(("levels", "grades", "ranges", "tiers"), ("bands",)),
    **dict.fromkeys(("threshold", "above", "start", "lowerbound", "fromscore"), ("from",)),
    **dict.fromkeys(("min", "minimum"), ("min", "from")),
    **dict.fromkeys(("max", "maximum"), ("max", "out_of")),
    **dict.fromkeys(("maxscore", "maxpoints", "fullmarks"), ("out_of",)),
    **dict.fromkeys(("aggregation", "aggregate", "aggregator", "method"), ("combine",)),
    **dict.fromkeys(("advice", "recommendation", "remediation", "feedback", "remedy", "fix"), ("action",)),
    **dict.fromkeys(("units", "suffix"), ("unit",)),
    **dict.fromkeys(("labels", "keywords"), ("tags",)),
    **dict.fromkeys(("url", "href"), ("url", "source")),
    "link": ("url", "links", "source"),
    **dict.fromkeys(("see", "seealso", "leadsto", "readmore", "furtherreading", "page", "related"), ("links",)),
    **dict.fromkeys(("reference", "references", "sources", "citation"), ("source",)),
    **dict.fromkeys(("key", "code", "uid", "linkid"), ("id",)),
    "type": ("kind",),
    "actions": ("action",),
    "scales": ("scale",),
}

_NO_KIND = "Remove it: only the items of a section have a kind; the rows of a matrix are choices."
_ASKED = "Remove it: every item is asked for, unless it has `optional: true`."
_OF_CHOICES = "Points belong to each of the `choices`, or to the choices of the scale."
_NUMBERED = "Remove it: questions are numbered in their order. A number that readers know them by can begin the `text`."
_TURNED = "Write `when` with the condition turned round, e.g. when: not (…)."
_NOT_REFUSED = "Remove it: answers are not refused, but for numbers, whose `min` and `max` say what is accepted."
_RIGHT = "Remove it: no answer is given in advance, and a right one is told by its `points`."
_NO_PICTURES = "Remove it: texts are plain. A page of your site may show it, with the checklist in it as a block."
_COMMENT = "Remove it, or make it a comment, after #: it is shown nowhere."
_NOWHERE = "Remove it: answers and what becomes of them are the reader's, and never stand in the file."
_READERS_NOTE = "Remove it: readers may add a note to any question."
_LOOKS = "Remove it: how things look is up to the site, not the checklist."
_ORDER = "Remove it: everything stands in the order of the file."
_LANGUAGES = 'Remove it: each text says its languages itself, fr: "…" and en: "…".'
_SUMS = "Remove it: conditions don't calculate. `groups` and `scores` do, and what they can't say a Python `scorer` can."
_NAMED = "Name it in `help` or `why`, as plain text; `source` of the checklist says what the whole is drawn from."
_THRESHOLDS = "Remove it: levels are `bands` of the checklist or of a score, each `from` its threshold."
_REPEATED = "Remove it: nothing repeats. Write an item for each, or a `matrix` with a row for each."
_NO_OTHER = "Add a choice for it, and an item of kind text that asks which, with `when`."
_TOLD_OF_ITEMS = "Remove it: what to do after an answer is told by the `action` of the item."
_OPEN = "Remove it: a level ends where the next one begins."
_HOLDS_NONE = "Items hold no others: put them beside this one, or make it a section, or a `matrix` with `rows`."
_IN_SECTIONS = "Questions stand in a section: put them under the `items` of one of the `sections`."
_NEVER_SCORES = "Remove it: a text never scores."
_OF_CHOICE = "Write it into the `text` of the choice, or into the `help` of the item."
_OF_LEVEL = "Write it into the `text`, which tells what the level means and what to do next."
_GATHERED = "Name it as a tag, by which groups and scores gather items: "

# Fields that stand elsewhere or nowhere, with what to do.
_ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(("kind", "type"), _NO_KIND),
    **dict.fromkeys(("required", "isrequired", "requiredif", "optionalif", "mandatory", "compulsory"), _ASKED),
    **dict.fromkeys(("points", "score"), _OF_CHOICES),
    **dict.fromkeys(("number", "num", "code", "key", "prefix", "criterion", "clause", "wcag"), _NUMBERED),
    **dict.fromkeys(("unless", "hide", "hideif", "hiddenif", "hidden", "skip", "skipif"), _TURNED),
    **dict.fromkeys(("goto", "jump", "jumpto", "skipto", "next", "branch", "branching", "logic"), "Write `when` on what is to be shown."),
    **dict.fromkeys(("constraint", "constraintmessage", "validation", "validators", "validator", "pattern", "regex"), _NOT_REFUSED),
    **dict.fromkeys(("maxlength", "minlength", "step", "maxselectedchoices", "inputtype", "inputmask", "requiredmessage"), _NOT_REFUSED),
    **dict.fromkeys(("default", "defaultvalue", "initial", "initialvalue", "answer", "correct", "correctanswer", "solution"), _RIGHT),
    **dict.fromkeys(
        ("image", "images", "picture", "photo", "video", "audio", "media", "icon", "logo", "file", "attachments"), _NO_PICTURES
    ),
    **dict.fromkeys(("markdown", "html", "format", "richtext"), "Remove it: texts are plain, and shown as they are typed."),
    **dict.fromkeys(("author", "authors", "licence", "license", "copyright", "publisher", "contact", "created", "updated"), _COMMENT),
    **dict.fromkeys(("date", "modified", "draft", "notes", "metadata", "meta", "internalnote"), _COMMENT),
    **dict.fromkeys(("comment", "comments", "hascomment", "remark", "remarks", "note", "evidence", "proof"), _READERS_NOTE),
    **dict.fromkeys(("status", "done", "checked", "completed", "assignee", "owner", "responsible"), _NOWHERE),
    "priority": "Remove it: how much an item counts is its `weight`, and the advice that weighs most comes first.",
    **dict.fromkeys(("due", "duedate", "deadline"), "Remove it: only an outcome has a time, `review_after`."),
    **dict.fromkeys(("glossary", "terms", "definition", "definitions"), "Remove it: explain a word where it stands, in `help`."),
    **dict.fromkeys(("colour", "color", "style", "class", "css", "width", "colcount", "appearance", "theme", "layout", "size"), _LOOKS),
    **dict.fromkeys(("order", "position", "shuffle", "random", "randomize", "randomise", "choicesorder", "sort"), _ORDER),
    **dict.fromkeys(("language", "languages", "lang", "locale", "locales", "defaultlanguage", "translations"), _LANGUAGES),
    **dict.fromkeys(("calculation", "calculate", "calculated", "expression", "formula", "setvalue", "calculatedvalues"), _SUMS),
    **dict.fromkeys(("url", "link", "links", "href", "reference", "references", "sources", "citation", "see", "seealso"), _NAMED),
    **dict.fromkeys(("threshold", "passmark", "passingscore", "pass", "passing", "levels", "grades"), _THRESHOLDS),
    **dict.fromkeys(("ratemin", "ratemax", "ratevalues"), "Remove it: the steps of a rating are the choices of a scale."),
    **dict.fromkeys(("choicesbyurl", "choicesfromquestion"), "Remove it: answers that several items share are a scale."),
    **dict.fromkeys(("penalty", "bonus"), "Write it as `points`, below 0 if it takes some off."),
    **dict.fromkeys(("titlelocation", "startwithnewline", "minwidth", "maxwidth"), _LOOKS),
    **dict.fromkeys(("repeat", "repeatcount", "repeats", "panelcount"), _REPEATED),
    **dict.fromkeys(("other", "hasother", "showotheritem", "orother", "othertext"), _NO_OTHER),
    **dict.fromkeys(("hasnone", "shownoneitem", "noneoftheabove"), "Add a choice for it with `exclusive: true`."),
    **dict.fromkeys(("feedback", "advice", "recommendation"), _TOLD_OF_ITEMS),
    **dict.fromkeys(("multiple", "multi", "multiselect"), "Remove it: where several are ticked, the kind is choices."),
    **dict.fromkeys(("na", "notapplicable", "allowna"), "Write allow: [not-applicable]."),
    **dict.fromkeys(("unsure", "dontknow"), "Write allow: [dont-know]."),
    **dict.fromkeys(("readonly", "disabled"), "Remove it: what is shown can be answered. A text to read is the `intro` of a section."),
    "then": "Remove it: what stands beside `when` is shown, or applies, while it holds.",
    "choicefilter": "Write `when` on each of the `choices`.",
    **dict.fromkeys(("listname", "choicelist", "valueset", "answervalueset"), "Write `scale` with the name of one of the `scales`."),
    **dict.fromkeys(("maxscore", "maxpoints", "maximum"), "Remove it: the most that can be earned follows from the points."),
    **dict.fromkeys(("to", "until", "upto", "end", "upperbound"), _OPEN),
    **dict.fromkeys(("placeholder", "watermark"), "Write it as `help`, which stays in sight while one types."),
    **dict.fromkeys(("parent", "children"), "Remove it: nothing nests but groups; use sections, `when` and a `matrix`."),
}

# The same, where it depends on the record.
_IN: Mapping[str, Mapping[str, str]] = {
    "the checklist": {
        **dict.fromkeys(("items", "questions", "elements"), _IN_SECTIONS),
        **dict.fromkeys(("note", "status"), _COMMENT),
        "choices": "Answers that several items share are a scale, under `scales`.",
    },
    "the source": {
        **dict.fromkeys(("licence", "license", "date", "year", "version"), "Write it into the `title`, after a comma."),
        **dict.fromkeys(("author", "authors", "publisher"), "Write it into the `title`, before a comma."),
    },
    "a section": {
        **dict.fromkeys(("sections", "pages", "panels"), "Sections hold items only: list each beside this one; `groups` gather sections."),
        "note": "Write it as the `intro` if readers are to see it, else as a comment, after #.",
        "groups": "Sections hold items only: the `groups` of the checklist gather sections and items.",
    },
    "an item": {
        **dict.fromkeys(("items", "questions", "elements", "sections"), _HOLDS_NONE),
        "note": "Write it as `help` if readers are to see it, else as a comment, after #.",
        "title": "Remove it: an item has its `text` only; headings belong to sections.",
    },
    "an item of kind text": dict.fromkeys(("points", "score", "weight", "reverse", "allow", "action", "fact"), _NEVER_SCORES),
    "a choice": {
        **dict.fromkeys(("help", "description", "hint", "why", "example", "rationale", "explanation", "tooltip"), _OF_CHOICE),
        "when": "Remove it: the choices of a scale have no conditions; those that an item lists itself may.",
    },
    "a band": {
        **dict.fromkeys(("action", "advice", "recommendation", "feedback", "description"), _OF_LEVEL),
        **dict.fromkeys(("max", "maximum"), _OPEN),
    },
}

# Words by which other tools sort questions, which tags do here.
_SORTING = ("category", "group", "topic", "theme", "domain", "dimension", "level", "principle", "pillar", "phase", "severity")

# The records that fields of the format belong to, as messages call them; those of items are known to the kinds themselves.
_TO_A_SCORE = "It belongs to a score: declare one"
_SCORES = ("bands_in", "inclusive", "decide", "digits", "rounding", "unit", "out_of", "by", "combine", "of", "weights", "needs")
HOMES: Mapping[str, Mapping[str, str]] = {
    "the checklist": {
        **dict.fromkeys(_SCORES, "It belongs to a score: declare `scores`, and put it there with the `bands`."),
        **dict.fromkeys(("choices", "rows", "cap", "floor"), "It belongs to an item of a section."),
        **dict.fromkeys(("help", "why", "example", "when", "tags", "weight", "reverse", "fact"), "It belongs to an item of a section."),
        "intro": "It belongs to a section; of the whole, `summary` tells.",
    },
    "a section": {
        **dict.fromkeys(
            ("bands", "gates", "modifiers", "better", "unit", "out_of"), "It belongs to a score: declare one with this section."
        ),
        "weight": "Sections are weighed by the `weights` of a score or group that holds them.",
        **dict.fromkeys(("allow", "help", "why", "example", "tags", "optional", "action", "fact", "reverse"), "It belongs to each item."),
    },
    "an item": {
        **dict.fromkeys(
            ("bands", "gates", "modifiers", "better", "out_of", "digits"), "It belongs to a score: declare one with this item."
        ),
        "policies": "It belongs to a section, a group, a score or the checklist.",
        "source": _NAMED,
        "intro": "Write it as `help`, or as the `intro` of the section.",
        "exclusive": "It belongs to one of the `choices`.",
    },
}


# Fields of the checklist itself, which slip into its parts with a wrong indentation.
_OF_ALL = ("scales", "scores", "groups", "outcomes", "actions", "reads", "scorer", "migrations", "summary", "version")


def meant_field(key: str, fields: Collection[str], given: Collection[str], value: str = "") -> str:
    """The field that an unknown key most likely stands for; empty if none of `fields`, or those are `given` already.

    `value` is the text that stands under the key, empty if it is none: what other tools call a name or a value may be an id.
    """
    word = _bare(key)
    meant = _FIELDS.get(word, ())
    if meant[:1] == ("title",) and "title" in fields:
        meant = ("title",)
    if word in ("name", "value") and value and not is_number(value) and meant_id(value) == value:
        meant = ("id", *meant)
    return next((field for field in meant if field in fields and field not in given), "")


def where_field(key: str, record: str, value: str = "") -> str:
    """What to do with a key that has no place in a record, as messages call it; empty if nothing is known of it."""
    word, kind = _bare(key), re.sub(r" of kind .*", "", record)
    if kind == "an item" and word == "type":
        return ""
    if word in _SORTING and kind in ("an item", "a row"):
        return f"{_GATHERED}tags: [{meant_id(value) or 'care'}]."
    for told, name in ((_IN.get(record, {}), word), (_IN.get(kind, {}), word), (HOMES.get(kind, {}), key), (_ELSEWHERE, word)):
        if name in told:
            return told[name]
    return "It belongs to the checklist: begin its line at the margin." if key in _OF_ALL else ""


def _bare(key: str) -> str:
    return re.sub(r"[-_ ]", "", key.lower())
