# A result as lines of text: the scores with what they are made of, the level, what would lift it, and what to do.

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bilan.cli.texts import Texts, lines_of, rounded
from bilan.engine import later

Told = Mapping[str, Any]

_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def score_table(texts: Texts, outcome: Told, lift: Told, today: date) -> list[str]:
    """The lines of a result (`bilan-result/1`) and its lift (`bilan-lift/1`), as the contract documents them.

    Args:
        texts: those of the checklist, in the language of the table.
        outcome: the result.
        lift: what would lift its headline score.
        today: what the date of the next look is counted from.
    """
    lines = _tallies(texts, outcome)
    lines += _levels(texts, outcome)
    lines += _outcome(texts, outcome, today)
    lines += ["", _progress(outcome["score"])]
    lines += [line for action in outcome["actions"] for line in _entry(f"- {action}: {texts.action(action)}")]
    lines += _lift(texts, outcome, lift)
    lines += [line for note in outcome.get("notes", ()) for line in _entry(f"* {texts.note(note['id'], note['values'])}")]
    if fault := outcome.get("scorer"):
        lines.append(f"! the scorer: {fault['code']}: {fault['detail']}")
    lines += [f"! {problem['item']!r}: {problem['code']}" for problem in outcome["problems"]]
    if outcome.get("changed"):
        lines.append("The questions changed without a new version since these answers were given.")
    return lines + (_migration(outcome["migration"]) if "migration" in outcome else [])


def _entry(text: str) -> list[str]:
    """An entry of a list, its further lines below its first."""
    first, *further = lines_of(text)
    return [first, *(f"  {line}" for line in further)]


def _tallies(texts: Texts, outcome: Told) -> list[str]:
    sections = [(texts.title(section["id"]), section) for section in outcome["sections"]]
    readings = [(texts.title(reading["id"]), reading) for reading in outcome.get("readings", ())]
    named = outcome.get("scores")
    scores = [(texts.title(score["id"]), score) for score in named] if named else [(texts.content["title"], outcome["score"])]
    width = max(len(title) for title, _ in (*sections, *readings, *scores))
    parts, totals = ([_row(title, width, tally) for title, tally in rows] for rows in ((*sections, *readings), scores))
    return [*parts, "-" * max(len(line) for line in (*parts, *totals)), *totals]


def _row(title: str, width: int, tally: Told) -> str:
    """A tally; of a score the headline number in its unit comes first, rounded as its author wants it, then what it is made of.

    One decimal of points is enough to know by; `bilan explain` has all.
    """
    if tally.get("hidden") or tally.get("state") == "missing":
        return f"{title:<{width}}  {'hidden' if tally.get('hidden') else 'missing':>7}"
    in_points = tally.get("unit") == "points"
    number = tally.get("value", tally["percent"])
    shown = f"{'-':>7}" if number is None else f"{number:>5} points" if in_points else f"{number:>5} %"
    points = "" if tally["points"] is None else f"{rounded(tally['points'], 1)}/{rounded(tally['maximum'], 1)}"
    percent = f"  {tally['percent']} %" if in_points and tally["percent"] is not None else ""
    return f"{title:<{width}}  {shown}  {points}{percent}{'  old' if tally.get('state') == 'old' else ''}".rstrip()


def _levels(texts: Texts, outcome: Told) -> list[str]:
    """The level of the headline score with its text, those of the other scores by name; what caps each, and what changed it.

    They are provisional while questions are open: the page names none of them then unless it is asked to.
    """
    word = "" if outcome["complete"] else "Provisional level: "
    total = {"id": "total", "band": outcome["score"]["band"], "gates": outcome.get("gates", ()), "modifiers": ()}
    lines: list[str] = []
    for number, score in enumerate(outcome.get("scores", (total,))):
        name = score["id"]
        band = texts.band(name, score["band"])
        told = [f"No higher because: {texts.gate_reason(name, gate)}" for gate in score["gates"]] if band else []
        told += [f"Changed: {texts.modifier(name, position)}" for position in score["modifiers"]]
        if band and number == 0:
            lines += ["", f"{word}{band['title']}", *lines_of(band["text"]), *told]
        elif band or told:
            lines += ["", f"{texts.title(name)}: {word.lower()}{band['title']}" if band else texts.title(name), *told]
    return lines


