# Rules of conditions: ids that exist, answers that their items have, and comparisons of like with like.

from __future__ import annotations

from fractions import Fraction

from bilan.authoring.diagnostics import Report
from bilan.authoring.format.access import ids, records
from bilan.authoring.format.foreign_conditions import NOTHING, without_answer
from bilan.authoring.format.scoring_shapes import Written
from bilan.authoring.kinds import FORMATS
from bilan.authoring.rules.comparisons import NUMBER, TEXT, TRUTH, Sort, check_comparison, share_meant, sort_of_literal
from bilan.authoring.rules.names import Names, Noun, Thing, conditions_in, may_offer_choices, nearest
from bilan.engine import TOTAL, Call, Chain, Comparison, Kind, Literal, Name, Node, Not, State

_STATES = tuple(State)
_READING_STATES = (State.ANSWERED.value, State.UNANSWERED.value)
_ASKABLE = {
    "answered": (Noun.ITEM, Noun.READING),
    "state": (Noun.ITEM, Noun.READING),
    "points": (Noun.ITEM, Noun.SECTION, Noun.GROUP, Noun.SCORE, Noun.READING),
    "band": (Noun.SCORE, Noun.READING),
}
_GATHERED = (Noun.SECTION, Noun.GROUP, Noun.SCORE)


def check_conditions(names: Names, report: Report) -> None:
    """Report what is wrong in any condition of a checklist."""
    for written in conditions_in(names.content):
        _Reading(names, written, report).check()


