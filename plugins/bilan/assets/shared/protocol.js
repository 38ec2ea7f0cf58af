// The messages between the page and the worker. Imports nothing.

/**
 * What can be asked: each is a function of the engine's bridge, from texts to one text (docs/architecture.md).
 * @typedef {"score" | "explain" | "lift" | "migrate"} Question
 */

/**
 * To the worker. Every question ends in exactly one `done` or `error` with its id.
 * @typedef {{ type: "start" }
 *   | { type: "extend" }
 *   | { type: Question, id: number, texts: string[] }} Request
 */

/**
 * From the worker. `start` is answered by `here` at once, with the seal of the worker's script, and ends in one `ready` or `failed`,
 * `extend` in one `extended` or `unextended`; `progress` and `extending` count bytes of the download. `lacks` tells that a scorer asked
 * for a module that only `extend` brings.
 * @typedef {{ type: "here", seal: string }
 *   | { type: "progress", loaded: number, total: number }
 *   | { type: "ready" }
 *   | { type: "failed", code: FailureCode, detail: string }
 *   | { type: "extending", loaded: number, total: number }
 *   | { type: "extended" }
 *   | { type: "unextended", code: FailureCode, detail: string }
 *   | { type: "done", id: number, result: string, lacks: boolean }
 *   | { type: "error", id: number, code: FailureCode, detail: string }} Reply
 */

/**
 * What became of the rest of the standard library: nobody asked for it, it is on its way, it is there, or it did not arrive.
 * @typedef {{ state: "unasked" | "there" }
 *   | { state: "coming", loaded: number, total: number }
 *   | { state: "failed", code: FailureCode, detail: string }} Library
 */

/**
 * Why there is no score. Each code has a text under `js_failed_<code>` in every language.
 * @typedef {"fetch" | "damaged" | "outdated" | "blocked" | "unsupported" | "timeout" | "python"} FailureCode
 */

/** A failure with its code; `detail` names the file or the error, for the reader's message. */
export class EngineError extends Error {
  /**
   * @param {FailureCode} code
   * @param {string} detail
   */
  constructor(code, detail) {
    super(`${code}: ${detail}`);
    this.name = "EngineError";
    this.code = code;
    this.detail = detail;
  }
}

/**
 * Whether something that was thrown is one, also one of another script that has this module in it.
 * @param {unknown} error
 * @returns {error is EngineError}
 */
export function isEngineError(error) {
  return error instanceof Error && error.name === "EngineError";
}
