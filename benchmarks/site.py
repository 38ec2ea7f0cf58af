# The folder that the browser visits: a site with checklists of several sizes, and beside it the peers with the same questions.

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bilan.site.runtime import engine_archive

from benchmarks.building import MODULES, our_project
from benchmarks.samples import scoring_pair

SIZES = {"c30": 30, "next": 30, "c100": 100, "c1000": 1000}
PEERS = Path(__file__).parent / "peers"


def page_of(checklist: str) -> str:
    """The address of the page with a checklist."""
    return f"site/checklists/{checklist}/"


def make_site(folder: Path) -> None:
    """Build the site to `folder`/site, and put each peer into a folder of its own: stock, older, pyscript, survey."""
    with tempfile.TemporaryDirectory() as source:
        project = our_project(Path(source, "project"), SIZES)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "site")]
        subprocess.run(command, cwd=project, check=True, capture_output=True)
        checklist, answers = scoring_pair(source, 30)
    pair = json.dumps({"folder": "./pyodide", "checklist": checklist, "answers": answers})
    peers = PEERS / "node_modules"
    for name, page, package in (
        ("stock", "stock", MODULES / "pyodide"),
        ("older", "stock", peers / "pyodide-029"),
        ("pyscript", "pyscript", MODULES / "pyodide"),
    ):
        target = folder / name
        shutil.copytree(package, target / "pyodide", ignore=shutil.ignore_patterns("*.map", "*.d.ts", "*.tgz"))
        shutil.copy(PEERS / f"{page}.html", target / "index.html")
        shutil.copy(PEERS / "stock-worker.js", target)
        (target / "pair.json").write_text(pair)
        (target / "engine.zip").write_bytes(engine_archive())
    core = peers / "@pyscript" / "core" / "dist"
    shutil.copytree(core, folder / "pyscript" / "core", ignore=shutil.ignore_patterns("*.map"))
    (folder / "survey").mkdir()
    shutil.copy(PEERS / "survey.html", folder / "survey" / "index.html")
    shutil.copy(peers / "survey-core" / "survey.core.min.js", folder / "survey")
