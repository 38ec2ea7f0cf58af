"""From YAML to a valid checklist, or to every problem at once with its place."""

from bilan.authoring.changes import compare
from bilan.authoring.diagnostics import Diagnostic, InvalidChecklists, Severity, on_one_line, told
from bilan.authoring.document import BorrowedText, CountedText, Document, Text
from bilan.authoring.format.schema import checklist_schema
from bilan.authoring.format.shapes import is_page
from bilan.authoring.languages.texts import Coverage, Entry, TextFile, coverage
from bilan.authoring.languages.translations import TranslationChecks, entries_by_text, shown_coverage
from bilan.authoring.library import Library, read_library, read_older
from bilan.authoring.personas.rehearsal import Rehearsal, rehearse
from bilan.authoring.rules.links import links_in
from bilan.authoring.scaffold import scaffold
from bilan.authoring.scorer_faults import scorer_faults
from bilan.authoring.scorer_process import ScorerProcess, scorers_apart

__all__ = [
    "BorrowedText",
    "CountedText",
    "Coverage",
    "Diagnostic",
    "Document",
    "Entry",
    "InvalidChecklists",
    "Library",
    "Rehearsal",
    "ScorerProcess",
    "Severity",
    "Text",
    "TextFile",
    "TranslationChecks",
    "checklist_schema",
    "compare",
    "coverage",
    "entries_by_text",
    "is_page",
    "links_in",
    "on_one_line",
    "read_library",
    "read_older",
    "rehearse",
    "scaffold",
    "scorer_faults",
    "scorers_apart",
    "shown_coverage",
    "told",
]