def _outcome(texts: Texts, outcome: Told, today: date) -> list[str]:
    found = outcome.get("outcome")
    ending = texts.outcome(found["id"]) if found else None
    if not found or not ending:
        return []
    lines = ["", f"{'' if outcome['complete'] else 'Provisional outcome: '}{ending['title']}", *lines_of(ending["text"])]
    duration = found["review_after"]
    if duration:
        number = int(duration[1:-1])
        span = f"{number} {_UNITS[duration[-1]]}{'' if number == 1 else 's'}"
        lines.append(f"Look again in {span}: {_date(today, duration)}.")
    return lines


def _date(today: date, duration: str) -> str:
    try:
        return later(today, duration).isoformat()
    except (ValueError, OverflowError):
        return "later than any calendar"


def _progress(tally: Told) -> str:
    answered = [f"{tally['answered']}/{tally['questions']} questions answered"] if tally["questions"] else []
    ticked = [f"{tally['ticked']}/{tally['boxes']} boxes ticked"] if tally["boxes"] else []
    left_out = [f"{tally['not_applicable']} not applicable"] if tally.get("not_applicable") else []
    return ", ".join(answered + ticked + left_out)


def _lift(texts: Texts, outcome: Told, lift: Told) -> list[str]:
    lines: list[str] = []
    if lift["lowest"]["value"] != lift["highest"]["value"]:
        percent = " %" if _in_percent(outcome) else ""
        ends = " to ".join(f"{lift[end]['value']}{percent}" for end in ("lowest", "highest"))
        sure = lift["lowest"]["exact"] and lift["highest"]["exact"]
        lines.append(f"Still possible: {ends}{'' if sure else ', or beyond'}")
    # Before all is answered, it would propose answers to questions that nobody has read.
    if not outcome["complete"]:
        return lines
    band = texts.band(lift["score"], lift["next"]["id"]) if lift["next"] else None
    changes = lift["changes"]
    if band and changes is None:
        why = "Given these answers, no change to suggest reaches it." if lift["exact"] else "No way to it was found."
        lines.append(f"Next level: {band['title']}. {why}")
    elif band:
        number = f"{len(changes)} answer{'' if len(changes) == 1 else 's'}"
        lines.append(f"Next level: {band['title']}, with {number}{'' if lift['exact'] else ', or perhaps fewer'}")
        befores = [lift["value"], *(change["value"] for change in changes)]
        lines += [f"+ {_advice(texts, outcome, change, before)}" for change, before in zip(changes, befores, strict=False)]
        same = {change["item"] for change in changes}
        for tie in lift["ties"]:
            other = [_change(texts, change) for change in tie if change["item"] not in same]
            gone = [item for item in same if item not in {change["item"] for change in tie}]
            instead = "" if len(changes) == 1 else f" of {', '.join(sorted(gone))}"
            lines.append(f"  or instead{instead}: {'; '.join(other)}")
    return lines


def _advice(texts: Texts, outcome: Told, change: Told, before: float) -> str:
    """What to do, if its author says so and it is not told above, what the score then is, and the answer that it stands for."""
    unit = " %" if _in_percent(outcome) else ""
    action = texts.action_of(change["item"]) if change["action"] and change["item"] not in outcome["actions"] else ""
    gain = f"{before}{unit} -> {change['value']}{unit}"
    return f"{action} {gain} ({_change(texts, change)})" if action else f"{_change(texts, change)}: {gain}"


def _change(texts: Texts, change: Told) -> str:
    return f"{change['item']}: {texts.answer(change['item'], change['from'])} -> {texts.answer(change['item'], change['to'])}"


def _in_percent(outcome: Told) -> bool:
    scores = outcome.get("scores")
    return not scores or bool(scores[0]["unit"] == "percent")


def _migration(report: Told) -> list[str]:
    """What became of answers to an older version."""
    lines = ["", f"Answers to version {report['from']}, brought up to version {report['to']}: {len(report['carried'])} as they were"]
    lines += [f"> {old!r} is now {new!r}" for old, new in report["renamed"]]
    lines += [f"! {dropped['id']!r} dropped: {dropped['reason']}" for dropped in report["dropped"]]
    return lines + [f"+ {item!r} is new" for item in report["new"]]
