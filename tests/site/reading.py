# Built pages as a tree of elements, and built sites as files, so that tests look at what a browser would see.

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """An element, its attributes, and what it holds: elements and texts in the order of the page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """Every element inside, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    @property
    def text(self) -> str:
        """All text inside, spaces joined, as a reader sees it; scripts and styles are no text."""
        return " ".join(self._raw().split())

    def _raw(self) -> str:
        return "".join(
            child if isinstance(child, str) else child._raw()
            for child in self.children
            if isinstance(child, str) or child.tag not in ("script", "style")
        )

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements inside with this tag and these attributes; `class_` means one class among others, `data_x` means data-x."""
        return [e for e in self if tag in ("", e.tag) and all(e._has(name, value) for name, value in attributes.items())]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements are {tag} {attributes}"
        return found[0]

    def _has(self, name: str, value: str) -> bool:
        if name == "class_":
            return value in self.attributes.get("class", "").split()
        return self.attributes.get(name.replace("_", "-")) == value


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for position in range(len(self._open) - 1, 0, -1):
            if self._open[position].tag == tag:
                del self._open[position:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read_html(text: str) -> Element:
    """The tree of a page or of a fragment."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root


def read_page(path: Path) -> Element:
    """The tree of a built page."""
    return read_html(path.read_text("utf-8"))


def fingerprints(site: Path) -> dict[str, str]:
    """Each file of a site with a digest of its content; of a .gz, of what is packed in it, since the packing bears a time."""
    return {path.relative_to(site).as_posix(): _digest(path) for path in sorted(site.rglob("*")) if path.is_file()}


def _digest(path: Path) -> str:
    data = path.read_bytes()
    return hashlib.sha256(gzip.decompress(data) if path.suffix == ".gz" else data).hexdigest()
