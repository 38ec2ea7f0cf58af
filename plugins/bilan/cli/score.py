# `bilan score`: the browser's score on the command line, through the same door.

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bilan.authoring import on_one_line
from bilan.cli.inputs import answer_of, read_checklist, read_others, texts_in
from bilan.cli.score_table import score_table
from bilan.engine import lift_json, score_json


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON: the same that the page gives to bilan:scored.")
@click.option("--locale", metavar="CODE", help="The language of the table; the checklist's first if not given.")
@click.option(
    "--others", metavar="FOLDER", type=click.Path(path_type=Path), help="The folder of the answers, bilan-<id>.json, to what FILE reads."
)
def score(file: Path, answers: Path, as_json: bool, locale: str | None, others: Path | None) -> None:
    """Score an answer file against a checklist.

    FILE is a checklist (.yml), ANSWERS a file that was downloaded from its page (.json).
    """
    document, today = read_checklist(file), date.today()
    read = read_others(document, file, others, today)
    text, outcome = answer_of(score_json, document, answers, read)
    if as_json:
        click.echo(text)
        return
    texts = texts_in(document, file, locale)
    _, lift = answer_of(lift_json, document, answers, read)
    click.echo("\n".join(map(on_one_line, score_table(texts, outcome, lift, today))))
