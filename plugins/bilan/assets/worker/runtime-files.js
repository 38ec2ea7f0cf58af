// The files of the runtime as the build wrote them down: where they are, and which bytes they hold.

import { fetchExact } from "../shared/exact-file.js";
import { EngineError } from "../shared/protocol.js";

/**
 * What the build wrote about each file: its address relative to the scripts, its size in bytes, its SHA-256, and whether the start
 * can do without it.
 * @typedef {{ url: string, size: number, sha256: string, later?: true }} ManifestFile
 */

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
   * @param {(bytes: number) => void} count is told of each piece, and of what was in vain as a negative number
   * @param {(response: Response) => void} [watch] may clone each response before it is read
   * @returns {Promise<Uint8Array<ArrayBuffer>>} rejects with an EngineError
   */
  fetch(name, count, watch) {
    return fetchExact(this.address(name), this.#entries[name], count, watch);
  }

  /**
   * Import a module once it is known to be right. A browser may remember for the life of a worker that a module could not be had, so none
   * is asked for before.
   * @param {string} name
   * @param {(bytes: number) => void} count
   * @returns {Promise<any>} rejects with an EngineError
   */
  async import(name, count) {
    await this.fetch(name, count);
    try {
      return await import(this.address(name));
    } catch {
      throw new EngineError("fetch", name);
    }
  }
}
