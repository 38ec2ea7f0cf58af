// The worker: runs Python and answers one request after the other.

import { boot } from "./boot.js";
import { EngineError } from "./protocol.js";

/** @type {((name: string, ...texts: string[]) => string) | undefined} */
let bridge;

/** @param {import("./protocol.js").Reply} reply */
function send(reply) {
  self.postMessage(reply);
}

/** @param {string} manifest */
async function start(manifest) {
  try {
    bridge = await boot(manifest, (loaded, total) => send({ type: "progress", loaded, total }));
    send({ type: "ready" });
  } catch (error) {
    const { code, detail } = error instanceof EngineError ? error : new EngineError("python", describe(error));
    send({ type: "failed", code, detail });
  }
}

/** @param {{ type: import("./protocol.js").Question, id: number, texts: string[] }} question */
function answer({ type, id, texts }) {
  try {
    if (!bridge) throw new Error("not started");
    send({ type: "done", id, result: bridge(`${type}_json`, ...texts) });
  } catch (error) {
    send({ type: "error", id, code: "python", detail: describe(error) });
  }
}

/**
 * The last line of a Python traceback names the error; some faults of Pyodide have no message at all.
 * @param {unknown} error
 */
function describe(error) {
  const message = error instanceof Error ? error.message : "";
  return message.trim().split("\n").pop() || "unknown";
}

self.addEventListener("message", ({ data }) => {
  /** @type {import("./protocol.js").Request} */
  const request = data;
  if (request.type === "start") start(request.manifest);
  else answer(request);
});
