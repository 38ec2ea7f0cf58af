# A study as JSON (`bilan-analysis/1`, documented in docs/analysis.md).

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from bilan.authoring.analysis.distribution import Distribution
from bilan.authoring.analysis.findings import Finding, findings
from bilan.authoring.analysis.reading import reading_lengths
from bilan.authoring.analysis.study import Attainable, Study
from bilan.authoring.document import Document
from bilan.engine import ANSWERS_FORMAT, Checklist, Evaluation, Score, round_half_up, shown_number, written

FORMAT = "bilan-analysis/1"

_DIGITS = 6


def told(studies: Iterable[tuple[Document, Study]]) -> dict[str, Any]:
    """The documented form of what was found in some checklists."""
    return {"format": FORMAT, "checklists": [_checklist(document, study) for document, study in studies]}


def _checklist(document: Document, study: Study) -> dict[str, Any]:
    return {
        "id": study.checklist.id,
        "version": study.checklist.version,
        "items": len(study.checklist.items),
        "samples": study.samples,
        "tried": study.tries,
        "everything": study.everything,
        "findings": [_finding(study.checklist, finding) for finding in findings(study)],
        "scores": [_score(*pair) for pair in zip(study.attainable, study.distributions, strict=True)],
        "outcomes": [{"id": name, "count": count} for name, count in study.outcomes],
        "reading": [
            {
                "locale": length.locale,
                "words": length.to_answer,
                "minutes": round_half_up(length.minutes, 1),
                "all_words": length.all,
                "all_minutes": round_half_up(length.minutes_for_all, 1),
            }
            for length in reading_lengths(document)
        ],
    }


def _finding(checklist: Checklist, finding: Finding) -> dict[str, Any]:
    kind, *names = finding.part
    entry: dict[str, Any] = {
        "code": finding.code,
        "kind": kind,
        "id": names[-1],
        "proven": finding.proven,
        "warning": finding.warns,
        "what": finding.what,
        "hint": finding.hint,
    }
    if kind == "choice":
        entry["item"] = names[0]
    if drop := finding.drop:
        entry |= {
            "score": drop.score.id,
            "before": _standing(checklist, drop.before, drop.score, drop.item),
            "after": _standing(checklist, drop.after, drop.score, drop.item),
        }
    return entry


def _standing(checklist: Checklist, evaluation: Evaluation, score: Score, item: str) -> dict[str, Any]:
    """A score with the answers that it comes from, as an answer file."""
    entries = {name: entry for name, answer in evaluation.answers.by_item.items() if (entry := written(answer)) is not None}
    file = {"format": ANSWERS_FORMAT, "checklist": checklist.id, "version": checklist.version, "answers": entries}
    return {
        "answer": entries.get(item),
        "value": _number(score, evaluation.scores[score.id].value),
        "band": evaluation.band(score.id),
        "answers": file,
    }


def _score(attainable: Attainable, distribution: Distribution) -> dict[str, Any]:
    score = attainable.score
    ends: Mapping[str, int] = {"least": 0, "most": 1}
    return {
        "id": score.id,
        "unit": score.unit.value,
        "nominal": None if attainable.nominal is None else round_half_up(attainable.nominal, _DIGITS),
        **{
            name: {"value": _number(score, attainable.found[end] if attainable.found else None), "exact": attainable.is_exact(end)}
            for name, end in ends.items()
        },
        "distribution": {
            "from": _number(score, distribution.low),
            "to": _number(score, distribution.high),
            "counts": list(distribution.counts),
            "nothing": distribution.nothing,
            "tenth": _number(score, distribution.tenth),
            "median": _number(score, distribution.median),
            "nine_tenths": _number(score, distribution.nine_tenths),
            "bands": [{"id": name, "count": count} for name, count in distribution.bands],
        },
    }


def _number(score: Score, number: Fraction | None) -> int | float | None:
    return None if number is None else round_half_up(shown_number(score, number, score.unit), _DIGITS)
