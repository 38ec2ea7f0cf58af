// The worker: runs Python and answers one request after the other.

import { boot } from "./boot.js";
import { EngineError } from "./protocol.js";

/** @type {((checklist: string, answers: string) => string) | undefined} */
let scoreJson;

/** @param {import("./protocol.js").Reply} reply */
function send(reply) {
  self.postMessage(reply);
}

/** @param {string} manifest */
async function start(manifest) {
  try {
    scoreJson = await boot(manifest, (loaded, total) => send({ type: "progress", loaded, total }));
    send({ type: "ready" });
  } catch (error) {
    const { code, detail } = error instanceof EngineError ? error : new EngineError("python", describe(error));
    send({ type: "failed", code, detail });
  }
}

/** @param {{ id: number, checklist: string, answers: string }} request */
function score({ id, checklist, answers }) {
  try {
    if (!scoreJson) throw new Error("not started");
    send({ type: "scored", id, result: scoreJson(checklist, answers) });
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
  else score(request);
});
