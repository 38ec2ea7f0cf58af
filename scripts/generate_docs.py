# The parts of the documentation that follow from the source, between `<!-- generated: NAME -->` and `<!-- end -->`; all else on a page is
# written by hand. `python scripts/generate_docs.py` writes them anew, `--check` tells which pages are not current.

from __future__ import annotations

import argparse
import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from inspect import cleandoc
from pathlib import Path
from textwrap import fill
from typing import Any

import click
from bilan.authoring.diagnostics import Code, Severity, register
from bilan.authoring.format.checklist import CHECKLIST
from bilan.authoring.format.counted import CountedTextShape
from bilan.authoring.format.records import Field, KindsShape, ListShape, RecordShape, TableShape
from bilan.authoring.format.scoring_shapes import ConditionShape, DurationShape, ScorerShape
from bilan.authoring.format.shapes import FlagShape, IdShape, LinkShape, NumberShape, Shape, TextShape, UrlShape, WordShape
from bilan.cli import main
from bilan.site import config
from mkdocs.config import config_options
from mkdocs.config.base import Config

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

# A script that is run has only its own folder on the path.
from scripts.diagnostic_examples import told, written  # noqa: E402
from scripts.page_parts import declared_parts  # noqa: E402

DOCS = ROOT / "docs"
MARKED = re.compile(r"(?<=<!-- generated: )([^\n]+?)( -->\n)(.*?)(?=<!-- end -->)", re.DOTALL)
WIDTH = 140


def pages() -> list[Path]:
    """The pages that have generated parts."""
    return [path for path in sorted(DOCS.glob("*.md")) if MARKED.search(path.read_text("utf-8"))]


