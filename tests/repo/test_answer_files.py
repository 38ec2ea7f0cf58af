# One rule for answer files: what the engine would refuse, the page refuses before anything changes, and for the same reason; what the
# page takes, the engine reads, brings up to date and scores, and the page can read that again.

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bilan.cli import main
from bilan.engine import migrate_json, score_json
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.engine.test_migration import compiled
from tests.engine.test_properties import reproducible
from tests.support.answer_files import LARGE_FILES, REASONS, PageReader, answer_file
from tests.support.cases import Case, golden_cases

CASES = [case for case in golden_cases() if case.name.startswith("answer-files: ")]
RULES = CASES[0].checklist
VERSION = 2

# As long as the engine may work on the worst file; most take milliseconds.
PATIENCE_S = 10


@pytest.fixture(scope="module")
def page() -> Iterator[PageReader]:
    reader = PageReader()
    yield reader
    reader.close()


def newest_version(text: str) -> int:
    """The newest version that a valid file speaks of."""
    document = json.loads(text.removeprefix("\ufeff"), parse_int=float)
    versions = [document.get("version"), *(entry.get("version") for entry in document["answers"].values())]
    return int(max((v for v in versions if isinstance(v, float) and v.is_integer() and abs(v) < 1e9), default=1))


def check_agreement(page: PageReader, text: str, checklist: str, name: str, version: int) -> str | None:
    """Have the engine and the page read a file, and hold them to one another. The code of the refusal, if there is one."""
    scored = json.loads(score_json(checklist, text))
    kept, loaded = page.read(text, name), page.read(text, name, version)
    if code := scored.get("code"):
        assert kept.get("reason") == loaded.get("reason") == REASONS[code]
        return str(code)
    assert "document" in kept
    if newest_version(text) > version:
        assert loaded == {"reason": "newer_version", "detail": str(newest_version(text))}
    else:
        assert loaded == kept
    # A number is its double on both sides, so nothing is lost on the way through the page.
    assert json.loads(score_json(checklist, kept["document"])) == scored
    migrated = json.loads(migrate_json(checklist, kept["document"]))
    again = page.read(json.dumps(migrated["document"]), name)
    assert _as_doubles(again["document"]) == _as_doubles(json.dumps(migrated["document"]))
    return None


def _as_doubles(text: str) -> Any:
    return json.loads(text, parse_int=float)


def test_there_are_enough_cases() -> None:
    assert len(CASES) + len(LARGE_FILES) >= 130


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_page_reads_what_the_engine_reads(page: PageReader, case: Case) -> None:
    assert check_agreement(page, case.answers, RULES, "answer-files", VERSION) == case.error


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE_FILES)
def test_large_files_are_read_or_refused_in_time(page: PageReader, name: str) -> None:
    text, code = LARGE_FILES[name]
    found = page.read(text, "answer-files", VERSION)
    started = time.process_time()
    answers = found.get("document", text)
    assert [json.loads(tell(RULES, answers)).get("code") for tell in (score_json, migrate_json)] == [code, code]
    assert time.process_time() - started < PATIENCE_S
    assert found.get("reason") == (REASONS[code] if code else None)


# What the bytes of a file come to: the start of what the command line says, or None if the file is read.
FILES: dict[str, tuple[bytes, str | None]] = {
    "UTF-8": (answer_file('"é": "è",').encode(), None),
    "UTF-8 with a byte order mark, as Windows writes it": (answer_file("").replace(" ", "\r\n").encode("utf-8-sig"), None),
    "Latin-1": (answer_file('"é": "è",').encode("latin-1"), "is not UTF-8 text"),
    "Windows-1252": (answer_file('"note": "l’été",').encode("cp1252"), "is not UTF-8 text"),
    "UTF-16 with a byte order mark": (answer_file('"é": "è",').encode("utf-16"), "is not UTF-8 text"),
    "UTF-16 the other way round": (b"\xfe\xff" + answer_file("").encode("utf-16-be"), "is not UTF-8 text"),
    "UTF-16 without a byte order mark": (answer_file("").encode("utf-16-le"), "not-json"),
    "UTF-32": (answer_file("").encode("utf-32"), "is not UTF-8 text"),
    "a letter in more bytes than it needs": (answer_file('"a": "?",').encode().replace(b"?", b"\xc0\xaf"), "is not UTF-8 text"),
    "half an emoji": (answer_file('"a": "?",').encode().replace(b"?", b"\xed\xa0\xbd"), "is not UTF-8 text"),
    "cut off within a letter": ('"é'.encode()[:-1], "is not UTF-8 text"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "is not UTF-8 text"),
    "nothing": (b"", "not-json"),
    "two byte order marks": ("\ufeff".encode() + answer_file("").encode("utf-8-sig"), None),
    "as much as may be": (answer_file("").encode().ljust(5 * 1024 * 1024), None),
    "a byte too much": (answer_file("").encode().ljust(5 * 1024 * 1024 + 1), "has more than 5,242,880 bytes"),
}

