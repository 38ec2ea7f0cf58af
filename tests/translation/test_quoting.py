# Any words can be written into a checklist in place, and are read back as they were; nothing else of the file changes.

from __future__ import annotations

import pytest
import yaml
from bilan.authoring.diagnostics import Place, Report
from bilan.authoring.source.loader import FORBIDDEN, Mapping, Node, Scalar, load
from bilan.translation.edits import Edit, EditError, edited
from bilan.translation.quoting import in_quotes
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir

from tests.support.project import ROOT

set_hypothesis_home_dir(ROOT / ".pytest_cache" / "hypothesis")

reproducible = settings(deadline=None, derandomize=True, database=None, max_examples=300)

# What trips those who write YAML by hand, and characters that some reader takes for the end of a line.
HARD = st.sampled_from(list("\"'\\:#-?|>&*!%@`{}[],~ \n\t\r é’«»\u00a0\u202f\u2028\x85\ufeff\u200d😀👩‍💻ש")) | st.characters(codec="utf-8")
WORDS = st.text(HARD, min_size=1, max_size=300).map(str.strip).filter(lambda text: bool(text) and not FORBIDDEN.search(text))

# One text in each form that it may be written in; %s stands for the line end.
FORMS = {
    "double": 'a: 1 # before\ntext:\n  fr: "Un"  # comment\n  en: "One"  # comment\nz: [1, "2"]  # after\n',
    "single": "a: 1\ntext:\n    fr: 'Un'\n    en: 'It''s'\nz: 2\n",
    "plain": "text:\n  fr: Un\n  en: One\n    and more  # comment\nz: 2\n",
    "folded": "text:\n  fr: Un\n  en: >-\n    One text\n    that is folded.\n\n    Twice.\n\n# after\nz: 2\n",
    "literal": "text:\n  en: |\n    One\n      text\n\n  fr: Un\nz: 2\n",
    "commented block": "text:\n  en: >  # why\n    One\n\n\nz: 2\n",
    "kept block": "text:\n  fr: Un\n  en: |+\n    One\n\n\nz: 2\n",
    "indented block": "text:\n  fr: Un\n  en: >2-\n    One\nz: 2\n",
    "flow": 'a: {text: {fr: "Un", en: "One", }, b: c}\n',
    "plain flow": "a: [{fr: Un, en: One}, 2]\n",
    "nested": "- id: x\n  text: {en: One}\n- id: y\n  text:\n      fr: Un\n",
    "in a list": "- fr: Un\n  en: One\n- fr: Deux\n",
    "quoted keys": '"text":\n  "fr": Un\n  "en": One\n',
    "last": "text:\n  fr: Un\n  en: One",
    "last block": "text:\n  fr: Un\n  en: >-\n    One\n    two",
}


def mappings(root: Node) -> list[Mapping]:
    """Every mapping whose keys are languages."""
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            waiting += [value for _, value in node.pairs.values()]
            if node.pairs.keys() <= {"fr", "en", "de"}:
                found.append(node)
        elif not isinstance(node, Scalar):
            waiting += node.items
    return found


def read(data: bytes) -> Node:
    report = Report("")
    root = load(data, report)
    assert root is not None
    assert not report.failed
    return root


def texts(data: bytes) -> list[dict[str, str]]:
    """The texts of a file in the order of their places, without spaces around them."""
    found = sorted(mappings(read(data)), key=lambda node: (node.place.line, node.place.column))
    return [{key: value.value.strip() for key, (_, value) in node.pairs.items() if isinstance(value, Scalar)} for node in found]


def first_place(data: bytes) -> Place:
    return min((node.place for node in mappings(read(data))), key=lambda place: (place.line, place.column))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("locale", ["en", "fr", "de"])
def test_a_text_is_changed_or_added_in_each_form(form: str, locale: str, newline: str) -> None:
    data = FORMS[form].replace("\n", newline).encode()
    for words in ("Neu: #1 \"x\" 'y' \\ z", "a\nb\n\nc", "w " * 90 + "w", "no"):
        after = edited(data, [Edit(first_place(data), locale, words)])
        expected = texts(data)
        expected[0][locale] = words
        assert texts(after) == expected
        assert after.count(b"#") - words.count("#") == data.count(b"#")
        assert (b"\r" in after) == (b"\r" in data)


@reproducible
@given(WORDS, st.sampled_from(sorted(FORMS)), st.sampled_from(["en", "fr", "de"]), st.booleans())
@example("a\u2028b", "folded", "en", False)
@example("a \nb", "folded", "en", False)
@example("a\n b", "literal", "en", False)
def test_any_words_come_back(words: str, form: str, locale: str, mark: bool) -> None:
    data = (b"\xef\xbb\xbf" if mark else b"") + FORMS[form].encode()
    after = edited(data, [Edit(first_place(data), locale, words)])
    expected = texts(data)
    expected[0][locale] = words
    assert texts(after) == expected
    assert after.startswith(b"\xef\xbb\xbf") == mark


@reproducible
@given(WORDS)
def test_what_is_quoted_is_read_alike_by_another_reader(words: str) -> None:
    assert yaml.safe_load(f"a: {in_quotes(words)}") == {"a": words}


def test_several_texts_are_changed_at_once() -> None:
    data = FORMS["nested"].encode()
    places = [node.place for node in mappings(read(data))]
    after = edited(data, [Edit(place, locale, f"{locale} {place.line}") for place in places for locale in ("fr", "en")])
    assert texts(after) == [{"fr": "fr 2", "en": "en 2"}, {"fr": "fr 5", "en": "en 5"}]


def test_nothing_but_the_scalar_changes() -> None:
    data = FORMS["double"].encode()
    after = edited(data, [Edit(first_place(data), "en", "Two"), Edit(first_place(data), "de", "Zwei")])
    assert after.decode() == FORMS["double"].replace('"One"  # comment\n', '"Two"  # comment\n  de: "Zwei"\n')


def test_a_block_stays_one_and_is_folded_anew() -> None:
    data = FORMS["folded"].encode()
    after = edited(data, [Edit(first_place(data), "en", "word " * 30 + "end\nline")]).decode()
    body = after.partition(">-\n")[2].partition("\n\n# after")[0].split("\n")
    assert [len(line) for line in body] == [98, 62, 0, 8]
    assert all(not line or line.startswith("    w") or line == "    line" for line in body)


def test_a_literal_block_stays_one() -> None:
    data = FORMS["literal"].encode()
    after = edited(data, [Edit(first_place(data), "en", "a\n  b\n\nc")]).decode()
    assert after == FORMS["literal"].replace("    One\n      text\n", "    a\n      b\n\n    c\n")


def test_a_place_without_a_text_is_refused() -> None:
    with pytest.raises(EditError, match=r"^3:1: there is no text with languages\.$"):
        edited(b"a: 1\nb: 2\n", [Edit(Place(3, 1), "en", "x")])


def test_a_complex_key_does_no_harm() -> None:
    data = b"text:\n  ? fr\n  : Un\nz: 1\n"
    assert texts(edited(data, [Edit(first_place(data), "de", "neu")])) == [{"fr": "Un", "de": "neu"}]


@pytest.mark.parametrize("text", ["text: {fr: [a]}\n", "text: {fr: {a: b}}\n"])
def test_what_is_in_no_language_yet_is_refused(text: str) -> None:
    place = first_place(text.encode())
    with pytest.raises(EditError, match=r"^1:7: the text is in no language yet\.$"):
        edited(text.encode(), [Edit(place, "de", "neu")])
