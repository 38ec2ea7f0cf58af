// Makes what the browser runs of what npm ships: node prepare.mjs <pyodide> <bilan> <target> [plain], three folders;
// `plain` leaves out what only makes the start faster and rests on the insides of Python's library.
//
// Pyodide's WebAssembly is trimmed (trim.mjs) where npm's binaryen lies beside it. Its standard library is 560 source files, which every
// visit would compile again. So this boots what was trimmed, imports the whole engine, asks which modules that took, and compiles just
// these to bytecode, without docstrings and column tables. The engine is compiled likewise. The same input gives the same bytes.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { trim } from "./trim.mjs";

const [pyodideFolder, packageFolder, target, plain] = process.argv.slice(2);

const PREPARE = `
import ast, dataclasses, importlib, marshal, sys, zipfile, zlib
from importlib import _bootstrap_external

def untyped(source):
    # The types of arguments are for people and mypy; nothing reads them when the engine runs. Those of fields are read (codec.py).
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.returns = None
            every = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg)
            for argument in filter(None, every):
                argument.annotation = None
    return tree

def bytecode(source, filename):
    code = compile(source, filename, "exec", dont_inherit=True, optimize=2)
    # Not checked against a source: each archive is checked as a whole before Python sees it.
    return _bootstrap_external._code_to_hash_pyc(code, b"\\0" * 8, False)

def write(path, files):
    # Stored, not deflated: hosts compress the whole better than a zip compresses its parts.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)

# What Python's own library tries to import and does without. It is there with the rest, for a scorer that asks for it.
OPTIONAL = ("ssl.py", "_ssl.py", "bz2.py", "lzma.py", "compression/", "base64.py")

def compiled_dataclasses():
    """What dataclasses compile from now on, by a checksum of its text: some fifty texts, all known.

    A dataclass writes its methods as text and has that compiled by "exec", which is most of what importing the engine takes.
    """
    found = {}

    def execute(text, *spaces):
        code = found[zlib.crc32(text.encode())] = compile(text, "<dataclass>", "exec", optimize=2)
        exec(code, *spaces)

    dataclasses.exec = execute
    return found

compiled = None if plain else compiled_dataclasses()
sys.path.insert(0, "/source")
engine = {}
for path in engine_files:
    importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    with open(f"/source/{path}", "rb") as file:
        engine[path + "c"] = bytecode(untyped(file.read()), path)
library = next(path for path in sys.path if path.endswith(".zip"))
origins = [getattr(module.__spec__, "origin", None) or "" for module in list(sys.modules.values()) if getattr(module, "__spec__", None)]
with zipfile.ZipFile(library) as archive:
    needed = sorted(origin.removeprefix(library + "/") for origin in origins if origin.startswith(library + "/"))
    needed = [name for name in needed if not name.startswith(OPTIONAL)]
    write("/python_stdlib.zip", {name + "c": bytecode(archive.read(name), name) for name in needed})
write("/engine.zip", engine if plain else engine | {"dataclasses.marshal": marshal.dumps(compiled)})
`;

const inner = "pyodide.asm.mjs";
const wasm = "pyodide.asm.wasm";

/** @param {string} name */
const read = (name) => readFileSync(join(pyodideFolder, name), "utf8");

/** @returns {Promise<{ inner: string, wasm: Uint8Array } | undefined>} undefined if nothing can be trimmed */
async function trimmed() {
  const binaryen = join(pyodideFolder, "..", "binaryen", "index.js");
  if (!existsSync(binaryen)) return undefined;
  try {
    const { default: library } = await import(pathToFileURL(binaryen).href);
    const whole = { outer: read("pyodide.mjs"), inner: read(inner), wasm: new Uint8Array(readFileSync(join(pyodideFolder, wasm))) };
    return trim(JSON.parse(read("package.json")).version, whole, library);
  } catch (error) {
    // The build tells what is written here.
    console.error(error.message);
    return undefined;
  }
}

mkdirSync(target, { recursive: true });
const cut = await trimmed();
if (cut) {
  writeFileSync(join(target, inner), cut.inner);
  writeFileSync(join(target, wasm), cut.wasm);
}
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);
const pyodide = await loadPyodide({
  indexURL: cut ? target : pyodideFolder,
  stdLibURL: join(pyodideFolder, "python_stdlib.zip"),
  lockFileContents: read("pyodide-lock.json"),
  // Without column tables the bytecode is a third smaller; tracebacks keep their lines. A fixed seed keeps the order of sets.
  env: { PYTHONNODEBUGRANGES: "1", PYTHONHASHSEED: "0" },
});
const engine = readdirSync(join(packageFolder, "engine"), { recursive: true }).map((name) => `engine/${name.replaceAll("\\", "/")}`);
const files = ["__init__.py", ...engine.filter((name) => name.endsWith(".py")).sort()];
for (const file of files) {
  pyodide.FS.mkdirTree(`/source/bilan/${dirname(file)}`);
  pyodide.FS.writeFile(`/source/bilan/${file}`, readFileSync(join(packageFolder, file)));
}
pyodide.globals.set("plain", plain === "plain");
pyodide.globals.set("engine_files", pyodide.toPy(files.map((file) => `bilan/${file}`)));
pyodide.runPython(PREPARE);
for (const name of ["python_stdlib.zip", "engine.zip"]) writeFileSync(join(target, name), pyodide.FS.readFile(`/${name}`));
