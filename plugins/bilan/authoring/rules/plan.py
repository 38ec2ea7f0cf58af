# Rules of the order of evaluation: no condition, group or score waits for itself, and groups do not nest too deep.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from bilan.authoring.diagnostics import Place, Report
from bilan.authoring.diagnostics.scores import CIRCLE, GROUPS_TOO_DEEP
from bilan.authoring.format.access import conditions, records
from bilan.authoring.format.scoring_shapes import Written
from bilan.authoring.format.shapes import Located
from bilan.authoring.rules.names import Names, Noun, Thing
from bilan.engine import DEEPEST_GROUPS, Checklist, CyclicConditions, DeepGroups, Step, checklist_plan, steps_needed

# Whoever has so many circles goes on when these are gone.
_MOST_CIRCLES = 100


def check_plan(names: Names, checklist: Checklist, report: Report) -> None:
    """Report circles, each at the place of a name in it, or a group that nests too deep; the checklist must obey all other rules."""
    try:
        checklist_plan(checklist)
    except CyclicConditions:
        _check_circles(names, checklist, report)
    except DeepGroups as error:
        report.add(GROUPS_TOO_DEEP, names.by_id[error.name].place, id=error.name, most=DEEPEST_GROUPS)


def _check_circles(names: Names, checklist: Checklist, report: Report) -> None:
    """Report a circle, look at what is left where its author cuts it, and so on."""
    needs, told = dict(steps_needed(checklist)), set[Place]()
    for _ in range(_MOST_CIRCLES):
        circle = _first_circle(needs)
        if not circle:
            return
        links = {pair: _link(names, *pair) for pair in pairwise(circle)}
        (step, needed), place = next((link for link in links.items() if link[1]), (next(iter(links)), None))
        if (at := place or Place(1, 1)) not in told:
            report.add(CIRCLE, at, circle=" -> ".join(_shown(step, names) for step in circle))
        told.add(at)
        needs[step] = [other for other in needs[step] if other != needed]


def _first_circle(needs: Mapping[Step, Sequence[Step]]) -> list[Step]:
    """Steps that wait for each other, each for the one that follows it, the first one repeated at the end; empty if none do."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _link(names: Names, step: Step, needed: Step) -> Place | None:
    """Where one step of a circle names the next; None if it does so by what it is, as a section needs its items."""
    thing = names.by_id.get(step[1])
    if thing is None:
        return None
    for written in _conditions(thing, step[0]):
        for function, name in written.condition.reads():
            if name.id == needed[1] and (function == "band") == (needed[0] == "band"):
                return written.place_of(name.offset)
    for field in ("groups", "scores"):
        for entry in thing.record.get(field, ()) if step[0] != "band" else ():
            if isinstance(entry, Located) and entry.value == needed[1]:
                return entry.place
    return None


def _shown(step: Step, names: Names) -> str:
    """A step as a condition would ask for it; a section by itself is whether it shows."""
    kind, name = step
    if kind == "tally" and names.by_id[name].noun is Noun.SECTION:
        return f"points({name})"
    return f"band({name})" if kind == "band" else name or "the scorer"


def _conditions(thing: Thing, kind: str) -> tuple[Written, ...]:
    if kind != "band":
        return thing.conditions
    return conditions(*(record.get("when") for field in ("bands", "gates") for record in records(thing.record.get(field))))
