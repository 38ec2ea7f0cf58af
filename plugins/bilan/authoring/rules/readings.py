# The rules of `reads`, which take all checklists of a folder: the others exist, have the scores, and do not read each other.

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from bilan.authoring.diagnostics import Message, Report
from bilan.authoring.diagnostics.checklist import NO_SUCH_CHECKLIST, NO_SUCH_SCORE, READING_CIRCLE
from bilan.authoring.document import Document
from bilan.authoring.format.access import records
from bilan.authoring.format.scoring_shapes import Written
from bilan.authoring.format.shapes import Located
from bilan.authoring.rules.comparisons import Error, Sort, check_texts
from bilan.authoring.rules.names import conditions_in, nearest
from bilan.engine import Call, Comparison, Name, Node


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
            _check_reading(reading, by_id, {*by_id, *others} - {read.document.id}, read.report)
        _check_bands(read, by_id)
    needs = {name: [r.checklist for r in read.document.checklist.readings if r.checklist in by_id] for name, read in by_id.items()}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        read = by_id[circle[0]]
        places = [r["checklist"].place for r in records(read.record.get("reads")) if r["checklist"].value == circle[1]]
        read.report.add(READING_CIRCLE, places[0], circle=" -> ".join(circle))


def _check_reading(reading: dict[str, Any], by_id: dict[str, ReadChecklist], others: set[str], report: Report) -> None:
    """Check what is read; `others` are the ids of all checklists but the one that reads."""
    name, score = reading["checklist"], reading.get("score")
    if name.value in by_id:
        scores = [score.id for score in by_id[name.value].document.checklist.scores]
        wanted = score.value if isinstance(score, Located) else "total"
        if wanted not in scores:
            place = score.place if isinstance(score, Located) else reading["@"]
            meant = nearest(wanted, scores)
            report.add(NO_SUCH_SCORE, place, instead=meant, id=wanted, checklist=name.value, scores=", ".join(scores))
    elif name.value not in others:
        report.add(NO_SUCH_CHECKLIST, name.place, instead=nearest(name.value, others), id=name.value)


def _check_bands(read: ReadChecklist, by_id: dict[str, ReadChecklist]) -> None:
    """Report comparisons of the level of a reading with one that the score which is read does not have."""
    levels: dict[str, Sort] = {}
    for reading in read.document.checklist.readings:
        other = by_id.get(reading.checklist)
        for score in other.document.checklist.scores if other else ():
            if score.id == reading.score:
                levels[reading.id] = Sort("word", tuple(band.id for band in score.bands), f"band of {reading.id}")
    for written in conditions_in(read.record) if levels else ():
        error = _reporter(written, read.report)

        for node in written.condition.nodes():
            if isinstance(node, Comparison):
                for side, other_side in ((node.left, node.right), (node.right, node.left)):
                    level = levels.get(_reading_asked(side))
                    if level:
                        check_texts(other_side, level, error)


def _reporter(written: Written, report: Report) -> Error:
    """Reports faults of the nodes of a condition."""

    def error(message: Message, node: Node, /, *, instead: str = "", **fields: Any) -> None:
        report.add(message, written.place_of(node.offset), instead=instead, **fields)

    return error


def _reading_asked(node: Node) -> str:
    """The id whose band a part of a condition asks for, "" if it asks for none."""
    if isinstance(node, Call) and node.function == "band" and isinstance(name := node.arguments[0], Name):
        return name.id
    return ""
