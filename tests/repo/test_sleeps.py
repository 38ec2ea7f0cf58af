# No test sleeps in place of waiting: what sleeps at all is named here, with the reason. The bench is no test: it has networks that are
# slow and readers who rest.

from __future__ import annotations

import ast
import re

from tests.support.project import ROOT

# The functions that sleep, by file.
ALLOWED = {
    "tests/support/polling.py": {"looks", "poll"},  # what tells nobody when it changes: a process, a port, a file
    "tests/support/browser.py": {"poll", "stay"},  # the same, while the page's requests are seen to; what must not happen for a time
}
_SLEEPS = {"sleep", "wait_for_timeout"}


def _sleepers(tree: ast.AST, inside: str = "") -> set[str]:
    """The functions in which something sleeps or names what does."""
    found: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if (isinstance(node, ast.Attribute) and node.attr in _SLEEPS) or (isinstance(node, ast.Name) and node.id in _SLEEPS):
            found.add(inside)
        found |= _sleepers(node, node.name if isinstance(node, ast.FunctionDef) else inside)
    return found


def test_only_what_is_named_sleeps() -> None:
    found = {}
    for path in (ROOT / "tests").rglob("*.py"):
        sleepers = _sleepers(ast.parse(path.read_text("utf-8")))
        if sleepers:
            found[path.relative_to(ROOT).as_posix()] = sleepers
    assert found == ALLOWED


def test_no_script_of_a_test_sleeps() -> None:
    timed = re.compile(r"setTimeout\([^()]*(\([^()]*\)[^()]*)*,\s*[\d.]+\)")
    assert timed.search("new Promise((resolve) => setTimeout(resolve, 50))")
    paths = [path for ending in ("*.py", "*.mjs") for path in (ROOT / "tests").rglob(ending) if path.name != "test_sleeps.py"]
    assert [path.name for path in paths if timed.search(path.read_text("utf-8"))] == []
