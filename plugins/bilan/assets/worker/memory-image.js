// Python's memory as it is once the engine is imported, kept on the reader's device: a later start takes it instead of doing all that
// again. It is made before any answer is seen. Kept for one build only; whatever is wrong with it, Python starts without it.

const DIGEST = "x-bilan-sha256";
const PAGE_WORDS = 1024;
const PAGE_BYTES = 4 * PAGE_WORDS;

const NAME = `bilan-python:${encodeURIComponent(new URL("../../../", import.meta.url).pathname)}`;

/** One image in a cache of the site's own. */
export class MemoryImage {
  #address;
  #kept;

  /**
   * @param {string} address
   * @param {Response} kept
   */
  constructor(address, kept) {
    this.#address = address;
    this.#kept = kept;
  }

  /**
   * @param {string} address what the image belongs to: it changes with everything that the start needs
   * @returns {Promise<MemoryImage | undefined>} undefined if there is none, or one that was not up to it
   */
  static async find(address) {
    try {
      // A cache that is not there yet takes long to make.
      const where = { cacheName: NAME };
      const [kept, suspect] = await Promise.all([caches.match(imageOf(address), where), caches.match(suspectOf(address), where)]);
      return kept && !suspect ? new MemoryImage(address, kept) : undefined;
    } catch {
      return undefined;
    }
  }

  /** @returns {Promise<Uint8Array<ArrayBuffer> | undefined>} undefined if it is damaged */
  async read() {
    try {
      // As a blob it comes in larger pieces.
      const packed = await (await this.#kept.blob()).arrayBuffer();
      const found = digest(packed);
      const image = unpack(packed);
      return (await found) === this.#kept.headers.get(DIGEST) ? image : undefined;
    } catch {
      return undefined;
    }
  }

  /** Python is about to start from it. */
  async suspect() {
    await put(suspectOf(this.#address), new Response());
  }

  /** Python works with it. */
  async trust() {
    const address = suspectOf(this.#address);
    await caches.open(NAME).then((cache) => cache.delete(address), MemoryImage.drop);
  }

  /**
   * Keep an image in the place of all others of this site. What stands in the way (a full device, a private window) is no one's
   * concern.
   * @param {string} address
   * @param {Uint8Array<ArrayBuffer>} memory
   */
  static async keep(address, memory) {
    // There are no caches, and no digests, where the page came over plain http from another machine.
    if (!globalThis.caches) return;
    const packed = pack(memory);
    const headers = { [DIGEST]: await digest(packed) };
    await MemoryImage.drop();
    await put(imageOf(address), new Response(packed, { headers }));
  }

  /** Forget every image of this site. */
  static async drop() {
    await globalThis.caches?.delete(NAME).catch(() => {});
  }
}

/**
 * @param {string} address
 * @param {Response} response
 */
async function put(address, response) {
  try {
    await (await caches.open(NAME)).put(address, response);
  } catch {
    await MemoryImage.drop();
  }
}

/** @param {string} address */
function imageOf(address) {
  return new URL("image", address).href;
}

/** @param {string} address */
function suspectOf(address) {
  return new URL("image?suspect", address).href;
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
  for (const [place, page] of full.entries()) {
    packed.set(image.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES), head.byteLength + place * PAGE_BYTES);
  }
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
