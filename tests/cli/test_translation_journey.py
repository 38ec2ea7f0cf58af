# `bilan translations export` and `import`: the journey of a text to a translator and back, and what is set aside or refused on the way.

from __future__ import annotations

import random
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from bilan.authoring import read_library
from bilan.authoring.languages.record import RECORD_FILE

from tests.cli.conftest import FOLDED, SCALES, Bilan, prints
from tests.support.project import ROOT

PO = 'msgid ""\nmsgstr "Language: en\\n"\n\n'
ENTRY = 'msgctxt "{}"\nmsgid "{}"\nmsgstr "{}"\n\n'


def translate(path: Path, **words: str | None) -> None:
    """Edit a PO file as a translator's tool does; None takes the mark of a fuzzy translation away."""
    with path.open("rb") as file:
        catalog = read_po(file)
    for name, text in words.items():
        found = [message for message in catalog if message.context and message.context.endswith("/" + name.replace("__", "/"))]
        assert len(found) == 1, name
        found[0].flags.discard("fuzzy")
        found[0].string = found[0].string if text is None else text
    with path.open("wb") as file:
        write_po(file, catalog)


def test_a_file_that_nobody_touched_changes_no_byte(bilan: Bilan, checklists: Path) -> None:
    for record in ("", 'demo:\n  title: {en: "000000000000"}\n'):
        (checklists / RECORD_FILE).write_text(record or "{}\n", "utf-8")
        before = prints(checklists)
        assert bilan("translations", "export", "--locale", "en", "--output", "en.po").exit_code == 0
        result = bilan("translations", "import", "en.po")
        fuzzy = 1 if record else 0
        assert result.stdout == f"0 texts changed in 0 files, 0 confirmed, {fuzzy} still fuzzy, 0 set aside.\n"
        assert prints(checklists) == before


def test_translations_come_back_to_their_places(bilan: Bilan, checklists: Path) -> None:
    exported = bilan("translations", "export", "--locale", "en", "--output", "en.po")
    assert exported.stdout == "en.po written: 7 texts, 2 of them to be translated.\n"
    translate(Path("en.po"), high__text="Much", first__text='How "much"?', summary="A trial\nin two lines.", help="That is: all #1.")
    result = bilan("translations", "import", "en.po")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "4 texts changed in 2 files, 0 confirmed, 0 still fuzzy, 0 set aside.\n"
    assert (checklists / "demo.yml").read_text("utf-8") == (
        FOLDED.replace("    A trial that takes\n    two lines.   # no comment\n", "    A trial\n\n    in two lines.\n")
        .replace('fr: "Combien ?"   # a comment\n', 'fr: "Combien ?"   # a comment\n          en: "How \\"much\\"?"\n')
        .replace("en: That's all.", 'en: "That is: all #1."')
    )
    assert (checklists / "_scales.yml").read_text("utf-8") == SCALES.replace('{fr: "Beaucoup"}', '{fr: "Beaucoup", en: "Much"}')
    assert bilan("check", "--strict").exit_code == 0
    assert bilan("translations", "status").stdout.splitlines()[-1].split() == ["demo", "en", "5", "5", "0", "0", "2", "100", "%"]


def test_what_is_exported_again_is_what_came_back(bilan: Bilan, checklists: Path) -> None:
    bilan("translations", "export", "--locale", "en", "--output", "en.po")
    before = Path("en.po").read_text("utf-8")
    edited = before.replace('msgstr "Part"', 'msgstr "A part: \\"one\\", \\\\ #"').replace(
        'msgid "Combien ?"\nmsgstr ""', 'msgid "Combien ?"\nmsgstr "?"'
    )
    assert edited.count("\n") == before.count("\n")
    Path("en.po").write_text(edited, "utf-8")
    assert bilan("translations", "import", "en.po").exit_code == 0
    bilan("translations", "export", "--locale", "en", "--output", "again.po")
    assert Path("again.po").read_text("utf-8") == edited


def test_a_stale_translation_comes_back_changed_or_confirmed(bilan: Bilan, checklists: Path) -> None:
    (checklists / RECORD_FILE).write_text(
        'demo:\n  title: {en: "000000000000"}\n  summary: {en: "000000000000"}\n  sections/only/title: {en: "000000000000"}\n', "utf-8"
    )
    bilan("translations", "export", "--locale", "en", "--output", "en.po")
    assert Path("en.po").read_text("utf-8").count("#, fuzzy") == 3
    translate(Path("en.po"), summary=None, only__title="A part")
    result = bilan("translations", "import", "en.po")
    assert result.stdout == "1 texts changed in 1 files, 1 confirmed, 1 still fuzzy, 0 set aside.\n"
    assert [line.split(" ")[1:3] for line in bilan("check").stderr.splitlines() if "T302" in line] == [["T302", "warning:"]]
    assert (checklists / "demo.yml").read_text("utf-8") == FOLDED.replace('en: "Part"', 'en: "A part"')


