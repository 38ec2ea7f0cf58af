# A site with a checklist of some hundred questions, and where its readers land.

from __future__ import annotations

from pathlib import Path

from tests.support.project import CHECKLIST, Project

PAGE = "checklists/demo/"
HELP = "Les cas, les essais et les exceptions, l’un après l’autre. " * 12
QUESTION = """\
      - id: q{number}
        kind: choice
        text: {{fr: "Affirmation {number}", en: "Statement {number}"}}
        help: {{fr: "{help}", en: "{help}"}}
        choices:
          - {{id: no, text: {{fr: "Non", en: "No"}}, points: 0}}
          - {{id: half, text: {{fr: "En partie", en: "In part"}}, points: 1}}
          - {{id: yes, text: {{fr: "Oui", en: "Yes"}}, points: 2}}
"""

# How far an element is from where a link to it leads, once only what is near is laid out again and nothing has scrolled for some frames.
OFF = """async (id) => {
  for (let still = 0, last; still < 6; last = scrollY) {
    await new Promise(requestAnimationFrame);
    still = scrollY === last && scrollY > 0 && !document.querySelector("[data-whole]") ? still + 1 : 0;
  }
  const target = document.getElementById(id);
  const off = target.getBoundingClientRect().top - parseFloat(getComputedStyle(target).scrollMarginTop);
  return Math.min(Math.abs(off), document.documentElement.scrollHeight - innerHeight - scrollY);
}"""


def build_long(folder: Path) -> Path:
    """Build it below a folder."""
    project = Project(folder).fill()
    head, bands, rest = CHECKLIST.partition("bands:")
    project.write("checklists/demo.yml", head + "".join(QUESTION.format(number=n, help=HELP) for n in range(1, 101)) + bands + rest)
    done = project.build("--strict")
    assert done.returncode == 0, done.stderr
    return project.folder / "site"
