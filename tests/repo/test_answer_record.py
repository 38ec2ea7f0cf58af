# Whichever page writes later, and however late: what its reader did last is what is kept.

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.project import ROOT

Record = dict[str, Any]
SCRIPT = ROOT / "tests" / "support" / "answer_record_node.mjs"


class Records:
    """The page's own rule for records, in node."""

    def __init__(self) -> None:
        self._node = subprocess.Popen(["node", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def change(self, record: Record | None, *changes: Record) -> Record:
        """The record after these changes of one page."""
        return self._ask(record, list(changes))

    def lay_over(self, record: Record, other: Record) -> Record:
        """The record with what is new in another one laid over it."""
        return self._ask(record, other)

    def _ask(self, record: Record | None, changes: list[Record] | Record) -> Record:
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps([record, changes, "demo"]) + "\n")
        self._node.stdin.flush()
        found: Record = json.loads(self._node.stdout.readline())
        return found

    def close(self) -> None:
        """End node."""
        self._node.communicate()


@pytest.fixture(scope="module")
def records() -> Iterator[Records]:
    running = Records()
    yield running
    running.close()


def answer(given: int, **values: str | None) -> Record:
    """Answers that were given, or withdrawn, at a time."""
    entries = [[item, {"value": value}] for item, value in values.items()]
    return {"kind": "answers", "version": 1, "content": "", "saved": "", "given": given, "entries": entries}


def replace(given: int, **values: str) -> Record:
    """A file that was loaded; without values, all was erased."""
    document = {"format": "bilan-answers/1", "checklist": "demo", "version": 1, "answers": {i: {"value": v} for i, v in values.items()}}
    return {"kind": "replace", "version": 1, "given": given, **({"document": document} if values else {})}


def values(record: Record) -> dict[str, str]:
    return {item: entry["value"] for item, entry in record.get("document", {}).get("answers", {}).items()}


def test_an_answer_that_is_written_late_leaves_what_was_answered_since(records: Records) -> None:
    kept = records.change(records.change(None, answer(10, one="a", two="a")), answer(30, one="c"))
    late = records.change(kept, answer(20, one="b", two="b"))
    assert values(late) == {"one": "c", "two": "b"}
    assert late["revision"] > kept["revision"]
    # Of what is done in the same instant, something has to be the last.
    assert values(records.change(kept, answer(30, one="d"))) == {"one": "d"} | {"two": "a"}


def test_what_a_page_did_one_after_the_other_stays_so(records: Records) -> None:
    # Others have answered another question much later, which this page does not know.
    kept = records.change(None, answer(90, other="x"))
    assert values(records.change(kept, answer(20, one="a"), answer(21, one="ab"), answer(22, one="abc"))) == {"other": "x", "one": "abc"}
    assert values(records.change(kept, answer(20, one="a"), answer(21, one=None))) == {"other": "x"}
    assert values(records.change(kept, answer(20, one="a"), replace(21))) == {"other": "x"}
    assert values(records.change(kept, replace(21), answer(22, one="b"))) == {"other": "x", "one": "b"}


def test_what_is_erased_or_loaded_late_leaves_what_was_answered_since(records: Records) -> None:
    kept = records.change(records.change(None, answer(10, one="a", two="a")), answer(30, one="c"))
    assert values(records.change(kept, replace(20))) == {"one": "c"}
    assert values(records.change(kept, replace(20, two="f", three="f"))) == {"one": "c", "two": "f", "three": "f"}
    assert values(records.change(kept, replace(40, two="f"))) == {"two": "f"}
    loaded = records.change(kept, replace(50, four="l"))
    assert values(records.change(loaded, replace(40, two="f"))) == {"four": "l"}
    assert values(records.change(loaded, answer(45, two="f"))) == {"four": "l"}


def test_an_undo_leaves_what_was_answered_since(records: Records) -> None:
    kept = records.change(None, answer(10, one="a", two="a"))
    erased = records.change(kept, replace(20))
    since = records.change(erased, answer(30, one="b"))
    back = {"kind": "bring-back", "version": 1, "given": 40, "document": kept["document"], "after": {"at": erased["revision"]}}
    undone = records.change(since, back)
    assert values(undone) == {"one": "b", "two": "a"}
    # What was answered meanwhile is still later than what was brought back.
    assert values(records.change(undone, answer(35, one="c"))) == {"one": "b", "two": "a"}


def test_what_a_page_may_have_written_before_its_end_is_done_as_far_as_nothing_was_done_since(records: Records) -> None:
    noted = {**answer(20, one="b"), "revision": 20}
    assert values(records.change(records.change(None, answer(10, one="a")), noted)) == {"one": "b"}
    written = records.change(None, answer(20, one="b"))
    assert records.change(written, noted) == written
    assert values(records.change(records.change(written, answer(25, one="c")), noted)) == {"one": "c"}


def test_what_was_out_of_reach_is_brought_over_as_far_as_it_is_later(records: Records) -> None:
    kept = records.change(None, answer(10, one="a", two="a"), answer(30, one="c"))
    apart = records.change(None, answer(20, one="b", two="b", three="b"))
    assert values(records.lay_over(kept, apart)) == {"one": "c", "two": "b", "three": "b"}
    erased = records.change(kept, replace(40))
    assert values(records.lay_over(erased, apart)) == {}
    # What an earlier version of Bilan kept tells no times.
    earlier = {"format": "bilan-answers/1", "checklist": "demo", "version": 1, "answers": {"one": {"value": "e"}}}
    assert values(records.lay_over(kept, earlier)) == {"one": "e", "two": "a"}
