// Compiled checklists, each fetched once a visit.

import { fetchExact } from "../../shared/exact-file.js";

/** @type {Map<string, Promise<string>>} */
const texts = new Map();

/**
 * @param {string} address relative to the page: `<id>.<how its SHA-256 begins>.json`
 * @returns {Promise<string>} rejects with an EngineError
 */
export function fetchCompiled(address) {
  const url = new URL(address, document.baseURI).href;
  let text = texts.get(url);
  if (!text) {
    const [id, sha256] = (url.split("/").pop() ?? "").split(".");
    const fits = (/** @type {Uint8Array} */ bytes) => idOf(bytes) === id;
    text = fetchExact(url, { sha256, fits }).then((bytes) => new TextDecoder().decode(bytes));
    text.catch(() => texts.delete(url));
    texts.set(url, text);
  }
  return text;
}

/** @param {Uint8Array} bytes */
function idOf(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)).id;
  } catch {
    return undefined;
  }
}
