# `bilan check`: every problem of every file, at once.

from __future__ import annotations

from pathlib import Path

import click

from bilan.authoring import Severity, read_library, rehearse


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--locale", "locales", multiple=True, metavar="CODE", help="A language that every checklist must have, e.g. fr. Repeat for several."
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
def check(paths: tuple[Path, ...], locales: tuple[str, ...], strict: bool) -> None:
    """Check checklist files and report every problem.

    PATHS are files or folders; the folder checklists if none is given. Their personas (personas/ID.yml beside the checklists) are
    scored, too. Each problem is one line,
    `path:line:column: CODE what is wrong. What to write instead.` The exit code is 1 if there is an error.
    """
    paths = paths or (Path("checklists"),)
    library = read_library(paths, locales=locales)
    rehearsal = rehearse(paths, library.documents)
    diagnostics = sorted(library.diagnostics + rehearsal.diagnostics)
    for diagnostic in diagnostics:
        click.echo(str(diagnostic), err=True)
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    warnings = len(diagnostics) - errors
    items = sum(len(document.checklist.items) for document in library.documents)
    personas = f" {rehearsal.count} personas," if rehearsal.count else ""
    click.echo(f"{len(library.documents)} valid checklists, {items} items,{personas} {errors} errors, {warnings} warnings.")
    if errors or (strict and warnings):
        raise SystemExit(1)
