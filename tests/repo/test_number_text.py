# Numbers as people type them: what the page's reader makes of each, and what it says of those that it does not take.

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
import yaml

from tests.support.project import ROOT

PAGE = ROOT / "plugins" / "bilan" / "assets" / "page"

SCRIPT = f"""
import {{ readFileSync }} from "node:fs";
import {{ numberFault, readNumber }} from "{(PAGE / "form" / "number-text.js").as_uri()}";
import {{ Strings }} from "{(PAGE / "text" / "strings.js").as_uri()}";
const {{ texts, tables, units, least, most }} = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(texts.map((text) => {{
  const before = process.cpuUsage();
  const reading = readNumber(text, units, least ?? undefined, most ?? undefined);
  const ms = process.cpuUsage(before).user / 1000;
  const told = ([locale, table]) => [locale, numberFault(text, reading, least, most, new Strings(locale, table))];
  const faults = reading.reason && Object.fromEntries(Object.entries(tables).map(told));
  return {{ ...reading, ms, zero: Object.is(reading.value, -0), told: faults }};
}})));
"""

READ: dict[str, float] = {
    # French, English, German, Swiss, Indian
    "2,5": 2.5,
    "2.5": 2.5,
    "0": 0,
    "7": 7,
    "1 000": 1000,
    "1\u00a0000": 1000,
    "1\u202f000,5": 1000.5,
    "1\u2009000\u2009000": 1_000_000,
    "1.000,5": 1000.5,
    "1,000.5": 1000.5,
    "1.000.000": 1_000_000,
    "1,000,000": 1_000_000,
    "1.234.567,89": 1_234_567.89,
    "1,234,567.89": 1_234_567.89,
    "1'000": 1000,
    "1’000": 1000,
    "1’234’567.50": 1_234_567.5,
    "12'345,5": 12345.5,
    "1,00,000": 100_000,
    "12,34,567.5": 1_234_567.5,
    "1 000,000": 1000,
    "1 000.25": 1000.25,
    # no thousand begins with nothing, has four digits, or is followed by others than three
    "0,125": 0.125,
    "0.125": 0.125,
    "00.125": 0.125,
    "0,000": 0,
    "1000,000": 1000,
    "1000.125": 1000.125,
    "1,0000": 1,
    "1.0": 1,
    "1.50": 1.5,
    "1,00": 1,
    # half written
    ".5": 0.5,
    ",5": 0.5,
    "-.5": -0.5,
    "5.": 5,
    "5,": 5,
    "007": 7,
    # signs
    "+3": 3,
    "-3": -3,
    "- 3": -3,
    "\u22123": -3,
    "\u20133,5": -3.5,
    "-0": 0,
    "-0,0": 0,
    # around it
    " 3 ": 3,
    "\t3\n": 3,
    "\u202a3\u202c": 3,
    "\ufeff3\u200b": 3,
    # other digits
    "１２": 12,
    "１，５": 1.5,
    "－３": -3,
    "٣٫٥": 3.5,
    "١٬٠٠٠٫٥": 1000.5,
    "۱۲٫۵۰۰": 12.5,
    # with the unit that the question names
    "5 h": 5,
    "5h": 5,
    "5 H": 5,
    "1'000 h": 1000,
    # as long as may be
    "999999999999999": 999_999_999_999_999,
    "123456.123456789": 123456.123456789,
    "1.5000000000000000": 1.5,
    "0000000000000000005": 5,
}

AMBIGUOUS: dict[str, tuple[float, float]] = {
    "1.000": (1000, 1),
    "1,000": (1000, 1),
    "2.500": (2500, 2.5),
    "12,345": (12345, 12.345),
    "999.999": (999_999, 999.999),
    "-1,000": (-1000, -1),
    "+1.000": (1000, 1),
    " 1.000 ": (1000, 1),
    "1，０００": (1000, 1),
    "1.000 h": (1000, 1),
}

UNITS = {
    "5 %": "%",
    "5%": "%",
    "5 km": "km",
    "5 heures": "heures",
    "12,5 kg": "kg",
    "1.000 €": "€",
    "€ 5": "€",
    "$5": "$",
    "20 °C": "°C",
    "5 h/s": "h/s",
}

UNREADABLE = [
    *(
        "abc",
        "-",
        "+",
        ".",
        ",",
        "h",
        "%",
        "--5",
        "+-5",
        "5-",
        "3-5",
        "3 – 5",
        "1/2",
        "½",
        "1e5",
        "0x10",
        "NaN",
        "Infinity",
        "∞",
        "2;5",
        "2:30",
        "3h30",
    ),
    *(
        "12.34.56",
        "1.000.00",
        "1,000,00",
        "1.000,5,5",
        "1,5.2",
        "1000.5,2",
        "1.00.000",
        "1'00",
        "1 0",
        "10 00",
        "1 0000",
        "0 125",
        "0,000,000",
    ),
    *(
        "1 000'000",
        "1'000.000,5",
        "1 000.000,5",
        "3,141 592",
        "1..5",
        "1,,5",
        "1., 5",
        "five",
        "environ 5",
        "~5",
        "> 5",
        "5 à 10",
        "5 x 3 h",
        "²",
        "5²",
    ),
    *("1_000", "१२", "", "1" + ".000" * 3 + ".5", "a" * 100_000, "-" * 100_000, "€" * 100_000, "€ €" * 20 + "5", "1.000" * 20_000 + "€"),
]

