# `bilan analyse`: what a checklist can and can't come to, whatever is answered.

from __future__ import annotations

import json
from pathlib import Path

import click

from bilan.authoring import ScorerProcess, read_library, scorer_faults, told
from bilan.authoring.analysis import SAMPLES, Effort, study
from bilan.authoring.analysis import told as told_of_analyses
from bilan.cli.analysis_text import analysis_text

_MOST_SAMPLES = 100_000


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print everything that was found as JSON.")
@click.option(
    "--samples",
    type=click.IntRange(1, _MOST_SAMPLES),
    default=SAMPLES,
    show_default=True,
    metavar="N",
    help="How many sets of answers are drawn at random.",
)
@click.pass_obj
def analyse(process: ScorerProcess, paths: tuple[Path, ...], as_json: bool, samples: int) -> None:
    """Find what can never be reached, and what answers do to the scores.

    PATHS are checklist files or folders; the folder checklists if none is given. For each checklist: questions, choices, levels and
    outcomes that nobody can reach; the least and the greatest that each score can come to; answers that never change a level, and
    better ones that make a score worse; how the scores fall over random answers; and how long the texts take to read.
    """
    paths = paths or (Path("checklists"),)
    library = read_library(paths)
    if library.errors:
        raise click.ClickException("\n".join(told(library.errors)))
    if not library.documents:
        raise click.ClickException(f"{', '.join(map(str, paths))} holds no checklist.")
    found = told_of_analyses((document, study(document.checklist, Effort(samples))) for document in library.documents)
    for fault in scorer_faults(library.documents, process):
        click.echo(str(fault), err=True)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else "\n".join(analysis_text(found)))
