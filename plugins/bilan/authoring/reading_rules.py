# The rules of `reads`, which take all checklists of a folder: the others exist, have the scores, and do not read each other.

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from bilan.authoring.diagnostics import Report
from bilan.authoring.document import Document
from bilan.authoring.names import nearest, records
from bilan.authoring.shapes import Located


@dataclass(frozen=True)
class ReadChecklist:
    """A valid checklist with its file's content and report, in which its readings are judged."""

    document: Document
    record: dict[str, Any]
    report: Report


def check_readings(found: Sequence[ReadChecklist], others: Collection[str]) -> None:
    """Report readings of what is not there, and circles of readings.

    Args:
        found: the valid checklists.
        others: ids of checklists that are there, but have errors of their own.
    """
    by_id = {read.document.id: read for read in found}
    for read in found:
        for reading in records(read.record.get("reads")):
            _check_reading(reading, by_id, others, read.report)
    needs = {name: [r.checklist for r in read.document.checklist.readings if r.checklist in by_id] for name, read in by_id.items()}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        read = by_id[circle[0]]
        places = [r["checklist"].place for r in records(read.record.get("reads")) if r["checklist"].value == circle[1]]
        what = f"these checklists read each other: {' -> '.join(circle)}."
        read.report.error(places[0], "R223", what, "Remove one of the readings.")


def _check_reading(reading: dict[str, Any], by_id: dict[str, ReadChecklist], others: Collection[str], report: Report) -> None:
    name, score = reading["checklist"], reading.get("score")
    if name.value in by_id:
        scores = [score.id for score in by_id[name.value].document.checklist.scores]
        wanted = score.value if isinstance(score, Located) else "total"
        if wanted not in scores:
            place = score.place if isinstance(score, Located) else reading["@"]
            hint = nearest(wanted, scores, f"Its scores are: {', '.join(scores)}.")
            report.error(place, "R223", f'"{wanted}" is no score of the checklist {name.value}.', hint)
    elif name.value not in others:
        hint = nearest(name.value, [*by_id, *others], "Name a checklist that stands in the folder.")
        report.error(name.place, "R223", f'"{name.value}" is no checklist of this folder.', hint)
