# The rule of `links`, which takes all checklists of a folder: those that are named are there. Whether pages are, only the site knows.

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from bilan.authoring.diagnostics.checklist import LINK_TO_ITSELF, LINK_TO_NONE
from bilan.authoring.format.access import records
from bilan.authoring.format.shapes import Located, is_page
from bilan.authoring.rules.names import nearest
from bilan.authoring.rules.readings import ReadChecklist


def check_links(found: Sequence[ReadChecklist], others: Collection[str]) -> None:
    """Report links to checklists that are not there.

    Args:
        found: the valid checklists.
        others: ids of checklists that are there, but have errors of their own.
    """
    there = {*(read.document.id for read in found), *others}
    for read in found:
        for link in links_in(read.record):
            if is_page(link.value):
                continue
            if link.value == read.document.id:
                read.report.add(LINK_TO_ITSELF, link.place)
            elif link.value not in there:
                meant = nearest(link.value, there - {read.document.id})
                read.report.add(LINK_TO_NONE, link.place, instead=meant, id=link.value)


def links_in(content: Mapping[str, Any]) -> Iterator[Located]:
    """Every link of a checklist: its own, and those of levels, outcomes and actions."""
    leveled = (content, *records(content.get("scores")))
    holders = [content, *(band for score in leveled for band in records(score.get("bands")))]
    for name in ("outcomes", "actions"):
        holders += records(content.get(name))
    for holder in holders:
        yield from (link for link in holder.get("links", ()) if isinstance(link, Located))
