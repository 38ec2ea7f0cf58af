# The paths of texts, what is counted of them, and the fingerprints that tell one source from another.

from __future__ import annotations

from pathlib import Path

import pytest
from bilan.authoring import Severity, TranslationChecks, coverage, entries_by_text, read_library, shown_coverage
from bilan.authoring.diagnostics import START, Report
from bilan.authoring.document import BorrowedText, CountedText, Text
from bilan.authoring.format.shapes import Located
from bilan.authoring.languages.plurals import categories_of, form_for
from bilan.authoring.languages.record import read_record, record_text
from bilan.authoring.languages.texts import Entry, Standing, fingerprint, scales_named_in, texts_of
from bilan.authoring.languages.translations import UNCHECKED
from hypothesis import given
from hypothesis import strategies as st

from tests.authoring.test_hostile_files import reproducible
from tests.authoring.test_library import SCALES, USES_SCALE
from tests.support.project import CHECKLIST as GOOD


def text(words: str = "x") -> Text:
    return Text({"fr": words}, START)


def named(name: str, **fields: object) -> dict[str, object]:
    return {"@": START, "id": Located(START, name), **fields}


def test_a_path_is_made_of_names_and_ids_whatever_the_format() -> None:
    record = {
        "@": START,
        "title": text(),
        "groups": [named("a", notes=[text(), text()], deep={"@": START, "label": text()}), named("b", label=text())],
        "tables": {"one": Located(START, [named("x", text=text()), {"@": START, "text": text()}])},
        "number": 3,
    }
    assert [path for path, _ in texts_of(record)] == [
        "title",
        "groups/a/notes/1",
        "groups/a/notes/2",
        "groups/a/deep/label",
        "groups/b/label",
        "tables/one/x/text",
        "tables/one/2/text",
    ]


def test_an_id_that_repeats_hides_no_text() -> None:
    assert [path for path, _ in texts_of([named("a", t=text()), named("a", t=text())])] == ["a/t", "2/t"]


def test_scales_are_found_wherever_they_are_named() -> None:
    record = {"rows": [{"scale": Located(START, "one")}, {"cells": Located(START, [{"scale": Located(START, "two")}, {"scale": 3}])}]}
    assert list(scales_named_in(record)) == ["one", "two"]


def test_a_shared_text_stands_once_however_often_it_is_shown(tmp_path: Path) -> None:
    twice = USES_SCALE.replace("bands:", '      - {id: fourth, kind: scale, scale: two, text: {fr: "Et ?", en: "And?"}}\nbands:')
    (tmp_path / "demo.yml").write_text(twice, "utf-8")
    (tmp_path / "_scales.yml").write_text(SCALES.replace(', en: "Much"', ""), "utf-8")
    library = read_library([tmp_path], checks=UNCHECKED).require_valid()
    assert [file.name for file in library.texts] == ["_scales", "demo"]
    assert list(library.texts[0].entries) == ["scales/two/low/text", "scales/two/high/text"]
    assert [path for path in library.texts[1].entries if "choices" in path] == [
        "sections/only/items/first/choices/bad/text",
        "sections/only/items/first/choices/good/text",
    ]
    shown = shown_coverage(library.documents[0], entries_by_text(library.texts), "en")
    assert (shown.total, shown.missing, shown.unrecorded) == (16, 1, 15)
    choice = library.documents[0].localized("en")["sections"][0]["items"][3]["choices"][1]["text"]
    assert (choice, choice.locale) == ("Beaucoup", "fr")


@pytest.mark.parametrize("missing", [Severity.WARNING, None])
def test_a_checklist_is_read_whose_texts_need_not_be_there(tmp_path: Path, missing: Severity | None) -> None:
    (tmp_path / "demo.yml").write_text(GOOD.replace(', en: "A box"', "").replace('fr: "Un essai.", ', ""), "utf-8")
    library = read_library([tmp_path], checks=TranslationChecks(missing), root=tmp_path)
    assert [d.code for d in library.diagnostics] == (["T301", "T301"] if missing else [])
    document = library.documents[0]
    assert document.localized("en")["sections"][0]["items"][1]["text"] == BorrowedText("Une case", "fr")
    assert document.localized("fr")["summary"].locale == "en"
    assert document.localized("")["summary"] == "A trial."
    with pytest.raises(KeyError):
        document.localized("de")


