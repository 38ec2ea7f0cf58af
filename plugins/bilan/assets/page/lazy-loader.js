// Fetches the scripts and styles that a page needs only once its reader acts. Any of them may be missing, cut or stalled, or the host may
// send something else in its place: then it is asked for again when it is wanted again, under another address, since browsers remember a
// module that they could not read.

// What does not come for so long is given up.
const STALL_MS = 15_000;
// Styles are waited for, so that nothing is seen without them; but not long.
const STYLE_MS = 1000;

/** @type {Map<string, Promise<any>>} what has arrived, or is on its way */
const scripts = new Map();
/** @type {Map<string, number>} how often something did not arrive */
const failures = new Map();

/**
 * @param {string} name e.g. "./offline.js"
 * @returns {Promise<any>} the module; rejects if it did not arrive
 */
export function fetchScript(name) {
  let script = scripts.get(name);
  if (!script) {
    script = imported(name);
    script.catch(() => {
      scripts.delete(name);
      fail(name);
    });
    scripts.set(name, script);
  }
  return script;
}

/** @param {string} name */
async function imported(name) {
  let timer = 0;
  const end = new Promise((_, reject) => (timer = setTimeout(reject, STALL_MS, new Error(`${name} did not arrive.`))));
  try {
    const found = await Promise.race([import(address(name)), end]);
    // The last line of each script: of this version, and not cut.
    if (found.SEAL !== SEAL) throw new Error(`${name} is not what it should be.`);
    return found;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Fetch a style, and again at the reader's next answers if it does not come.
 * @param {string} name
 * @param {(link: HTMLLinkElement) => void} place puts it where it belongs
 * @returns {Promise<void>} ends when it is there, and soon if it is not
 */
export function fetchStyle(name, place) {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address(name);
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      fail(name);
      const again = new AbortController();
      const retry = () => {
        again.abort();
        fetchStyle(name, place);
      };
      for (const sign of ["input", "online"]) addEventListener(sign, retry, { signal: again.signal });
      resolve();
    };
    place(link);
    setTimeout(resolve, STYLE_MS);
  });
}

/** @param {string} name */
function fail(name) {
  failures.set(name, (failures.get(name) ?? 0) + 1);
}

/** @param {string} name */
function address(name) {
  const url = new URL(name, import.meta.url);
  const count = failures.get(name);
  if (count) url.search = `again=${count}`;
  return url.href;
}
