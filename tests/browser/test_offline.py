# The site on the reader's device: after one visit it works without a network.

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

from tests.browser.conftest import DEMO, OpenVisit
from tests.browser.test_pages import axe
from tests.support.offline import kept_of, wait_for_files, wait_for_runtime, wait_until, wait_until_whole
from tests.support.server import StaticServer

GONE = (r"503: .*", r"error: Failed to load resource: the server responded with a status of 503", r"failed: .* net::ERR_FAILED")


def test_after_one_complete_visit_the_whole_journey_works_without_the_host(open_visit: OpenVisit, site: Path) -> None:
    with StaticServer(site, "/x/") as host:
        visit = open_visit(host.url, offline=True).goto("")
        wait_until_whole(visit)
        visit.goto("checklists/learn/")
        visit.answer_all()
        online = visit.wait_for_score()
        wait_for_runtime(visit)
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
    wait_until_whole(visit)
    assert [path for path in small.requests if "/pyodide-" in path] == []
    assert not any("/pyodide-" in name for name in kept_of(visit))


def test_whoever_saves_data_keeps_what_they_visited(open_visit: OpenVisit, small: StaticServer) -> None:
    visit = open_visit(small.url, offline=True)
    session = visit.context.new_cdp_session(visit.page)
    session.send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    visit.goto("guide/")
    wait_until(visit, lambda kept: "guide/" in kept and any(name.endswith(".min.css") for name in kept))
    visit.goto(DEMO)
    visit.answer("first", "good")
    visit.wait_for_score()
    wait_for_runtime(visit)
    asked = [path.removeprefix(small.prefix) for path in small.requests]
    wait_for_files(visit, {name for name in asked if re.match("assets/(bilan/[^/]+|javascripts|stylesheets)/", name)})
    assert ":whole" not in kept_of(visit)
    assert "en/guide/" not in kept_of(visit)
    visit.expect(*GONE)
    visit.context.set_offline(True)
    visit.goto(DEMO)
    visit.wait_for_score()
    visit.page.goto(visit.base + "en/guide/")
    assert visit.page.locator("html").get_attribute("lang") == "en"
    assert visit.page.locator("h1").inner_text() == "You are offline"


def test_a_page_that_is_not_on_the_device_says_so_in_its_language_and_leads_home(open_visit: OpenVisit, small: StaticServer) -> None:
    visit = open_visit(small.url, offline=True).goto("")
    wait_until_whole(visit)
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
    wait_until_whole(visit)
    visit.context.set_offline(True)
    for path in ("guide", "guide/index.html", "guide/?h=guide", "guide/#top"):
        visit.page.goto(visit.base + path)
        assert visit.page.locator("h1").inner_text() == "Guide pratique"
        assert visit.page.locator(".md-logo").first.get_attribute("href") == ".."


def test_a_network_that_does_not_answer_is_not_waited_for(open_visit: OpenVisit, small: StaticServer) -> None:
    visit = open_visit(small.url, offline=True).goto("")
    wait_until_whole(visit)
    silent = threading.Event()

    def hang(path: str) -> None:
        silent.wait(60)

    small.faults.append(hang)
    try:
        visit.page.goto(visit.base + "guide/", timeout=20_000)
        assert visit.page.locator("h1").inner_text() == "Guide pratique"
    finally:
        silent.set()


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
