// Opens a score step by step: what its terms bring, what modifiers change, which threshold it passes and what caps the level.

import { fold, make } from "../text/elements.js";
import { copies } from "../text/page-text.js";
import { PageNames } from "./page-names.js";
import { rounded, textOf } from "./result.js";
import { SumSteps } from "./sum-steps.js";

/** @typedef {import("./explanation.js").Explanation} Explanation */
/** @typedef {import("./explanation.js").ScoreSteps} ScoreSteps */
/** @typedef {import("./explanation.js").ModifierStep} ModifierStep */
/** @typedef {import("./explanation.js").Level} Level */

// Of the points that sums are made of, so that each step can be followed.
const DECIMALS = 3;

export class ExplanationView {
  #parts;
  #strings;
  #names;

  /**
   * @param {import("../template/parts.js").Parts} parts
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(parts, strings) {
    this.#parts = parts;
    this.#strings = strings;
    this.#names = new PageNames(parts, strings);
  }

  /**
   * Show an explanation; what its reader had unfolded stays so.
   * @param {Explanation} explanation
   * @param {Element} place
   */
  show(explanation, place) {
    const open = new Set(this.#folds(place).flatMap((step) => (step.open ? [step.dataset.step] : [])));
    const terms = new SumSteps(explanation, this.#names, this.#strings);
    const several = explanation.scores.length > 1;
    const scores = explanation.scores.map((score) => {
      const steps = this.#steps(score, terms);
      if (!several) return make("div", "", ...steps);
      const name = this.#names.name(score.id) ?? make("span", "", score.id);
      return fold(score.id, [make("span", "bilan-terms__line", name, make("span", "bilan-terms__value", this.#number(score.value, score.unit)))], steps);
    });
    const inside = place.contains(document.activeElement);
    place.replaceChildren(...scores);
    for (const step of this.#folds(place)) step.open = open.has(step.dataset.step);
    if (inside) place.querySelector("summary")?.focus();
  }

  /** @param {Element} place */
  #folds(place) {
    return [...place.querySelectorAll("details")];
  }

  /**
   * @param {ScoreSteps} score
   * @param {SumSteps} terms
   */
  #steps(score, terms) {
    const sum = score.sum ? terms.steps(score.sum, score.id) : [make("p", "", this.#strings.text("by_scorer"))];
    const { out_of: outOf, raw } = score;
    if (outOf !== null) sum.push(make("p", "", this.#strings.text("out_of", { maximum: outOf, tally: terms.tally(raw) })));
    const changes = score.modifiers.map((change) => this.#change(change, score));
    return [
      this.#step("step_points", sum),
      changes.length ? this.#step("step_changes", [make("ol", "bilan-terms", ...changes)]) : undefined,
      score.level ? this.#step("step_level", this.#level(score.level)) : undefined,
    ].filter((step) => step !== undefined);
  }

  /**
   * @param {"step_points" | "step_changes" | "step_level"} title
   * @param {(HTMLElement | undefined)[]} content
   */
  #step(title, content) {
    return make("div", "bilan-steps", make("p", "bilan-steps__title", this.#strings.text(title)), ...content);
  }

  /**
   * @param {ModifierStep} change
   * @param {ScoreSteps} score
   */
  #change({ position, kind, number, applied, before, after, when }, { id, unit }) {
    const words =
      kind === "round" ? this.#strings.count("change_round", number) : textOf(this.#strings, "change", kind, { number: this.#amount(number, kind, unit) });
    const result = applied
      ? this.#strings.text("from_to", { before: this.#number(before, unit, DECIMALS), after: this.#number(after, unit, DECIMALS) })
      : this.#strings.text("not_applied");
    const reasons = this.#parts.need("reasons");
    const reason = reasons instanceof HTMLTemplateElement ? this.#parts.in(reasons.content, "reason", `${id}.${position}`) : null;
    const why = reason ? copies(reason) : when ? [this.#strings.text("condition"), " ", make("code", "", when.text)] : [];
    const line = make("div", "bilan-terms__line", make("span", "", words), make("span", "bilan-terms__value", result));
    return make("li", applied ? "" : "bilan-terms__left", line, why.length ? make("p", "bilan-terms__how", ...why) : undefined);
  }

  /** @param {Level} level */
  #level({ in: unit, number, shown, decides, bands, gates, reached, band }) {
    const compared = decides === "shown" ? shown : number;
    const rows = bands.map(({ id, passed, when }) => {
      const term = this.#parts.need("band", id);
      const state = when && !when.holds ? "band_passed_over" : passed ? "band_passed" : "band_not_passed";
      const value = make("span", "bilan-terms__value", this.#strings.text(state));
      const from = this.#parts.in(term, "term-from")?.textContent ?? "";
      const title = make("span", "", ...copies(this.#parts.in(term, "term-title")), " ", make("small", "", from));
      const row = make("li", "", make("div", "bilan-terms__line", title, value));
      if (id === band) row.setAttribute("aria-current", "true");
      return row;
    });
    const held = gates.filter(({ holds }) => holds).map(({ id }) => make("li", "", ...copies(this.#parts.need("gate", id))));
    const capped = held.length > 0 && reached !== band;
    return [
      make("p", "", this.#strings.text("compared", { number: this.#number(compared, unit) })),
      make("ul", "bilan-terms", ...rows),
      capped ? make("p", "", this.#strings.text("capped")) : undefined,
      held.length ? make("ul", "bilan-gates", ...held) : undefined,
    ];
  }

  /**
   * @param {number | null} number
   * @param {"percent" | "points"} unit
   * @param {number} [decimals] at most; as many as the number has if left out
   */
  #number(number, unit, decimals) {
    if (number === null) return this.#strings.text("no_score");
    const shown = decimals === undefined ? number : rounded(number, decimals);
    return unit === "percent" ? this.#strings.percent(shown) : this.#strings.count("worth", shown);
  }

  /**
   * What a modifier works with: a factor has no unit.
   * @param {number} number
   * @param {string} kind
   * @param {"percent" | "points"} unit
   */
  #amount(number, kind, unit) {
    return kind === "multiply" ? this.#strings.number(number) : this.#number(number, unit);
  }
}
