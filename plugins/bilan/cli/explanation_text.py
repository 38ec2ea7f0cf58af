# An explanation as lines of text: answers, sections, groups, and each score down to its level; every number with its terms.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bilan.cli.texts import Texts, decimals, rounded

Told = Mapping[str, Any]

# Of the points that sums are made of, so that each step can be followed.
_DECIMALS = 3


def explanation_text(texts: Texts, told: Told) -> list[str]:
    """The lines of a whole explanation (`bilan-explanation/1`)."""
    lines = ["Answers", *_aligned(_item_row(texts, item) for item in told["items"])]
    for part in told["items"]:
        lines += [f"  {part['id']} is hidden: {_reason(part['when'])}"] if part["when"] else []
    for heading, sums in (("Sections", told["sections"]), ("Groups", told["groups"])):
        lines += ["", heading, *(line for step in sums for line in _sum(texts, step, "  "))] if sums else []
    word = "Level" if told["complete"] else "Provisional level"
    for score in told["scores"]:
        lines += ["", f"Score: {texts.title(score['id'])}", *_score(texts, score, word)]
    if told["outcomes"]:
        lines += ["", "Outcome" if told["complete"] else "Provisional outcome", *_outcomes(texts, told)]
    return lines


def item_text(texts: Texts, told: Told, item: str) -> list[str]:
    """The lines about one item: its answer, what it earns, and each sum that it goes into."""
    found = next(step for step in told["items"] if step["id"] == item)
    lines = [texts.question(item), *_aligned([_item_row(texts, found)])]
    if found["when"]:
        lines.append(f"  hidden: {_reason(found['when'])}")
    sums = [*told["sections"], *told["groups"], *(score["sum"] for score in told["scores"] if score["sum"])]
    reached: set[str] = set()
    added = {item}
    while added:
        reached |= added
        added = {step["id"] for step in sums if any(term["id"] in reached for term in step["terms"])} - reached
    for step in sums:
        lines += _sum(texts, step, "  ") if step["id"] in reached else []
    return lines


def _item_row(texts: Texts, item: Told) -> tuple[str, ...]:
    """The cells of an item: id, answer, how the answer earns, what it brings."""
    answer = item["why"] if item["why"] not in (None, "unscored") else _answer(texts, item)
    steps = "" if item["raw"] is None else f"{item['raw']}"
    if item["raw"] is not None and item["reverse"]:
        low, high = item["bounds"]
        steps = f"{low} + {high} - {item['raw']}"
    if steps and item["weight"] != 1:
        steps = f"({steps}) x {item['weight']}" if item["reverse"] else f"{steps} x {item['weight']}"
    brings = f"{item['points']}/{item['maximum']}" if item["counts"] else "does not count"
    return item["id"], answer, steps, brings


def _answer(texts: Texts, item: Told) -> str:
    return texts.answer(item["id"], None if item["answer"] is None else {"value": item["answer"]})


def _sum(texts: Texts, step: Told, indent: str, *, titled: bool = True) -> list[str]:
    """A sum and its terms, one a line; terms under other policies than their own are followed by what they are made of."""
    # In the author's own words: those of `combine`, `of` and the modifiers.
    how = f"{step['combine']} of {step['of']}"
    if step["divisor"] is not None:
        how += f", divided by {step['divisor']}"
    title = f"{texts.title(step['id'])}: " if titled else ""
    lines = [f"{indent}{title}{_tally(step)}, {how}"]
    rows = [
        (texts.title(term["id"]), _percent(term) if step["of"] == "percent" else _of_maximum(term), _times(term, step["of"]))
        for term in step["terms"]
    ]
    for line, term in zip(_aligned(rows, f"{indent}  + "), step["terms"], strict=True):
        lines.append(line)
        lines += _sum(texts, term["sum"], f"{indent}      ") if "sum" in term else []
    lines += [f"{indent}  ! {texts.title(member)} does not count, and all are needed" for member in step.get("missing", ())]
    return lines


