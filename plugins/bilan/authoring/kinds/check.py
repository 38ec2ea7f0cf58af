# A box to tick, in a checklist file.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any, ClassVar

from bilan.authoring.format.access import Record
from bilan.authoring.format.items import POINTS, SCORED
from bilan.authoring.format.records import Field
from bilan.authoring.format.shapes import INVALID
from bilan.authoring.kinds.kind import ItemFormat
from bilan.engine import AnswerValue, CheckItem, Kind


class CheckFormat(ItemFormat):
    kind: ClassVar[Kind] = Kind.CHECK
    fields: ClassVar[Mapping[str, Field]] = {**SCORED, "points": Field(POINTS, "What a ticked box earns; 1 if left out.")}
    compared_as: ClassVar[str] = "truth"
    persona_form: ClassVar[str] = "true for a ticked box, false for one that is not"

    def may_earn(self, item: Record) -> bool:
        return bool(item.get("points", 1) != 0)

    def compiled(self, item: Mapping[str, Any]) -> dict[str, Any]:
        return {"points": item.get("points", Fraction(1))}

    def persona_answer(self, written: str | tuple[str, ...], number: float | None) -> Any:
        return {"true": True, "false": False}.get(written, INVALID) if isinstance(written, str) else INVALID

    def drawn(self, item: CheckItem, offered: Sequence[str], distinct: Sequence[AnswerValue], random: Random) -> AnswerValue:
        return True if random.random() < 0.5 else None