TOO_LONG = [
    *("1234567890123456", "1" * 100_000, "0.1234567891", "123456789.1234567", "1." + "0" * 50_000 + "1", "1 000 000 000 000 000"),
    *("1" * 100_000 + "h", "1 " * 50_000, "1," * 50_000, "1,000" * 20_000),
]


def read(texts: list[str], least: float | None = None, most: float | None = None, units: tuple[str, ...] = ("h",)) -> list[dict[str, Any]]:
    """What the page makes of each text, for a question in hours, and what it tells in each language."""
    tables = {
        locale: {key.removeprefix("js_"): text for key, text in yaml.safe_load(strings.read_text("utf-8")).items() if key.startswith("js_")}
        for locale in ("en", "fr")
        for strings in [ROOT / "plugins" / "bilan" / "locales" / f"{locale}.yml"]
    }
    given = json.dumps({"texts": texts, "tables": tables, "units": units, "least": least, "most": most})
    done = subprocess.run(["node", "--input-type=module", "-e", SCRIPT], input=given, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_numbers_are_read_as_people_write_them() -> None:
    found = read(list(READ))
    assert dict(zip(READ, [reading.get("value", reading) for reading in found], strict=True)) == READ
    assert [text for text, reading in zip(READ, found, strict=True) if reading["zero"]] == []


def test_what_may_be_two_numbers_is_neither_whatever_the_limits() -> None:
    for limits in ((None, None), (0, 10), (0, 5000)):
        found = read(list(AMBIGUOUS), *limits)
        assert {reading["reason"] for reading in found} == {"number_ambiguous"}
        assert [(reading["thousands"], reading["decimal"]) for reading in found] == list(AMBIGUOUS.values())


def test_the_unit_may_be_typed_in_any_of_its_forms() -> None:
    texts = ["1 heure", "8 heures", "8 heure", "1000000 d’heures", "1000000 D'HEURES", "8", "8 h", "8 heuress"]
    found = read(texts, units=("heure", "heures", "d’heures"))
    assert [reading.get("value") for reading in found] == [1, 8, 8, 1_000_000, 1_000_000, 8, None, None]
    assert {reading["reason"] for reading in found[-2:]} == {"number_unit"}


def test_a_question_without_a_unit_takes_none() -> None:
    assert [reading.get("reason") for reading in read(["8", "8 h"], units=())] == [None, "number_unit"]


def test_a_unit_that_the_question_does_not_name_is_not_converted() -> None:
    found = read(list(UNITS))
    assert {text: reading.get("unit") for text, reading in zip(UNITS, found, strict=True)} == UNITS
    assert {reading["reason"] for reading in found} == {"number_unit"}


@pytest.mark.parametrize(
    ("texts", "reason"), [(UNREADABLE, "number_unreadable"), (TOO_LONG, "number_too_long")], ids=["unreadable", "long"]
)
def test_what_is_no_number_is_not_guessed(texts: list[str], reason: str) -> None:
    found = read(texts)
    assert {text[:20]: reading["reason"] for text, reading in zip(texts, found, strict=True) if reading.get("reason") != reason} == {}
    assert max(reading["ms"] for reading in found) < 500


def test_what_is_out_of_range_is_told_with_the_range() -> None:
    found = read(["11", "-0,5", "10", "0", "1'000"], 0, 10)
    assert [reading.get("reason") for reading in found] == ["number_out_of_range"] * 2 + [None] * 2 + ["number_out_of_range"]
    assert found[1]["told"]["en"] == "Write a number from 0 to 10: -0.5 is outside these limits."
    assert found[4]["told"]["fr"] == "Écrivez un nombre de 0 à 10\u00a0: 1000 est hors de ces limites."


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("abc", "“abc” can’t be read as one.", "«\u202fabc\u202f» n’est pas reconnu comme un nombre."),
        (
            "2.500",
            "“2.500” is 2500 to some and 2.5 to others. Write 2500 or 2.5.",
            "«\u202f2.500\u202f» vaut 2500 pour les uns et 2,5 pour les autres. Écrivez 2500 ou 2,5.",
        ),
        ("5 %", "the number alone, without “%”.", "le nombre seul, sans «\u202f%\u202f»."),
        ("0,1234567891", "at most 15 digits, no more than 9 of them decimals.", "au plus 15 chiffres, dont 9 décimales au plus."),
        ("😀" * 40, f"“{'😀' * 30}…” can’t be read as one.", f"«\u202f{'😀' * 30}…\u202f» n’est pas reconnu comme un nombre."),
    ],
)
def test_the_reason_is_told_in_both_languages(text: str, english: str, french: str) -> None:
    (found,) = read([text], 0, 0.5)
    assert found["told"] == {
        "en": f"Write a number from 0 to 0.5: {english}",
        "fr": f"Écrivez un nombre de 0 à 0,5\u00a0: {french}",
    }
