// What the page calls the things that the engine knows by id: a link to where each stands, and answers in the words of the form.

import { make } from "../text/elements.js";
import { isShown } from "../form/items.js";
import { copies } from "../text/page-text.js";
import { withUnit } from "../form/units.js";

/** @typedef {import("../answers/answer-file.js").Entry} Entry */

export class PageNames {
  #root;
  #strings;

  /**
   * @param {HTMLElement} root the element that holds the form and the result, with the attribute `checklist`
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(root, strings) {
    this.#root = root;
    this.#strings = strings;
  }

  /**
   * The name of a question, a section, a score or a reading, linked to its place; undefined if it has none, as a group.
   * @param {string} id
   * @returns {HTMLElement | undefined}
   */
  name(id) {
    const item = this.question(id);
    // What is not asked has no place to go to.
    if (item && !isShown(item)) return make("span", "", ...copies(item.querySelector('[data-bilan="text"]')));
    if (item) {
      const number = item.querySelector(".bilan-item__number")?.textContent ?? "";
      return link(`#${item.id}`, `${number} `, ...copies(item.querySelector('[data-bilan="text"]')));
    }
    const section = this.#root.querySelector(`li[data-section="${id}"] a`);
    if (section) return link(section.getAttribute("href") ?? "", ...copies(section));
    const reading = this.#root.querySelector(`li[data-reading="${id}"] a`);
    if (reading) return link(reading.getAttribute("href") ?? "", ...copies(reading));
    const score = this.#root.querySelector(`[data-score="${id}"] :is(.bilan-score__name, .bilan-scores__name)`);
    return score ? make("span", "", ...copies(score)) : undefined;
  }

  /**
   * @param {string} id
   * @returns {HTMLElement | null}
   */
  question(id) {
    return this.#root.querySelector(`fieldset[data-item="${id}"]`);
  }

  /**
   * Whether a question is a box to tick.
   * @param {string} id
   */
  isBox(id) {
    return this.question(id)?.dataset.kind === "check";
  }

  /**
   * What to do about a question whose answer is weak, if its author says so.
   * @param {string} id
   */
  action(id) {
    return copies(this.question(id)?.querySelector('[data-bilan="action"]'));
  }

  /**
   * What a reader answered, in the words of the form.
   * @param {string} item
   * @param {Entry | null} entry
   */
  answer(item, entry) {
    const { value, state } = entry ?? {};
    const question = this.question(item);
    if (state) return this.#label(item, `:${state}`);
    if (this.isBox(item)) return this.#strings.text(value ? "box_ticked" : "box_unticked");
    if (value === undefined || value === null || value === "") return this.#strings.text("why_unanswered");
    if (typeof value === "number") return withUnit(question, value, this.#strings);
    if (question?.dataset.kind === "text") return String(value);
    return [value].flat().map((choice) => this.#label(item, String(choice))).join(", ");
  }

  /**
   * @param {string} item
   * @param {string} value
   */
  #label(item, value) {
    const controls = /** @type {NodeListOf<HTMLInputElement | HTMLOptionElement> | undefined} */ (this.question(item)?.querySelectorAll("input, option"));
    const control = [...(controls ?? [])].find((input) => input.value === value);
    if (control instanceof HTMLOptionElement) return control.text;
    return control?.labels?.[0]?.querySelector("span")?.firstChild?.textContent?.trim() ?? value;
  }
}

/**
 * @param {string} address
 * @param {...(Node | string)} content
 */
function link(address, ...content) {
  const element = document.createElement("a");
  element.href = address;
  element.append(...content);
  return element;
}
