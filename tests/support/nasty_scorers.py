# Python scorers that misbehave, and what each must be told as. All but their own part of a score must be what it is without them.

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bilan.engine import Checklist, Choice, ChoiceItem, Outcome, Score, Section

LIMIT = "it ran more than 200,000 lines"
DEEP = "it called or nested too deep; 200 calls are allowed"
MEMORY = "it needed too much memory"
NO_DICT = "score() must return a dict with the keys scores, outcome and notes, or some of them"


@dataclass(frozen=True)
class Nasty:
    """A scorer, the code and the detail that it must be told as, or nothing where it does no harm.

    `body` is that of `score`, after `head`.
    """

    name: str
    body: str
    code: str | None
    detail: str | None = None
    head: str = ""

    @property
    def source(self) -> str:
        """The text of its file."""
        lines = "\n    ".join(self.body.splitlines())
        return f"{self.head}\ndef score(answers, scores):\n    {lines}\n"

    @property
    def error(self) -> dict[str, str | None] | None:
        """What the result tells."""
        return {"code": self.code, "detail": self.detail} if self.code else None


_NEST = "import sys\nsys.setrecursionlimit(10**9)\nx = []\nfor _ in range(60_000): x = [x]\n"
_FINE = 'return {"scores": {"extra": (1, 4)}}'

