# Personas in a build: a difference is a warning at its place, and stops only the strict.

from __future__ import annotations

from tests.site.building import build_well
from tests.support.project import Project

PERSONAS = "personas:\n  - {name: the best, answers: {first: good, second: true}, expect: {score: {percent: 100, band: high}}}\n"


def test_personas_that_come_to_what_is_expected_are_silent_and_make_no_page(project: Project) -> None:
    project.fill().write("checklists/personas/demo.yml", PERSONAS)
    build_well(project)
    assert not (project.folder / "site" / "checklists" / "personas").exists()


def test_a_difference_is_a_warning_that_stops_only_the_strict(project: Project) -> None:
    project.fill().write("checklists/personas/demo.yml", PERSONAS.replace("100", "90"))
    for options, code in (((), 0), (("--strict",), 1)):
        done = project.build(*options)
        assert done.returncode == code
        told = 'checklists/personas/demo.yml:2:86: P504 90 is expected as percent of the score, and it is 100: "the best".'
        assert told in done.stdout + done.stderr
