# The interface of a kind of item in a checklist file: its fields, its rules, and how its answers are written and compared.

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, ClassVar

from bilan.authoring.diagnostics import Report
from bilan.authoring.format.access import Record
from bilan.authoring.format.records import Field
from bilan.engine import AnswerValue, Kind


class ItemFormat(ABC):
    """One kind of item."""

    kind: ClassVar[Kind]

    # The fields beside those of every item.
    fields: ClassVar[Mapping[str, Field]]

    # What a condition takes the answer for: a truth, a number, a word, or words.
    compared_as: ClassVar[str]

    # How a persona answers, after "Write".
    persona_form: ClassVar[str]

    def check(self, item: Record, scales: Mapping[str, Any], report: Report) -> None:  # noqa: B027 - most have no rules of their own
        """Report what is wrong within an item; `scales` are those that it may name."""

    def may_earn(self, item: Record) -> bool:
        """Whether an answer may earn points, as far as its own fields tell; choices without points are another matter."""
        return True

    def compiled(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """What the engine's item of this kind has beside what all have, of an item that is valid and complete."""
        return {}

    @abstractmethod
    def persona_answer(self, written: str | tuple[str, ...], number: float | None) -> Any:
        """What an answer file holds for what a persona answers; INVALID if it is no answer, False or an empty list if there is none.

        Args:
            written: a text, or several.
            number: the number that the text is, None if it is none.
        """

    def drawn(self, item: Any, offered: Sequence[str], distinct: Sequence[AnswerValue], random: Random) -> AnswerValue:
        """An answer by chance, None for none: one of the `distinct` values, if a kind knows no better."""
        return random.choice(distinct)
