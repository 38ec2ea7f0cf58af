// Shows a result in the fragment that the page carries for it. Every text comes from the page or the strings, as textContent.

import { ActionsView } from "./actions-view.js";
import { LibraryView } from "./library-view.js";
import { OutcomeView } from "./outcome-view.js";
import { show, showCopy, write } from "./page-text.js";
import { scoresOf } from "./result.js";
import { fillBar, ScoreView } from "./score-view.js";

/** @typedef {import("./result.js").Result} Result */
/** @typedef {import("./result.js").Counts} Counts */

// What a new load of the page may mend, beside or instead of another try.
/** @type {Set<import("./protocol.js").FailureCode>} */
const RENEWED = new Set(["outdated", "damaged", "unsupported"]);

export class ResultView {
  #root;
  #strings;
  #section;
  #scores;
  #outcome;
  /** @type {Map<string, HTMLElement | null>} */
  #found = new Map();
  /** @type {Element[] | undefined} */
  #levels;

  /** What to do. */
  actions;

  /** What is still to come for the author's own calculation. */
  library;

  /**
   * @param {HTMLElement} root the element that holds the form and the result
   * @param {import("./strings.js").Strings} strings
   * @param {string | null} section the id of the only section that the page shows, if it is not the whole checklist
   */
  constructor(root, strings, section) {
    this.#root = root;
    this.#strings = strings;
    this.#section = section;
    this.#scores = new ScoreView(this, strings);
    this.library = new LibraryView(this, strings);
    this.#outcome = new OutcomeView(this, strings);
    this.actions = new ActionsView(this);
  }

  /**
   * The part of the fragment with this name.
   * @param {string} name
   */
  part(name) {
    return this.find(`[data-bilan="${name}"]`);
  }

  /**
   * What the page came with; looked up once, for a page may be long.
   * @param {string} selector
   * @returns {HTMLElement | null}
   */
  find(selector) {
    if (!this.#found.has(selector)) this.#found.set(selector, this.#root.querySelector(selector));
    return this.#found.get(selector) ?? null;
  }

  /** Where the levels of all scores are explained. */
  get levels() {
    return (this.#levels ??= [...this.#root.querySelectorAll("[data-band]")]);
  }

  /**
   * Show or hide a part.
   * @param {string} name
   * @param {boolean} visible
   */
  toggle(name, visible) {
    show(this.part(name), visible);
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  write(name, text) {
    write(this.part(name), text);
  }

  /**
   * Show one of the states, and hide the others.
   * @param {"empty" | "loading" | "failure" | "score"} state
   */
  show(state) {
    for (const name of ["empty", "loading", "failure", "score"]) this.toggle(name, name === state);
  }

  /**
   * @param {number} loaded bytes
   * @param {number} total bytes
   */
  showProgress(loaded, total) {
    const bar = this.part("loading")?.querySelector("progress");
    if (bar) bar.value = loaded / total;
    const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / 1e5) / 10;
    const text = loaded < total ? this.#strings.text("loading_part", { loaded: megabytes(loaded), total: megabytes(total) }) : this.#strings.text("starting");
    this.write("loading-text", text);
  }

  /**
   * @param {import("./protocol.js").FailureCode} code
   * @param {string} detail
   */
  showFailure(code, detail) {
    this.write("failure-text", this.#strings.text(`failed_${code}`, { detail: detail || "?" }));
    this.toggle("retry", code !== "unsupported");
    this.toggle("failure-renew", RENEWED.has(code));
    this.show("failure");
  }

  /**
   * How many questions are answered; told before and without any score.
   * @param {Counts} counts
   */
  showAnswered(counts) {
    const text = this.#progress(counts);
    this.write("bar-progress", text);
    this.write("progress", text);
    const bar = this.part("bar")?.querySelector("progress");
    if (bar) bar.value = (counts.answered + counts.ticked) / Math.max(1, counts.questions + counts.boxes);
  }

  /** @param {Result} result */
  showResult(result) {
    this.#showHeadline(result);
    if (!this.#section) {
      this.#scores.showFurther(result);
      this.#scores.showReadings(result);
      this.#outcome.show(result);
    }
    this.#showSections(result);
    this.actions.show(result.actions);
    const aside = result.problems.length;
    this.toggle("set-aside", aside > 0);
    const changed = result.changed ? `${this.#strings.text("changed")} ` : "";
    this.write("set-aside", aside ? changed + this.#strings.count("set_aside", aside) : "");
    this.show("score");
  }

  /** Forget the last result. */
  clear() {
    this.actions.clear();
    this.write("bar-score", "");
    this.show("empty");
  }

  /**
   * The result in one sentence, for those who hear the page.
   * @param {Result} result
   */
  sentence(result) {
    const score = this.#headline(result);
    const values = { percent: this.#scores.inWords(score), progress: this.#progress(result.score) };
    const band = this.#scores.level(score.band).title?.textContent;
    return band ? this.#strings.text("announce", { ...values, level: this.#levelWord(result), band }) : this.#strings.text("announce_plain", values);
  }

  /**
   * The score that stands for what the page shows: of the checklist, or of its only section.
   * @param {Result} result
   * @returns {import("./result.js").Score}
   */
  #headline(result) {
    const section = result.sections.find(({ id }) => id === this.#section);
    return section ? { ...section, unit: "percent", value: section.percent, band: null, gates: [] } : scoresOf(result)[0];
  }

  /** @param {Counts} counts */
  #progress(counts) {
    const parts = [];
    if (counts.questions) parts.push(this.#strings.count("progress", counts.answered, { total: counts.questions }));
    if (counts.boxes) parts.push(this.#strings.count("ticked", counts.ticked, { total: counts.boxes }));
    return parts.join(", ");
  }

  /** @param {Result} result */
  #levelWord(result) {
    return this.#strings.text(result.complete ? "level" : "provisional");
  }

  /** @param {Result} result */
  #showHeadline(result) {
    const score = this.#headline(result);
    const number = this.#scores.value(score);
    this.write("percent", number);
    this.part("percent")?.style.setProperty("--bilan-length", String(number.length));
    this.write("points", this.#scores.details(score));
    this.write("bar-score", score.value === null ? "" : `${this.#scores.inWords(score)} `);
    const share = Math.min(100, Math.max(0, score.percent ?? 0));
    this.find(".bilan-dial__value")?.setAttribute("stroke-dasharray", `${share} 100`);
    const { title, from, text } = this.#scores.level(score.band);
    this.write("band-kind", title ? [this.#levelWord(result), from && `(${from})`].join(" ").trim() : "");
    showCopy(this.part("band-title"), title);
    showCopy(this.part("band-text"), text);
    this.part("gates")?.replaceChildren(...this.#scores.reasons(score.gates));
    this.toggle("gates", score.gates.length > 0);
  }

  /** @param {Result} result */
  #showSections(result) {
    for (const section of result.sections) {
      const row = this.find(`li[data-section="${section.id}"]`);
      write(row?.querySelector("output"), section.percent === null ? "–" : this.#strings.percent(section.percent));
      if (row) fillBar(row, section);
    }
  }
}
