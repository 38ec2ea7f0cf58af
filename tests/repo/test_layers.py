# The rooms of the house and their doors: who may import whom, in Python and in the scripts.

from __future__ import annotations

import ast
import posixpath
import re
import subprocess
import sys
from graphlib import TopologicalSorter

import pytest
from bilan.site.scripts import FOLDERS, ROOTS, join_scripts, needs, read_scripts

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

# What the engine's rooms may import of each other, one way.
ENGINE_ROOMS: dict[str, set[str]] = {
    "conditions": set(),
    "model": {"conditions"},
    "answers": {"model"},
    "scorer": {"model"},
    "scoring": {"conditions", "model", "answers", "scorer"},
    "explanation": {"conditions", "model", "answers", "scoring"},
    "what_if": {"conditions", "model", "answers", "scoring"},
    "bridge": {"model", "answers", "scorer", "scoring", "explanation", "what_if"},
}

# What the scripts of a folder may import beside each other. `page` itself holds the entry and the element, which join all its folders.
SCRIPT_ROOMS: dict[str, set[str]] = {
    "shared": set(),
    "worker": {"shared"},
    "page/text": set(),
    "page/answers": set(),
    "page/template": {"page/text"},
    "page/navigation": {"page/template"},
    "page/offline": {"page/template"},
    "page/storage": {"page/answers"},
    "page/form": {"page/answers", "page/template", "page/text"},
    "page/engine": {"page/answers", "page/text", "shared"},
    "page/print": {"page/text"},
    "page/result": {"page/answers", "page/form", "page/text", "shared"},
    "page": {
        *("page/answers", "page/engine", "page/form", "page/navigation", "page/offline", "page/print", "page/result", "page/storage"),
        *("page/template", "page/text", "shared"),
    },
}

# Storage is named and touched by these alone; the page's own script reads before they are there.
STORAGE = {f"page/storage/{name}.js" for name in ("local-storage", "storage-backends", "storage-names")}

SCRIPTS = read_scripts()


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


def modules_imported_by(source: str) -> set[str]:
    """The modules of ours that a piece of Python imports, by their own names; a package stands for its `__init__`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bilan"):
            names = {alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            found |= {whole if whole in MODULES else node.module or "" for whole in names.values()}
    return found


# Every module of the package, and what it imports of the others.
MODULES = {".".join(path.with_suffix("").relative_to(SOURCE.parent).parts).removesuffix(".__init__"): path for path in SOURCE.rglob("*.py")}
IMPORTS = {module: modules_imported_by(path.read_text("utf-8")) - {module} for module, path in MODULES.items()}


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


def types_of(source: str) -> set[str]:
    """The modules that a script takes types from, in its comments."""
    return set(re.findall(r"""\bimport\(["'](\.[^"']+)["']\)""", source)) - script_imports_of(source)


def path_of(name: str, importer: str) -> str:
    """Where a module is that a script imports by this name."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(importer), name))


def folder_of(script: str) -> str:
    """The room of a script."""
    return posixpath.dirname(script)


def modules_of(path: str) -> set[str]:
    """The modules that one of our scripts imports; what it fetches by the name that it is served under is none."""
    served = {f"./{posixpath.basename(root)}" for root in ROOTS}
    return {path_of(name, path) for name in script_imports_of(SCRIPTS[path]) if name not in served}


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


@pytest.mark.parametrize("room", ENGINE_ROOMS)
def test_a_room_of_the_engine_imports_only_what_it_may(room: str) -> None:
    modules = [module for module in MODULES if module.split(".")[1:3] == ["engine", room]]
    assert modules
    for module in modules:
        imported = {name.split(".")[2] for name in IMPORTS[module] if name.startswith("bilan.engine.")}
        assert imported - {room} <= ENGINE_ROOMS[room], module


def test_there_is_no_room_of_the_engine_without_a_rule() -> None:
    assert {module.split(".")[2] for module in MODULES if module.startswith("bilan.engine.")} == set(ENGINE_ROOMS)


def test_the_engine_has_one_door() -> None:
    beyond = {
        module: sorted(name for name in IMPORTS[module] if name.startswith("bilan.engine."))
        for module in MODULES
        if not module.startswith("bilan.engine")
    }
    assert {module: names for module, names in beyond.items() if names} == {}


def test_no_modules_import_each_other_in_a_circle() -> None:
    # Imports of types count too: who needs another's types can't be read without it. A package's own door stands for its modules.
    TopologicalSorter(IMPORTS).prepare()


def test_the_package_itself_imports_nothing() -> None:
    assert imports_of((SOURCE / "__init__.py").read_text("utf-8")) == set()


@pytest.mark.parametrize("room", ["engine", "authoring", "translation"])
def test_the_door_of_a_room_names_what_it_offers(room: str) -> None:
    module = __import__(f"bilan.{room}", fromlist=["__all__"])
    assert len(set(module.__all__)) == len(module.__all__)
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


