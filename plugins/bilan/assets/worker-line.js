// A line to the worker that runs Python: the one that all pages of the site share where the browser can share it, else one of the
// page's own. Both are spoken to in the same way.

/** @typedef {{ post: (request: import("./protocol.js").Request) => void, end: () => void }} WorkerLine */

/**
 * @param {boolean} shared whether other pages may use the worker too; nobody can end it then
 * @param {(reply: import("./protocol.js").Reply) => void} hear
 * @param {() => void} lose called when the worker's script can't be fetched or parsed, or a policy forbids it: it tells nothing but this
 * @returns {WorkerLine}
 */
export function openLine(shared, hear, lose) {
  const script = new URL("./worker.js", import.meta.url);
  const receive = (/** @type {Event} */ event) => event instanceof MessageEvent && hear(event.data);
  if (shared) {
    // Where the browser knows the last option, the worker outlives the moment between one page of a visit and the next.
    const options = /** @type {WorkerOptions} */ ({ type: "module", name: "bilan", extendedLifetime: true });
    const worker = new SharedWorker(script, options);
    worker.addEventListener("error", lose);
    worker.port.addEventListener("message", receive);
    worker.port.start();
    return { post: (request) => worker.port.postMessage(request), end: () => worker.port.close() };
  }
  const worker = new Worker(script, { type: "module", name: "bilan" });
  worker.addEventListener("error", lose);
  worker.addEventListener("message", receive);
  return { post: (request) => worker.postMessage(request), end: () => worker.terminate() };
}
