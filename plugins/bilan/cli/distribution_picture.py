# Picture of how scores fall over random answers, as one SVG: a panel of bars for each score, readable without seeing it.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

Told = Mapping[str, Any]

_SPACE = "http://www.w3.org/2000/svg"
_WIDTH, _HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 24, 24, 64, 60
_INK, _PAPER, _BAR = "#1b1b1f", "#ffffff", "#2f5d8a"


def distribution_picture(told: Told) -> str:
    """An SVG document of every score of an analysis (`bilan-analysis/1`)."""
    panels = [(checklist, score) for checklist in told["checklists"] for score in checklist["scores"]]
    height = _HEIGHT * len(panels)
    names = ", ".join(_name(*panel) for panel in panels)
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": _SPACE,
            "viewBox": f"0 0 {_WIDTH} {height}",
            "width": f"{_WIDTH}",
            "height": f"{height}",
            "role": "img",
            "aria-labelledby": "title desc",
            "font-family": "system-ui, sans-serif",
            "lang": "en",
        },
    )
    _add(root, "title", {"id": "title"}, f"How scores fall over random answers: {names}")
    _add(root, "desc", {"id": "desc"}, " ".join(_described(*panel) for panel in panels))
    _add(root, "rect", {"width": f"{_WIDTH}", "height": f"{height}", "fill": _PAPER})
    for number, panel in enumerate(panels):
        _draw(_add(root, "g", {"transform": f"translate(0 {number * _HEIGHT})"}), *panel)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _draw(panel: ElementTree.Element, checklist: Told, score: Told) -> None:
    fall = score["distribution"]
    counts, samples = fall["counts"], checklist["samples"]
    ground = _HEIGHT - _BOTTOM
    part = (_WIDTH - _LEFT - _RIGHT) / len(counts)
    _text(panel, (_LEFT, 26), _name(checklist, score), size=16)
    _text(panel, (_LEFT, 46), _levels(score, samples) or f"{samples} sets of answers", size=12)
    for place, count in enumerate(counts):
        height = count * (ground - _TOP) / max(*counts, 1)
        x = _LEFT + place * part
        bar = {"x": _short(x + 2), "y": _short(ground - height), "width": _short(part - 4), "height": _short(height), "fill": _BAR}
        _add(panel, "rect", bar)
        if count:
            _text(panel, (x + part / 2, ground - height - 4), f"{count}", "middle")
    _add(panel, "line", {"x1": f"{_LEFT}", "x2": f"{_WIDTH - _RIGHT}", "y1": f"{ground}", "y2": f"{ground}", "stroke": _INK})
    for place in range(len(counts) + 1):
        _text(panel, (_LEFT + place * part, ground + 18), _end(fall, place), "middle")
    _text(panel, (_WIDTH / 2, ground + 40), "%" if score["unit"] == "percent" else "points", "middle")


def _described(checklist: Told, score: Told) -> str:
    fall = score["distribution"]
    unit = "%" if score["unit"] == "percent" else "points"
    bars = ", ".join(f"{_end(fall, n)} to {_end(fall, n + 1)} {unit}: {count}" for n, count in enumerate(fall["counts"]) if count)
    levels = _levels(score, checklist["samples"])
    return (
        f"{_name(checklist, score)}, {checklist['samples']} sets of answers: {bars or 'nothing counts'}.{f' {levels}.' if levels else ''}"
    )


def _levels(score: Told, samples: int) -> str:
    return ", ".join(f"{band['id']} {_short(100 * band['count'] / samples)} %" for band in score["distribution"]["bands"])


def _name(checklist: Told, score: Told) -> str:
    return f"{checklist['id']}: {score['id']}"


def _end(fall: Told, place: int) -> str:
    return _short(fall["from"] + (fall["to"] - fall["from"]) * place / len(fall["counts"]))


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _text(parent: ElementTree.Element, place: tuple[float, float], text: str, anchor: str = "start", size: int = 11) -> None:
    x, y = place
    _add(parent, "text", {"x": _short(x), "y": _short(y), "font-size": f"{size}", "text-anchor": anchor, "fill": _INK}, text)


def _add(parent: ElementTree.Element, tag: str, attributes: dict[str, str], text: str | None = None) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = text
    return element
