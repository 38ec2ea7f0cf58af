# `bilan score`: the browser's score on the command line, through the same door.

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from bilan.authoring import read_library
from bilan.engine import score_json

LARGEST_ANSWER_FILE = 5 * 1024 * 1024


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON: the same that the page gives to bilan:scored.")
@click.option("--locale", metavar="CODE", help="The language of the table; the checklist's first if not given.")
def score(file: Path, answers: Path, as_json: bool, locale: str | None) -> None:
    """Score an answer file against a checklist.

    FILE is a checklist (.yml), ANSWERS a file that was downloaded from its page (.json).
    """
    library = read_library((file,))
    if library.errors or not library.documents:
        raise click.ClickException("\n".join(str(d) for d in library.errors) or f"{file} holds no checklist.")
    if len(library.documents) > 1:
        raise click.ClickException(f"{file} is a folder; name one checklist file.")
    document = library.documents[0]
    outcome_text = score_json(document.checklist.to_json(), _read(answers))
    outcome = json.loads(outcome_text)
    if "score" not in outcome:
        raise click.ClickException(f"{answers}: {outcome['code']}: {outcome['message']}")
    if as_json:
        click.echo(outcome_text)
        return
    locale = locale or document.locales[0]
    if document.locales != ("",) and locale not in document.locales:
        raise click.ClickException(f"{file} is not written in {locale!r}; choose one of {', '.join(document.locales)}.")
    try:
        content = document.localized(locale)
    except KeyError:
        raise click.ClickException(f"A scale of {file} is not written in {locale!r}.") from None
    click.echo(_table(content, outcome))


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_ANSWER_FILE:
            raise click.ClickException(f"{path} has more than {LARGEST_ANSWER_FILE:,} bytes; this is not an answer file.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise click.ClickException(f"{path} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path} is not UTF-8 text (byte {error.start + 1}).") from None


def _table(content: dict[str, Any], outcome: dict[str, Any]) -> str:
    titles = {section["id"]: section["title"] for section in content["sections"]}
    rows = [(titles[section["id"]], section) for section in outcome["sections"]]
    rows.append((content["title"], outcome["score"]))
    width = max(len(title) for title, _ in rows)
    lines = [f"{title:<{width}}  {_percent(tally)}  {_points(tally)}" for title, tally in rows]
    lines.insert(-1, "-" * max(len(line) for line in lines))
    headline = content.get("scores", (content,))[0]
    bands = {band["id"]: band for band in headline.get("bands", ())}
    outcomes = {end["id"]: end for end in content.get("outcomes", ())}
    for end in (bands.get(outcome["score"]["band"]), outcomes.get((outcome.get("outcome") or {}).get("id"))):
        lines += ["", end["title"], end["text"]] if end else []
    tally = outcome["score"]
    answered = [f"{tally['answered']}/{tally['questions']} questions answered"] if tally["questions"] else []
    ticked = [f"{tally['ticked']}/{tally['boxes']} boxes ticked"] if tally["boxes"] else []
    lines += ["", ", ".join(answered + ticked)]
    advice = _advice(content)
    lines += [f"- {action}: {advice[action]}" for action in outcome["actions"]]
    lines += [f"! {problem['item']!r}: {problem['code']}" for problem in outcome["problems"]]
    if outcome.get("changed"):
        lines.append("The questions changed without a new version since these answers were given.")
    lines += _migration(outcome["migration"]) if "migration" in outcome else ()
    return "\n".join(lines)


def _advice(content: dict[str, Any]) -> dict[str, str]:
    """What to do, by the id that results name: of the checklist's own actions, and of items and rows that have one."""
    items = [item for section in content["sections"] for item in section["items"]]
    asked = [part for item in items for part in (item, *item.get("rows", ()))]
    own = {action["id"]: action["text"] for action in content.get("actions", ())}
    return own | {part["id"]: part["action"] for part in asked if "action" in part}


def _migration(report: dict[str, Any]) -> list[str]:
    """What became of answers to an older version."""
    lines = ["", f"Answers to version {report['from']}, brought up to version {report['to']}: {len(report['carried'])} as they were"]
    lines += [f"> {old!r} is now {new!r}" for old, new in report["renamed"]]
    lines += [f"! {dropped['id']!r} dropped: {dropped['reason']}" for dropped in report["dropped"]]
    return lines + [f"+ {item!r} is new" for item in report["new"]]


def _percent(tally: dict[str, Any]) -> str:
    return f"{'-':>7}" if tally["percent"] is None else f"{tally['percent']:>5} %"


def _points(tally: dict[str, Any]) -> str:
    return f"{tally['points']}/{tally['maximum']}"