def test_a_scale_of_other_languages_is_told_text_by_text(tmp_path: Path) -> None:
    (tmp_path / "demo.yml").write_text(USES_SCALE, "utf-8")
    (tmp_path / "_scales.yml").write_text(SCALES.replace("en:", "de:"), "utf-8")
    library = read_library([tmp_path], root=tmp_path)
    assert library.documents == ()
    assert [str(d).partition(" T301 ")[2] for d in library.diagnostics] == ['the text is missing in en. Add en: "…".'] * 2


@pytest.mark.parametrize(
    ("locales", "recorded", "expected"),
    [
        (("fr", "en"), {"en": fingerprint("un")}, Standing.CURRENT),
        (("fr", "en"), {"en": fingerprint("deux")}, Standing.STALE),
        (("fr", "en"), {"de": fingerprint("un")}, Standing.UNRECORDED),
        (("en", "fr"), {"en": fingerprint("deux")}, Standing.SOURCE),
        (("de", "en"), {"en": fingerprint("un")}, Standing.UNRECORDED),
    ],
)
def test_a_text_stands_as_its_record_says(locales: tuple[str, ...], recorded: dict[str, str], expected: Standing) -> None:
    entry = Entry(Text({"fr": "un", "en": "one"}, START), locales, recorded)
    assert entry.standing("en") is expected
    assert entry.standing("it") is Standing.MISSING


def test_a_hundred_percent_means_all() -> None:
    entries = [Entry(Text({"fr": "a", **({"en": "b"} if n else {})}, START), ("fr", "en"), {}) for n in range(200)]
    assert coverage(entries, "en").percent == 99
    assert coverage(entries[1:], "en").percent == coverage([], "en").percent == 100


def test_only_words_make_a_fingerprint() -> None:
    assert fingerprint("Un  été\n là ") == fingerprint("Un e\u0301te\u0301 la\u0300")
    assert fingerprint("Un été") != fingerprint("Un Été")
    assert len(fingerprint("")) == 12


PRINTS = st.integers(0, 16**12 - 1).map("{:012x}".format)
NAMES = st.from_regex(r"_?[a-z]{1,4}(/[a-z0-9-]{1,6}){0,3}", fullmatch=True)


@pytest.mark.slow
@reproducible
@given(
    st.dictionaries(
        NAMES, st.dictionaries(NAMES, st.dictionaries(st.sampled_from(["fr", "en", "pt-BR"]), PRINTS, min_size=1), min_size=1, max_size=3)
    )
)
def test_a_record_is_read_as_it_was_written(record: dict[str, dict[str, dict[str, str]]]) -> None:
    report = Report("_translations.yml")
    assert read_record(record_text(record).encode(), report) == record
    assert report.diagnostics == []


HEURES = CountedText({"other": "heures", "one": "heure", "many": "d’heures"}, {})


@pytest.mark.parametrize(
    ("locale", "number", "form"),
    [
        ("fr", 0, "heure"),
        ("fr", 1.5, "heure"),
        ("fr", 2, "heures"),
        ("fr", 1_000_000, "d’heures"),
        ("fr-CA", 1, "heure"),
        ("en", 0, "heures"),
        ("en", 1, "heure"),
        ("en", 1.5, "heures"),
        ("ja", 1, "heures"),
        # As English, where nobody knows better.
        ("", 1, "heure"),
        ("xx", 0.5, "heures"),
    ],
)
def test_a_number_has_the_form_that_its_language_gives_it(locale: str, number: float, form: str) -> None:
    assert form_for(HEURES, number, locale) == form
    assert form_for("km", number, locale) == "km"


def test_a_form_that_is_not_there_is_other() -> None:
    assert form_for(CountedText({"other": "heures"}, {}), 1, "fr") == "heures"


def test_languages_have_the_categories_of_cldr() -> None:
    assert categories_of("fr") == ("one", "many", "other")
    assert categories_of("en-GB") == ("one", "other")
    assert categories_of("ja") == ("other",)
    assert categories_of("xx") == ("zero", "one", "two", "few", "many", "other")


def test_a_translation_is_stale_when_any_form_of_its_source_changes() -> None:
    other = CountedText({**HEURES.forms, "one": "h"}, {})
    assert str(other) == str(HEURES)
    assert fingerprint(other) != fingerprint(HEURES)
    assert fingerprint(CountedText(dict(reversed(HEURES.forms.items())), {})) == fingerprint(HEURES)
    entry = Entry(Text({"fr": other, "en": "hours"}, START), ("fr", "en"), {"en": fingerprint(HEURES)})
    assert entry.standing("en") is Standing.STALE
