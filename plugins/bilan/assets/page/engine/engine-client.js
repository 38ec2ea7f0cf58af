// The page's side of the worker: one worker for all checklists of a visit, started at the first need, watched, restarted on demand.

import { fetchExact } from "../../shared/exact-file.js";
import { EngineError } from "../../shared/protocol.js";
import { fetchCompiled } from "./compiled-checklist.js";
import { OWN_SCRIPT, openConnection } from "./worker-connection.js";

// Without any sign of life for so long, the worker is given up. Once everything is fetched, Python starts without a further sign,
// which takes a slow phone a while.
const FETCH_LIMIT_MS = 30_000;
// A worker of which nothing is heard for so long is not waited for; another is tried. In Chromium some shared ones never answered that were
// started while a service worker was replaced; why is not known. One may also be busy, with Python's start or another page.
const SILENCE_LIMIT_MS = 10_000;
const PYTHON_LIMIT_MS = 90_000;
const ANSWER_LIMIT_MS = 10_000;

// What the engine is told to leave out, by what became of the worker that ran it: the author's own Python, which did not come to an
// end, or ended Python. An engine without it answers whatever it is asked.
/** @type {Record<string, string | undefined>} */
const LEFT_OUT = { timeout: "scorer", python: "scorer-ended" };

/**
 * What the engine is asked about: a compiled checklist, an answer file, and what `read_readings` takes of others, all JSON texts;
 * `hasScorer` if the author's own Python takes part.
 * @typedef {{ checklist: string, answers: string, others?: string, hasScorer?: boolean }} EngineInput
 */

/**
 * @typedef {{ again: () => Promise<string>, resolve: (result: string | Promise<string>) => void,
 *   reject: (error: EngineError) => void, timer: number }} Pending
 */

/**
 * Dispatches `progress` events, whose `detail` is `{ loaded, total }` in bytes, while the engine starts, and `library` events when
 * `library` changes.
 */
class EngineClient extends EventTarget {
  #shares;
  /** @type {import("./worker-connection.js").WorkerConnection | undefined} */
  #connection;
  /** @type {Promise<void> | undefined} */
  #ready;
  /** @type {Map<number, Pending>} in the order in which the worker answers them */
  #pending = new Map();
  #lastId = 0;
  /** @type {() => void} */
  #endStart = () => {};
  /** @type {(error: EngineError) => void} */
  #failStart = () => {};
  /** Whether the worker of the present connection said a word. */
  #isHeard = false;
  /** Whether this start has fetched the worker's script past what the browser had. */
  #isRenewed = false;
  #startTimer = 0;
  /** @type {Map<string, string>} compiled checklists whose Python scorer is left out for the rest of this visit, and why */
  #leftOut = new Map();

  /** Whether the engine is up: a score then takes milliseconds. */
  running = false;

  /**
   * The rest of Python's standard library, which is fetched when a scorer asks for it. Once it is there, what was scored without it
   * is to be scored again.
   * @type {import("../../shared/protocol.js").Library}
   */
  library = { state: "unasked" };

  /** @param {boolean} shares whether the worker may be one that other pages use too */
  constructor(shares) {
    super();
    this.#shares = shares && "SharedWorker" in globalThis;
  }

