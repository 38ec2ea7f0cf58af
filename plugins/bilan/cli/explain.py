# `bilan explain`: how a score came about, step by step.

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bilan.authoring import on_one_line
from bilan.cli.explanation_text import explanation_text, item_text
from bilan.cli.inputs import answer_of, read_checklist, read_others, texts_in
from bilan.cli.terminal import fitted, terminal_width
from bilan.engine import explain_json


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--item", metavar="ID", help="Only what becomes of the answer to this question.")
@click.option("--json", "as_json", is_flag=True, help="Print every step as JSON.")
@click.option("--locale", metavar="CODE", help="The language of the texts; the checklist's first if not given.")
@click.option(
    "--others", metavar="FOLDER", type=click.Path(path_type=Path), help="The folder of the answers, bilan-<id>.json, to what FILE reads."
)
def explain(file: Path, answers: Path, item: str | None, as_json: bool, locale: str | None, others: Path | None) -> None:  # noqa: PLR0913, PLR0917 - one a word of the command line
    """Show how a score came about: each number with what it is made of.

    FILE is a checklist (.yml), ANSWERS a file that was downloaded from its page (.json). Lines keep within the terminal's width, or within
    COLUMNS; what is piped elsewhere is not broken.
    """
    document = read_checklist(file)
    if item is not None and item not in document.checklist.by_item:
        raise click.ClickException(f"{file} has no question {item!r}; its first one is {document.checklist.items[0].id!r}.")
    read = read_others(document, file, others, date.today())
    text, told = answer_of(explain_json, document, answers, read)
    if as_json:
        click.echo(text)
        return
    texts = texts_in(document, file, locale)
    lines = item_text(texts, told, item) if item else explanation_text(texts, told)
    click.echo("\n".join(fitted(map(on_one_line, lines), terminal_width())))