@pytest.mark.parametrize("path", SCRIPTS)
def test_a_script_imports_only_what_its_room_may(path: str) -> None:
    room = folder_of(path)
    assert {folder_of(module) for module in modules_of(path)} <= {room, *SCRIPT_ROOMS[room]}
    assert modules_of(path) <= set(SCRIPTS)
    if room in ("shared", "worker"):
        # A page's types are not those of a worker.
        assert {folder_of(path_of(name, path)) for name in types_of(SCRIPTS[path])} <= {room, "shared"}


def test_there_is_no_folder_of_scripts_without_a_rule_and_no_script_beside_the_folders() -> None:
    assert {folder_of(path) for path in SCRIPTS} == set(SCRIPT_ROOMS)
    assert {path.relative_to(ASSETS).parts[0] for path in ASSETS.rglob("*.js")} == {*FOLDERS, "service-worker"}


def test_no_circle_of_scripts_or_of_their_folders() -> None:
    files = {path: modules_of(path) for path in SCRIPTS}
    folders: dict[str, set[str]] = {}
    for path, modules in files.items():
        folders.setdefault(folder_of(path), set()).update({folder_of(module) for module in modules} - {folder_of(path)})
    for graph in (files, folders, SCRIPT_ROOMS):
        assert set(TopologicalSorter(graph).static_order()) == set(graph)


def test_a_script_is_known_by_its_name_alone() -> None:
    names = [posixpath.basename(path) for path in SCRIPTS]
    assert len(set(names)) == len(names)


def test_a_name_stands_for_one_thing_in_every_script_that_is_served() -> None:
    assert [name for name, source in SCRIPTS.items() if re.search(r"^import \{[^}]*\bas\b", source, re.MULTILINE)] == []
    served = join_scripts(SCRIPTS)
    # Node reads a module's syntax without running it; a name declared twice is an error.
    for name, source in served.items():
        subprocess.run(["node", "--input-type=module", "--check"], input=source, text=True, check=True, capture_output=True)
        assert script_imports_of(source) <= {f"./{other}" for other in served}, name


def test_what_a_page_has_in_two_scripts_has_no_state() -> None:
    homes = [(module, root) for root in ROOTS if folder_of(root) != "worker" for module in needs(root, SCRIPTS)]
    several = {module for module, _ in homes if sum(other == module for other, _ in homes) > 1}
    assert {"shared/protocol.js", "page/text/page-text.js"} <= several
    state = re.compile(r"^(?:export )?(?:let|var) |^(?:export )?const \w+ = (?:new (?:Map|Set|Weak\w+|[A-Z]\w*)\(|\[\];)", re.MULTILINE)
    assert {module for module in several if state.search(SCRIPTS[module])} == set()
    assert state.search(SCRIPTS["page/engine/compiled-checklist.js"])


def test_every_script_that_is_fetched_is_served() -> None:
    codes = [without_comments(source) for source in SCRIPTS.values()]
    fetched = {name for code in codes for name in re.findall(r"""(?:fetchScript|\bimport|URL)\("\./([\w-]+\.js)\"""", code)}
    assert {*fetched, "bilan.js"} == {posixpath.basename(root) for root in ROOTS}
    # The last one holds types only.
    assert {module for root in ROOTS for module in needs(root, SCRIPTS)} == set(SCRIPTS) - {"page/result/explanation.js"}


@pytest.mark.parametrize("path", SCRIPTS)
def test_comments_are_left_out_of_what_is_served_and_nothing_else_is(path: str) -> None:
    code = re.sub(r"^import .*?;\n", "", SCRIPTS[path], flags=re.MULTILINE | re.DOTALL)
    served = join_scripts({**dict.fromkeys(ROOTS, ""), "page/bilan.js": code})["bilan.js"]
    assert re.findall(r"^\s*(?://|/\*)", served, re.MULTILINE) == []
    # The lines of a template that look like comments would go too.
    texts = re.findall(r"`[^`]*`", SCRIPTS[path])
    assert [text for text in texts if re.search(r"^\s*(?://|/\*)", text, re.MULTILINE)] == []


def test_indentation_is_left_out_of_what_is_served_but_not_of_texts() -> None:
    module = "if (a) {\n  b = `c`;\n}\n"
    nothing = dict.fromkeys(ROOTS, "")
    assert join_scripts({**nothing, "page/bilan.js": module})["bilan.js"] == "if (a) {\nb = `c`;\n}\n"
    assert join_scripts({**nothing, "page/bilan.js": module.replace("`c`", "`c\n  d`")})["bilan.js"] == "if (a) {\n  b = `c\n  d`;\n}\n"
    python = re.search(r"const PREPARE = `[^`]*`", SCRIPTS["worker/python.js"])
    assert python
    assert python[0] in join_scripts(SCRIPTS)["worker.js"]


@pytest.mark.parametrize("path", SCRIPTS)
def test_storage_is_touched_in_one_place(path: str) -> None:
    code = without_comments(SCRIPTS[path])
    assert path in STORAGE or not re.search(r"\b(?:localStorage|sessionStorage|indexedDB)\b|[\"`]bilan:[^\"`]*(?:answers|hidden)", code)
    assert set(SCRIPTS) >= STORAGE


@pytest.mark.parametrize("path", SCRIPTS)
def test_a_script_makes_no_html_and_knows_no_theme(path: str) -> None:
    code = SCRIPTS[path]
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
