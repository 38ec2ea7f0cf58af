# The sites that runs of the model visit: one checklist with every way to answer, in versions that follow one another, and what becomes of
# answers on the way.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.project import CONFIG, Project

CHECKLIST = "grove"
PAGE = f"checklists/{CHECKLIST}/"

# Too many to be shown at once: a list.
_PLACES = "\n".join(f'          - {{id: p{n}, points: {n}, text: {{fr: "Lieu {n}", en: "Place {n}"}}}}' for n in range(1, 18))

_BEFORE = f"""\
id: {CHECKLIST}
version: 1
title: {{fr: "Mon bosquet", en: "My grove"}}
summary: {{fr: "Un essai.", en: "A trial."}}
allow: [not-applicable]
sections:
  - id: only
    title: {{fr: "Partie", en: "Part"}}
    items:
      - id: mood
        kind: choice
        text: {{fr: "Comment va-t-il ?", en: "How does it do?"}}
        choices:
          - {{id: bad, text: {{fr: "Mal", en: "Badly"}}, points: 0}}
          - {{id: fair, text: {{fr: "Assez bien", en: "Fairly"}}, points: 1}}
          - {{id: good, text: {{fr: "Bien", en: "Well"}}, points: 2}}
      - id: tools
        kind: choices
        text: {{fr: "Avec quels outils ?", en: "With which tools?"}}
        choices:
          - {{id: saw, text: {{fr: "Une scie", en: "A saw"}}, points: 1}}
          - {{id: rake, text: {{fr: "Un râteau", en: "A rake"}}, points: 1}}
          - {{id: none, text: {{fr: "Aucun", en: "None"}}, points: 0, exclusive: true}}
      - {{id: fence, kind: check, text: {{fr: "Il a une clôture.", en: "It has a fence."}}}}
      - {{id: hours, kind: number, min: 0, max: 99, zero_at: 0, full_at: 10, text: {{fr: "Heures par semaine ?", en: "Hours a week?"}}}}
      - id: place
        kind: choice
        text: {{fr: "Où ?", en: "Where?"}}
        choices:
{_PLACES}
      - {{id: words, kind: text, optional: true, text: {{fr: "Une remarque ?", en: "A remark?"}}}}
"""

# The same version with other texts and other points.
_REWORDED = _BEFORE.replace("Comment va-t-il", "Comment se porte-t-il").replace("points: 2", "points: 4")

_AFTER = (
    _BEFORE.replace("version: 1", "version: 2")
    .replace("id: mood", "id: health")
    .replace("id: bad,", "id: poor,")
    .replace("max: 99, zero_at: 0, full_at: 10", "max: 9999, zero_at: 0, full_at: 500")
    .replace("id: fence", "id: hedge")
    + """\
migrations:
  - to: 2
    rename: {mood: health}
    choices: {health: {bad: poor}}
    remove: [fence]
    rescale: {hours: {multiply: 52}}
    add: [hedge]
"""
)

TEXTS = {"before": _BEFORE, "reworded": _REWORDED, "after": _AFTER}
REMOVED = "fence"
RENAMED = {"mood": "health"}


@dataclass(frozen=True)
class Site:
    """A built site."""

    folder: Path
    version: int


def build_sites(folder: Path) -> dict[str, Site]:
    """Build each version."""
    return {name: Site(build_site(folder / name, text), 2 if name == "after" else 1) for name, text in TEXTS.items()}


def build_site(folder: Path, text: str) -> Path:
    """Build a site with this checklist."""
    # A copy for offline would hide what is done to requests.
    project = Project(folder).fill(config=CONFIG + "      offline: false\n")
    (folder / "checklists" / "demo.yml").unlink()
    project.write(f"checklists/{CHECKLIST}.yml", text)
    done = project.build("--strict")
    if done.returncode:
        raise RuntimeError(done.stderr)
    return folder / "site"


def migrated(key: str, value: str | None) -> tuple[str, str | None]:
    """What an answer to version 1 is in version 2: under which name, and its value."""
    if value is not None and key == "mood":
        value = "poor" if value == "bad" else value
    if value is not None and key == "hours" and value != ":not-applicable":
        value = f"{float(value) * 52:g}"
    item, dot, part = key.partition(".")
    return RENAMED.get(item, item) + dot + part, value


# Answers as the model has them: a text by key, which is a question's id, or that and ".note" for the note beside it. They are what
# the page shows: ids, and several separated by spaces; the number as typed.


def entries_of(values: Mapping[str, str | None]) -> dict[str, dict[str, Any]]:
    """Answers as they are written in an answer file."""
    entries: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        if value is None:
            continue
        item, _, part = key.partition(".")
        entry = entries.setdefault(item, {})
        if part:
            entry[part] = value
        elif value == ":not-applicable":
            entry["state"] = "not-applicable"
        else:
            entry["value"] = {"tools": value.split(), "fence": True, "hedge": True, "hours": _number(value)}.get(item, value)
    return entries


def values_of(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The answers of an answer file, as the page shows them."""
    values: dict[str, str] = {}
    for item, entry in entries.items():
        if entry.get("note"):
            values[f"{item}.note"] = entry["note"]
        value = ":not-applicable" if entry.get("state") == "not-applicable" else entry.get("value")
        if value is True:
            values[item] = "yes"
        elif isinstance(value, list):
            values[item] = " ".join(sorted(value))
        elif isinstance(value, int | float):
            values[item] = f"{value:g}"
        elif value:
            values[item] = value
    return values


def _number(text: str) -> float | str:
    try:
        return int(text) if text.isdigit() else float(text)
    except ValueError:
        return text
