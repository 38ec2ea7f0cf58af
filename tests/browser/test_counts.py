# Random answers to random checklists: the form, the bar, the announcement, the result and the command line say the same counts. A few
# checklists here; BILAN_COUNTS=200 takes as many.

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from bilan.cli.inputs import read_checklist, texts_in
from bilan.cli.score_table import score_table
from bilan.engine import lift_json

from tests.browser.conftest import OpenVisit
from tests.support.browser import Visit
from tests.support.project import CONFIG, RUNTIME, Project
from tests.support.server import StaticServer

CHECKLISTS = range(int(os.environ.get("BILAN_COUNTS", "6")))
ANSWERS = 12

# The announcement waits for further answers.
SOON_MS = 1000

KINDS = {
    "check": {},
    "choice": {"choices": [{"id": f"c{n}", "text": f"Choice {n}", "points": n} for n in range(3)]},
    "choices": {"choices": [{"id": f"c{n}", "text": f"Choice {n}", "points": n} for n in range(3)]},
    "number": {"min": 0, "max": 9, "zero_at": 0, "full_at": 9},
    "text": {},
}
VALUES: dict[str, list[Any]] = {
    "check": [True],
    "choice": ["c0", "c1", "c2"],
    "choices": [["c0"], ["c0", "c2"], []],
    "number": [0, 4.5, 9],
    "text": ["Something.", ""],
}


def _checklist(seed: int) -> dict[str, Any]:
    """A checklist of every kind of question, some of which hide others."""
    random = Random(seed)
    asked: list[str] = []
    sections: list[dict[str, Any]] = []
    for place in range(random.randint(2, 3)):
        items, before = [], asked[:1]
        for number in range(random.randint(2, 6)):
            kind = random.choice(list(KINDS))
            item: dict[str, Any] = {"id": f"q{place}-{number}", "kind": kind, "text": f"Question {place} {number}?", **KINDS[kind]}
            if kind != "text" and random.random() < 0.5:
                item["allow"] = ["not-applicable", "dont-know"]
            if random.random() < 0.2:
                item["optional"] = True
            if asked and random.random() < 0.35:
                item["when"] = f'{random.choice(asked)} == "c{random.randint(0, 1)}"'
            asked += [item["id"]] if kind == "choice" else []
            items.append(item)
        section: dict[str, Any] = {"id": f"s{place}", "title": f"Section {place}", "items": items}
        if before and random.random() < 0.4:
            section["when"] = f'{before[0]} != "c2"'
        sections.append(section)
    # There is something to score, whatever else there is.
    sections[0]["items"].append({"id": "last", "kind": "choice", "text": "The last one?", **KINDS["choice"]})
    return {"id": f"random-{seed}", "version": 1, "title": f"Random {seed}", "summary": "Random.", "sections": sections}


def _answers(random: Random, checklist: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"last": {"value": "c1"}}
    for item in (item for section in checklist["sections"] for item in section["items"]):
        if random.random() < 0.25:
            continue
        state = random.choice(["", "", *item.get("allow", [])])
        found[item["id"]] = {"state": state} if state else {"value": random.choice(VALUES[item["kind"]])}
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of random checklists, in English."""
    project = Project(tmp_path_factory.mktemp("counts"))
    project.write("mkdocs.yml", CONFIG.format(runtime=RUNTIME, locales="[]"))
    project.write("docs/index.md", "# Home\n")
    for seed in CHECKLISTS:
        project.write(f"checklists/random-{seed}.yml", json.dumps(_checklist(seed)))
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project.folder


def _counted(result: dict[str, Any], checklist: dict[str, Any]) -> dict[str, int]:
    """The counts of a result, counted from the states of its items."""
    items = {item["id"]: item for section in checklist["sections"] for item in section["items"]}
    needed = [(items[value["id"]], value["state"]) for value in result["items"] if not items[value["id"]].get("optional")]
    asked = [(item["kind"] == "check", state) for item, state in needed if state != "hidden"]
    return {
        "answered": sum(not box and state != "unanswered" for box, state in asked),
        "questions": sum(not box for box, _ in asked),
        "boxes": sum(box and state != "not-applicable" for box, state in asked),
        "not_applicable": sum(state == "not-applicable" for _, state in asked),
    }


def _said(counts: dict[str, int]) -> tuple[int, ...]:
    """The numbers of a sentence about counts, in its order; what there is none of is not told."""
    told = [counts["answered"], counts["questions"]] if counts["questions"] else []
    told += [counts["ticked"], counts["boxes"]] if counts["boxes"] else []
    return (*told, *([counts["not_applicable"]] if counts["not_applicable"] else []))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text))


def test_every_place_tells_the_same_counts(open_visit: OpenVisit, folder: Path) -> None:
    with StaticServer(folder / "site", "/x/") as server:
        visit = open_visit(server.url, locale="en-GB")
        visit.page.clock.install()
        for seed in CHECKLISTS:
            _compare(visit, folder, seed)
        visit.page.goto("about:blank")


def _compare(visit: Visit, folder: Path, seed: int) -> None:
    """Load random answers to one checklist, and compare what is said of each."""
    random, checklist = Random(seed), _checklist(seed)
    document = read_checklist(folder / "checklists" / f"random-{seed}.yml")
    texts = texts_in(document, folder, None)
    visit.goto(f"checklists/random-{seed}/")
    for _ in range(ANSWERS):
        given = {"format": "bilan-answers/1", "checklist": document.id, "version": 1, "answers": _answers(random, checklist)}
        file = {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(given).encode()}
        visit.score_after(lambda file=file: visit.load(file))  # type: ignore[misc]
        result = visit.wait_for_score()
        assert _counted(result, checklist).items() <= {"not_applicable": 0, **result["score"]}.items()
        said = _said({"not_applicable": 0, **result["score"]})
        progress = visit.page.locator("[data-bilan=progress]").text_content() or ""
        assert _numbers(progress) == said
        assert visit.page.locator("[data-bilan=bar-progress]").text_content() == progress
        for section in result["sections"]:
            assert visit.page.locator(f"li[data-section={section['id']}]").is_visible() is not section.get("hidden", False)
        visit.page.clock.fast_forward(SOON_MS)
        assert progress in (visit.page.locator("[data-bilan=status]").text_content() or "")
        lift = json.loads(lift_json(document.checklist.to_json(), json.dumps(given)))
        (counts,) = [line for line in score_table(texts, result, lift, date.today()) if re.search("questions answered|boxes ticked", line)]
        assert _numbers(counts) == said
