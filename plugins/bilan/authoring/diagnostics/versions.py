# R217 and M: what becomes of answers when a checklist changes. What migrations say, and what they leave out.

from __future__ import annotations

from bilan.authoring.diagnostics.declaration import Code, Example, Severity

_OWN = "{id: own-voice, kind: check, text: The text speaks in our own voice.}"
_OUR = "{id: our-voice, kind: check, text: The text speaks in our own voice.}"
_ALOUD = "{id: read-aloud, kind: check, text: It was read aloud.}"


def _version(number: int, *items: str, migration: str = "") -> str:
    """A version of a checklist with these items."""
    head = ["sections:", "  - id: writing", "    title: Writing", "    items:", *(f"      - {item}" for item in items)]
    return "\n".join([f"version: {number}", *head, *([f"migrations: [{{to: {number}, {migration}}}]"] if migration else ())])


def _role(*choices: str) -> str:
    """A question with these choices."""
    listed = ", ".join(f"{{id: {choice}, text: {choice.capitalize()}}}" for choice in choices)
    return f"{{id: role, kind: choice, text: What are you?, choices: [{listed}]}}"


R217 = Code(
    "R217",
    "A migration that leads astray",
    cause="""
        A migration leads to a version above that of the checklist or is out of order; or it names items or choices that are not
        there. Names on the right of `rename` and `split`, under `choices`, `rescale` and `add` are those after the migration; a
        later migration may change them further. What leaves by `rename`, `split`, `remove` or `remove_choices` must be gone
        after the migration, leaves in one way only, and no item gets the answers to two.
        """,
    cure="""
        Write on the left how something was called before, on the right how it is called after, and list the migrations in the
        order of their versions. [How answers live on](format.md#versions-and-migrations).
        """,
    example=Example(
        """
        version: 2
        migrations: [{to: 2, rename: {own-voice: our-voice}}]
        """,
        """
        version: 2
        migrations: [{to: 2, rename: {our-voice: own-voice}}]
        """,
    ),
)
BEYOND_VERSION = R217.message("the migration leads to {to}, the checklist is at {version}.", "Raise the version to {to}, or lower `to`.")
MIGRATIONS_DESCEND = R217.message("to: {then} comes after to: {first}.", "List the migrations in ascending order, one for each version.")
NO_ITEM_AFTER = R217.message(
    '"{id}" is no item of the version that the migration leads to.', "Name an item as it is called after the migration."
)
STILL_AN_ITEM = R217.message(
    '"{id}" is still an item after the migration.', "Take it out of the migration, or give the question of today another id."
)
LEAVES_TWICE = R217.message('"{id}" goes elsewhere already, at {at}.', "Keep one of the two.")
GETS_TWO = R217.message('"{id}" gets an answer already, at {at}.', "Only one can come along; name the other item under remove.")
NO_CHOICE_AFTER = R217.message('"{id}" is no choice of {item} in the version that the migration leads to.', "Name a choice of the item.")
STILL_A_CHOICE = R217.message(
    '"{id}" is still a choice of {item} after the migration.',
    "Take it out of the migration, or give the choice of today another id.",
)

M401 = Code(
    "M401",
    "An item is gone",
    cause="""
        An item of the older version is gone, and no migration says what became of it. The answers that readers gave to it would
        be dropped.
        """,
    cure="""
        Add a migration: `rename` if it has another id, `split` if several ask now what it asked, `remove` if its answers are of
        no more use.
        """,
    example=Example(
        _version(2, _OUR, migration="add: [our-voice]"),
        _version(2, _OUR, migration="rename: {own-voice: our-voice}"),
        before=_version(1, _OWN),
    ),
)
ITEM_GONE = M401.message(
    'the item "{id}" of version {version} is gone.', "Name it in a migration to: {next}, under rename, split or remove."
)

