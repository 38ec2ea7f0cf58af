# Personas: checklists/personas/<checklist>.yml holds named answers and what they must come to. Read, scored through the same door
# as the page's answers, and compared; every difference is a diagnostic where the expectation stands.

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from bilan.authoring.diagnostics import START, Diagnostic, Report
from bilan.authoring.diagnostics.personas import (
    EXCLUSIVE_BESIDE,
    NO_ANSWER_TO_KIND,
    NO_CHECKLIST,
    NO_CHOICE_OF_IT,
    NO_SUCH_ITEM,
    NONE_READ,
    NOT_ALLOWED,
    NOT_READ,
    OUT_OF_ITS_RANGE,
    PERSONA_NAME_TAKEN,
    SCORER_FAILED,
)
from bilan.authoring.diagnostics.syntax import CANT_BE_READ
from bilan.authoring.document import Document
from bilan.authoring.format.shapes import INVALID, Located
from bilan.authoring.kinds import FORMATS
from bilan.authoring.library import read_library
from bilan.authoring.personas.expectations import Telling, compare
from bilan.authoring.personas.format import PERSONAS, Given
from bilan.authoring.source.files import misnamed, read_file
from bilan.authoring.source.loader import LARGEST_FILE, load
from bilan.engine import Answer, Checklist, Item, Problem, State, lift_json, score_json

FOLDER = "personas"
_ENDINGS = (".yml", ".yaml")

_MISFITS = {
    Problem.UNKNOWN_CHOICE: NO_CHOICE_OF_IT,
    Problem.EXCLUSIVE_CHOICE: EXCLUSIVE_BESIDE,
    Problem.WRONG_TYPE: NO_ANSWER_TO_KIND,
    Problem.OUT_OF_RANGE: OUT_OF_ITS_RANGE,
    Problem.NOT_ALLOWED: NOT_ALLOWED,
}


@dataclass(frozen=True)
class Rehearsal:
    """How many personas were scored, and everything that was not as expected."""

    count: int
    diagnostics: tuple[Diagnostic, ...]


def rehearse(paths: Iterable[Path], documents: Iterable[Document], root: Path | None = None) -> Rehearsal:
    """Score the personas of checklists.

    Args:
        paths: the checklist files, or folders of them, whose personas are wanted.
        documents: the valid checklists that were read from there; the personas of one that is not valid are passed over.
        root: diagnostics name files relative to it; the current folder if None.
    """
    stage = _Stage({document.id: document for document in documents}, root or Path.cwd())
    diagnostics: list[Diagnostic] = []
    paths = tuple(paths)
    for folder in dict.fromkeys(_folder(path) for path in paths if path.is_dir()):
        diagnostics += misnamed(folder, stage.root, ()) if folder.is_dir() else []
    for file in dict.fromkeys(_files(paths)):
        report = Report(Path(os.path.relpath(file, stage.root)).as_posix())
        stage.play(file, report)
        diagnostics += report.diagnostics
    return Rehearsal(stage.count, tuple(sorted(diagnostics)))


def _folder(path: Path) -> Path:
    """Where the personas of a checklist, or of a folder of them, stand."""
    return (path if path.is_dir() else path.parent) / FOLDER


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        folder = _folder(path)
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        for file in found:
            if file.suffix in _ENDINGS and file.name[0] not in "_." and (path.is_dir() or file.stem == path.stem):
                yield file


