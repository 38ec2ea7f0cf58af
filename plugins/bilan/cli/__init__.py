"""The command `bilan`. One command, one module."""

from __future__ import annotations

import io
import sys

import click

from bilan import __version__
from bilan.authoring import scorers_apart
from bilan.cli.analyse import analyse
from bilan.cli.check import check
from bilan.cli.explain import explain
from bilan.cli.new import new
from bilan.cli.schema import schema
from bilan.cli.score import score
from bilan.cli.translations import translations

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bilan")
@click.pass_context
def main(context: click.Context) -> None:
    """Check, start, score, explain, analyse and translate the checklists of a Bilan site."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What a terminal or a file can't take, and half a character that an answer file holds, is written as its escape.
            stream.reconfigure(errors="backslashreplace")
    context.obj = context.with_resource(scorers_apart())


for command in (analyse, check, explain, new, schema, score, translations):
    main.add_command(command)
