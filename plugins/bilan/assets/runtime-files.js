// Fetches the files of the runtime, and believes in none that is not the one that the build wrote down.

import { EngineError } from "./protocol.js";

/**
 * What the build wrote about each file: its address relative to the scripts, its size in bytes, its SHA-256, and whether the start
 * can do without it.
 * @typedef {{ url: string, size: number, sha256: string, later?: true }} ManifestFile
 */

// Without a single byte for so long, a connection is given up.
const STALL_MS = 25_000;

/** The files of the runtime by their names. */
export class RuntimeFiles {
  #entries = RUNTIME.files;

  /** @param {string} name */
  address(name) {
    return new URL(this.#entries[name].url, import.meta.url).href;
  }

  /**
   * In bytes, as it is once it is unpacked: hosts compress what they send, and a reader of a stream sees what comes out.
   * @param {string} name
   */
  size(name) {
    return this.#entries[name].size;
  }

  /**
   * What is kept of a file for offline: checked when it was put there, and at hand without a detour by the service worker.
   * @param {string} name
   * @returns {Promise<Response | undefined>}
   */
  async find(name) {
    try {
      return await caches.match(this.address(name));
    } catch {
      return undefined;
    }
  }

  /**
   * @param {string} name
   * @param {(bytes: number) => void} count is told of each piece
   * @param {(response: Response) => void} [watch] may clone the response before it is read
   * @returns {Promise<Uint8Array<ArrayBuffer>>} rejects with an EngineError
   */
  async fetch(name, count, watch = () => {}) {
    const { size, sha256 } = this.#entries[name];
    const bytes = new Uint8Array(size);
    const stall = new Stall();
    let length = 0;
    try {
      const response = await request(name, this.address(name), stall);
      watch(response);
      const reader = response.body?.getReader();
      // A reader, since not every browser can iterate over a stream.
      while (reader) {
        const { done, value } = await reader.read();
        if (done) break;
        stall.restart();
        if (length + value.length > size) throw new EngineError("damaged", name);
        bytes.set(value, length);
        length += value.length;
        count(value.length);
      }
    } catch (error) {
      throw error instanceof EngineError ? error : new EngineError(stall.over ? "timeout" : "fetch", name);
    } finally {
      stall.end();
    }
    if (length !== size || !(await matches(bytes, sha256))) throw new EngineError("damaged", name);
    return bytes;
  }

  /**
   * @param {string} name of a module
   * @returns {Promise<any>} rejects with an EngineError
   */
  async import(name) {
    try {
      return await import(this.address(name));
    } catch {
      throw new EngineError("fetch", name);
    }
  }
}

/** Ends a request from which nothing comes any more. */
class Stall {
  #controller = new AbortController();
  #timer = 0;

  constructor() {
    this.restart();
  }

  get signal() {
    return this.#controller.signal;
  }

  /** Whether it came to that. */
  get over() {
    return this.signal.aborted;
  }

  /** Something came. */
  restart() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), STALL_MS);
  }

  /** Nothing is waited for any more. */
  end() {
    clearTimeout(this.#timer);
  }
}

/**
 * @param {string} name
 * @param {string} url
 * @param {Stall} stall
 */
async function request(name, url, stall) {
  let response;
  try {
    response = await fetch(url, { signal: stall.signal });
  } catch {
    throw new EngineError(stall.over ? "timeout" : "fetch", name);
  }
  if (!response.ok) throw new EngineError("fetch", `${name}: ${response.status}`);
  return response;
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
