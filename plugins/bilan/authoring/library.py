# All checklists of a folder, read together: files in, documents and every diagnostic out.

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilan.authoring.compiler import compile_document
from bilan.authoring.diagnostics import START, Diagnostic, InvalidChecklists, Report, Severity
from bilan.authoring.document import Document
from bilan.authoring.format import CHECKLIST, SHARED_SCALES
from bilan.authoring.loader import load
from bilan.authoring.rules import check_rules, check_scale, items_of
from bilan.authoring.scorers import read_scorer
from bilan.authoring.shapes import Located

SHARED_SCALES_FILE = "_scales.yml"
_ENDINGS = (".yml", ".yaml")


@dataclass(frozen=True)
class Library:
    """The valid checklists that were read, sorted by id, and what was wrong with the files."""

    documents: tuple[Document, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are errors."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    def require_valid(self) -> Library:
        """Itself, if no file has an error. Raises InvalidChecklists with every diagnostic otherwise."""
        if self.errors:
            raise InvalidChecklists(self.diagnostics)
        return self


def read_library(paths: Iterable[Path], *, locales: tuple[str, ...] = (), root: Path | None = None) -> Library:
    """Read checklist files, and all checklists of each folder among `paths`.

    Args:
        paths: files or folders. In a folder, names that start with an underscore or a dot are passed over.
        locales: the languages that every checklist must have; empty if any will do.
        root: diagnostics name files relative to it; the current folder if None.
    """
    root = root or Path.cwd()
    documents: list[Document] = []
    diagnostics: list[Diagnostic] = []
    seen: dict[str, str] = {}
    shared: dict[Path, _SharedScales] = {}
    for path in _unique(_expand(paths, diagnostics, root)):
        folder = path.parent
        if folder not in shared:
            shared[folder] = _read_shared_scales(folder, diagnostics, root)
        report = Report(_shown(path, root))
        document = _read_document(path, shared[folder], locales, root, report)
        if document and document.id in seen:
            report.error(START, "R205", f'the id "{document.id}" is taken by {seen[document.id]}.', "Rename one of the two.")
        elif document:
            seen[document.id] = report.path
            documents.append(document)
        diagnostics += report.diagnostics
    return Library(tuple(sorted(documents, key=lambda d: d.id)), tuple(sorted(diagnostics)))


@dataclass(frozen=True)
class _SharedScales:
    """The scales of a folder; not `valid` if any has a fault, which then is reported already."""

    by_name: Mapping[str, Any]
    valid: bool = True


def _expand(paths: Iterable[Path], diagnostics: list[Diagnostic], root: Path) -> Iterable[Path]:
    for path in paths:
        try:
            path.stat()
            files = [path]
            if path.is_dir():
                files = sorted(p for p in path.iterdir() if p.suffix in _ENDINGS and p.name[0] not in "_.")
        except (FileNotFoundError, NotADirectoryError, ValueError):
            diagnostics.append(Diagnostic(_shown(path, root), 1, 1, "Y001", "there is no such file or folder.", "Check the path."))
        except OSError as error:
            what = f"it can't be opened: {error.strerror}."
            diagnostics.append(Diagnostic(_shown(path, root), 1, 1, "Y001", what, "Check the path, and that you may read it."))
        else:
            yield from files


def _unique(paths: Iterable[Path]) -> Iterable[Path]:
    seen: set[Path] = set()
    for path in paths:
        # Not path.resolve(): before Python 3.13 that raises on links that go in circles.
        real = Path(os.path.realpath(path))
        if real not in seen:
            seen.add(real)
            yield path


def _read_shared_scales(folder: Path, diagnostics: list[Diagnostic], root: Path) -> _SharedScales:
    path = folder / SHARED_SCALES_FILE
    if not path.exists():
        return _SharedScales({})
    report = Report(_shown(path, root))
    node = _load(path, report)
    record = SHARED_SCALES.check(node, report) if node else None
    found = record.get("scales") if isinstance(record, dict) else None
    scales: dict[str, Any] = found if isinstance(found, dict) else {}
    for scale in scales.values():
        check_scale(scale.value, report)
    diagnostics += report.diagnostics
    return _SharedScales(scales, valid=not report.failed)


def _read_document(path: Path, shared: _SharedScales, locales: tuple[str, ...], root: Path, report: Report) -> Document | None:
    if path.suffix not in _ENDINGS:
        report.error(START, "Y001", f'a checklist file can\'t end in "{path.suffix}".', "Name it with the ending .yml.")
        return None
    node = _load(path, report)
    record = CHECKLIST.check(node, report) if node else None
    if not isinstance(record, dict):
        return None
    own = record.get("scales")
    own = own if isinstance(own, dict) else {}
    for name, scale in own.items():
        check_scale(scale.value, report)
        if name in shared.by_name:
            report.error(
                scale.place, "R201", f'the scale "{name}" is also in {SHARED_SCALES_FILE}.', "Rename this one, or use the shared one."
            )
    scales = {**shared.by_name, **own}
    check_rules(record, scales, path.stem, locales, report)
    used = {item["scale"].value for item in items_of(record) if isinstance(item.get("scale"), Located)}
    named = record.get("scorer")
    scorer = read_scorer(named, path.parent, Path(_shown(path.parent, root)), report) if isinstance(named, Located) else ""
    if report.failed or (not shared.valid and used & shared.by_name.keys()):
        return None
    return compile_document(report.path, record, scales, scorer)


def _load(path: Path, report: Report) -> Any:
    try:
        data = path.read_bytes()
    except OSError as error:
        report.error(START, "Y001", f"the file can't be read: {error.strerror}.", "Check that it is a file and that you may read it.")
        return None
    return load(data, report)


def _shown(path: Path, root: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()
