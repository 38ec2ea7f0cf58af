// Lets the browser keep the site: registers the service worker, tells it what this page is, and offers a new version to the reader.
// Loaded by the entry when nothing else is to be done; whatever fails here, the page works as without it.

// A page that is left open asks for a new version when the reader comes back to it after so long.
const ASK_AGAIN_MS = 3_600_000;

// A browser may let the older version finish what other tabs asked of it, Chromium for half a minute. Pages come from the network first, so
// a reload shows the new version even before.
const LONGEST_CHANGE_MS = 1000;

const CALM_MS = 1000;

// The scripts stand three folders below the site's root.
const root = new URL("../../../", import.meta.url);
const script = new URL("bilan-sw.js", root);
const address = location.href;

/** @type {Promise<string | undefined>} the digest of this page as it was shown, if the service worker showed it */
let shown = Promise.resolve(undefined);
let wanted = false;

/**
 * What the entry has and the notice of a new version needs.
 * @typedef {Pick<typeof import("../template/parts.js"), "declareParts" | "partIn" | "selectorOf">} PageParts
 */

/** @type {PageParts} */
let parts;

/** While Python starts, it has the device for itself; so has the reader while they take in the score. */
async function calm() {
  if (!document.querySelector(`${parts.selectorOf("loading")}:not([hidden])`)) return;
  await new Promise((resolve) => {
    for (const end of ["bilan:scored", "bilan:failed"]) addEventListener(end, resolve, { once: true });
  });
  await new Promise((resolve) => setTimeout(resolve, CALM_MS));
}

/**
 * Never rejects: forbidden storage, a frame without rights, a host without the file are nothing to tell a reader.
 * @param {PageParts} given
 */
export async function keepOffline(given) {
  parts = given;
  await start().catch(() => {});
}

async function start() {
  await calm();
  const container = navigator.serviceWorker;
  const earlier = await container.getRegistration(root);
  // Another program's, in our place.
  if (earlier?.active && earlier.scope === root.href && earlier.active.scriptURL !== script.href) return;
  const registration = await container.register(script, { scope: root.pathname, updateViaCache: "none" });
  let replaced = Boolean(registration.active);
  follow(registration);
  registration.addEventListener("updatefound", () => follow(registration));
  container.addEventListener("controllerchange", () => {
    if (wanted) location.reload();
    else if (replaced && container.controller) offer(container.controller);
    replaced = true;
  });
  document.addEventListener("visibilitychange", askAgain(registration));
  const { active } = await container.ready;
  if (!active) return;
  shown = greet(active);
  // Python is kept for those who scored with it, and for those who want the site as an app.
  const isWanted = matchMedia("(display-mode: standalone)").matches && !savesData();
  if (isWanted || document.querySelector(`${parts.selectorOf("score")}:not([hidden])`)) keepRuntime(registration);
  else document.addEventListener("bilan:scored", () => keepRuntime(registration), { once: true });
  if (registration.waiting) offer(registration.waiting);
}

/** Whether only what is visited should be kept, by the reader's wish or since the network is so slow. */
function savesData() {
  const { saveData, effectiveType } = /** @type {any} */ (navigator).connection ?? {};
  return saveData || /2g/.test(effectiveType);
}

/**
 * @param {ServiceWorker} worker
 * @returns {Promise<string | undefined>} the digest of this page as it was shown
 */
function greet(worker) {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  return ask(worker, { type: "keep", addresses: [address, ...loaded], whole: !savesData() });
}

/** @param {ServiceWorkerRegistration} registration */
function keepRuntime(registration) {
  registration.active?.postMessage({ type: "runtime" });
}

/**
 * Offer a new version once it is on the device.
 * @param {ServiceWorkerRegistration} registration
 */
function follow({ installing, active }) {
  if (!installing || !active) return;
  installing.addEventListener("statechange", () => installing.state === "installed" && offer(installing));
}

/** @param {ServiceWorker} worker of the new version */
async function offer(worker) {
  // The theme may have brought in another page meanwhile.
  const same = location.pathname === new URL(address).pathname && (await ask(worker, { type: "same", address, shown: await shown }));
  if (!same) (await import("./update-notice.js")).showUpdate(parts, () => accept(worker));
  else if (worker.state === "installed") worker.postMessage({ type: "activate" });
  // The page is that of the new version, which now answers for it: what only the older one needed may go.
  else greet(worker);
}

/** @param {ServiceWorker} worker */
function accept(worker) {
  wanted = true;
  if (worker.state !== "installed") return location.reload();
  worker.postMessage({ type: "activate" });
  setTimeout(() => location.reload(), LONGEST_CHANGE_MS);
}

/** @param {ServiceWorkerRegistration} registration */
function askAgain(registration) {
  let asked = Date.now();
  return () => {
    if (document.visibilityState === "hidden" || Date.now() - asked < ASK_AGAIN_MS) return;
    asked = Date.now();
    registration.update().catch(() => {});
  };
}

/**
 * @param {ServiceWorker} worker
 * @param {object} message
 * @returns {Promise<any>}
 */
function ask(worker, message) {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(message, [port2]);
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
}
