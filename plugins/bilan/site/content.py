# The content of a checklist, prepared for the templates: what they show is decided here, so that they decide nothing.

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bilan.authoring import CountedText
from bilan.engine import Kind, Unit
from bilan.site.catalog import Catalog, Entry

# By the id of the checklist.
Contents = Mapping[str, dict[str, Any]]

MATRIX = "matrix"

# What templates ask of every item and every choice. A key that holds nothing is found much faster than one that is missing.
_OPTIONAL = ("optional", "when", "help", "why", "example", "action", "allow", "states", "choices")
_OPTIONAL_IN_CHOICES = ("exclusive", "when")

_REVIEW_WORDS = {"D": "review_days", "W": "review_weeks", "M": "review_months", "Y": "review_years"}
_LEVEL_WORDS = {
    (Unit.PERCENT, False): "level_from_percent",
    (Unit.POINTS, False): "level_from_points",
    (Unit.PERCENT, True): "level_above_percent",
    (Unit.POINTS, True): "level_above_points",
}

# From so many questions on, an answer costs more for what is off the screen than for what is on it.
LONG = 50


def prepared_contents(catalog: Catalog, locale: str) -> Contents:
    """The content of every checklist in one language, by id."""
    return {name: prepared_content(entry, locale) for name, entry in catalog.entries.items()}


def prepared_content(entry: Entry, locale: str) -> dict[str, Any]:
    """The content in one language, with all that follows from the rules.

    Beside the author's own fields: each question has a `number`, counted over all of them; sections, items and choices that are not shown
    while nothing is answered are marked `later`, and `conditional` tells whether any may be hidden; `long` tells of so many questions that
    a browser should not lay out all of them; a matrix has `columns` and the `states` that any of its rows offers; `advises` tells whether
    the checklist, or a section, has any action; `scores` holds every score with its levels, also where the file names none, and `plain_sum`
    tells whether the score is the total of all points; outcomes have `review`. `words` are keys of the interface; a level without them
    holds from nothing on. `unit_forms` are the plural forms of a unit that has some, as JSON.
    """
    content = entry.document.localized(locale)
    _mark_later(content, entry)
    content["conditional"] = _is_conditional(content)
    for number, item in enumerate(questions(content), 1):
        item["number"] = number
        if isinstance(item.get("unit"), CountedText):
            item["unit_forms"] = json.dumps(item["unit"].forms, ensure_ascii=False, separators=(",", ":"))
    content["long"] = sum(1 for _ in questions(content)) >= LONG
    for matrix in _items(content, MATRIX):
        matrix["states"] = list(dict.fromkeys(state for row in matrix["rows"] for state in row["allow"]))
        matrix["columns"] = len(matrix["choices"]) + len(matrix["states"])
        for row in matrix["rows"]:
            row["states"] = matrix["states"]
    for section in content["sections"]:
        section["advises"] = any(item.get("action") for item in questions({"sections": [section]}))
    content["advises"] = bool(content.get("actions")) or any(section["advises"] for section in content["sections"])
    content["plain_sum"] = _is_plain_sum(content)
    content["scores"] = _scores(content, entry)
    for outcome in content.get("outcomes", ()):
        duration = outcome.get("review_after")
        outcome["review"] = {"number": int(duration[1:-1]), "words": _REVIEW_WORDS[duration[-1]]} if duration else None
    return content


def questions(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything that takes an answer, in the order of the page; the rows of a matrix instead of itself."""
    for section in content["sections"]:
        for item in section["items"]:
            yield from item["rows"] if item["kind"] == MATRIX else (item,)


def readings_of(entry: Entry, contents: Contents) -> list[dict[str, Any]]:
    """What a checklist reads of others: `id`, `checklist`, the `title` to show, and the `bands` and `better` of the other score."""
    found = []
    for record in contents[entry.document.id].get("reads", ()):
        other = contents[record["checklist"]]
        score = next(score for score in other["scores"] if score["id"] == record.get("score", "total"))
        title = record.get("title") or other["title"]
        of_score = {name: score[name] for name in ("bands", "better")}
        found.append({"id": record["id"], "checklist": record["checklist"], "title": title, **of_score})
    return found


def reads_of(entry: Entry, catalog: Catalog) -> list[Entry]:
    """Every checklist whose answers the score of this one depends on, whatever lies between them."""
    found: dict[str, Entry] = {}
    waiting = [entry]
    while waiting:
        for reading in waiting.pop().document.checklist.readings:
            if reading.checklist not in found:
                found[reading.checklist] = catalog.entries[reading.checklist]
                waiting.append(found[reading.checklist])
    return list(found.values())


def _items(content: Mapping[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    return (item for section in content["sections"] for item in section["items"] if item["kind"] == kind)


def _mark_later(content: dict[str, Any], entry: Entry) -> None:
    blank = entry.blank
    for section in content["sections"]:
        for item in section["items"]:
            _fill_in(item, _OPTIONAL)
            for row in item.get("rows", (item,)):
                value = blank.items[row["id"]]
                row["later"] = value.state.value == "hidden"
                if item["kind"] == MATRIX:
                    row["kind"] = Kind.SCALE.value if "scale" in item else Kind.CHOICE.value
                    row["choices"] = [dict(choice) for choice in item["choices"]]
                    _fill_in(row, _OPTIONAL)
                for choice in row["choices"] or ():
                    _fill_in(choice, _OPTIONAL_IN_CHOICES)
                    choice["later"] = choice["id"] in value.hidden_choices
            item["later"] = all(row["later"] for row in item.get("rows", (item,)))
        section["later"] = all(item["later"] for item in section["items"])


def _is_conditional(content: Mapping[str, Any]) -> bool:
    items = [item for section in content["sections"] for item in section["items"]]
    parts = [*content["sections"], *items, *questions(content), *(choice for item in items for choice in item.get("choices", ()))]
    return any(part.get("when") for part in parts)


def _fill_in(fields: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        fields.setdefault(name, "")


def _is_plain_sum(content: Mapping[str, Any]) -> bool:
    """Whether the score is the total of all points as a percentage, with nothing that changes it."""
    changed = any(content.get(name) for name in ("scores", "policies", "modifiers", "scorer"))
    return not changed and not any(section.keys() & {"combine", "of", "policies"} for section in content["sections"])


def _scores(content: Mapping[str, Any], entry: Entry) -> list[dict[str, Any]]:
    """The scores, the headline first, each with `bands`, `gates` and `modifiers`, and what they are counted in."""
    # A checklist that names no score has the one that its own bands belong to.
    written = content.get("scores") or [{name: content[name] for name in ("bands", "gates", "modifiers") if name in content}]
    found = []
    for score, rules in zip(written, entry.document.checklist.scores, strict=True):
        counted = {"points": rules.bands_in is Unit.POINTS, "words": _LEVEL_WORDS[rules.bands_in, rules.above]}
        bands = [{**band, **counted} for band in score.get("bands", ())]
        if bands and rules.above:
            # The lowest level is also what holds at its own threshold and below, so there is none to tell.
            bands[0]["words"] = None
        titles = {band["id"]: band["title"] for band in bands}
        gates = [{**gate, "band": titles[gate["at_most"]]} for gate in score.get("gates", ())]
        found.append(
            {
                "id": rules.id,
                "title": score.get("title"),
                "text": score.get("text"),
                "points": rules.unit is Unit.POINTS,
                "better": rules.better.value,
                "bands": bands,
                "gates": gates,
                "reasons": {position: change.get("reason") for position, change in enumerate(score.get("modifiers", ()))},
            }
        )
    return found
