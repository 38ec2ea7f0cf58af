// What explains a score and what would lift it, asked of the engine when it is wanted and shown by views that are fetched then.

import { EngineError, isEngineError } from "../../shared/protocol.js";
import { show, write } from "../text/page-text.js";
import { isComplete, scoresOf } from "./result.js";

// Long enough that quick answers come first, short enough that it is there when the reader looks.
const LIFT_AFTER_MS = 400;

// Not every browser tells when it is idle.
const HAS_IDLE = "requestIdleCallback" in globalThis;

export class Insight {
  #parts;
  #strings;
  #isWhole;
  #fetchScript;
  #ask;
  #foresee;
  /** @type {import("./result.js").Result | undefined} */
  #result;
  #timer = 0;
  #idle = 0;

  /**
   * @param {import("../template/parts.js").Parts} parts
   * @param {import("../text/strings.js").Strings} strings
   * @param {boolean} isWhole whether the page shows a whole checklist; there is nothing to be told of a section
   * @param {(name: string) => Promise<any>} fetchScript
   * @param {(question: "explain" | "lift") => Promise<any>} ask about the answers of the latest score; undefined if there are others since
   * @param {(lift: import("./explanation.js").Lift) => void} foresee shows what can still become of the score
   */
  constructor(parts, strings, isWhole, fetchScript, ask, foresee) {
    this.#parts = parts;
    this.#strings = strings;
    this.#isWhole = isWhole;
    this.#fetchScript = fetchScript;
    this.#ask = ask;
    this.#foresee = foresee;
  }

  /**
   * Listen to whether the explanation is opened.
   * @param {AbortSignal} signal
   */
  listen(signal) {
    this.#explanation?.addEventListener("toggle", () => this.#explain(), { signal });
  }

  /**
   * There is a new score.
   * @param {import("./result.js").Result} result
   */
  follow(result) {
    this.stop();
    this.#result = result;
    this.#explain();
    this.#timer = setTimeout(() => this.#whenIdle(() => this.#lift()), LIFT_AFTER_MS);
  }

  /** Nothing more is wanted. */
  stop() {
    clearTimeout(this.#timer);
    if (HAS_IDLE) cancelIdleCallback(this.#idle);
    this.#result = undefined;
  }

  get #explanation() {
    return this.#part("explanation");
  }

  /** @param {() => void} act */
  #whenIdle(act) {
    if (HAS_IDLE) this.#idle = requestIdleCallback(act, { timeout: 1000 });
    else act();
  }

  #explain() {
    const details = this.#explanation;
    const place = this.#part("explanation-steps");
    if (details instanceof HTMLDetailsElement && details.open && place && this.#result) {
      this.#show(place, "explain", async (explanation) => {
        const { ExplanationView } = await this.#fetchScript("./explanation-view.js");
        return () => new ExplanationView(this.#parts, this.#strings).show(explanation, place);
      });
    }
  }

  #lift() {
    const result = this.#result;
    if (!result || !this.#isWhole) return;
    const { unit } = scoresOf(result)[0];
    const place = this.#part("lift-changes");
    // What would be the best way on is no use before all is answered: it would propose answers to questions that nobody has read.
    if (!isComplete(result.score)) {
      show(this.#part("lift"), false);
      this.#show(place, "lift", async (lift) => () => this.#foresee(lift));
      return;
    }
    if (!place) return;
    this.#show(place, "lift", async (lift) => {
      const { LiftView } = await this.#fetchScript("./lift-view.js");
      return () => new LiftView(this.#parts, this.#strings).show(lift, unit, place);
    });
  }

  /** @param {"explanation" | "explanation-steps" | "lift" | "lift-changes"} name */
  #part(name) {
    return this.#isWhole ? this.#parts.need(name) : null;
  }

  /**
   * Ask, and show the reply unless there is a newer score by then. What goes wrong is told in its place and leaves the score alone.
   * @param {HTMLElement | null} place where it is told
   * @param {"explain" | "lift"} question
   * @param {(reply: any) => Promise<() => void>} prepare
   */
  async #show(place, question, prepare) {
    const asked = this.#result;
    try {
      const reply = await this.#ask(question);
      const reveal = reply && (await prepare(reply));
      if (reveal && asked === this.#result) reveal();
    } catch (error) {
      const { code, detail } = isEngineError(error) ? error : new EngineError("fetch", "");
      if (asked === this.#result) write(place, this.#strings.text(`failed_${code}`, { detail: detail || "?" }));
      show(place?.parentElement, true);
    }
  }
}
