"""Translations to and from translators: PO files, and the record of what each translation was made from."""

from bilan.translation.accepting import recorded
from bilan.translation.export import messages_for, with_forms
from bilan.translation.importing import Changes, ImportRefused, changes_of, files_with
from bilan.translation.po import Message, PoError, po_text, read_messages
from bilan.translation.selection import UnknownName, select
from bilan.translation.writing import write_all

__all__ = [
    "Changes",
    "ImportRefused",
    "Message",
    "PoError",
    "UnknownName",
    "changes_of",
    "files_with",
    "messages_for",
    "po_text",
    "read_messages",
    "recorded",
    "select",
    "with_forms",
    "write_all",
]
