# Templates are compiled once, and a template sees the same as in Jinja's own environment.

from __future__ import annotations

from typing import Any

import pytest
from bilan.site.compiled import CompiledTemplates, read_directly
from jinja2 import DictLoader, Environment, UndefinedError


class Thing:
    """No mapping, with a property that fails like one that is missing."""

    name = "thing"

    @property
    def broken(self) -> str:
        """Fails."""
        raise AttributeError


class Own(dict[str, Any]):
    """A mapping of a kind of its own."""

    name = "own"


PARTS: dict[str, Any] = {
    "part": {"text": "a < b", "items": [1, 2], "empty": "", "rows": {"keys": 3}},
    "words": ["x"],
    "thing": Thing(),
    "own": Own(text="b"),
}


class Counting(Environment):
    """Counts what it compiles."""

    compiled = 0

    def _compile(self, source: str, filename: str) -> Any:
        self.compiled += 1
        return super()._compile(source, filename)


def _environment(kept: CompiledTemplates, source: str, **options: Any) -> Counting:
    return Counting(loader=DictLoader({"page.html": source}), bytecode_cache=kept, **options)


def test_a_template_is_compiled_once_for_all_environments() -> None:
    kept = CompiledTemplates()
    first, second = _environment(kept, "{{ a }}!"), _environment(kept, "{{ a }}!")
    assert [env.get_template("page.html").render(a=1) for env in (first, second)] == ["1!", "1!"]
    assert (first.compiled, second.compiled) == (1, 0)


def test_a_changed_template_is_compiled_again() -> None:
    kept = CompiledTemplates()
    assert _environment(kept, "old").get_template("page.html").render() == "old"
    assert _environment(kept, "new").get_template("page.html").render() == "new"


def test_what_escapes_and_what_does_not_are_kept_apart() -> None:
    kept = CompiledTemplates()
    found = [_environment(kept, "{{ a }}", autoescape=escape).get_template("page.html").render(a="<") for escape in (False, True, False)]
    assert found == ["<", "&lt;", "<"]


@pytest.mark.parametrize(
    "source",
    [
        "{{ part.text }}{{ part.empty }}{{ part.missing }}{{ part.missing is defined }}",
        "{{ part['items'] }}{{ part.items() | length }}{{ part.get('text') }}",
        "{{ part.rows.keys() | list }}{{ part.rows['keys'] }}",
        "{{ words.0 }}{{ words[0] }}{{ words.missing }}",
        "{{ thing.name }}{{ thing.missing }}{{ thing.missing is defined }}{{ thing.broken }}",
        "{{ own.name }}{{ own.text }}{{ own.missing }}{{ own.items() | list }}",
        "{{ nothing }}{{ 1.5.missing }}{{ none.missing }}{{ 'a'.upper() }}{{ 'a'.missing }}",
    ],
)
def test_a_template_sees_the_same(source: str) -> None:
    plain, ours = Environment(autoescape=True), Environment(autoescape=True)
    read_directly(ours)
    expected = plain.from_string(source).render(PARTS)
    assert [env.from_string(source).render(PARTS) for env in (ours, ours.overlay(trim_blocks=True))] == [expected, expected]


def test_what_an_undefined_value_is_asked_for_is_an_error_as_in_jinja() -> None:
    plain, ours = Environment(), Environment()
    read_directly(ours)
    for env in (plain, ours):
        with pytest.raises(UndefinedError, match="'dict object' has no attribute 'missing'"):
            env.from_string("{{ part.missing.more }}").render(PARTS)


def test_an_environment_that_looks_in_a_way_of_its_own_is_left_alone() -> None:
    class Strange(Environment):
        """Finds the same everywhere."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            """As it likes."""
            return 1

    env = Strange()
    read_directly(env)
    assert env.from_string("{{ part.text }}").render(PARTS) == "1"