class _Reading:
    """Reads one condition; a part that was reported gives None, and what it is compared with is not looked at."""

    def __init__(self, names: Names, written: Written, report: Report) -> None:
        self._names = names
        self._written = written
        self._report = report

    def check(self) -> None:
        self._truth(self._written.condition.root)

    def _error(self, node: Node, code: str, what: str, hint: str) -> None:
        self._report.error(self._written.place_of(node.offset), code, what, hint)

    def _truth(self, node: Node) -> None:
        sort = self._sort(node)
        if sort and sort.form != "truth":
            hint = f"Write answered({node.id})." if isinstance(node, Name) and sort == TEXT else f"Compare it: {_example(node, sort)}"
            self._error(node, "R303", f"this is {sort.shown}, where true or false is expected.", hint)

    def _sort(self, node: Node) -> Sort | None:
        if isinstance(node, Literal):
            return sort_of_literal(node)
        if isinstance(node, Name):
            return self._answer(node)
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, (Not, Chain)):
            for part in node.parts():
                self._truth(part)
            return TRUTH
        if isinstance(node, Comparison) and not self._compares_with_nothing(node):
            left, right = self._sort(node.left), self._sort(node.right)
            if left and right:
                check_comparison(node, left, right, self._error)
                self._warn_of_share(node)
        return TRUTH

    def _compares_with_nothing(self, node: Comparison) -> bool:
        """Whether it is a comparison with what stands for no answer in other languages, which is reported."""
        for nothing, other in ((node.right, node.left), (node.left, node.right)):
            if isinstance(nothing, Name) and nothing.id in NOTHING and nothing.id not in self._names.by_id:
                name = other.id if isinstance(other, Name) else "own-voice"
                hint = without_answer(name, denied=node.operator == "!=")
                self._error(nothing, "R301", f"`{nothing.id}` is not an id of this checklist.", hint)
                self._sort(other)
                return True
        return False

    def _warn_of_share(self, node: Comparison) -> None:
        share = share_meant(node)
        if share is not None and isinstance(share.content, Fraction):
            place, written = self._written.place_of(share.offset), f"{float(share.content):g}"
            hint = f"Write {float(share.content * 100):g} if you mean {float(share.content * 100):g} %."
            self._report.warning(place, "R308", f"{written} is less than one percent, for percentages go from 0 to 100.", hint)

    def _thing(self, node: Name) -> Thing | None:
        thing = self._names.by_id.get(node.id)
        if thing is None and node.id not in self._names.refused and self._names.told:
            offered = {choice for other in self._names.all for choice in other.choices or ()}
            hint = nearest(node.id, self._names.by_id, "Name an item, section, group, score or reading of this file.")
            if node.id in offered:
                hint = f'Put a choice in quotes: "{node.id}".'
            elif node.id == TOTAL:
                hint = f"`{TOTAL}` exists only without `scores`; name one of {', '.join(self._names.of(Noun.SCORE))}."
            self._error(node, "R301", f"`{node.id}` is not an id of this checklist.", hint)
        return thing

    def _answer(self, node: Name) -> Sort | None:
        thing = self._thing(node)
        if thing is None:
            return None
        if thing.noun is not Noun.ITEM:
            self._error(node, "R302", f"`{node.id}` is {thing.noun.phrase}, which has no answer.", _instead(thing))
            return None
        if not thing.kind:
            return None
        form = FORMATS[Kind(thing.kind)].compared_as
        words = {"truth": TRUTH, "number": NUMBER, "word": TEXT}
        return Sort(form, thing.choices, f"choice of {thing.id}") if may_offer_choices(thing.kind) else words[form]

    def _call(self, node: Call) -> Sort | None:
        if node.function == "count":
            self._count(node)
            return NUMBER
        name = node.arguments[0]
        thing = self._thing(name) if isinstance(name, Name) else None
        if thing is None:
            return None
        numeric = node.function in ("points", "maximum", "percent")
        if thing.noun not in _ASKABLE["points" if numeric else node.function]:
            self._error(name, "R302", f"`{thing.id}` is {thing.noun.phrase}; {node.function}() can't tell of it.", _instead(thing))
            return None
        if numeric:
            if thing.noun is Noun.ITEM and thing.kind and not thing.scores:
                self._error(name, "R302", f"`{thing.id}` does not score.", f"Ask for its answer, or answered({thing.id}).")
            return NUMBER
        if node.function == "answered":
            return TRUTH
        if node.function == "state":
            return Sort("word", _STATES if thing.noun is Noun.ITEM else _READING_STATES, "state")
        bands = ids(records(thing.record.get("bands")))
        return Sort("word", None if thing.noun is Noun.READING else bands, f"band of {thing.id}")

    def _count(self, node: Call) -> None:
        first = node.arguments[0]
        thing = self._names.by_id.get(first.id) if isinstance(first, Name) else None
        if thing is None or thing.noun not in _GATHERED:
            for argument in node.arguments:
                self._truth(argument)
            return
        items = [self._names.by_id[item] for item in self._names.items_in(thing.id)]
        offered = {choice for item in items for choice in item.choices or ()}
        certain = all(item.choices is not None or (item.kind and not may_offer_choices(item.kind)) for item in items)
        for argument in node.arguments[1:]:
            word = argument.content if isinstance(argument, Literal) else None
            if not isinstance(word, str):
                hint = f'Write e.g. count({thing.id}, "answered").'
                self._error(argument, "R305", "count() of a section or group takes texts.", hint)
            elif word in offered and word in _STATES:
                self._error(
                    argument, "R305", f'"{word}" is both a choice and a state, so what is counted is in doubt.', "Rename the choice."
                )
            elif word not in offered and word not in _STATES and certain:
                hint = nearest(word, [*offered, *_STATES], "Name a choice of its items, or a state.")
                self._error(argument, "R305", f'"{word}" is neither a choice of an item of {thing.id} nor a state.', hint)


def _instead(thing: Thing) -> str:
    if thing.noun is Noun.MATRIX:
        return "Name one of its rows, or a group of them."
    if thing.noun is Noun.ACTION:
        return "Ask about items, sections, groups and scores."
    if thing.noun is Noun.ITEM:
        return f"Write {thing.id} for its answer, or points({thing.id})."
    if thing.noun in (Noun.SCORE, Noun.READING):
        return f"Write percent({thing.id}), points({thing.id}) or band({thing.id})."
    return f"Write points({thing.id}), percent({thing.id}) or count({thing.id})."


def _example(node: Node, sort: Sort) -> str:
    name = node.id if isinstance(node, Name) else "item"
    if isinstance(node, Call):
        inside = node.arguments[0]
        name = f"{node.function}({inside.id if isinstance(inside, Name) else '…'})"
    word = sort.words[0] if sort.words else "text"
    return {"number": f"{name} >= 1.", "words": f'{name} contains "{word}".', "word": f'{name} == "{word}".'}.get(
        sort.form, f'role in ["{word}"].'
    )
