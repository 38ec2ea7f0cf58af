# Y: the file as YAML. Its bytes, its syntax, and what of YAML is not read.

from __future__ import annotations

from bilan.authoring.diagnostics.declaration import Code, Example

Y001 = Code(
    "Y001",
    "The file can't be read as text",
    cause="""
        The file does not exist, may not be read, is a pipe or a device, does not end in `.yml` or `.yaml`, is not UTF-8, or
        holds a character that YAML forbids. In a folder a file whose name is nearly right (`Demo.YML`, `demo.yml.txt`,
        `_scales.yaml`) is told rather than passed over in silence. A byte order mark and Windows line ends are fine.
        """,
    cure="""
        Check the path and the name of the file. If bytes are not UTF-8, open the file in the editor that wrote it and save it
        anew with the encoding UTF-8. A character that YAML forbids is one that nobody sees, most often copied from elsewhere:
        delete it at the line and column of the message.
        """,
    example=Example(beside={"rules.yml.txt": ""}, mended={"rules.yml": ""}),
)
NOT_UTF8 = Y001.message("byte 0x{byte:02x} is not UTF-8 text.", "Save the file with the encoding UTF-8.")
FORBIDDEN_CHARACTER = Y001.message("the character {character} is not allowed in YAML.", "Delete it.")
NO_SUCH_FILE = Y001.message("there is no such file or folder.", "Check the path.")
CANT_BE_OPENED = Y001.message("it can't be opened: {reason}.", "Check the path, and that you may read it.")
CANT_BE_READ = Y001.message("the file can't be read: {reason}.", "Check that it is a file and that you may read it.")
PASSED_OVER = Y001.message(
    '"{name}" is passed over for its name.', "Rename it {meant}; a file that is not meant starts with an underscore."
)
WRONG_ENDING = Y001.message('a checklist file can\'t end in "{ending}".', "Name it with the ending .yml.")

Y002 = Code(
    "Y002",
    "Not valid YAML",
    cause="""
        What stands there is not YAML, the notation of these files: a field and its value with a colon and a space between them,
        what belongs to a field indented below it by spaces. Most often a text with a colon or a `#` lacks its quotes, a quote
        or a bracket is not closed, or the indentation slipped; the message tells which, as far as it can be told.
        """,
    cure="""
        Put the text in double quotes, close what is open, or give the line as many spaces as its neighbours have. If the line
        looks right, look at the one above. Indent with spaces, never with tabs.
        """,
    example=Example(
        """
        links: [guides/start.md
        """,
        """
        links: [guides/start.md]
        """,
    ),
)
NOT_YAML = Y002.message(
    "this is not valid YAML: {problem}.", "Check the quotes, the indentation and the brackets here and on the line above."
)
NO_NAME = Y002.message("a list or a mapping stands where a name is expected.", "Write `name: value`.")

Y003 = Code(
    "Y003",
    "A second document",
    cause="A line `---` starts a second document in the same file, of which YAML may hold several. One file holds one checklist.",
    cure="Remove the line `---`, or move what follows it to a file of its own.",
    example=Example(
        """
        better: higher
        ---
        """,
        """
        better: higher
        """,
    ),
)
SECOND_DOCUMENT = Y003.message("a second document starts here.", "One file holds one checklist; remove the line ---.")

Y004 = Code(
    "Y004",
    "A tag or a directive",
    cause="""
        A tag such as `!!python/object` or `!!str` tells a YAML reader what to make of a value, a directive such as `%YAML 1.1`
        how to read the file. Nothing of the kind is read, let alone run: what a value is follows from the field that it stands
        under. A text that starts with an exclamation mark is taken for a tag if it has no quotes.
        """,
    cure="Remove the tag or the directive. If the text itself starts with `!`, put it in quotes.",
    example=Example(
        """
        better: !!str higher
        """,
        """
        better: higher
        """,
    ),
)
DIRECTIVE = Y004.message("a %YAML or %TAG directive.", "Remove it; Bilan reads plain YAML 1.2.")
TAG = Y004.message("the tag {tag!r}.", "Tags are not read; write the plain value.")

Y005 = Code(
    "Y005",
    "An anchor, an alias or a merge key",
    cause="""
        An anchor (`&name`), an alias (`*name`) or a merge key (`<<`) repeats another part of the file. They are not read, for
        with them a small file can grow without end. A text that starts with `*` or `&` is taken for one if it has no quotes.
        """,
    cure="""
        Write the part out where it is used. Answers that several questions share belong in a [scale](format.md#scales).
        A text that starts with one of these signs goes in quotes.
        """,
    example=Example(
        """
        - {id: own-voice, kind: check, text: *voice}
        """,
        """
        - {id: own-voice, kind: check, text: "*voice* is what it has."}
        """,
    ),
)
ALIAS = Y005.message("*{name} repeats another part of the file.", "Write the part out; for answers, use a scale.")
ANCHOR = Y005.message("the anchor &{name}.", "Anchors are not read; write each part out.")
MERGE_KEY = Y005.message("the merge key <<.", "Merging is not read; write each part out.")

Y006 = Code(
    "Y006",
    "Nested too deep",
    cause="""
        More than 40 lists or mappings stand within one another. A checklist needs no more than 8, so something else got into
        the file.
        """,
    cure="Look for brackets that are opened again and again, or for lines that are indented ever further, and take them out.",
    example=Example("links: " + 41 * "[" + 41 * "]"),
)
TOO_DEEP = Y006.message("more than {most} levels of nesting.", "A checklist needs no more than 8.")

Y007 = Code(
    "Y007",
    "A key stands twice",
    cause="""
        The same field stands twice in one record. YAML readers disagree about which one counts, so none of them is chosen in
        silence. It happens when a question is copied, or when a field is added that was already there further up.
        """,
    cure="Keep one of the two; the message has the place of the first.",
    example=Example(
        """
        - id: own-voice
          kind: check
          text: The text speaks in our own voice.
          text: The text is ours.
        """,
        """
        - id: own-voice
          kind: check
          text: The text speaks in our own voice.
        """,
    ),
)
KEY_TWICE = Y007.message("`{name}` stands twice, here and at {line}:{column}.", "Keep one of the two.")

Y008 = Code(
    "Y008",
    "The file is too large",
    cause="The file is larger than 4 MiB, far more than people fill in.",
    cure="""
        Split it in several checklists, which can [read each other's scores](format.md#scores-of-other-checklists). Pictures and tables
        are no part of one.
        """,
    example=Example("# This line stands 120,000 times in the file.", times=120_000),
)
TOO_LARGE = Y008.message("the file has more than {most:,} bytes.", "Split it in several.")

Y009 = Code(
    "Y009",
    "The file is empty",
    cause="The file holds nothing, or nothing but comments.",
    cure="""
        Run `bilan new ID` for an example to start from, or delete the file. What is not meant yet may have a name that starts
        with `_`.
        """,
    example=Example(beside={"rules.yml": "# To be written."}),
)
EMPTY_FILE = Y009.message("the file is empty.", "Run `bilan new` for an example to start from.")
