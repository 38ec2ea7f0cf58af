"""From YAML to a valid checklist, or to every problem at once with its place."""

from bilan.authoring.diagnostics import Diagnostic, InvalidChecklists, Severity
from bilan.authoring.document import Document, Text
from bilan.authoring.library import Library, read_library
from bilan.authoring.scaffold import scaffold
from bilan.authoring.schema import checklist_schema

__all__ = [
    "Diagnostic",
    "Document",
    "InvalidChecklists",
    "Library",
    "Severity",
    "Text",
    "checklist_schema",
    "read_library",
    "scaffold",
]
