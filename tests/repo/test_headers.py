# Headers of modules: the first line of each names its subject, and does not ask for it.

from __future__ import annotations

import re

from tests.support.project import ROOT

FOLDERS = ("tests", "benchmarks", "scripts", "plugins/bilan/translation", "plugins/bilan/cli")
ENDINGS = {".py", ".js", ".mjs", ".yml"}
CLAUSE = re.compile(r'(?:# |// |""")(?:What|How|Which|Where|Whether|When|Why|Who)\b(?!-)')


def test_no_header_begins_with_a_clause() -> None:
    found = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")) if path.suffix in ENDINGS]
    modules = [path for path in found if "node_modules" not in path.parts]
    assert len(modules) > 200
    assert [str(path.relative_to(ROOT)) for path in modules if CLAUSE.match(path.read_text("utf-8"))] == []
