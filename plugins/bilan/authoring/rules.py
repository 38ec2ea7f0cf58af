# What no single field can tell: ids that repeat, scales that do not exist, languages in disorder, bands out of order.
# Each rule looks only at the parts that are well-formed, so one fault never hides another.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from bilan.authoring.diagnostics import START, Place, Report
from bilan.authoring.document import Text
from bilan.authoring.format import MATRIX
from bilan.authoring.shapes import INVALID, Located
from bilan.engine import Kind

Record = dict[str, Any]

# Ids whose page would take the place of another, and what that one lists.
RESERVED = {"index": "all checklists", "translations": "how far each checklist is translated"}


def check_rules(content: Record, scales: Mapping[str, Any], stem: str, locales: tuple[str, ...], report: Report) -> None:
    """Report every broken rule of a checklist.

    Args:
        content: what `format.CHECKLIST` made of the file; parts may be INVALID.
        scales: the scales that the file may use, its own and the shared ones, by name.
        stem: the file's name without its ending, which the id must repeat.
        locales: the languages that the site needs; empty if any will do.
        report: where the problems go.
    """
    checklist_id = content.get("id")
    if isinstance(checklist_id, Located) and checklist_id.value != stem:
        report.error(
            checklist_id.place,
            "R204",
            f'the id "{checklist_id.value}" is not the file\'s name.',
            f"Write id: {stem}, or rename the file to {checklist_id.value}.yml.",
        )
    if stem in RESERVED:
        report.error(START, "R210", f'"{stem}" is the name of the page that lists {RESERVED[stem]}.', "Rename the file and its id.")
    _check_ids(content, report)
    _check_languages(content, locales, report)
    for item in items_of(content):
        _check_item(item, scales, report)
    _check_bands(content, report)
    _check_scores(content, report)


def sections_of(content: Record) -> list[Record]:
    """The well-formed sections."""
    return _records(content.get("sections"))


def items_of(content: Record) -> list[Record]:
    """The well-formed items of all sections."""
    return [item for section in sections_of(content) for item in _records(section.get("items"))]


def check_scale(choices: Any, report: Report) -> None:
    """Report repeated ids and useless points among the choices of a scale or an item."""
    records = _records(choices)
    _unique([record.get("id") for record in records], "choice", report)
    points = [record.get("points", INVALID) for record in records]
    if len(points) > 1 and INVALID not in points and len(set(points)) == 1:
        report.warning(
            records[0]["@"],
            "R207",
            f"every choice earns {_shown(points[0])}, so the answer never matters.",
            "Give the better answers more points.",
        )


def _shown(number: Fraction) -> str:
    """A number as authors write it: decimals where they end, else a fraction."""
    return f"{float(number):g}" if 10**9 % number.denominator == 0 else str(number)


def _records(value: Any) -> list[Record]:
    return [record for record in value if isinstance(record, dict)] if isinstance(value, list) else []


def _unique(ids: list[Any], noun: str, report: Report) -> None:
    first: dict[str, Place] = {}
    for found in ids:
        if not isinstance(found, Located):
            continue
        if found.value in first:
            place = first[found.value]
            report.error(
                found.place, "R201", f'the {noun} id "{found.value}" is taken, at {place.line}:{place.column}.', "Give each its own."
            )
        first.setdefault(found.value, found.place)


def _check_ids(content: Record, report: Report) -> None:
    ids: list[Any] = []
    for section in sections_of(content):
        ids.append(section.get("id"))
        ids += [item.get("id") for item in _records(section.get("items"))]
    _unique(ids, "item or section", report)
    _unique([band.get("id") for band in _records(content.get("bands"))], "band", report)


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Located):
        yield from _texts(value.value)
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)


def _check_languages(content: Record, locales: tuple[str, ...], report: Report) -> None:
    title = content.get("title")
    if not isinstance(title, Text):
        return
    wanted = set(title.by_locale)
    if wanted == {""}:
        if len(locales) > 1:
            report.error(
                title.place, "R203", "the texts are in one language.", f"Write each one in {' and '.join(locales)}: {locales[0]}: …"
            )
    elif missing := [locale for locale in locales if locale not in wanted]:
        report.error(title.place, "R203", f"the checklist is not written in {' and '.join(missing)}.", f"Add {missing[0]}: … to each text.")
    for text in _texts(content):
        _check_text(text, wanted, report)


def _check_text(text: Text, wanted: set[str], report: Report) -> None:
    """Whether the text speaks of languages as the title does; what it lacks is told by translations.py."""
    found = set(text.by_locale)
    if found == wanted:
        return
    if found == {""}:
        report.error(
            text.place, "R203", "the text is in one language, the title in several.", f"Write it in {' and '.join(sorted(wanted))}."
        )
    elif wanted == {""}:
        report.error(text.place, "R203", "the text names its languages, the title does not.", "Do the same for both.")
    else:
        for locale in sorted(found - wanted):
            report.error(
                text.place, "R203", f"the text is in {locale}, the title is not.", f"Add {locale}: … to the title and to each text."
            )


def _check_scale_use(use: Located, scales: Mapping[str, Any], report: Report) -> None:
    if use.value not in scales:
        known = ", ".join(sorted(scales)) or "none is declared"
        report.error(use.place, "R202", f'there is no scale "{use.value}".', f"Known scales: {known}.")


def _check_item(item: Record, scales: Mapping[str, Any], report: Report) -> None:
    scale = item.get("scale")
    if isinstance(scale, Located):
        _check_scale_use(scale, scales, report)
    check_scale(item.get("choices"), report)
    if item.get("kind") in (Kind.CHOICES.value, MATRIX) and ("scale" in item) == ("choices" in item):
        report.error(item["@"], "R211", "it needs either `choices` or `scale`.", "Give one of the two.")
    if item.get("kind") != Kind.NUMBER.value:
        return
    low, high = item.get("min"), item.get("max")
    if low not in (None, INVALID) and high not in (None, INVALID) and low >= high:
        report.error(item["@"], "R208", f"min {_shown(low)} is not below max {_shown(high)}.", "Swap them, or widen the range.")
    zero, full = item.get("zero_at"), item.get("full_at")
    if (zero is None) != (full is None):
        report.error(item["@"], "R208", "zero_at and full_at go together.", "Give both, or neither if the number does not score.")
    elif zero is not None and zero is not INVALID and zero == full:
        report.error(item["@"], "R208", f"zero_at and full_at are both {_shown(zero)}.", "Make them differ.")


def _check_bands(content: Record, report: Report) -> None:
    records = _records(content.get("bands"))
    bands = [band for band in records if band.get("from") not in (None, INVALID)]
    if bands and bands[0] is records[0] and bands[0]["from"] != 0:
        report.error(
            bands[0]["@"],
            "R206",
            f"the first band starts at {_shown(bands[0]['from'])}.",
            "Let it start from: 0, so that every score has a level.",
        )
    for before, band in pairwise(bands):
        if band["from"] <= before["from"]:
            report.error(
                band["@"],
                "R206",
                f"from: {_shown(band['from'])} comes after from: {_shown(before['from'])}.",
                "List the bands from the lowest to the highest.",
            )


def _check_scores(content: Record, report: Report) -> None:
    scored = [i for i in items_of(content) if i.get("kind") in (Kind.CHECK.value, Kind.CHOICE.value, Kind.SCALE.value) or "zero_at" in i]
    if items_of(content) and not scored and content.get("bands"):
        report.warning(content["@"], "R209", "no item scores, so no band is ever reached.", "Remove the bands, or add an item that scores.")
