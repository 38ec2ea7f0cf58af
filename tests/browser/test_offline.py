# The site on the reader's device: after one visit it works without a network, a new version waits for the reader, and nothing that is
# not the site's own is touched.

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenVisit
from tests.browser.test_pages import axe
from tests.support.browser import FIRST_SCORE_MS, Visit
from tests.support.project import CHECKLIST, CONFIG, RUNTIME, Project
from tests.support.server import StaticServer

NUMBER = """\
      - id: third
        kind: number
        text: {fr: "Combien ?", en: "How many?"}
        min: 0
        max: 10
        breakpoints: [{at: 0, points: 0}, {at: 10, points: 2}]
"""
WITH_NUMBER = CHECKLIST.replace("bands:", NUMBER + "bands:")
DEMO = "checklists/demo/"

GONE = (r"503: .*", r"error: Failed to load resource: the server responded with a status of 503", r"failed: .* net::ERR_FAILED")

# What is kept of the site at `root`, by the paths below it, of the version that takes the requests.
KEPT = """async (root) => {
  const kept = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(`bilan-offline:${encodeURIComponent(root)}:`)) continue;
    for (const { url } of await (await caches.open(name)).keys()) kept.push(decodeURIComponent(new URL(url).pathname.slice(root.length)));
  }
  return kept;
}"""
# The names of the worker's caches; another keeps an image of Python.
CACHES = "() => caches.keys().then((names) => names.filter((name) => !name.startsWith('bilan-python:')))"
SHOWN_VERSION = "() => document.querySelector('main p')?.textContent ?? ''"


def _root(visit: Visit) -> str:
    path: str = visit.page.evaluate("(url) => new URL(url).pathname", visit.base)
    return path


def _kept(visit: Visit) -> set[str]:
    return set(visit.page.evaluate(KEPT, _root(visit)))


def _wait_until(visit: Visit, holds: Callable[[set[str]], bool], page: Page | None = None) -> None:
    """Wait until what is kept is as it should be."""
    for _ in range(600):
        if holds(_kept(visit)):
            return
        (page or visit.page).wait_for_timeout(100)
    pytest.fail(f"not kept in 60 s; kept is {sorted(_kept(visit))}")


def _wait_for(visit: Visit, names: set[str]) -> None:
    """Wait until these files are kept."""
    for _ in range(600):
        missing = names - _kept(visit)
        if not missing:
            return
        visit.page.wait_for_timeout(100)
    pytest.fail(f"not kept in 60 s: {sorted(missing)}")


def _wait_until_whole(visit: Visit) -> None:
    _wait_until(visit, lambda kept: ":whole" in kept)


def _visit_until_nothing_is_kept(visit: Visit) -> None:
    """Browsers ask for a new worker after each page, and put it off while they are busy. A page waits for one that is taking over."""
    visit.page.set_default_navigation_timeout(90_000)
    for _ in range(3):
        visit.page.goto("about:blank")
        visit.goto("")
        for _ in range(400):
            if not _kept(visit):
                return
            visit.page.wait_for_timeout(100)
    pytest.fail(f"still kept after three visits: {sorted(_kept(visit))}")


