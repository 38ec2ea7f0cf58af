// Fetches a file of which it is known beforehand what it holds, and believes in no other. What the browser has from before may be wrong for as long as
// a year, so a file that is not the right one is asked for once more, past the browser's cache.

import { EngineError } from "./protocol.js";

/**
 * What is known of a file: its SHA-256 in hex, or how that begins; its size in bytes; and whether bytes look like it, for where there is
 * no digest or none can be made.
 * @typedef {{ sha256?: string, size?: number, fits?: (bytes: Uint8Array) => boolean }} Known
 */

// Without a single byte for so long, a connection is given up.
const STALL_MS = 25_000;

// Where the size is not known; a host may send without end.
const LARGEST_BYTES = 50_000_000;

/**
 * @param {string} url
 * @param {Known} known
 * @param {(bytes: number) => void} [count] is told of each piece, and of what was in vain as a negative number
 * @param {(response: Response) => void} [watch] may clone each response before it is read
 * @returns {Promise<Uint8Array<ArrayBuffer>>} rejects with an EngineError
 */
export async function fetchExact(url, known, count = () => {}, watch = () => {}) {
  try {
    return await fetchOnce(url, "default", known, count, watch);
  } catch (error) {
    if (error instanceof EngineError && error.code === "timeout") throw error;
    return fetchOnce(url, "reload", known, count, watch);
  }
}

/**
 * @param {string} url
 * @param {RequestCache} cache
 * @param {Known} known
 * @param {(bytes: number) => void} count
 * @param {(response: Response) => void} watch
 */
async function fetchOnce(url, cache, known, count, watch) {
  const name = new URL(url).pathname.split("/").pop() ?? url;
  const stall = new Stall();
  let length = 0;
  try {
    const response = await fetch(url, { cache, signal: stall.signal });
    // An address that holds a digest never goes away but with its whole version.
    if (!response.ok) throw new EngineError([404, 410].includes(response.status) ? "outdated" : "fetch", `${name}: ${response.status}`);
    watch(response);
    const pieces = [];
    const reader = response.body?.getReader();
    // A reader, since not every browser can iterate over a stream.
    while (reader && length <= (known.size ?? LARGEST_BYTES)) {
      const { done, value } = await reader.read();
      if (done) break;
      stall.restart();
      pieces.push(value);
      length += value.length;
      count(value.length);
    }
    const bytes = joined(pieces, length);
    if (!(await isRight(bytes, known))) throw new EngineError(isAnother(bytes) ? "outdated" : "damaged", name);
    return bytes;
  } catch (error) {
    count(-length);
    const failure = error instanceof EngineError ? error : new EngineError(stall.over ? "timeout" : "fetch", name);
    // A host may go on sending what nobody wants.
    stall.stop();
    throw failure;
  } finally {
    stall.end();
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
    this.#timer = setTimeout(() => this.stop(), STALL_MS);
  }

  /** End the request. */
  stop() {
    this.#controller.abort();
  }

  /** Nothing is waited for any more. */
  end() {
    clearTimeout(this.#timer);
  }
}

/**
 * @param {Uint8Array[]} pieces
 * @param {number} length of all of them
 */
function joined(pieces, length) {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Known} known
 */
async function isRight(bytes, { sha256, size = bytes.length, fits = () => true }) {
  if (bytes.length !== size) return false;
  // Absent where the page came over plain http from another machine; what it looks like is then all that is checked.
  if (!sha256 || !globalThis.crypto?.subtle) return fits(bytes) && !isPage(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .startsWith(sha256);
}

/**
 * Whether wrong bytes are a page, or JSON that is whole: nothing was cut or damaged on its way then, another file is there.
 * @param {Uint8Array} bytes
 */
function isAnother(bytes) {
  if (isPage(bytes)) return true;
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}

/** @param {Uint8Array} bytes */
function isPage(bytes) {
  return /^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 1000)));
}
