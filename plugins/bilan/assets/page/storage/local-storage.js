// `localStorage`, which is written before a page can go, but is small, and in Chromium lost with the browser for some seconds. Each of its
// functions may throw, and so may merely looking at it, where cookies are blocked or the page is in a sandboxed frame: then nothing is there.

/**
 * @param {string} name
 * @returns {string | undefined}
 */
export function readLocal(name) {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {string | undefined} text undefined to remove it
 * @returns {boolean} whether it was done; false where storage is forbidden or full
 */
export function writeLocal(name, text) {
  try {
    if (text === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The names that begin so.
 * @param {string} start
 * @returns {string[]}
 */
export function localNames(start) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(start));
  } catch {
    return [];
  }
}

/** Whether something can be kept there; a name of the site's own is written and removed. */
export function hasLocal(/** @type {string} */ probe) {
  try {
    // Where it is full, what is there can still be read and replaced.
    return localStorage.length > 0 || (writeLocal(probe, "x") && writeLocal(probe, undefined));
  } catch {
    return false;
  }
}
