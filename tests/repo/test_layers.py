# The rooms of the house and their doors: who may import whom, in Python and in the scripts.

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bilan.site.scripts import ROOTS, join_scripts, needs

from tests.support.project import ROOT

SOURCE = ROOT / "plugins" / "bilan"
ASSETS = SOURCE / "assets"

# What each room may import beside the standard library, itself and the package's version.
ALLOWED = {
    "engine": set(),
    "authoring": {"bilan.engine", "babel", "yaml"},
    "site": {
        "bilan.authoring",
        "bilan.engine",
        "mkdocs",
        "jinja2",
        "markdown",
        "pymdownx",
        "yaml",
        "babel",
    },
    "translation": {"bilan.authoring", "babel", "yaml"},
    "cli": {"bilan.authoring", "bilan.engine", "bilan.translation", "click"},
}

# What each script may import or fetch; the others may import anything but the element.
SCRIPTS = {
    "protocol.js": set(),
    "answer-file.js": set(),
    "strings.js": set(),
    "page-text.js": set(),
    "result.js": set(),
    "explanation.js": set(),
    "elements.js": set(),
    "paper.js": {"elements.js", "page-text.js"},
    "items.js": set(),
    "newer.js": set(),
    "download.js": set(),
    "storage-names.js": set(),
    "edge-storage.js": set(),
    "answer-migration.js": set(),
    "units.js": set(),
    "page-names.js": {"elements.js", "items.js", "page-text.js", "units.js"},
    "sum-steps.js": {"elements.js", "page-text.js"},
    "explanation-view.js": {"elements.js", "page-names.js", "page-text.js", "result.js", "sum-steps.js"},
    "lift-view.js": {"elements.js", "page-names.js", "page-text.js"},
    "number-text.js": set(),
    "form.js": {"number-text.js", "units.js"},
    "evidence.js": {"answer-file.js"},
    "visibility.js": {"items.js"},
    "answer-parts.js": {"answer-file.js"},
    "progress.js": set(),
    "questionnaire.js": {"answer-file.js", "answer-parts.js", "evidence.js", "form.js", "items.js", "page-text.js"},
    "answer-record.js": {"answer-file.js", "answer-migration.js", "answer-parts.js", "newer.js"},
    "in-time.js": set(),
    "shelves.js": {"edge-storage.js", "in-time.js", "newer.js"},
    "unwritten.js": {"edge-storage.js"},
    "record-shelf.js": {"answer-file.js", "answer-record.js", "edge-storage.js", "in-time.js", "newer.js", "shelves.js"},
    "answer-store.js": {
        *("answer-file.js", "answer-record.js", "edge-storage.js", "in-time.js", "newer.js", "record-shelf.js"),
        *("storage-names.js", "unwritten.js"),
    },
    "keeping.js": {"download.js", "page-text.js", "questionnaire.js", "strings.js"},
    "fetched.js": set(),
    "bilan.js": {
        *("answer-store.js", "fetched.js", "keeping.js", "page-text.js"),
        *("header-buttons.js", "landing.js", "language-switch.js"),
        *("checklist-element.js", "engine-client.js", "offline.js"),
    },
    "exact-file.js": {"protocol.js"},
    "runtime-files.js": {"exact-file.js", "protocol.js"},
    "python.js": set(),
    "memory-image.js": set(),
    "boot.js": {"memory-image.js", "protocol.js", "python.js", "runtime-files.js"},
    "worker.js": {"boot.js", "protocol.js"},
    "intent.js": set(),
    "worker-line.js": set(),
    "compiled-checklist.js": {"exact-file.js"},
    "engine-client.js": {"compiled-checklist.js", "exact-file.js", "protocol.js", "worker-line.js"},
    "offline.js": {"update-notice.js"},
}

# Storage is named and touched by these alone; the page's own script reads before they are there.
STORAGE = {"edge-storage.js", "shelves.js", "storage-names.js"}


