// Starts Pyodide in the worker. Every file is fetched and checked by us before Pyodide sees it: left alone, Pyodide waits for
// ever when its .wasm is missing, cut or refused, and says nothing.

import { EngineError } from "./protocol.js";

/**
 * What the build wrote about each file: its address relative to the manifest, its size in bytes, its SHA-256, and whether the start
 * can do without it.
 * @typedef {{ url: string, size: number, sha256: string, later?: true }} ManifestFile
 */

const MODULES = ["pyodide.js", "pyodide.asm.js"];

/**
 * @param {string} manifestUrl
 * @param {(loaded: number, total: number) => void} onProgress bytes so far and in all
 * @returns {Promise<(name: string, ...texts: string[]) => string>} calls a function of the engine's bridge by its name
 */
export async function boot(manifestUrl, onProgress) {
  const manifest = await fetchManifest(manifestUrl);
  const names = Object.keys(manifest.files).filter((name) => !manifest.files[name].later);
  const total = names.reduce((sum, name) => sum + manifest.files[name].size, 0);
  let loaded = 0;
  const count = (/** @type {number} */ bytes) => onProgress((loaded += bytes), total);
  const address = (/** @type {string} */ name) => new URL(manifest.files[name].url, manifestUrl).href;

  /** @type {Map<string, Uint8Array>} */
  const held = new Map();
  const fetched = names
    .filter((name) => !MODULES.includes(name))
    .map(async (name) => held.set(address(name), await fetchFile(name, address(name), manifest.files[name], count)));
  const imported = MODULES.map((name) => importModule(name, address(name)).finally(() => count(manifest.files[name].size)));
  const [[pyodideModule, asmModule]] = await Promise.all([Promise.all(imported), Promise.all(fetched)]);

  const pyodide = await withHeldFiles(held, () =>
    pyodideModule.loadPyodide({
      indexURL: new URL("./", address("pyodide.js")).href,
      stdLibURL: address("python_stdlib.zip"),
      lockFileContents: new TextDecoder().decode(held.get(address("pyodide-lock.json"))),
      createPyodideModule: asmModule.default,
    }),
  );
  // Python imports from the archive as it is; unpacking it would need more of the standard library.
  pyodide.FS.writeFile("/engine.zip", held.get(address("engine.zip")));
  return pyodide.runPython(
    "import sys; sys.path.insert(0, '/engine.zip'); from bilan.engine import bridge; lambda name, *texts: getattr(bridge, name)(*texts)",
  );
}

/**
 * @param {string} url
 * @returns {Promise<{ files: Record<string, ManifestFile> }>}
 */
async function fetchManifest(url) {
  const response = await request("runtime.json", url);
  try {
    return await response.json();
  } catch {
    throw new EngineError("damaged", "runtime.json");
  }
}

/**
 * @param {string} name
 * @param {string} url
 */
async function request(name, url) {
  let response;
  try {
    response = await fetch(url);
  } catch {
    throw new EngineError("fetch", name);
  }
  if (!response.ok) throw new EngineError("fetch", `${name}: ${response.status}`);
  return response;
}

/**
 * @param {string} name
 * @param {string} url
 * @param {ManifestFile} expected
 * @param {(bytes: number) => void} count
 */
async function fetchFile(name, url, expected, count) {
  const response = await request(name, url);
  const bytes = new Uint8Array(expected.size);
  const reader = response.body?.getReader();
  let length = 0;
  try {
    // A reader, since not every browser can iterate over a stream.
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length > expected.size) throw new EngineError("damaged", name);
      bytes.set(value, length);
      length += value.length;
      count(value.length);
    }
  } catch (error) {
    throw error instanceof EngineError ? error : new EngineError("fetch", name);
  }
  if (length !== expected.size || !(await matches(bytes, expected.sha256))) throw new EngineError("damaged", name);
  return bytes;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} sha256
 */
async function matches(bytes, sha256) {
  // Absent where the page came over plain http from another machine; the size is then all that is checked.
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}

/**
 * @param {string} name
 * @param {string} url
 */
async function importModule(name, url) {
  try {
    return await import(url);
  } catch {
    throw new EngineError("fetch", name);
  }
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
