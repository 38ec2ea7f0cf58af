# The parser of conditions where no golden file looks: how deep it goes, and that depth is left again.
from __future__ import annotations

import pytest
from bilan.engine import Condition, ConditionError
from bilan.engine.conditions.parser import DEEPEST_NESTING


@pytest.mark.parametrize(("before", "after"), [("not ", ""), ("(", ")"), ("count(", ")")])
def test_nesting_has_a_limit_that_is_told(before: str, after: str) -> None:
    Condition.parse(before * DEEPEST_NESTING + "box" + after * DEEPEST_NESTING)
    with pytest.raises(ConditionError, match=f"more than {DEEPEST_NESTING} levels deep"):
        Condition.parse(before * (DEEPEST_NESTING + 1) + "box" + after * (DEEPEST_NESTING + 1))


def test_what_stands_side_by_side_is_not_nested() -> None:
    deepest = "(" * DEEPEST_NESTING + "box" + ")" * DEEPEST_NESTING
    Condition.parse(" and ".join([deepest] * 3 + ["not box"] * 100))
