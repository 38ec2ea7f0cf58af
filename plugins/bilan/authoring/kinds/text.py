# A question that is answered in words, in a checklist file.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from bilan.authoring.format.access import Record
from bilan.authoring.format.records import Field
from bilan.authoring.format.shapes import INVALID
from bilan.authoring.kinds.kind import ItemFormat
from bilan.engine import Kind


class TextFormat(ItemFormat):
    kind: ClassVar[Kind] = Kind.TEXT
    fields: ClassVar[Mapping[str, Field]] = {}
    compared_as: ClassVar[str] = "word"
    persona_form: ClassVar[str] = "a text"

    def may_earn(self, item: Record) -> bool:
        return False

    def persona_answer(self, written: str | tuple[str, ...], number: float | None) -> Any:
        return written if isinstance(written, str) else INVALID
