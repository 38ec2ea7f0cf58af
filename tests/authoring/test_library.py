# Folders, paths and shared scales: many files in, every diagnostic out, sorted by place; nothing ever raises.

from __future__ import annotations

from pathlib import Path

import pytest
from bilan.authoring import InvalidChecklists, Library, Severity, read_library

from tests.support.project import CHECKLIST as GOOD

SCALES = """\
scales:
  two:
    - {id: low, text: {fr: "Peu", en: "Little"}, points: 0}
    - {id: high, text: {fr: "Beaucoup", en: "Much"}, points: 1}
"""
USES_SCALE = GOOD.replace("bands:", '      - {id: third, kind: scale, scale: two, text: {fr: "Combien ?", en: "How much?"}}\nbands:')


def lines(library: Library) -> list[str]:
    return [str(diagnostic) for diagnostic in library.diagnostics]


def test_a_folder_is_read_in_the_order_of_the_ids(tmp_path: Path) -> None:
    for name in ("zebra", "alpha", "demo"):
        (tmp_path / f"{name}.yml").write_text(GOOD.replace("id: demo", f"id: {name}"), "utf-8")
    for passed_over in ("_draft.yml", ".hidden.yml", "notes.txt", "README.md", "demo.yml~"):
        (tmp_path / passed_over).write_text("{", "utf-8")
    library = read_library([tmp_path])
    assert [document.id for document in library.documents] == ["alpha", "demo", "zebra"]
    assert library.diagnostics == ()
    assert library.require_valid() is library


def test_a_document_has_the_engines_half_and_the_texts(tmp_path: Path) -> None:
    (tmp_path / "demo.yml").write_text(USES_SCALE, "utf-8")
    (tmp_path / "_scales.yml").write_text(SCALES, "utf-8")
    document = read_library([tmp_path]).require_valid().documents[0]
    assert document.locales == ("fr", "en")
    assert [item.id for item in document.checklist.items] == ["first", "second", "third"]
    assert document.checklist.to_json().count('"low"') == 2  # a band, and a choice of the shared scale
    assert "Peu" not in document.checklist.to_json()
    third = document.localized("fr")["sections"][0]["items"][2]
    assert [choice["text"] for choice in third["choices"]] == ["Peu", "Beaucoup"]
    assert document.localized("en")["title"] == "Demonstration"
    with pytest.raises(KeyError):
        document.localized("de")


def test_all_problems_of_all_files_come_at_once_and_sorted(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("id: a\nversion: x\n", "utf-8")
    (tmp_path / "a.yml").write_text(GOOD, "utf-8")
    (tmp_path / "demo.yml").write_text(GOOD.replace("points: 0", "points: 2"), "utf-8")
    (tmp_path / "_scales.yml").write_text("scales: []\n", "utf-8")
    library = read_library([tmp_path], root=tmp_path)
    assert [document.id for document in library.documents] == ["demo"]
    assert [line.split(" ")[:2] for line in lines(library)] == [
        ["_scales.yml:1:9:", "F103"],
        ["a.yml:1:5:", "R204"],
        ["b.yml:1:1:", "F101"],
        ["b.yml:1:1:", "F101"],
        ["b.yml:1:1:", "F101"],
        ["b.yml:1:5:", "R204"],
        ["b.yml:2:10:", "F106"],
        ["demo.yml:14:13:", "R207"],
    ]
    assert [d.severity for d in library.diagnostics if d.path == "demo.yml"] == [Severity.WARNING]
    assert len(library.errors) == len(library.diagnostics) - 1
    with pytest.raises(InvalidChecklists) as raised:
        library.require_valid()
    assert raised.value.diagnostics == library.diagnostics
    assert str(raised.value) == "\n".join(lines(library))


def test_the_same_id_in_two_files_is_an_error(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "demo.yml").write_text(GOOD, "utf-8")
    library = read_library([tmp_path / "one", tmp_path / "two"], root=tmp_path)
    assert lines(library) == ['two/demo.yml:1:1: R205 the id "demo" is taken by one/demo.yml. Rename one of the two.']
    assert [document.path for document in library.documents] == ["one/demo.yml"]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "demo.yml").write_text(GOOD, "utf-8")
    library = read_library([tmp_path, tmp_path / "demo.yml"], root=tmp_path)
    assert lines(library) == []
    assert len(library.documents) == 1


