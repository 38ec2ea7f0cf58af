# Findings of a study that an author should look at: each with a code, what it is about, and whether it is proven.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from bilan.authoring.analysis.drops import Drop
from bilan.authoring.analysis.reach import Reach
from bilan.authoring.analysis.study import Study
from bilan.authoring.diagnostics import Message
from bilan.authoring.diagnostics.analysis import (
    BOX_ALONE,
    CHANGES_NOTHING,
    CHOICE_NEVER_OFFERED,
    CHOICE_NOT_OFFERED,
    LEVEL_NEVER_CHANGED,
    LEVEL_NEVER_REACHED,
    LEVEL_NOT_CHANGED,
    LEVEL_NOT_REACHED,
    MAKES_WORSE,
    MAKES_WORSE_BY_OTHERS,
    NEVER_FULL,
    OUTCOME_NEVER_CHOSEN,
    OUTCOME_NOT_CHOSEN,
    QUESTION_NEVER_SHOWN,
    QUESTION_NOT_SHOWN,
    SECTION_NEVER_SHOWN,
    SECTION_NOT_SHOWN,
)
from bilan.authoring.rules.places import Part
from bilan.engine import Better, Score, TextItem, Unit, round_half_up, shown_number

_NEVER = {
    "section": SECTION_NEVER_SHOWN,
    "item": QUESTION_NEVER_SHOWN,
    "choice": CHOICE_NEVER_OFFERED,
    "band": LEVEL_NEVER_REACHED,
    "outcome": OUTCOME_NEVER_CHOSEN,
}
_UNSEEN = {
    "section": SECTION_NOT_SHOWN,
    "item": QUESTION_NOT_SHOWN,
    "choice": CHOICE_NOT_OFFERED,
    "band": LEVEL_NOT_REACHED,
    "outcome": OUTCOME_NOT_CHOSEN,
}

# So many questions of other kinds make a box one that stands among them.
_AMONG = 2


@dataclass(frozen=True)
class Finding:
    """One finding: a message of the register with its fields. `part` is what it is about, as in places.py.

    Of a better answer that makes a score worse, `drop` has the answers.
    """

    message: Message
    part: Part
    proven: bool
    fields: Mapping[str, Any]
    drop: Drop | None = None

    @property
    def code(self) -> str:
        """The name of its code."""
        return self.message.code.name

    @property
    def what(self) -> str:
        """What was found."""
        return self.message.what.format(**self.fields)

    @property
    def hint(self) -> str:
        """What to do about it."""
        return self.message.hint.format(**self.fields)

    @property
    def warns(self) -> bool:
        """Whether it is certain that something is wrong."""
        return self.proven and (self.drop is None or self.drop.certain)


def _finding(message: Message, part: Part, *, proven: bool = True, drop: Drop | None = None, **fields: Any) -> Finding:
    return Finding(message, part, proven, fields, drop)


def findings(study: Study) -> tuple[Finding, ...]:
    """Every finding of a study: what is out of reach, and answers that do not what they should."""
    return (*_unreached(study), *_short(study), *_idle(study), *_steady(study), *_worsening(study), *_lone_boxes(study))


def _unreached(study: Study) -> Iterator[Finding]:
    for part, reach in study.reached.missing():
        proven = reach is Reach.NEVER
        messages = _NEVER if proven else _UNSEEN
        yield _finding(messages[part[0]], part, proven=proven, id=part[-1], item=part[1], tries=study.tries)


def _short(study: Study) -> Iterator[Finding]:
    """Scores in percent that nobody can bring to 100, where that is good."""
    for attainable in study.attainable:
        score = attainable.score
        wanted = score.unit is Unit.PERCENT and score.better is Better.HIGHER
        if wanted and not attainable.bent and attainable.is_exact(1) and attainable.found and attainable.found[1] < 100:
            yield _finding(NEVER_FULL, ("score", score.id), id=score.id, most=_number(attainable.found[1], score))


def _idle(study: Study) -> Iterator[Finding]:
    for item in study.idle:
        if item not in _lost(study):
            yield _finding(CHANGES_NOTHING, ("item", item), id=item)


def _steady(study: Study) -> Iterator[Finding]:
    """Where nothing can change a level, it is the levels that were told to be out of reach."""
    lost = _lost(study)
    if all(sum(band.id not in lost for band in score.bands) < 2 for score in study.checklist.scores):
        return
    for item in study.steady.items:
        if item in lost:
            continue
        if study.everything:
            yield _finding(LEVEL_NEVER_CHANGED, ("item", item), id=item)
        else:
            yield _finding(LEVEL_NOT_CHANGED, ("item", item), proven=False, id=item, tries=study.steady.tried)


def _lost(study: Study) -> set[str]:
    """The parts that are told to be out of reach, and the items within."""
    lost = {part[1] for part, _ in study.reached.missing() if part[0] != "choice"}
    return lost | {item.id for section in study.checklist.sections if section.id in lost for item in section.items}


def _worsening(study: Study) -> Iterator[Finding]:
    for drop in study.drops:
        score = drop.score
        old, new = (found.scores[score.id].value or Fraction(0) for found in (drop.before, drop.after))
        shown = [shown_number(score, number, score.unit) for number in (old, new)]
        verb = "raises" if score.better is Better.LOWER else "lowers"
        if shown[1] > shown[0] if score.better is Better.LOWER else shown[1] < shown[0]:
            changed = f'the score "{score.id}" from {_number(old, score)} to {_number(new, score)}'
        else:
            levels = [f'"{band}"' if (band := found.band(score.id)) else "none" for found in (drop.before, drop.after)]
            changed = f'the level of the score "{score.id}" from {levels[0]} to {levels[1]}'
        low = ", where low is good" if score.better is Better.LOWER else ""
        message = MAKES_WORSE if drop.certain else MAKES_WORSE_BY_OTHERS
        yield _finding(message, ("item", drop.item), drop=drop, id=drop.item, change=f"{verb} {changed}{low}")


def _lone_boxes(study: Study) -> Iterator[Finding]:
    """Boxes with points that are not in a list of boxes: before anyone reads them they are answered, with no."""
    if sum(not (item.is_box or isinstance(item, TextItem)) for item in study.checklist.items) < _AMONG:
        return
    lost = _lost(study)
    for section in study.checklist.sections:
        asked = [item for item in section.items if not isinstance(item, TextItem)]
        lists = [list(found) for is_box, found in groupby(asked, lambda item: item.is_box) if is_box]
        for (box,) in (boxes for boxes in lists if len(boxes) == 1):
            if box.scores and box.id not in lost:
                yield _finding(BOX_ALONE, ("item", box.id), id=box.id)


def _number(number: Fraction, score: Score) -> str:
    shown = round_half_up(shown_number(score, number, score.unit), 6)
    return f"{shown} %" if score.unit is Unit.PERCENT else f"{shown} points"
