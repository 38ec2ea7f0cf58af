// Shows what to do: the advice that applies, and the actions of the weakest answers.

import { copies, show } from "../text/page-text.js";

const AT_FIRST = 3;

export class ActionsView {
  #parts;
  #all = false;
  /** @type {string[]} */
  #actions = [];
  /** @type {HTMLElement[]} where actions stand that are not shown here */
  #besides = [];

  /** @param {import("../template/parts.js").Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {string[]} actions ids of advice and of items, the weakest first */
  show(actions) {
    this.#actions = actions;
    // A page may show one section only; what it does not show, it can't link to.
    const find = (/** @type {string} */ id) => this.#parts.get("advice", id) ?? this.#parts.get("question", id);
    const places = actions.map(find).filter((place) => place !== null);
    const shown = this.#all ? places : places.slice(0, AT_FIRST);
    const list = places.length ? this.#parts.need("actions") : this.#parts.get("actions");
    list?.replaceChildren(...shown.map((place) => this.#entry(place)));
    // Paper tells them beside the answers (paper.css).
    for (const place of this.#besides) delete place.dataset.advised;
    this.#besides = places.slice(shown.length);
    for (const place of this.#besides) place.dataset.advised = "";
    this.#parts.toggle("all-actions", shown.length < places.length);
    this.#parts.toggle("actions-intro", places.length > 0);
    show(this.#parts.get("actions-none"), places.length === 0);
  }

  /** Show every action, not only the first few, and move to the first that was not shown. */
  showAll() {
    this.#all = true;
    this.show(this.#actions);
    const entry = this.#parts.get("actions")?.children[AT_FIRST];
    if (!(entry instanceof HTMLElement)) return;
    entry.tabIndex = -1;
    entry.focus();
  }

  /** Show the first few again the next time. */
  clear() {
    this.#all = false;
  }

  /** @param {HTMLElement} place of the advice, or of the question whose answer is weak */
  #entry(place) {
    const entry = document.createElement("li");
    const action = document.createElement("p");
    entry.append(action);
    if (!place.dataset.item) {
      action.append(...copies(place));
      return entry;
    }
    const link = document.createElement("a");
    link.href = `#${place.id}`;
    link.append(...copies(this.#parts.in(place, "text")));
    action.append(...copies(this.#parts.in(place, "action")));
    entry.append(link);
    return entry;
  }
}
