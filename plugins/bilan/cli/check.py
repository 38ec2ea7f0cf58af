# `bilan check`: every problem of every file, at once.

from __future__ import annotations

from pathlib import Path

import click

from bilan.authoring import Severity, read_library


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--locale", "locales", multiple=True, metavar="CODE", help="A language that every checklist must have, e.g. fr. Repeat for several."
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
def check(paths: tuple[Path, ...], locales: tuple[str, ...], strict: bool) -> None:
    """Check checklist files and report every problem.

    PATHS are files or folders; the folder checklists if none is given. Each problem is one line,
    `path:line:column: CODE what is wrong. What to write instead.` The exit code is 1 if there is an error.
    """
    library = read_library(paths or (Path("checklists"),), locales=locales)
    for diagnostic in library.diagnostics:
        click.echo(str(diagnostic), err=True)
    errors = len(library.errors)
    warnings = sum(d.severity is Severity.WARNING for d in library.diagnostics)
    items = sum(len(document.checklist.items) for document in library.documents)
    click.echo(f"{len(library.documents)} valid checklists, {items} items, {errors} errors, {warnings} warnings.")
    if errors or (strict and warnings):
        raise SystemExit(1)
