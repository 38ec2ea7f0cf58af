# Characters that nobody sees, or that change what is seen: which of them a text may hold where, and what to say of the others.

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Everything that may be one of them; what is not among these is looked at no further.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\U0001fffe\U0001ffff]"
)
_SPACE = re.compile(r"\s")

_OVERRIDES = "\u202d\u202e"
_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_CLOSING = frozenset(_OPENING.values())
_MARKS = "\u061c\u200e\u200f"
_JOINERS = "\u200c\u200d"
_BREAK, _SOFT_HYPHEN, _WORD_JOINER, _BRAILLE_SPACE, _FLAG = "\u200b", "\xad", "\u2060", "\u2800", "\U0001f3f4"
# Scripts whose words stand without spaces, so that a line may only break where that is said; and those in which letters never join.
_WITHOUT_SPACES = ("KHMER", "THAI", "LAO", "MYANMAR", "TIBETAN", "JAVANESE", "BALINESE", "CJK", "HIRAGANA", "KATAKANA")
_UNJOINED = ("LATIN", "GREEK", "CYRILLIC", "DIGIT", "ARMENIAN", "GEORGIAN")

_NAMES = {"\x00": "NULL", "\x1b": "ESCAPE", "\x7f": "DELETE", "\x07": "BELL", "\x08": "BACKSPACE"}


@dataclass(frozen=True)
class Unseen:
    """One that stands in a text for no good. It is `harmful` if it changes how the text is read, not only nothing that is seen."""

    offset: int
    character: str
    harmful: bool

    @property
    def phrase(self) -> str:
        """The character by number and name, with what is wrong with it."""
        return f"{named(self.character)}, {self._fault}"

    @property
    def _fault(self) -> str:
        if self.character in _OVERRIDES or self.character in _OPENING:
            return "which turns the direction of what follows"
        if self.character in _CLOSING:
            return "which ends a direction that nothing began"
        if "\ud800" <= self.character <= "\udfff":
            return "which is half of a character"
        return "which is no part of a text" if self.harmful else "which nobody sees"

    @property
    def hint(self) -> str:
        """What to do about it, if it is not to be deleted; empty if it is."""
        if self.character in _OPENING:
            return f"Delete it, or end it with U+{ord(_OPENING[self.character]):04X} in the same line."
        if self.character in "\u2028\u2029\x85":
            return "Put a space or a new line in its place."
        if "\ud800" <= self.character <= "\udfff":
            return "Write the whole character itself."
        return ""


def named(character: str) -> str:
    """A character by its number and its name."""
    name = _NAMES.get(character) or unicodedata.name(character, "").lower()
    name = name or ("a control character" if unicodedata.category(character) == "Cc" else "")
    return f"U+{ord(character):04X}{f' ({name})' if name else ''}"


def unseen_in(text: str) -> Iterator[Unseen]:
    """Each character of `text` that should not be there, in order."""
    if not _SUSPECT.search(text):
        return
    unbalanced = set(_unbalanced(text))
    for match in _SUSPECT.finditer(text):
        offset, character = match.start(), match[0]
        if character in _OVERRIDES or offset in unbalanced:
            yield Unseen(offset, character, harmful=True)
        elif character in _OPENING or character in _CLOSING:
            continue
        elif unicodedata.category(character) in ("Cc", "Cs", "Cn"):
            yield Unseen(offset, character, harmful=True)
        elif not _is_of_use(text, offset):
            yield Unseen(offset, character, harmful=False)


def is_blank(text: str) -> bool:
    """Whether a text shows nothing."""
    return not _SPACE.sub("", _SUSPECT.sub("", text))


def without_unseen(text: str) -> str:
    """What is seen of a text."""
    return _SUSPECT.sub("", text)


def _unbalanced(text: str) -> Iterator[int]:
    """Where directions begin that do not end in the same line, or end without a beginning."""
    open_at: list[tuple[str, int]] = []
    for offset, character in enumerate(text):
        if character in _OPENING:
            open_at.append((_OPENING[character], offset))
        elif character in _CLOSING:
            if open_at and open_at[-1][0] == character:
                open_at.pop()
            else:
                yield offset
        elif character in "\n\r":
            yield from (at for _, at in open_at)
            open_at.clear()
    yield from (at for _, at in open_at)


def _is_of_use(text: str, offset: int) -> bool:
    """Whether an unseen character does there what it is for."""
    character, before, after = text[offset], text[:offset][-1:], text[offset + 1 :][:1]
    if not before or _SPACE.match(before):
        return False
    if character == _SOFT_HYPHEN:
        return before.isalpha() and after.isalpha()
    if character in _JOINERS:
        # Of letters in scripts that join them, of marks, and of pictures.
        return bool(after) and not unicodedata.name(before, "").startswith(_UNJOINED)
    if character in _MARKS:
        return any(unicodedata.bidirectional(other) in ("R", "AL") for other in text if other not in _MARKS)
    if character == _BREAK:
        return any(unicodedata.name(other, "").startswith(_WITHOUT_SPACES) for other in (before, after) if other)
    if character == _BRAILLE_SPACE:
        return unicodedata.name(before, "").startswith("BRAILLE")
    if character == _WORD_JOINER:
        return bool(after) and not _SPACE.match(after)
    if "\ufe00" <= character <= "\ufe0f" or "\u180b" <= character <= "\u180f" or "\U000e0100" <= character <= "\U000e01ef":
        # Another form of the character before it.
        return unicodedata.category(before) != "Cf"
    if "\U000e0020" <= character <= "\U000e007f":
        return _FLAG in text[:offset]
    return False
