# The words of the interface: the same in every language, and all that the templates and the scripts ask for.

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from babel import Locale
from bilan.engine import GIVEN, STATES, Combine, ModifierKind, Problem
from bilan.engine.answers import migration

from tests.support.project import ROOT

SOURCE = ROOT / "plugins" / "bilan"
ASSETS = SOURCE / "assets"
LOCALES = {path.stem: path for path in sorted((SOURCE / "locales").glob("*.yml"))}

Strings = dict[str, Any]


def strings(locale: str) -> Strings:
    found: Strings = yaml.safe_load(LOCALES[locale].read_text("utf-8"))
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def of_family(family: str) -> set[str]:
    """The keys of the texts that go with the words of a family."""
    return {family + word.replace("-", "_") for word in FAMILIES[family]}


def words_of(script: str, pattern: str) -> set[str]:
    """The words of a JSDoc union such as "a" | "b" | null, by what stands around it."""
    found = re.search(pattern.replace("UNION", r'((?:"\w+"(?: \| )?)+)(?:null)?'), (ASSETS / script).read_text("utf-8"))
    assert found, f"{script} has no {pattern}"
    return set(re.findall(r'"(\w+)"', found[1]))


def read_all(folder: Path, *endings: str) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.suffix in endings)


SCRIPTS = read_all(ASSETS, ".js") + read_all(SOURCE / "templates", ".js")
TEMPLATES = read_all(SOURCE / "templates", ".html", ".xml")
ENGLISH = strings("en")
# What the engine says: why an answer can't be one to its item, and why one did not come along from an older version.
DROPPED = {problem.value for problem in Problem} | {
    word for name, word in vars(migration).items() if name in ("REMOVED", "TAKEN", "REPLACED")
}
# Texts that go with a word of the engine: their key ends in the word.
FAMILIES = {
    "": GIVEN,
    "js_dropped_": sorted(DROPPED),
    "js_sum_": Combine,
    "js_change_": ModifierKind,
    "js_why_": [state for state, rules in STATES.items() if rules.treatments],
    "js_old_": GIVEN,
}
FAILURES = words_of("shared/protocol.js", r"@typedef \{UNION\} FailureCode")


def test_french_and_english_are_there() -> None:
    assert {"fr", "en"} <= set(LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_key_stands_twice(locale: str) -> None:
    keys = re.findall(r"^([a-z0-9_]+):", LOCALES[locale].read_text("utf-8"), re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(strings(locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_the_same_keys(locale: str) -> None:
    assert list(strings(locale)) == list(ENGLISH)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_one(locale: str) -> None:
    for key, text in strings(locale).items():
        for form in text.values() if isinstance(text, dict) else [text]:
            assert isinstance(form, str), key
            assert form.strip() == form != "", key
            assert "<" not in form, key


@pytest.mark.parametrize("locale", LOCALES)
def test_what_depends_on_a_number_has_the_forms_of_the_language(locale: str) -> None:
    forms = {*Locale.parse(locale, sep="-").plural_form.tags, "other"}
    for key, text in strings(locale).items():
        assert isinstance(text, dict) == isinstance(ENGLISH[key], dict), key
        if isinstance(text, dict):
            assert set(text) == forms, key
            assert "{count}" in text["other"], key


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_puts_in_the_same_values(locale: str) -> None:
    for key, text in strings(locale).items():
        english = ENGLISH[key]
        if isinstance(text, dict):
            assert placeholders(text["other"]) == placeholders(english["other"]), key
            assert all(placeholders(form) | {"count"} == placeholders(text["other"]) for form in text.values()), key
        else:
            assert placeholders(text) == placeholders(english), key


def test_every_failure_of_the_engine_has_a_text() -> None:
    assert {"fetch", "damaged", "blocked", "timeout", "python"} <= FAILURES
    assert {f"js_failed_{code}" for code in FAILURES} == {key for key in ENGLISH if key.startswith("js_failed_")}


def test_every_refusal_of_a_file_has_a_text() -> None:
    reasons = words_of("page/answers/answer-file.js", r"@param \{UNION\} reason")
    assert len(reasons) >= 5
    assert {f"js_{reason}" for reason in reasons} <= set(ENGLISH)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_word_of_the_engine_has_a_text(family: str) -> None:
    assert of_family(family) - set(ENGLISH) == set()


def test_every_reason_to_drop_an_answer_has_a_text() -> None:
    assert {"removed", "taken", "replaced", "unknown-item", "unknown-choice", "wrong-type", "out-of-range"} < DROPPED
    assert of_family("js_dropped_") | {"js_dropped_answer"} == {key for key in ENGLISH if key.startswith("js_dropped_")}


def test_every_trouble_with_the_storage_has_a_text() -> None:
    troubles = words_of("page/storage/answer-store.js", r"@typedef \{UNION\} StoreProblem")
    assert len(troubles) >= 3
    assert {f"js_{trouble}" for trouble in troubles} <= set(ENGLISH)


def test_every_text_that_a_script_asks_for_is_there() -> None:
    plain = re.findall(r'\.text\(\s*"(\w+)"', SCRIPTS)
    assert plain
    for key in plain:
        assert isinstance(ENGLISH[f"js_{key}"], str)
    counted = re.findall(r'\.count\(\s*"(\w+)"', SCRIPTS)
    assert counted
    for key in counted:
        assert isinstance(ENGLISH[f"js_{key}"], dict)


def test_every_text_that_a_template_asks_for_is_there() -> None:
    asked = re.findall(r'\bt\("(\w+)"(, count=)?', TEMPLATES)
    assert len(asked) > 30
    for key, count in asked:
        assert isinstance(ENGLISH[key], dict if count else str), key


def test_no_text_is_left_over() -> None:
    python = read_all(SOURCE / "site", ".py")
    composed = {f"js_failed_{code}" for code in FAILURES}.union(*map(of_family, FAMILIES))
    used = {key for key in ENGLISH if re.search(rf'["\'`]{key}["\'`]', TEMPLATES + python)}
    used |= {key for key in ENGLISH if key.startswith("js_") and re.search(rf'["\'`]{key.removeprefix("js_")}["\'`]', SCRIPTS)}
    assert set(ENGLISH) - used - composed == set()
