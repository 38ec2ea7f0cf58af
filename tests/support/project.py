# A site project in a temporary folder, built with the real MkDocs in a process of its own.

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNTIME = ROOT / "node_modules" / "pyodide"

CONFIG = """\
site_name: Test
site_url: http://127.0.0.1:8000/
theme: {{name: material, font: false}}
plugins:
  - search
  - bilan:
      runtime: {runtime}
      locales: {locales}
"""

CHECKLIST = """\
id: demo
version: 1
title: {fr: "Démonstration", en: "Demonstration"}
summary: {fr: "Un essai.", en: "A trial."}
sections:
  - id: only
    title: {fr: "Partie", en: "Part"}
    items:
      - id: first
        kind: choice
        text: {fr: "Première question ?", en: "First question?"}
        action: {fr: "Agir.", en: "Act."}
        choices:
          - {id: bad, text: {fr: "Mal", en: "Badly"}, points: 0}
          - {id: good, text: {fr: "Bien", en: "Well"}, points: 2}
      - id: second
        kind: check
        text: {fr: "Une case", en: "A box"}
bands:
  - {id: low, from: 0, title: {fr: "Bas", en: "Low"}, text: {fr: "Encore.", en: "More."}}
  - {id: high, from: 50, title: {fr: "Haut", en: "High"}, text: {fr: "Bravo.", en: "Well done."}}
"""


@dataclass(frozen=True)
class Project:
    """A folder with mkdocs.yml, docs/ and checklists/."""

    folder: Path

    def write(self, path: str, content: str | bytes) -> Path:
        """Write one file, relative to the project."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return target

    def fill(self, locales: str = "[{locale: fr}, {locale: en}]", config: str = CONFIG) -> Project:
        """The smallest complete site: a home page in French and in English, and one checklist."""
        self.write("mkdocs.yml", config.format(runtime=RUNTIME, locales=locales))
        self.write("checklists/demo.yml", CHECKLIST)
        self.write("docs/fr/index.md", "# Accueil\n")
        self.write("docs/en/index.md", "# Home\n")
        return self

    def build(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Run `mkdocs build`; the caller looks at the exit code and the output."""
        return self.run("-m", "mkdocs", "build", *options)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the project's folder."""
        return subprocess.run([sys.executable, *arguments], cwd=self.folder, capture_output=True, text=True, timeout=120, check=False)

    def page(self, path: str) -> str:
        """The text of a file of the built site."""
        return (self.folder / "site" / path).read_text("utf-8")
