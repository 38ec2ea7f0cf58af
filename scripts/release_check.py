# Check before a release, `make release-check`: version, changelog and tag agree, and the wheel alone does what the README says.

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

from bilan import __version__

from tests.support.project import ROOT
from tests.support.readme import write_example


def main() -> int:
    """Tell every reason not to release. Returns how many there are."""
    problems = [*_disagreements(), *_faults_of_wheel()]
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if not problems:
        sys.stdout.write(f"Bilan {__version__} can be released.\n")
    return len(problems)


def _disagreements() -> Iterator[str]:
    heading = re.search(r"^## .*$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    if not heading or not re.fullmatch(rf"## {re.escape(__version__)} - \d{{4}}-\d\d-\d\d", heading[0]):
        found = heading[0] if heading else "no heading"
        yield f"CHANGELOG.md begins with {found!r}; it should be '## {__version__} - ' and the day, as in 2026-12-01."
    if _git("status", "--porcelain"):
        yield "The work tree has changes that are not committed."
    if f"v{__version__}" not in _git("tag", "--points-at", "HEAD").split():
        yield f"The tag v{__version__} is not on this commit: git tag --annotate v{__version__}."


def _faults_of_wheel() -> Iterator[str]:
    wheels = sorted((ROOT / "dist").glob(f"mkdocs_bilan-{__version__}-*.whl"))
    if len(wheels) != 1:
        yield f"dist/ has {len(wheels)} wheels of {__version__}: make clean, then make wheel."
        return
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder, "venv")
        venv.create(environment, with_pip=True)
        python = environment / "bin" / "python"
        constraints = ["--constraint", str(ROOT / "constraints.txt")]
        install = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *constraints, str(wheels[0])]
        subprocess.run(install, check=True)
        project = write_example(Path(folder, "example"))
        for command in (["bilan", "--version"], ["bilan", "check", "--strict"], ["mkdocs", "build", "--strict", "--quiet"]):
            # Nothing on the path but the environment: no Node, and no other Bilan.
            surroundings = {"PATH": str(environment / "bin"), "NO_MKDOCS_2_WARNING": "1"}
            options = {"cwd": project.folder, "env": surroundings, "capture_output": True, "text": True}
            done = subprocess.run([environment / "bin" / command[0], *command[1:]], check=False, **options)
            if done.returncode:
                yield f"With the wheel alone, {' '.join(command)} fails:\n{done.stdout}{done.stderr}"
            elif command[1] == "--version" and done.stdout != f"bilan, version {__version__}\n":
                yield f"The wheel says {done.stdout.strip()!r}, not {__version__}."
        if not any((project.folder / "site").glob("assets/bilan/*/pyodide.asm.wasm")):
            yield "The site that the wheel built has no Python in it."


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(min(main(), 1))
