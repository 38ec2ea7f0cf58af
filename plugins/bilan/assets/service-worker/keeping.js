// What is kept on the device: one cache for each version of the site, with nothing in it whose bytes are not those that the build wrote.

/**
 * The digests of the site's files by name: those that keep their address when they change, those that don't, what Python needs to start,
 * and what it may need later. `whole` if all of it is small enough to be kept ahead.
 * @typedef {Record<"changing" | "pinned" | "runtime" | "later", Record<string, string>> & { whole: boolean }} Listing
 */

const CACHE = CACHES + SITE.version;

// No file of a site is called so.
const LIST = addressOf(":list");
const IS_WHOLE = addressOf(":whole");
const WAS_ACTIVE = addressOf(":active");

const DIGEST = "bilan-digest";
const AT_ONCE = 4;

/** The host answered, with something else than what the build wrote, or not at all with a file. */
class WrongFile extends Error {}

// Some hosts send these with a type that browsers refuse, or once did.
/** @type {Record<string, string>} */
const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  json: "application/json",
  wasm: "application/wasm",
  svg: "image/svg+xml",
};

/** @type {Promise<unknown>} one filling follows the other */
let filling = Promise.resolve();
/** @type {Promise<Listing | undefined>} */
let listed = readList(CACHE);

/**
 * @param {string} cache
 * @returns {Promise<Listing | undefined>}
 */
async function readList(cache) {
  return (await caches.match(LIST, { cacheName: cache }))?.json();
}

/** The list of this version's files, fetched if it is not here. */
async function requireList() {
  const known = await listed;
  if (known) return known;
  const response = await fetchRight(SITE.list, SITE.digest);
  await (await caches.open(CACHE)).put(LIST, response.clone());
  listed = response.json();
  return /** @type {Listing} */ (await listed);
}

/**
 * @param {Listing} list
 * @param {string} name
 * @returns {string | undefined}
 */
function digestIn(list, name) {
  for (const group of [list.changing, list.pinned, list.runtime, list.later]) if (Object.hasOwn(group, name)) return group[name];
  return undefined;
}

/**
 * Whether the address of a file changes when the file does.
 * @param {Listing} list
 * @param {string} name
 */
function isLasting({ pinned, runtime, later }, name) {
  return [pinned, runtime, later].some((group) => Object.hasOwn(group, name));
}

/** @param {ArrayBuffer} bytes */
async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * What a host said of what it sent, but for what speaks of the way here.
 * @param {Headers} sent
 */
function unpacked(sent) {
  const headers = new Headers(sent);
  for (const header of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(header);
  return headers;
}

/**
 * A response to keep: with the host's headers, so that its policies hold offline too.
 * @param {string} name
 * @param {ArrayBuffer} bytes
 * @param {Headers} sent
 * @param {string} digest
 */
function keepable(name, bytes, sent, digest) {
  const headers = unpacked(sent);
  headers.delete("vary");
  headers.set(DIGEST, digest);
  const type = TYPES[/[^./]*$/.exec(name)?.[0] || "html"];
  if (type) headers.set("content-type", type);
  return new Response(bytes, { headers });
}

/**
 * @param {string} name
 * @param {string} digest
 * @returns {Promise<Response>} rejects with a WrongFile, or as `fetch` does
 */
async function fetchRight(name, digest) {
  // What the browser has from before may be of another version.
  for (const cache of /** @type {const} */ (["default", "reload"])) {
    const response = await fetch(addressOf(name), { cache });
    if (!response.ok) throw new WrongFile(`${name}: ${response.status}`);
    const bytes = await response.arrayBuffer();
    if ((await digestOf(bytes)) === digest) return keepable(name, bytes, response.headers, digest);
  }
  throw new WrongFile(name);
}

/**
 * Keep the files with these names; what is here already, under whatever name and in whatever version, is not fetched.
 * @param {Iterable<string>} names those that the list does not have are passed over
 * @returns {Promise<boolean>} whether all of them are kept now
 */
function keep(names) {
  const done = filling.then(() => fill(new Set(names)));
  filling = done.catch(() => {});
  return done;
}

/** @param {Set<string>} names */
async function fill(names) {
  const list = await requireList();
  const cache = await caches.open(CACHE);
  const held = new Set((await cache.keys()).map(({ url }) => nameOf(url)));
  const wanted = [...names].filter((name) => digestIn(list, name) && !held.has(name));
  const sources = wanted.length ? await whereByDigest(list) : new Map();
  let whole = true;
  const work = async () => {
    for (let name = wanted.shift(); name !== undefined; name = wanted.shift()) {
      const digest = digestIn(list, name) ?? "";
      try {
        await cache.put(addressOf(name), (await copyOf(sources.get(digest), digest)) ?? (await fetchRight(name, digest)));
      } catch (error) {
        whole = false;
        // Without a network or without room there is no use in going on.
        if (!(error instanceof WrongFile)) wanted.length = 0;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return whole;
}

/**
 * Where bytes may be found on the device: caches and names by digest.
 * @param {Listing} list that of this version, two of whose files may be the same
 */
async function whereByDigest(list) {
  /** @type {Map<string, [string, string][]>} */
  const found = new Map();
  for (const cache of await ownCaches()) {
    const { changing, pinned, runtime, later } = (cache === CACHE ? list : await readList(cache)) ?? list;
    for (const [name, digest] of [changing, pinned, runtime, later].flatMap((group) => Object.entries(group))) {
      found.set(digest, [...(found.get(digest) ?? []), [cache, name]]);
    }
  }
  return found;
}

/**
 * @param {[string, string][] | undefined} places
 * @param {string} digest
 */
async function copyOf(places, digest) {
  for (const [cache, name] of places ?? []) {
    const kept = await caches.match(addressOf(name), { cacheName: cache });
    const bytes = await kept?.arrayBuffer();
    if (kept && bytes && (await digestOf(bytes)) === digest) return keepable(name, bytes, kept.headers, digest);
  }
  return undefined;
}

/**
 * A file as it is kept, of this version rather than of an older one.
 * @param {string} name
 */
async function find(name) {
  const address = addressOf(name);
  const current = await caches.match(address, { cacheName: CACHE });
  if (current) return current;
  for (const cacheName of await ownCaches()) {
    const older = await caches.match(address, { cacheName });
    if (older) return older;
  }
  return undefined;
}

/**
 * A file of an older version whose address changes with its content. Of the others, what an older version had is not what is there now.
 * @param {string} name
 */
async function findLasting(name) {
  for (const cacheName of await ownCaches()) {
    const older = await caches.match(addressOf(name), { cacheName });
    const list = older && (await readList(cacheName));
    if (list && isLasting(list, name)) return older;
  }
  return undefined;
}
