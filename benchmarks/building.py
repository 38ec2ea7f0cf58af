# Cost of a build, in time of the processor and in memory, against plain MkDocs with the same theme building the same pages as
# Markdown by hand, and against mkdocs-quiz building the same questions.

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilan.authoring import read_library
from bilan.site.runtime import read_runtime

from benchmarks.rows import RUNS, Row
from benchmarks.samples import checklist_yaml

MODULES = Path(__file__).parents[1] / "node_modules"
# How many checklists, and how many runs at most: the largest takes a minute or more.
SIZES = {10: 9, 100: 9, 300: 3}
ITEMS = 30

_HEAD = "site_name: Bench\nsite_url: http://127.0.0.1/\ntheme: {name: material, font: false, language: %s}\nplugins:\n  - search\n"

# The kernel's own count begins with the memory of the process that started it; this one does not.
_BUILD = """
import runpy, sys
sys.argv = ["mkdocs", "build", "--quiet"]
try:
    runpy.run_module("mkdocs", run_name="__main__")
finally:
    print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""


@dataclass(frozen=True)
class _Cost:
    """Milliseconds of the processor, and the most memory held at once, in MB."""

    time: float
    memory: float


def measure() -> Iterator[Row]:
    """Rows for each size; each peer is built twice, once a language. A shared machine makes time on the clock say little."""
    # Compiled once and kept, so no build of ours should pay for it.
    read_runtime(MODULES / "pyodide")
    for count, most in SIZES.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            projects = {
                "MkDocs": _by_hand(folder / "plain", count, _as_markdown, ""),
                "mkdocs-quiz": _by_hand(folder / "quiz", count, _as_quiz, "  - mkdocs_quiz\n"),
                "Bilan": [our_project(folder / "ours", {f"c{number}": ITEMS for number in range(count)})],
            }
            found: dict[str, list[_Cost]] = {peer: [] for peer in projects}
            # In turns, so that a busy minute falls on all.
            for _ in range(min(RUNS, most)):
                for peer, folders in projects.items():
                    found[peer].append(_build(folders))
        for what, unit in (("processor time", "ms"), ("memory", "MB")):
            runs = {peer: [cost.time if unit == "ms" else cost.memory for cost in costs] for peer, costs in found.items()}
            title = f"build of {count} checklists in two languages, {what}"
            plain = Row(f"{title}: MkDocs and Material", runs["MkDocs"], unit=unit)
            others = [Row(f"{title}: {peer}", runs[peer], "MkDocs", plain.median, unit) for peer in ("mkdocs-quiz", "Bilan")]
            yield from (plain, *others)


def _build(projects: list[Path]) -> _Cost:
    time = memory = 0.0
    for project in projects:
        command = [sys.executable, "-c", _BUILD]
        process = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        told = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, process.args)
        time += 1000 * (usage.ru_utime + usage.ru_stime)
        memory = max(memory, int(told) / 1000)
    return _Cost(time, memory)


def our_project(folder: Path, checklists: Mapping[str, int]) -> Path:
    """Make a site of checklists, by name with the number of their items, in two languages."""
    plugin = f"  - bilan:\n      runtime: {MODULES / 'pyodide'}\n      locales: [{{locale: fr}}, {{locale: en}}]\n"
    _write(folder / "mkdocs.yml", _HEAD % "fr" + plugin)
    for locale in ("fr", "en"):
        _write(folder / "docs" / locale / "index.md", "# Bench\n")
    for name, items in checklists.items():
        _write(folder / "checklists" / f"{name}.yml", checklist_yaml(name, items))
    return folder


def _by_hand(folder: Path, count: int, written: Any, plugins: str) -> list[Path]:
    with tempfile.TemporaryDirectory() as source:
        path = Path(source, "c.yml")
        path.write_text(checklist_yaml("c", ITEMS), "utf-8")
        document = read_library([path]).require_valid().documents[0]
    projects = []
    for locale in ("fr", "en"):
        project = folder / locale
        page = written(document.localized(locale))
        _write(project / "mkdocs.yml", _HEAD % locale + plugins)
        _write(project / "docs" / "index.md", "# Bench\n")
        for number in range(count):
            _write(project / "docs" / "checklists" / f"c{number}.md", page)
        projects.append(project)
    return projects


def _as_markdown(content: dict[str, Any]) -> str:
    """The checklist as an author would write it by hand: headings, questions and lists."""
    lines = [f"# {content['title']}", "", str(content["summary"]), ""]
    for section in content["sections"]:
        lines += [f"## {section['title']}", "", str(section.get("intro", "")), ""]
        for item in section["items"]:
            lines += [f"**{item['text']}**", "", *(f"- [ ] {choice['text']}" for choice in item["choices"]), ""]
            lines += [item["why"], "", item["action"], ""]
    return "\n".join(lines)


def _as_quiz(content: dict[str, Any]) -> str:
    """The same for mkdocs-quiz, whose questions have a right answer: the last one."""
    lines = [f"# {content['title']}", "", str(content["summary"]), ""]
    for section in content["sections"]:
        lines += [f"## {section['title']}", "", str(section.get("intro", "")), ""]
        for item in section["items"]:
            *others, last = item["choices"]
            lines += ["<quiz>", item["text"], *(f"- [ ] {choice['text']}" for choice in others), f"- [x] {last['text']}", ""]
            lines += [item["why"], "", item["action"], "</quiz>", ""]
    return "\n".join(lines)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
