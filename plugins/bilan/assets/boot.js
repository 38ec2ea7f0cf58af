// Starts Pyodide in the worker. Every file is fetched and checked by us before Pyodide sees it: left alone, Pyodide waits for
// ever when its .wasm is missing, cut or refused, and says nothing.

import { MemoryImage } from "./memory-image.js";
import { EngineError } from "./protocol.js";
import { Python } from "./python.js";
import { RuntimeFiles } from "./runtime-files.js";

const MODULES = ["pyodide.js", "pyodide.asm.js"];
const WASM = "pyodide.asm.wasm";

// The first score, for which this Python was started, comes before the image is packed and kept.
const CALM_MS = 500;
// Pyodide makes an image of a memory that has grown, and can't take it back.
const LARGEST_IMAGE = 31_457_408;

/**
 * @param {(loaded: number, total: number) => void} onProgress bytes so far and in all
 * @returns {Promise<Python>} with the engine imported; rejects with an EngineError or whatever Python rejects with
 */
export async function boot(onProgress) {
  const files = new RuntimeFiles();
  const total = files.first.reduce((sum, name) => sum + files.size(name), 0);
  let loaded = 0;
  const count = (/** @type {number} */ bytes) => onProgress((loaded += bytes), total);

  const kept = new MemoryImage(files.address("engine.zip"));
  const found = kept.find();
  /** @type {Map<string, Uint8Array>} */
  const held = new Map();
  const fetched = files.first
    .filter((name) => !MODULES.includes(name) && name !== WASM)
    .map(async (name) => held.set(files.address(name), await files.fetch(name, count)));
  const imported = MODULES.map((name) => files.import(name).finally(() => count(files.size(name))));
  const [compiled, [pyodideModule, asmModule]] = await Promise.all([compile(files, count), Promise.all(imported), Promise.all(fetched)]);

  const load = (/** @type {object} */ options) =>
    withHeldFiles(held, compiled, () =>
      pyodideModule.loadPyodide({
        indexURL: new URL("./", files.address("pyodide.js")).href,
        stdLibURL: files.address("python_stdlib.zip"),
        lockFileContents: new TextDecoder().decode(held.get(files.address("pyodide-lock.json"))),
        createPyodideModule: asmModule.default,
        ...options,
      }),
    );
  const engine = held.get(files.address("engine.zip"));
  const image = await found;
  if (image) {
    // A Python that hangs or crashes over it does not meet it again.
    await kept.drop();
    try {
      const python = new Python(await load({ _loadSnapshot: image }), files, engine, true);
      python.onFailure = () => kept.drop();
      kept.giveBack();
      return python;
    } catch {
      // Python starts without it.
    }
  }
  const pyodide = await load({ _makeSnapshot: true });
  const python = new Python(pyodide, files, engine, false);
  keep(pyodide, kept);
  return python;
}

/**
 * @param {any} pyodide
 * @param {MemoryImage} kept
 */
function keep(pyodide, kept) {
  try {
    const memory = pyodide.makeMemorySnapshot();
    if (memory.length <= LARGEST_IMAGE) setTimeout(() => kept.keep(memory), CALM_MS);
  } catch {
    // An experiment of Pyodide's, which nothing depends on.
  }
}

/**
 * Fetch the WebAssembly and compile it while it arrives; after it has arrived where the host gives it another type, which no harm
 * comes from.
 * @param {RuntimeFiles} files
 * @param {(bytes: number) => void} count
 * @returns {Promise<WebAssembly.Module>} rejects with an EngineError
 */
async function compile(files, count) {
  /** @type {Promise<WebAssembly.Module> | undefined} */
  let streamed;
  const bytes = await files.fetch(WASM, count, (response) => {
    if (!/^application\/wasm\b/i.test(response.headers.get("content-type") ?? "")) return;
    streamed = WebAssembly.compileStreaming(response.clone());
    // Whatever is wrong with the file is told by `fetch`, more exactly.
    streamed.catch(() => {});
  });
  try {
    return await (streamed ?? WebAssembly.compile(bytes));
  } catch (error) {
    throw blocked(error);
  }
}

/** @param {unknown} error */
function blocked(error) {
  return new EngineError("blocked", error instanceof Error ? error.name : "WebAssembly");
}

/**
 * Run `load` with a `fetch` that answers from `held`, and with an instantiation that takes what is compiled already and whose failure
 * is a rejection.
 * @template T
 * @param {Map<string, Uint8Array>} held
 * @param {WebAssembly.Module} compiled
 * @param {() => Promise<T>} load
 * @returns {Promise<T>}
 */
async function withHeldFiles(held, compiled, load) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.endsWith(WASM)) return new Response();
    const bytes = /** @type {BodyInit | undefined} */ (held.get(url));
    return bytes ? new Response(bytes) : fetch(input, init);
  };
  const refused = new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (_source, imports) => {
      try {
        return { module: compiled, instance: await WebAssembly.instantiate(compiled, imports) };
      } catch (error) {
        reject(blocked(error));
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
