# `bilan check`: every problem of every file, at once.

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from bilan.authoring import Diagnostic, Library, ScorerProcess, Severity, compare, read_library, read_older, rehearse, scorer_faults, told
from bilan.authoring.analysis import certain_faults


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--locale", "locales", multiple=True, metavar="CODE", help="A language that every checklist must have, e.g. fr. Repeat for several."
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help="An older version of the checklist (a file of any name), or of the whole folder: tell what answers to it would lose.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.pass_obj
def check(process: ScorerProcess, paths: tuple[Path, ...], locales: tuple[str, ...], against: Path | None, strict: bool) -> None:
    """Check checklist files and report every problem.

    PATHS are files or folders; the folder checklists if none is given. Their personas (personas/ID.yml beside the checklists) are
    scored, too, and what the rules make impossible is found (docs/analysis.md). Each problem is one line,
    `path:line:column: CODE what is wrong. What to write instead.` The exit code is 1 if there is an error.
    """
    paths = paths or (Path("checklists"),)
    library = read_library(paths, locales=locales)
    changes = _changes(against, library, paths) if against else ()
    faults = (*certain_faults(library.documents, library.diagnostics), *scorer_faults(library.documents, process))
    rehearsal = rehearse(paths, library.documents)
    diagnostics = sorted((*library.diagnostics, *rehearsal.diagnostics, *changes, *faults))
    for line in told(diagnostics):
        click.echo(line, err=True)
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    warnings = len(diagnostics) - errors
    items = sum(len(document.checklist.items) for document in library.documents)
    found = [(len(library.documents), "valid checklist"), (items, "item")]
    found += [(rehearsal.count, "persona")] if rehearsal.count else []
    found += [(errors, "error"), (warnings, "warning")]
    click.echo(", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in found) + ".")
    if errors or (strict and warnings):
        raise SystemExit(1)


def _changes(against: Path, library: Library, paths: Iterable[Path]) -> tuple[Diagnostic, ...]:
    """What answers to the checklists of `against` would lose. Where single files are checked, others of that folder are left aside."""
    old = read_older(against)
    if old.errors:
        raise click.ClickException("\n".join([f"{against} can't be compared:", *told(old.errors)]))
    return compare(old, library, whole=not against.is_dir() or all(path.is_dir() for path in paths))
