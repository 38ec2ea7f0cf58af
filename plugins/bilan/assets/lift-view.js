// Shows what would lift a score: the few answers that reach the next level, and what can still become of it.

import { make } from "./elements.js";
import { PageNames } from "./page-names.js";
import { copies } from "./page-text.js";

/** @typedef {import("./explanation.js").Lift} Lift */
/** @typedef {import("./explanation.js").Change} Change */
/** @typedef {import("./explanation.js").Bound} Bound */

export class LiftView {
  #root;
  #strings;
  #names;

  /**
   * @param {HTMLElement} root the element that holds the form and the result
   * @param {import("./strings.js").Strings} strings
   */
  constructor(root, strings) {
    this.#root = root;
    this.#strings = strings;
    this.#names = new PageNames(root, strings);
  }

  /**
   * @param {Lift} lift
   * @param {"percent" | "points"} unit of the score
   * @param {Element} place
   */
  show(lift, unit, place) {
    const content = [...this.#next(lift), this.#bounds(lift, unit)].filter((part) => part !== undefined);
    const focused = place.contains(document.activeElement);
    place.replaceChildren(...content);
    if (focused) place.querySelector("a")?.focus();
    if (place.parentElement) place.parentElement.hidden = content.length === 0;
  }

  /** @param {Lift} lift */
  #next({ next, band, changes, reaches, ties, stopped }) {
    if (!next) return band ? [make("p", "", this.#strings.text("lift_top"))] : [];
    if (!changes) return [make("p", "", this.#strings.text(stopped ? "lift_stopped" : "lift_none", { band: this.#band(next.id) }))];
    const others = ties.map((tie) => make("li", "", this.#list(tie)));
    const more = others.length ? make("details", "bilan-fold", make("summary", "", this.#strings.count("lift_ties", others.length)), make("ol", "bilan-ties", ...others)) : undefined;
    return [
      make("p", "", this.#strings.count("lift_changes", changes.length, { band: this.#band(reaches ?? next.id) })),
      this.#list(changes),
      stopped ? make("p", "bilan-lift__note", this.#strings.text("lift_maybe_less")) : undefined,
      more,
    ];
  }

  /** @param {Change[]} changes */
  #list(changes) {
    return make(
      "ul",
      "bilan-changes",
      ...changes.map(({ item, from, to }) => {
        const values = { from: this.#names.answer(item, from), to: this.#names.answer(item, to) };
        const words = this.#strings.text(from ? "lift_change" : "lift_answer", values);
        return make("li", "", this.#names.name(item) ?? item, make("p", "", words));
      }),
    );
  }

  /**
   * @param {Lift} lift
   * @param {"percent" | "points"} unit
   */
  #bounds({ worst, best }, unit) {
    if (worst.value === null || best.value === null || worst.value === best.value) return undefined;
    const values = { worst: this.#bound(worst, unit), best: this.#bound(best, unit) };
    return make("p", "bilan-lift__note", this.#strings.text(worst.exact && best.exact ? "lift_bounds" : "lift_bounds_about", values));
  }

  /**
   * @param {Bound} bound
   * @param {"percent" | "points"} unit
   */
  #bound({ value, band }, unit) {
    const number = unit === "percent" ? this.#strings.percent(value ?? 0) : this.#strings.count("worth", value ?? 0);
    return band ? this.#strings.text("lift_bound", { number, band: this.#band(band) }) : number;
  }

  /** @param {string} id */
  #band(id) {
    const title = this.#root.querySelector(`dt[data-band="${id}"] [data-bilan="title"]`);
    return make("span", "", ...copies(title)).textContent ?? id;
  }
}
