# Faults while a site is kept for offline, from a broken file to a full device: nothing broken is kept, and the site works as ever.

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.browser.conftest import DEMO, SHOWN_VERSION, OpenVisit
from tests.support.offline import CACHES, kept_of, wait_for_files, wait_until_whole
from tests.support.server import StaticServer


def _files(site: Path) -> set[str]:
    """The pages of a site, and what they can't do without, as they are kept."""
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix in (".html", ".css", ".json", ".png")}
    names = {name.removesuffix("index.html") if name.split("/")[-1] == "index.html" else name for name in found if "/pyodide-" not in name}
    return {name for name in names if not name.endswith("404.html") and not name.startswith("assets/bilan/offline.")}


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
    wait_for_files(visit, everything - broken)
    assert not broken & kept_of(visit)
    assert ":whole" not in kept_of(visit)
    small.faults.clear()
    visit.goto("en/")
    wait_until_whole(visit)
    assert everything <= kept_of(visit)


def test_a_half_deployed_version_does_not_come_in(open_visit: OpenVisit, small: StaticServer, versions: dict[str, Path]) -> None:
    visit = open_visit(small.url, offline=True).goto("")
    wait_until_whole(visit)
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
    assert ":whole" not in kept_of(visit)
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
    wait_until_whole(visit)
    visit.context.set_offline(True)
    visit.goto("")
    (name,) = (name for name in kept_of(visit) if name.endswith("explanation-view.js"))
    kind = "(url) => caches.match(url).then(({ headers }) => headers.get('content-type'))"
    assert visit.page.evaluate(kind, visit.base + name).startswith("text/javascript")
