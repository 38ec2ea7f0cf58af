# The examples of the documentation, run: each whole checklist is checked with its personas and scored, each fragment is accepted.

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from bilan.authoring import read_library
from bilan.authoring.format.checklist import CHECKLIST, MATRIX
from bilan.authoring.format.scores import SCORES
from bilan.cli import main
from bilan.engine import FUNCTIONS, Combine, Kind, Ticks, score_json
from click.testing import CliRunner

from tests.support.project import ROOT

PAGES = ("format.md", "conditions.md")
BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A checklist and the personas below it, by the checklist's id."""

    id: str
    checklist: str
    personas: str


def blocks(page: str) -> list[str]:
    """The YAML of a page."""
    return BLOCK.findall((ROOT / "docs" / page).read_text("utf-8"))


def _examples() -> list[Example]:
    found = []
    for page in PAGES:
        for checklist, following in zip(blocks(page), [*blocks(page)[1:], ""], strict=True):
            if checklist.startswith("id: "):
                found.append(Example(checklist.split()[1], checklist, following))
    return found


EXAMPLES = _examples()
FRAGMENTS = [block for page in PAGES for block in blocks(page) if not block.startswith(("id: ", "personas:", "# "))]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_an_example_passes_the_strictest_check_with_its_personas(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert example.personas.startswith("personas:")
    folder = tmp_path / "checklists"
    (folder / "personas").mkdir(parents=True)
    (folder / f"{example.id}.yml").write_text(example.checklist, "utf-8")
    (folder / "personas" / f"{example.id}.yml").write_text(example.personas, "utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "--strict"])
    assert (result.exit_code, result.stderr) == (0, "")
    count = len(yaml.safe_load(example.personas)["personas"])
    assert f" {count} persona{'' if count == 1 else 's'}," in result.stdout


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_an_example_is_scored_without_answers(example: Example, tmp_path: Path) -> None:
    (tmp_path / f"{example.id}.yml").write_text(example.checklist, "utf-8")
    document = read_library([tmp_path]).require_valid().documents[0]
    empty = {"format": "bilan-answers/1", "checklist": example.id, "version": 1, "answers": {}}
    result = json.loads(score_json(document.checklist.to_json(), json.dumps(empty)))
    assert result["format"] == "bilan-result/1"
    assert {item["state"] for item in result["items"]} <= {"unanswered", "hidden"}


def _filled(text: Any, word: str) -> Any:
    return {locale: words.format(word) for locale, words in text.items()} if isinstance(text, dict) else text.format(word)


def _skeleton(fragment: str) -> dict[str, Any]:
    """The least checklist around a fragment: items, or fields of the checklist."""
    text = {"fr": "Texte", "en": "Text"} if "fr:" in fragment else "Text"
    found = yaml.safe_load(fragment)
    box = {"id": "box", "kind": "check", "text": text}
    answer = {"fr": "Réponse {}", "en": "Answer {}"} if isinstance(text, dict) else "Answer {}"
    scale = [{"id": word, "text": _filled(answer, word), "points": points} for points, word in enumerate(("never", "sometimes", "always"))]
    fields: dict[str, Any] = {} if isinstance(found, list) else found
    items = found if isinstance(found, list) else [box]
    whole = {"id": "demo", "version": 1, "title": text, "summary": text, "scales": {"frequency": scale}}
    return {**whole, "sections": [{"id": "part", "title": text, "items": items}], **fields}


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda fragment: fragment.split(":")[0])
def test_a_fragment_is_accepted(fragment: str, tmp_path: Path) -> None:
    checklist = _skeleton(fragment)
    others = {example.id: example.checklist for example in EXAMPLES}
    named = [reading["checklist"] for reading in checklist.get("reads", ())]
    named += [link for outcome in checklist.get("outcomes", ()) for link in outcome.get("links", ()) if link in others]
    for other in named:
        (tmp_path / f"{other}.yml").write_text(others[other], "utf-8")
    if "scorer" in checklist:
        page = (ROOT / "docs" / "format.md").read_text("utf-8")
        source = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0]
        (tmp_path / checklist["scorer"]).write_text(source, "utf-8")
    (tmp_path / "demo.yml").write_text(json.dumps(checklist, ensure_ascii=False), "utf-8")
    assert [str(diagnostic) for diagnostic in read_library([tmp_path]).diagnostics] == []


def test_every_field_and_word_of_the_format_is_documented() -> None:
    page = (ROOT / "docs" / "format.md").read_text("utf-8")
    words = {*CHECKLIST.fields, *SCORES.of.fields, *map(str, (*Kind, *Combine, *Ticks)), MATRIX}
    words |= {"exclusive", "cap", "floor", "between", "breakpoints", "tags", "action_when", "old_after", "review_after"}
    assert [word for word in sorted(words) if not re.search(rf"[`\s]{word}[`:,\s]", page)] == []


def test_every_function_and_operator_is_documented() -> None:
    page = (ROOT / "docs" / "conditions.md").read_text("utf-8")
    signs = ("==", "!=", "<", "<=", ">", ">=", "in", "not in", "contains", "not", "and", "or")
    assert [name for name in FUNCTIONS if f"`{name}(" not in page] == []
    assert [sign for sign in signs if f"`{sign}`" not in page] == []
