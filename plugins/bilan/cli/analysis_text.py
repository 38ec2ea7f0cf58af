# An analysis (`bilan-analysis/1`) as lines of text.

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

Told = Mapping[str, Any]

_LONGEST_BAR = 40


def analysis_text(told: Told) -> list[str]:
    """The lines of an analysis, one checklist after the other."""
    lines: list[str] = []
    for checklist in told["checklists"]:
        lines += ["", *_checklist(checklist)] if lines else _checklist(checklist)
    return lines


def _checklist(told: Told) -> Iterator[str]:
    tried = "all" if told["everything"] else f"{told['tried']}"
    yield f"{told['id']}: {_many(told['items'], 'item')}, {tried} sets of answers tried"
    yield from _findings(told["findings"])
    for score in told["scores"]:
        yield from _score(score, told["samples"])
    if told["outcomes"]:
        yield f"  Outcomes: {_shares(told['outcomes'], told['samples'])}"
    for length in told["reading"]:
        locale = f" ({length['locale']})" if length["locale"] else ""
        yield (
            f"  Reading{locale}: {length['words']} words to answer, {length['minutes']} min; "
            f"{length['all_words']} with all help, levels and advice, {length['all_minutes']} min"
        )


def _findings(findings: list[Told]) -> Iterator[str]:
    if not findings:
        yield "  Nothing to look at was found."
    for _, alike in groupby(findings, _wording):
        finding, *others = alike
        ids = ", ".join(f'"{entry["id"]}"' for entry in (finding, *others))
        what = finding["what"].replace(f'"{finding["id"]}"', ids, 1)
        yield f"  {finding['code']} {'proven' if finding['proven'] else 'not proven'}: {what} {finding['hint']}"
        if "before" in finding:
            before, after = finding["before"], finding["after"]
            yield f"    {finding['id']}: {_compact(before['answer'])} -> {_compact(after['answer'])}; each a file for `bilan score`:"
            yield from (f"    {_compact(end['answers'])}" for end in (before, after))


def _wording(finding: Told) -> tuple[str, ...]:
    """What is the same of findings that differ in the part that they are about, and of no two better answers."""
    own = finding["id"] if "before" in finding else ""
    return finding["code"], finding["what"].replace(f'"{finding["id"]}"', "", 1), finding["hint"], own


def _score(score: Told, samples: int) -> Iterator[str]:
    unit = " %" if score["unit"] == "percent" else " points"
    least, most, fall = score["least"], score["most"], score["distribution"]
    if least["value"] is None:
        yield f"  Score {score['id']}: nothing was found to count"
        return
    sure = "" if least["exact"] and most["exact"] else ", as far as was found"
    nominal = "" if score["nominal"] is None else f"; all items together earn {score['nominal']} points"
    yield f"  Score {score['id']}: {least['value']} to {most['value']}{unit}{sure}{nominal}"
    if fall["median"] is None:
        return
    middle = f"half below {fall['median']}{unit}, a tenth below {fall['tenth']}, a tenth above {fall['nine_tenths']}"
    yield f"    {_many(samples, 'random set')} of answers: {middle}"
    step = (fall["to"] - fall["from"]) / len(fall["counts"])
    ends = [f"{_trimmed(fall['from'] + step * place)}" for place in range(len(fall["counts"]) + 1)]
    width, greatest = max(map(len, ends)), max(fall["counts"])
    for place, count in enumerate(fall["counts"]):
        bar = "#" * round(count * _LONGEST_BAR / greatest)
        yield f"    {ends[place]:>{width}} to {ends[place + 1]:>{width}} {count:>6}  {bar}".rstrip()
    if fall["nothing"]:
        yield f"    {'nothing counts':>{2 * width + 4}} {fall['nothing']:>6}"
    if fall["bands"]:
        yield f"    Levels: {_shares(fall['bands'], samples)}"


def _shares(counts: list[Told], samples: int) -> str:
    return ", ".join(f"{entry['id']} {_trimmed(100 * entry['count'] / samples)} %" for entry in counts)


def _trimmed(number: float) -> str:
    """A number with two decimals at the most."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
