// What the conditions hide and show. The result decides; until there is one, what the latest result on this device said does, or
// while nothing is answered what the build knew of an empty form.

import { isShown, itemsIn } from "./items.js";

// `hidden` would also leave things out on paper, where a form that is not filled in is complete.
const AWAY = "away";

/** @typedef {{ items: string[], sections: string[], choices: string[] }} Hidden ids; a choice's with its item's before it */

/**
 * A question, a section, a choice or a matrix, and whether it is away, once that is known; where a question says its number. Each is looked
 * up once: a long page has thousands.
 * @typedef {{ element: HTMLElement, item?: string, section?: string, choice?: string, away?: boolean, number?: number, numbers?: Element[] }} Part
 */

const PARTS = /** @type {const} */ (["questions", "section", "choice", "list-choice"]);

export class Visibility {
  #root;
  #checklist;
  #known;
  /** @type {Part[]} */
  #parts;
  /** @type {{ part: Part, rows: HTMLElement[] }[]} */
  #matrices;

  /** Whether anything may be hidden at all. */
  isConditional;

  /**
   * @param {HTMLElement} root the element that holds the form and the result
   * @param {import("../template/parts.js").Parts} known its parts
   * @param {string} checklist its id
   */
  constructor(root, known, checklist) {
    this.#root = root;
    this.#known = known;
    this.#checklist = checklist;
    this.#parts = known.all(...PARTS).map((element) => ({ element, item: element.dataset.item, section: element.dataset.section }));
    this.#matrices = known.all("matrix").map((element) => ({ part: { element }, rows: itemsIn(element) }));
    this.isConditional = known.get("conditional") !== null;
  }

  /** Nothing is answered, or no score has come yet. On paper everything is shown then, with notes. */
  showBlank() {
    for (const part of this.#parts) this.#put(part, part.element.hasAttribute("data-later"));
    this.#finish("blank");
  }

  /** There can be no score, so nobody knows what applies: everything is shown, with notes. */
  showAll() {
    for (const part of this.#parts) this.#put(part, false);
    this.#finish("");
  }

  /**
   * Show what a result shows.
   * @param {import("../result/result.js").Result} result
   * @returns {number} how many questions appeared
   */
  apply(result) {
    return this.#hide(Visibility.hiddenBy(result));
  }

  /**
   * Show what the latest result showed, as far as `hidden` tells.
   * @param {unknown} hidden what `hiddenBy` gave for it, as it was kept
   */
  recall(hidden) {
    const { items, sections, choices } = /** @type {any} */ (hidden ?? {});
    if ([items, sections, choices].every(Array.isArray)) this.#hide({ items, sections, choices });
  }

  /**
   * @param {import("../result/result.js").Result} result
   * @returns {Hidden}
   */
  static hiddenBy(result) {
    return {
      items: result.items.filter(({ state }) => state === "hidden").map(({ id }) => id),
      sections: result.sections.filter((section) => section.hidden).map(({ id }) => id),
      choices: (result.hidden_choices ?? []).map(([item, choice]) => `${item} ${choice}`),
    };
  }

  /**
   * @param {Hidden} hidden
   * @returns {number} how many questions appeared
   */
  #hide(hidden) {
    const [items, sections, choices] = [hidden.items, hidden.sections, hidden.choices].map((ids) => new Set(ids));
    let appeared = 0;
    for (const part of this.#parts) {
      if (part.item) appeared += Number(this.#put(part, items.has(part.item)));
      else if (part.section) this.#put(part, sections.has(part.section));
      else this.#put(part, choices.size > 0 && choices.has((part.choice ??= choiceOf(part.element))));
    }
    this.#finish("live");
    return appeared;
  }

  /**
   * @param {Part} part
   * @param {boolean} away
   * @returns {boolean} whether it appeared
   */
  #put(part, away) {
    if (part.away === away) return false;
    const { element, section } = part;
    const was = AWAY in element.dataset;
    part.away = away;
    if (away !== was) element.toggleAttribute(`data-${AWAY}`, away);
    // Not every browser leaves an option out of the list that is not displayed.
    if (element instanceof HTMLOptionElement) element.disabled = away;
    if (section && (away || was)) this.#listSection(section, !away);
    return was && !away;
  }

  /** @param {"blank" | "live" | ""} state */
  #finish(state) {
    if (state) this.#root.dataset.conditions = state;
    else delete this.#root.dataset.conditions;
    for (const { part, rows } of this.#matrices) this.#put(part, !rows.some(isShown));
    this.#number((part) => !part.away);
    this.#keepFocus();
  }

  /** Paper shows all questions of a form that is not filled in. */
  numberForPaper() {
    if (this.#root.dataset.conditions !== "live") this.#number(() => true);
  }

  /** The screen shows those that are asked. */
  numberForScreen() {
    this.#number((part) => !part.away);
  }

  /**
   * Number questions from 1 on, without holes.
   * @param {(part: Part) => boolean} isNumbered
   */
  #number(isNumbered) {
    let [shown, all] = [0, 0];
    for (const part of this.#parts.filter(({ item }) => item)) {
      all += 1;
      const number = isNumbered(part) ? ++shown : all;
      if (part.number === number) continue;
      part.number = number;
      part.numbers ??= [...part.element.querySelectorAll(this.#known.selector("number"))];
      for (const place of part.numbers) place.textContent = String(number);
    }
  }

  /**
   * Lists of sections, the page's own among them, name only those that are shown.
   * @param {string} section
   * @param {boolean} shown
   */
  #listSection(section, shown) {
    for (const link of document.querySelectorAll(`a[href="#${CSS.escape(`${this.#checklist}.${section}`)}"]`)) {
      const entry = link.closest(`nav li, ${this.#known.selector("section-row")}`);
      if (entry instanceof HTMLElement) entry.hidden = !shown;
    }
  }

  /** Where the control that has the focus goes away, the next question that is shown gets it. */
  #keepFocus() {
    const active = document.activeElement;
    if (!active || !this.#root.contains(active) || !active.closest("[data-away]")) return;
    const items = itemsIn(this.#root);
    const place = items.findIndex((item) => item.contains(active));
    const isOpen = (/** @type {Element} */ element) => !element.closest("[data-away]");
    const next = [...items.slice(place), ...items.slice(0, Math.max(0, place)).reverse()].find(isOpen);
    const control = [...(next?.querySelectorAll("input, textarea, select") ?? [])].find(isOpen);
    if (control instanceof HTMLElement) control.focus();
  }
}

/** @param {HTMLElement} choice a label around its control, or an option */
function choiceOf(choice) {
  const item = choice.closest("fieldset")?.dataset.item;
  return `${item} ${choice instanceof HTMLOptionElement ? choice.value : choice.querySelector("input")?.value}`;
}
