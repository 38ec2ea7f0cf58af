// Shows a result in the fragment that the page carries for it. Every text comes from the page or the strings, as textContent.

import { ActionsView } from "./actions-view.js";
import { LibraryView } from "./library-view.js";
import { OutcomeView } from "./outcome-view.js";
import { show, showCopy, write } from "../text/page-text.js";
import { isComplete, scoresOf } from "./result.js";
import { fillBar, ScoreView } from "./score-view.js";

/** @typedef {import("./result.js").Result} Result */
/** @typedef {import("./result.js").Counts} Counts */

// What a new load of the page may mend, beside or instead of another try.
/** @type {Set<import("../../shared/protocol.js").FailureCode>} */
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
  /** @type {Result | undefined} */
  #result;
  /** @type {import("./explanation.js").Lift | undefined} */
  #prospect;
  /** Whether the reader asked for the level so far. */
  #isAsked = false;

  /** What to do. */
  actions;

  /** What is still to come for the author's own calculation. */
  library;

  /**
   * @param {HTMLElement} root the element that holds the form and the result
   * @param {import("../text/strings.js").Strings} strings
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
   * @param {import("../../shared/protocol.js").FailureCode} code
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
   * @param {Counts | undefined} counts undefined while it is being worked out which questions there are
   * @param {string} open the address of a question that waits for an answer; none if none does
   */
  showAnswered(counts, open) {
    const text = counts ? this.#progress(counts) : this.#strings.text("asking");
    this.write("bar-progress", text);
    this.write("progress", text);
    const bar = this.part("bar")?.querySelector("progress");
    // A box that is not ticked is not missing, unless there is nothing but boxes.
    const { answered = 0, questions = 0, ticked = 0, boxes = 0 } = counts ?? {};
    if (bar) bar.value = questions ? answered / questions : ticked / Math.max(1, boxes);
    for (const link of this.#root.querySelectorAll('a[data-bilan="open"]')) {
      if (open) link.setAttribute("href", open);
      else link.removeAttribute("href");
    }
  }

  /** @param {Result} result */
  showResult(result) {
    this.#result = result;
    this.#prospect = undefined;
    this.#showHeadline(result);
    if (!this.#section) {
      this.#scores.showReadings(result);
      this.#showVerdict(result);
    }
    this.#showSections(result);
    this.toggle("not-asked", result.sections.some(({ id, hidden }) => id === this.#section && hidden));
    this.actions.show(result.actions);
    const aside = result.problems.length;
    this.toggle("set-aside", aside > 0);
    const changed = result.changed ? `${this.#strings.text("changed")} ` : "";
    this.write("set-aside", aside ? changed + this.#strings.count("set_aside", aside) : "");
    this.show("score");
  }

  /**
   * What can still become of the score while questions are open.
   * @param {import("./explanation.js").Lift} lift
   */
  showProspect(lift) {
    if (!this.#result || this.#isComplete(this.#result)) return;
    this.#prospect = lift;
    const { lowest, highest } = lift;
    const isCertain = lowest.band !== null && lowest.band === highest.band && lowest.exact && highest.exact;
    this.write("range", this.#scores.range(lowest, highest, this.#headline(this.#result).unit));
    this.part("range")?.style.removeProperty("visibility");
    if (isCertain) this.#showLevel({ ...this.#headline(this.#result), band: lowest.band, gates: [] }, "level_certain");
  }

  /** Name the level while questions are open, as the reader wishes. */
  showSoFar() {
    this.#isAsked = true;
    const prospect = this.#prospect;
    if (this.#result) this.showResult(this.#result);
    if (prospect) this.showProspect(prospect);
    this.part("band-title")?.focus();
  }

  /** Forget the last result. */
  clear() {
    this.actions.clear();
    this.#result = undefined;
    this.#isAsked = false;
    this.write("bar-score", "");
    this.show("empty");
  }

  /**
   * The result in one sentence, for those who hear the page.
   * @param {Result} result
   */
  sentence(result) {
    const score = this.#headline(result);
    const values = { percent: this.#scores.inWords(score), progress: this.#progress(this.counts(result)) };
    const word = this.#levelWord(result);
    const band = word && this.#scores.level(score.band).title?.textContent;
    if (band) return this.#strings.text("announce", { ...values, level: this.#strings.text(word), band });
    return this.#strings.text(this.#isComplete(result) ? "announce_plain" : "announce_open", values);
  }

  /**
   * How far what the page shows is answered: the checklist, or its only section.
   * @param {Result} result
   * @returns {Counts}
   */
  counts(result) {
    return result.sections.find(({ id }) => id === this.#section) ?? result.score;
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
  #progress({ answered, questions, ticked, boxes, not_applicable = 0 }) {
    const parts = [];
    if (questions) parts.push(this.#strings.count("progress", answered, { total: questions }));
    if (boxes) parts.push(this.#strings.count("ticked", ticked, { total: boxes }));
    if (not_applicable) parts.push(this.#strings.count("left_out", not_applicable));
    return parts.join(", ");
  }

  /** @param {Result} result */
  #isComplete(result) {
    return isComplete(this.counts(result));
  }

  /**
   * How a level is to be called, if it is to be named at all: no verdict before enough is known, unless it is asked for.
   * @param {Result} result
   * @returns {"level" | "provisional" | ""}
   */
  #levelWord(result) {
    return this.#isComplete(result) ? "level" : this.#isAsked ? "provisional" : "";
  }

  /** @param {Result} result */
  #showHeadline(result) {
    const score = this.#headline(result);
    const number = this.#scores.value(score);
    const isOpen = !this.#isComplete(result);
    this.write("percent", number);
    this.part("percent")?.style.setProperty("--bilan-length", String(number.length));
    this.write("points", this.#scores.details(score));
    const words = score.value === null ? "" : this.#scores.inWords(score);
    this.write("bar-score", words && `${isOpen ? this.#strings.text("so_far", { score: words }) : words} `);
    const share = Math.min(100, Math.max(0, score.percent ?? 0));
    this.find(".bilan-dial__value")?.setAttribute("stroke-dasharray", `${share} 100`);
    this.toggle("range", isOpen && !this.#section);
    // What it says is of the answers before, and its place is that of what it will say.
    this.part("range")?.style.setProperty("visibility", "hidden");
    this.#showLevel(score, this.#levelWord(result));
    this.toggle("so-far", isOpen && !this.#isAsked && Boolean(score.band ?? result.outcome));
  }

  /**
   * @param {import("./result.js").Score} score
   * @param {"level" | "provisional" | "level_certain" | ""} word how it is called; none: it is not named yet
   */
  #showLevel(score, word) {
    const { title, from, text } = this.#scores.level(word ? score.band : null);
    const kind = title ? [this.#strings.text(word), from && `(${from})`].join(" ").trim() : "";
    this.write("band-kind", word ? kind : this.#strings.text("open"));
    this.toggle("band-title", Boolean(title));
    showCopy(this.part("band-title"), title);
    showCopy(this.part("band-text"), text);
    this.part("gates")?.replaceChildren(...(word ? this.#scores.reasons(score.gates) : []));
    this.toggle("gates", word !== "" && score.gates.length > 0);
  }

  /**
   * Further scores, their levels and the conclusion.
   * @param {Result} result
   */
  #showVerdict(result) {
    const isNamed = this.#levelWord(result) !== "";
    this.#scores.showFurther(result, isNamed);
    this.#outcome.show(isNamed ? result : { ...result, outcome: null });
  }

  /** @param {Result} result */
  #showSections(result) {
    for (const section of result.sections) {
      const row = this.find(`li[data-section="${section.id}"]`);
      if (!row) continue;
      const { answered, questions } = section;
      const percent = section.percent === null ? "–" : this.#strings.percent(section.percent);
      const open = this.#strings.text("section_open", { count: answered, total: questions });
      write(row.querySelector('[data-part="value"]'), isComplete(section) ? percent : open);
      fillBar(row, section);
    }
  }
}