def imports_of(source: str) -> set[str]:
    """The modules that a piece of Python imports, at whatever depth; a relative import keeps its dots."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found |= {f"{module}.{alias.name}" if module == "bilan" else module for alias in node.names}
    return found


def room_of(module: str) -> str:
    """The unit that a rule speaks of: `bilan.engine` for a module of ours, `mkdocs` for one of theirs."""
    return ".".join(module.split(".")[: 2 if module.startswith("bilan.") else 1])


def without_comments(script: str) -> str:
    """A script without the comments that have lines of their own, and without types."""
    return re.sub(r"/\*.*?\*/|^\s*//.*?$", "", script, flags=re.DOTALL | re.MULTILINE)


def script_imports_of(source: str) -> set[str]:
    """The modules that a script imports or fetches by name, comments aside."""
    code = without_comments(source)
    return set(re.findall(r"""(?:\bfrom\s+|\b(?:import|fetchScript)\s*\(?\s*)["']([^"']+)["']""", code))


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    modules = sorted((SOURCE / room).rglob("*.py"))
    assert modules
    for path in modules:
        foreign = {room_of(module) for module in imports_of(path.read_text("utf-8"))} - set(sys.stdlib_module_names)
        foreign -= {f"bilan.{room}", "bilan.__version__"}
        assert foreign <= ALLOWED[room], path.name


def test_there_is_no_room_without_a_rule() -> None:
    rooms = {path.parent.relative_to(SOURCE).parts[0] for path in SOURCE.rglob("*.py") if path.parent != SOURCE}
    assert rooms == set(ALLOWED)


def test_the_package_itself_imports_nothing() -> None:
    assert imports_of((SOURCE / "__init__.py").read_text("utf-8")) == set()


@pytest.mark.parametrize("room", ["engine", "authoring", "translation"])
def test_the_door_of_a_room_names_what_it_offers(room: str) -> None:
    module = __import__(f"bilan.{room}", fromlist=["__all__"])
    assert len(set(module.__all__)) == len(module.__all__)
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*.js")), ids=lambda path: path.name)
def test_a_script_imports_only_what_it_may(path: Path) -> None:
    found = script_imports_of(path.read_text("utf-8"))
    assert all(re.fullmatch(r"\./[a-z-]+\.js", name) and (ASSETS / name).is_file() for name in found)
    names = {name.removeprefix("./") for name in found}
    assert names <= SCRIPTS.get(
        path.name, {p.name for p in ASSETS.glob("*.js")} - {"bilan.js", "checklist-element.js", "engine-client.js", "boot.js", "worker.js"}
    )


def test_a_name_stands_for_one_thing_in_every_script_that_is_served() -> None:
    sources = {path.name: path.read_text("utf-8") for path in ASSETS.glob("*.js")}
    assert [name for name, source in sources.items() if re.search(r"^import \{[^}]*\bas\b", source, re.MULTILINE)] == []
    served = join_scripts(sources)
    # Node reads a module's syntax without running it; a name declared twice is an error.
    for name, source in served.items():
        subprocess.run(["node", "--input-type=module", "--check"], input=source, text=True, check=True, capture_output=True)
        assert script_imports_of(source) <= {f"./{other}" for other in served}, name


def test_what_a_page_has_in_two_scripts_has_no_state() -> None:
    sources = {path.name: path.read_text("utf-8") for path in ASSETS.glob("*.js")}
    homes = [(module, root) for root in ROOTS if root != "worker.js" for module in needs(root, sources)]
    several = {module for module, _ in homes if sum(other == module for other, _ in homes) > 1}
    assert {"protocol.js", "page-text.js"} <= several
    state = re.compile(r"^(?:export )?(?:let|var) |^(?:export )?const \w+ = (?:new (?:Map|Set|Weak\w+|[A-Z]\w*)\(|\[\];)", re.MULTILINE)
    assert {module for module in several if state.search(sources[module])} == set()
    assert state.search(sources["compiled-checklist.js"])


def test_every_script_that_is_fetched_is_served() -> None:
    sources = {path.name: path.read_text("utf-8") for path in ASSETS.glob("*.js")}
    codes = [without_comments(source) for source in sources.values()]
    fetched = {name for code in codes for name in re.findall(r"""(?:fetchScript|\bimport|URL)\("\./([\w-]+\.js)\"""", code)}
    assert {*fetched, "bilan.js"} == set(ROOTS)
    # The last one holds types only.
    assert {module for root in ROOTS for module in needs(root, sources)} == set(sources) - {"explanation.js"}


def test_comments_are_left_out_of_what_is_served_and_nothing_else_is() -> None:
    for source in (path.read_text("utf-8") for path in ASSETS.glob("*.js")):
        served = join_scripts({**dict.fromkeys(ROOTS, ""), "bilan.js": re.sub(r"^import .*?;\n", "", source, flags=re.MULTILINE)})[
            "bilan.js"
        ]
        assert re.findall(r"^\s*(?://|/\*)", served, re.MULTILINE) == []
        # The lines of a template that look like comments would go too.
        texts = re.findall(r"`[^`]*`", source)
        assert [text for text in texts if re.search(r"^\s*(?://|/\*)", text, re.MULTILINE)] == []


def test_storage_is_touched_in_one_place() -> None:
    for path in ASSETS.glob("*.js"):
        code = without_comments(path.read_text("utf-8"))
        assert path.name in STORAGE or not re.search(
            r"\b(?:localStorage|sessionStorage|indexedDB)\b|[\"`]bilan:[^\"`]*(?:answers|hidden)", code
        ), path.name


def test_every_script_with_a_rule_is_there() -> None:
    assert {name for name in SCRIPTS if not (ASSETS / name).is_file()} == set()


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*.js")), ids=lambda path: path.name)
def test_a_script_makes_no_html_and_knows_no_theme(path: Path) -> None:
    code = path.read_text("utf-8")
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|createContextualFragment", code)
        == []
    )
    assert re.findall(r"document\$|location\$|__md_\w+|\.md-[a-z]+", code) == []


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import os.path", {"os.path"}),
        ("from bilan import __version__", {"bilan.__version__"}),
        ("from bilan.site.plugin import BilanPlugin", {"bilan.site.plugin"}),
        ("from bilan import site", {"bilan.site"}),
        ("from ..site import plugin", {"..site"}),
        ("def f():\n    if True:\n        import mkdocs.utils", {"mkdocs.utils"}),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from click import Command", {"typing", "click"}),
    ],
)
def test_no_python_import_is_overlooked(source: str, modules: set[str]) -> None:
    assert imports_of(source) == modules


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ('import { a } from "./a.js";', {"./a.js"}),
        ("import './b.js'", {"./b.js"}),
        ('const c = await import("./c.js");', {"./c.js"}),
        ('import {\n  d,\n} from "./d.js";', {"./d.js"}),
        ('export { e } from "./e.js";', {"./e.js"}),
        ('/** @type {import("./f.js").F} */\n// import "./g.js"\nconst url = "https://example.org";', set()),
    ],
)
def test_no_script_import_is_overlooked(source: str, modules: set[str]) -> None:
    assert script_imports_of(source) == modules
