// Cuts out of Pyodide's WebAssembly what only compiled packages link to, for no site of ours loads any: 8,300 of its 8,560 exports, the
// functions that nothing calls then, and the lines of its script that hand those exports on. Each export costs time at every start.
//
// What is kept is found by name, and generously: every export whose name is a word anywhere else in Pyodide's scripts.

const VERSION = "314.0.7";

const OPENING = "function assignWasmExports(wasmExports){";
const ASSIGNMENT = /^(?:[\w$]+=|Module\["[\w$]+"\]=)+wasmExports\["([\w$]+)"\](?:\.value>>>0)?$/;
// Words of every such line.
const COMMON = new Set(["Module", "wasmExports", "value"]);

/**
 * @param {string} version of Pyodide
 * @param {{ outer: string, inner: string, wasm: Uint8Array }} files pyodide.mjs, pyodide.asm.mjs and pyodide.asm.wasm
 * @param {typeof import("binaryen").default} binaryen
 * @returns {{ inner: string, wasm: Uint8Array }} the latter two; throws an Error if they are not what is known here
 */
export function trim(version, { outer, inner, wasm }, binaryen) {
  if (version !== VERSION) throw new Error(`only Pyodide ${VERSION} is known here, and this is ${version}`);
  const start = inner.indexOf(OPENING);
  const end = inner.indexOf("}", start);
  // The names stand in a declaration of their own right before.
  const declaration = inner.lastIndexOf("var ", start);
  const assignments = inner.slice(start + OPENING.length, end).split(";");
  const declared = inner
    .slice(declaration + "var ".length, start)
    .replace(/;$/, "")
    .split(",");
  const odd = start < 0 ? OPENING : [...assignments.filter((text) => !ASSIGNMENT.test(text)), ...declared.filter((name) => !/^[\w$]+$/.test(name))][0];
  if (odd !== undefined) throw new Error(`pyodide.asm.mjs is not laid out as that of ${VERSION}: ${odd.slice(0, 100)}`);

  const rest = inner.slice(0, declaration) + inner.slice(end + 1);
  const words = new Set(wordsOf(outer + rest));
  const kept = assignments.filter((text) => wordsOf(text).some((word) => !COMMON.has(word) && words.has(word)));
  const used = new Set([...words, ...kept.flatMap(wordsOf)]);

  const module = binaryen.readBinary(wasm);
  for (const { name } of WebAssembly.Module.exports(new WebAssembly.Module(wasm))) {
    if (!used.has(name) && !used.has(`_${name}`)) module.removeExport(name);
  }
  module.runPasses(["remove-unused-module-elements"]);
  const names = declared.filter((name) => used.has(name));
  return {
    inner: `${inner.slice(0, declaration)}var ${names.join(",")};${OPENING}${kept.join(";")}${inner.slice(end)}`,
    wasm: module.emitBinary(),
  };
}

/** @param {string} text */
function wordsOf(text) {
  return text.match(/[A-Za-z_$][\w$]*/g) ?? [];
}
