"""What is told of files: problems with their places, and the register of all that there are (register.py)."""

from bilan.authoring.diagnostics.declaration import Code, Message, Severity
from bilan.authoring.diagnostics.report import (
    MOST_TOLD,
    START,
    Diagnostic,
    InvalidChecklists,
    Place,
    Report,
    diagnosed,
    on_one_line,
    shown,
    told,
)

__all__ = [
    "MOST_TOLD",
    "START",
    "Code",
    "Diagnostic",
    "InvalidChecklists",
    "Message",
    "Place",
    "Report",
    "Severity",
    "diagnosed",
    "on_one_line",
    "shown",
    "told",
]
