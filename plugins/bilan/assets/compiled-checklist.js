// Compiled checklists, each fetched once a visit.

import { EngineError } from "./protocol.js";

/** @type {Map<string, Promise<string>>} */
const texts = new Map();

/**
 * @param {string} address relative to the page
 * @returns {Promise<string>} rejects with an EngineError
 */
export function fetchCompiled(address) {
  const url = new URL(address, document.baseURI).href;
  let text = texts.get(url);
  if (!text) {
    const name = url.split("/").pop() ?? url;
    text = fetch(url).then(
      (response) => (response.ok ? response.text() : Promise.reject(new EngineError("fetch", `${name}: ${response.status}`))),
      () => Promise.reject(new EngineError("fetch", name)),
    );
    text.catch(() => texts.delete(url));
    texts.set(url, text);
  }
  return text;
}