def _wait_for_runtime(visit: Visit) -> None:
    _wait_until(visit, lambda kept: sum("/pyodide-" in name for name in kept) >= 6)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two versions of a small site, the second as after an update of everything; and the first without a copy for offline."""
    folder = tmp_path_factory.mktemp("versions")
    # Another version of Pyodide with the same bytes; without what trims it, which knows one version.
    for package in ("then", "now"):
        shutil.copytree(RUNTIME, folder / package / "pyodide")
    about = folder / "now" / "pyodide" / "package.json"
    about.write_text(about.read_text().replace('"version": "', '"version": "9'))
    old, new = (CONFIG.replace("{runtime}", str(folder / package / "pyodide")) for package in ("then", "now"))
    return {
        "old": _build(folder / "old", "Ancienne version.", WITH_NUMBER, old),
        "new": _build(folder / "new", "Nouvelle version.", WITH_NUMBER.replace("points: 2", "points: 4"), new),
        "none": _build(folder / "none", "Ancienne version.", WITH_NUMBER, CONFIG + "      offline: false\n"),
    }


def _build(folder: Path, words: str, checklist: str, config: str = CONFIG) -> Path:
    project = Project(folder).fill(config=config)
    project.write("docs/fr/index.md", f"# Accueil\n\n{words}\n\n/// checklist | demo\n///\n")
    project.write("docs/en/guide.md", "# Guide\n")
    project.write("docs/fr/guide.md", "# Guide pratique\n")
    project.write("checklists/demo.yml", checklist)
    done = project.build("--strict")
    assert done.returncode == 0, done.stderr
    return project.folder / "site"


@pytest.fixture
def small(versions: dict[str, Path]) -> Iterator[StaticServer]:
    with StaticServer(versions["old"], "/x/") as server:
        yield server


def test_after_one_complete_visit_the_whole_journey_works_without_the_host(open_visit: OpenVisit, site: Path) -> None:
    with StaticServer(site, "/x/") as host:
        visit = open_visit(host.url, offline=True).goto("")
        _wait_until_whole(visit)
        visit.goto("checklists/learn/")
        visit.answer_all()
        online = visit.wait_for_score()
        _wait_for_runtime(visit)
    page = visit.page
    for link, title in (("À propos", "À propos de Bilan"), ("Se former", "Se former")):
        visit.goto("")
        page.get_by_role("main").get_by_role("link", name=link, exact=True).first.click()
        page.get_by_role("heading", level=1, name=title).wait_for()
    for path, words, found in (("", "délégation", "Réflexes de délégation"), ("en/", "delegation", "Delegation reflexes")):
        visit.goto(path)
        page.locator(".md-search__input").click()
        page.locator(".md-search__input").press_sequentially(words)
        page.locator(".md-search-result__item").filter(has_text=found).first.wait_for(state="visible")
    visit.goto("checklists/learn/")
    assert visit.wait_for_score() == online
    page.locator(".bilan-languages a").click()
    page.wait_for_url("**/en/checklists/learn/")
    assert visit.wait_for_score() == online
    visit.goto("en/checklists/make-time/")
    visit.answer_all()
    assert visit.wait_for_score()["score"]["percent"] is not None


def test_whoever_only_reads_does_not_fetch_python(open_visit: OpenVisit, small: StaticServer) -> None:
    visit = open_visit(small.url, offline=True).goto("guide/")
    _wait_until_whole(visit)
    assert [path for path in small.requests if "/pyodide-" in path] == []
    assert not any("/pyodide-" in name for name in _kept(visit))


def test_whoever_saves_data_keeps_what_they_visited(open_visit: OpenVisit, small: StaticServer) -> None:
    visit = open_visit(small.url, offline=True)
    session = visit.context.new_cdp_session(visit.page)
    session.send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    visit.goto("guide/")
    _wait_until(visit, lambda kept: "guide/" in kept and any(name.endswith(".min.css") for name in kept))
    visit.goto(DEMO)
    visit.answer("first", "good")
    visit.wait_for_score()
    _wait_for_runtime(visit)
    asked = [path.removeprefix(small.prefix) for path in small.requests]
    _wait_for(visit, {name for name in asked if re.match("assets/(bilan/[^/]+|javascripts|stylesheets)/", name)})
    assert ":whole" not in _kept(visit)
    assert "en/guide/" not in _kept(visit)
    visit.expect(*GONE)
    visit.context.set_offline(True)
    visit.goto(DEMO)
    visit.wait_for_score()
    visit.page.goto(visit.base + "en/guide/")
    assert visit.page.locator("html").get_attribute("lang") == "en"
    assert visit.page.locator("h1").inner_text() == "You are offline"


def test_a_page_that_is_not_on_the_device_says_so_in_its_language_and_leads_home(open_visit: OpenVisit, small: StaticServer) -> None:
    visit = open_visit(small.url, offline=True).goto("")
    _wait_until_whole(visit)
    visit.expect(*GONE)
    visit.context.set_offline(True)
    for path, title, home in (("no/where/", "Vous êtes hors ligne", "Accueil"), ("en/no/where/", "You are offline", "Home")):
        visit.page.goto(visit.base + path)
        assert visit.page.locator("h1").inner_text() == title
        assert axe(visit) == []
        visit.page.get_by_role("link").last.click()
        visit.page.get_by_role("heading", level=1, name=home).wait_for()


def test_the_addresses_that_hosts_also_know_work_offline(open_visit: OpenVisit, small: StaticServer) -> None:
    visit = open_visit(small.url, offline=True).goto("")
    _wait_until_whole(visit)
    visit.context.set_offline(True)
    for path in ("guide", "guide/index.html", "guide/?h=guide", "guide/#top"):
        visit.page.goto(visit.base + path)
        assert visit.page.locator("h1").inner_text() == "Guide pratique"
        assert visit.page.locator(".md-logo").first.get_attribute("href") == ".."


def test_a_network_that_does_not_answer_is_not_waited_for(open_visit: OpenVisit, small: StaticServer) -> None:
    visit = open_visit(small.url, offline=True).goto("")
    _wait_until_whole(visit)
    silent = threading.Event()

    def hang(path: str) -> None:
        silent.wait(60)

    small.faults.append(hang)
    try:
        visit.page.goto(visit.base + "guide/", timeout=20_000)
        assert visit.page.locator("h1").inner_text() == "Guide pratique"
    finally:
        silent.set()


def test_a_deploy_while_a_page_is_open_waits_for_the_reader_and_loses_nothing(
    open_visit: OpenVisit, small: StaticServer, versions: dict[str, Path]
) -> None:
    visit = open_visit(small.url, offline=True).goto("")
    _wait_until_whole(visit)
    visit.answer("first", "good")
    visit.answer("third", "5")
    old = visit.wait_for_score()
    _wait_for_runtime(visit)
    visit.page.evaluate("() => (window.isStillHere = true)")

    small.folder = versions["new"]
    before = len(small.requests)
    visit.page.evaluate("() => navigator.serviceWorker.ready.then((registration) => void registration.update())")
    notice = visit.page.locator(".bilan-update")
    visit.page.get_by_text("Une nouvelle version de ce site est prête.").wait_for()
    assert notice.get_attribute("role") == "status"
    assert axe(visit, ".bilan-update") == []
    # The page goes on as it was, with files that the host no longer has.
    assert visit.page.evaluate("() => window.isStillHere")
    assert visit.score_after(lambda: visit.answer("third", "10"))["score"]["points"] > old["score"]["points"]
    other = visit.context.new_page()
    other.goto(small.url + DEMO)
    other.wait_for_selector("[data-bilan=percent]:not(:empty)", timeout=FIRST_SCORE_MS)
    other.close()

    visit.page.get_by_role("button", name="Recharger", exact=True).click()
    visit.page.wait_for_function(f"() => ({SHOWN_VERSION})() === 'Nouvelle version.'")
    assert not visit.page.evaluate("() => window.isStillHere ?? false")
    assert visit.wait_for_score()["score"]["maximum"] > old["score"]["maximum"]
    assert visit.answers() == {"first": ["good"], "third": ["10"]}
    # Python's files were the same under other names.
    assert [path for path in small.requests[before:] if path.endswith((".wasm", "python_stdlib.zip"))] == []
    _wait_until(visit, lambda kept: not any("/pyodide-314" in name for name in kept))
    assert visit.page.evaluate(f"() => ({CACHES})().then((names) => names.length)") == 1
    visit.context.set_offline(True)
    visit.goto("")
    assert visit.page.evaluate(SHOWN_VERSION) == "Nouvelle version."
    assert notice.count() == 0


def test_what_is_not_kept_is_not_reloaded_away(open_visit: OpenVisit, small: StaticServer, versions: dict[str, Path]) -> None:
    visit = open_visit(small.url, offline=True).goto("")
    _wait_until_whole(visit)
    # A score needs files that the host no longer has, and that nobody has kept.
    visit.expect(r"404: .*/pyodide-", r"Failed to load resource.*404")
    visit.answer("third", "400")
    visit.page.keyboard.press("Tab")
    small.folder = versions["new"]
    visit.page.evaluate("() => navigator.serviceWorker.ready.then((registration) => void registration.update())")
    visit.page.get_by_role("button", name="Recharger", exact=True).click()
    visit.page.get_by_text("Certaines réponses de cette page ne sont pas conservées").wait_for()
    anyway = visit.page.get_by_role("button", name="Recharger quand même")
    assert anyway.evaluate("(button) => button === document.activeElement")
    assert visit.page.evaluate(SHOWN_VERSION) == "Ancienne version."
    visit.page.get_by_role("button", name="Plus tard").click()
    assert visit.page.locator(".bilan-update").count() == 0
    assert visit.page.evaluate(SHOWN_VERSION) == "Ancienne version."


def test_whoever_comes_back_after_a_deploy_sees_it_without_being_asked(
    open_visit: OpenVisit, small: StaticServer, versions: dict[str, Path]
) -> None:
    visit = open_visit(small.url, offline=True).goto("")
    _wait_until_whole(visit)
    old = {name for name in _kept(visit) if name.startswith("assets/bilan/checklists/")}
    visit.page.goto("about:blank")
    small.folder = versions["new"]
    visit.goto("")
    assert visit.page.evaluate(SHOWN_VERSION) == "Nouvelle version."
    _wait_until(visit, lambda kept: ":whole" in kept and not old & kept)
    assert visit.page.locator(".bilan-update").count() == 0
    visit.context.set_offline(True)
    visit.goto("")
    assert visit.page.evaluate(SHOWN_VERSION) == "Nouvelle version."


def test_other_tabs_are_asked_too_and_go_on_meanwhile(open_visit: OpenVisit, small: StaticServer, versions: dict[str, Path]) -> None:
    visit = open_visit(small.url, offline=True).goto("")
    _wait_until_whole(visit)
    visit.answer("first", "good")
    visit.wait_for_score()
    _wait_for_runtime(visit)
    small.folder = versions["new"]
    second = visit.context.new_page()
    second.goto(small.url)
    # The second tab shows the new version already, so it takes over unasked; the first one is told.
    visit.page.get_by_text("Une nouvelle version de ce site est prête.").wait_for()
    assert second.locator(".bilan-update").count() == 0
    assert visit.score_after(lambda: visit.answer("third", "7"))["score"]["maximum"] == 5
    visit.page.get_by_role("button", name="Recharger", exact=True).click()
    visit.page.wait_for_function(f"() => ({SHOWN_VERSION})() === 'Nouvelle version.'")


def test_two_sites_of_one_host_leave_each_other_alone(open_visit: OpenVisit, versions: dict[str, Path], tmp_path: Path) -> None:
    for name in ("a", "b"):
        shutil.copytree(versions["old"], tmp_path / name)
    with StaticServer(tmp_path) as host:
        first = open_visit(host.url + "a/", offline=True).goto("")
        _wait_until_whole(first)
        first.page.evaluate("() => caches.open('another').then((cache) => cache.put('/z', new Response('')))")
        first.page.evaluate("() => localStorage.setItem('z', '1')")
        second = Visit(first.context, host.url + "b/").goto("")
        _wait_until_whole(second)
        kept = _kept(first)
        shutil.rmtree(tmp_path / "b")
        shutil.copytree(versions["new"], tmp_path / "b")
        second.page.goto("about:blank")
        second.goto("")
        _wait_until(second, lambda names: ":whole" in names and any("icon" in name for name in names))
        assert _kept(first) == kept
        shutil.rmtree(tmp_path / "b")
        shutil.copytree(versions["none"], tmp_path / "b")
        _visit_until_nothing_is_kept(second)
        assert _kept(first) == kept
        assert first.page.evaluate("async () => [await caches.has('another'), localStorage.getItem('z')]") == [True, "1"]
        scopes = "() => navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => new URL(scope).pathname))"
        first.page.wait_for_function(f"() => ({scopes})().then((found) => found.join() === '/a/')")
        first.context.set_offline(True)
        first.goto("guide/")
        assert first.page.locator("h1").inner_text() == "Guide pratique"
        assert second.unexpected() == []


def test_the_kill_switch_removes_what_was_kept_and_the_site_works_on(
    open_visit: OpenVisit, small: StaticServer, versions: dict[str, Path]
) -> None:
    visit = open_visit(small.url, offline=True).goto("")
    _wait_until_whole(visit)
    visit.answer("first", "good")
    visit.wait_for_score()
    small.folder = versions["none"]
    _visit_until_nothing_is_kept(visit)
    visit.page.wait_for_function("() => navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
    visit.page.goto("about:blank")
    visit.goto("")
    assert visit.wait_for_score()["score"]["percent"] == 66.7
    assert visit.page.evaluate("() => navigator.serviceWorker.controller") is None
    assert visit.page.evaluate(CACHES) == []


@pytest.mark.parametrize("damage", ["cut", "exchanged", "missing"])
def test_nothing_broken_is_kept_and_what_was_missing_is_fetched_later(
    open_visit: OpenVisit, small: StaticServer, versions: dict[str, Path], damage: str
) -> None:
    broken = {"guide/", "en/search/search_index.json", DEMO}

    def fault(path: str) -> tuple[int, dict[str, str], bytes] | None:
        if path not in broken:
            return None
        content = (versions["old"] / path / "index.html" if path.endswith("/") else versions["old"] / path).read_bytes()
        answers: dict[str, tuple[int, bytes]] = {
            "cut": (200, content[: len(content) // 2]),
            "exchanged": (200, b"<!doctype html><p>Please pay for the network"),
            "missing": (404, b""),
        }
        status, body = answers[damage]
        return status, {"Content-Type": "text/html"}, body

    small.faults.append(fault)
    visit = open_visit(small.url, offline=True)
    visit.expect(r"404: .*", r"error: Failed to load resource.*404")
    visit.goto("")
    everything = _files(versions["old"])
    _wait_for(visit, everything - broken)
    assert not broken & _kept(visit)
    assert ":whole" not in _kept(visit)
    small.faults.clear()
    visit.goto("en/")
    _wait_until_whole(visit)
    assert everything <= _kept(visit)


def test_a_half_deployed_version_does_not_come_in(open_visit: OpenVisit, small: StaticServer, versions: dict[str, Path]) -> None:
    visit = open_visit(small.url, offline=True).goto("")
    _wait_until_whole(visit)
    small.folder = versions["new"]
    small.faults.append(lambda path: (200, {"Content-Type": "text/html"}, b"<p>Half") if path == DEMO else None)
    failed = """() => navigator.serviceWorker.ready.then((registration) => new Promise((resolve) => {
      registration.addEventListener("updatefound", () => {
        const { installing } = registration;
        installing.addEventListener("statechange", () => resolve(installing.state));
      });
      registration.update();
    }))"""
    assert visit.page.evaluate(failed) == "redundant"
    assert visit.page.locator(".bilan-update").count() == 0
    visit.context.set_offline(True)
    for path in ("", DEMO, "guide/", "en/"):
        visit.goto(path)
        assert visit.page.locator(".md-main").count() == 1
    visit.goto("")
    assert visit.page.evaluate(SHOWN_VERSION) == "Ancienne version."
    visit.context.set_offline(False)
    small.faults.clear()
    visit.page.evaluate("() => navigator.serviceWorker.ready.then((registration) => void registration.update())")
    visit.page.get_by_text("Une nouvelle version de ce site est prête.").wait_for()


def test_a_worker_of_another_program_is_left_alone(open_visit: OpenVisit, versions: dict[str, Path], tmp_path: Path) -> None:
    shutil.copytree(versions["old"], tmp_path / "x")
    (tmp_path / "x" / "theirs.js").write_text("addEventListener('install', () => skipWaiting());")
    with StaticServer(tmp_path) as host:
        visit = open_visit(host.url + "x/", offline=True)
        visit.page.goto(visit.base + "theirs.js")
        visit.page.evaluate("() => navigator.serviceWorker.register('theirs.js').then(() => navigator.serviceWorker.ready)")
        # A page of their own, which a browser makes for a script, asks for an icon.
        visit.expect(r"404: .*/favicon.ico", r"Failed to load resource.*404")
        visit.goto("").page.wait_for_load_state("networkidle")
        assert visit.page.evaluate("() => navigator.serviceWorker.ready.then(({ active }) => active.scriptURL)").endswith("theirs.js")
        assert visit.page.evaluate(CACHES) == []


def test_without_the_file_of_the_worker_the_site_works_as_ever(open_visit: OpenVisit, small: StaticServer) -> None:
    small.faults.append(lambda path: (404, {}, b"") if path == "bilan-sw.js" else None)
    visit = open_visit(small.url, offline=True)
    visit.expect(r"404: .*bilan-sw", r"bad HTTP response code \(404\)")
    visit.goto("").page.wait_for_load_state("networkidle")
    visit.answer("first", "good")
    assert visit.wait_for_score()["score"]["percent"] == 66.7


def test_where_there_is_no_room_the_site_works_as_ever(open_visit: OpenVisit, small: StaticServer) -> None:
    visit = open_visit(small.url, offline=True)
    session = visit.context.new_cdp_session(visit.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": small.url.removesuffix("/x/"), "quotaSize": 100_000})
    visit.goto("").page.wait_for_load_state("networkidle")
    visit.answer("first", "good")
    assert visit.wait_for_score()["score"]["percent"] == 66.7
    assert ":whole" not in _kept(visit)
    assert visit.page.locator(".bilan-update").count() == 0
    visit.goto("")
    assert visit.wait_for_score()["score"]["percent"] == 66.7


def test_a_type_that_browsers_refuse_is_not_kept(open_visit: OpenVisit, small: StaticServer, versions: dict[str, Path]) -> None:
    def as_download(path: str) -> tuple[int, dict[str, str], bytes] | None:
        if not path.endswith("explanation-view.js"):
            return None
        return 200, {"Content-Type": "application/octet-stream"}, (versions["old"] / path).read_bytes()

    small.faults.append(as_download)
    visit = open_visit(small.url, offline=True).goto("guide/")
    _wait_until_whole(visit)
    visit.context.set_offline(True)
    visit.goto("")
    (name,) = (name for name in _kept(visit) if name.endswith("explanation-view.js"))
    kind = "(url) => caches.match(url).then(({ headers }) => headers.get('content-type'))"
    assert visit.page.evaluate(kind, visit.base + name).startswith("text/javascript")


def _files(site: Path) -> set[str]:
    """The pages of a site, and what they can't do without, as they are kept."""
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix in (".html", ".css", ".json", ".png")}
    names = {name.removesuffix("index.html") if name.split("/")[-1] == "index.html" else name for name in found if "/pyodide-" not in name}
    return {name for name in names if not name.endswith("404.html") and not name.startswith("assets/bilan/offline.")}


def test_the_browser_takes_it_for_an_app(open_visit: OpenVisit, small: StaticServer) -> None:
    visit = open_visit(small.url, offline=True)
    for path, name in (("", "fr"), ("en/guide/", "en")):
        visit.goto(path)
        session = visit.context.new_cdp_session(visit.page)
        manifest: dict[str, Any] = session.send("Page.getAppManifest")
        assert manifest["errors"] == []
        assert f'"lang": "{name}"' in manifest["data"]
        session.send("Page.enable")
        faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        # A window of a test has a profile that keeps nothing, which is the only hindrance.
        assert [fault["errorId"] for fault in faults if fault["errorId"] != "in-incognito"] == []
