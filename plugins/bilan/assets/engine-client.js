// The page's side of the worker: one worker for all checklists of a visit, started at the first need, watched, restarted on demand.

import { EngineError } from "./protocol.js";

// Without any sign of life for so long, the worker is given up. Once everything is fetched, Python starts without a further sign,
// which takes a slow phone a while.
const FETCH_LIMIT_MS = 30_000;
const PYTHON_LIMIT_MS = 90_000;
const SCORE_LIMIT_MS = 10_000;

/** Dispatches `progress` events, whose `detail` is `{ loaded, total }` in bytes, while the engine starts. */
class EngineClient extends EventTarget {
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Promise<void> | undefined} */
  #ready;
  /** @type {Map<number, { resolve: (result: string) => void, reject: (error: EngineError) => void, timer: number }>} */
  #pending = new Map();
  #lastId = 0;
  /** @type {(error: EngineError) => void} */
  #failStart = () => {};
  #startTimer = 0;

  /** Whether the engine is up: a score then takes milliseconds. */
  running = false;

  /**
   * Start the worker, once; again after a failure.
   * @returns {Promise<void>} rejects with an EngineError
   */
  start() {
    this.#ready ??= new Promise((resolve, reject) => {
      this.#failStart = reject;
      this.#watchStart(FETCH_LIMIT_MS);
      this.#worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "bilan" });
      this.#worker.addEventListener("message", ({ data }) => this.#receive(data, resolve));
      // A worker whose script can't be fetched or parsed, or that a policy forbids, tells nothing but this.
      this.#worker.addEventListener("error", () => this.#giveUp(new EngineError("fetch", "worker.js")));
      this.#worker.postMessage({ type: "start", manifest: new URL("./runtime.json", import.meta.url).href });
    });
    return this.#ready;
  }

  /**
   * Score one set of answers.
   * @param {string} checklist the compiled checklist, JSON text
   * @param {string} answers an answer file, JSON text
   * @returns {Promise<string>} the result, JSON text; rejects with an EngineError
   */
  async score(checklist, answers) {
    await this.start();
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      const timer = setTimeout(() => this.#giveUp(new EngineError("timeout", "")), SCORE_LIMIT_MS);
      this.#pending.set(id, { resolve, reject, timer });
      this.#worker?.postMessage({ type: "score", id, checklist, answers });
    });
  }

  /** @param {number} limit in milliseconds */
  #watchStart(limit) {
    clearTimeout(this.#startTimer);
    this.#startTimer = setTimeout(() => this.#giveUp(new EngineError("timeout", "")), limit);
  }

  /**
   * @param {import("./protocol.js").Reply} reply
   * @param {() => void} onReady
   */
  #receive(reply, onReady) {
    if (reply.type === "progress") {
      this.#watchStart(reply.loaded < reply.total ? FETCH_LIMIT_MS : PYTHON_LIMIT_MS);
      this.dispatchEvent(new CustomEvent("progress", { detail: { loaded: reply.loaded, total: reply.total } }));
    } else if (reply.type === "ready") {
      clearTimeout(this.#startTimer);
      this.running = true;
      onReady();
    } else if (reply.type === "failed") {
      this.#giveUp(new EngineError(reply.code, reply.detail));
    } else {
      const request = this.#pending.get(reply.id);
      this.#pending.delete(reply.id);
      clearTimeout(request?.timer);
      if (reply.type === "scored") request?.resolve(reply.result);
      else request?.reject(new EngineError(reply.code, reply.detail));
    }
  }

  /**
   * End the worker and everything that waits for it; the next request starts a new one.
   * @param {EngineError} error
   */
  #giveUp(error) {
    clearTimeout(this.#startTimer);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#ready = undefined;
    this.running = false;
    this.#failStart(error);
    for (const request of this.#pending.values()) {
      clearTimeout(request.timer);
      request.reject(error);
    }
    this.#pending.clear();
  }
}

export const engine = new EngineClient();
