// How this worker comes, takes over and is told what to do. A new version waits until a reader wants it or no page is left, and what
// open pages of the older one may still need stays until then.

/**
 * From a page. `keep`: what it consists of, and whether everything else may be kept too; answered by `shown`, the digest of the page as it
 * was shown. `runtime`: a score was made here. `same`: whether a page is the same in this version; answered by true or false. `activate`:
 * take over now.
 * @typedef {{ type: "keep", addresses: string[], whole: boolean } | { type: "runtime" } | { type: "activate" }
 *   | { type: "same", address: string, shown: string | undefined }} Message
 */

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => event.waitUntil(obey(event)));
worker.addEventListener("fetch", (event) => {
  const name = nameOf(event.request.url);
  if (name !== undefined && mayBeOurs(event.request, name)) event.respondWith(answer(event, name));
});

/** Rejects if something can't be had; the browser then stays with the older version and tries again. */
async function install() {
  const list = await requireList();
  const older = await withoutAborted();
  const names = new Set(SITE.languages.map((folder) => `${folder}offline.html`));
  for (const cache of older) for (const name of await namesLike(cache, list)) names.add(name);
  if (!(await keep(names))) throw new Error("Some files of the new version can't be had yet.");
  const isWhole = await Promise.all(older.map((cacheName) => caches.match(IS_WHOLE, { cacheName })));
  if (isWhole.some(Boolean)) await mark(IS_WHOLE);
}

/** The caches of older versions that were in use; those of versions that never came so far are removed. */
async function withoutAborted() {
  const used = await olderCaches();
  for (const name of await ownCaches()) if (name !== CACHE && !used.includes(name)) await caches.delete(name);
  return used;
}

/** The caches of versions that were in use before; not that of one which is about to come. */
async function olderCaches() {
  const used = [];
  for (const cacheName of await ownCaches()) {
    if (cacheName !== CACHE && (await caches.match(WAS_ACTIVE, { cacheName }))) used.push(cacheName);
  }
  return used;
}

/** A newer version may have taken over while this worker was still busy; its cache stays. */
async function removeOlder() {
  const older = await olderCaches();
  const names = await ownCaches();
  for (const name of names.slice(names.indexOf(CACHE) + 1)) if (older.includes(name)) await caches.delete(name);
}

/**
 * The files of this version that serve a reader as well as an older cache does.
 * @param {string} name
 * @param {Listing} list
 */
async function namesLike(name, { changing, pinned, runtime }) {
  const cache = await caches.open(name);
  const held = (await cache.keys()).map(({ url }) => nameOf(url) ?? "");
  const before = await readList(name);
  const pages = (await cache.match(IS_WHOLE)) ? Object.keys(changing) : held;
  const scored = before && held.some((file) => Object.hasOwn(before.runtime, file));
  return [...pages, ...Object.keys(pinned), ...(scored ? Object.keys(runtime) : [])];
}

/** @param {string} address */
async function mark(address) {
  await (await caches.open(CACHE)).put(address, new Response());
}

async function activate() {
  await mark(WAS_ACTIVE);
  if ((await windows()).length === 0) await removeOlder();
  await worker.clients.claim();
}

/** The open pages of this site, whoever answers their requests. */
async function windows() {
  const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter(({ url }) => nameOf(url) !== undefined);
}

/** @param {ExtendableMessageEvent} event */
async function obey(event) {
  /** @type {Message} */
  const message = event.data;
  const [port] = event.ports;
  if (message.type === "activate") return worker.skipWaiting();
  const list = await requireList().catch(() => undefined);
  if (message.type === "same") {
    const digest = list && digestIn(list, nameOf(message.address) ?? "");
    port.postMessage(message.shown !== undefined && message.shown === digest);
  } else if (message.type === "runtime") {
    if (list) await keep(Object.keys(list.runtime));
  } else {
    const digest = event.source instanceof WindowClient ? shown.get(event.source.id) : undefined;
    port.postMessage(digest);
    if (list) await welcome(message, digest, list);
  }
}

/**
 * Keep what a page consists of, and all that it may lead to; remove what only older pages needed.
 * @param {{ addresses: string[], whole: boolean }} page
 * @param {string | undefined} digest
 * @param {Listing} list
 */
async function welcome({ addresses, whole }, digest, list) {
  const names = addresses.map((address) => nameOf(address) ?? "");
  const isWhole = whole && list.whole;
  const all = isWhole ? [...Object.keys(list.changing), ...Object.keys(list.pinned)] : [];
  if ((await keep([...names, ...all])) && isWhole) await mark(IS_WHOLE);
  const isOld = digest !== undefined && digest !== digestIn(list, names[0]);
  if (!isOld && (await windows()).length < 2) await removeOlder();
}
