# How long a build takes, against plain MkDocs with the same theme building the same pages as Markdown by hand.

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from bilan.authoring import read_library

from benchmarks.rows import Row, timed
from benchmarks.samples import checklist_yaml

ROOT = Path(__file__).parents[1]
SIZES = (10, 100)
ITEMS = 30
RUNS = 3

_HEAD = "site_name: Bench\nsite_url: http://127.0.0.1/\ntheme: {name: material, font: false, language: %s}\nplugins:\n  - search\n"


def measure() -> list[Row]:
    """One row a size; each with its peer, built twice, once a language."""
    rows = []
    for count in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            ours, plain = our_project(Path(folder, "ours"), count), _plain_projects(Path(folder), count)
            peer = timed(partial(_build, *plain), RUNS)
            row = Row(f"plain MkDocs, {count} checklists, 2 languages", peer)
            rows += [row, Row(f"Bilan, {count} checklists, 2 languages", timed(partial(_build, ours), RUNS), "plain", row.median)]
    return rows


def _build(*projects: Path) -> None:
    for project in projects:
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=project, check=True, capture_output=True)


def our_project(folder: Path, count: int) -> Path:
    """A site of ours with so many checklists of thirty questions."""
    plugin = f"  - bilan:\n      runtime: {ROOT / 'node_modules' / 'pyodide'}\n      locales: [{{locale: fr}}, {{locale: en}}]\n"
    _write(folder / "mkdocs.yml", _HEAD % "fr" + plugin)
    for locale in ("fr", "en"):
        _write(folder / "docs" / locale / "index.md", "# Bench\n")
    for number in range(count):
        _write(folder / "checklists" / f"c{number}.yml", checklist_yaml(f"c{number}", ITEMS))
    return folder


def _plain_projects(folder: Path, count: int) -> list[Path]:
    with tempfile.TemporaryDirectory() as source:
        path = Path(source, "c.yml")
        path.write_text(checklist_yaml("c", ITEMS), "utf-8")
        document = read_library([path]).require_valid().documents[0]
    projects = []
    for locale in ("fr", "en"):
        project = folder / f"plain-{locale}"
        page = _as_markdown(document.localized(locale))
        _write(project / "mkdocs.yml", _HEAD % locale)
        _write(project / "docs" / "index.md", "# Bench\n")
        for number in range(count):
            _write(project / "docs" / "checklists" / f"c{number}.md", page)
        projects.append(project)
    return projects


def _as_markdown(content: dict[str, object]) -> str:
    """The checklist as an author would write it by hand: headings, questions and lists."""
    lines = [f"# {content['title']}", "", str(content["summary"]), ""]
    for section in content["sections"]:  # type: ignore[attr-defined]
        lines += [f"## {section['title']}", "", str(section.get("intro", "")), ""]
        for item in section["items"]:
            lines += [
                f"**{item['text']}**",
                "",
                *(f"- [ ] {choice['text']}" for choice in item["choices"]),
                "",
                item["why"],
                "",
                item["action"],
                "",
            ]
    return "\n".join(lines)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
