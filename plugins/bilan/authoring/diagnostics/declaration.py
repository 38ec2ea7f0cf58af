# What the register of diagnostics is declared with: a code with its meaning, and the messages that bear it.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from string import Formatter


class Severity(StrEnum):
    """An error stops the build; a warning stops it only when the author asks for strictness."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Example:
    """YAML that gets a code, and the same as it is right. The tests run both; docs/diagnostics.md shows them.

    Args:
        wrong: items (a list), or fields of a checklist; what the least valid checklist needs besides is added. Empty if a file beside
            the checklist is what is wrong.
        right: what to write in its place; then nothing is reported. Empty if showing it would tell nothing new.
        beside: other files by name, those of the folder `personas/` and the Python scorer included. A checklist is completed too.
        mended: those of them that are other files where it is right.
        before: fields of the version before, for what is only found by comparing.
        name: the file's name, without the ending.
        times: how often the last line of `wrong` stands there.
    """

    wrong: str = ""
    right: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    mended: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    name: str = "demo"
    times: int = 1


@dataclass(frozen=True, eq=False)
class Code:
    """A sort of problem.

    Args:
        name: stable; its letter tells the part of the register.
        title: what is wrong, in a few words.
        cause: why this comes about, or what it means, for someone who never wrote YAML. Markdown.
        cure: what to do. Markdown.
        example: one that gets the code.
        severity: of its messages, if they do not tell another.
        chosen_by: the option of the plugin by which the author of a site chooses the severity; empty if nobody does.
    """

    name: str
    title: str
    cause: str
    cure: str
    example: Example
    severity: Severity = Severity.ERROR
    chosen_by: str = ""

    def message(self, what: str, hint: str, *, severity: Severity | None = None) -> Message:
        """Declare a message of this code. `what` and `hint` are sentences with placeholders in braces."""
        return Message(self, what, hint, severity or self.severity)


@dataclass(frozen=True, eq=False)
class Message:
    """What is told of a problem: what is wrong, and what to do where nothing more particular is known."""

    code: Code
    what: str
    hint: str
    severity: Severity

    def as_severe_as(self, severity: Severity) -> Message:
        """The message with the severity that the author of a site chose; ValueError if its code leaves no choice."""
        if not self.code.chosen_by:
            raise ValueError(f"nobody chooses how severe {self.code.name} is")
        return replace(self, severity=severity)

    @property
    def fields(self) -> frozenset[str]:
        """The names of its placeholders."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.what + self.hint) if name)
