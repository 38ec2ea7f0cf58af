# PO, the file format of translators' tools: messages in, text out, and back.

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

_HEADER = """\
# {title}
msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Generator: Bilan\\n"

"""


class PoError(Exception):
    """A file is not a PO file that can be read; the message says why."""


@dataclass(frozen=True)
class Message:
    """One text to translate.

    `context` says which one it is; `fuzzy` that the translation must be looked at again; `comments` help the translator, `file` is
    where the text comes from, and `line` where the message starts in a PO file that was read.
    """

    context: str
    source: str
    translation: str
    fuzzy: bool = False
    comments: tuple[str, ...] = ()
    file: str = ""
    line: int = 0


def po_text(title: str, locale: str, messages: Iterable[Message]) -> bytes:
    """The PO file that holds `messages`; the same messages give the same bytes."""
    catalog = Catalog()
    for message in messages:
        added = catalog.add(
            message.source,
            message.translation,
            context=message.context,
            flags=["fuzzy"] if message.fuzzy else [],
            auto_comments=message.comments,
            locations=[(message.file, 0)],
        )
        # Babel takes "5 % de" for a placeholder of Python.
        added.flags &= {"fuzzy"}
    target = BytesIO()
    write_po(target, catalog, omit_header=True, include_lineno=False)
    return _HEADER.format(title=title, locale=locale.replace("-", "_")).encode() + target.getvalue()


def read_messages(data: bytes) -> tuple[str, list[Message]]:
    """The language that a PO file names, "" if it names none, and its messages.

    Raises:
        PoError: it can't be read.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PoError(f"line {line}: byte 0x{data[error.start]:02x} is not UTF-8 text.") from None
    try:
        catalog = read_po(text.replace("\r\n", "\n").split("\n"), ignore_obsolete=True, abort_invalid=True)
    except PoFileError as error:
        raise PoError(f"line {error.lineno + 1}: {str(error).rpartition(' on ')[0]}.") from None
    # What Babel stumbles over where a file is so broken that it expects none of it.
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        raise PoError("it is not made of messages.") from error
    messages = [
        Message(str(found.context or ""), found.id, str(found.string or ""), found.fuzzy, line=found.lineno or 0)
        for found in catalog
        if found.id and isinstance(found.id, str)
    ]
    return (catalog.locale_identifier or "").replace("_", "-"), messages