def _score(texts: Texts, score: Told, level_word: str) -> Iterator[str]:
    if score["sum"]:
        yield from _sum(texts, score["sum"], "  ", titled=False)
    else:
        yield f"  {_tally(score['raw'])}, from the Python scorer"
    if score["out_of"] is not None:
        yield f"  out of {score['out_of']}, as stated: {_tally(score['raw'])}"
    for step in score["modifiers"]:
        change = f"{step['kind']} {step['number']}"
        why = texts.modifier_reason(score["id"], step["position"])
        because = (f" ({why})" if why else "") + (f", since {_reason(step['when'])}" if step["when"] else "")
        done = f"{rounded(step['before'], _DECIMALS)} -> {rounded(step['after'], _DECIMALS)}" if step["applied"] else "not applied"
        yield f"  {change}: {done}{because}"
    unit = " %" if score["unit"] == "percent" else " points"
    rounding = f"rounded to {decimals(score['digits'])}, {score['rounding']}"
    yield "  = nothing counts" if score["value"] is None else f"  = {score['value']}{unit}, {rounding}"
    yield from _level(texts, score, level_word) if score["level"] else ()


def _level(texts: Texts, score: Told, word: str) -> Iterator[str]:
    level, name = score["level"], score["id"]
    unit = " %" if level["in"] == "percent" else " points"
    if level["number"] is not None:
        decides = f"{level[level['decides']]}{unit}"
        side = "from" if level["inclusive"] == "lower" else "above"
        for band in level["bands"]:
            title = texts.band(name, band["id"]) or {"title": band["id"]}
            reached = " <- reached" if band["id"] == level["reached"] else ""
            when = f" ({_reason(band['when'])})" if band["when"] else ""
            passes = "passes" if band["passed"] else "does not pass"
            yield f"  {decides} {passes} {title['title']}, {side} {band['from']}{unit}{when}{reached}"
    for gate in level["gates"]:
        at_most = texts.band(name, gate["at_most"]) or {"title": gate["at_most"]}
        about = gate["item"] or _reason(gate["when"])
        state = f"holds: no higher than {at_most['title']}. {texts.gate_reason(name, gate['id'])}" if gate["holds"] else "is open"
        yield f"  the gate {gate['id']} ({about}) {state}"
    band = texts.band(name, level["band"])
    yield f"  {word if band else 'Level'}: {band['title'] if band else '-'}"


def _outcomes(texts: Texts, told: Told) -> Iterator[str]:
    for step in told["outcomes"]:
        ending = texts.outcome(step["id"]) or {"title": step["id"]}
        chosen = "chosen" if step["id"] == told["outcome"] else "passed over"
        because = f", since {_reason(step['when'])}" if step["when"] else ""
        yield f"  {ending['title']} {chosen}{because}"


def _reason(reason: Told | None) -> str:
    """A condition, whether it holds, and what it looked at."""
    if reason is None:
        return ""
    names = (read["id"] if read["function"] == "value" else f"{read['function']}({read['id']})" for read in reason["reads"])
    seen = ", ".join(f"{name} is {_value(read['value'])}" for name, read in zip(names, reason["reads"], strict=True))
    return f"{reason['text']} {'holds' if reason['holds'] else 'does not hold'}{f' ({seen})' if seen else ''}"


def _value(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _tally(tally: Told) -> str:
    return "nothing counts" if tally["points"] is None else f"{_of_maximum(tally)} = {_percent(tally)}"


def _percent(tally: Told) -> str:
    return "-" if tally["percent"] is None else f"{tally['percent']} %"


def _of_maximum(tally: Told) -> str:
    return f"{tally['points']}/{tally['maximum']}"


def _times(term: Told, of: str) -> str:
    weighted = f"{term['weighted']['points']} %" if of == "percent" else _of_maximum(term["weighted"])
    return "" if term["weight"] == 1 else f"x {term['weight']} = {weighted}"


def _aligned(rows: Iterable[tuple[str, ...]], indent: str = "  ") -> list[str]:
    """Rows of cells as lines with columns."""
    cells = list(rows)
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))] if cells else []
    return [indent + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