@dataclass
class _Stage:
    """The checklists by id, those that are read by others included as soon as they are asked for."""

    documents: dict[str, Document]
    root: Path
    count: int = 0
    compiled: dict[str, str] = field(default_factory=dict)

    def play(self, file: Path, report: Report) -> None:
        checklists = file.parent.parent
        if not any((checklists / f"{file.stem}{ending}").is_file() for ending in _ENDINGS):
            report.add(NO_CHECKLIST, START, name=file.stem, folder=checklists.name)
            return
        document = self.documents.get(file.stem)
        if document is None:
            return
        try:
            node = load(read_file(file, LARGEST_FILE), report)
        except OSError as error:
            report.add(CANT_BE_READ, START, reason=error.strerror)
            return
        record = PERSONAS.check(node, report) if node else None
        personas = record.get("personas") if isinstance(record, dict) else None
        names: dict[str, Located] = {}
        for persona in personas if isinstance(personas, list) else []:
            name = persona.get("name") if isinstance(persona, dict) else None
            if not isinstance(name, Located):
                continue
            if name.value in names:
                first = names[name.value].place
                report.add(PERSONA_NAME_TAKEN, name.place, name=name.value, line=first.line, column=first.column)
            names.setdefault(name.value, name)
            self._play_one(persona, name.value, document, checklists, report)

    def _play_one(self, persona: Mapping[str, Any], name: str, document: Document, folder: Path, report: Report) -> None:
        problems = len(report.diagnostics)
        answers = _answer_file(document.checklist, persona.get("answers"), report)
        others = self._others(persona.get("others"), document.checklist, folder, report)
        if len(report.diagnostics) > problems or not isinstance(persona.get("expect"), dict):
            return
        self.count += 1
        texts = (self._compiled(document), answers, others)
        outcome = json.loads(score_json(*texts))
        if fault := outcome.get("scorer"):
            # What it would have brought is missing everywhere; one message tells why.
            report.add(SCORER_FAILED, persona["@"], code=fault["code"], detail=fault["detail"], persona=name)
            return
        compare(persona["expect"], Telling(outcome, lambda: json.loads(lift_json(*texts))), document, name, report)

    def _others(self, given: Any, checklist: Checklist, folder: Path, report: Report) -> str:
        handed: dict[str, dict[str, str]] = {}
        readable = self._read_by(checklist, folder)
        for other, answers in (given if isinstance(given, dict) else {}).items():
            document = readable.get(other)
            if document is None:
                if readable:
                    report.add(NOT_READ, answers.place, id=other, checklist=checklist.id, known=", ".join(sorted(readable)))
                else:
                    report.add(NONE_READ, answers.place, id=other, checklist=checklist.id)
                continue
            handed[other] = {
                "checklist": self._compiled(document),
                "answers": _answer_file(document.checklist, answers.value, report),
            }
        return json.dumps({"checklists": handed}) if handed else ""

    def _read_by(self, checklist: Checklist, folder: Path) -> dict[str, Document]:
        """The checklists whose scores a checklist reads, and those that these read."""
        found: dict[str, Document] = {}
        waiting = [checklist]
        while waiting:
            for reading in waiting.pop().readings:
                document = self.documents.get(reading.checklist) or self._beside(folder, reading.checklist)
                if document and document.id not in found:
                    found[document.id] = document
                    waiting.append(document.checklist)
        return found

    def _beside(self, folder: Path, name: str) -> Document | None:
        """A checklist that was not asked for, but is read by one that was."""
        path = next((path for path in (folder / f"{name}{ending}" for ending in _ENDINGS) if path.is_file()), None)
        found = read_library([path], root=self.root).documents if path else ()
        self.documents |= {document.id: document for document in found}
        return found[0] if found else None

    def _compiled(self, document: Document) -> str:
        if document.id not in self.compiled:
            self.compiled[document.id] = document.checklist.to_json()
        return self.compiled[document.id]


def _answer_file(checklist: Checklist, given: Any, report: Report) -> str:
    entries: dict[str, dict[str, Any]] = {}
    for name, answer in (given if isinstance(given, dict) else {}).items():
        item = checklist.by_item.get(name)
        if item is None:
            report.add(NO_SUCH_ITEM, answer.place, id=name, checklist=checklist.id)
        elif isinstance(answer.value, Located):
            entry = _entry(item, answer.value, report)
            if entry:
                entries[name] = entry
    document = {"format": "bilan-answers/1", "checklist": checklist.id, "version": checklist.version, "answers": entries}
    return json.dumps(document)


def _entry(item: Item, given: Located, report: Report) -> dict[str, Any] | None:
    """The entry of an answer file; None if it says that there is no answer, or does not fit, which then is reported."""
    answer: Given = given.value
    if isinstance(answer.value, State):
        code = item.misfit(Answer(answer.value))
        entry: dict[str, Any] | None = {"state": answer.value.value}
    else:
        value = FORMATS[item.kind].persona_answer(answer.value, answer.number)
        if value is False or value == []:
            return None
        code = Problem.WRONG_TYPE if value is INVALID else item.misfit(Answer(State.ANSWERED, _engine_value(value)))
        entry = {"value": value}
    if code is None:
        return entry
    report.add(
        _MISFITS[code],
        given.place,
        answer=answer,
        item=item.id,
        choices=", ".join(choice.id for choice in item.choices),
        kind=item.kind.value,
        form=FORMATS[item.kind].persona_form,
    )
    return None


def _engine_value(value: Any) -> Any:
    if isinstance(value, list):
        return frozenset(value)
    return Fraction(repr(value)) if isinstance(value, float) else value
