# Steps by chance: what a reader, a host and a browser may do, as plain values, so that they can be printed, replayed and left out.

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.model.failures import FAILURES

ANSWERS = {
    "mood": ["bad", "fair", "good", ":not-applicable", ""],
    "tools": ["saw", "rake", "none", ":not-applicable"],
    "fence": ["yes", "yes", ":not-applicable"],
    "place": ["p1", "p4", "p9", ""],
    "hours": ["1", "12", "2.5", "7", ""],
    "words": ["Oak", "Oak and ash", "é ≠ <b>", ""],
    "mood.note": ["Seen in May", "Ask again", ""],
}
# Scripts and data that pages ask for, by the end of their address; the entry is last, and seldom chosen.
FILES = ["checklist-element.js", "engine-client.js", "result.css", "bilan.css", ".json", "bilan.js"]


@dataclass(frozen=True)
class Step:
    """Something that happens: a method of the world, without `do_`, and its arguments."""

    name: str
    arguments: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.name} {json.dumps(self.arguments, ensure_ascii=False)}"

    @classmethod
    def read(cls, line: str) -> Step:
        """The step that was printed so."""
        name, _, arguments = line.partition(" ")
        return cls(name, json.loads(arguments or "{}"))


Chance = random.Random


def _answer(chance: Chance) -> tuple[str, str]:
    key = chance.choice([*ANSWERS])
    return key, chance.choice(ANSWERS[key])


def _early(chance: Chance) -> tuple[str, str] | None:
    # What is typed before the page shows what is kept would be typed beside it.
    key = chance.choice(["mood", "fence"])
    return (key, ANSWERS[key][1]) if chance.random() < 0.3 else None


def _tab(chance: Chance) -> dict[str, Any]:
    return {"tab": chance.randrange(3)}


def _given(chance: Chance) -> dict[str, Any]:
    key, value = _answer(chance)
    return {**_tab(chance), "key": key, "value": value}


def _file(chance: Chance) -> dict[str, Any]:
    return {"file": chance.choices(FILES, [4, 4, 2, 2, 3, 1])[0], "how": chance.choice(["missing", "html", "cut", "stalled"])}


def _loaded(chance: Chance) -> dict[str, Any]:
    answers = {
        "mood": "good",
        "tools": "rake saw",
        "hours": "9",
        "words": "From a file",
        "place": "p5",
        "mood.note": "Noted",
        "fence": "yes",
    }
    return {**_tab(chance), "values": {key: answers[key] for key in chance.sample([*answers], 4)}}


def _nothing(_: Chance) -> dict[str, Any]:
    return {}


# How often, and with which arguments. What takes the browser or the site away is rare, or nothing else could come to pass.
KINDS: dict[str, tuple[int, Callable[[Chance], dict[str, Any]]]] = {
    "answer": (60, lambda chance: {**_given(chance), "wait": chance.random() < 0.5}),
    "answer_and_close": (4, _given),
    "open": (14, lambda chance: {"language": chance.choice(["fr", "en"]), "early": _early(chance)}),
    "reload": (8, lambda chance: {**_tab(chance), "early": _early(chance)}),
    "leave": (5, lambda chance: {**_tab(chance), "ways": chance.choice(["back", "back", "back forward back"])}),
    "close": (5, _tab),
    "check": (5, _nothing),
    "download": (4, _tab),
    "erase": (4, _tab),
    "undo": (4, _tab),
    "load": (4, _loaded),
    "load_refused": (1, _tab),
    "kill": (4, _nothing),
    "crash": (3, _nothing),
    "fail": (8, lambda chance: {**_tab(chance), "failure": chance.choice([*FAILURES])}),
    "limit": (6, lambda chance: {"on": chance.random() < 0.5}),
    "wipe": (7, lambda chance: dict(zip(("local", "databases"), chance.choice([(True, False), (False, True), (True, True)]), strict=True))),
    "damage": (3, _nothing),
    "newer": (3, _nothing),
    "fault": (12, _file),
    "heal": (6, _nothing),
    "deploy": (12, lambda chance: {"site": chance.choice(["before", "reworded", "after", "after"])}),
}


@dataclass(frozen=True)
class Plan:
    """A run: its steps, and whether Python may start in it, which takes time."""

    has_python: bool
    steps: list[Step]

    def __str__(self) -> str:
        return "\n".join([f"python {json.dumps(self.has_python)}", *map(str, self.steps)])

    @classmethod
    def read(cls, text: str) -> Plan:
        """The plan that was printed so."""
        first, *lines = [line.strip() for line in text.splitlines() if line.strip()]
        return cls(json.loads(first.partition(" ")[2]), [Step.read(line) for line in lines])


def plan(seed: int) -> Plan:
    """The steps of this number."""
    chance = Chance(seed)
    # Some runs are about failures of storage, of files, or of the site; all at once would hide each other.
    topics = [{"fail", "limit", "wipe", "damage", "newer"}, {"fault", "heal"}, {"deploy"}]
    left_out = set().union(*(topic for topic in topics if chance.random() < 0.5))
    has_python = "deploy" not in left_out or chance.random() < 0.05
    kinds = [kind for kind in KINDS if kind not in left_out]
    weights = [KINDS[kind][0] for kind in kinds]
    chosen = chance.choices(kinds, weights, k=chance.randint(6, 24))
    steps = [Step(kind, KINDS[kind][1](chance)) for kind in chosen]
    if "fail" not in left_out:
        for step in steps:
            if step.name == "open" and chance.random() < 0.3:
                step.arguments["failure"] = chance.choice([*FAILURES])
    return Plan(has_python, steps)
