# Requests that are not the service worker's: the pages and files of others below the same path, and whatever is no file of the list,
# pass as the host sends them.

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import Visit
from tests.support.offline import kept_of, wait_until_whole
from tests.support.server import StaticServer

LATIN = "<!doctype html><title>Été</title><p>Déjà vu, à l’œuvre".replace("’", "'").replace("œ", "oe").encode("iso-8859-1")
OWN = {"X-Neighbour": "yes", "Content-Security-Policy": "img-src 'none'", "Cache-Control": "max-age=60"}

# What a script of a page sees of an answer.
_SEEN = """async ([path, init]) => {
  const response = await fetch(path, init);
  const { status, type, redirected, headers } = response;
  return { status, type, redirected, headers: Object.fromEntries(headers), text: await response.text() }; }"""


@pytest.fixture
def inside(open_visit: OpenVisit, small: StaticServer) -> Visit:
    """A reader on a page that the service worker answers for."""
    visit = open_visit(small.url, offline=True).goto("")
    wait_until_whole(visit)
    visit.goto("")
    assert visit.page.evaluate("() => navigator.serviceWorker.controller !== null")
    return visit


def _serve(server: StaticServer, path: str, status: int, headers: dict[str, str], body: bytes | Iterator[bytes]) -> None:
    server.faults.append(lambda asked: (status, headers, body) if asked == path else None)


def _see(visit: Visit, path: str, **init: Any) -> dict[str, Any]:
    seen: dict[str, Any] = visit.page.evaluate(_SEEN, [path, init])
    return seen


# A page that nobody knows, and those that stand where the list has one of ours; the host may or may not say how it is written.
def test_a_page_in_another_encoding_is_read_as_its_host_says(inside: Visit, small: StaticServer) -> None:
    told, untold = "text/html; charset=iso-8859-1", "text/html"
    for path, kind in (("older/", told), ("older/page.html", untold), ("guide/", told), ("", untold)):
        body = LATIN if kind == told else LATIN.replace(b"<title>", b"<meta charset=iso-8859-1><title>")
        _serve(small, path, 200, {**OWN, "Content-Type": kind}, body)
        inside.page.goto(small.url + path)
        assert inside.page.locator("p").inner_text() == "Déjà vu, à l'oeuvre", path
        assert inside.page.evaluate("() => document.characterSet") == "windows-1252", path
        seen = _see(inside, "")
        assert {name: seen["headers"].get(name.lower()) for name in OWN} == OWN, path
        assert seen["headers"]["content-type"] == kind, path
        assert "bilan-digest" not in seen["headers"], path
        assert path.removesuffix("index.html") not in kept_of(inside) or path in ("guide/", "")


def test_what_a_page_asks_of_others_comes_as_the_host_sends_it(inside: Visit, small: StaticServer) -> None:
    _serve(small, "their/data.json", 200, {**OWN, "Content-Type": "application/json; charset=utf-16le"}, '{"é":1}'.encode("utf-16le"))
    _serve(small, "their/new", 201, {**OWN, "Content-Type": "text/plain"}, b"made")
    _serve(small, "their/old", 302, {"Location": small.url + "their/data.json"}, b"")
    _serve(small, "their/part.json", 206, {"Content-Range": "bytes 0-3/9", "Content-Type": "application/json"}, b"four")
    _serve(small, "their/gone.css", 410, {"Content-Type": "text/css"}, b"gone")
    inside.expect(r"410: ", r"status of 410")
    seen = _see(inside, "their/data.json")
    assert (seen["status"], seen["type"], seen["headers"]["x-neighbour"]) == (200, "basic", "yes")
    assert seen["headers"]["content-type"] == "application/json; charset=utf-16le"
    assert "bilan-digest" not in seen["headers"]
    posted = _see(inside, "their/new", method="POST", body="something")
    assert (posted["status"], posted["text"]) == (201, "made")
    assert _see(inside, "their/old")["redirected"] is True
    part = _see(inside, "their/part.json", headers={"Range": "bytes=0-3"})
    assert (part["status"], part["text"], part["headers"]["content-range"]) == (206, "four", "bytes 0-3/9")
    assert _see(inside, "their/gone.css")["status"] == 410
    assert [name for name in kept_of(inside) if name.startswith("their/")] == []


