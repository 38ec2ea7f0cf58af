# PO files: what is written is read back, the same messages give the same bytes, and no bytes make the reader raise anything but its own.

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po
from bilan.translation import Message, PoError, po_text, read_messages
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translation.test_quoting import WORDS

reproducible = settings(deadline=None, derandomize=True, database=None, max_examples=300)

MESSAGES = st.lists(
    st.builds(
        Message,
        context=st.from_regex(r"[a-z]{1,5}(/[a-z0-9-]{1,8}){1,4}", fullmatch=True),
        source=WORDS,
        translation=st.just("") | WORDS,
        fuzzy=st.booleans(),
        comments=st.lists(WORDS, max_size=1).map(tuple),
        file=st.sampled_from(["checklists/demo.yml", "a b/é.yml"]),
    ),
    max_size=8,
    unique_by=lambda message: message.context,
)

HEADER = 'msgid ""\nmsgstr "Language: en\\n"\n\n'


def kept(messages: list[Message]) -> list[tuple[str, str, str, bool]]:
    return [(m.context, m.source, m.translation, m.fuzzy) for m in messages]


@pytest.mark.slow
@reproducible
@given(MESSAGES, st.sampled_from(["en", "pt-BR", "zh-Hant"]))
def test_what_is_written_is_read_back(messages: list[Message], locale: str) -> None:
    data = po_text("Title", locale, messages)
    named, found = read_messages(data)
    assert named == locale
    assert kept(found) == kept(messages)
    assert po_text("Title", locale, messages) == data
    assert kept(read_messages(data.replace(b"\n", b"\r\n"))[1]) == kept(messages)


@reproducible
@given(st.binary(max_size=80) | st.text(st.sampled_from('msgidstrx_plural[0] "\\#:,~\n\u2068\u2069é'), max_size=80).map(str.encode))
def test_no_bytes_make_it_raise_anything_else(data: bytes) -> None:
    try:
        read_messages(data)
    except PoError as error:
        message = str(error)
        assert message.endswith(".")


def test_the_file_looks_as_translators_expect() -> None:
    messages = [
        Message("demo/title", "Essai", "Trial", True, ("Une « démonstration »",), "checklists/demo.yml"),
        Message("demo/summary", "5 % de {moins}\n%(x)s", "", False, (), "check lists/demo.yml"),
    ]
    assert po_text("Texts.", "pt-BR", messages).decode() == (
        '# Texts.\nmsgid ""\nmsgstr ""\n"Language: pt_BR\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n"X-Generator: Bilan\\n"\n\n'
        '#. Une « démonstration »\n#: checklists/demo.yml\n#, fuzzy\nmsgctxt "demo/title"\nmsgid "Essai"\nmsgstr "Trial"\n\n'
        '#: \u2068check lists/demo.yml\u2069\nmsgctxt "demo/summary"\nmsgid ""\n"5 % de {moins}\\n"\n"%(x)s"\nmsgstr ""\n\n'
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'msgid "a\xff"', "line 1: byte 0xff is not UTF-8 text."),
        (b'\n\nmsgid "a"\n\n', "line 3: missing msgstr for msgid 'a'."),
        (b'msgid "a"\nmsgstr "b"\nfoo "c"\n', "line 3: Unknown or misformatted keyword."),
        (b'"a"\n', 'line 1: Got line starting with " but not in msgid, msgstr or msgctxt.'),
    ],
)
def test_a_file_that_is_none_is_named_with_its_line(data: bytes, why: str) -> None:
    with pytest.raises(PoError) as raised:
        read_messages(data)
    assert str(raised.value) == why


def test_what_other_programs_add_does_no_harm() -> None:
    text = (
        "\ufeff# Translator\n#, fuzzy\n"
        + HEADER.replace("Language: en", "Project-Id-Version: \\nPO-Revision-Date: 2026-11-25 10:00+0100\\nLanguage: en")
        + '# a remark\n#. said\n#: x.yml:3\n#, fuzzy, c-format\n#| msgid "old"\nmsgctxt "a/b"\nmsgid "Un"\nmsgstr "One"\n\n'
        + 'msgid "no context"\nmsgstr "x"\n\nmsgctxt "a/c"\nmsgid "d"\nmsgid_plural "ds"\nmsgstr[0] "e"\nmsgstr[1] "es"\n\n'
        + '#~ msgid "gone"\n#~ msgstr "gone"\n'
    )
    named, messages = read_messages(text.encode())
    assert named == "en"
    assert kept(messages) == [("a/b", "Un", "One", True), ("", "no context", "x", False)]
    assert messages[0].line == 12


def test_another_reader_reads_what_is_written() -> None:
    data = po_text("Title", "en", [Message("demo/title", 'Un\n"x" \\', "One\t")])
    catalog = read_po(data.splitlines(keepends=True), abort_invalid=True)
    assert [(m.context, m.id, m.string) for m in catalog if m.id] == [("demo/title", 'Un\n"x" \\', "One\t")]
    assert str(catalog.locale) == "en"
