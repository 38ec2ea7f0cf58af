# Reachability of sections, items, choices, levels and outcomes. Whatever was met is reached. What was not is tried in every way
# where there are few enough, or lies outside what a score can come to; only then is it said to be out of reach.

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bilan.authoring.analysis.limits import Surveyor
from bilan.authoring.analysis.sightings import Sightings
from bilan.authoring.analysis.subject import Dependencies, Given, Subject
from bilan.engine import Band, Call, Chain, Comparison, Condition, Evaluation, Literal, Name, Node, Not, Score, State, Unit, passes


class Reach(StrEnum):
    """Whether something can be reached: it was; it can't be, for certain; or it was not, in so many tries."""

    REACHED = "reached"
    NEVER = "never"
    NOT_FOUND = "not-found"


@dataclass(frozen=True)
class Reached:
    """The verdict on each part, by kind and id as in `places`: ("section", id), ("item", id), ("choice", item, id), ("band", id), ..."""

    verdicts: dict[tuple[str, ...], Reach]

    def missing(self) -> list[tuple[tuple[str, ...], Reach]]:
        """Those that were not reached; nothing of a section or an item that is itself not reached."""
        lost = {part[1] for part, reach in self.verdicts.items() if part[0] in ("section", "item") and reach is not Reach.REACHED}
        return [(p, r) for p, r in self.verdicts.items() if r is not Reach.REACHED and not (p[0] == "choice" and p[1] in lost)]


