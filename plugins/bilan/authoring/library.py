# All checklists of a folder, read together: files in, documents and every diagnostic out.

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilan.authoring.compiling.checklist import compile_document
from bilan.authoring.compiling.scorers import read_scorer
from bilan.authoring.diagnostics import START, Diagnostic, InvalidChecklists, Report, Severity
from bilan.authoring.diagnostics.checklist import FILE_ID_TAKEN, SCALE_TAKEN
from bilan.authoring.diagnostics.syntax import CANT_BE_READ, WRONG_ENDING
from bilan.authoring.document import Document
from bilan.authoring.format.checklist import CHECKLIST, SHARED_SCALES
from bilan.authoring.format.shapes import Located
from bilan.authoring.languages.record import RECORD_FILE, Record, read_record
from bilan.authoring.languages.texts import TextFile, scales_named_in
from bilan.authoring.languages.translations import (
    UNCHECKED,
    USUAL,
    TranslationChecks,
    check_translations,
    checklist_texts,
    lacks_text,
    languages_of,
    scale_texts,
)
from bilan.authoring.rules.checklist import check_compiled, check_rules
from bilan.authoring.rules.items import check_choices
from bilan.authoring.rules.links import check_links
from bilan.authoring.rules.names import Names, scales_beyond_points
from bilan.authoring.rules.readings import ReadChecklist, check_readings
from bilan.authoring.source.files import ENDINGS, expand, read_file, shown_path, unique
from bilan.authoring.source.loader import LARGEST_FILE, load

SHARED_SCALES_FILE = "_scales.yml"

# For the Python file of a copy: it is no longer beside it, and has no part in what is compared.
_NO_SCORER = "# left out\n"


