# Checklists of any size to measure with.

from __future__ import annotations

import json
from pathlib import Path

from bilan.authoring import read_library


def checklist_yaml(name: str, items: int) -> str:
    """A checklist of `items` questions in two languages, in sections of ten."""
    lines = [
        f"id: {name}",
        "version: 1",
        f'title: {{fr: "Liste {name}", en: "List {name}"}}',
        'summary: {fr: "Pour mesurer.", en: "To measure with."}',
        "scales:",
        "  five:",
        *(f'    - {{id: p{p}, text: {{fr: "Réponse {p}", en: "Answer {p}"}}, points: {p}}}' for p in range(5)),
        "sections:",
    ]
    for first in range(0, items, 10):
        lines += [f"  - id: s{first}", f'    title: {{fr: "Partie {first}", en: "Section {first}"}}', "    items:"]
        for number in range(first, min(first + 10, items)):
            lines += [
                f"      - id: i{number}",
                "        kind: scale",
                "        scale: five",
                f'        text: {{fr: "La question numéro {number} ?", en: "The question number {number}?"}}',
                '        why: {fr: "Parce que cela compte.", en: "Because it matters."}',
                '        action: {fr: "Agissez cette semaine.", en: "Act this week."}',
            ]
    lines += [
        "bands:",
        '  - {id: low, from: 0, title: {fr: "Bas", en: "Low"}, text: {fr: "Encore.", en: "More."}}',
        '  - {id: high, from: 80, title: {fr: "Haut", en: "High"}, text: {fr: "Bravo.", en: "Well done."}}',
    ]
    return "\n".join(lines) + "\n"


def scoring_pair(folder: str, items: int) -> tuple[str, str]:
    """A compiled checklist of `items` questions and an answer file that answers each."""
    path = Path(folder, f"bench{items}.yml")
    path.write_text(checklist_yaml(path.stem, items), "utf-8")
    checklist = read_library([path]).require_valid().documents[0].checklist
    answers = {item.id: {"value": f"p{number % 5}"} for number, item in enumerate(checklist.items)}
    document = {"format": "bilan-answers/1", "checklist": checklist.id, "version": 1, "answers": answers}
    return checklist.to_json(), json.dumps(document)
