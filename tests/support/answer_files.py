# Answer files that are too long to be written down, and the page's own reader of them, under Node.

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("answer_file_node.mjs")

# What the page calls what the engine refuses.
REASONS = {
    "not-json": "not_json",
    "duplicate-key": "duplicate_key",
    "not-answers": "foreign",
    "newer-format": "newer_format",
    "malformed": "malformed",
    "too-large": "too_large",
    "other-checklist": "other_checklist",
}


def answer_file(fields: str, answers: str = '{"box": {"value": true}}', checklist: str = "answer-files") -> str:
    """The text of an answer file with more fields, each with its comma."""
    return f'{{"format": "bilan-answers/1", "checklist": "{checklist}", "version": 2, {fields} "answers": {answers}}}'


def _entries(count: int) -> str:
    return "{" + ",".join(f'"q{number}":{{"value":1}}' for number in range(count)) + "}"


def _nested(levels: int) -> str:
    return '{"a":' * levels + "1" + "}" * levels


# By name: the file, and the code that it is refused with; None if it is read.
LARGE_FILES: dict[str, tuple[str, str | None]] = {
    "as many answers as may be": (answer_file("", _entries(50_000)), None),
    "one answer too many": (answer_file("", _entries(50_001)), "too-large"),
    "200,000 answers": (answer_file("", _entries(200_000)), "too-large"),
    "200,000 fields of another program": (answer_file(f'"other": {_entries(200_000)},'), None),
    "50,000 dropped answers": (answer_file(f'"dropped": {_entries(50_000)},'), None),
    "a key twice among 50,000": (answer_file("", _entries(50_000)[:-1] + ',"q7":{"value":2}}'), "duplicate-key"),
    "a million numbers": (answer_file(f'"other": [{"1," * 1_000_000}1],'), None),
    "a text of four megabytes": (answer_file("", json.dumps({"box": {"value": True, "note": 'é"\\' * 1_000_000}})), None),
    "a key of a megabyte": (answer_file("", json.dumps({"k" * 1_000_000: {"value": 1}})), None),
    "a list of 100,000 ticks": (answer_file("", json.dumps({"box": {"value": ["a"] * 100_000}})), None),
    "a number of 5,000 digits": (answer_file("", f'{{"box": {{"value": {"9" * 5000}}}}}'), "malformed"),
    "a number of 5,000 digits in a field of another program": (answer_file(f'"other": -{"9" * 5000},'), "malformed"),
    "a number of 5,000 decimals": (answer_file("", f'{{"box": {{"value": 0.{"3" * 5000}}}}}'), "malformed"),
    "a number of 5,000 digits in a file of another tool": ("9" * 5000, "not-answers"),
    "5,000 digits of a text": (answer_file(f'"other": "1e9999 {"9" * 5000}",'), None),
    "an exponent of 5,000 digits": (answer_file(f'"other": 1e{"9" * 5000},'), "malformed"),
    "thirty levels in a field of another program": (answer_file(f'"other": {_nested(30)},'), "malformed"),
    "thirty levels in an answer": (answer_file("", f'{{"box": {{"value": true, "other": {_nested(30)}}}}}'), "malformed"),
    "a hundred thousand levels": ('{"a":' * 100_000, "malformed"),
    "a million brackets": ("[" * 1_000_000, "malformed"),
    "a million quotes": ('"' * 1_000_001, "not-json"),
    "a million backslashes in a text": (answer_file('"other": "' + "\\" * 1_000_000 + '",'), None),
    "a million backslashes after a quote": ('"' + "\\" * 1_000_001, "not-json"),
    "half an emoji as a question": (answer_file("", '{"box": {"value": true}, "\\ud83d": {"value": "\\ude00"}}'), None),
}


class PageReader:
    """The page's reader, in a process of its own."""

    def __init__(self) -> None:
        node = shutil.which("node")
        assert node, "these tests need node on the path"
        self._process = subprocess.Popen([node, str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def read(self, given: str | bytes, checklist: str, version: int | None = None) -> dict[str, Any]:
        """What the page makes of a text or of a file: `document`, the text that it keeps, or `reason` and `detail`."""
        assert self._process.stdin
        assert self._process.stdout
        file = given if isinstance(given, str) else {"bytes": base64.b64encode(given).decode()}
        self._process.stdin.write(json.dumps([file, checklist, version]) + "\n")
        self._process.stdin.flush()
        outcome: dict[str, Any] = json.loads(self._process.stdout.readline())
        return outcome

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
