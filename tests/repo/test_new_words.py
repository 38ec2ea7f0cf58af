# Recipes for new words: in a copy of the source a word is added step by step, and what the last step left out is named each time, by an
# import, by the type checker or by `tests/support/words.py`. CONTRIBUTING tells the same recipes.

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.project import ROOT
from tests.support.words import lacking

PACKAGE = "plugins/bilan"
VOCABULARY = f"{PACKAGE}/engine/model/vocabulary.py"


@dataclass(frozen=True)
class Step:
    """One file to change: a text that stands there and what comes before it; or, with no text, the whole of a new file."""

    path: str
    before: str
    added: str

    def take(self, root: Path) -> None:
        path = root / self.path
        if not self.before:
            path.write_text(self.added, "utf-8")
            return
        text = path.read_text("utf-8")
        assert text.count(self.before) == 1, f"{self.path} has not one {self.before!r}"
        path.write_text(text.replace(self.before, self.added + self.before), "utf-8")


LOCALES = [f"{PACKAGE}/locales/{language}.yml" for language in ("en", "fr")]


def case(item: str, score: str = "", policies: str = "") -> str:
    return (
        "checklist: |\n  id: new\n  version: 1\n  title: New\n  summary: A new word.\n"
        f"{policies}  sections:\n    - id: only\n      title: Only\n      items:\n{item}{score}runs: []\n"
    )


MEDIAN = [
    Step(VOCABULARY, '    MIN = "min"\n', '    MEDIAN = "median"\n'),
    Step(
        f"{PACKAGE}/engine/scoring/aggregation.py",
        "COMBINATIONS: dict",
        """class Median(Combination):
    \"\"\"Takes the member in the middle.\"\"\"

    def combined(self, terms: Sequence[Term]) -> Tally | None:
        return _weighted(sorted(terms, key=lambda term: term.tally.points)[len(terms) // 2])


""",
    ),
    Step(f"{PACKAGE}/engine/scoring/aggregation.py", "    Combine.MIN: Least(),\n", "    Combine.MEDIAN: Median(),\n"),
    *(Step(path, "js_sum_min:", "js_sum_median: Median\n") for path in LOCALES),
    Step("docs/format.md", "| `weighted-mean` | these sums", "| `median` | the member in the middle |\n"),
    Step(
        "tests/cases/median.yml",
        "",
        case("        - {id: a, kind: check, text: A}\n", "  scores: [{id: total, title: Total, sections: [only], combine: median}]\n"),
    ),
]

HALVE = [
    Step(VOCABULARY, '    ADD = "add"\n', '    HALVE = "halve"\n'),
    Step(
        f"{PACKAGE}/engine/model/modifiers.py",
        "@dataclass(frozen=True)\nclass Add(Modifier):",
        """@dataclass(frozen=True)
class Halve(Modifier):
    \"\"\"Takes half of what is above a number.\"\"\"

    kind: ClassVar[ModifierKind] = ModifierKind.HALVE

    def applied(self, number: Fraction) -> Fraction:
        return number - max(number - self.number, Fraction(0)) / 2

    def required(self, bound: Bound) -> Bound | None:
        if bound.least is None or bound.least <= self.number:
            return bound
        return bound._replace(least=2 * bound.least - self.number)


""",
    ),
    Step(
        f"{PACKAGE}/authoring/format/scores.py",
        "    ModifierKind.ADD: Field(",
        '    ModifierKind.HALVE: Field(_NUMBER, "Halves what is above it."),\n',
    ),
    *(Step(path, "js_change_add:", "js_change_halve: Half above {number}\n") for path in LOCALES),
    Step("docs/format.md", "`multiply` by a number", "`halve` what is above a number, "),
    Step("tests/cases/halve.yml", "", case("        - {id: a, kind: check, text: A}\n", "  modifiers: [{halve: 50}]\n")),
]


