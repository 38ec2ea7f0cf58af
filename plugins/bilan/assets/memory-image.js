// Python's memory as it is once the engine is imported, kept on the reader's device: a later start takes it instead of doing all that
// again. It is made before any answer is seen. Kept for one build only; whatever is wrong with it, Python starts without it.

const DIGEST = "x-bilan-sha256";
const PAGE_WORDS = 1024;
const PAGE_BYTES = 4 * PAGE_WORDS;

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
      return unpack(packed);
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
      const packed = pack(image);
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
 * An image without its empty pages, which are most: its length, how many pages follow, where each belongs, and the pages. That takes a
 * tenth of the time that compression would, both ways.
 * @param {Uint8Array<ArrayBuffer>} image a whole number of words long
 */
function pack(image) {
  const words = new Uint32Array(image.buffer, image.byteOffset, image.length / 4);
  const full = [];
  for (let start = 0; start < words.length; start += PAGE_WORDS) {
    const end = Math.min(start + PAGE_WORDS, words.length);
    let at = start;
    while (at < end && words[at] === 0) at += 1;
    if (at < end) full.push(start / PAGE_WORDS);
  }
  const head = Uint32Array.of(image.length, full.length, ...full);
  const packed = new Uint8Array(head.byteLength + full.length * PAGE_BYTES);
  packed.set(new Uint8Array(head.buffer));
  full.forEach((page, place) => packed.set(image.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES), head.byteLength + place * PAGE_BYTES));
  return packed;
}

/** @param {ArrayBuffer} packed */
function unpack(packed) {
  const [length, count] = new Uint32Array(packed, 0, 2);
  const image = new Uint8Array(length);
  const pages = new Uint8Array(packed, 4 * (2 + count));
  new Uint32Array(packed, 8, count).forEach((page, place) => {
    const room = Math.min(PAGE_BYTES, length - page * PAGE_BYTES);
    image.set(pages.subarray(place * PAGE_BYTES, place * PAGE_BYTES + room), page * PAGE_BYTES);
  });
  return image;
}

/** @param {BufferSource} bytes */
async function digest(bytes) {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
