# Rules of conditions: ids that exist, answers that their items have, and comparisons of like with like.

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bilan.authoring.diagnostics import Message, Report
from bilan.authoring.diagnostics.conditions import (
    CHOICE_OR_STATE,
    COUNTS_TEXTS,
    DOES_NOT_SCORE,
    FUNCTION_CANT_TELL,
    HAS_NO_ANSWER,
    NOT_TRUE_OR_FALSE,
    NOTHING_TO_COUNT,
    SHARE_FOR_PERCENTAGE,
    UNKNOWN_ID,
)
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

    def _add(self, message: Message, node: Node, /, *, instead: str = "", **fields: Any) -> None:
        self._report.add(message, self._written.place_of(node.offset), instead=instead, **fields)

    def _truth(self, node: Node) -> None:
        sort = self._sort(node)
        if sort and sort.form != "truth":
            hint = f"Write answered({node.id})." if isinstance(node, Name) and sort == TEXT else ""
            self._add(NOT_TRUE_OR_FALSE, node, instead=hint, sort=sort.shown, example=_example(node, sort))

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
                check_comparison(node, left, right, self._add)
                self._warn_of_share(node)
        return TRUTH

    def _compares_with_nothing(self, node: Comparison) -> bool:
        """Whether it is a comparison with what stands for no answer in other languages, which is reported."""
        for nothing, other in ((node.right, node.left), (node.left, node.right)):
            if isinstance(nothing, Name) and nothing.id in NOTHING and nothing.id not in self._names.by_id:
                name = other.id if isinstance(other, Name) else "own-voice"
                hint = without_answer(name, denied=node.operator == "!=")
                self._add(UNKNOWN_ID, nothing, instead=hint, id=nothing.id)
                self._sort(other)
                return True
        return False

    def _warn_of_share(self, node: Comparison) -> None:
        share = share_meant(node)
        if share is not None and isinstance(share.content, Fraction):
            self._add(SHARE_FOR_PERCENTAGE, share, share=float(share.content), percent=float(share.content * 100))

    def _thing(self, node: Name) -> Thing | None:
        thing = self._names.by_id.get(node.id)
        if thing is None and node.id not in self._names.refused and self._names.told:
            offered = {choice for other in self._names.all for choice in other.choices or ()}
            hint = nearest(node.id, self._names.by_id)
            if node.id in offered:
                hint = f'Put a choice in quotes: "{node.id}".'
            elif node.id == TOTAL:
                hint = f"`{TOTAL}` exists only without `scores`; name one of {', '.join(self._names.of(Noun.SCORE))}."
            self._add(UNKNOWN_ID, node, instead=hint, id=node.id)
        return thing

    def _answer(self, node: Name) -> Sort | None:
        thing = self._thing(node)
        if thing is None:
            return None
        if thing.noun is not Noun.ITEM:
            self._add(HAS_NO_ANSWER, node, id=node.id, noun=thing.noun.phrase, ask=_instead(thing))
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
            self._add(FUNCTION_CANT_TELL, name, id=thing.id, noun=thing.noun.phrase, function=node.function, ask=_instead(thing))
            return None
        if numeric:
            if thing.noun is Noun.ITEM and thing.kind and not thing.scores:
                self._add(DOES_NOT_SCORE, name, id=thing.id)
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
                self._add(COUNTS_TEXTS, argument, id=thing.id)
            elif word in offered and word in _STATES:
                self._add(CHOICE_OR_STATE, argument, word=word)
            elif word not in offered and word not in _STATES and certain:
                self._add(NOTHING_TO_COUNT, argument, instead=nearest(word, [*offered, *_STATES]), word=word, id=thing.id)


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
