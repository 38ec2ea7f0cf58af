// How requests are answered: pages by the network as long as it answers in time, so that a new deploy is seen; files whose address
// changes with their content by what is kept.

// A page or a style that takes longer is taken from the device.
const PATIENCE_MS = 3000;

/** @type {Map<string, string | null>} the digests of pages as they were shown, by the id of the window that shows them */
const shown = new Map();

/**
 * @param {FetchEvent} event
 * @param {string} name
 * @returns {Promise<Response>}
 */
async function answer(event, name) {
  const list = await listed;
  const isPage = event.request.mode === "navigate";
  const digest = list && Object.hasOwn(list.changing, name) ? list.changing[name] : undefined;
  if (!isPage && !digest) return (await find(name)) ?? pass(event, list && Object.hasOwn(list.pinned, name) ? [name] : []);
  const network = fromNetwork(event, name, digest);
  // One that comes late is kept for the next time.
  event.waitUntil(network.catch(() => {}));
  const response = await chosen(name, isPage, network);
  shown.set(event.resultingClientId, response.headers.get(DIGEST));
  return response;
}

/**
 * @param {FetchEvent} event
 * @param {string[]} names what is to be kept as well; the browser has it at hand then
 */
async function pass(event, names) {
  const response = await fetch(event.request);
  if (names.length) event.waitUntil(keep(names).catch(() => {}));
  return response;
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
 * Ask the network, and keep what comes if it is a file of this version. It is read as a whole, not cloned: while the halves of a clone
 * wait for each other, the browser takes the worker for busy and lets no new version take over.
 * @param {FetchEvent} event
 * @param {string} name
 * @param {string | undefined} expected the digest of the file in this version
 */
async function fromNetwork({ request }, name, expected) {
  // A page that the browser has from before a deploy names files that the host may no longer have.
  const isKnownPage = expected && /(^|\/|\.html)$/.test(name);
  const response = await fetch(request, isKnownPage ? { cache: "no-cache" } : undefined);
  const { status, redirected, headers } = response;
  const isRead = expected || headers.get("content-type")?.startsWith("text/html");
  if (status !== 200 || redirected || !isRead) return response;
  const bytes = await response.arrayBuffer();
  const digest = await digestOf(bytes);
  if (digest === expected) await put(name, keepable(name, bytes, headers, digest)).catch(() => {});
  return keepable(name, bytes, headers, digest);
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
