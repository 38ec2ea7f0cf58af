# The register of diagnostics: what is declared is used, what is used is declared, and its examples get their codes.

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from bilan.authoring.diagnostics import Code, Message, register

from scripts.diagnostic_examples import has_right, told
from tests.support.project import ROOT

SOURCE = ROOT / "plugins" / "bilan"
REGISTER = SOURCE / "authoring" / "diagnostics"
CODES = register.codes()
MESSAGES = register.messages()
# What `Report.add` takes besides the fields of a message.
NO_FIELDS = {"instead", "proven", "drop"}


@dataclass(frozen=True)
class Use:
    """A message that is reported: what it may be, by name, the fields that it is given, and where that is written."""

    names: tuple[str, ...]
    given: frozenset[str]
    at: str


@cache
def modules() -> dict[Path, ast.Module]:
    """The modules outside of the register."""
    return {path: ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py") if REGISTER not in path.parents}


def names_of(node: ast.expr, tables: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The messages that an expression may be: a constant, a choice between two, an entry of a table, or one with another severity."""
    if isinstance(node, ast.Name):
        return (node.id,) if node.id in MESSAGES else tables.get(node.id, ())
    if isinstance(node, ast.IfExp):
        return names_of(node.body, tables) + names_of(node.orelse, tables)
    if isinstance(node, ast.Subscript):
        return names_of(node.value, tables)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "as_severe_as":
        return names_of(node.func.value, tables)
    return ()


def tables_of(statements: Iterable[ast.AST], outer: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The variables, and the tables of messages, that statements assign; beside those of the module."""
    tables = dict(outer)
    for node in statements:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            if found := tuple(name for value in values for name in names_of(value, tables)):
                name = node.targets[0].id
                tables[name] = tables.get(name, ()) + found
    return tables


def uses(path: Path, tree: ast.Module) -> Iterator[Use]:
    """Every call within a function of a module that is given a message."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    added: dict[str, frozenset[str]] = {}
    for function in functions:
        # A function that passes fields on may add some of its own.
        inner = [node for node in ast.walk(function) if isinstance(node, ast.Call) and any(word.arg is None for word in node.keywords)]
        if function.args.kwarg:
            added[function.name] = frozenset(word.arg for call in inner for word in call.keywords if word.arg)
    constants = tables_of(tree.body, {})
    for function in functions:
        tables = tables_of(ast.walk(function), constants)
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if names := tuple(name for argument in node.args for name in names_of(argument, tables)):
                    given = {word.arg for word in node.keywords if word.arg} | added.get(called, frozenset())
                    yield Use(names, frozenset(given - NO_FIELDS), f"{path.relative_to(SOURCE)}:{node.lineno}")


USES = [use for path, tree in modules().items() for use in uses(path, tree)]


def test_no_code_and_no_message_has_the_name_of_another() -> None:
    declared = [name for path in REGISTER.glob("*.py") for name in re.findall(r"^([A-Z]\w+) = ", path.read_text("utf-8"), re.MULTILINE)]
    assert sorted({name for name in declared if declared.count(name) > 1}) == []
    assert [name for name, code in CODES.items() if not re.fullmatch(r"[YFRMTPA][0-9]{3}", name) or code.name != name] == []
    assert CODES.keys() | MESSAGES.keys() <= set(declared)


def test_every_message_is_reported_somewhere() -> None:
    reported = {name for use in USES for name in use.names}
    assert sorted(MESSAGES.keys() - reported) == []


def test_every_code_has_a_message() -> None:
    assert sorted(CODES.keys() - {message.code.name for message in MESSAGES.values()}) == []


@pytest.mark.parametrize("use", USES, ids=lambda use: use.at)
def test_a_message_is_given_its_fields(use: Use) -> None:
    wanted = [MESSAGES[name].fields for name in use.names]
    assert all(fields <= use.given for fields in wanted), f"{use.at}: {use.names} lack {[sorted(fields - use.given) for fields in wanted]}"
    unknown = use.given - frozenset().union(*wanted)
    assert sorted(unknown) == [], f"{use.at}: no field of {use.names}"


def test_no_code_is_written_outside_of_the_register() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}: {node.value}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CODES
    ]
    assert found == []


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_a_message_is_two_sentences_on_one_line(message: Message) -> None:
    for sentence in (message.what, message.hint):
        assert "\n" not in sentence
        # A sentence that the engine gives whole has its own end.
        assert re.search(r"[.…?]$", sentence) or re.fullmatch(r".*\{(?:fault|hint|ask|meaning|example)\}", sentence), sentence
        for _, name, _, _ in Formatter().parse(sentence):
            assert name is None or name.isidentifier(), sentence


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_a_code_tells_cause_and_cure(code: Code) -> None:
    assert code.title[0].isupper() or code.title[0].isdigit()
    assert not code.title.endswith(".")
    for text in (code.cause, code.cure):
        assert text.strip()[-1] in ".:`", text


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_an_example_gets_its_code_and_no_other(code: Code) -> None:
    found = told(code)
    assert {diagnostic.code for diagnostic in found} == {code.name}, [str(diagnostic) for diagnostic in found]
    assert {diagnostic.severity for diagnostic in found} <= {message.severity for message in MESSAGES.values() if message.code is code}


@pytest.mark.parametrize("code", [code for code in CODES.values() if has_right(code.example)], ids=lambda code: code.name)
def test_an_example_that_is_right_gets_none(code: Code) -> None:
    assert [str(diagnostic) for diagnostic in told(code, right=True)] == []
