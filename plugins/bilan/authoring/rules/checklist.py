# Rules over several fields of a checklist: ids that repeat, names that pages have; the rules of the parts stand in modules of their own.
# Each rule looks only at the parts that are well-formed, so one fault never hides another.

from __future__ import annotations

from bilan.authoring.diagnostics import START, Report
from bilan.authoring.diagnostics.checklist import ID_TAKEN, OTHER_THAN_FILE, RESERVED_NAME, TOTAL_TAKEN
from bilan.authoring.format.access import records
from bilan.authoring.format.shapes import IdShape, Located, accepts
from bilan.authoring.rules.conditions import check_conditions
from bilan.authoring.rules.idle import check_idle_conditions
from bilan.authoring.rules.items import check_item
from bilan.authoring.rules.languages import check_languages
from bilan.authoring.rules.migrations import check_migrations
from bilan.authoring.rules.names import Names, Thing, items_read
from bilan.authoring.rules.overlaps import check_overlaps
from bilan.authoring.rules.plan import check_plan
from bilan.authoring.rules.plurals import check_plurals
from bilan.authoring.rules.scores import check_scores
from bilan.authoring.rules.twins import check_twins
from bilan.engine import Checklist

# Ids whose page would take the place of another, and what that one lists.
RESERVED = {"index": "all checklists", "translations": "how far each checklist is translated"}


def check_rules(names: Names, stem: str, locales: tuple[str, ...], report: Report) -> None:
    """Report every broken rule of a checklist.

    Args:
        names: those of the checklist.
        stem: the file's name without its ending, which the id must repeat.
        locales: the languages that the site needs; empty if any will do.
        report: where the problems go.
    """
    content = names.content
    checklist_id = content.get("id")
    if isinstance(checklist_id, Located) and checklist_id.value != stem:
        write = f"Write id: {stem}" if accepts(IdShape(), stem) and stem not in RESERVED else ""
        rename = f"ename the file to {checklist_id.value}.yml" if checklist_id.value not in RESERVED else ""
        hint = f"{write}, or r{rename}." if write and rename else f"{write}." if write else f"R{rename}." if rename else ""
        report.add(OTHER_THAN_FILE, checklist_id.place, instead=hint, id=checklist_id.value)
    if stem in RESERVED:
        report.add(RESERVED_NAME, START, id=stem, listed=RESERVED[stem])
    _check_ids(names, report)
    check_languages(content, locales, report)
    check_plurals(content, locales, report)
    read = items_read(names)
    for section in records(content.get("sections")):
        for item in records(section.get("items")):
            check_item(item, names.scales, read, report)
    check_twins(content, report)
    check_scores(names, report)
    check_migrations(names, report)
    check_conditions(names, report)


def check_compiled(names: Names, checklist: Checklist, report: Report) -> None:
    """Report what only a checklist without other faults can tell: circles, items that count twice, and idle conditions."""
    check_plan(names, checklist, report)
    if not report.failed:
        check_overlaps(names, report)
        check_idle_conditions(names, checklist, report)


def _check_ids(names: Names, report: Report) -> None:
    first: dict[str, Thing] = {}
    for thing in names.all:
        before = first.setdefault(thing.id, thing)
        if before is thing:
            continue
        if thing.place is START:
            report.add(TOTAL_TAKEN, before.place, id=thing.id)
        else:
            at = f"{before.place.line}:{before.place.column}"
            report.add(ID_TAKEN, thing.place, id=thing.id, noun=before.noun.phrase, at=at)
