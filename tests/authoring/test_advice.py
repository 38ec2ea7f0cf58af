# Proposals of messages are themselves accepted: each is put in the place of what was found, and the message is gone.

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from bilan.authoring import read_library
from bilan.authoring.diagnostics import Diagnostic

from tests.authoring.test_cases import CASES, Case

# Hints that quote what to write in the place of what the message names, whole.
PROPOSALS = [
    re.compile(pattern)
    for pattern in (
        r"Did you mean (\S+)\?",
        r"Write (-?[0-9][0-9./]*)\.",
        r"Write ([a-z][a-z0-9-]*)\.",
        r"Write id: (\S+?)(?:, or .*|\.)",
        r"(?:Leave out the sign|Write the decimals after a point|Write it without separators|Write a 0 before the point): (\S+)\.",
        r"(?:Write the sign as a hyphen|Write it in tens|Leave out the 0 in front, with which some programs count in eights): (\S+)\.",
        r"Put it in (?:quotes|brackets): (.+)\.",
        r"Use lower-case letters a to z, digits and hyphens, e\.g\. (\S+)\.",
        r"Shorten it, e\.g\. (\S+)\.",
        r"Write it in digits, e\.g\. (\S+?)[,.] ?.*",
        r"Write (?:a whole number of days, weeks, months or years|that of one beside this file): (.+)\.",
    )
]


@dataclass(frozen=True)
class Advice:
    """A proposal of a message about a file."""

    case: Case
    diagnostic: Diagnostic
    proposal: str


def _advice(case: Case, folder: Path) -> list[Advice]:
    found = []
    for diagnostic in case.read(folder).diagnostics:
        match = next((match for pattern in PROPOSALS if (match := pattern.fullmatch(diagnostic.hint))), None)
        if match and diagnostic.path == "demo.yml":
            found.append(Advice(case, diagnostic, match[1]))
    return found


def _followed(advice: Advice) -> str | None:
    """The file with the proposal in place; None where what the message names does not stand at its place as it is named."""
    lines = advice.case.file.split("\n")
    line, column = lines[advice.diagnostic.line - 1], advice.diagnostic.column - 1
    named = re.match(r'"(.*?)" |`(.*?)` |(\S+) ', advice.diagnostic.what)
    value = next(group for group in named.groups() if group is not None) if named else ""
    rest = line[column:]
    before = line[:column]
    if advice.diagnostic.code == "F102" and "." in advice.proposal:
        # A comma tore the number in two.
        before = re.sub(r"-?[0-9]+, *$", "", before)
    for quote in ('"', "'", ""):
        token = f"{quote}{value}{quote}"
        if value and rest.startswith(token) and "\\" not in token:
            kept = "" if advice.proposal[0] in "\"'[" else quote
            lines[advice.diagnostic.line - 1] = f"{before}{kept}{advice.proposal}{kept}{rest[len(token) :]}"
            return "\n".join(lines)
    return None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_message_proposes_is_accepted(case: Case, tmp_path: Path) -> None:
    for advice in _advice(case, tmp_path):
        changed = _followed(advice)
        if changed is None:
            continue
        diagnostic = advice.diagnostic
        after = replace(case, file=changed).read(tmp_path).diagnostics
        at_its_place = [
            str(other) for other in after if (other.path, other.line, other.column) == ("demo.yml", diagnostic.line, diagnostic.column)
        ]
        assert at_its_place == [], f"{diagnostic} -> {advice.proposal}"


def test_that_is_most_of_what_they_propose(tmp_path: Path) -> None:
    advice = [found for case in CASES for found in _advice(case, tmp_path)]
    followed = [found for found in advice if _followed(found) is not None]
    assert len(advice) > 100
    assert len(followed) > len(advice) * 3 / 4


GOOD = "id: {id}\nversion: 1\ntitle: T\nsummary: S\nsections: [{{id: a, title: A, items: [{{id: b, kind: check, text: B}}]}}]\n"


@pytest.mark.parametrize(
    ("name", "written", "hint"),
    [
        ("mon questionnaire", "mon-questionnaire", "Rename the file to mon-questionnaire.yml."),
        ("Demo", "demo", "Rename the file to demo.yml."),
        ("demo", "other", "Write id: demo, or rename the file to other.yml."),
        ("demo", "index", "Write id: demo."),
    ],
)
def test_a_name_that_can_be_no_id_is_not_proposed_as_one(tmp_path: Path, name: str, written: str, hint: str) -> None:
    (tmp_path / f"{name}.yml").write_text(GOOD.format(id=written), "utf-8")
    found = read_library([tmp_path], root=tmp_path).diagnostics
    assert [(diagnostic.code, diagnostic.hint) for diagnostic in found] == [("R204", hint)]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("017", "Leave out the 0 in front, with which some programs count in eights: 17."),
        ("00", "Leave out the 0 in front, with which some programs count in eights: 0."),
        ("-08.5", "Leave out the 0 in front, with which some programs count in eights: -8.5."),
        ("01/3", "Leave out the 0 in front, with which some programs count in eights: 1/3."),
        ("0o17", "Write it in tens: 15."),
        ("−5", "Write the sign as a hyphen: -5."),
        ("+5", "Leave out the sign: 5."),
        ("1_000", "Write it without separators: 1000."),
        ("5_000", "Choose a number in that range."),
        ("1e3", "Write it in digits, e.g. 3, 0.5 or 1/3."),
    ],
)
def test_numbers_of_other_habits(tmp_path: Path, text: str, hint: str) -> None:
    (tmp_path / "demo.yml").write_text(GOOD.format(id="demo").replace("kind: check", f"kind: check, points: {text}"), "utf-8")
    found = read_library([tmp_path], root=tmp_path).diagnostics
    assert [(diagnostic.code, diagnostic.hint) for diagnostic in found] == [("F106", hint)]


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("https://[::1]/x", True),
        ("http://example.org", True),
        ("https://example.org:8080/a?b=c#d", True),
        ("https://fr.wikipedia.org/wiki/Œuvre", True),
        ("https://münchen.de/", True),
        ("https://[::1", False),
        ("https://[", False),
        ("https://a]b/", False),
        ("https://[v1.x]/", False),
        ("https://", False),
        ("https:///path", False),
        ("https://example.org:99999/", False),
        ("https://example.org:port/", False),
        ("https://exa\\u200bmple.org/", False),
        ("https://example.org/\\u202egpj", False),
        ("https://a..b/", False),
        ("https://user@/", False),
        ("https://\\u2100.org/", False),
    ],
)
def test_an_address_is_one_that_browsers_follow(tmp_path: Path, address: str, taken: bool) -> None:
    text = GOOD.format(id="demo") + f'source: {{title: T, url: "{address}"}}\n'
    (tmp_path / "demo.yml").write_text(text, "utf-8")
    found = [diagnostic.code for diagnostic in read_library([tmp_path], root=tmp_path).diagnostics]
    assert found == ([] if taken else ["F103"])


def test_half_a_character_is_named(tmp_path: Path) -> None:
    (tmp_path / "demo.yml").write_text(GOOD.format(id="demo").replace("title: T", 'title: "\\ud800"'), "utf-8")
    (found,) = read_library([tmp_path], root=tmp_path).diagnostics
    assert (found.code, found.hint) == ("Y002", "It is half of a character; write the whole character itself.")
