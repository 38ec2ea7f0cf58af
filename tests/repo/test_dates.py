# Dates of the page: written as each language does, and in plain English as the British texts around them are.

from __future__ import annotations

import json
import subprocess

from tests.support.project import ROOT

SCRIPT = f"""
import {{ Strings }} from "{(ROOT / "plugins" / "bilan" / "assets" / "page" / "text" / "strings.js").as_uri()}";
const day = new Date(Date.UTC(2027, 2, 30));
const told = ["en", "en-US", "fr"].map((locale) => new Strings(locale, {{ first_of_month: "1er" }}).date(day));
console.log(JSON.stringify([...told, new Strings("fr", {{ first_of_month: "1er" }}).date(new Date(Date.UTC(2027, 3, 1)))]));
"""


def test_a_date_is_in_the_words_of_its_language() -> None:
    done = subprocess.run(["node", "--input-type=module", "-e", SCRIPT], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["30 March 2027", "March 30, 2027", "30 mars 2027", "1er avril 2027"]