def test_a_new_language_is_added_by_a_translation(bilan: Bilan, folder: Path) -> None:
    bilan("translations", "export", "demo", "--locale", "de", "--output", "de.po")
    with Path("de.po").open("rb") as file:
        catalog = read_po(file)
    for message in catalog:
        message.string = f"{message.id} (de)" if message.id else message.string
    with Path("de.po").open("wb") as file:
        write_po(file, catalog)
    result = bilan("translations", "import", "de.po")
    assert (result.exit_code, result.stderr) == (0, "")
    assert bilan("check", "--strict", *(f"--locale={locale}" for locale in ("fr", "en", "de"))).exit_code == 0
    document = read_library([folder / "checklists"]).require_valid().documents[0]
    assert document.localized("de")["bands"][1]["text"] == "Bravo. (de)"
    assert document.localized("en")["bands"][1]["text"] == "Well done."


def test_a_new_language_without_its_title_is_refused_as_a_whole(bilan: Bilan, folder: Path) -> None:
    before = prints(folder / "checklists")
    bilan("translations", "export", "demo", "--locale", "de", "--output", "de.po")
    translate(Path("de.po"), summary="Ein Versuch.")
    result = bilan("translations", "import", "de.po")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: Nothing was written. checklists/demo.yml:4:10: R203 the text is in de, the title is not. "
        "Add de: … to the title and to each text.\n"
    )
    assert prints(folder / "checklists") == before


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (ENTRY.format("demo/title", "Essai", "Trial"), "demo/title: the source text has changed since the export. Export it again."),
        (ENTRY.format("demo/gone", "Essai", "Trial"), "'demo/gone' is no text of these checklists."),
        ('msgid "Essai"\nmsgstr "Trial"\n', "'' is no text of these checklists."),
        (ENTRY.format("demo/title", "Démonstration", "x" * 4001), "demo/title: the translation has 4,001 characters. Keep it under 4,000."),
        (ENTRY.format("demo/title", "Démonstration", "a\x07"), "demo/title: the character U+0007 is not allowed in YAML. Delete it."),
        (ENTRY.format("demo/title", "Démonstration", "Demonstration") * 2, None),
    ],
    ids=["changed source", "unknown", "no context", "too long", "forbidden", "twice"],
)
def test_what_does_not_fit_is_set_aside_and_told(bilan: Bilan, checklists: Path, entry: str, why: str | None) -> None:
    Path("en.po").write_text(PO + entry + ENTRY.format("demo/sections/only/title", "Partie", "Piece"), "utf-8")
    result = bilan("translations", "import", "en.po")
    assert (checklists / "demo.yml").read_text("utf-8") == FOLDED.replace('en: "Part"', 'en: "Piece"')
    if why:
        assert result.exit_code == 1
        assert result.stderr.partition(": ")[2].partition(": ")[2] == f"{why}\n"
        assert result.stdout == "1 texts changed in 1 files, 0 confirmed, 0 still fuzzy, 1 set aside.\n"


def test_the_source_is_not_translated_into_itself(bilan: Bilan, checklists: Path) -> None:
    before = prints(checklists)
    assert bilan("translations", "export", "--locale", "fr", "--output", "fr.po").stderr == (
        "Error: Nothing of this is to be translated into 'fr'; nothing was written.\n"
    )
    Path("fr.po").write_text(PO.replace("en", "fr") + ENTRY.format("demo/title", "Démonstration", "Essai"), "utf-8")
    result = bilan("translations", "import", "fr.po")
    assert result.stderr == "fr.po: line 5: demo/title: this text is not translated into fr; it is the source.\n"
    assert prints(checklists) == before


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xfe", "x.po is not a PO file that can be read: line 1: byte 0xff is not UTF-8 text."),
        (b'msgid "a"\n', "x.po is not a PO file that can be read: line 1: missing msgstr for msgid 'a'."),
        (b"", "x.po does not name its language. Add the header Language, or the option --locale."),
        (
            PO.replace("en", "../x").encode(),
            "x.po is not a PO file that can be read: it is not made of messages.",
        ),
        (PO.replace("en", "English").encode(), "'English' is not a language code. Write one such as fr, en or pt-BR."),
    ],
)
def test_a_file_that_is_no_po_file_is_refused(bilan: Bilan, checklists: Path, data: bytes, why: str) -> None:
    before = prints(checklists)
    Path("x.po").write_bytes(data)
    result = bilan("translations", "import", "x.po")
    assert (result.exit_code, result.stderr) == (1, f"Error: {why}\n")
    assert prints(checklists) == before


