# Findings of a study that an author should look at: each with a code, what it is about, and whether it is proven.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from bilan.authoring.analysis.drops import Drop
from bilan.authoring.analysis.reach import Reach
from bilan.authoring.analysis.study import Study
from bilan.authoring.rules.places import Part
from bilan.engine import Better, Score, TextItem, Unit, round_half_up, shown_number

_NEVER = {
    "section": 'the section "{}" can never be shown',
    "item": 'the question "{}" can never be shown',
    "choice": 'the choice "{1}" of the question "{0}" can never be offered',
    "band": 'the level "{}" can never be reached',
    "outcome": 'the outcome "{}" can never be chosen',
}
_UNSEEN = {
    "section": 'the section "{}" was not shown',
    "item": 'the question "{}" was not shown',
    "choice": 'the choice "{1}" of the question "{0}" was not offered',
    "band": 'the level "{}" was not reached',
    "outcome": 'the outcome "{}" was not chosen',
}
# What is not proven is no fault, so there is nothing to correct.
_LOOK_FURTHER = "More `--samples` look further."

# So many questions of other kinds make a box one that stands among them.
_AMONG = 2


@dataclass(frozen=True)
class Finding:
    """One finding. `code` has a heading in docs/diagnostics.md; `part` is what it is about, as in places.py.

    `what` and `hint` are its two sentences. Of a better answer that makes a score worse, `drop` has the answers.
    """

    code: str
    part: Part
    proven: bool
    what: str
    hint: str
    drop: Drop | None = None

    @property
    def warns(self) -> bool:
        """Whether it is certain that something is wrong."""
        return self.proven and (self.drop is None or self.drop.certain)


def findings(study: Study) -> tuple[Finding, ...]:
    """Every finding of a study: what is out of reach, and answers that do not what they should."""
    return (*_unreached(study), *_short(study), *_idle(study), *_steady(study), *_worsening(study), *_lone_boxes(study))


def _unreached(study: Study) -> Iterator[Finding]:
    for part, reach in study.reached.missing():
        kind, *names = part
        proven = reach is Reach.NEVER
        never, unseen = _NEVER[kind].format(*names), _UNSEEN[kind].format(*names)
        what = f"{never}." if proven else f"{unseen} by any of {study.tries} sets of answers."
        hint = "Correct the points or the thresholds" if kind == "band" else "Correct the conditions that it depends on"
        yield Finding("A601", part, proven, what, f"{hint}, or remove it." if proven else _LOOK_FURTHER)


def _short(study: Study) -> Iterator[Finding]:
    """Scores in percent that nobody can bring to 100, where that is good."""
    for attainable in study.attainable:
        score = attainable.score
        wanted = score.unit is Unit.PERCENT and score.better is Better.HIGHER
        if wanted and not attainable.bent and attainable.is_exact(1) and attainable.found and attainable.found[1] < 100:
            what = f'the score "{score.id}" can never come to more than {_number(attainable.found[1], score)}.'
            yield Finding("A602", ("score", score.id), True, what, "Look at what can't be earned together, or count only what is shown.")


def _idle(study: Study) -> Iterator[Finding]:
    for item in study.idle:
        if item not in _lost(study):
            what = f'the answer to "{item}" changes nothing, for no score counts its points.'
            yield Finding("A603", ("item", item), True, what, "Name it in a score, or remove its points.")


def _steady(study: Study) -> Iterator[Finding]:
    """Where nothing can change a level, it is the levels that were told to be out of reach."""
    lost = _lost(study)
    if all(sum(band.id not in lost for band in score.bands) < 2 for score in study.checklist.scores):
        return
    for item in study.steady.items:
        if item in lost:
            continue
        what = f'the answer to "{item}" can never change a level.'
        hint = "Give it more points, or move the levels, if it should matter."
        if not study.everything:
            what = f'the answer to "{item}" did not change a level among any of {study.steady.tried} sets of other answers.'
            hint = _LOOK_FURTHER
        yield Finding("A604", ("item", item), study.everything, what, hint)


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
        what = f'a better answer to "{drop.item}" {verb} {changed}{low}'
        what += "." if drop.certain else ", by the answers to what only one of the two brings into view."
        yield Finding("A605", ("item", drop.item), True, what, "Correct the conditions that look at it, or its points.", drop)


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
                what = f'the box "{box.id}" stands alone among other questions, so it counts as "no" before it is read.'
                hint = "Make it a question with yes and no as its choices (kind: choice), or put it into a list of boxes."
                yield Finding("A606", ("item", box.id), True, what, hint)


def _number(number: Fraction, score: Score) -> str:
    shown = round_half_up(shown_number(score, number, score.unit), 6)
    return f"{shown} %" if score.unit is Unit.PERCENT else f"{shown} points"
