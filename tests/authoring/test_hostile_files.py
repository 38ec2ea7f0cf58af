# Files that no author would write, and some that a careless or malicious one would. Each ends in diagnostics; nothing ever raises.

from __future__ import annotations

import time
from pathlib import Path

import pytest
from bilan.authoring import read_library
from bilan.authoring.diagnostics import Report
from bilan.authoring.format.checklist import CHECKLIST
from bilan.authoring.rules.checklist import check_rules
from bilan.authoring.rules.names import Names
from bilan.authoring.source.loader import load
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir

from tests.support.project import CHECKLIST as GOOD
from tests.support.project import ROOT

set_hypothesis_home_dir(ROOT / ".pytest_cache" / "hypothesis")

reproducible = settings(deadline=None, derandomize=True, database=None, max_examples=200)


def read(folder: Path, data: bytes | str) -> list[str]:
    """The diagnostics of a file demo.yml with these bytes."""
    (folder / "demo.yml").write_bytes(data if isinstance(data, bytes) else data.encode())
    return [str(diagnostic) for diagnostic in read_library([folder], root=folder).diagnostics]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.rstrip("\n").encode(),
        ("---\n" + GOOD + "...\n").encode(),
        (GOOD + "# 😀 \u2028\n").encode(),
    ],
    ids=["byte order mark", "Windows line ends", "both", "old Mac line ends", "no last line end", "document marks", "rare characters"],
)
def test_harmless_differences_are_accepted(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data) == []


def test_places_do_not_change_with_line_ends(tmp_path: Path) -> None:
    wrong = GOOD.replace("version: 1", "version: none")
    expected = read(tmp_path, wrong)
    assert expected[0].startswith("demo.yml:2:10: F106 ")
    assert read(tmp_path, wrong.replace("\n", "\r\n")) == expected
    assert read(tmp_path, b"\xef\xbb\xbf" + wrong.encode()) == expected


UTF8 = "is not UTF-8 text. Save the file with the encoding UTF-8."


@pytest.mark.parametrize(
    ("data", "diagnostic"),
    [
        ("# ici\nid: été\n".encode("latin-1"), f"demo.yml:2:5: Y001 byte 0xe9 {UTF8}"),
        ("# été\r\nid: é".encode() + b"\xe9t\xe9\n", f"demo.yml:2:6: Y001 byte 0xe9 {UTF8}"),
        (GOOD.encode("utf-16"), f"demo.yml:1:1: Y001 byte 0xff {UTF8}"),
        (GOOD.encode("utf-32"), f"demo.yml:1:1: Y001 byte 0xff {UTF8}"),
        (b"PK\x03\x04\x14\x00\xff", None),
        (b"\x00" * 100, None),
        ("id: demo\n".encode("utf-16-le"), None),
        (b"id: demo\n\xed\xa0\x80\n", f"demo.yml:2:1: Y001 byte 0xed {UTF8}"),
        (b"", "demo.yml:1:1: Y009 the file is empty. Run `bilan new` for an example to start from."),
        (b"\xef\xbb\xbf", "demo.yml:1:1: Y009 the file is empty. Run `bilan new` for an example to start from."),
        (b" \n\n# nothing\n", "demo.yml:1:1: Y009 the file is empty. Run `bilan new` for an example to start from."),
        (
            b"#" * (4 * 1024 * 1024 + 1),
            "demo.yml:1:1: Y008 the file has more than 4,194,304 bytes. Split it in several.",
        ),
    ],
    ids=[
        "Latin-1",
        "half Latin-1",
        "UTF-16",
        "UTF-32",
        "an archive",
        "only NUL",
        "UTF-16 without a mark",
        "a surrogate",
        "empty",
        "only a mark",
        "only a comment",
        "huge",
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, data: bytes, diagnostic: str | None) -> None:
    found = read(tmp_path, data)
    assert len(found) == 1
    assert found[0] == diagnostic if diagnostic else found[0].startswith("demo.yml:1:") and ": Y001 " in found[0]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b"])
def test_a_forbidden_character_is_found_behind_accents(tmp_path: Path, character: str) -> None:
    found = read(tmp_path, f"# été, hélas\nid: é{character}\n")
    assert len(found) == 1
    assert found[0].startswith("demo.yml:2:6: Y001 ")


@pytest.mark.parametrize(
    "nested", ["[" * 600, "{a: " * 600, "- " * 600, "? " * 600, "[" * 100_000, "\n".join(" " * n + "a:" for n in range(600))]
)
def test_deep_nesting_is_refused(tmp_path: Path, nested: str) -> None:
    found = read(tmp_path, nested)
    assert len(found) == 1
    assert ": Y00" in found[0]


def test_files_that_grow_are_refused_at_once(tmp_path: Path) -> None:
    laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    merges = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 30))
    started = time.process_time()
    assert read(tmp_path, laughs) == ["demo.yml:1:4: Y005 the anchor &a. Anchors are not read; write each part out."]
    assert read(tmp_path, merges) == ["demo.yml:1:5: Y005 the anchor &a0. Anchors are not read; write each part out."]
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("&a [*a]", "Y005"),
        ("sections: &a\n  - *a\n", "Y005"),
        ("*a : b", "Y005"),
        ("{<<: {a: b}}", "Y005"),
        ("!!python/object/apply:os.system ['touch bilan-was-here']", "Y004"),
        ("!!python/name:os.system", "Y004"),
        ("id: !!binary aGk=", "Y004"),
        ("id: !unknown x", "Y004"),
        ("%TAG ! tag:example.org,2000:\n---\nid: !x y", "Y004"),
        ("%YAML 1.2\n---\nid: x", "Y004"),
        ("%YAML 7.0\n---\nid: x", "Y002"),
        ("---\n---\n", "Y003"),
        ("id: demo\n...\n---\nid: other\n", "Y003"),
        ("{a: b}: c", "Y002"),
        ("? - a\n: b", "Y002"),
        ("id: 'demo", "Y002"),
        ('id: "\\xZZ"', "Y002"),
        ("id: @demo", "Y002"),
        ("id: `demo`", "Y002"),
        ("id: demo\n version: 1", "Y002"),
        ("]", "Y002"),
        ("id: demo\n\tversion: 1", None),
    ],
)
def test_what_yaml_can_do_beyond_a_tree_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, code: str | None) -> None:
    monkeypatch.chdir(tmp_path)
    found = read(tmp_path, text)
    assert found
    assert code is None or (len(found) == 1 and f": {code} " in found[0])
    assert not Path("bilan-was-here").exists()


