// Where this site begins, how its files and caches are named. One origin may serve many sites: nothing outside this one's path is touched.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

// This file stands at the site's root.
const root = new URL("./", location.href);

// Escaped, so that no path's caches begin with the name of another path's.
const CACHES = `bilan-offline:${encodeURIComponent(root.pathname)}:`;

/**
 * The name of a file of this site, as the list has it: its path below the root, a folder for the page that the folder shows. Undefined
 * if the address is not below the root.
 * @param {string} address
 */
function nameOf(address) {
  const { origin, pathname } = new URL(address);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return undefined;
  try {
    return decodeURIComponent(pathname.slice(root.pathname.length)).replace(/(^|\/)index\.html$/, "$1");
  } catch {
    return undefined;
  }
}

/** @param {string} name */
function addressOf(name) {
  return new URL(name.split("/").map(encodeURIComponent).join("/"), root).href;
}

/** The caches of this site, the newest first. */
async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(CACHES)).reverse();
}