def test_scales_are_shared_within_a_folder_only(tmp_path: Path) -> None:
    for folder, text in (("with", USES_SCALE), ("without", USES_SCALE.replace("id: demo", "id: other"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{'demo' if folder == 'with' else 'other'}.yml").write_text(text, "utf-8")
    (tmp_path / "with" / "_scales.yml").write_text(SCALES, "utf-8")
    library = read_library([tmp_path / "with" / "demo.yml", tmp_path / "without"], root=tmp_path)
    assert lines(library) == ['without/other.yml:19:41: R202 there is no scale "two". Known scales: none is declared.']


def test_a_shared_scale_with_a_fault_does_not_hide_its_place(tmp_path: Path) -> None:
    (tmp_path / "demo.yml").write_text(GOOD, "utf-8")
    (tmp_path / "_scales.yml").write_text(SCALES.replace("points: 1", "points: much"), "utf-8")
    library = read_library([tmp_path], root=tmp_path)
    assert [line.split(" ")[:2] for line in lines(library)] == [["_scales.yml:4:62:", "F106"]]


@pytest.mark.parametrize(
    "scales",
    [SCALES.replace(", points: 1", ""), SCALES.replace("id: high, ", ""), "scales:\n  two: 3\n", "scales:\n  two: [a, b]\n"],
    ids=["no points", "no id", "a number", "words"],
)
def test_a_checklist_whose_shared_scale_has_a_fault_is_not_compiled(tmp_path: Path, scales: str) -> None:
    (tmp_path / "demo.yml").write_text(USES_SCALE, "utf-8")
    (tmp_path / "_scales.yml").write_text(scales, "utf-8")
    library = read_library([tmp_path], root=tmp_path)
    assert {diagnostic.path for diagnostic in library.errors} >= {"_scales.yml"}
    assert library.documents == ()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[", b"scales: {two: !!python/name:os.system x}", b"other: {}", b"- a", b"&a [*a]"])
def test_no_file_of_shared_scales_makes_it_raise(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "demo.yml").write_text(USES_SCALE, "utf-8")
    (tmp_path / "_scales.yml").write_bytes(data)
    library = read_library([tmp_path], root=tmp_path)
    assert library.documents == ()
    assert {diagnostic.path for diagnostic in library.errors} == {"_scales.yml", "demo.yml"}


def test_a_file_of_another_sort_is_refused_by_name(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("demo.json", "demo.YML", "demo.yml.bak")]
    for path in paths:
        path.write_text(GOOD, "utf-8")
    assert lines(read_library(paths, root=tmp_path)) == [
        'demo.YML:1:1: Y001 a checklist file can\'t end in ".YML". Name it with the ending .yml.',
        'demo.json:1:1: Y001 a checklist file can\'t end in ".json". Name it with the ending .yml.',
        'demo.yml.bak:1:1: Y001 a checklist file can\'t end in ".bak". Name it with the ending .yml.',
    ]


def test_the_longer_ending_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "demo.yaml").write_text(GOOD, "utf-8")
    assert read_library([tmp_path]).require_valid().documents[0].id == "demo"


def test_a_folder_with_the_name_of_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "demo.yml").mkdir()
    (tmp_path / "_scales.yml").mkdir()
    what = "Y001 the file can't be read: Is a directory. Check that it is a file and that you may read it."
    assert lines(read_library([tmp_path], root=tmp_path)) == [f"_scales.yml:1:1: {what}", f"demo.yml:1:1: {what}"]


@pytest.mark.parametrize("name", ["gone.yml", "gone", "demo.yml/inside.yml", "a\0b.yml"])
def test_a_path_to_nothing_is_reported(tmp_path: Path, name: str) -> None:
    (tmp_path / "demo.yml").write_text(GOOD, "utf-8")
    library = read_library([tmp_path / name], root=tmp_path)
    assert lines(library) == [f"{name}:1:1: Y001 there is no such file or folder. Check the path.".replace("\0", "\\x00")]


def test_links_to_nowhere_and_in_circles_are_reported(tmp_path: Path) -> None:
    (tmp_path / "broken.yml").symlink_to("nowhere.yml")
    (tmp_path / "circle.yml").symlink_to("circle.yml")
    found = lines(read_library([tmp_path], root=tmp_path))
    assert [line.split(": ")[:2] for line in found] == [
        ["broken.yml:1:1", "Y001 the file can't be read"],
        ["circle.yml:1:1", "Y001 the file can't be read"],
    ]


def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "demo.yml").write_text(GOOD, "utf-8")
    monkeypatch.setattr(Path, "open", fail)
    assert lines(read_library([tmp_path], root=tmp_path)) == [
        "demo.yml:1:1: Y001 the file can't be read: Permission denied. Check that it is a file and that you may read it."
    ]


@pytest.mark.parametrize("fault", ["unlistable", "too long"])
def test_a_folder_that_may_not_be_listed_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    def fail(path: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied", str(path))

    if fault == "unlistable":
        monkeypatch.setattr(Path, "iterdir", fail)
        found = lines(read_library([tmp_path], root=tmp_path))
    else:
        found = lines(read_library([tmp_path / ("x" * 300 + ".yml")], root=tmp_path))
    assert len(found) == 1
    assert ": Y001 " in found[0]


def test_paths_are_shown_relative_to_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in side").mkdir()
    (tmp_path / "in side" / "été.yml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path / "in side")
    assert lines(read_library([Path()]))[0].startswith("été.yml:1:1: Y009 ")
    assert lines(read_library([Path()], root=tmp_path))[0].startswith("in side/été.yml:1:1: Y009 ")


def test_languages_are_asked_for_only_where_the_site_has_them(tmp_path: Path) -> None:
    (tmp_path / "demo.yml").write_text(GOOD, "utf-8")
    assert lines(read_library([tmp_path], locales=("en",))) == []
    assert lines(read_library([tmp_path], locales=("en", "fr"))) == []
    found = lines(read_library([tmp_path], locales=("en", "de", "es"), root=tmp_path))
    assert found == ["demo.yml:3:8: R203 the checklist is not written in de and es. Add de: … to each text."]


# One fault must not bring forth the report of another that is none.


def test_a_band_without_a_number_does_not_make_the_next_one_the_first(tmp_path: Path) -> None:
    (tmp_path / "demo.yml").write_text(GOOD.replace("from: 0,", "from: nought,"), "utf-8")
    assert [diagnostic.code for diagnostic in read_library([tmp_path]).diagnostics] == ["F106"]


def test_a_checklist_of_one_language_may_use_a_scale_of_several(tmp_path: Path) -> None:
    one = "id: demo\nversion: 1\ntitle: T\nsummary: S\nsections: [{id: s, title: T, items: [{id: i, kind: scale, scale: two, text: T}]}]\n"
    (tmp_path / "demo.yml").write_text(one, "utf-8")
    (tmp_path / "_scales.yml").write_text(SCALES, "utf-8")
    assert not [line for line in lines(read_library([tmp_path])) if "not written in ." in line]


@pytest.mark.parametrize("value", ["|\n  a\n  b", '"\\e[31m"', '"a\\u2028b"'])
def test_a_diagnostic_is_one_line_of_printable_text(tmp_path: Path, value: str) -> None:
    (tmp_path / "demo.yml").write_text(GOOD.replace("id: demo", f"id: {value}"), "utf-8")
    assert [line for line in lines(read_library([tmp_path])) if not line.isprintable()] == []


@pytest.mark.parametrize(("name", "what"), [("index", "all checklists"), ("translations", "how far each checklist is translated")])
def test_a_checklist_may_not_be_named_as_a_page_of_the_site(tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / f"{name}.yml").write_text(GOOD.replace("id: demo", f"id: {name}"), "utf-8")
    assert lines(read_library([tmp_path], root=tmp_path)) == [
        f'{name}.yml:1:1: R210 "{name}" is the name of the page that lists {what}. Rename the file and its id.'
    ]


# Readings take all checklists of a folder.


def reader(checklist_id: str, *others: str) -> str:
    """A checklist that reads others."""
    reads = "".join(f"  - {{id: read-{other}, checklist: {other}}}\n" for other in others)
    return GOOD.replace("id: demo", f"id: {checklist_id}") + (f"reads:\n{reads}" if others else "")


def test_checklists_that_read_each_other_are_reported(tmp_path: Path) -> None:
    for name, others in (("a", ("b", "d")), ("b", ("c",)), ("c", ("a",)), ("d", ())):
        (tmp_path / f"{name}.yml").write_text(reader(name, *others), "utf-8")
    library = read_library([tmp_path], root=tmp_path)
    assert [line.partition(" R223 ")[2] for line in lines(library)] == [
        "these checklists read each other: a -> b -> c -> a. Remove one of the readings."
    ]
    assert lines(library)[0].startswith("a.yml:23:29: ")
    assert [document.id for document in library.documents] == ["b", "c", "d"]


def test_a_single_file_may_read_what_it_can_not_see(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(reader("a", "b"), "utf-8")
    assert lines(read_library([tmp_path / "a.yml"], root=tmp_path)) == []
    assert [d.code for d in read_library([tmp_path], root=tmp_path).diagnostics] == ["R223"]


def test_the_band_of_a_reading_is_one_of_the_score_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text(reader("b").replace("id: low", "id: start").replace("id: high", "id: settled"), "utf-8")
    conditions = {
        "one": 'band(read-b) == "setled"',
        "two": 'percent(read-b) > 5 and "low" != band(read-b)',
        "three": 'band(read-b) in ["start", "begin"]',
        "good": 'band(read-b) in ["start", "settled"]',
    }
    advice = "".join(f"  - {{id: {name}, text: {{fr: Un, en: One}}, when: '{when}'}}\n" for name, when in conditions.items())
    (tmp_path / "a.yml").write_text(reader("a", "b") + f"actions:\n{advice}", "utf-8")
    found = [line.split(" R304 ")[1] for line in lines(read_library([tmp_path], root=tmp_path))]
    assert found == [
        '"setled" is no band of read-b. Did you mean settled?',
        '"low" is no band of read-b. Use one of: start, settled.',
        'the list holds "begin", which is no band of read-b. Use one of: start, settled.',
    ]


def test_a_checklist_with_faults_of_its_own_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(reader("a", "b"), "utf-8")
    (tmp_path / "b.yml").write_text("id: b\n", "utf-8")
    assert {d.path for d in read_library([tmp_path], root=tmp_path).diagnostics} == {"b.yml"}


@pytest.mark.parametrize("number", [250, 251])
def test_a_question_has_up_to_250_choices(tmp_path: Path, number: int) -> None:
    choices = "".join(f"          - {{id: c{place}, text: Choice {place}, points: {place}}}\n" for place in range(number))
    text = "id: long\nversion: 1\ntitle: T\nsummary: S\nsections:\n  - id: s\n    title: P\n    items:\n"
    item = f"      - id: i\n        kind: choice\n        text: Which?\n        choices:\n{choices}"
    (tmp_path / "long.yml").write_text(text + item, "utf-8")
    library = read_library([tmp_path], root=tmp_path)
    if number == 250:
        assert len(library.require_valid().documents[0].checklist.items[0].choices) == number
    else:
        assert lines(library) == ["long.yml:13:11: F109 the list has 251 entries. It needs 2 to 250."]