  /**
   * Start the worker, once; again after a failure.
   * @returns {Promise<void>} rejects with an EngineError
   */
  start() {
    if (this.#ready) return this.#ready;
    const ready = new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
      this.#endStart = resolve;
      this.#failStart = reject;
    });
    // Before anything can fail, for a failure takes it away.
    this.#ready = ready;
    this.#isRenewed = false;
    if (globalThis.WebAssembly) this.#open();
    else this.#giveUp(new EngineError("unsupported", "WebAssembly"));
    return ready;
  }

  #open() {
    /** @type {import("./worker-connection.js").WorkerConnection} */
    let connection;
    const isPresent = () => this.#connection === connection;
    try {
      const hear = (/** @type {import("../../shared/protocol.js").Reply} */ reply) => isPresent() && this.#receive(reply);
      connection = openConnection(this.#shares, hear, (message) => isPresent() && this.#stumble(message));
    } catch (error) {
      const failure = new EngineError("blocked", error instanceof Error ? error.name : "worker.js");
      return this.#shares ? this.#lose(failure) : this.#giveUp(failure);
    }
    this.#connection = connection;
    this.#isHeard = false;
    connection.post({ type: "start" });
    this.#watch(this.#isRenewed ? FETCH_LIMIT_MS : SILENCE_LIMIT_MS, () => this.#lose(new EngineError("timeout", "worker.js")));
  }

  /**
   * Something went wrong with the worker that it does not tell itself.
   * @param {string} message
   */
  #stumble(message) {
    if (this.#isHeard) this.#giveUp(new EngineError("python", message));
    else this.#lose(new EngineError("blocked", "worker.js"));
  }

  /**
   * A worker did not come. The shared one may be forbidden, or not answer: go on with one of the page's own. Its script may be missing or
   * wrong, be it only in what the browser keeps of it: ask for that anew.
   * @param {EngineError} error
   */
  #lose(error) {
    clearTimeout(this.#startTimer);
    this.#connection?.end();
    this.#connection = undefined;
    if (this.#shares) {
      this.#shares = false;
      this.#open();
    } else if (this.#isRenewed) {
      this.#giveUp(error);
    } else {
      this.#isRenewed = true;
      fetchExact(OWN_SCRIPT.href, { fits: isSealed }).then(
        () => this.#open(),
        (failure) => this.#giveUp(failure),
      );
    }
  }

  /**
   * Start the worker and fetch a checklist before they are needed, unless the reader asked the browser to save data. A failure is told
   * when a score is asked for.
   * @param {Element} element of the checklist
   */
  prepare(element) {
    const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (/** @type {unknown} */ (navigator));
    if (connection?.saveData) return;
    this.start().catch(() => {});
    fetchCompiled(element.getAttribute("src") ?? "").catch(() => {});
  }

  /**
   * Ask about one set of answers. Where the author's own Python does not come to an end, or ends Python, the worker is restarted and
   * the rest of the score is had without it, now and for the rest of the visit.
   * @param {import("../../shared/protocol.js").Question} type
   * @param {EngineInput} input
   * @returns {Promise<string>} the result, JSON text; rejects with an EngineError
   */
  async ask(type, input) {
    await this.start();
    const { checklist, answers, others = "", hasScorer = false } = input;
    if (type === "migrate") return this.#send(type, [checklist, answers], () => this.ask(type, input));
    const leftOut = this.#leftOut.get(checklist) ?? "";
    try {
      return await this.#send(type, [checklist, answers, others, leftOut], () => this.ask(type, input));
    } catch (error) {
      const reason = hasScorer && !leftOut && error instanceof EngineError ? LEFT_OUT[error.code] : undefined;
      if (!reason) throw error;
      this.#leftOut.set(checklist, reason);
      return this.ask(type, input);
    }
  }

  /**
   * @param {import("../../shared/protocol.js").Question} type
   * @param {string[]} texts
   * @param {() => Promise<string>} again asks the same once more
   * @returns {Promise<string>}
   */
  #send(type, texts, again) {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      const timer = setTimeout(() => this.#giveUp(new EngineError("timeout", ""), id), ANSWER_LIMIT_MS);
      this.#pending.set(id, { again, resolve, reject, timer });
      this.#connection?.post({ type, id, texts });
    });
  }

  /** Fetch the rest of the standard library, once; again after it failed. */
  extend() {
    if (this.library.state === "coming" || this.library.state === "there") return;
    this.#tellLibrary({ state: "coming", loaded: 0, total: 0 });
    this.#connection?.post({ type: "extend" });
  }

  /** @param {import("../../shared/protocol.js").Library} library */
  #tellLibrary(library) {
    this.library = library;
    this.dispatchEvent(new CustomEvent("library"));
  }

  /** @param {number} limit in milliseconds */
  #watchStart(limit) {
    this.#watch(limit, () => this.#giveUp(new EngineError("timeout", "")));
  }

  /**
   * @param {number} limit in milliseconds
   * @param {() => void} end what to do if nothing is heard of the start for so long
   */
  #watch(limit, end) {
    clearTimeout(this.#startTimer);
    this.#startTimer = setTimeout(end, limit);
  }

  /** @param {import("../../shared/protocol.js").Reply} reply */
  #receive(reply) {
    if (reply.type === "here") {
      if (reply.seal !== SEAL) return this.#lose(new EngineError("outdated", "worker.js"));
      this.#isHeard = true;
      this.#watchStart(FETCH_LIMIT_MS);
    } else if (reply.type === "progress") {
      this.#watchStart(reply.loaded < reply.total ? FETCH_LIMIT_MS : PYTHON_LIMIT_MS);
      this.dispatchEvent(new CustomEvent("progress", { detail: { loaded: reply.loaded, total: reply.total } }));
    } else if (reply.type === "ready") {
      clearTimeout(this.#startTimer);
      this.running = true;
      this.#endStart();
    } else if (reply.type === "failed") {
      this.#giveUp(new EngineError(reply.code, reply.detail));
    } else if (reply.type === "extending") {
      this.#tellLibrary({ state: "coming", loaded: reply.loaded, total: reply.total });
    } else if (reply.type === "extended") {
      this.#tellLibrary({ state: "there" });
    } else if (reply.type === "unextended") {
      this.#tellLibrary({ state: "failed", code: reply.code, detail: reply.detail });
    } else {
      // Whoever shows the result is to know that it will change.
      if (reply.type === "done" && reply.lacks && this.library.state === "unasked") this.extend();
      // The engine answers whatever it is asked, so an error is a Python that does not work any more.
      if (reply.type === "error") return this.#giveUp(new EngineError(reply.code, reply.detail), reply.id);
      const request = this.#pending.get(reply.id);
      this.#pending.delete(reply.id);
      clearTimeout(request?.timer);
      request?.resolve(reply.result);
    }
  }

  /**
   * End the worker; the next request starts a new one. What waited behind the request that took too long or failed is asked
   * again, everything else that waits fails.
   * @param {EngineError} error
   * @param {number} [culprit] the id of the request that took too long, or failed
   */
  #giveUp(error, culprit) {
    clearTimeout(this.#startTimer);
    this.#connection?.end();
    this.#connection = undefined;
    // A shared worker that does not answer can't be ended, so this page goes on with one of its own.
    this.#shares = false;
    this.#ready = undefined;
    this.running = false;
    this.#tellLibrary({ state: "unasked" });
    this.#failStart(error);
    const waiting = [...this.#pending];
    this.#pending.clear();
    for (const [id, { again, timer, resolve, reject }] of waiting) {
      clearTimeout(timer);
      if (culprit === undefined || id === culprit) reject(error);
      else resolve(again());
    }
  }
}

/**
 * Whether a script is not cut, and of the version that this one is of: its last line tells.
 * @param {Uint8Array} bytes
 */
function isSealed(bytes) {
  return new TextDecoder().decode(bytes).trimEnd().endsWith(`SEAL = "${SEAL}";`);
}

export const engine = new EngineClient(true);

// The author's own Python may never come to an end; the worker that runs it must be one that can be ended.
const engineWithScorers = new EngineClient(false);

/**
 * The engine for a checklist.
 * @param {boolean} hasScorer whether an author's own Python takes part in its score
 */
export function engineFor(hasScorer) {
  return hasScorer ? engineWithScorers : engine;
}
