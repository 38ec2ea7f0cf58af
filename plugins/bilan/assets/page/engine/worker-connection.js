// A connection to the worker that runs Python: the one that all pages of the site share where the browser can share it, else one of the
// page's own. Both are spoken to in the same way.

/** @typedef {{ post: (request: import("../../shared/protocol.js").Request) => void, end: () => void }} WorkerConnection */

const SCRIPT = new URL("./worker.js", import.meta.url);

/**
 * The script of a page's own worker, under another address than that of the shared one: browsers let a request wait for an earlier one to
 * the same address, which may be just the one that never ends.
 */
export const OWN_SCRIPT = new URL("?own", SCRIPT);

/**
 * Throws where the browser forbids such a worker: a shared one where cookies are blocked or the page is in a frame of another site, any in
 * a frame without an origin.
 * @param {boolean} shared whether other pages may use the worker too; nobody can end it then
 * @param {(reply: import("../../shared/protocol.js").Reply) => void} hear
 * @param {(message: string) => void} lose called when the worker's script can't be fetched or parsed, or a policy forbids it: there is no
 *   message then; and with the message of an error that nothing in a worker of the page's own catches
 * @returns {WorkerConnection}
 */
export function openConnection(shared, hear, lose) {
  const receive = (/** @type {Event} */ event) => event instanceof MessageEvent && hear(event.data);
  const fail = (/** @type {Event} */ event) => lose(event instanceof ErrorEvent ? event.message : "");
  if (shared) {
    // Where the browser knows the last option, the worker outlives the moment between one page of a visit and the next.
    const options = /** @type {WorkerOptions} */ ({ type: "module", name: "bilan", extendedLifetime: true });
    const worker = new SharedWorker(SCRIPT, options);
    worker.addEventListener("error", fail);
    worker.port.addEventListener("message", receive);
    worker.port.start();
    return { post: (request) => worker.port.postMessage(request), end: () => worker.port.close() };
  }
  const worker = new Worker(OWN_SCRIPT, { type: "module", name: "bilan" });
  worker.addEventListener("error", fail);
  worker.addEventListener("message", receive);
  return { post: (request) => worker.postMessage(request), end: () => worker.terminate() };
}
