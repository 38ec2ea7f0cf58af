# One class for each kind of item, with all that is particular to it.

from bilan.engine.model.items.check import CheckItem
from bilan.engine.model.items.choice import ChoiceItem, ScaleItem
from bilan.engine.model.items.choices import ChoicesItem
from bilan.engine.model.items.item import Choice, Distinct, Item
from bilan.engine.model.items.number import Breakpoint, NumberItem
from bilan.engine.model.items.text import TextItem
from bilan.engine.model.variant import require_every
from bilan.engine.model.vocabulary import Kind

__all__ = ["Breakpoint", "CheckItem", "Choice", "ChoiceItem", "ChoicesItem", "Distinct", "Item", "NumberItem", "ScaleItem", "TextItem"]

require_every(Kind, Item.variants, "a class in engine/model/items")
