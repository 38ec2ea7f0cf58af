# The maps for contributors lead somewhere: every path that CONTRIBUTING and the architecture name is there.

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.support.project import ROOT

SOURCE = ROOT / "plugins" / "bilan"
PAGES = ("CONTRIBUTING.md", "docs/architecture.md", "docs/releasing.md", "docs/benchmarks.md", "docs/site.md", "SECURITY.md", "README.md")

# What is made, or stands in an author's project or a built site, and what is no path.
MADE = re.compile(
    r"(site|dist|node_modules|benchmarks/results|assets/bilan)/\S*|checklists/(my-checklist|meetings|x)\S*|sections/a/\S*|bilan-\w+/\d"
)
MADE_FILES = {"bilan-sw.js", "python_rest.js", "sitemap.xml", "de.yml", "docs/index.md", "text/javascript"}

# A path: it has a folder, or is the name of a file of ours.
PATH = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*/?")
ENDING = re.compile(r"[\w*-]\.(py|js|mjs|css|md|yml|toml|txt|json|html|svg)$")


def _exists(path: str) -> bool:
    """Below the root, the package or its assets; the bare name of a file may be that of any file of the package or its tests."""
    if any(any(folder.glob(path.rstrip("/"))) for folder in (ROOT, SOURCE, SOURCE / "assets")):
        return True
    return "/" not in path and any(
        any(folder.rglob(path)) for folder in (SOURCE, *(ROOT / name for name in ("docs", "checklists", "tests")))
    )


def _named(page: str) -> Iterator[str]:
    for text in re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", page, flags=re.DOTALL)):
        if PATH.fullmatch(text) and ("/" in text or ENDING.search(text)) and not MADE.fullmatch(text) and text not in MADE_FILES:
            yield text


@pytest.mark.parametrize("name", PAGES)
def test_every_path_that_a_page_names_exists(name: str) -> None:
    assert [path for path in _named((ROOT / name).read_text("utf-8")) if not _exists(path)] == []


def _tree(page: str) -> Iterator[str]:
    """The paths of the tree at the top of the architecture: folders end with a slash, what stands deeper is in them."""
    folders: list[tuple[int, str]] = []
    for line in page.split("```")[1].strip("\n").splitlines():
        indent = len(line) - len(line.lstrip())
        folders = [(depth, folder) for depth, folder in folders if depth < indent]
        for word in line.split():
            if not (PATH.fullmatch(word) and ("/" in word or ENDING.search(word))):
                break
            path = "".join(folder for _, folder in folders) + word
            yield path
        if line.split()[0].endswith("/"):
            folders.append((indent, line.split()[0]))


def test_every_path_of_the_tree_exists() -> None:
    paths = list(_tree((ROOT / "docs" / "architecture.md").read_text("utf-8")))
    assert {"plugins/bilan/engine/", "plugins/bilan/authoring/rules/items.py", "docs/*.md", "scripts/"} <= set(paths)
    assert [path for path in paths if not any(ROOT.glob(path.rstrip("/")))] == []