def test_a_file_that_is_not_there_is_told(bilan: Bilan, checklists: Path) -> None:
    assert bilan("translations", "import", "gone.po").stderr == "Error: gone.po can't be read: No such file or directory.\n"
    result = bilan("translations", "export", "--locale", "en", "--output", "no/where.po")
    assert result.exit_code == 1
    assert "can't be written: No such file or directory." in result.stderr
    assert "is not a language code" in bilan("translations", "export", "--locale", "E n", "--output", "x.po").stderr


def test_links_and_permissions_stay(bilan: Bilan, checklists: Path, folder: Path) -> None:
    real = folder / "real.yml"
    (checklists / "demo.yml").rename(real)
    real.chmod(0o640)
    (checklists / "demo.yml").symlink_to(real)
    Path("en.po").write_text(PO + ENTRY.format("demo/sections/only/title", "Partie", "Piece"), "utf-8")
    assert bilan("translations", "import", "en.po").exit_code == 0
    assert (checklists / "demo.yml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "Piece" in real.read_text("utf-8")
    assert sorted(path.name for path in folder.iterdir()) == ["checklists", "en.po", "real.yml"]


@pytest.mark.slow
def test_the_reference_content_makes_the_journey(bilan: Bilan, folder: Path) -> None:
    chance = random.Random(4)
    for path in (ROOT / "checklists").glob("*.*"):
        (folder / "checklists" / path.name).write_bytes(path.read_bytes())
    before = prints(folder / "checklists")
    bilan("translations", "export", "--locale", "en", "--output", "en.po")
    assert bilan("translations", "import", "en.po").exit_code == 0
    assert prints(folder / "checklists") == before
    with Path("en.po").open("rb") as file:
        catalog = read_po(file)
    changed = {message.context: message for message in chance.sample([m for m in catalog if m.id], 100)}
    for message in changed.values():
        # Only prose has lines.
        prose = str(message.context).endswith(("/help", "/why", "/example", "/action", "/intro", "/summary"))
        message.string = " ".join([message.string.upper(), "“x”: #1\n\\" if prose else "“x”: #1 \\"] * chance.randint(1, 3)).strip()
    with Path("en.po").open("wb") as file:
        write_po(file, catalog)
    result = bilan("translations", "import", "en.po")
    assert result.stdout.startswith("100 texts changed in ")
    assert bilan("check", "--strict").exit_code == 0
    bilan("translations", "export", "--locale", "en", "--output", "again.po")
    with Path("again.po").open("rb") as file:
        again = read_po(file)
    assert {m.context: (m.id, m.string) for m in again if m.id} == {m.context: (m.id, m.string) for m in catalog if m.id}
    assert {m.context for m in again if m.fuzzy} == set()


def test_plural_forms_stay_at_home_and_are_told(bilan: Bilan, checklists: Path) -> None:
    unit = 'kind: number, min: 0, max: 9, text: {fr: "Combien ?", en: "How many?"}, unit: {fr: {one: "h", other: "hs"}, en: "h"}'
    file = checklists / "demo.yml"
    written = file.read_text("utf-8").replace("    items:\n", f"    items:\n      - {{id: hours, {unit}}}\n", 1)
    file.write_text(written, "utf-8")
    exported = bilan("translations", "export", "--locale", "en", "--output", "en.po")
    assert exported.exit_code == 0
    line = next(number for number, text in enumerate(written.splitlines(), 1) if "id: hours" in text)
    assert exported.stderr == f"checklists/demo.yml:{line}: sections/only/items/hours/unit has plural forms; write those of en there.\n"
    assert "hours/unit" not in Path("en.po").read_text("utf-8")
    with Path("en.po").open("a", encoding="utf-8") as po:
        po.write("\n" + ENTRY.format("demo/sections/only/items/hours/unit", "hs", "hours"))
    result = bilan("translations", "import", "en.po")
    assert result.exit_code == 1
    assert "demo/sections/only/items/hours/unit: this text has plural forms. Write them in the file." in result.stderr
    assert file.read_text("utf-8") == written
