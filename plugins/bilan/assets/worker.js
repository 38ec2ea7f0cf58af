// The worker: runs Python and answers one request after the other.

import { boot } from "./boot.js";
import { EngineError } from "./protocol.js";

/** @type {import("./python.js").Python | undefined} */
let python;

/** @param {import("./protocol.js").Reply} reply */
function send(reply) {
  self.postMessage(reply);
}

/** @param {string} manifest */
async function start(manifest) {
  try {
    python = await boot(manifest, (loaded, total) => send({ type: "progress", loaded, total }));
    send({ type: "ready" });
  } catch (error) {
    send({ type: "failed", ...failure(error) });
  }
}

async function extend() {
  try {
    await python?.extend((loaded, total) => send({ type: "extending", loaded, total }));
    send({ type: "extended" });
  } catch (error) {
    send({ type: "unextended", ...failure(error) });
  }
}

/** @param {{ type: import("./protocol.js").Question, id: number, texts: string[] }} question */
function answer({ type, id, texts }) {
  try {
    if (!python) throw new Error("not started");
    const result = python.call(`${type}_json`, ...texts);
    send({ type: "done", id, result, lacks: python.lacks });
  } catch (error) {
    send({ type: "error", id, ...failure(error) });
  }
}

/** @param {unknown} error */
function failure(error) {
  const { code, detail } = error instanceof EngineError ? error : new EngineError("python", describe(error));
  return { code, detail };
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
  else if (request.type === "extend") extend();
  else answer(request);
});
