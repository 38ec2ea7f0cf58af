# A checklist whose author changes it, the site that is built anew then, and a reader who answered before.

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator

from tests.support.browser import FIRST_SCORE_MS, Visit
from tests.support.project import Project
from tests.support.server import StaticServer

PAGE = "checklists/garden/"

HEAD = """\
id: garden
title: {fr: "Mon jardin", en: "My garden"}
summary: {fr: "Un essai.", en: "A trial."}
"""

BEFORE = f"""{HEAD}
version: 1
sections:
  - id: first
    title: {{fr: "Le travail", en: "The work"}}
    items:
      - {{id: hours, kind: number, min: 0, max: 60, zero_at: 0, full_at: 10, text: {{fr: "Heures par semaine ?", en: "Hours a week?"}}}}
      - id: kind
        kind: choice
        text: {{fr: "Qu’y pousse-t-il ?", en: "What grows?"}}
        choices:
          - {{id: lawn, text: {{fr: "De l’herbe", en: "Lawn"}}, points: 0}}
          - {{id: crops, text: {{fr: "Des légumes", en: "Crops"}}, points: 1}}
      - {{id: shed, kind: check, text: {{fr: "J’ai un abri.", en: "I have a shed."}}}}
      - {{id: note, kind: text, text: {{fr: "Une remarque ?", en: "A remark?"}}}}
"""

AFTER = f"""{HEAD}
version: 2
sections:
  - id: first
    title: {{fr: "Le travail", en: "The work"}}
    items:
      - {{id: hours, kind: number, min: 0, max: 3000, zero_at: 0, full_at: 500, text: {{fr: "Heures par an ?", en: "Hours a year?"}}}}
      - id: grows
        kind: choice
        text: {{fr: "Que cultivez-vous ?", en: "What do you grow?"}}
        choices:
          - {{id: grass, text: {{fr: "De l’herbe", en: "Grass"}}, points: 0}}
          - {{id: food, text: {{fr: "De quoi manger", en: "Food"}}, points: 1}}
      - {{id: bees, kind: check, text: {{fr: "Il y a des abeilles.", en: "It has bees."}}}}
      - {{id: note, kind: text, text: {{fr: "Une remarque ?", en: "A remark?"}}}}
migrations:
  - to: 2
    rename: {{kind: grows}}
    choices: {{grows: {{lawn: grass, crops: food}}}}
    remove: [shed]
    rescale: {{hours: {{multiply: 52}}}}
    add: [bees]
"""


@dataclass
class Garden:
    """A site of one checklist, served while its author changes it."""

    project: Project
    visit: Visit
    server: StaticServer

    def publish(self, checklist: str) -> None:
        """Build the site with this text of the checklist."""
        self.project.write("checklists/garden.yml", checklist)
        done = self.project.build("--strict")
        assert done.returncode == 0, done.stderr

    @property
    def key(self) -> str:
        """Where an earlier version of Bilan kept the answers."""
        return f"bilan:{self.server.prefix}:answers:garden"

    @property
    def stored(self) -> dict[str, Any]:
        """What is kept on the device."""
        found: dict[str, Any] = self.visit.kept()["garden"]
        return found

    @property
    def notice(self) -> Locator:
        """What tells of the migration."""
        return self.visit.page.locator("[data-bilan=migration]")

    def answer(self) -> None:
        """Answer version 1 as a reader does."""
        self.visit.goto(PAGE)
        self.visit.answer("hours", "2,5")
        self.visit.answer("kind", "crops")
        self.visit.answer("shed", "yes")
        self.visit.answer("note", "Bien.")
        self.visit.wait_for_score()

    def wait_for_notice(self) -> list[str]:
        """Its lines, once it is there."""
        self.notice.wait_for(state="visible", timeout=FIRST_SCORE_MS)
        return [line for line in self.notice.inner_text().splitlines() if line]
