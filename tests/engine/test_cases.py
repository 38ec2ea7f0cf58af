# The golden cases on this Python.

from __future__ import annotations

import json

import pytest
from bilan.engine import score_json

from tests.support.cases import FOLDER, Case, golden_cases


@pytest.mark.parametrize("case", golden_cases(), ids=lambda case: case.name)
def test_the_result_is_what_the_rules_ask_for(case: Case) -> None:
    text = score_json(case.checklist, case.answers)
    found = json.loads(text)
    if case.error:
        assert (found["format"], found["code"]) == ("bilan-error/1", case.error)
        assert found["message"]
    else:
        assert found == case.result
        assert text == json.dumps(case.result, separators=(",", ":"))


def test_every_case_says_what_it_expects_and_is_named_once() -> None:
    cases = golden_cases()
    assert [case.name for case in cases if (case.result is None) == (case.error is None)] == []
    assert len({case.name for case in cases}) == len(cases)
    assert len({case.name.partition(":")[0] for case in cases}) == len(list(FOLDER.glob("*.yml")))
