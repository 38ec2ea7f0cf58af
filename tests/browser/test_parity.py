# The golden cases in the browser's worker: the same text, byte for byte, as on CPython.

from __future__ import annotations

from bilan.authoring import read_library
from bilan.engine import score_json

from tests.support.browser import FIRST_SCORE_MS, Visit
from tests.support.cases import golden_pairs
from tests.support.project import ROOT

_SCORE_ALL = """async (pairs) => {
  const script = document.querySelector('script[src$="/bilan.js"]').src;
  const { engine } = await import(new URL("engine-client.js", script).href);
  return Promise.all(pairs.map(([checklist, answers]) => engine.ask("score", { checklist, answers })));
}"""


def test_the_worker_scores_every_golden_case_as_cpython_does(visit: Visit) -> None:
    pairs = golden_pairs()
    library = read_library([ROOT / "checklists"]).require_valid()
    for document in library.documents:
        pairs.append((document.checklist.to_json(), f'{{"format":"bilan-answers/1","checklist":"{document.id}","answers":{{}}}}'))
    visit.goto("checklists/learn/")
    visit.page.set_default_timeout(FIRST_SCORE_MS)
    assert visit.page.evaluate(_SCORE_ALL, pairs) == [score_json(*pair) for pair in pairs]
