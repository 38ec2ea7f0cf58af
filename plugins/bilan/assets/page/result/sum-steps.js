// The steps from answers to a sum: each term with what it brings, and folded behind it what it is made of itself.

import { fold, make } from "../text/elements.js";
import { copies } from "../text/page-text.js";
import { textOf } from "./result.js";

/** @typedef {import("./explanation.js").Sum} Sum */
/** @typedef {import("./explanation.js").Term} Term */
/** @typedef {import("./explanation.js").ItemStep} ItemStep */

// Why an answer does not count goes without saying where there is none to give, or none that could.
const UNTOLD = ["hidden", "unscored"];

export class SumSteps {
  #names;
  #strings;
  #items;
  #sums;

  /**
   * @param {import("./explanation.js").Explanation} explanation
   * @param {import("./page-names.js").PageNames} names
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(explanation, names, strings) {
    this.#names = names;
    this.#strings = strings;
    this.#items = new Map(explanation.items.map((item) => [item.id, item]));
    this.#sums = new Map([...explanation.sections, ...explanation.groups].map((sum) => [sum.id, sum]));
  }

  /**
   * The terms of a sum, what does not count in it, and what it comes to.
   * @param {Sum} sum
   * @param {string} path names the steps that lead here
   * @returns {HTMLElement[]}
   */
  steps(sum, path) {
    const left = [...this.#items.values()].filter((item) => item.section === sum.id && !item.counts && item.why && !UNTOLD.includes(item.why));
    return [
      make("ul", "bilan-terms", ...sum.terms.map((term) => make("li", "", this.#term(term, sum, path))), this.#leftOut(left), this.#missing(sum)),
      make("p", "bilan-total", make("span", "", this.#total(sum)), make("b", "", this.tally(sum))),
    ];
  }

  /**
   * Points, maximum and percentage in words.
   * @param {import("./explanation.js").Tally} tally
   */
  tally({ points, maximum, percent }) {
    if (points === null || maximum === null) return this.#strings.text("no_score");
    const words = this.#strings.count("points", points, { maximum });
    return percent === null ? words : this.#strings.text("points_in_percent", { points: words, percent: this.#strings.percent(percent) });
  }

  /** @param {Sum} sum */
  #total({ combine, divisor }) {
    const words = textOf(this.#strings, "sum", combine);
    return divisor === null ? words : this.#strings.text("divided", { total: words, divisor });
  }

  /**
   * @param {Term} term
   * @param {Sum} sum
   * @param {string} path
   */
  #term(term, sum, path) {
    const inner = term.sum ?? this.#sums.get(term.id);
    const name = this.#named(term.id, inner);
    const value = make("span", "bilan-terms__value", this.#brought(term, sum));
    const item = this.#items.get(term.id);
    if (item) return make("div", "", make("div", "bilan-terms__line", name, value), make("p", "bilan-terms__how", this.#how(item)));
    if (!inner) return make("div", "bilan-terms__line", name, value);
    const key = `${path}/${term.id}`;
    // A link inside what unfolds could not be told from it.
    return fold(key, [make("span", "bilan-terms__line", make("span", "", ...copies(name)), value)], this.steps(inner, key));
  }

  /**
   * What a member is called; groups have no name.
   * @param {string} id
   * @param {Sum | undefined} inner
   */
  #named(id, inner) {
    return this.#names.name(id) ?? make("span", "", this.#strings.count("group_of", inner?.terms.length ?? 0));
  }

  /**
   * What a term brings to its sum.
   * @param {Term} term
   * @param {Sum} sum
   */
  #brought({ percent, points, maximum, weight, weighted }, { of: unit }) {
    const words = (/** @type {number | null} */ number, /** @type {number | null} */ most) =>
      unit === "percent" ? this.#strings.percent(number ?? 0) : this.#strings.count("points", number ?? 0, { maximum: most ?? 0 });
    const number = words(unit === "percent" ? percent : points, maximum);
    return weight === 1 ? number : this.#strings.text("times", { number, weight, weighted: words(weighted.points, weighted.maximum) });
  }

  /**
   * From the answer to its points.
   * @param {ItemStep} item
   */
  #how({ id, answer, state, raw, reversed, weight, earned, why }) {
    if (state === "hidden") return this.#strings.text("by_rule_hidden");
    const entry = state === "answered" && answer !== null ? { value: answer } : state === "dont-know" || state === "not-applicable" ? { state } : null;
    const given = this.#names.answer(id, /** @type {import("../answers/answer-file.js").Entry} */ (entry));
    const parts = [this.#strings.text("your_answer", { answer: given })];
    if (raw !== null) {
      parts.push(this.#strings.count("worth", raw));
      if (reversed !== undefined) parts.push(this.#strings.text("reversed", { points: reversed }));
      if (weight !== 1) parts.push(this.#strings.text("weighted", { weight, points: earned ?? 0 }));
    } else if (why) parts.push(this.#strings.text("by_rule"));
    return parts.join(" → ");
  }

  /** @param {ItemStep[]} items */
  #leftOut(items) {
    if (!items.length) return undefined;
    const named = items.flatMap(({ id, why }, position) => {
      const reason = textOf(this.#strings, "why", why ?? "unanswered");
      return [position ? ", " : "", this.#names.name(id) ?? id, ` (${reason})`];
    });
    return make("li", "bilan-terms__left", this.#strings.text("not_counted"), " ", ...named);
  }

  /**
   * What does not count, and without which there is no number.
   * @param {Sum} sum
   */
  #missing({ missing = [] }) {
    if (!missing.length) return undefined;
    const named = missing.flatMap((id, position) => [position ? ", " : "", this.#named(id, this.#sums.get(id))]);
    return make("li", "bilan-terms__left", this.#strings.text("needed"), " ", ...named);
  }
}
