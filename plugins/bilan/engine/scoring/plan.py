# Order of evaluation of the parts of a checklist: what a condition reads comes before what it decides. Made once a
# checklist, without recursion, since a chain of conditions may be as long as the checklist.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from bilan.engine.conditions.parser import Condition
from bilan.engine.model.checklist import Checklist, Section
from bilan.engine.model.scores import Aggregate, Group, Score
from bilan.engine.model.vocabulary import ModelError

# A step of the work: what is worked out ("section": whether it shows; "item"; "tally" of a section or group; "score"; "scorer";
# "band" of a score) and the id it is worked out for.
Step = tuple[str, str]


# How deep groups and scores may stand in each other: more than anyone can explain, little enough for any stack.
DEEPEST_GROUPS = 20


class DeepGroups(ModelError):
    """A group or score, `name`, that holds others more than DEEPEST_GROUPS levels deep."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} holds groups more than {DEEPEST_GROUPS} levels deep")
        self.name = name


class CyclicConditions(ModelError):
    """Conditions that wait for each other; `steps` is the circle, its first step repeated at the end."""

    def __init__(self, steps: list[Step]) -> None:
        super().__init__(f"conditions go in a circle: {' -> '.join(name for _, name in steps)}")
        self.steps = steps


@dataclass(frozen=True)
class Plan:
    """The steps in order, what each waits for, the conditions that it asks, and where to find what they are about.

    `members` are the items of each section, group and score, in the order of the page; `section_of` gives an item's section, and
    `nominal` the most that an item can earn with all its choices.
    """

    steps: tuple[Step, ...]
    needs: Mapping[Step, Sequence[Step]]
    conditions: Mapping[Step, Sequence[Condition]]
    members: Mapping[str, tuple[str, ...]]
    sections: Mapping[str, Section]
    section_of: Mapping[str, str]
    nominal: Mapping[str, Fraction]
    aggregates: Mapping[str, Aggregate]
    scores: Mapping[str, Score]

    def dependencies(self, steps: Iterable[Step]) -> frozenset[Step]:
        """What some steps follow from, themselves included."""
        found = set(steps)
        waiting = list(found)
        while waiting:
            fresh = set(self.needs[waiting.pop()]) - found
            found |= fresh
            waiting += fresh
        return frozenset(found)


def plan(checklist: Checklist) -> Plan:
    """Order the steps of a checklist.

    Raises:
        CyclicConditions: there is no order.
        DeepGroups: groups nest too deep.
        ModelError: an aggregate or a condition names something that is not there.
    """
    needs = dict(steps_needed(checklist))
    named = {name for _, name in needs} | {reading.id for reading in checklist.readings}
    for step, needed in needs.items():
        for other in needed:
            if other not in needs:
                what = "can't be used here" if other[1] in named else "is not there"
                raise ModelError(f"{step[1]!r} reads {other[1]!r}, which {what}")
    try:
        steps = tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise CyclicConditions(list(reversed(error.args[1]))) from None
    _refuse_deep_groups(checklist, steps)
    section_of = {item.id: section.id for section in checklist.sections for item in section.items}
    return Plan(
        steps=steps,
        needs=needs,
        conditions=step_conditions(checklist),
        members=_members(checklist, steps),
        sections={section.id: section for section in checklist.sections},
        section_of=section_of,
        nominal={item.id: item.full(item.choices) for item in checklist.items},
        aggregates={part.id: part.aggregate for part in _aggregated_parts(checklist)},
        scores={score.id: score for score in checklist.scores},
    )


def steps_read(checklist: Checklist, conditions: Sequence[Condition | None]) -> list[Step]:
    """The steps that conditions wait for."""
    return _Asks(checklist).read([condition for condition in conditions if condition])


def step_conditions(checklist: Checklist) -> dict[Step, list[Condition]]:
    """The conditions that each step asks; steps that ask none are not in it."""
    asked: dict[Step, list[Condition | None]] = {}
    for section in checklist.sections:
        asked["section", section.id] = [section.when]
        for item in section.items:
            asked["item", item.id] = [item.when, *(choice.when for choice in item.choices)]
    for score in checklist.scores:
        asked["score", score.id] = [modifier.when for modifier in score.modifiers]
        asked["band", score.id] = [*(band.when for band in score.bands), *(gate.when for gate in score.gates)]
    conditions = {step: [condition for condition in found if condition] for step, found in asked.items()}
    return {step: found for step, found in conditions.items() if found}


def steps_needed(checklist: Checklist) -> Iterator[tuple[Step, list[Step]]]:
    """Each step with those that it waits for."""
    asks = _Asks(checklist)
    read = {step: asks.read(conditions) for step, conditions in step_conditions(checklist).items()}
    for section in checklist.sections:
        yield ("section", section.id), read.get(("section", section.id), [])
        for item in section.items:
            yield ("item", item.id), [("section", section.id), *read.get(("item", item.id), ())]
        yield ("tally", section.id), [("item", item.id) for item in section.items]
    for group in checklist.groups:
        yield ("tally", group.id), asks.members(group.aggregate)
    plain = [("score", score.id) for score in checklist.scores if not score.by_scorer]
    if checklist.scorer:
        yield ("scorer", ""), [*plain, *(("item", item.id) for item in checklist.items)]
    for score in checklist.scores:
        source: list[Step] = [("scorer", "")] if score.by_scorer else asks.members(score.aggregate)
        yield ("score", score.id), [*source, *read.get(("score", score.id), ())]
        gated: list[Step] = [("item", gate.item) for gate in score.gates if gate.item]
        yield ("band", score.id), [("score", score.id), *gated, *read.get(("band", score.id), ())]


class _Asks:
    """Which steps a condition or an aggregate waits for."""

    def __init__(self, checklist: Checklist) -> None:
        self._items = checklist.by_item
        self._tallied = {section.id for section in checklist.sections} | {group.id for group in checklist.groups}
        self._scores = {score.id for score in checklist.scores}
        self._readings = {reading.id for reading in checklist.readings}
        self._sections = [section.id for section in checklist.sections]

    def members(self, aggregate: Aggregate) -> list[Step]:
        if not aggregate.members:
            return [("tally", section) for section in self._sections]
        return [self._step(member.id) for member in aggregate.members if member.id not in self._readings]

    def read(self, conditions: Iterable[Condition]) -> list[Step]:
        steps: list[Step] = []
        for condition in conditions:
            for function, name in condition.reads():
                self._refuse_unsuited(function, name.id)
                if name.id not in self._readings:
                    steps.append(("band", name.id) if function == "band" else self._step(name.id))
        return steps

    def _refuse_unsuited(self, function: str, name: str) -> None:
        """A condition may ask for the answer of an item, the state of an item or reading, and the band of a score or reading."""
        an_item, a_reading = name in self._items, name in self._readings
        suited = {
            "value": an_item,
            "answered": an_item or a_reading,
            "state": an_item or a_reading,
            "band": name in self._scores or a_reading,
            "count": not a_reading,
        }
        if not suited.get(function, True):
            raise ModelError(f"a condition asks for {function} of {name!r}, which has none")

    def _step(self, name: str) -> Step:
        if name in self._tallied:
            return ("tally", name)
        return ("score" if name in self._scores else "item", name)


def _aggregated_parts(checklist: Checklist) -> tuple[Section | Group | Score, ...]:
    return (*checklist.sections, *checklist.groups, *checklist.scores)


def _refuse_deep_groups(checklist: Checklist, steps: tuple[Step, ...]) -> None:
    aggregates = {part.id: part.aggregate for part in _aggregated_parts(checklist) if not isinstance(part, Section)}
    depths: dict[str, int] = {}
    for kind, name in steps:
        if kind in ("tally", "score") and name in aggregates:
            depths[name] = 1 + max((depths.get(member.id, 0) for member in aggregates[name].members), default=0)
            if depths[name] > DEEPEST_GROUPS:
                raise DeepGroups(name)


def _members(checklist: Checklist, steps: tuple[Step, ...]) -> dict[str, tuple[str, ...]]:
    members = {section.id: tuple(item.id for item in section.items) for section in checklist.sections}
    aggregates = {part.id: part.aggregate for part in _aggregated_parts(checklist) if not isinstance(part, Section)}
    place = {item.id: position for position, item in enumerate(checklist.items)}
    for kind, name in steps:
        if kind in ("tally", "score") and name in aggregates:
            named = [member.id for member in aggregates[name].members] or [section.id for section in checklist.sections]
            found = {item for part in named for item in members.get(part, (part,)) if item in place}
            members[name] = tuple(sorted(found, key=place.__getitem__))
    return members
