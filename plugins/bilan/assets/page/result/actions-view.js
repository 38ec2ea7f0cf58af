// Shows what to do: the advice that applies, and the actions of the weakest answers.

import { copies } from "../text/page-text.js";

const AT_FIRST = 3;

export class ActionsView {
  #view;
  #all = false;
  /** @type {string[]} */
  #actions = [];
  /** @type {HTMLElement[]} where actions stand that are not shown here */
  #besides = [];

  /** @param {import("./result-view.js").ResultView} view holds the parts */
  constructor(view) {
    this.#view = view;
  }

  /** @param {string[]} actions ids of advice and of items, the weakest first */
  show(actions) {
    this.#actions = actions;
    // A page may show one section only; what it does not show, it can't link to.
    const find = (/** @type {string} */ id) => this.#view.find(`[data-advice="${id}"], fieldset[data-item="${id}"]`);
    const places = actions.map(find).filter((place) => place !== null);
    const shown = this.#all ? places : places.slice(0, AT_FIRST);
    this.#view.part("actions")?.replaceChildren(...shown.map(entryOf));
    // Paper tells them beside the answers (paper.css).
    for (const place of this.#besides) delete place.dataset.advised;
    this.#besides = places.slice(shown.length);
    for (const place of this.#besides) place.dataset.advised = "";
    this.#view.toggle("all-actions", shown.length < places.length);
    this.#view.toggle("actions-intro", places.length > 0);
    this.#view.toggle("actions-none", places.length === 0);
  }

  /** Show every action, not only the first few, and move to the first that was not shown. */
  showAll() {
    this.#all = true;
    this.show(this.#actions);
    const entry = this.#view.part("actions")?.children[AT_FIRST];
    if (!(entry instanceof HTMLElement)) return;
    entry.tabIndex = -1;
    entry.focus();
  }

  /** Show the first few again the next time. */
  clear() {
    this.#all = false;
  }
}

/** @param {HTMLElement} place of the advice, or of the question whose answer is weak */
function entryOf(place) {
  const copied = (/** @type {string} */ name) => copies(place.querySelector(`[data-bilan="${name}"]`));
  const entry = document.createElement("li");
  const action = document.createElement("p");
  const link = document.createElement("a");
  if (place.dataset.item) action.append(...copied("action"));
  else action.append(...copies(place));
  entry.append(action);
  link.append(...copied("text"));
  link.href = `#${place.id}`;
  if (place.dataset.item) entry.append(link);
  return entry;
}
