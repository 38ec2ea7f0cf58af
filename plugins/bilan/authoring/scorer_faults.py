# Failures of Python scorers, known only once they ran, as warnings where their checklists name them.

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilan.authoring.diagnostics import Diagnostic, diagnosed
from bilan.authoring.diagnostics.scorers import FAILS_BLANK, FAILS_WITH_SOME
from bilan.authoring.document import Document
from bilan.authoring.format.shapes import Located
from bilan.authoring.scorer_process import ScorerProcess
from bilan.engine import Answers, evaluate


def scorer_faults(documents: Iterable[Document], process: ScorerProcess) -> Iterator[Diagnostic]:
    """The scorers that fail while nothing is answered, or failed before with answers that were tried.

    Args:
        documents: valid checklists.
        process: that which runs scorers now.
    """
    for document in documents:
        named = document.record.get("scorer")
        if not isinstance(named, Located):
            continue
        report = evaluate(document.checklist, Answers(document.id)).report
        blank = report.error if report else None
        fault = blank or process.failures.get(document.checklist.scorer)
        if fault:
            message = FAILS_BLANK if blank else FAILS_WITH_SOME
            yield diagnosed(message, document.path, named.place, name=named.value, code=fault[0], detail=fault[1])
