# Items that count more than once in a group or score, since two of its members hold them.

from __future__ import annotations

from bilan.authoring.diagnostics import Place, Report
from bilan.authoring.diagnostics.scores import COUNTS_TWICE
from bilan.authoring.format.access import Record, located, records, table
from bilan.authoring.rules.names import Names, Noun
from bilan.engine import COMBINATIONS

# These pick one of the members, or count their items once each.
_COUNT_ONCE = tuple(word for word, combination in COMBINATIONS.items() if not combination.is_linear)

_MEMBER_FIELDS = ("sections", "items", "groups", "scores")


def check_overlaps(names: Names, report: Report) -> None:
    """Warn of each group and score in which an item counts twice.

    Whoever gives one of the members that hold it a weight there has thought about it: so a part is taken off a whole, or counts more.
    """
    for field, noun in (("groups", "group"), ("scores", "score")):
        for record in records(names.content.get(field)):
            if record.get("combine") not in _COUNT_ONCE:
                _check_overlap(record, noun, names, report)


def _check_overlap(record: Record, noun: str, names: Names, report: Report) -> None:
    weights = table(record.get("weights"))
    held: dict[str, list[str]] = {}
    for member in names.members(record):
        thing = names.by_id.get(member)
        for item in names.items_in(member) if thing and "by" not in thing.record else ():
            if names.by_id[item].scores:
                held.setdefault(item, []).append(member)
    twice = {item: members for item, members in held.items() if len(members) > 1 and weights.keys().isdisjoint(members)}
    if not twice:
        return
    item = next(item for item in names.of(Noun.ITEM) if item in twice)
    members = twice[item]
    ways = " and ".join(dict.fromkeys("by itself" if member == item else f'in "{member}"' for member in members))
    times = "twice" if len(members) == 2 else f"{len(members)} times"
    others = len(twice) - 1
    more = f", as it does {others} other {'item' if others == 1 else 'items'}" if others else ""
    report.add(COUNTS_TWICE, _place(record, members), noun=noun, item=item, times=times, ways=ways, more=more)


def _place(record: Record, members: list[str]) -> Place:
    """Where the last of the members is named that is named by its id, else that of the group or score."""
    named = {entry.value: entry.place for field in _MEMBER_FIELDS for entry in located(record.get(field))}
    found: Place = next((named[member] for member in reversed(members) if member in named), record["@"])
    return found
