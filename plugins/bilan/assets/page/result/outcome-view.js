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
  #view;
  #strings;

  /**
   * @param {import("./result-view.js").ResultView} view holds the parts
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(view, strings) {
    this.#view = view;
    this.#strings = strings;
  }

  /** @param {Result} result */
  show(result) {
    this.#showOutcome(result);
    this.#showScorer(result);
  }

  /** @param {Result} result */
  #showOutcome({ outcome }) {
    this.#view.toggle("outcome", Boolean(outcome));
    if (!outcome) return;
    const term = this.#view.find(`[data-outcome="${outcome.id}"]`);
    showCopy(this.#view.part("outcome-title"), term?.querySelector('[data-bilan="title"]'));
    showCopy(this.#view.part("outcome-text"), term?.nextElementSibling);
    this.#view.toggle("outcome-review", outcome.review_after !== null);
    if (outcome.review_after) {
      const date = this.#strings.date(later(today(), outcome.review_after));
      this.#view.write("outcome-review", this.#strings.text("review_on", { date }));
    }
  }

  /** @param {Result} result */
  #showScorer({ notes = [], scorer }) {
    // While the rest of the library is on its way, or did not arrive, that is told instead.
    const told = Boolean(scorer) && !this.#view.library.lacking;
    this.#view.toggle("scorer-notice", told);
    this.#view.write("scorer-notice", scorer && told ? this.#strings.text(SCORER_WORDS[scorer.code], { detail: scorer.detail }) : "");
    const templates = this.#view.part("note-texts");
    const texts = templates instanceof HTMLTemplateElement ? templates.content : null;
    const shown = notes.flatMap(({ id, values }) => {
      const text = texts?.querySelector(`[data-note="${id}"]`);
      const named = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.#named(value)]));
      const note = document.createElement("p");
      note.append(...copies(text, (words) => this.#strings.fill(words, named)));
      return text ? [note] : [];
    });
    this.#view.part("notes")?.replaceChildren(...shown);
    this.#view.toggle("notes", shown.length > 0);
  }

  /**
   * The text of the question whose id this is; anything else as it is.
   * @param {string | number} value
   */
  #named(value) {
    const asked = typeof value === "string" ? this.#view.find(`fieldset[data-item="${CSS.escape(value)}"] [data-bilan="text"]`) : null;
    return asked?.textContent?.trim() ?? value;
  }
}
