# A Markdown block that can't be read is an error with its page and its line, never text and never silence.

from __future__ import annotations

import pytest

from tests.site.building import build_refused, build_well
from tests.site.reading import read_page
from tests.site.samples import CONTAINERS, TWO_SECTIONS
from tests.support.project import CONFIG, Project

pytestmark = pytest.mark.xdist_group("site-wrong-blocks")

# A wrong block, what the message must mention, and the line that it must name.
WRONG = {
    "unknown-checklist": ("# Page\n\n/// checklist | demi\n///\n", ["demi", "Write one of: demo"], 3),
    "unknown-section": ("# Page\n\n/// checklist | demo\n    section: onli\n///\n", ["demo", "onli", "Write one of: only, other"], 3),
    "unknown-level": ("# Page\n\n/// checklist | demo\n    level: 7\n///\n", ["level", "7", "2, 3, 4 or 5"], 3),
    "level-in-words": ("# Page\n\n/// checklist | demo\n    level: two\n///\n", ["level", "two", "2, 3, 4 or 5"], 3),
    "level-with-decimals": ("# Page\n\n/// checklist | demo\n    level: 2.0\n///\n", ["level", "2.0", "2, 3, 4 or 5"], 3),
    "section-that-is-a-list": ("# Page\n\n/// checklist | demo\n    section: [only]\n///\n", ["section", "Write one of: only, other"], 3),
    "misspelt-option": ("# Page\n\n/// checklist | demo\n    sektion: only\n///\n", ["sektion"], 3),
    "options-that-are-no-yaml": ("# Page\n\n/// checklist | demo\n    section: [\n///\n", ["checklist"], 3),
    "options-without-indentation": ("# Page\n\n/// checklist | demo\nsection: only\n///\n", ["checklist"], 3),
    "no-argument": ("# Page\n\n/// checklist\n///\n", ["checklist", "ID"], 3),
    "no-end": ("# Page\n\n/// checklist | demo\n    sektion: only\n", ["checklist"], 3),
    "misspelt-option-in-a-list": ("# Page\n\n- One.\n- /// checklist | demo\n      sektion: only\n  ///\n", ["checklist"], 4),
    "text-inside": ("# Page\n\n/// checklist | demo\n    section: only\n\nSome *text*.\n///\n", ["checklist"], 3),
    "text-before-on-the-line": ("# Page\n\nSee\n/// checklist | demo\n    sektion: only\n///\n", ["checklist"], 4),
    "same-section-twice": ("# Page\n\n/// checklist | demo\n///\n\n/// checklist | demo\n    section: other\n///\n", ["other", "twice"], 6),
    "second-block": (
        "# Page\n\n/// checklist | demo\n    section: only\n///\n\n/// checklist | demo\n    section: onli\n///\n",
        ["onli"],
        7,
    ),
    "after-front-matter": ("---\ntitle: Mine\n---\n\n# Page\n\n/// checklist | demi\n///\n", ["demi"], 7),
    "after-code-that-shows-it": ("# Page\n\n```\n/// checklist | demi\n///\n```\n\n/// checklist | demi\n///\n", ["demi"], 8),
    "id-within-another": ("# Page\n\n/// checklist | demo\n///\n\n/// checklist | dem\n///\n", ['"dem"'], 6),
}


@pytest.fixture(scope="module")
def outputs() -> dict[str, str]:
    """What the builds of wrong blocks said, so that each is built once."""
    return {}


def _output(project: Project, name: str, outputs: dict[str, str]) -> str:
    if name not in outputs:
        project.fill(config=CONFIG + CONTAINERS).write("checklists/demo.yml", TWO_SECTIONS)
        project.write("docs/fr/guides/wrong.md", WRONG[name][0])
        outputs[name] = build_refused(project)
    return outputs[name]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_block_is_an_error_that_names_its_page_and_what_is_wrong(project: Project, name: str, outputs: dict[str, str]) -> None:
    output, mentions = _output(project, name, outputs), WRONG[name][1]
    assert "guides/wrong.md" in output
    assert [mention for mention in mentions if mention not in output] == []


@pytest.mark.parametrize("name", WRONG)
def test_the_error_names_the_line_of_the_block(project: Project, name: str, outputs: dict[str, str]) -> None:
    output, line = _output(project, name, outputs), WRONG[name][2]
    assert f"guides/wrong.md:{line}" in output


def test_the_error_names_the_folder_of_the_language(project: Project) -> None:
    project.fill().write("docs/en/index.md", "# Home\n\n/// checklist | demi\n///\n")
    assert "docs/en/index.md:3" in build_refused(project).replace("\\", "/")


def test_a_block_in_a_comment_is_no_fault(project: Project) -> None:
    project.fill().write(
        "docs/fr/index.md", "# Accueil\n\n<!--\n/// checklist | nowhere\n    sektion: x\n///\n-->\n\n/// checklist | demo\n///\n"
    )
    build_well(project)
    assert len(read_page(project.folder / "site/index.html").all("bilan-checklist")) == 1


def test_a_fault_beside_a_block_in_a_comment_is_named_by_its_own_line(project: Project) -> None:
    text = "# Accueil\n\n<!--\n/// checklist | demo\n///\n-->\n\n/// checklist | demo\n    sektion: x\n///\n"
    project.fill().write("docs/fr/index.md", text)
    assert "docs/fr/index.md:8" in build_refused(project)
