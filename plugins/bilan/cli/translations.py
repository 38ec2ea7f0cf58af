# `bilan translations`: how far the checklists are translated, and texts to and from translators.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from bilan.authoring import Entry, TextFile, coverage, read_library, told
from bilan.authoring.format.shapes import LOCALE
from bilan.authoring.languages.record import RECORD_FILE, record_text
from bilan.authoring.languages.texts import ALONE
from bilan.authoring.languages.translations import UNCHECKED
from bilan.authoring.source.files import read_file
from bilan.translation import (
    Changes,
    ImportRefused,
    PoError,
    UnknownName,
    changes_of,
    files_with,
    messages_for,
    po_text,
    read_messages,
    recorded,
    select,
    with_forms,
    write_all,
)

LARGEST_PO_FILE = 32 * 1024 * 1024

FOLDER = click.option(
    "--folder", type=click.Path(path_type=Path), default=Path("checklists"), show_default=True, help="The folder of the checklists."
)
NAMES = click.argument("names", nargs=-1, metavar="[NAMES]...")


@click.group()
def translations() -> None:
    """Show and record translations, and exchange them with translators as PO files."""


@translations.command()
@NAMES
@FOLDER
def status(names: tuple[str, ...], folder: Path) -> None:
    """Show how many texts are translated, missing, stale and unrecorded.

    NAMES are ids of checklists, _scales for the shared scales, or the start of the path of a text; everything if none is given.
    A translation is stale if its source has changed since, and unrecorded if nobody has said what it was made from.
    """
    rows: list[tuple[str, ...]] = [("checklist", "language", "texts", "translated", "missing", "stale", "unrecorded", "percent")]
    files = _read(folder)
    selected = _selected(files, names)
    for file in files:
        entries = [entry for owner, _, entry in selected if owner is file]
        for locale in file.locales if entries and file.locales != ALONE else ():
            counts = coverage(entries, locale)
            numbers = (counts.total, counts.translated, counts.missing, counts.stale, counts.unrecorded)
            rows.append((file.name, locale, *map(str, numbers), f"{counts.percent} %"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) if n < 2 else cell.rjust(width) for n, (cell, width) in enumerate(zip(row, widths, strict=True))]
        click.echo("  ".join(cells))


@translations.command()
@NAMES
@click.option("--locale", metavar="CODE", help="Only the translations into this language.")
@FOLDER
def accept(names: tuple[str, ...], locale: str | None, folder: Path) -> None:
    """Record that translations were made from the present source texts.

    NAMES are ids of checklists, _scales for the shared scales, or the start of the path of a text; everything if none is given.
    """
    files = _read(folder)
    chosen = {(file.name, path) for file, path, _ in _selected(files, names)}
    after = recorded(files, lambda file, path, into: (file.name, path) in chosen and locale in (None, into))
    changed = sum(
        entry.recorded.get(into) != value
        for file in files
        for path, entry in file.entries.items()
        for into, value in after[file.name][path].items()
    )
    path = folder / RECORD_FILE
    # Where there is nothing to record, no file is made.
    if changed or path.exists():
        _write({path: record_text(after).encode()})
    click.echo(f"{path}: {changed} {'translation' if changed == 1 else 'translations'} recorded anew.")


@translations.command()
@NAMES
@click.option("--locale", required=True, metavar="CODE", help="The language to translate into.")
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The PO file to write; one that is there is replaced.")
@FOLDER
def export(names: tuple[str, ...], locale: str, output: Path, folder: Path) -> None:
    """Write a PO file for translators.

    NAMES are ids of checklists, _scales for the shared scales, or the start of the path of a text; everything if none is given.
    Stale translations are marked as fuzzy.
    """
    _check_locale(locale)
    selected = _selected(_read(folder), names)
    messages = list(messages_for(selected, locale))
    if not messages:
        raise click.ClickException(f"Nothing of this is to be translated into {locale!r}; nothing was written.")
    _write({output: po_text("Texts of checklists, for `bilan translations import`.", locale, messages)})
    to_do = sum(message.fuzzy or not message.translation for message in messages)
    click.echo(f"{output} written: {len(messages)} {'text' if len(messages) == 1 else 'texts'}, {to_do} of them to be translated.")
    for file, path, entry in with_forms(selected, locale):
        line = entry.text.places.get(locale, entry.text.place).line
        click.echo(f"{file.shown}:{line}: {path} has plural forms; write those of {locale} there.", err=True)


@translations.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--locale", metavar="CODE", help="The language of the translations, if the file does not name it.")
@FOLDER
def import_(file: Path, locale: str | None, folder: Path) -> None:
    """Write the translations of a PO file into the checklists.

    FILE is what `bilan translations export` wrote and a translator filled in. Only the texts that differ are changed, in place;
    fuzzy ones are left out. The exit code is 1 if a message had to be set aside.
    """
    files = _read(folder)
    try:
        named, messages = read_messages(read_file(file, LARGEST_PO_FILE))
    except OSError as error:
        raise click.ClickException(f"{file} can't be read: {error.strerror}.") from None
    except PoError as error:
        raise click.ClickException(f"{file} is not a PO file that can be read: {error}") from None
    locale = locale or named
    if not locale:
        raise click.ClickException(f"{file} does not name its language. Add the header Language, or the option --locale.")
    _check_locale(locale)
    changes = changes_of(messages, files, locale)
    try:
        contents = files_with(changes, files, locale, folder)
    except ImportRefused as error:
        raise click.ClickException(f"Nothing was written. {error}") from None
    _write(contents)
    _tell(file, changes)


def _tell(file: Path, changes: Changes) -> None:
    for problem in changes.problems:
        click.echo(f"{file}: {problem}", err=True)
    click.echo(
        f"{changes.count} texts changed in {len(changes.words)} files, {len(changes.reviewed)} confirmed, "
        f"{changes.fuzzy} still fuzzy, {len(changes.problems)} set aside."
    )
    if changes.problems:
        raise SystemExit(1)


def _read(folder: Path) -> Sequence[TextFile]:
    library = read_library((folder,), checks=UNCHECKED)
    if library.errors:
        raise click.ClickException("\n".join(told(library.errors)))
    return library.texts


def _selected(files: Sequence[TextFile], names: tuple[str, ...]) -> list[tuple[TextFile, str, Entry]]:
    try:
        return list(select(files, names))
    except UnknownName as error:
        raise click.ClickException(str(error)) from None


def _check_locale(locale: str) -> None:
    if not LOCALE.fullmatch(locale):
        raise click.ClickException(f"{locale!r} is not a language code. Write one such as fr, en or pt-BR.")


def _write(contents: Mapping[Path, bytes]) -> None:
    try:
        write_all(contents)
    except OSError as error:
        raise click.ClickException(f"{error.filename} can't be written: {error.strerror}.") from None