# What the page calls what the command line refuses beside the engine.
FILE_REASONS = {"is not UTF-8 text": "not_utf8", "has more than 5,242,880 bytes": "too_large"}


@pytest.mark.parametrize("name", FILES)
def test_the_bytes_of_a_file_are_read_alike(page: PageReader, name: str, tmp_path: Path) -> None:
    content, refusal = FILES[name]
    (tmp_path / "answers.json").write_bytes(content)
    sections = "[{id: a, title: A, items: [{id: box, kind: check, text: B}]}]"
    checklist = f"{{id: answer-files, version: 2, title: T, summary: S, sections: {sections}}}"
    (tmp_path / "answer-files.yml").write_text(checklist, "utf-8")
    done = CliRunner().invoke(main, ["score", "--json", str(tmp_path / "answer-files.yml"), str(tmp_path / "answers.json")])
    found = page.read(content, "answer-files", 2)
    if refusal is None:
        assert done.exit_code == 0, done.output
        assert "document" in found
    else:
        assert done.exit_code == 1
        assert refusal in done.output
        assert found["reason"] == (FILE_REASONS.get(refusal) or REASONS[refusal])


def test_accents_of_a_file_arrive(page: PageReader) -> None:
    kept = page.read(answer_file("", '{"box": {"note": "Été"}}').encode(), "answer-files", 2)
    assert json.loads(kept["document"])["answers"] == {"box": {"note": "Été"}}


@pytest.mark.parametrize(
    ("fields", "answers", "detail"),
    [
        ({"version": 2}, {}, None),
        ({"version": 3}, {}, "3"),
        ({"version": 1}, {"a": {"value": 1, "version": 3}}, "3"),
        ({}, {"a": {"note": "x", "version": 4}, "b": {"note": "x", "version": 3}}, "4"),
        ({"version": 1}, {"a": {"value": 1, "version": 2}}, None),
        ({}, {"a": {"value": 1, "version": "4"}, "b": {"value": 1, "version": 2.5}, "c": {"value": 1, "version": 1e300}}, None),
        ({}, {}, None),
    ],
)
def test_a_file_of_a_newer_version_is_refused_where_a_version_is_shown(
    page: PageReader, fields: dict[str, Any], answers: dict[str, Any], detail: str | None
) -> None:
    text = json.dumps({"format": "bilan-answers/1", "checklist": "demo", "answers": answers, **fields})
    found = page.read(text, "demo", 2)
    assert found == ({"reason": "newer_version", "detail": detail} if detail else {"document": text.replace(": ", ":").replace(", ", ",")})
    assert "document" in page.read(text, "demo")


# A checklist that takes every kind of answer, and two steps of migration that move, copy, change and drop answers.
MIGRATED = compiled(
    {
        "version": 3,
        "items": {
            "box": "check",
            "many": {"kind": "choices", "choices": [{"id": "x", "points": "1"}, {"id": "y", "points": "2"}]},
            "one": ["x", "y"],
            "left": {"kind": "number", "minimum": "0", "maximum": "100"},
            "right": "number",
            "constructor": "text",
        },
        "migrations": [
            {"to": 2, "rename": {"old": "one"}, "split": {"both": ["left", "right"]}, "remove": ["gone"]},
            {"to": 3, "rescale": {"left": {"multiply": "1/3", "add": "0"}}, "remove_choices": {"many": ["z"]}, "add": ["box"]},
        ],
    }
)

