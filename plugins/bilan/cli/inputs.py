# Inputs of `bilan score` and `bilan explain`: a checklist, answers to it, and the answers to what it reads, each read or
# refused in one sentence.

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from bilan.authoring import Document, read_library, told
from bilan.authoring.source.files import read_file
from bilan.cli.texts import Texts
from bilan.engine import AnswersError, migrate

LARGEST_ANSWER_FILE = 5 * 1024 * 1024

_ENDINGS = (".yml", ".yaml")


def read_checklist(file: Path) -> Document:
    """The one valid checklist of a file. Raises ClickException."""
    library = read_library((file,))
    if library.errors or not library.documents:
        raise click.ClickException("\n".join(told(library.errors)) or f"{file} holds no checklist.")
    if len(library.documents) > 1:
        raise click.ClickException(f"{file} is a folder; name one checklist file.")
    return library.documents[0]


def read_answer_file(path: Path) -> str:
    """The text of an answer file. Raises ClickException if it can't be read or is far too large."""
    try:
        content = read_file(path, LARGEST_ANSWER_FILE)
        if len(content) > LARGEST_ANSWER_FILE:
            raise click.ClickException(f"{path} has more than {LARGEST_ANSWER_FILE:,} bytes; this is not an answer file.")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise click.ClickException(f"{path} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path} is not UTF-8 text (byte {error.start + 1}).") from None


def read_others(document: Document, file: Path, folder: Path | None, today: date) -> str:
    """What `read_readings` of the engine takes: the checklists beside `file` that this one reads, directly or through others.

    Their answers are the files `bilan-<id>.json` of `folder`. One that has no answers there stays out, and its readings are missing, as
    they are, told on standard error, where the answers can't be used; "" without a folder.
    """
    if folder is None:
        return ""
    if not folder.is_dir():
        raise click.ClickException(f"{folder} is no folder; name the one that holds the answer files bilan-<id>.json.")
    found: dict[str, Any] = {}
    waiting = [reading.checklist for reading in document.checklist.readings]
    while waiting:
        name = waiting.pop()
        answers = folder / f"bilan-{name}.json"
        beside = next((path for ending in _ENDINGS if (path := file.parent / f"{name}{ending}").exists()), None)
        if name not in found and beside and answers.exists():
            other, text = read_checklist(beside).checklist, read_answer_file(answers)
            try:
                migrate(other, text)
            except AnswersError as error:
                click.echo(f"{answers}: {error.code}: {error}; it counts as missing.", err=True)
            found[name] = {"checklist": other.to_json(), "answers": text}
            waiting += [reading.checklist for reading in other.readings]
    return json.dumps({"today": today.isoformat(), "checklists": found})


def answer_of(tell: Callable[[str, str, str], str], document: Document, answers: Path, others: str) -> tuple[str, dict[str, Any]]:
    """What a door of the engine says of an answer file, as text and read. Raises ClickException if it is an error."""
    text = tell(document.checklist.to_json(), read_answer_file(answers), others)
    outcome: dict[str, Any] = json.loads(text)
    if "code" in outcome:
        raise click.ClickException(f"{answers}: {outcome['code']}: {outcome['message']}")
    return text, outcome


def texts_in(document: Document, file: Path, locale: str | None) -> Texts:
    """The texts in a language, the first one if None. Raises ClickException if they are not written in it."""
    locale = locale or document.locales[0]
    if document.locales != ("",) and locale not in document.locales:
        raise click.ClickException(f"{file} is not written in {locale!r}; choose one of {', '.join(document.locales)}.")
    try:
        return Texts(document.localized(locale), locale)
    except KeyError:
        raise click.ClickException(f"A scale of {file} is not written in {locale!r}.") from None
