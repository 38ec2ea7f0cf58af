# A question of whose choices one is taken, in a checklist file: of its own, or of a scale.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any, ClassVar

from bilan.authoring.format.items import CHOICES, SCALE, SCORED
from bilan.authoring.format.records import Field
from bilan.authoring.format.shapes import INVALID
from bilan.authoring.kinds.kind import ItemFormat
from bilan.engine import AnswerValue, ChoiceItem, Kind


class ChoiceFormat(ItemFormat):
    kind: ClassVar[Kind] = Kind.CHOICE
    fields: ClassVar[Mapping[str, Field]] = {**SCORED, "choices": replace(CHOICES, required=True)}
    compared_as: ClassVar[str] = "word"
    persona_form: ClassVar[str] = "the id of one choice"

    def persona_answer(self, written: str | tuple[str, ...], number: float | None) -> Any:
        return written if isinstance(written, str) else INVALID

    def drawn(self, item: ChoiceItem, offered: Sequence[str], distinct: Sequence[AnswerValue], random: Random) -> AnswerValue:
        return random.choice(offered)


class ScaleFormat(ChoiceFormat):
    kind: ClassVar[Kind] = Kind.SCALE
    fields: ClassVar[Mapping[str, Field]] = {**SCORED, "scale": replace(SCALE, required=True)}