def generated(path: Path) -> str:
    """The text of a page with its generated parts as they should be. Raises KeyError for a part that nothing makes."""
    page = path.read_text("utf-8")

    def part(match: re.Match[str]) -> str:
        kind, _, name = match[1].partition(" ")
        return f"{match[1]}{match[2]}\n{BLOCKS[kind](name, page)}\n\n"

    return MARKED.sub(part, page)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [list(head), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(_escaped(text).replace("|", "\\|").split())


def _escaped(text: str) -> str:
    """Text in which `<` outside of code is no HTML."""
    return "`".join(part if number % 2 else part.replace("<", "&lt;") for number, part in enumerate(text.split("`")))


# The page of diagnostics.


def diagnostics(prefix: str, _page: str) -> str:
    """What the register has of each code, with what its example gets."""
    return "\n\n".join(_code(code) for name, code in register.codes().items() if name.startswith(prefix))


def _code(code: Code) -> str:
    parts = [f"### {code.name}", f"**{code.title}**{_severity(code)}", _prose(code.cause), _prose(code.cure)]
    example = code.example
    if example.before:
        parts += ["The version before:", _block("older.yml", example.before)]
    parts += _shown(example.wrong, example.beside)
    parts.append("\n".join(f"    {line}" for line in dict.fromkeys(_line(found) for found in told(code))))
    if example.right or example.mended:
        parts += ["Right:", *_shown(example.right or (example.wrong if not example.mended else ""), example.mended)]
    return "\n\n".join(parts)


def _severity(code: Code) -> str:
    usual = {message.severity for message in register.messages().values() if message.code is code}
    word = " or ".join(severity.value for severity in Severity if severity in usual)
    chosen = f"; in a build as the option `{code.chosen_by}` says" if code.chosen_by else ""
    return f" ({word}{chosen})" if word != "error" or chosen else ""


def _line(found: Any) -> str:
    mark = "warning: " if found.severity is Severity.WARNING else ""
    return f"{found.code} {mark}{found.what} {found.hint}"


def _prose(text: str) -> str:
    return fill(_escaped(" ".join(cleandoc(text).split())), WIDTH, break_long_words=False, break_on_hyphens=False)


def _shown(fragment: str, beside: Mapping[str, str]) -> list[str]:
    parts = [_block("demo.yml", fragment)] if fragment else []
    for name, text in beside.items():
        parts += [f"`{name}`:", _block(name, text)] if text else [f"A file `{name}`."]
    return parts


def _block(name: str, text: str) -> str:
    return f"```{'python' if name.endswith('.py') else 'yaml'}\n{written(text)}\n```"


# The commands.


def cli(name: str, _page: str) -> str:
    """Usage, meaning and options of a command."""
    command, context = main, click.Context(main, info_name="bilan")
    for word in name.split():
        command = command.commands[word]
        context = click.Context(command, parent=context, info_name=word)
    usage = command.get_usage(context).removeprefix("Usage: ")
    parts = [f"```\n{usage}\n```"]
    for paragraph in cleandoc(command.help or "").split("\n\n"):
        parts.append(f"```\n{paragraph}\n```" if paragraph.startswith("#") else _prose(paragraph))
    options = [_option(found, context) for found in command.params if isinstance(found, click.Option)]
    if options:
        parts.append(table(("option", "", "meaning"), options))
    return "\n\n".join(parts)


def _option(option: click.Option, context: click.Context) -> tuple[str, str, str]:
    names = ", ".join(f"`{name}{'' if option.is_flag else f' {option.make_metavar(context)}'}`" for name in option.opts)
    default = option.default if option.show_default else None
    told = ["required"] if option.required else [f"`{default}`"] if default is not None else []
    return names, ", ".join([*told, *(["may be repeated"] if option.multiple else [])]), option.help or ""


def exit_codes(_name: str, _page: str) -> str:
    """What the commands end with, as click has it."""
    return table(
        ("code", "meaning"),
        [
            ("0", "done; for `check` there may be warnings, unless `--strict` makes them errors"),
            (str(click.ClickException.exit_code), "not done, or done in part: an error in a file, or a file that can't be read or written"),
            (str(click.UsageError.exit_code), "the command was called wrongly: an unknown option, a value that it does not take"),
        ],
    )


# The options of the plugin.


def options(name: str, _page: str) -> str:
    """The options of a record of site/config.py."""
    record: type[Config] = getattr(config, name)
    meanings = _meanings(record)
    rows = [(f"`{key}`", _option_type(option), _default(option), meanings[key]) for key, option in record._schema]
    return table(("option", "value", "if left out", "meaning"), rows)


def _meanings(record: type[Config]) -> dict[str, str]:
    """The docstring below each option."""
    (tree,) = ast.parse(inspect.getsource(record)).body
    found = {}
    for option, after in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(option, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[ast.unparse(option.targets[0])] = str(after.value.value)
    return found


def _option_type(option: Any) -> str:
    match option:
        case config_options.Optional():
            return _option_type(option.option)
        case config_options.ListOfItems():
            return f"a list of {_option_type(option.option_type)}"
        case config_options.SubConfig():
            return "options of their own, below"
        case config_options.Choice():
            return _words(option.choices)
        case config_options.Nav():
            return "a navigation, as `nav` of MkDocs"
        case config_options.Type():
            return {str: "text", bool: "`true` or `false`"}[option._type]
    raise TypeError(f"{option!r} has no words yet; add them here")


def _default(option: Any) -> str:
    if option.default is None:
        return "" if isinstance(option, config_options.Optional) else "required"
    if option.default in ({}, []):
        return ""
    return f"`{str(option.default).lower() if isinstance(option.default, bool) else option.default}`"


# The fields of the format.


def fields(name: str, page: str) -> str:
    """The fields of a record of the format."""
    record = records()[name]
    if isinstance(record, RecordShape):
        return table(("field", "", "value", "meaning"), [_field(key, field, page) for key, field in record.fields.items()])
    common = [_field(key, field, page) for key, field in {**_kind(record), **record.common}.items()]
    kinds: dict[tuple[str, ...], list[str]] = {}
    for kind, given in record.kinds.items():
        for key, field in given.items():
            kinds.setdefault(_field(key, field, page), []).append(f"`{kind}`")
    rows = [(*row, ", ".join(found)) for row, found in kinds.items()]
    return "\n\n".join([table(("field", "", "value", "meaning"), common), table(("field", "", "value", "meaning", "kinds"), rows)])


def _kind(record: KindsShape) -> dict[str, Field]:
    return {"kind": Field(WordShape(tuple(record.kinds)), "What sort of answer it takes.", required=True)}


def _field(key: str, field: Field, page: str) -> tuple[str, str, str, str]:
    return f"`{key}`", "required" if field.required else "", _value(field.shape, page), field.meaning


@cache
def records() -> dict[str, RecordShape | KindsShape]:
    """Every record of a checklist file by its name; of those that share a name, the one with the most fields."""
    found: dict[str, RecordShape | KindsShape] = {}
    waiting: list[Shape] = [CHECKLIST]
    while waiting:
        shape = waiting.pop()
        match shape:
            case ListShape() | TableShape():
                waiting.append(shape.of)
            case RecordShape() | KindsShape():
                known = found.get(shape.name)
                if known is None or len(shape.known()) > len(known.known()):
                    found[shape.name] = shape
                given = [shape.fields] if isinstance(shape, RecordShape) else [shape.common, *shape.kinds.values()]
                waiting += [field.shape for part in given for field in part.values()]
    return found


def _value(shape: Shape, page: str) -> str:  # noqa: PLR0912 - one line for each shape
    match shape:
        case CountedTextShape():
            return "a [text](#texts), or its [plural forms](#units)"
        case TextShape():
            return "[prose](#texts)" if shape.prose else "a [text](#texts)"
        case IdShape():
            return "an [id](#ids)"
        case NumberShape():
            return _number(shape)
        case FlagShape():
            return "`true` or `false`"
        case WordShape():
            return _words(shape.words)
        case UrlShape():
            return "a web address"
        case LinkShape():
            return "a [link](#links)"
        case ConditionShape():
            return "a [condition](conditions.md)"
        case DurationShape():
            return "a time, e.g. `6 months`"
        case ScorerShape():
            return "the name of a Python file"
        case TableShape():
            return f"by id: {_value(shape.of, page)}"
        case ListShape():
            return f"a list{_bounds(shape)}: {_value(shape.of, page)}"
        case RecordShape() | KindsShape():
            return f"[{shape.name}](#{_heading(shape.name, page)})"
    raise TypeError(f"{shape!r} has no words yet; add them here")


def _number(shape: NumberShape) -> str:
    number = "a whole number" if shape.whole else "a number"
    if shape.above is not None:
        return f"{number} above {shape.above:,} and at most {shape.most:,}"
    return f"{number} from {shape.least:,} to {shape.most:,}"


def _bounds(shape: ListShape) -> str:
    if shape.most is None:
        return f" of at least {shape.least}" if shape.least else ""
    return f" of {shape.least} to {shape.most:,}" if shape.least else f" of at most {shape.most:,}"


def _heading(name: str, page: str) -> str:
    """The anchor of the heading below which the fields of a record are listed."""
    before, found, _ = page.partition(f"<!-- generated: fields {name} -->")
    if not found:
        raise KeyError(f"docs/format.md has no part <!-- generated: fields {name} -->")
    heading = re.findall(r"^#+ (.+)$", before, re.MULTILINE)[-1]
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _words(words: Iterable[str]) -> str:
    *most, last = [f"`{word}`" for word in words]
    return f"{', '.join(most)} or {last}" if most else last


def page_parts(_name: str, _page: str) -> str:
    """The parts of the page that scripts look for."""
    return table(("element", "template", "what it is for", "needed"), (part.row for part in declared_parts()))


BLOCKS: dict[str, Callable[[str, str], str]] = {
    "diagnostics": diagnostics,
    "cli": cli,
    "exit-codes": exit_codes,
    "options": options,
    "fields": fields,
    "page-parts": page_parts,
}


def _run() -> int:
    parser = argparse.ArgumentParser(description="Write the generated parts of docs/*.md anew.")
    parser.add_argument("--check", action="store_true", help="only tell which pages are not current")
    check = parser.parse_args().check
    old = [(path, text) for path in pages() if (text := generated(path)) != path.read_text("utf-8")]
    for path, text in old:
        if not check:
            path.write_text(text, "utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)} {'is not current' if check else 'written'}\n")
    if check and old:
        sys.stdout.write("Run: python scripts/generate_docs.py\n")
    return int(check and bool(old))


if __name__ == "__main__":
    sys.exit(_run())