@dataclass(frozen=True)
class Library:
    """The valid checklists that were read, sorted by id, what was wrong with the files, and the texts of those that are valid."""

    documents: tuple[Document, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: tuple[TextFile, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are errors."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    def require_valid(self) -> Library:
        """Itself, if no file has an error. Raises InvalidChecklists with every diagnostic otherwise."""
        if self.errors:
            raise InvalidChecklists(self.diagnostics)
        return self


def read_library(
    paths: Iterable[Path],
    *,
    locales: tuple[str, ...] = (),
    root: Path | None = None,
    checks: TranslationChecks = USUAL,
    contents: Mapping[Path, bytes] | None = None,
) -> Library:
    """Read checklist files, and all checklists of each folder among `paths`.

    Args:
        paths: files or folders. In a folder, names that start with an underscore or a dot are passed over.
        locales: the languages that every checklist must have; empty if any will do.
        root: diagnostics name files relative to it; the current folder if None.
        checks: how severe a missing and a stale translation are.
        contents: what to read in place of what some files hold, to try a change before it is written.
    """
    return _read_all(tuple(paths), _Reader(locales, root or Path.cwd(), checks, contents or {}))


def read_older(path: Path, *, root: Path | None = None) -> Library:
    """Read an older version of a file or folder, only to compare: a copy may have any name, and lack its scorer and translations."""
    return _read_all((path,), _Reader((), root or Path.cwd(), UNCHECKED, {}, is_copy=True))


def _read_all(paths: tuple[Path, ...], reader: _Reader) -> Library:
    diagnostics: list[Diagnostic] = []
    reports: list[Report] = []
    read: dict[str, ReadChecklist] = {}
    texts: list[TextFile] = []
    folders: dict[Path, _Folder] = {}
    files = tuple(unique(expand(paths, diagnostics, reader.root)))
    for path in files:
        if path.parent not in folders:
            folders[path.parent] = reader.open_folder(path.parent, diagnostics)
        report = Report(shown_path(path, reader.root))
        reports.append(report)
        found = reader.read(path, folders[path.parent], report)
        if found is None:
            continue
        checklist, text_file = found
        other = read.setdefault(checklist.document.id, checklist)
        if other is not checklist:
            report.add(FILE_ID_TAKEN, START, id=checklist.document.id, path=other.report.path)
        else:
            texts.append(text_file)
    if any(path not in files for path in paths):
        # A single file can't tell what stands beside it.
        others = {path.stem for path in files} - read.keys()
        check_readings(tuple(read.values()), others)
        check_links(tuple(read.values()), others)
    for report in reports:
        diagnostics += report.diagnostics
    for folder in folders.values():
        texts += reader.close_folder(folder, diagnostics)
    documents = [checklist.document for checklist in read.values() if not checklist.report.failed]
    return Library(
        tuple(sorted(documents, key=lambda d: d.id)), tuple(sorted(diagnostics)), tuple(sorted(texts, key=lambda f: (f.name, f.shown)))
    )


@dataclass(frozen=True)
class _Folder:
    """What the checklists of a folder share: scales, not `valid` if any has a fault, and the record of translations.

    `needs` gathers the languages of the checklists that use each scale.
    """

    path: Path
    scales: Mapping[str, Any]
    valid: bool
    record: Record
    needs: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Reader:
    """Reads files; see read_library for its parts."""

    locales: tuple[str, ...]
    root: Path
    checks: TranslationChecks
    contents: Mapping[Path, bytes]
    is_copy: bool = False

    def open_folder(self, folder: Path, diagnostics: list[Diagnostic]) -> _Folder:
        """Read the files beside the checklists."""
        scales, valid = self._shared_scales(folder / SHARED_SCALES_FILE, diagnostics)
        return _Folder(folder, scales, valid, self._record(folder / RECORD_FILE, diagnostics))

    def _shared_scales(self, path: Path, diagnostics: list[Diagnostic]) -> tuple[Mapping[str, Any], bool]:
        if not path.exists():
            return {}, True
        report = Report(shown_path(path, self.root))
        node = self._load(path, report)
        record = SHARED_SCALES.check(node, report) if node else None
        found = record.get("scales") if isinstance(record, dict) else None
        scales: dict[str, Any] = found if isinstance(found, dict) else {}
        for scale in scales.values():
            check_choices(scale.value, report)
        diagnostics += report.diagnostics
        return scales, not report.failed

    def _record(self, path: Path, diagnostics: list[Diagnostic]) -> Record:
        if not path.exists() and path not in self.contents:
            return {}
        report = Report(shown_path(path, self.root))
        data = self._bytes(path, report)
        record = read_record(data, report) if data is not None else {}
        diagnostics += report.diagnostics
        return record

    def read(self, path: Path, folder: _Folder, report: Report) -> tuple[ReadChecklist, TextFile] | None:
        """Read one checklist; None, with the reasons in `report`, if it has an error."""
        if path.suffix not in ENDINGS:
            report.add(WRONG_ENDING, START, ending=path.suffix)
            return None
        node = self._load(path, report)
        record = CHECKLIST.check(node, report) if node else None
        if not isinstance(record, dict):
            return None
        own = record.get("scales")
        own = own if isinstance(own, dict) else {}
        scales = {**folder.scales, **own}
        own_id = record.get("id")
        names = Names(record, scales)
        mattering = scales_beyond_points(names)
        for name, scale in own.items():
            check_choices(scale.value, report, read=name in mattering)
            if name in folder.scales:
                report.add(SCALE_TAKEN, scale.place, name=name, file=SHARED_SCALES_FILE)
        name = own_id.value if self.is_copy and isinstance(own_id, Located) else path.stem
        check_rules(names, name, self.locales, report)
        texts = checklist_texts(record, name, path, report.path, folder.record.get(name, {}))
        check_translations(texts, self.checks, report)
        named = record.get("scorer")
        beside = Path(shown_path(path.parent, self.root))
        scorer = "" if not isinstance(named, Located) else _NO_SCORER if self.is_copy else read_scorer(named, path.parent, beside, report)
        if not self._has_scales(record, folder) or report.failed:
            return None
        document = compile_document(report.path, record, scales, scorer)
        check_compiled(names, document.checklist, report)
        return None if report.failed else (ReadChecklist(document, record, report), texts)

    def _has_scales(self, record: dict[str, Any], folder: _Folder) -> bool:
        """Note what a checklist needs of the shared scales; whether they have it, as far as a lack of it is an error."""
        used = set(scales_named_in(record)) & folder.scales.keys()
        languages = languages_of(record, self.locales)
        for name in used:
            folder.needs.setdefault(name, []).extend(languages)
        lacking = self.checks.missing is Severity.ERROR and any(lacks_text(folder.scales[name], languages) for name in used)
        return (folder.valid or not used) and not lacking

    def close_folder(self, folder: _Folder, diagnostics: list[Diagnostic]) -> list[TextFile]:
        """Check the translations of the shared scales, once it is known which languages are needed."""
        if not folder.scales:
            return []
        path = folder.path / SHARED_SCALES_FILE
        report = Report(shown_path(path, self.root))
        texts = scale_texts(folder.scales, path, report.path, folder.record.get(path.stem, {}), folder.needs)
        check_translations(texts, self.checks, report)
        diagnostics += report.diagnostics
        return [texts]

    def _load(self, path: Path, report: Report) -> Any:
        data = self._bytes(path, report)
        return None if data is None else load(data, report)

    def _bytes(self, path: Path, report: Report) -> bytes | None:
        try:
            return self.contents[path] if path in self.contents else read_file(path, LARGEST_FILE)
        except OSError as error:
            report.add(CANT_BE_READ, START, reason=error.strerror)
            return None
