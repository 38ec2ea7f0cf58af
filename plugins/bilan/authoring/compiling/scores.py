# The scoring half of a valid file -> the engine's policies, groups, scores, outcomes, readings and migrations.

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from bilan.authoring.format.items import MATRIX
from bilan.authoring.format.scores import ALL, BY_SCORER, SHOWN, UPPER
from bilan.engine import (
    SHOWN_DIGITS,
    STATES,
    TOTAL,
    Advice,
    Aggregate,
    Band,
    Better,
    Combine,
    Gate,
    Group,
    Maximum,
    Member,
    Migration,
    Modifier,
    Outcome,
    Policies,
    Reading,
    Rescale,
    Round,
    Rounding,
    Score,
    Treatment,
    Unit,
)


def compile_policies(record: dict[str, Any] | None, defaults: Policies) -> Policies:
    """The policies that a record declares, the others as in `defaults`."""
    given = record or {}
    treatments = {state: Treatment(given.get(state, defaults.treatment(state))) for state, rules in STATES.items() if rules.treatments}
    named = {state.value.replace("-", "_"): treatment for state, treatment in treatments.items()}
    return Policies(Maximum(given.get("maximum", defaults.maximum)), **named)


def compile_section_aggregate(section: dict[str, Any], policies: Policies) -> Aggregate:
    """How the points of a section come together."""
    return _aggregate(section, (), policies)


def compile_groups(content: dict[str, Any], policies: Policies) -> tuple[Group, ...]:
    """The named groups, in the order of the file."""
    return tuple(Group(group["id"], _aggregate(group, _members(group, content), policies)) for group in content.get("groups", ()))


def compile_scores(content: dict[str, Any], policies: Policies) -> tuple[Score, ...]:
    """The named scores, or the one that stands for them if none is named."""
    if "scores" not in content:
        return (Score(TOTAL, modifiers=_modifiers(content), bands=_bands(content), gates=_gates(content), better=_better(content)),)
    return tuple(_score(score, content, policies) for score in content["scores"])


def compile_outcomes(content: dict[str, Any]) -> tuple[Outcome, ...]:
    """What the checklist may end in."""
    return tuple(Outcome(o["id"], o.get("when"), o.get("review_after")) for o in content.get("outcomes", ()))


def compile_advice(content: dict[str, Any]) -> tuple[Advice, ...]:
    """The actions that no single item carries."""
    return tuple(Advice(action["id"], action.get("when")) for action in content.get("actions", ()))


def compile_readings(content: dict[str, Any]) -> tuple[Reading, ...]:
    """The scores of other checklists."""
    return tuple(Reading(r["id"], r["checklist"], r.get("score", TOTAL), r.get("old_after")) for r in content.get("reads", ()))


def compile_migrations(content: dict[str, Any]) -> tuple[Migration, ...]:
    """What changed from version to version."""
    return tuple(
        Migration(
            to=int(record["to"]),
            rename=record.get("rename", {}),
            choices=record.get("choices", {}),
            split={old: tuple(new) for old, new in record.get("split", {}).items()},
            remove=tuple(record.get("remove", ())),
            remove_choices={item: tuple(choices) for item, choices in record.get("remove_choices", {}).items()},
            rescale={
                item: Rescale(change.get("multiply", Fraction(1)), change.get("add", Fraction(0)))
                for item, change in record.get("rescale", {}).items()
            },
            add=tuple(record.get("add", ())),
        )
        for record in content.get("migrations", ())
    )


def _score(score: dict[str, Any], content: dict[str, Any], policies: Policies) -> Score:
    unit = Unit(score.get("unit", Unit.PERCENT))
    return Score(
        id=score["id"],
        aggregate=_aggregate(score, _members(score, content), policies),
        out_of=score.get("out_of"),
        unit=unit,
        digits=int(score.get("digits", SHOWN_DIGITS)),
        rounding=Rounding(score.get("rounding", Rounding.HALF_UP)),
        exact=score.get("decide", SHOWN) != SHOWN,
        modifiers=_modifiers(score),
        bands=_bands(score),
        bands_in=Unit(score.get("bands_in", unit)),
        above=score.get("inclusive") == UPPER,
        gates=_gates(score),
        by_scorer=score.get("by") == BY_SCORER,
        better=_better(score),
    )


def _aggregate(record: dict[str, Any], members: tuple[Member, ...], policies: Policies) -> Aggregate:
    return Aggregate(
        members=members,
        combine=Combine(record.get("combine", Combine.SUM)),
        of=Unit(record.get("of", Unit.POINTS)),
        policies=compile_policies(record["policies"], policies) if "policies" in record else None,
        needs_all=record.get("needs") == ALL,
    )


def _members(record: dict[str, Any], content: dict[str, Any]) -> tuple[Member, ...]:
    """The members that a group or score names, each once; a tag stands for the items that bear it, a matrix for its rows."""
    weights = record.get("weights", {})
    found = dict.fromkeys((*record.get("sections", ()), *_named_items(record, content)))
    found |= dict.fromkeys(name for field in ("groups", "scores", "readings") for name in record.get(field, ()))
    return tuple(Member(name, weights.get(name)) for name in found)


def _named_items(record: dict[str, Any], content: dict[str, Any]) -> Iterator[str]:
    named, tags = set(record.get("items", ())), set(record.get("tags", ()))
    for section in content["sections"]:
        for item in section["items"]:
            whole = item["id"] in named
            if item["kind"] != MATRIX and (whole or not tags.isdisjoint(item.get("tags", ()))):
                yield item["id"]
            for row in item.get("rows", ()):
                if whole or row["id"] in named or not tags.isdisjoint(row.get("tags", ())):
                    yield row["id"]


def _modifiers(record: dict[str, Any]) -> tuple[Modifier, ...]:
    return tuple(_modifier(change) for change in record.get("modifiers", ()))


def _modifier(change: dict[str, Any]) -> Modifier:
    word, kind = next((word, kind) for word, kind in Modifier.variants.items() if word in change)
    rounding = {"rounding": Rounding(change.get("rounding", Rounding.HALF_UP))} if issubclass(kind, Round) else {}
    modifier: Modifier = kind(change[word], change.get("when"), **rounding)
    return modifier


def _better(record: dict[str, Any]) -> Better:
    return Better(record.get("better", Better.HIGHER))


def _bands(record: dict[str, Any]) -> tuple[Band, ...]:
    return tuple(Band(band["id"], band["from"], band.get("when")) for band in record.get("bands", ()))


def _gates(record: dict[str, Any]) -> tuple[Gate, ...]:
    return tuple(Gate(gate["id"], gate["at_most"], gate.get("when"), gate.get("item")) for gate in record.get("gates", ()))
