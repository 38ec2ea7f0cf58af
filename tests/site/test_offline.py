# Files of the build with which browsers keep a site and install it, and those with which they forget it.

from __future__ import annotations

import hashlib
import json
import re
import shutil

import pytest

from tests.site.building import build_refused, build_well
from tests.support.project import CONFIG, ROOT, Project

ICONS = ROOT / "plugins" / "bilan" / "assets" / "icons"


def test_the_list_names_each_file_of_a_page_with_its_digest(project: Project) -> None:
    project.fill().write("docs/fr/film.mp4", b"film")
    site = build_well(project).folder / "site"
    worker = project.page("bilan-sw.js")
    about = json.loads(worker.partition("const SITE = ")[2].partition(";\n")[0])
    written = (site / about["list"]).read_bytes()
    assert hashlib.sha256(written).hexdigest()[:32] == about["digest"]
    assert about["languages"] == ["", "en/"]
    found = json.loads(written)
    assert found.pop("whole") is True
    for group in found.values():
        for name, digest in group.items():
            path = site / name / "index.html" if name == "" or name.endswith("/") else site / name
            assert hashlib.sha256(path.read_bytes()).hexdigest()[:32] == digest, name
    changing, pinned, runtime = (set(found[group]) for group in ("changing", "pinned", "runtime"))
    assert {"", "en/", "offline.html", "en/offline.html", "manifest.json", "en/search/search_index.json"} <= changing
    assert not {"404.html", "bilan-sw.js", "film.mp4", "sitemap.xml.gz"} & (changing | pinned)
    assert any(name.endswith("/bilan.js") for name in pinned)
    assert any(name.endswith(".wasm") for name in runtime)
    # Every page of a folder, and nothing that an address holds back.
    assert all(re.search(r"[0-9a-f]{8}", name) for name in pinned | runtime)


def test_a_site_that_is_not_to_be_kept_has_a_worker_that_only_leaves(project: Project) -> None:
    project.fill(config=CONFIG + "      offline: false\n")
    site = build_well(project).folder / "site"
    worker = project.page("bilan-sw.js")
    assert "unregister" in worker
    assert "fetch" not in worker
    assert not list(site.rglob("offline.html")) + list(site.rglob("manifest.json")) + list(site.rglob("icon-*"))
    for page in site.rglob("*.html"):
        assert 'rel="manifest"' not in page.read_text("utf-8")
        assert 'data-bilan="update"' not in page.read_text("utf-8")


def test_the_manifest_speaks_the_language_of_its_folder(project: Project) -> None:
    locales = "[{locale: fr, short_name: Essai}, {locale: en, site_name: A long name}]"
    app = '      app: {{theme_color: "#0f3d47", background_color: "#fff"}}\n'
    site = build_well(project.fill(locales, CONFIG + app)).folder / "site"
    for folder, name, short_name in (("", "Test", "Essai"), ("en/", "A long name", "A long name")):
        manifest = json.loads(project.page(f"{folder}manifest.json"))
        assert (manifest["name"], manifest["short_name"], manifest["lang"]) == (name, short_name, folder.strip("/") or "fr")
        assert (manifest["theme_color"], manifest["background_color"]) == ("#0f3d47", "#fff")
        assert (site / folder / manifest["scope"]).resolve() == site.resolve()
        assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
        for icon in manifest["icons"]:
            assert (site / folder / icon["src"]).is_file()


@pytest.mark.parametrize(
    ("options", "mentions"),
    [
        ("offline: perhaps", ["offline"]),
        ("app: {theme_color: green}", ["theme_color", "'green'", "#0f3d47"]),
        ("app: {icons: nowhere}", ["icons", "nowhere", "icon-512.png"]),
        ("app: {icons: wrong}", ["icons", "icon-192.png", "192 × 192"]),
        ("app: {icons: [a]}", ["icons"]),
    ],
)
def test_a_wrong_option_is_an_error(project: Project, options: str, mentions: list[str]) -> None:
    project.fill(config=CONFIG + "      " + options.replace("{", "{{").replace("}", "}}") + "\n")
    shutil.copytree(ICONS, project.folder / "wrong")
    shutil.copy(ICONS / "icon-512.png", project.folder / "wrong" / "icon-192.png")
    output = build_refused(project)
    assert [text for text in mentions if text not in output] == [], output


def test_own_icons_take_the_place_of_ours(project: Project) -> None:
    project.fill(config=CONFIG + "      app: {{icons: own}}\n")
    shutil.copytree(ICONS, project.folder / "own")
    shutil.copy(ICONS / "icon-512.png", project.folder / "own" / "icon-maskable-512.png")
    build_well(project)
    sources = {icon["purpose"] + icon["sizes"]: icon["src"] for icon in json.loads(project.page("manifest.json"))["icons"]}
    own = (project.folder / "site" / sources["maskable512x512"]).read_bytes()
    assert own == (ICONS / "icon-512.png").read_bytes()
