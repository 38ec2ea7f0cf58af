// Shows a result in the fragment that the page carries for it. Every text comes from the page or the strings, as textContent.

import { showCopy, write } from "../text/page-text.js";
import { ActionsView } from "./actions-view.js";
import { LibraryView } from "./library-view.js";
import { OutcomeView } from "./outcome-view.js";
import { isComplete, scoresOf } from "./result.js";
import { fillBar, ScoreView } from "./score-view.js";

/** @typedef {import("./result.js").Result} Result */
/** @typedef {import("./result.js").Counts} Counts */

// What a new load of the page may mend, beside or instead of another try.
/** @type {Set<import("../../shared/protocol.js").FailureCode>} */
const RENEWED = new Set(["outdated", "damaged", "unsupported"]);

export class ResultView {
  #parts;
  #strings;
  #section;
  #scores;
  #outcome;
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
   * @param {import("../template/parts.js").Parts} parts
   * @param {import("../text/strings.js").Strings} strings
   * @param {string | null} section the id of the only section that the page shows, if it is not the whole checklist
   */
  constructor(parts, strings, section) {
    this.#parts = parts;
    this.#strings = strings;
    this.#section = section;
    this.#scores = new ScoreView(parts, strings);
    this.library = new LibraryView(parts, strings);
    this.#outcome = new OutcomeView(parts, strings);
    this.actions = new ActionsView(parts);
  }

  /**
   * Show one of the states, and hide the others.
   * @param {"empty" | "loading" | "failure" | "score"} state
   */
  show(state) {
    for (const name of /** @type {const} */ (["empty", "loading", "failure", "score"])) this.#parts.toggle(name, name === state);
  }

  /**
   * @param {number} loaded bytes
   * @param {number} total bytes
   */
  showProgress(loaded, total) {
    const bar = this.#parts.in(this.#parts.get("loading"), "progress-bar");
    if (bar instanceof HTMLProgressElement) bar.value = loaded / total;
    const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / 1e5) / 10;
    const text = loaded < total ? this.#strings.text("loading_part", { loaded: megabytes(loaded), total: megabytes(total) }) : this.#strings.text("starting");
    this.#parts.write("loading-text", text);
  }

  /**
   * @param {import("../../shared/protocol.js").FailureCode} code
   * @param {string} detail
   */
  showFailure(code, detail) {
    this.#parts.write("failure-text", this.#strings.text(`failed_${code}`, { detail: detail || "?" }));
    this.#parts.toggle("retry", code !== "unsupported");
    this.#parts.toggle("failure-renew", RENEWED.has(code));
    this.show("failure");
  }

  /**
   * How many questions are answered; told before and without any score.
   * @param {Counts | undefined} counts undefined while it is being worked out which questions there are
   * @param {string} open the address of a question that waits for an answer; none if none does
   */
  showAnswered(counts, open) {
    const text = counts ? this.#progress(counts) : this.#strings.text("asking");
    this.#parts.write("progress", text);
    write(this.#parts.get("bar-progress"), text);
    const bar = this.#parts.in(this.#parts.get("bar"), "progress-bar");
    // A box that is not ticked is not missing, unless there is nothing but boxes.
    const { answered = 0, questions = 0, ticked = 0, boxes = 0 } = counts ?? {};
    if (bar instanceof HTMLProgressElement) bar.value = questions ? answered / questions : ticked / Math.max(1, boxes);
    for (const link of this.#parts.all("open")) {
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
    this.#parts.toggle(
      "not-asked",
      result.sections.some(({ id, hidden }) => id === this.#section && hidden),
    );
    this.actions.show(result.actions);
    const aside = result.problems.length;
    this.#parts.toggle("set-aside", aside > 0);
    const changed = result.changed ? `${this.#strings.text("changed")} ` : "";
    this.#parts.write("set-aside", aside ? changed + this.#strings.count("set_aside", aside) : "");
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
    this.#parts.write("range", this.#scores.range(lowest, highest, this.#headline(this.#result).unit));
    this.#parts.get("range")?.style.removeProperty("visibility");
    if (isCertain) this.#showLevel({ ...this.#headline(this.#result), band: lowest.band, gates: [] }, "level_certain");
  }

  /** Name the level while questions are open, as the reader wishes. */
  showSoFar() {
    this.#isAsked = true;
    const prospect = this.#prospect;
    if (this.#result) this.showResult(this.#result);
    if (prospect) this.showProspect(prospect);
    this.#parts.get("band-title")?.focus();
  }

  /** Forget the last result. */
  clear() {
    this.actions.clear();
    this.#result = undefined;
    this.#isAsked = false;
    write(this.#parts.get("bar-score"), "");
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
    this.#parts.write("percent", number);
    this.#parts.get("percent")?.style.setProperty("--bilan-length", String(number.length));
    this.#parts.write("points", this.#scores.details(score));
    const words = score.value === null ? "" : this.#scores.inWords(score);
    write(this.#parts.get("bar-score"), words && `${isOpen ? this.#strings.text("so_far", { score: words }) : words} `);
    const share = Math.min(100, Math.max(0, score.percent ?? 0));
    this.#parts.get("dial")?.setAttribute("stroke-dasharray", `${share} 100`);
    this.#parts.toggle("range", isOpen && !this.#section);
    // What it says is of the answers before, and its place is that of what it will say.
    this.#parts.get("range")?.style.setProperty("visibility", "hidden");
    this.#showLevel(score, this.#levelWord(result));
    this.#parts.toggle("so-far", isOpen && !this.#isAsked && Boolean(score.band ?? result.outcome));
  }

  /**
   * @param {import("./result.js").Score} score
   * @param {"level" | "provisional" | "level_certain" | ""} word how it is called; none: it is not named yet
   */
  #showLevel(score, word) {
    const { title, from, text } = this.#scores.level(word ? score.band : null);
    const kind = title ? [this.#strings.text(word), from && `(${from})`].join(" ").trim() : "";
    this.#parts.write("band-kind", word ? kind : this.#strings.text("open"));
    this.#parts.toggle("band-title", Boolean(title));
    showCopy(this.#parts.get("band-title"), title);
    showCopy(this.#parts.get("band-text"), text);
    this.#parts.get("gates")?.replaceChildren(...(word ? this.#scores.reasons(score.gates) : []));
    this.#parts.toggle("gates", word !== "" && score.gates.length > 0);
  }

  /**
   * Further scores, their levels and the conclusion.
   * @param {Result} result
   */
  #showVerdict(result) {
    const isNamed = this.#levelWord(result) !== "";
    this.#scores.showFurther(result, isNamed);
    this.#outcome.show(isNamed ? result : { ...result, outcome: null }, this.library.lacking);
  }

  /** @param {Result} result */
  #showSections(result) {
    if (this.#section || result.sections.length === 1) return;
    for (const section of result.sections) {
      const row = this.#parts.need("section-row", section.id);
      if (!row) continue;
      const { answered, questions } = section;
      const percent = section.percent === null ? "–" : this.#strings.percent(section.percent);
      const open = this.#strings.text("section_open", { count: answered, total: questions });
      write(this.#parts.in(row, "row-part", "value"), isComplete(section) ? percent : open);
      fillBar(this.#parts.in(row, "row-bar"), section);
    }
  }
}