IDS = ["box", "many", "one", "left", "right", "old", "both", "gone", "constructor", "toString", "__proto__", "hasOwnProperty", "", "é"]
NUMERALS = (
    "0 -0 1 2.50 1e2 1E+2 1e-7 0.1 100 1e308 1e309 -1e400 1e401 1e-401 01 +1 .5 1. 1e NaN -Infinity 12345678901234567890 "
    f"0.30000000000000004 0.1234567890123456789 {'1' * 40} {'1' * 41} 999999999 1000000000"
).split()
WORDS = ["null", "true", "false", '"x"', '"y"', '""', "[]", "{}", '["x"]', '["x","z"]', '[""]', "[1]", '"\\ud83d"']
LITERALS = st.sampled_from([*NUMERALS, *WORDS])


def _objects(keys: st.SearchStrategy[str], values: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(keys.map(json.dumps), values), max_size=most)
    return pairs.map(lambda found: "{" + ",".join(f"{key}:{value}" for key, value in found) + "}")


DEEP = st.builds(lambda levels, inner: "[" * levels + inner + "]" * levels, st.integers(0, 21), LITERALS)
ENTRIES = st.one_of(
    st.sampled_from(['{"value":true}', '{"value":"x"}', '{"value":["x","z"]}', '{"value":3}', '{"state":"dont-know"}', '{"note":"N"}']),
    _objects(st.sampled_from(["value", "state", "note", "link", "date", "version", "other"]), st.one_of(LITERALS, DEEP), 4),
    LITERALS,
)
RECORDS = st.one_of(
    LITERALS,
    DEEP,
    st.builds('{{"entry":{},"version":1,"reason":"removed","earlier":{}}}'.format, ENTRIES, st.one_of(LITERALS, DEEP)),
)


@st.composite
def answer_texts(draw: st.DrawFn) -> str:
    """The text of an answer file, sound or with a few faults."""
    answers = draw(_objects(st.sampled_from(IDS), ENTRIES, 4))
    fields = [f'"answers":{answers}', f'"version":{draw(st.sampled_from(["1", "2", "3", "4", "null"]))}']
    fields.append(f'"format":"{draw(st.sampled_from(["bilan-answers/1"] * 9 + ["bilan-answers/2"]))}"')
    fields.append(f'"checklist":"{draw(st.sampled_from(["demo"] * 9 + ["other"]))}"')
    if draw(st.booleans()):
        fields.append(f'"dropped":{draw(_objects(st.sampled_from(IDS), RECORDS, 3))}')
    if draw(st.booleans()):
        name = draw(st.sampled_from(["saved", "content", "migration", "other", "version", "dropped", "checklist", "answers", "__proto__"]))
        fields.append(f'"{name}":{draw(st.one_of(LITERALS, DEEP))}')
    text = "{" + ",".join(draw(st.permutations(fields))) + "}"
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        at = draw(st.integers(0, len(text)))
        until = min(len(text), at + draw(st.integers(0, 6)))
        text = text[:at] + draw(st.sampled_from(["", *'{}[]",:\\-e. 1\ufeff\x00', "\\u0061", '{"a":1,"a":2}', "[" * 21])) + text[until:]
    return text


@pytest.mark.slow
@settings(reproducible, max_examples=600)
@given(text=answer_texts())
@example(text=answer_file("", '{"box": {"version": 1}}', "demo").replace('"version": 2', '"version": 1'))
@example(text='{"a":1,"a":2')
@example(text='"\\')
@example(text="]" * 3 + "[" * 21)
def test_what_one_reader_refuses_the_other_does(page: PageReader, text: str) -> None:
    check_agreement(page, text, MIGRATED, "demo", 3)


@pytest.mark.slow
def test_the_made_up_files_are_worth_it(page: PageReader) -> None:
    codes: dict[str | None, int] = {}

    @settings(reproducible, max_examples=600)
    @given(text=answer_texts())
    def look(text: str) -> None:
        code = json.loads(score_json(MIGRATED, text)).get("code")
        codes[code] = codes.get(code, 0) + 1

    look()
    assert {*codes} >= {None, "not-json", "duplicate-key", "newer-format", "malformed", "other-checklist"}
    # A tenth. Hypothesis draws on the constants of the modules that are loaded, so the share moves with the tests that ran before.
    assert codes[None] > 60