# What Python can tell: on every Python the same.
TOLD = [
    Nasty("BaseException", "raise BaseException('all')", "scorer-raised", "BaseException: all"),
    Nasty("an end of its own", "class End(BaseException): pass\nraise End", "scorer-raised", "End"),
    Nasty("SystemExit", "import sys\nsys.exit('bye')", "scorer-raised", "SystemExit: bye"),
    Nasty("KeyboardInterrupt", "raise KeyboardInterrupt", "scorer-raised", "KeyboardInterrupt"),
    Nasty("GeneratorExit", "raise GeneratorExit", "scorer-raised", "GeneratorExit"),
    Nasty("StopIteration", "raise StopIteration(3)", "scorer-raised", "StopIteration: 3"),
    Nasty(
        "a group",
        "raise BaseExceptionGroup('two', [SystemExit(1), KeyError('k')])",
        "scorer-raised",
        "BaseExceptionGroup: two (2 sub-exceptions)",
    ),
    Nasty("str raises", "raise E", "scorer-raised", "E", "class E(Exception):\n def __str__(self): raise self\n __repr__ = __str__"),
    Nasty("str raises an end", "raise E", "scorer-raised", "E", "class E(Exception):\n def __str__(self): raise SystemExit"),
    Nasty("str is no text", "raise E", "scorer-raised", "E", "class E(Exception):\n def __str__(self): return 3"),
    Nasty("str never ends", "raise E", "scorer-limit", LIMIT, "class E(Exception):\n def __str__(self):\n  while True: pass"),
    Nasty("str calls itself", "raise E", "scorer-raised", "E", "class E(Exception):\n def __str__(self): return str(self)"),
    Nasty(
        "str is a strange text",
        "raise E",
        "scorer-raised",
        "E: plain",
        "class T(str):\n def __getitem__(self, key): raise SystemExit\n __format__ = __len__ = __str__ = __getitem__\n"
        "class E(Exception):\n def __str__(self): return T('plain')",
    ),
    Nasty("a huge message", "raise ValueError('x' * 10**8)", "scorer-raised", f"ValueError: {'x' * 288}"),
    Nasty(
        "a name that raises",
        "raise E('told')",
        "scorer-raised",
        "E: told",
        "class Meta(type):\n @property\n def __name__(cls): raise SystemExit\nclass E(Exception, metaclass=Meta): pass",
    ),
    Nasty("a lone surrogate", "raise ValueError('\\ud800')", "scorer-raised", "ValueError: \ud800"),
    Nasty("a KeyError of that name", "return answers['score']", "scorer-raised", "KeyError: 'score'"),
    Nasty("endless recursion", "return score(answers, scores)", "scorer-limit", DEEP),
    Nasty("a loop on one line", "while True: pass", "scorer-limit", LIMIT),
    Nasty("a finally that answers", f"try:\n  while True: pass\nfinally:\n  {_FINE}", "scorer-limit", LIMIT),
    Nasty("an endless generator", "return {'scores': sum(1 for _ in iter(int, 1))}", "scorer-limit", LIMIT),
    Nasty("too large a text", "return 'x' * 10**10", "scorer-limit", MEMORY),
    Nasty("too large a list", "return [0] * 10**9 * 8", "scorer-limit", MEMORY),
    Nasty("NaN", "return {'scores': {'extra': (float('nan'), 1)}}", "scorer-output", "nan is not a number between -1e9 and 1e9"),
    Nasty("infinity", "return {'scores': {'extra': (1, float('inf'))}}", "scorer-output", "inf is not a number between -1e9 and 1e9"),
    Nasty("a generator", "yield 1", "scorer-output", NO_DICT),
    Nasty("a coroutine", "async def never(): pass\nreturn never()", "scorer-output", NO_DICT),
    Nasty(
        "a thread",
        f"import threading\nthreading.Thread(target=print).start()\n{_FINE}",
        "scorer-raised",
        "RuntimeError: can't start new thread",
    ),
    Nasty("input", "return input('?')", "scorer-raised", "EOFError: EOF when reading a line"),
    Nasty("the page", "import js\njs.self.close()", "scorer-raised", "ModuleNotFoundError: No module named 'js'"),
    Nasty("Pyodide", "from pyodide.ffi import to_js", "scorer-raised", "ModuleNotFoundError: No module named 'pyodide'"),
    Nasty("a package", "import yaml", "scorer-raised", "ModuleNotFoundError: No module named 'yaml'"),
    Nasty("the engine", "import bilan.engine.scoring", "scorer-raised", "ModuleNotFoundError: No module named 'bilan'"),
    Nasty(
        "values of its own",
        "return {'outcome': O()}",
        "scorer-output",
        "the outcome must be an id, not O",
        "class O:\n def __repr__(self): raise SystemExit",
    ),
    Nasty(
        "a false class",
        "return D()",
        "scorer-output",
        NO_DICT,
        "class D:\n __class__ = dict\n def keys(self): raise SystemExit\n def items(self): raise SystemExit",
    ),
    Nasty(
        "keys that are no texts",
        "return {K(): 1}",
        "scorer-output",
        NO_DICT,
        "class K:\n def __eq__(self, o): raise SystemExit\n def __hash__(self): return hash('scores')",
    ),
    Nasty(
        "values that compare",
        "return {'scores': {'extra': (V(), 1)}}",
        "scorer-output",
        "<V instance> is not a number between -1e9 and 1e9",
        "class V:\n def __eq__(self, o): raise SystemExit\n __sub__ = __lt__ = __repr__ = __eq__",
    ),
    Nasty("no builtins", f"import builtins\nvars(builtins).clear()\n{_FINE}", "scorer-raised", "NameError"),
    Nasty("an object", "return {'outcome': [object()]}", "scorer-output", "the outcome must be an id, not [<object object>]"),
    Nasty(
        "an end without end",
        "return {'scores': {'extra': A()}}",
        "scorer-limit",
        LIMIT,
        "class A:\n def __del__(self):\n  while True: pass",
    ),
]

