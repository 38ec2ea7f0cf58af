# Numbers as pages and commands show them: the scripts and Python round alike and choose the same plural forms.

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
from bilan.authoring import CountedText
from bilan.authoring.document import CATEGORIES
from bilan.authoring.languages.plurals import form_for
from bilan.cli.texts import rounded

from tests.support.project import ROOT

PAGE = ROOT / "plugins" / "bilan" / "assets" / "page"

SCRIPT = f"""
import {{ readFileSync }} from "node:fs";
import {{ rounded }} from "{(PAGE / "result" / "result.js").as_uri()}";
import {{ Strings }} from "{(PAGE / "text" / "strings.js").as_uri()}";
const {{ locale, numbers, forms }} = JSON.parse(readFileSync(0, "utf-8"));
const strings = new Strings(locale, {{}});
console.log(JSON.stringify(numbers.map((number) => ({{
  tenths: rounded(number, 1),
  thousandths: rounded(number, 3),
  zero: Object.is(rounded(number, 1), -0),
  form: strings.form(forms, number),
}}))));
"""

NUMBERS = [0, 0.04, 0.05, 0.25, 0.5, 0.95, 1, 1.04, 1.05, 1.5, 1.0001, 1.000000001, 2, 2.5, 3, 5, 6, 11, 17.667, 33.333, 99.95, 100, 100.5]
NUMBERS += [1000, 999_999, 1_000_000, 2_000_000, 1_000_000.5, -0.04, -0.05, -0.25, -1.5, 8.4, 54.545455]


def shown(locale: str) -> list[dict[str, Any]]:
    """What the page makes of each number."""
    given = json.dumps({"locale": locale, "numbers": NUMBERS, "forms": dict(zip(CATEGORIES, CATEGORIES, strict=True))})
    done = subprocess.run(["node", "--input-type=module", "-e", SCRIPT], input=given, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_the_page_rounds_as_python_does() -> None:
    found = shown("en")
    assert {number: told["tenths"] for number, told in zip(NUMBERS, found, strict=True)} == {
        number: rounded(number, 1) for number in NUMBERS
    }
    assert [told["thousandths"] for told in found] == [rounded(number, 3) for number in NUMBERS]
    assert not any(told["zero"] for told in found)
    assert rounded(17.667, 1) == 17.7


@pytest.mark.parametrize("locale", ["fr", "en", "de", "es", "pl", "ar", "ja", "pt-BR"])
def test_the_page_chooses_the_plural_forms_that_python_chooses(locale: str) -> None:
    forms = CountedText(dict(zip(CATEGORIES, CATEGORIES, strict=True)), {})
    chosen = {number: told["form"] for number, told in zip(NUMBERS, shown(locale), strict=True)}
    assert chosen == {number: form_for(forms, number, locale) for number in NUMBERS}
