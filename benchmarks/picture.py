# The picture for the documentation: for each comparison, a bar for every way, all of one width for the peer.

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.etree import ElementTree

from benchmarks.rows import Row

_WIDTH, _NAMES, _BAR, _LINE = 760, 200, 440, 22
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1d2b33}.title{font-weight:600}.bar{fill:#9fb4b8}.ours{fill:#0b5a66}"
    "@media(prefers-color-scheme:dark){text{fill:#e6e9ea}.bar{fill:#4b5c61}.ours{fill:#7fd0dc}}"
)


def draw(rows: Iterable[Row], caption: str) -> str:
    """An SVG of the rows that are compared with others: those whose names agree up to the colon stand together."""
    groups = [(title, list(found)) for title, found in groupby(rows, key=lambda row: row.name.rpartition(": ")[0])]
    groups = [(title, found) for title, found in groups if title and len(found) > 1]
    height = 40 + sum(_LINE * (len(found) + 2) for _, found in groups)
    svg = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {_WIDTH} {height}", "role": "img"})
    ElementTree.SubElement(svg, "title").text = caption
    ElementTree.SubElement(svg, "style").text = _STYLE
    top = _LINE
    for title, found in groups:
        _text(svg, 0, top, title, "title")
        top = _bars(svg, top + _LINE, found) + _LINE
    _text(svg, 0, top, caption)
    ElementTree.indent(svg)
    return ElementTree.tostring(svg, "unicode") + "\n"


def _bars(svg: ElementTree.Element, top: int, rows: Sequence[Row]) -> int:
    longest = max(row.median for row in rows) or 1
    for row in rows:
        name = row.name.rpartition(": ")[2]
        width = max(_BAR * row.median / longest, 1)
        _text(svg, 12, top, name)
        place = {"x": str(_NAMES), "y": str(top - 12), "width": f"{width:.1f}", "height": "15"}
        ElementTree.SubElement(svg, "rect", {**place, "class": "ours" if name == "Bilan" else "bar"})
        _text(svg, _NAMES + width + 8, top, shown(row))
        top += _LINE
    return top


def shown(row: Row) -> str:
    """The median in a unit that people read: seconds above one, MB above a thousand kB."""
    value, unit = row.median, row.unit
    if value >= 1000 and unit in ("ms", "kB"):
        value, unit = value / 1000, {"ms": "s", "kB": "MB"}[unit]
    return f"{value:.3g} {unit}"


def _text(svg: ElementTree.Element, x: float, y: float, text: str, kind: str = "") -> None:
    attributes = {"x": f"{x:.1f}", "y": str(y), **({"class": kind} if kind else {})}
    ElementTree.SubElement(svg, "text", attributes).text = text