def test_a_stream_of_events_arrives_event_by_event(inside: Visit, small: StaticServer) -> None:
    over = threading.Event()

    def endless(pieces: Iterable[bytes]) -> Iterator[bytes]:
        return itertools.chain(pieces, (b"" for _ in iter(lambda: over.wait(60), True)))

    # Under a name of theirs, and where the list has a page of ours.
    for path in ("their/news", "guide/"):
        _serve(small, path, 200, {"Content-Type": "text/event-stream"}, endless(f"data: {number}\n\n".encode() for number in range(3)))
        inside.page.evaluate(
            """(path) => new Promise((resolve) => {
                 const source = new EventSource(path);
                 source.onmessage = ({ data }) => data === "2" && resolve(source.close()); })""",
            path,
        )
    # What is read while it comes is not waited for.
    small.faults.clear()
    _serve(small, "guide/", 200, {"Content-Type": "text/event-stream"}, endless([b"first"]))
    read = (
        "async (path) => { const { value } = await (await fetch(path)).body.getReader().read(); return new TextDecoder().decode(value); }"
    )
    assert inside.page.evaluate(read, "guide/") == "first"
    over.set()


def test_a_download_is_saved_as_it_is(inside: Visit, small: StaticServer, tmp_path: Path) -> None:
    body = bytes(range(256)) * 4000
    for path in ("their/answers.zip", "guide/"):
        disposition = {"Content-Disposition": 'attachment; filename="theirs.bin"', "Content-Type": "text/html"}
        _serve(small, path, 200, disposition, body)
        with inside.page.expect_download() as download:
            inside.page.evaluate("(path) => { location.href = path; }", path)
        download.value.save_as(tmp_path / "theirs.bin")
        assert (tmp_path / "theirs.bin").read_bytes() == body


def test_what_an_older_version_had_is_not_what_a_neighbour_has_now(inside: Visit, small: StaticServer) -> None:
    _serve(small, "their/style.css", 200, {"Content-Type": "text/css"}, b"/* new */")
    inside.page.evaluate("""async () => {
      const [current] = (await caches.keys()).filter((name) => name.startsWith("bilan-offline:"));
      const older = await caches.open(current.replace(/:[^:]*$/, ":0"));
      const list = { changing: { "their/style.css": "0" }, pinned: { "their/lasting.css": "0" }, runtime: {}, later: {}, whole: true };
      await older.put("%3Alist", Response.json(list));
      for (const name of ["style", "lasting"]) await older.put(`their/${name}.css`, new Response("/* old */"));
    }""")
    assert _see(inside, "their/style.css")["text"] == "/* new */"
    # Of pages of the older version that are still open.
    assert _see(inside, "their/lasting.css")["text"] == "/* old */"


def test_a_neighbour_with_a_worker_of_its_own_is_its_own_affair(inside: Visit, small: StaticServer) -> None:
    script = b"addEventListener('fetch', (event) => event.request.url.endsWith('asked') && event.respondWith(new Response('theirs')));"
    _serve(small, "their/sw.js", 200, {"Content-Type": "text/javascript"}, script)
    _serve(small, "their/", 200, {"Content-Type": "text/html"}, b"<!doctype html><link rel=icon href=data:,><p>Theirs")
    inside.page.goto(small.url + "their/")
    inside.page.evaluate("() => navigator.serviceWorker.register('sw.js').then(() => navigator.serviceWorker.ready)")
    inside.page.reload()
    assert _see(inside, "asked")["text"] == "theirs"
    inside.goto("")
    assert inside.page.evaluate("() => navigator.serviceWorker.controller.scriptURL").endswith("bilan-sw.js")
