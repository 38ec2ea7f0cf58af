// Starts Pyodide in the worker. Every file is fetched and checked by us before Pyodide sees it: left alone, Pyodide waits for
// ever when its .wasm is missing, cut or refused, and says nothing.

import { EngineError } from "../shared/protocol.js";
import { MemoryImage } from "./memory-image.js";
import { Python } from "./python.js";
import { RuntimeFiles } from "./runtime-files.js";

const MODULES = ["pyodide.js", "pyodide.asm.js"];
const WASM = "pyodide.asm.wasm";
const LOCK = "pyodide-lock.json";
// What Python imports. An image of its memory holds both.
const LIBRARY = "python_stdlib.js";
const ENGINE = "engine.js";

// The first score, for which this Python was started, comes before the image is packed and kept.
const CALM_MS = 500;
// Pyodide makes an image of a memory that has grown, and can't take it back.
const LARGEST_IMAGE = 31_457_408;

/**
 * @param {(loaded: number, total: number) => void} onProgress bytes so far and in all
 * @returns {Promise<Python>} with the engine imported; rejects with an EngineError or whatever Python rejects with
 */
export async function boot(onProgress) {
  if (!globalThis.WebAssembly) throw new EngineError("unsupported", "WebAssembly");
  const files = new RuntimeFiles();
  let [loaded, total] = [0, 0];
  const count = (/** @type {number} */ bytes) => {
    loaded += bytes;
    if (total) onProgress(loaded, total);
  };
  const sizeOf = (/** @type {string[]} */ names) => names.reduce((sum, name) => sum + files.size(name), 0);
  // Pyodide wants to have a library.
  const held = new Map([[files.address(LIBRARY), new Uint8Array()]]);
  const hold = async (/** @type {string} */ name) => held.set(files.address(name), await files.fetch(name, count));
  const holdLibrary = () => Promise.all([hold(LIBRARY), hold(ENGINE)]);

  const imported = MODULES.map((name) => files.import(name, count));
  const needed = Promise.all([compile(files, count), Promise.all(imported), hold(LOCK)]);
  needed.catch(() => {});
  const image = await MemoryImage.find(files.address(ENGINE));
  total = sizeOf([...MODULES, WASM, LOCK, ...(image ? [] : [LIBRARY, ENGINE])]);
  // A Python that hangs or crashes over an image does not meet it again.
  const rest = image ? needed.then(() => image.suspect()) : holdLibrary();
  const [[compiled, [pyodideModule, asmModule]], memory] = await Promise.all([needed, image?.read(), rest]);

  const load = (/** @type {object} */ options) =>
    withHeldFiles(held, compiled, () =>
      pyodideModule.loadPyodide({
        indexURL: new URL("./", files.address(MODULES[0])).href,
        stdLibURL: files.address(LIBRARY),
        lockFileContents: new TextDecoder().decode(held.get(files.address(LOCK))),
        createPyodideModule: asmModule.default,
        ...options,
      }),
    );
  if (image) {
    const python = memory && (await wake(image, () => load({ _loadSnapshot: memory }), files));
    if (python) return python;
    total += sizeOf([LIBRARY, ENGINE]);
    await holdLibrary();
  }
  const pyodide = await load({ _makeSnapshot: true });
  const python = new Python(pyodide, files, held.get(files.address(ENGINE)));
  keep(pyodide, files);
  return python;
}

/**
 * @param {MemoryImage} image
 * @param {() => Promise<any>} load starts Pyodide from it
 * @param {RuntimeFiles} files
 * @returns {Promise<Python | undefined>} undefined if it came to nothing: Python starts without it
 */
async function wake(image, load, files) {
  try {
    const python = new Python(await load(), files);
    python.onFailure = () => MemoryImage.drop();
    image.trust();
    return python;
  } catch {
    return undefined;
  }
}

/**
 * An experiment of Pyodide's, which nothing depends on: if it fails, there is no image.
 * @param {any} pyodide
 * @param {RuntimeFiles} files
 */
function keep(pyodide, files) {
  try {
    const memory = pyodide.makeMemorySnapshot();
    if (memory.length <= LARGEST_IMAGE) setTimeout(() => MemoryImage.keep(files.address(ENGINE), memory).catch(() => {}), CALM_MS);
  } catch {}
}

/**
 * Compile the WebAssembly that the site keeps for offline; or else fetch it and compile it while it arrives, after it has arrived where the
 * host gives it another type, which no harm comes from.
 * @param {RuntimeFiles} files
 * @param {(bytes: number) => void} count
 * @returns {Promise<WebAssembly.Module>} rejects with an EngineError
 */
async function compile(files, count) {
  const kept = await files.find(WASM);
  if (kept) {
    try {
      const compiled = await WebAssembly.compileStreaming(kept);
      count(files.size(WASM));
      return compiled;
    } catch {
      // Fetched, it is told what is wrong with it.
    }
  }
  /** @type {Promise<WebAssembly.Module> | undefined} */
  let streamed;
  const bytes = await files.fetch(WASM, count, (response) => {
    streamed = undefined;
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
