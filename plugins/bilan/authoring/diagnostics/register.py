# The register of diagnostics: every code and every message that is declared, in the order of the page of diagnostics.

from __future__ import annotations

from bilan.authoring.diagnostics import (
    analysis,
    checklist,
    conditions,
    fields,
    items,
    personas,
    scorers,
    scores,
    syntax,
    translations,
    versions,
)
from bilan.authoring.diagnostics.declaration import Code, Message

_PARTS = (syntax, fields, checklist, items, scores, scorers, conditions, versions, translations, personas, analysis)


def codes() -> dict[str, Code]:
    """Every code by its name, in the order of the names within each letter."""
    found = {value.name: value for part in _PARTS for value in vars(part).values() if isinstance(value, Code)}
    order = "YFRMTPA"
    return {name: found[name] for name in sorted(found, key=lambda name: (order.index(name[0]), name))}


def messages() -> dict[str, Message]:
    """Every message by the name of its constant."""
    return {name: value for part in _PARTS for name, value in vars(part).items() if isinstance(value, Message)}
