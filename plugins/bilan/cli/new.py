# `bilan new`: a commented example to start from.

from __future__ import annotations

from pathlib import Path

import click

from bilan.authoring import scaffold
from bilan.authoring.diagnostics import START, Report
from bilan.authoring.diagnostics.checklist import RESERVED_NAME
from bilan.authoring.format.shapes import LOCALE, IdShape, Invalid
from bilan.authoring.rules.checklist import RESERVED
from bilan.authoring.source.loader import Scalar


@click.command()
@click.argument("checklist_id", metavar="ID")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("checklists"), show_default=True, help="The folder to write to.")
@click.option(
    "--locale", "locales", multiple=True, metavar="CODE", help="A language to write it in. Repeat for several; fr and en if none is given."
)
def new(checklist_id: str, folder: Path, locales: tuple[str, ...]) -> None:
    """Write a commented example, ID.yml, that passes `bilan check`.

    ID is the checklist's stable name: lower-case letters, digits and hyphens. An existing file is never replaced.
    """
    report = Report("ID")
    if isinstance(IdShape().check(Scalar(START, checklist_id, plain=False), report), Invalid):
        problem = report.diagnostics[0]
        raise click.BadParameter(f"{problem.what} {problem.hint}", param_hint="ID")
    if checklist_id in RESERVED:
        listing = RESERVED_NAME.what.format(id=checklist_id, listed=RESERVED[checklist_id])
        raise click.BadParameter(f"{listing} Choose another.", param_hint="ID")
    for locale in locales:
        if not LOCALE.fullmatch(locale):
            raise click.BadParameter(f"{locale!r} is not a language code. Write one such as fr, en or pt-BR.", param_hint="--locale")
    path = folder / f"{checklist_id}.yml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"{folder} can't be made a folder: {error.strerror}.") from None
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(scaffold(checklist_id, tuple(dict.fromkeys(locales)) or ("fr", "en")))
    except FileExistsError:
        raise click.ClickException(f"{path} is there already. Choose another id, or remove it first.") from None
    except OSError as error:
        raise click.ClickException(f"{path} can't be written: {error.strerror}.") from None
    click.echo(f"{path} written. Edit it, then run: bilan check {path}")
