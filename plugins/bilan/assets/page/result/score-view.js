// Shows scores: the number in its unit, what it is made of, its level and what caps that. Texts come from the page.

import { copies, show, showCopy, write } from "../text/page-text.js";
import { rounded, scoresOf } from "./result.js";

/** @typedef {import("./result.js").Result} Result */
/** @typedef {import("./result.js").Tally} Tally */
/** @typedef {import("./result.js").Score} Score */
/** @typedef {import("./explanation.js").Bound} Bound */

const READING_WORDS = { read: "", missing: "reading_missing", old: "reading_old" };

export class ScoreView {
  #parts;
  #strings;
  /** @type {HTMLElement[] | undefined} */
  #levels;

  /**
   * @param {import("../template/parts.js").Parts} parts
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(parts, strings) {
    this.#parts = parts;
    this.#strings = strings;
  }

  /**
   * Show every score but the headline, each in its own place.
   * @param {Result} result
   * @param {boolean} isNamed whether their levels are named
   */
  showFurther(result, isNamed) {
    for (const score of scoresOf(result).slice(1)) {
      const entry = this.#parts.need("score-row", score.id);
      if (entry) this.#showEntry(entry, isNamed ? score : { ...score, band: null, gates: [] });
    }
    for (const other of (this.#levels ??= this.#parts.all("band"))) {
      const current = isNamed && scoresOf(result).some(({ band }) => band === other.dataset.band);
      if (current) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
  }

  /**
   * Show every score that is read of other checklists.
   * @param {Result} result
   */
  showReadings(result) {
    for (const reading of result.readings ?? []) {
      const entry = this.#parts.need("reading-row", reading.id);
      if (!entry) continue;
      const missing = reading.state === "missing";
      const score = /** @type {const} */ ({ ...reading, unit: "percent", value: reading.percent });
      const within = (/** @type {string} */ name) => this.#parts.in(entry, "row-part", name);
      entry.toggleAttribute("data-missing", missing);
      write(within("value"), missing ? "–" : this.value(score));
      write(within("points"), missing ? "" : this.details(score));
      const bar = this.#parts.in(entry, "row-bar");
      show(bar?.parentElement, !missing);
      fillBar(bar, reading);
      const bands = this.#parts.in(entry, "reading-bands");
      const title = bands instanceof HTMLTemplateElement && reading.band !== null ? this.#parts.in(bands.content, "reading-band", reading.band) : null;
      showCopy(this.#parts.in(within("band"), "band-name"), title);
      show(within("band"), Boolean(title));
      const words = READING_WORDS[reading.state];
      write(within("state"), words && this.#strings.text(words));
      show(within("state"), words !== "");
    }
  }

  /**
   * The headline number with its unit, if that is a short one.
   * @param {Pick<Score, "unit" | "value">} score
   */
  value({ unit, value }) {
    if (value === null) return this.#strings.text("no_score");
    return unit === "percent" ? this.#strings.percent(value) : this.#strings.number(value);
  }

  /**
   * What stands beside the headline number: the points behind a percentage, the percentage behind points. One decimal of points is
   * enough to know by; what they are made of has all.
   * @param {Pick<Score, "unit" | "value" | "points" | "maximum" | "percent">} score
   */
  details({ unit, value, points, maximum, percent }) {
    if (value === null || points === null || maximum === null) return "";
    // Of a hundred, points and percentage are the same.
    if (unit === "percent" && maximum === 100) return "";
    if (unit === "percent") return this.#strings.count("points", rounded(points, 1), { maximum: rounded(maximum, 1) });
    return this.#strings.text("of_points", { maximum: rounded(maximum, 1), percent: percent === null ? "–" : this.#strings.percent(percent) });
  }

  /**
   * Number and unit in words, where nothing stands beside them.
   * @param {Pick<Score, "unit" | "value" | "points" | "maximum" | "percent">} score
   */
  inWords(score) {
    return score.unit === "percent" || score.value === null
      ? this.value(score)
      : this.#strings.count("points", score.value, { maximum: rounded(score.maximum ?? 0, 1) });
  }

  /**
   * What can still become of a score, in a sentence.
   * @param {Bound} lowest
   * @param {Bound} highest
   * @param {"percent" | "points"} unit
   */
  range(lowest, highest, unit) {
    if (lowest.value === null || highest.value === null || lowest.value === highest.value) return "";
    const isExact = lowest.exact && highest.exact;
    const told = (/** @type {Bound} */ { value, band }) => {
      const number = unit === "percent" ? this.#strings.percent(value ?? 0) : this.#strings.count("worth", value ?? 0);
      // A level that is certain is named above.
      const title = isExact && lowest.band === highest.band ? undefined : this.level(band).title?.textContent;
      return title ? this.#strings.text("bound", { number, band: title }) : number;
    };
    return this.#strings.text(isExact ? "range" : "range_about", { lowest: told(lowest), highest: told(highest) });
  }

  /**
   * A level as the page tells it: the places of its title and of what it means, and from where it holds.
   * @param {string | null} band
   */
  level(band) {
    const term = band === null ? null : this.#parts.need("band", band);
    return { title: this.#parts.in(term, "term-title"), from: this.#parts.in(term, "term-from")?.textContent ?? "", text: term?.nextElementSibling };
  }

  /**
   * The reasons of gates, as list entries.
   * @param {string[]} gates
   */
  reasons(gates) {
    return gates.map((gate) => {
      const entry = document.createElement("li");
      entry.append(...copies(this.#parts.need("gate", gate)));
      return entry;
    });
  }

  /**
   * @param {Element} entry
   * @param {Score} score
   */
  #showEntry(entry, score) {
    const within = (/** @type {string} */ name) => this.#parts.in(entry, "row-part", name);
    write(within("value"), this.value(score));
    write(within("points"), this.details(score));
    fillBar(this.#parts.in(entry, "row-bar"), score);
    const { title, from, text } = this.level(score.band);
    showCopy(this.#parts.in(within("band"), "band-name"), title);
    write(this.#parts.in(within("band"), "band-from"), from);
    showCopy(within("band-text"), text);
    for (const name of ["band", "band-text"]) show(within(name), Boolean(title));
    within("gates")?.replaceChildren(...this.reasons(score.gates));
    show(within("gates"), score.gates.length > 0);
  }
}

/**
 * @param {HTMLElement | null} bar
 * @param {Tally} tally
 */
export function fillBar(bar, { percent }) {
  // Moved, not resized: that asks for no layout, however long the page is.
  if (bar) bar.style.translate = `${Math.min(100, Math.max(0, percent ?? 0)) - 100}%`;
}
