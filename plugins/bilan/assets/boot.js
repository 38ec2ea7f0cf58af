// Starts Pyodide in the worker. Every file is fetched and checked by us before Pyodide sees it: left alone, Pyodide waits for
// ever when its .wasm is missing, cut or refused, and says nothing.

import { EngineError } from "./protocol.js";
import { Python } from "./python.js";
import { RuntimeFiles } from "./runtime-files.js";

const MODULES = ["pyodide.js", "pyodide.asm.js"];

/**
 * @param {string} manifestUrl
 * @param {(loaded: number, total: number) => void} onProgress bytes so far and in all
 * @returns {Promise<Python>} with the engine imported; rejects with an EngineError or whatever Python rejects with
 */
export async function boot(manifestUrl, onProgress) {
  const files = await RuntimeFiles.open(manifestUrl);
  const total = files.first.reduce((sum, name) => sum + files.size(name), 0);
  let loaded = 0;
  const count = (/** @type {number} */ bytes) => onProgress((loaded += bytes), total);

  /** @type {Map<string, Uint8Array>} */
  const held = new Map();
  const fetched = files.first
    .filter((name) => !MODULES.includes(name))
    .map(async (name) => held.set(files.address(name), await files.fetch(name, count)));
  const imported = MODULES.map((name) => files.import(name).finally(() => count(files.size(name))));
  const [[pyodideModule, asmModule]] = await Promise.all([Promise.all(imported), Promise.all(fetched)]);

  const pyodide = await withHeldFiles(held, () =>
    pyodideModule.loadPyodide({
      indexURL: new URL("./", files.address("pyodide.js")).href,
      stdLibURL: files.address("python_stdlib.zip"),
      lockFileContents: new TextDecoder().decode(held.get(files.address("pyodide-lock.json"))),
      createPyodideModule: asmModule.default,
    }),
  );
  return new Python(pyodide, files, held.get(files.address("engine.zip")));
}

/**
 * Run `load` with a `fetch` that answers from `held`, with the right type whatever the host said, and with a failing
 * instantiation turned into a rejection.
 * @template T
 * @param {Map<string, Uint8Array>} held
 * @param {() => Promise<T>} load
 * @returns {Promise<T>}
 */
async function withHeldFiles(held, load) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const bytes = /** @type {BodyInit | undefined} */ (held.get(url));
    const type = url.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return bytes ? new Response(bytes, { headers: { "content-type": type } }) : fetch(input, init);
  };
  const refused = new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (source, imports) => {
      try {
        return await instantiateStreaming.call(WebAssembly, source, imports);
      } catch (error) {
        reject(new EngineError("blocked", error instanceof Error ? error.name : "WebAssembly"));
        throw error;
      }
    };
  });
  try {
    return /** @type {T} */ (await Promise.race([load(), refused]));
  } finally {
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}