# What does no harm, though it tries.
HARMLESS = [
    Nasty("print", f"import sys\nprint('{{')\nprint('}}', file=sys.stderr)\nsys.stdout.write('x')\n{_FINE}", None),
    Nasty(
        "warnings",
        f"import warnings\nwarnings.simplefilter('error')\n{_FINE}",
        None,
        head="assert (1, 'always')\nimport warnings\nwarnings.warn('once')",
    ),
    Nasty("closed output", f"import sys\nsys.stdout.close()\nsys.stderr.close()\nsys.stdin.close()\n{_FINE}", None),
    Nasty("no tracing", f"import sys\nsys.settrace(None)\nsys.setprofile(None)\n{_FINE}", None),
    Nasty("a trace of its own", f"import sys\nsys.settrace(lambda *rest: None)\n{_FINE}", None),
    Nasty("no limit of calls", f"import sys\nsys.setrecursionlimit(10**6)\n{_FINE}", None),
    Nasty(
        "strange types",
        "return D(scores=D({T('extra'): L([I(1), F(4.0)])}), notes=L([L(['n', D({T('x'): T('y')})])]))",
        None,
        head="def end(*rest, **names): raise SystemExit\n"
        "class T(str): __str__ = __format__ = __len__ = end\n"
        "class I(int): __int__ = __index__ = __abs__ = __lt__ = __le__ = __sub__ = __str__ = end\n"
        "class F(float): __float__ = __abs__ = __lt__ = __le__ = __sub__ = __str__ = __format__ = end\n"
        "class L(list): __iter__ = __len__ = __getitem__ = __bool__ = end\n"
        "class D(dict): keys = items = get = __iter__ = __len__ = __getitem__ = __bool__ = __contains__ = end",
    ),
    Nasty("no json", f"import json\njson.dumps = json.loads = None\njson.encoder.JSONEncoder.encode = None\n{_FINE}", None),
    Nasty("other fractions", f"from fractions import Fraction\nFraction.__add__ = Fraction.__iadd__ = lambda a, b: 7\n{_FINE}", None),
    Nasty("no modules", f"import sys\nsys.modules.clear()\nsys.path.clear()\nsys.meta_path.clear()\n{_FINE}", None),
]

# What catches everything and goes on. Before Python 3.12 only its process can be ended.
GOES_ON = [
    Nasty("except BaseException", "while True:\n  try: x = 1\n  except BaseException: pass", "scorer-limit", LIMIT),
    Nasty("suppress", "while True:\n  with contextlib.suppress(BaseException):\n    x = 1", "scorer-limit", LIMIT, "import contextlib"),
    Nasty("a loop in a text", "exec('while True:\\n try: x = 1\\n except BaseException: pass')", "scorer-limit", LIMIT),
]

# What ends Python where it is WebAssembly; elsewhere it is told, or its process has ended.
ENDING = [
    Nasty("os._exit", "import os\nos._exit(3)", "scorer-ended", "it ended Python"),
    Nasty("os.abort", "import os\nos.abort()", "scorer-ended", "it ended Python"),
    Nasty("a signal", "import os\nos.kill(os.getpid(), 9)", "scorer-ended", "it ended Python"),
    Nasty("a deep repr", f"{_NEST}repr(x)", "scorer-limit", DEEP),
    Nasty("a deep comparison", f"{_NEST}y = []\nfor _ in range(60_000): y = [y]\nx == y", "scorer-limit", DEEP),
    Nasty("deep JSON", "import json\njson.loads('[' * 1_000_000)", "scorer-limit", DEEP),
    Nasty("a deep pickle", f"import pickle\n{_NEST}pickle.dumps(x)", "scorer-limit", DEEP),
    Nasty("deep iterators", "i = iter([1])\nfor _ in range(100_000): i = map(int, i)\nnext(i)", "scorer-ended", "it ended Python"),
]

ANSWERS = '{"format":"bilan-answers/1","checklist":"x","version":1,"answers":{"i":{"value":"b"}}}'


def checklist(scorer: str) -> str:
    """A compiled checklist with this scorer, whose other score comes to 100 %, and whose outcome is the first."""
    item = ChoiceItem("i", choices=(Choice("a", Fraction(0)), Choice("b", Fraction(2))))
    scores = (Score("total"), Score("extra", by_scorer=True))
    return Checklist("x", 1, (Section("s", (item,)),), scores, outcomes=(Outcome("go"), Outcome("wait")), scorer=scorer).to_json()
