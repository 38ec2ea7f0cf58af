// The worker: runs Python and answers one request after the other, on each line to a page. A worker of a page's own has one line.

import { EngineError } from "../shared/protocol.js";
import { boot } from "./boot.js";

/** @typedef {(reply: import("../shared/protocol.js").Reply) => void} Send */

// In so many steps at the most; a reader would not see more.
const STEPS = 100;

/** @type {import("./python.js").Python | undefined} */
let python;
/** @type {Set<Send>} the lines that wait for the start */
const waiting = new Set();
/** @type {import("../shared/protocol.js").Reply | undefined} how far the start is, for a page that comes later */
let progress;
let told = 0;

// Whoever opens a worker wants Python. A page that waits for it is told what came of it.
const booted = boot(tellProgress);
booted.catch(() => {});

/** @param {Send} send */
async function start(send) {
  send({ type: "here", seal: SEAL });
  waiting.add(send);
  if (progress) send(progress);
  try {
    python = await booted;
    send({ type: "ready" });
  } catch (error) {
    send({ type: "failed", ...failure(error) });
    // Whoever tries again gets a new worker: this one remembers the modules that it could not load.
    self.close();
  }
  waiting.delete(send);
}

/**
 * @param {number} loaded
 * @param {number} total
 */
function tellProgress(loaded, total) {
  if (loaded < total && loaded - told < total / STEPS) return;
  told = loaded;
  progress = { type: "progress", loaded, total };
  for (const send of waiting) send(progress);
}

/** @param {Send} send */
async function extend(send) {
  try {
    await python?.extend((loaded, total) => send({ type: "extending", loaded, total }));
    send({ type: "extended" });
  } catch (error) {
    send({ type: "unextended", ...failure(error) });
  }
}

/**
 * @param {{ type: import("../shared/protocol.js").Question, id: number, texts: string[] }} question
 * @param {Send} send
 */
function answer({ type, id, texts }, send) {
  try {
    if (!python) throw new Error("not started");
    const result = python.call(`${type}_json`, ...texts);
    send({ type: "done", id, result, lacks: python.lacks });
  } catch (error) {
    python?.onFailure();
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

/** @param {MessagePort | typeof self} line */
function serve(line) {
  /** @type {Send} */
  const send = (reply) => line.postMessage(reply);
  line.addEventListener("message", (event) => {
    /** @type {import("../shared/protocol.js").Request} */
    const request = /** @type {MessageEvent} */ (event).data;
    if (request.type === "start") start(send);
    else if (request.type === "extend") extend(send);
    else answer(request, send);
  });
}

if ("onconnect" in self) {
  self.addEventListener("connect", (event) => {
    const [port] = /** @type {MessageEvent} */ (event).ports;
    serve(port);
    port.start();
  });
} else {
  serve(self);
}
