// What explains a score and what would lift it, asked of the engine when it is wanted and shown by views that are fetched then.

import { EngineError, isEngineError } from "../../shared/protocol.js";
import { isComplete, scoresOf } from "./result.js";

// Long enough that quick answers come first, short enough that it is there when the reader looks.
const LIFT_AFTER_MS = 400;

// Not every browser tells when it is idle.
const HAS_IDLE = "requestIdleCallback" in globalThis;

export class Insight {
  #root;
  #strings;
  #fetchScript;
  #ask;
  #foresee;
  /** @type {import("./result.js").Result | undefined} */
  #result;
  #timer = 0;
  #idle = 0;

  /**
   * @param {HTMLElement} root the element that holds the form and the result
   * @param {import("../text/strings.js").Strings} strings
   * @param {(name: string) => Promise<any>} fetchScript
   * @param {(question: "explain" | "lift") => Promise<any>} ask about the answers of the latest score; undefined if there are others since
   * @param {(lift: import("./explanation.js").Lift) => void} foresee shows what can still become of the score
   */
  constructor(root, strings, fetchScript, ask, foresee) {
    this.#root = root;
    this.#strings = strings;
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
    return this.#root.querySelector("details.bilan-explanation");
  }

  /** @param {() => void} act */
  #whenIdle(act) {
    if (HAS_IDLE) this.#idle = requestIdleCallback(act, { timeout: 1000 });
    else act();
  }

  #explain() {
    const details = this.#explanation;
    if (details instanceof HTMLDetailsElement && details.open && this.#result) {
      this.#show(this.#part("explanation-steps"), "explain", async (explanation, place) => {
        const { ExplanationView } = await this.#fetchScript("./explanation-view.js");
        return () => new ExplanationView(this.#root, this.#strings).show(explanation, place);
      });
    }
  }

  #lift() {
    const result = this.#result;
    if (!result) return;
    const { unit } = scoresOf(result)[0];
    const place = this.#part("lift-changes");
    // What would be the best way on is no use before all is answered: it would propose answers to questions that nobody has read.
    if (!isComplete(result.score)) {
      if (place?.parentElement) place.parentElement.hidden = true;
      this.#show(place, "lift", async (lift) => () => this.#foresee(lift));
      return;
    }
    this.#show(place, "lift", async (lift, place) => {
      const { LiftView } = await this.#fetchScript("./lift-view.js");
      return () => new LiftView(this.#root, this.#strings).show(lift, unit, place);
    });
  }

  /**
   * @param {string} name
   * @returns {HTMLElement | null}
   */
  #part(name) {
    return this.#root.querySelector(`[data-bilan="${name}"]`);
  }

  /**
   * Ask, and show the reply unless there is a newer score by then. What goes wrong is told in its place and leaves the score alone.
   * @param {HTMLElement | null} place where it is shown
   * @param {"explain" | "lift"} question
   * @param {(reply: any, place: HTMLElement) => Promise<() => void>} prepare
   */
  async #show(place, question, prepare) {
    const asked = this.#result;
    if (!place) return;
    try {
      const reply = await this.#ask(question);
      const show = reply && (await prepare(reply, place));
      if (show && asked === this.#result) show();
    } catch (error) {
      const { code, detail } = isEngineError(error) ? error : new EngineError("fetch", "");
      if (asked === this.#result) place.textContent = this.#strings.text(`failed_${code}`, { detail: detail || "?" });
      if (place.parentElement) place.parentElement.hidden = false;
    }
  }
}
