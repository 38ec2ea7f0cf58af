// Shows what would bring a score to a better level: the few answers that reach the next one.

import { make } from "../text/elements.js";
import { copies } from "../text/page-text.js";
import { PageNames } from "./page-names.js";

/** @typedef {import("./explanation.js").Lift} Lift */
/** @typedef {import("./explanation.js").Change} Change */

export class LiftView {
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
   * @param {Lift} lift
   * @param {"percent" | "points"} unit of the score
   * @param {Element} place
   */
  show(lift, unit, place) {
    const content = this.#next(lift, unit).filter((part) => part !== undefined);
    const focused = place.contains(document.activeElement);
    place.replaceChildren(...content);
    if (focused) place.querySelector("a")?.focus();
    this.#parts.toggle("lift", content.length > 0);
  }

  /**
   * @param {Lift} lift
   * @param {"percent" | "points"} unit
   */
  #next({ better, value, next, band, changes, reaches, ties, stopped }, unit) {
    if (!next) return band && better !== "neither" ? [make("p", "", this.#strings.text("lift_top"))] : [];
    if (!changes) return [make("p", "", this.#strings.text(stopped ? "lift_stopped" : "lift_none", { band: this.#band(next.id) }))];
    const others = ties.map((tie) => make("li", "", this.#list(tie, null, unit)));
    const more = others.length
      ? make("details", "bilan-fold", make("summary", "", this.#strings.count("lift_ties", others.length)), make("ol", "bilan-ties", ...others))
      : undefined;
    return [
      make("p", "", this.#strings.count("lift_changes", changes.length, { band: this.#band(reaches ?? next.id) })),
      this.#list(changes, value, unit),
      stopped ? make("p", "bilan-lift__note", this.#strings.text("lift_maybe_less")) : undefined,
      more,
    ];
  }

  /**
   * What to do, what the score then is, and which answer that stands for.
   * @param {Change[]} changes
   * @param {number | null} before the score as it is
   * @param {"percent" | "points"} unit
   */
  #list(changes, before, unit) {
    const entries = changes.map(({ item, from, to, value, action: isOffered }) => {
      const values = { from: this.#names.answer(item, from), to: this.#names.answer(item, to) };
      const answer = make("p", "", this.#strings.text(from ? "lift_change" : this.#names.isBox(item) ? "lift_tick" : "lift_answer", values));
      const name = this.#names.name(item) ?? item;
      const action = isOffered && !this.#isTold(item) ? this.#names.action(item) : [];
      const numbers = before === null || typeof value !== "number" ? undefined : { before: this.#number(before, unit), after: this.#number(value, unit) };
      const gain = numbers ? make("strong", "bilan-changes__gain", this.#strings.text("from_to", numbers)) : "";
      before = value ?? null;
      return action.length ? make("li", "", make("p", "bilan-changes__action", ...action, " ", gain), name, answer) : make("li", "", name, " ", gain, answer);
    });
    return make("ul", "bilan-changes", ...entries);
  }

  /**
   * Whether the action of an item stands in the list of what to do already.
   * @param {string} item
   */
  #isTold(item) {
    const id = this.#names.question(item)?.id;
    return this.#parts.get("actions")?.querySelector(`a[href="#${id}"]`) != null;
  }

  /**
   * @param {number} value
   * @param {"percent" | "points"} unit
   */
  #number(value, unit) {
    return unit === "percent" ? this.#strings.percent(value) : this.#strings.count("worth", value);
  }

  /** @param {string} id */
  #band(id) {
    const title = this.#parts.in(this.#parts.need("band", id), "term-title");
    return make("span", "", ...copies(title)).textContent ?? id;
  }
}
