# The record beside the checklists, _translations.yml: from which source text each translation was made.

from __future__ import annotations

import re
from collections.abc import Mapping

from bilan.authoring.diagnostics import Report
from bilan.authoring.diagnostics.translations import NOT_A_FINGERPRINT, NOT_A_RECORD_OF, NOT_A_RECORDED_LANGUAGE
from bilan.authoring.format.shapes import LOCALE, describe
from bilan.authoring.source.loader import Mapping as MappingNode
from bilan.authoring.source.loader import Node, Scalar, load

RECORD_FILE = "_translations.yml"

# Name of the file, path of the text, locale of the translation -> fingerprint of the source text.
Record = Mapping[str, Mapping[str, Mapping[str, str]]]

_FINGERPRINT = re.compile(r"[0-9a-f]{12}")

_HEAD = """\
# From which source text each translation was made; one that has changed since makes its translation stale.
# Written by `bilan translations accept` and `bilan translations import`. Keep it with the checklists.
"""


def read_record(data: bytes, report: Report) -> Record:
    """Read the bytes of a record; what is wrong with it goes into `report`, and what is right is read."""
    node = load(data, report)
    if node is None:
        return {}
    return {
        name.value: {path.value: _fingerprints(locales, report) for path, locales in _pairs(texts, "the paths of texts", report)}
        for name, texts in _pairs(node, "the names of checklists", report)
    }


def _pairs(node: Node, expected: str, report: Report) -> list[tuple[Scalar, Node]]:
    if isinstance(node, MappingNode):
        return list(node.pairs.values())
    report.add(NOT_A_RECORD_OF, node.place, found=describe(node), expected=expected)
    return []


def _fingerprints(node: Node, report: Report) -> dict[str, str]:
    found = {}
    for locale, value in _pairs(node, "languages", report):
        if not LOCALE.fullmatch(locale.value):
            report.add(NOT_A_RECORDED_LANGUAGE, locale.place, name=locale.value)
        elif isinstance(value, Scalar) and _FINGERPRINT.fullmatch(value.value):
            found[locale.value] = value.value
        else:
            report.add(NOT_A_FINGERPRINT, value.place, found=describe(value))
    return found


def record_text(record: Record) -> str:
    """The text of the file that holds `record`; files and texts without any fingerprint are left out."""
    lines = [_HEAD]
    for name, texts in record.items():
        recorded = {path: prints for path, prints in texts.items() if prints}
        if recorded:
            lines.append(f"{name}:\n")
        for path, prints in recorded.items():
            pairs = ", ".join(f'{locale}: "{value}"' for locale, value in prints.items())
            lines.append(f"  {path}: {{{pairs}}}\n")
    return "".join(lines) if len(lines) > 1 else f"{_HEAD}{{}}\n"
