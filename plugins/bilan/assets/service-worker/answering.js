// How requests are answered: pages by the network as long as it answers in time, so that a new deploy is seen; files whose address
// changes with their content by what is kept. What the list does not have is not ours: it comes from the network as it is.

// A page or a style that takes longer is taken from the device.
const PATIENCE_MS = 3000;

// Nothing that is longer is read as a whole before it is passed on.
const LARGEST_READ = 20_000_000;

/** @type {Map<string, string | undefined>} the digests of pages as they were shown, by the id of the window that shows them */
const shown = new Map();

/** @type {WeakMap<Response, string>} the digests of what came from the network and was read */
const digests = new WeakMap();

/**
 * Whether a request may be for a file of this site. No other is touched: what is sent to the host, parts of files, streams, downloads.
 * @param {Request} request
 * @param {string} name
 */
function mayBeOurs({ method, headers, cache, mode }, name) {
  if (method !== "GET" || headers.has("range") || headers.get("accept")?.includes("text/event-stream")) return false;
  if (cache === "only-if-cached" && mode !== "same-origin") return false;
  const ending = /\.[^./]+$/.exec(name);
  return !ending || SITE.kinds.includes(ending[0].toLowerCase());
}

/**
 * @param {FetchEvent} event
 * @param {string} name
 * @returns {Promise<Response>}
 */
async function answer(event, name) {
  const list = await listed;
  if (list && isLasting(list, name)) return lasting(event, name, list);
  const digest = list && Object.hasOwn(list.changing, name) ? list.changing[name] : undefined;
  const isPage = event.request.mode === "navigate";
  if (!isPage && !digest) return (await findLasting(name)) ?? fetch(event.request).catch((error) => older(name, error));
  const network = digest ? fromNetwork(event.request, name, digest) : fetch(event.request);
  // One that comes late is kept for the next time.
  if (digest) event.waitUntil(network.catch(() => {}));
  const response = await chosen(name, isPage, network);
  if (isPage) shown.set(event.resultingClientId, digests.get(response) ?? response.headers.get(DIGEST) ?? undefined);
  return response;
}

/**
 * A file whose address changes with its content: that on the device is as good as the host's, unless a page asks for what is beyond all
 * that is kept.
 * @param {FetchEvent} event
 * @param {string} name
 * @param {Listing} list
 */
async function lasting(event, name, list) {
  const held = await find(name);
  if (held && event.request.cache !== "reload") return held;
  const response = await fetch(event.request).catch((error) => held ?? Promise.reject(error));
  if (held && !response.ok) return held;
  // The browser has it at hand then.
  if (Object.hasOwn(list.pinned, name)) event.waitUntil(keep([name]).catch(() => {}));
  return response;
}

/**
 * What an older version kept, for its pages that are still open.
 * @param {string} name
 * @param {unknown} error of the network
 */
async function older(name, error) {
  const response = await find(name);
  if (response) return response;
  throw error;
}

/**
 * @param {string} name
 * @param {boolean} isPage
 * @param {Promise<Response>} network
 * @returns {Promise<Response>} what the network says if it does so in time, or else what is kept
 */
async function chosen(name, isPage, network) {
  try {
    const response = await inTime(network);
    if (response && response.status < 500) return response;
    return (await kept(name)) ?? (await network);
  } catch (error) {
    const response = (await kept(name)) ?? (isPage && (await offlinePage(name)));
    if (response) return response;
    throw error;
  }
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T | undefined>} undefined if it takes too long
 */
async function inTime(promise) {
  let timer = 0;
  const end = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, undefined)));
  return /** @type {Promise<T | undefined>} */ (Promise.race([promise, end])).finally(() => clearTimeout(timer));
}

/**
 * Ask the network for a file of the list, and keep what comes if it is that of this version. It is read as a whole, not cloned: while the
 * halves of a clone wait for each other, the browser takes the worker for busy and lets no new version take over.
 * @param {Request} request
 * @param {string} name
 * @param {string} expected the digest of the file in this version
 */
async function fromNetwork(request, name, expected) {
  const isPage = /(^|\/|\.html)$/.test(name);
  // A page that the browser has from before a deploy names files that the host may no longer have.
  const response = await fetch(request, isPage ? { cache: "no-cache" } : undefined);
  const { status, statusText, headers } = response;
  if (!isReadable(response, isPage)) return response;
  const bytes = await response.arrayBuffer();
  const digest = await digestOf(bytes);
  if (digest === expected) await put(name, keepable(name, bytes, headers, digest)).catch(() => {});
  // That of another version, or whatever else is there now, as the host means it to be read.
  const passed = digest === expected ? keepable(name, bytes, headers, digest) : new Response(bytes, { status, statusText, headers: unpacked(headers) });
  digests.set(passed, digest);
  return passed;
}

/**
 * Whether an answer can be a file of ours at all, and comes to an end.
 * @param {Response} response
 * @param {boolean} isPage
 */
function isReadable({ status, redirected, headers }, isPage) {
  if (status !== 200 || redirected || headers.has("content-disposition")) return false;
  const type = headers.get("content-type") ?? "";
  const fits = isPage ? /^text\/html\b/i.test(type) : !/^(text\/event-stream|multipart\/)/i.test(type);
  return fits && Number(headers.get("content-length") ?? 0) <= LARGEST_READ;
}

/**
 * @param {string} name
 * @param {Response} response
 */
async function put(name, response) {
  const cache = await caches.open(CACHE);
  if (!(await cache.match(addressOf(name)))) await cache.put(addressOf(name), response);
}

/**
 * What is kept under a name, or a way to where it is kept: hosts show `page/` and `page.html` for `page` too.
 * @param {string} name
 */
async function kept(name) {
  const response = (await find(name)) ?? (await find(`${name}.html`));
  return response ?? (name && (await find(`${name}/`)) ? Response.redirect(addressOf(`${name}/`)) : undefined);
}

/**
 * Instead of a page that is not on the device, in the language of its folder.
 * @param {string} name
 */
async function offlinePage(name) {
  const [folder] = SITE.languages.filter((language) => name.startsWith(language)).sort((a, b) => b.length - a.length);
  const page = await find(`${folder}offline.html`);
  if (!page) return undefined;
  // It is shown under the address that was asked for, so its link has to name the whole way home.
  const text = (await page.text()).replaceAll('href="./"', `href="${addressOf(folder)}"`);
  return new Response(text, { status: 503, headers: page.headers });
}