DATE = [
    Step(VOCABULARY, '    TEXT = "text"\n', '    DATE = "date"\n'),
    Step(
        f"{PACKAGE}/engine/model/items/date.py",
        "",
        """from dataclasses import dataclass
from typing import ClassVar

from bilan.engine.model.items.text import TextItem
from bilan.engine.model.vocabulary import Kind


@dataclass(frozen=True)
class DateItem(TextItem):
    kind: ClassVar[Kind] = Kind.DATE
""",
    ),
    Step(
        f"{PACKAGE}/engine/model/items/__init__.py",
        "from bilan.engine.model.items.item",
        "from bilan.engine.model.items.date import DateItem\n",
    ),
    Step(
        f"{PACKAGE}/authoring/kinds/date.py",
        "",
        """from typing import ClassVar

from bilan.authoring.kinds.text import TextFormat
from bilan.engine import Kind


class DateFormat(TextFormat):
    kind: ClassVar[Kind] = Kind.DATE
""",
    ),
    Step(
        f"{PACKAGE}/authoring/kinds/__init__.py", "from bilan.authoring.kinds.kind", "from bilan.authoring.kinds.date import DateFormat\n"
    ),
    Step(f"{PACKAGE}/authoring/kinds/__init__.py", "CheckFormat(), ", "DateFormat(), "),
    Step(f"{PACKAGE}/templates/bilan/kinds/date.html", "", "{%- macro answer(anchor, item, helped) -%}{%- endmacro -%}"),
    Step(f"{PACKAGE}/assets/page/form/kinds.js", "  text: {", '  date: { field: "text-field" },\n'),
    Step("docs/format.md", "| `weighted-mean` | these sums", "`kind: date`"),
    Step("tests/cases/date.yml", "", case("        - {id: a, kind: date, text: A}\n")),
]

PLANNED = [
    Step(VOCABULARY, '    HIDDEN = "hidden"\n', '    PLANNED = "planned"\n'),
    Step(
        f"{PACKAGE}/engine/model/states.py",
        "    State.HIDDEN: StateRules",
        "    State.PLANNED: StateRules(given=True, treatments=(Treatment.ZERO, Treatment.EXCLUDE)),\n",
    ),
    Step(f"{PACKAGE}/engine/model/scores.py", "    unanswered: Treatment = ", "    planned: Treatment = Treatment.ZERO\n"),
    Step(
        f"{PACKAGE}/engine/model/scores.py",
        "            case State.UNANSWERED:\n",
        "            case State.PLANNED:\n                return self.planned\n",
    ),
    *(Step(path, "\nnot_applicable:", "\nplanned: Planned") for path in LOCALES),
    *(Step(path, "js_why_not_applicable:", "js_why_planned: planned\n") for path in LOCALES),
    *(Step(path, "js_old_not_applicable:", "js_old_planned: planned\n") for path in LOCALES),
    Step(f"{PACKAGE}/assets/page/answers/answer-file.js", 'entry.state === "not-applicable" ||', 'entry.state === "planned" || '),
    Step("docs/format.md", "| don't know | `dont-know:`", "| planned | `planned` |\n"),
    Step("tests/cases/planned.yml", "", case("        - {id: a, kind: check, text: A, allow: [planned]}\n")),
]


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A copy of what words are declared in."""
    for name in ("plugins", "docs", "tests/cases"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "runtime"))
    return tmp_path


def named(root: Path, *, typed: bool) -> str:
    """What names a place that lacks a word: an import, the type checker or the list of other places; empty if nothing is lacking."""
    source = root / "plugins"
    imports = [sys.executable, "-c", "import bilan.engine, bilan.authoring, bilan.cli"]
    types = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(root / "cache"), "--package", "bilan.engine"]
    for command in (imports, types) if typed else (imports,):
        done = subprocess.run(command, cwd=source, text=True, capture_output=True, check=False)
        if done.returncode:
            return done.stdout + done.stderr
    # By language, then by what stands in a file: a place is filled at once.
    return "\n".join(lacking(root))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("word", "typed", "steps"),
    [("median", False, MEDIAN), ("halve", False, HALVE), ("date", False, DATE), ("planned", True, PLANNED)],
    ids=["combine", "modifier", "kind", "state"],
)
def test_every_place_that_a_new_word_needs_is_named(word: str, typed: bool, steps: list[Step], scratch: Path) -> None:
    steps[0].take(scratch)
    for step in steps[1:]:
        place = step.path.removeprefix(f"{PACKAGE}/")
        lacks = named(scratch, typed=typed)
        assert place in lacks or place.rpartition("/")[0] in lacks
        assert word in lacks.lower()
        step.take(scratch)
    assert named(scratch, typed=typed) == ""
