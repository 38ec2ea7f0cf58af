// Python's memory as it is once the engine is imported, kept on the reader's device: a later start takes it instead of doing all that
// again. It is made before any answer is seen. Kept for one build only; whatever is wrong with it, Python starts without it.

const DIGEST = "x-bilan-sha256";

/** One image in a cache of the site's own. */
export class MemoryImage {
  #name;
  #address;
  /** @type {Response | undefined} as it was found */
  #tried;

  /** @param {string} address what the image belongs to: it changes with everything that the start needs */
  constructor(address) {
    this.#name = `bilan-python:${encodeURIComponent(new URL("../../../", import.meta.url).pathname)}`;
    this.#address = new URL("image", address).href;
  }

  /** @returns {Promise<Uint8Array<ArrayBuffer> | undefined>} undefined if there is none, or a damaged one */
  async find() {
    try {
      const kept = await (await this.#cache())?.match(this.#address);
      if (!kept) return undefined;
      this.#tried = kept.clone();
      const packed = await kept.arrayBuffer();
      if ((await digest(packed)) !== kept.headers.get(DIGEST)) throw new Error("damaged");
      return await through(new Blob([packed]), new DecompressionStream("gzip"));
    } catch {
      return undefined;
    }
  }

  /** Python works with what was found, so it is kept again. */
  async giveBack() {
    await this.#put(this.#tried);
  }

  /**
   * Keep an image in the place of all others of this site. What stands in the way (a full device, a private window) is no one's
   * concern.
   * @param {Uint8Array<ArrayBuffer>} image
   */
  async keep(image) {
    try {
      const packed = await through(new Blob([image]), new CompressionStream("gzip"));
      const headers = { [DIGEST]: await digest(packed) };
      await this.drop();
      await this.#put(new Response(packed, { headers }));
    } catch {
      await this.drop();
    }
  }

  /** @param {Response | undefined} response */
  async #put(response) {
    if (response) await (await this.#cache())?.put(this.#address, response).catch(() => this.drop());
  }

  /** Forget every image of this site. */
  async drop() {
    await globalThis.caches?.delete(this.#name).catch(() => {});
  }

  // There are no caches where the page came over plain http from another machine.
  async #cache() {
    return globalThis.crypto?.subtle && globalThis.caches?.open(this.#name);
  }
}

/**
 * @param {Blob} blob
 * @param {CompressionStream | DecompressionStream} stream
 */
async function through(blob, stream) {
  return new Uint8Array(await new Response(blob.stream().pipeThrough(stream)).arrayBuffer());
}

/** @param {BufferSource} bytes */
async function digest(bytes) {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
