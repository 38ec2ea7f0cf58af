# `bilan schema`: the JSON Schema of the format, for editors.

from __future__ import annotations

import json

import click

from bilan.authoring import checklist_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of a checklist file.

    Save it and name it in the first line of a checklist, so that your editor completes and checks as you type:

    # yaml-language-server: $schema=checklist.schema.json
    """
    click.echo(json.dumps(checklist_schema(), ensure_ascii=False, indent=2))
