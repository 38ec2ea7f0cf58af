# The Markdown block that puts a checklist, or one section of it, into any page:
#
#     /// checklist | learn
#         section: big-picture
#     ///
#
# It makes the skeleton only: the element, its form, the headings (so that the table of contents and the search see them) and
# empty slots that the renderer fills once every page is known. Forms written as Markdown text come out broken; these don't.

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.util import AtomicString
from mkdocs.exceptions import PluginError
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from bilan.authoring import BorrowedText
from bilan.site.content import Contents
from bilan.site.interface import Interface

NAME = "checklist"
INDEX = "*"
STATUS = "*translations"
SLOT_CLASS = "bilan-slot"

# What a block shows that names no checklist: the slot, and the title of its page.
_LISTS = {INDEX: ("index", "index_title"), STATUS: ("translations", "translations_title")}

# The first line of a block as authors write it, perhaps inside a list or a quotation.
_FIRST_LINE = re.compile(rf"[ \t]*(?:(?:[-*+>]|\d+[.)])[ \t]+)*/{{3,}}[ \t]*{NAME}\b[ \t]*(?:\|(?P<argument>.*))?")
_FENCE = re.compile(r"[ \t]*(?:(?:[-*+>]|\d+[.)])[ \t]+)*(`{3,}|~{3,})")
_SHOWN = re.compile(r"<(pre|code)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_LEFT_AS_TEXT = re.compile(rf"/{{3,}}\s*{NAME}\b")


@dataclass
class Embedding:
    """What the block needs to know: the site's checklists in one language, the interface, and the page that is being read."""

    contents: Contents
    interface: Interface
    page: str = ""
    lines: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def open_page(self, page: str, source: str) -> None:
        """Start on another page; `source` is its file, front matter included, so that its lines count as an editor counts them."""
        self.page, self.lines, self.made, self.anchors = page, source.splitlines(), [], set()

    def close_page(self, html: str) -> None:
        """Raise PluginError if a block of the page was left as text: pymdownx does so when its options can't be read."""
        if not _LEFT_AS_TEXT.search(_SHOWN.sub("", html)):
            return
        written = self._blocks()
        unread = next(
            (block for n, block in enumerate(written) if self._count(written[: n + 1], block[1]) > self.made.count(block[1])), None
        )
        # Without one, the words stand in some text that means to show them.
        if unread:
            line = unread[0]
            found = " ".join(text.strip() for text in self.lines[line - 1 : line + 2] if not re.fullmatch(r"\s*/*\s*", text))
            hint = f"Write /// {NAME} | ID, then each option indented by four spaces (section: …, level: …), then ///."
            raise self._at(line, f"the block `{found[:80]}` can't be read. {hint}")

    def error(self, argument: str, what: str) -> PluginError:
        """An error that names the page and the line of the block that was made last."""
        lines = [line for line, found in self._blocks() if found == argument]
        position = self.made.count(argument) - 1
        return self._at(lines[position] if position < len(lines) else 0, what)

    def _at(self, line: int, what: str) -> PluginError:
        return PluginError(f"{self.page}:{line}: {what}" if line else f"{self.page}: {what}")

    def _blocks(self) -> list[tuple[int, str]]:
        """Line and argument of each block of the page, but for those that fenced code shows or a comment hides."""
        found, fence, comment = [], "", False
        for number, line in enumerate(self.lines, 1):
            mark = _FENCE.match(line)
            if comment:
                comment = "-->" not in line
            elif mark and (not fence or mark[1].startswith(fence)):
                fence = "" if fence else mark[1]
            elif not fence and "<!--" in line:
                comment = "-->" not in line.rpartition("<!--")[2]
            elif not fence and (match := _FIRST_LINE.match(line)):
                found.append((number, (match["argument"] or "").strip()))
        return found

    @staticmethod
    def _count(blocks: list[tuple[int, str]], argument: str) -> int:
        return sum(found == argument for _, found in blocks)


class ChecklistBlock(Block):
    """`/// checklist | ID`, with the options `section` (its id) and `level` (of its headings, 2 to 5)."""

    NAME = NAME
    ARGUMENT = True
    # Any value passes here, so that a wrong one is an error below; pymdownx would leave the block as text.
    OPTIONS = {"section": ("", None), "level": (3, None), "page": (False, None)}  # noqa: RUF012

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """Make the skeleton."""
        self._embedding: Embedding = self.config["embedding"]
        self._embedding.made.append(self.argument)
        if self.argument in _LISTS:
            part, title = _LISTS[self.argument]
            if self.options["page"]:
                _heading(parent, 1, None, self._embedding.interface(title))
            element = _slot(parent, part)
        else:
            element = self._checklist(parent)
        # What an author puts inside lands here, and is refused at the end.
        self._inside = ElementTree.SubElement(element, "div")
        return element

    def _checklist(self, parent: ElementTree.Element) -> ElementTree.Element:
        embedding, argument = self._embedding, self.argument
        content = embedding.contents.get(argument)
        if content is None:
            close = get_close_matches(argument, embedding.contents, n=1) or sorted(embedding.contents)
            raise embedding.error(argument, f'there is no checklist "{argument}". Write one of: {", ".join(close)}.')
        level, section = self.options["level"], self.options["section"]
        if type(level) is not int or level not in (2, 3, 4, 5):
            raise embedding.error(argument, f"level: {level!r} is not a heading level. Write 2, 3, 4 or 5.")
        sections = [s for s in content["sections"] if section in ("", s["id"])]
        if not sections:
            known = ", ".join(s["id"] for s in content["sections"])
            raise embedding.error(argument, f'the checklist "{argument}" has no section "{section}". Write one of: {known}.')
        for shown in sections:
            anchor = f"{argument}.{shown['id']}"
            if anchor in embedding.anchors:
                raise embedding.error(argument, f'section "{shown["id"]}" of "{argument}" is on this page twice. Keep one.')
            embedding.anchors.add(anchor)
        return self._skeleton(parent, content, sections)

    def _skeleton(self, parent: ElementTree.Element, content: dict[str, Any], sections: list[dict[str, Any]]) -> ElementTree.Element:
        checklist, level, section, page = self.argument, self.options["level"], self.options["section"], bool(self.options["page"])
        if page:
            _heading(parent, 1, None, content["title"])
        element = ElementTree.SubElement(parent, "bilan-checklist", {"checklist": checklist})
        if section:
            element.set("section", section)
        form = ElementTree.SubElement(element, "form", {"class": "bilan-form", "autocomplete": "off", "novalidate": "novalidate"})
        kind = "page" if page else "embedded"
        _slot(form, "head", checklist=checklist, section=section, kind=kind)
        for shown in sections:
            _heading(form, level, f"{checklist}.{shown['id']}", shown["title"])
            _slot(form, "section", checklist=checklist, section=shown["id"])
        if page:
            _heading(form, level, f"{checklist}:result", self._embedding.interface("result_title"))
        _slot(form, "result", checklist=checklist, section=section, kind=kind)
        return element

    def on_add(self, block: ElementTree.Element) -> ElementTree.Element:
        """Gather what stands inside the block."""
        return self._inside

    def on_markdown(self) -> str:
        """Nothing inside the block is read as Markdown."""
        return "raw"

    def on_end(self, block: ElementTree.Element) -> None:
        """Refuse a block that holds something."""
        text = "".join(self._inside.itertext()).strip()
        block.remove(self._inside)
        if text:
            raise self._embedding.error(
                self.argument,
                f"the block of checklist {self.argument} holds text ({text[:40]!r}). Indent options by four spaces; put text outside.",
            )


class ChecklistExtension(BlocksExtension):
    """Registers the block. Its configuration `embedding` is set by the plugin."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.config = {"embedding": ["", "Set by the plugin bilan."]}
        super().__init__(*args, **kwargs)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Add the block to pymdownx's."""
        block_mgr.register(ChecklistBlock, self.getConfigs())


def _heading(parent: ElementTree.Element, level: int, anchor: str | None, text: str) -> None:
    heading = ElementTree.SubElement(parent, f"h{level}", {"id": anchor} if anchor else {})
    # Markdown leaves entities alone and takes a trailing brace for attributes, also in text that is no Markdown.
    if isinstance(text, BorrowedText):
        heading.set("lang", text.locale)
    heading.text = AtomicString(text.replace("&", "&amp;").replace("{", "&#123;"))


def _slot(parent: ElementTree.Element, part: str, **data: str) -> ElementTree.Element:
    attributes = {f"data-{name}": value for name, value in data.items() if value}
    return ElementTree.SubElement(parent, "div", {"class": SLOT_CLASS, "data-part": part, **attributes})
