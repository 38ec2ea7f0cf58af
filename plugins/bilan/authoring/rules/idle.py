# Conditions that decide nothing, since they can never hold or never fail.

from __future__ import annotations

from bilan.authoring.diagnostics import Report
from bilan.authoring.diagnostics.conditions import ALWAYS_HOLDS, NEVER_HOLDS, NEVER_HOLDS_THERE
from bilan.authoring.format.access import Record, records
from bilan.authoring.format.scoring_shapes import Written
from bilan.authoring.rules.names import Names, conditions_in
from bilan.authoring.rules.satisfiability import Judge, Verdict
from bilan.engine import GIVEN, Call, Checklist, Comparison, Literal, Name


def check_idle_conditions(names: Names, checklist: Checklist, report: Report) -> None:
    """Warn of each condition that never or always holds, and of those that never hold where they stand."""
    found = tuple(conditions_in(names.content))
    if not found:
        return
    judge = Judge(checklist)
    idle: set[int] = set()
    for written in found:
        verdict = judge.verdict(written.condition)
        if verdict is not Verdict.OPEN:
            idle.add(id(written))
        if verdict is Verdict.NEVER:
            report.add(NEVER_HOLDS, written.place_of(0), instead=_state_not_allowed(written, checklist))
        elif verdict is Verdict.ALWAYS:
            report.add(ALWAYS_HOLDS, written.place_of(0))
    for outer, inner in _nested(names.content):
        if id(outer) not in idle and id(inner) not in idle and judge.verdict(outer.condition, inner.condition) is Verdict.NEVER:
            report.add(NEVER_HOLDS_THERE, inner.place_of(0), at=f"{outer.node.place.line}:{outer.node.place.column}")


def _state_not_allowed(written: Written, checklist: Checklist) -> str:
    """What to do if the condition waits for a state that an item does not allow; empty if it does not."""
    for node in written.condition.nodes():
        if not isinstance(node, Comparison):
            continue
        for asked, other in ((node.left, node.right), (node.right, node.left)):
            if not isinstance(asked, Call) or asked.function != "state" or not isinstance(other, Literal):
                continue
            item = checklist.by_item.get(name.id) if isinstance(name := asked.arguments[0], Name) else None
            states = other.content if isinstance(other.content, frozenset) else {other.content}
            for state in GIVEN:
                if item and state in states and state not in item.allow:
                    return f"{item.id} does not allow {state.value}: add it to its `allow`, or correct the condition."
    return ""


def _nested(content: Record) -> list[tuple[Written, Written]]:
    """Conditions that must hold both: of a section and an item in it, of an item and a choice or a row of it."""
    pairs = []
    for section in records(content.get("sections")):
        for item in records(section.get("items")):
            pairs.append((section.get("when"), item.get("when")))
            pairs += [(section.get("when"), row.get("when")) for row in records(item.get("rows"))]
            pairs += [(item.get("when"), part.get("when")) for field in ("choices", "rows") for part in records(item.get(field))]
    return [(outer, inner) for outer, inner in pairs if isinstance(outer, Written) and isinstance(inner, Written)]
