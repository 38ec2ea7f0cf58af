# Places outside of Python where each word of the engine must be: templates, texts, documentation, golden cases.

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

KINDS = "assets/page/form/kinds.js"
ANSWER_FILE = "assets/page/answers/answer-file.js"

# What the keys of texts begin with that go with a word, by family.
TEXTS = {"given": ("", "js_old_"), "treated": ("js_why_",), "combine": ("js_sum_",), "modifier": ("js_change_",)}

# How authors write a word, by family.
WRITTEN = {"kind": "kind: {}", "combine": "combine: {}", "modifier": "{}:", "given": "{}"}

# Asks the engine of a source tree for its words.
_ASK = """
import json
from bilan.engine import GIVEN, STATES, Combine, Kind, ModifierKind
treated = [state for state, rules in STATES.items() if rules.treatments]
print(json.dumps({"kind": [*Kind], "combine": [*Combine], "modifier": [*ModifierKind], "given": [*GIVEN], "treated": treated}))
"""


def words_of(root: Path) -> dict[str, list[str]]:
    """The words of the engine of a source tree, by family."""
    told = subprocess.run([sys.executable, "-c", _ASK], cwd=root / "plugins", text=True, capture_output=True, check=True).stdout
    found: dict[str, list[str]] = json.loads(told)
    return found


def lacking(root: Path) -> Iterator[str]:
    """What words of the engine lack in a source tree: a line for each, with the file that lacks it."""
    words, package = words_of(root), root / "plugins" / "bilan"
    for kind in words["kind"]:
        if not (package / f"templates/bilan/kinds/{kind}.html").is_file():
            yield f"templates/bilan/kinds/{kind}.html: the controls of the kind {kind!r} are not there"
    keys = [prefix + word.replace("-", "_") for family, prefixes in TEXTS.items() for word in words[family] for prefix in prefixes]
    for path in sorted((package / "locales").glob("*.yml")):
        texts = yaml.safe_load(path.read_text("utf-8"))
        yield from (f"locales/{path.name}: the text {key!r} is not there" for key in keys if key not in texts)
    kinds = (package / KINDS).read_text("utf-8")
    yield from (f"{KINDS}: the controls of the kind {kind!r} are not read" for kind in words["kind"] if f"  {kind}: {{" not in kinds)
    answer_file = (package / ANSWER_FILE).read_text("utf-8")
    yield from (f"{ANSWER_FILE}: the state {state!r} is refused" for state in words["given"] if f'"{state}"' not in answer_file)
    page = (root / "docs/format.md").read_text("utf-8")
    cases = "\n".join(path.read_text("utf-8") for path in (root / "tests/cases").glob("*.yml"))
    for family, form in WRITTEN.items():
        for word in words[family]:
            if f"`{word}`" not in page and form.format(word) not in page:
                yield f"docs/format.md: the word {word!r} is not documented"
            if form.format(word) not in cases:
                yield f"tests/cases: the word {word!r} is in no golden case"