def test_a_quoted_merge_key_is_a_name_like_any_other(tmp_path: Path) -> None:
    assert [line for line in read(tmp_path, GOOD + '"<<": x\n') if "F102" not in line] == []


@pytest.mark.parametrize(
    "value", ["9" * 5000, "0." + "3" * 5000, "1/" + "9" * 5000, "-" * 5000, "1e" + "9" * 5000, "٣", "½", "0b1", "1_0", "+1"]
)
def test_extraordinary_numbers_are_no_numbers(tmp_path: Path, value: str) -> None:
    found = read(tmp_path, GOOD.replace("version: 1", f"version: {value}"))
    assert len(found) == 1
    assert found[0].startswith("demo.yml:2:10: F106 ")
    assert len(found[0]) < 250


def test_a_text_may_have_4000_characters_and_no_more(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD.replace("A trial.", "é" * 4000)) == []
    found = read(tmp_path, GOOD.replace("A trial.", "é" * 4001))
    assert found == ["demo.yml:4:32: F108 the text has 4,001 characters. Keep it under 4,000."]


def test_five_thousand_questions_are_read_in_good_time(tmp_path: Path) -> None:
    item = '      - {{id: q{}, kind: check, text: {{fr: "Case {}", en: "Box {}"}}}}\n'
    large = GOOD.partition("bands:")[0] + "".join(item.format(number, number, number) for number in range(4998))
    started = time.process_time()
    assert read(tmp_path, large) == []
    assert time.process_time() - started < 15


@reproducible
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    report = Report("demo.yml")
    assert load(data, report) is not None or report.failed


@reproducible
@given(st.data())
def test_no_damage_to_a_good_file_makes_it_raise(data: st.DataObject) -> None:
    lines = GOOD.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        position = data.draw(st.integers(0, len(lines) - 1))
        line = lines[position]
        cut = data.draw(st.integers(0, len(line)))
        piece = data.draw(st.sampled_from(["", "  ", ": ", "- ", "[", "{a: ", '"', "&a ", "*a", "|\n", "null", "-1/3", "é\n", "}", "? "]))
        lines[position] = data.draw(st.sampled_from([line[:cut] + piece + line[cut:], line[:cut] + piece, piece, line + "\n" + line]))
    report = Report("demo.yml")
    node = load("\n".join(lines).encode(), report)
    record = CHECKLIST.check(node, report) if node else None
    if isinstance(record, dict):
        check_rules(Names(record, {}), "demo", ("fr", "en"), report)
    height = "\n".join(lines).count("\n") + 2
    for diagnostic in report.diagnostics:
        assert 1 <= diagnostic.line <= height
        assert diagnostic.column >= 1
