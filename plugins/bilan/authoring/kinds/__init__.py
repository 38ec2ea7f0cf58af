# The kinds of items as authors write them, one object for each.

from bilan.authoring.kinds.check import CheckFormat
from bilan.authoring.kinds.choice import ChoiceFormat, ScaleFormat
from bilan.authoring.kinds.choices import ChoicesFormat
from bilan.authoring.kinds.kind import ItemFormat
from bilan.authoring.kinds.number import NumberFormat
from bilan.authoring.kinds.text import TextFormat
from bilan.engine import Kind, require_every

__all__ = ["FORMATS", "ItemFormat"]

_ALL: tuple[ItemFormat, ...] = (CheckFormat(), ChoiceFormat(), ScaleFormat(), ChoicesFormat(), NumberFormat(), TextFormat())

FORMATS = {form.kind: form for form in _ALL}

require_every(Kind, FORMATS, "a class in authoring/kinds")
