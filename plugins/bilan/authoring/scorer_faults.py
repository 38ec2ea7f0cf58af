# Failures of Python scorers, known only once they ran, as warnings where their checklists name them.

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilan.authoring.diagnostics import Diagnostic, Severity
from bilan.authoring.document import Document
from bilan.authoring.format.shapes import Located
from bilan.authoring.scorer_process import ScorerProcess
from bilan.engine import Answers, evaluate

_HINT = "Have it return what it can for any answers; the value of what is not answered is None."


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
            when = "while nothing is answered" if blank else "with some answers"
            what = f"the scorer {named.value} fails {when}: {fault[0]}: {fault[1]}."
            yield Diagnostic(document.path, named.place.line, named.place.column, "R230", what, _HINT, Severity.WARNING)
