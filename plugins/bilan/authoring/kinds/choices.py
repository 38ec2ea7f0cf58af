# A question of whose choices any number may be ticked, in a checklist file.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any, ClassVar

from bilan.authoring.diagnostics import Report, shown
from bilan.authoring.diagnostics.items import CAP_BELOW_TICKS, FLOOR_ABOVE_CAP
from bilan.authoring.format.access import Record, number, records
from bilan.authoring.format.items import SCALE, SCORED, TICKS, VALUE
from bilan.authoring.format.records import Field
from bilan.authoring.format.shapes import Located, WordShape
from bilan.authoring.kinds.kind import ItemFormat
from bilan.engine import AnswerValue, ChoicesItem, Kind, Ticks


class ChoicesFormat(ItemFormat):
    kind: ClassVar[Kind] = Kind.CHOICES
    fields: ClassVar[Mapping[str, Field]] = {
        **SCORED,
        "choices": TICKS,
        "scale": SCALE,
        "combine": Field(WordShape(tuple(Ticks)), "What the ticked choices earn together: sum (if left out), best or worst."),
        "cap": Field(VALUE, "The most that they earn together."),
        "floor": Field(VALUE, "The least that they earn together."),
    }
    compared_as: ClassVar[str] = "words"
    persona_form: ClassVar[str] = "a list of the ids that are ticked"

    def check(self, item: Record, scales: Mapping[str, Any], report: Report) -> None:
        low, high = number(item, "floor"), number(item, "cap")
        if low is not None and high is not None and low > high:
            report.add(FLOOR_ABOVE_CAP, item["@"], floor=shown(low), cap=shown(high))
        points = _points(item, scales)
        if high is not None and points and min(points) > high:
            report.add(CAP_BELOW_TICKS, item["@"], cap=shown(high), least=shown(min(points)))

    def compiled(self, item: Mapping[str, Any]) -> dict[str, Any]:
        return {"ticks": Ticks(item.get("combine", Ticks.SUM)), "floor": item.get("floor"), "cap": item.get("cap")}

    def persona_answer(self, written: str | tuple[str, ...], number: float | None) -> Any:
        return sorted(set(written)) if isinstance(written, tuple) else [written]

    def drawn(self, item: ChoicesItem, offered: Sequence[str], distinct: Sequence[AnswerValue], random: Random) -> AnswerValue:
        alone = [choice.id for choice in item.choices if choice.exclusive and choice.id in offered]
        joint = [choice for choice in offered if choice not in alone]
        if not joint or (alone and random.random() < 1 / (len(joint) + 1)):
            return frozenset({random.choice(alone)})
        return frozenset(name for name in joint if random.random() < 0.5) or frozenset({random.choice(joint)})


def _points(item: Record, scales: Mapping[str, Any]) -> list[Fraction]:
    """What each choice of an item earns, its own or those of its scale; empty if that can't be told of all of them."""
    named = item.get("scale")
    scale = scales.get(named.value) if isinstance(named, Located) else None
    choices = records(item.get("choices", scale.value if isinstance(scale, Located) else None))
    points = [choice["points"] for choice in choices if isinstance(choice.get("points"), Fraction)]
    return points if len(points) == len(choices) else []