M402 = Code(
    "M402",
    "A choice is gone",
    cause="""
        A choice of the older version is gone, and no migration says which one took its place. The answers that chose it would
        be dropped.
        """,
    cure="Add a migration: under `choices` the one that it is now, or under `remove_choices` if there is none.",
    example=Example(
        _version(2, _role("author", "reviser")),
        _version(2, _role("author", "reviser"), migration="choices: {role: {editor: reviser}}"),
        before=_version(1, _role("author", "editor")),
    ),
)
CHOICE_GONE = M402.message(
    '"{item}" lacks the choice "{choice}" of version {version}.',
    "Name {before} in a migration to: {next}, under choices or remove_choices.",
)

M403 = Code(
    "M403",
    "Answers of another kind",
    cause="""
        Answers to an item lead to one of another kind, where they can't fit: a number is no choice. `choice` and `scale` count
        as one kind, and their answers fit `choices` as its only tick.
        """,
    cure="Give the question of today another id, and name the older one under `remove` of a migration.",
    example=Example(
        _version(2, "{id: role, kind: text, text: What are you?}"),
        _version(2, "{id: role-in-words, kind: text, text: What are you?}", migration="remove: [role], add: [role-in-words]"),
        before=_version(1, _role("author", "editor")),
    ),
)
OTHER_KIND = M403.message(
    '"{id}" is of kind {kind}; answers to it were given as {before}.',
    "Give it another id, and name {id} under remove in a migration to: {next}.",
)
LEADS_TO_OTHER_KIND = M403.message(
    '"{id}" is of kind {kind}; answers to it were given as {before}.',
    "Let them go elsewhere, or name {source} under remove in a migration to: {next}.",
)

M404 = Code(
    "M404",
    "The version did not rise",
    cause="""
        What may be answered has changed, but the version did not rise; or the version fell. Answers are kept with the version
        that they were given to, and only a higher one has them migrated. Texts, points, weights and conditions may change
        within a version.
        """,
    cure="Raise `version`, and add a migration where something left or is called otherwise. A version never falls.",
    example=Example(
        _version(1, _role("author", "editor", "reader")),
        _version(2, _role("author", "editor", "reader")),
        before=_version(1, _role("author", "editor")),
    ),
)
VERSION_STAYED = M404.message("version {now} is not above {before}, but {items} changed.", "Write version: {next}.")
VERSION_FELL = M404.message("version {now} is below {before}.", "Never lower a version; answers to the higher one would be left alone.")

M405 = Code(
    "M405",
    "A migration of what was not there",
    cause="A migration names an item or a choice that the version before did not have, most often a misspelt one.",
    cure="Write one of those that the message lists.",
    example=Example(
        _version(2, _OUR, migration="rename: {own-voice: our-voice}, remove: [own-voise]"),
        _version(2, _OUR, migration="rename: {own-voice: our-voice}"),
        before=_version(1, _OWN),
    ),
)
NO_ITEM_BEFORE = M405.message('"{id}" was no item before version {to}.', "Its items: {known}.")
NO_CHOICE_BEFORE = M405.message('"{id}" was no choice of "{item}" before version {to}.', "Its choices: {known}.")

M406 = Code(
    "M406",
    "A new item that nobody is told of",
    cause="""
        An item is new, and no migration names it under `add`. Readers who answered the version before are then not told that
        there is more to answer.
        """,
    cure="Name it under `add` of the migration.",
    example=Example(
        _version(2, _OWN, _ALOUD),
        _version(2, _OWN, _ALOUD, migration="add: [read-aloud]"),
        before=_version(1, _OWN),
    ),
    severity=Severity.WARNING,
)
NEW_ITEM = M406.message(
    '"{id}" is new since version {version}.', "Name it under add in the migration to: {next}, so that readers are told."
)

M407 = Code(
    "M407",
    "A whole checklist is gone",
    cause="A checklist of the older folder is not there any more. What readers answered stays in their browsers, and no page shows it.",
    cure="Keep its file, if the answers may still be of use. If not, nothing is wrong.",
    example=Example(before="id: pages"),
    severity=Severity.WARNING,
)
CHECKLIST_GONE = M407.message('the checklist "{id}" is gone.', "Keep its file; what readers answered can't be shown without it.")
