# Proven findings of the analysis as warnings of `bilan check`, at the places of the parts.

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilan.authoring.analysis.findings import findings
from bilan.authoring.analysis.study import Effort, study
from bilan.authoring.diagnostics import Diagnostic, diagnosed
from bilan.authoring.diagnostics.analysis import A601
from bilan.authoring.document import Document
from bilan.authoring.rules.places import conditions_of, places_of

# Enough to see what is easily reached; only what is not takes a proof.
_QUICK = Effort(samples=40, steps=2_000, proofs=100_000)


def certain_faults(documents: Iterable[Document], known: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings of a quick analysis that are proven.

    Args:
        documents: valid checklists.
        known: what was reported of them before; what hangs on a condition that was is not reported again.
    """
    reported = {(diagnostic.path, diagnostic.line, diagnostic.column) for diagnostic in known}
    return tuple(fault for document in documents for fault in _faults(document, reported))


def _faults(document: Document, reported: set[tuple[str, int, int]]) -> Iterator[Diagnostic]:
    places, conditions = places_of(document.record), conditions_of(document.record)
    for finding in findings(study(document.checklist, _QUICK)):
        when = conditions.get(finding.part)
        place = places[finding.part]
        if finding.warns and not (finding.message.code is A601 and when and (document.path, when.line, when.column) in reported):
            yield diagnosed(finding.message, document.path, place, **finding.fields)
