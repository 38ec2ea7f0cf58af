// Shows what follows from the scores: the outcome with the date to look again, and what the author's own Python found.

import { later, today } from "../text/dates.js";
import { copies, showCopy } from "../text/page-text.js";

/** @typedef {import("./result.js").Result} Result */

/** @type {Record<string, string>} */
const SCORER_WORDS = {
  "scorer-raised": "scorer_raised",
  "scorer-limit": "scorer_limit",
  "scorer-output": "scorer_output",
  "scorer-library": "scorer_library",
  "scorer-timeout": "scorer_timeout",
  "scorer-ended": "scorer_ended",
};

export class OutcomeView {
  #parts;
  #strings;

  /**
   * @param {import("../template/parts.js").Parts} parts
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(parts, strings) {
    this.#parts = parts;
    this.#strings = strings;
  }

  /**
   * @param {Result} result
   * @param {boolean} isLibraryLacking whether the scorer waits for the rest of Python's library
   */
  show(result, isLibraryLacking) {
    this.#showOutcome(result);
    this.#showScorer(result, isLibraryLacking);
  }

  /** @param {Result} result */
  #showOutcome({ outcome }) {
    this.#parts.toggle("outcome", Boolean(outcome));
    if (!outcome) return;
    const term = this.#parts.need("outcome-term", outcome.id);
    showCopy(this.#parts.need("outcome-title"), this.#parts.in(term, "term-title"));
    showCopy(this.#parts.need("outcome-text"), term?.nextElementSibling);
    this.#parts.toggle("outcome-review", outcome.review_after !== null);
    if (outcome.review_after) {
      const date = this.#strings.date(later(today(), outcome.review_after));
      this.#parts.write("outcome-review", this.#strings.text("review_on", { date }));
    }
  }

  /**
   * @param {Result} result
   * @param {boolean} isLibraryLacking
   */
  #showScorer({ notes = [], scorer }, isLibraryLacking) {
    // While the rest of the library is on its way, or did not arrive, that is told instead.
    const told = Boolean(scorer) && !isLibraryLacking;
    this.#parts.toggle("scorer-notice", told);
    this.#parts.write("scorer-notice", scorer && told ? this.#strings.text(SCORER_WORDS[scorer.code], { detail: scorer.detail }) : "");
    const templates = notes.length ? this.#parts.need("note-texts") : null;
    const texts = templates instanceof HTMLTemplateElement ? templates.content : null;
    const shown = notes.flatMap(({ id, values }) => {
      const text = this.#parts.in(texts, "note-text", id);
      const named = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.#named(value)]));
      const note = document.createElement("p");
      note.append(...copies(text, (words) => this.#strings.fill(words, named)));
      return text ? [note] : [];
    });
    this.#parts.get("notes")?.replaceChildren(...shown);
    this.#parts.toggle("notes", shown.length > 0);
  }

  /**
   * The text of the question whose id this is; anything else as it is.
   * @param {string | number} value
   */
  #named(value) {
    const asked = typeof value === "string" ? this.#parts.in(this.#parts.get("question", value), "text") : null;
    return asked?.textContent?.trim() ?? value;
  }
}
