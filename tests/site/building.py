# Builds that must succeed and builds that must be refused, each with what holds for every one of its sort.

from __future__ import annotations

from tests.support.project import Project


def build_well(project: Project, *options: str) -> Project:
    """Build a project that has no fault, strictly."""
    done = project.build("--strict", *options)
    output = done.stdout + done.stderr
    assert done.returncode == 0, _end(output)
    assert "WARNING" not in output, output
    return project


def build_refused(project: Project, *options: str) -> str:
    """Build a project that has a fault: exit code 1, one readable error. Gives the output."""
    done = project.build(*options)
    output = done.stdout + done.stderr
    assert done.returncode == 1, _end(output)
    assert "Traceback" not in output, _end(output)
    # MkDocs adds a line of its own to what goes wrong on a page.
    errors = [line for line in output.splitlines() if ("ERROR" in line or "Error:" in line) and "Error reading page" not in line]
    assert len(errors) == 1, output
    return output


def _end(output: str) -> str:
    return "\n".join(output.splitlines()[-5:])
