# A second visit takes Python from an image of its memory, which the first one kept on the device; whatever is wrong with the image,
# there is a score all the same.

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import OpenVisit
from tests.support.browser import FIRST_SCORE_MS, Visit
from tests.support.server import StaticServer

PAGE = "checklists/learn/"

_IS_KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("bilan-python:"));
  return names.length === 1 && (await (await caches.open(names[0])).keys()).length === 1; }"""

# Changes the image on the device as `change` says, a function of its bytes; its digest fits again if `fits`.
_CHANGE = """async ([change, fits]) => {
  const [name] = (await caches.keys()).filter((name) => name.startsWith("bilan-python:"));
  const cache = await caches.open(name);
  const [request] = await cache.keys();
  const kept = await cache.match(request);
  const image = new Uint8Array(await kept.clone().arrayBuffer());
  const text = new TextDecoder("latin1");
  const find = (words) => { const found = []; let whole = text.decode(image);
    for (let at = whole.indexOf(words); at >= 0; at = whole.indexOf(words, at + 1)) found.push(at);
    return found; };
  const changed = eval(change)(image, find);
  if (!(changed instanceof Uint8Array)) return changed;
  const headers = new Headers(kept.headers);
  const sha = [...new Uint8Array(await crypto.subtle.digest("SHA-256", changed))].map((b) => b.toString(16).padStart(2, "0")).join("");
  if (fits) headers.set("x-bilan-sha256", sha);
  await cache.put(request, new Response(changed, { headers }));
  return null; }"""


# As a browser leaves it that was closed while Python started.
_SUSPECT = """async () => {
  const [name] = (await caches.keys()).filter((name) => name.startsWith("bilan-python:"));
  const cache = await caches.open(name);
  const [request] = await cache.keys();
  await cache.put(`${request.url}?suspect`, new Response()); }"""


@pytest.fixture
def own_server(site: Path) -> Iterator[StaticServer]:
    """A server for one test: images belong to an origin."""
    with StaticServer(site, "/sub/") as server:
        yield server


@pytest.fixture
def visit(open_visit: OpenVisit, own_server: StaticServer) -> Visit:
    """A reader whose first visit kept an image; each page starts Python anew, as where no workers are shared."""
    visit = open_visit(own_server.url)
    visit.page.add_init_script("delete window.SharedWorker")
    visit.goto(PAGE)
    visit.page.locator("fieldset input[type=radio]").first.check()
    visit.wait_for_score()
    _wait_until_kept(visit)
    return visit


def _wait_until_kept(visit: Visit) -> None:
    assert visit.poll(lambda: visit.page.evaluate(_IS_KEPT), 60)


def _change(visit: Visit, change: str, *, fits: bool = True) -> object:
    return visit.page.evaluate(_CHANGE, [change, fits])


def test_a_second_visit_starts_from_the_image_and_scores_the_same(visit: Visit, own_server: StaticServer) -> None:
    first = visit.scored(-1)
    item = visit.page.locator("fieldset[data-item]").first.get_attribute("data-item")
    assert _change(visit, "(image, find) => find('bilan-result/1').length") != 0
    # It holds no answer.
    assert _change(visit, f"(image, find) => find('{item}').length") == 0
    visit.page.evaluate("() => caches.open('another site')")
    # A word that only the memory holds: where it changes, it was the image that answered.
    _change(
        visit,
        "(image, find) => { for (const at of find('bilan-result/1')) image[at + 13] = 57; return image; }",
    )
    before = len(own_server.requests)
    visit.goto(PAGE)
    second = visit.wait_for_score()
    assert second["format"] == "bilan-result/9"
    assert {**second, "format": first["format"]} == first
    names = {path.rpartition("/")[2] for path in own_server.requests[before:]}
    assert names & {"python_stdlib.js", "engine.js"} == set()
    # Nothing but the image is left behind.
    _wait_until_kept(visit)
    assert visit.page.evaluate("async () => (await caches.keys()).includes('another site')")


def test_an_image_over_which_a_start_did_not_come_to_its_end_is_not_tried_again(visit: Visit) -> None:
    first = visit.scored(-1)
    _change(visit, "(image, find) => { for (const at of find('bilan-result/1')) image[at + 13] = 57; return image; }")
    visit.page.evaluate(_SUSPECT)
    visit.goto(PAGE)
    assert visit.wait_for_score() == first
    _wait_until_kept(visit)


# What is done to an image, and whether its digest fits what it is then.
DAMAGE = {
    "another digest": ("(image) => { image[image.length >> 1] ^= 1; return image; }", False),
    "cut": ("(image) => image.slice(0, 1000)", True),
    "another build": ("(image) => { image[8 + 4 * new Uint32Array(image.buffer)[1]] ^= 1; return image; }", True),
    "emptied": ("(image) => { image.fill(0, 1 << 16); return image; }", True),
    "overwritten": ("(image) => { image.fill(255, 1 << 20); return image; }", True),
    "nothing": ("() => new Uint8Array(0)", True),
}


def test_a_damaged_image_costs_nothing_but_time(visit: Visit) -> None:
    first = visit.scored(-1)
    visit.expect(r"^warning: ", r"^error: ", r"^page error: ")
    for name, (change, fits) in DAMAGE.items():
        _change(visit, change, fits=fits)
        visit.goto(PAGE)
        assert visit.wait_for_score() == first, name
        # Another one has taken its place.
        _wait_until_kept(visit)


def test_the_rest_of_the_library_joins_a_python_from_an_image(open_visit: OpenVisit, feature_site: Path) -> None:
    with StaticServer(feature_site, "/x/") as server:
        visit = open_visit(server.url)
        complete = "() => window.bilanEvents.some(([name, result]) => name === 'bilan:scored' && result.scorer === null)"
        visit.goto("checklists/library/")
        visit.answer("first", "4")
        visit.page.wait_for_function(complete, timeout=FIRST_SCORE_MS)
        _wait_until_kept(visit)
        visit.goto("checklists/library/")
        visit.page.wait_for_function(complete, timeout=FIRST_SCORE_MS)
        assert [score["percent"] for score in visit.scored(-1)["scores"]] == [40, 40]
        assert sum(path.endswith("python_rest.js") for path in server.requests) >= 1