class Explorer:
    """Decides what can be reached."""

    def __init__(self, subject: Subject, surveyor: Surveyor, seen: Sightings, everything_tried: bool, most: int) -> None:
        """Spend at most so many steps of work (combinations of answers, times what is worked out of each), half of the rest on one."""
        self._subject = subject
        self._surveyor = surveyor
        self._seen = seen
        self._everything = everything_tried
        self._left = most
        self._bands: dict[tuple[str, str], Reach] = {}

    def explore(self) -> Reached:
        """The verdict on every part of the checklist."""
        verdicts: dict[tuple[str, ...], Reach] = {}
        checklist = self._subject.checklist
        for score in checklist.scores:
            for band in score.bands:
                self._bands[score.id, band.id] = verdicts["band", band.id] = self._band(score, band)
        for section in checklist.sections:
            verdicts["section", section.id] = self._shown(section.id)
            if verdicts["section", section.id] is not Reach.REACHED:
                continue
            for item in section.items:
                verdicts["item", item.id] = self._item(item.id, section.when)
                for choice in item.choices:
                    if choice.when:
                        verdicts["choice", item.id, choice.id] = self._choice(item.id, choice.id, choice.when)
        for position, outcome in enumerate(checklist.outcomes):
            verdicts["outcome", outcome.id] = self._outcome(position)
        return Reached(verdicts)

    def _shown(self, section: str) -> Reach:
        when = self._subject.plan.sections[section].when
        dependencies = self._subject.dependencies([("section", section)])
        return self._decide(section in self._seen.sections, dependencies, [when], lambda found: found.shown[section])

    def _item(self, item: str, section_when: Condition | None) -> Reach:
        when = self._subject.checklist.by_item[item].when
        dependencies = self._subject.dependencies([("item", item)])
        return self._decide(
            item in self._seen.items, dependencies, [when, section_when], lambda found: found.items[item].state is not State.HIDDEN
        )

    def _choice(self, item: str, choice: str, when: Condition) -> Reach:
        dependencies = self._subject.dependencies([("item", item)])

        def offered(evaluation: Evaluation) -> bool:
            return evaluation.items[item].state is not State.HIDDEN and choice not in evaluation.items[item].hidden_choices

        return self._decide((item, choice) in self._seen.choices, dependencies, [when], offered)

    def _outcome(self, position: int) -> Reach:
        outcomes = self._subject.checklist.outcomes
        outcome = outcomes[position]
        if self._subject.checklist.scorer:
            return Reach.REACHED if outcome.id in self._seen.outcomes else Reach.NOT_FOUND
        conditions = [other.when for other in outcomes[: position + 1]]
        earlier = [other.when for other in outcomes[:position]]

        def chosen(evaluation: Evaluation) -> bool:
            return evaluation.holds(outcome.when) and not any(evaluation.holds(condition) for condition in earlier)

        return self._decide(outcome.id in self._seen.outcomes, self._subject.dependencies_of_conditions(conditions), [outcome.when], chosen)

    def _band(self, score: Score, band: Band) -> Reach:
        if (score.id, band.id) in self._seen.bands:
            return Reach.REACHED
        if self._everything or self._out_of_range(score, band):
            return Reach.NEVER
        dependencies = self._subject.dependencies([("band", score.id)])
        return self._decide(False, dependencies, [band.when], lambda found: found.band(score.id) == band.id)

    def _out_of_range(self, score: Score, band: Band) -> bool:
        found = self._surveyor.limits(score.id).ends.of(score.bands_in)
        if found is None:
            return False
        place = score.bands.index(band)
        if any(b.when is None for b in score.bands[:place]) and not passes(score, found[1], band.threshold):
            return True
        higher = [b for b in score.bands[place + 1 :] if b.when is None]
        return bool(higher) and not score.gates and passes(score, found[0], higher[0].threshold)

    def _decide(
        self, seen: bool, dependencies: Dependencies, conditions: Sequence[Condition | None], test: Callable[[Evaluation], bool]
    ) -> Reach:
        if seen:
            return Reach.REACHED
        if self._everything or not all(self._can_hold(condition.root) for condition in conditions if condition):
            return Reach.NEVER
        count = self._subject.combinations(dependencies)
        if count is not None and self._affords(count, dependencies):
            return (
                Reach.REACHED
                if any(test(self._subject.work_out(dependencies, given)) for given in self._subject.every(dependencies))
                else Reach.NEVER
            )
        return (
            Reach.REACHED
            if any(test(self._subject.work_out(dependencies, given)) for given in self._near_the_ends(dependencies))
            else Reach.NOT_FOUND
        )

    def _affords(self, count: int, dependencies: Dependencies) -> bool:
        """Whether half of what is left is enough for so many evaluations of these dependencies; then they are paid."""
        affords = count * len(dependencies.steps) <= self._left // 2
        self._left -= count * len(dependencies.steps) if affords else 0
        return affords

    def _near_the_ends(self, dependencies: Dependencies) -> Iterator[Given]:
        """All the best answers and all the worst, with one of them another."""
        domains = {item: self._subject.domain(item).answers for item in dependencies.items}
        for side in (1, 0):
            given = {item: self._subject.extremes[item][side] for item in dependencies.items}
            if self._affords(sum(map(len, domains.values())), dependencies):
                yield from ({**given, item: answer} for item, answers in domains.items() for answer in answers)

    def _can_hold(self, node: Node) -> bool:
        """False only if a condition is certain to fail, given what scores can come to and which levels they can reach."""
        if isinstance(node, Chain):
            return (all if node.word == "and" else any)(self._can_hold(link) for link in node.links)
        if isinstance(node, Not):
            return self._can_fail(node.part)
        return self._compared(node, True)

    def _can_fail(self, node: Node) -> bool:
        if isinstance(node, Chain):
            return (any if node.word == "and" else all)(self._can_fail(link) for link in node.links)
        if isinstance(node, Not):
            return self._can_hold(node.part)
        return self._compared(node, False)

    def _compared(self, node: Node, wanted: bool) -> bool:
        """Whether a comparison may come out as wanted."""
        if not isinstance(node, Comparison) or not isinstance(node.left, Call) or not isinstance(node.right, Literal):
            return True
        name = node.left.arguments[0].id if isinstance(node.left.arguments[0], Name) else ""
        content = node.right.content
        if node.left.function == "band" and isinstance(content, str) and node.operator in ("==", "!="):
            never = self._bands.get((name, content)) is Reach.NEVER
            return not never or wanted is (node.operator == "!=")
        units = {"percent": Unit.PERCENT, "points": Unit.POINTS}
        if node.left.function not in units or not isinstance(content, Fraction) or name not in self._subject.plan.aggregates:
            return True
        found = self._surveyor.limits(name).ends.of(units[node.left.function])
        return found is None or not wanted or _may_hold(node.operator, found, content)


def _may_hold(operator: str, found: tuple[Fraction, Fraction], number: Fraction) -> bool:
    low, high = found
    return {
        "<": low < number,
        "<=": low <= number,
        ">": high > number,
        ">=": high >= number,
        "==": low <= number <= high,
    }.get(operator, True)
