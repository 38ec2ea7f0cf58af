# The texts of a checklist in one language, found by the ids that results name.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bilan.authoring.diagnostics import shown
from bilan.authoring.languages.plurals import form_for
from bilan.engine import Kind, ModifierKind, decimal, round_half_up


class Texts:
    """Looks up what the author wrote, in the language `locale`, "" if the file names none. What has no text is shown by its id."""

    def __init__(self, content: Mapping[str, Any], locale: str) -> None:
        self.content = content
        self._locale = locale
        items = [item for section in content["sections"] for item in section["items"]]
        self._questions = {part["id"]: {**item, **part} for item in items for part in (*item.get("rows", ()), item)}
        self.scores: list[Mapping[str, Any]] = list(content.get("scores", ({**content, "id": "total"},)))
        parts = (*content["sections"], *content.get("reads", ()), *self.scores)
        self._titles = {part["id"]: part["title"] for part in parts if "title" in part}

    def title(self, part: str) -> str:
        """The name of a section, score or reading."""
        return str(self._titles.get(part, part))

    def question(self, item: str) -> str:
        """The text of a question."""
        return str(self._questions[item]["text"])

    def band(self, score: str, band: str | None) -> Mapping[str, Any] | None:
        """A level of a score."""
        return next((level for level in self._score(score).get("bands", ()) if level["id"] == band), None)

    def gate_reason(self, score: str, gate: str) -> str:
        """Why a gate of a score caps its level."""
        return str(next(found["reason"] for found in self._score(score)["gates"] if found["id"] == gate))

    def modifier_reason(self, score: str, position: int) -> str | None:
        """Why a modifier changes a score, if the author says so."""
        reason: str | None = self._score(score)["modifiers"][position].get("reason")
        return reason

    def modifier(self, score: str, position: int) -> str:
        """What a modifier does, and why, if the author says so."""
        change = self._score(score)["modifiers"][position]
        words = next(f"{kind.value} {shown(change[kind])}" for kind in ModifierKind if kind in change)
        reason = self.modifier_reason(score, position)
        return f"{words} ({reason})" if reason else words

    def action(self, name: str) -> str:
        """What to do about a weak item, or one of the actions of the whole checklist."""
        own = {action["id"]: action["text"] for action in self.content.get("actions", ())}
        return str(own[name] if name in own else self._questions[name]["action"])

    def action_of(self, item: str) -> str | None:
        """What to do about a question whose answer is weak, if its author says so."""
        action = self._questions[item].get("action")
        return None if action is None else " ".join(lines_of(str(action)))

    def outcome(self, name: str | None) -> Mapping[str, Any] | None:
        """One of the outcomes."""
        return next((outcome for outcome in self.content.get("outcomes", ()) if outcome["id"] == name), None)

    def note(self, name: str, values: Mapping[str, Any]) -> str:
        """A note of the Python scorer with its values filled in."""
        text = next((str(note["text"]) for note in self.content.get("notes", ()) if note["id"] == name), name)
        for key, value in values.items():
            text = text.replace(f"{{{key}}}", str(value))
        return text

    def answer(self, item: str, entry: Mapping[str, Any] | None) -> str:
        """An entry of an answer file in words."""
        question = self._questions[item]
        if entry is None or "value" not in entry:
            unticked = "not ticked" if question["kind"] == Kind.CHECK else "no answer"
            return unticked if entry is None else str(entry["state"])
        value = entry["value"]
        choices = {choice["id"]: str(choice["text"]) for choice in question.get("choices", ())}
        if isinstance(value, list):
            return ", ".join(text for choice, text in choices.items() if choice in value)
        if "unit" in question:
            return f"{value} {form_for(question['unit'], value, self._locale)}".rstrip()
        return "ticked" if value is True else choices.get(value, str(value))

    def _score(self, score: str) -> Mapping[str, Any]:
        return next(found for found in self.scores if found["id"] == score)


def rounded(number: int | float, decimals: int) -> int | float:
    """A number with no more decimals than so many."""
    return round_half_up(decimal(float(number)), decimals)


def lines_of(text: str) -> list[str]:
    """The lines of a prose, without those between its paragraphs."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def decimals(digits: int | float | str) -> str:
    """So many of them."""
    return f"{digits} decimal{'' if digits in (1, '1') else 's'}"
