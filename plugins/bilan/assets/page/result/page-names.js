// What the page calls the things that the engine knows by id: a link to where each stands, and answers in the words of the form.

import { isShown } from "../form/items.js";
import { kindOf } from "../form/kinds.js";
import { withUnit } from "../form/units.js";
import { make } from "../text/elements.js";
import { copies } from "../text/page-text.js";

/** @typedef {import("../answers/answer-file.js").Entry} Entry */

export class PageNames {
  #parts;
  #strings;

  /**
   * @param {import("../template/parts.js").Parts} parts
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(parts, strings) {
    this.#parts = parts;
    this.#strings = strings;
  }

  /**
   * The name of a question, a section, a score or a reading, linked to its place; undefined if it has none, as a group.
   * @param {string} id
   * @returns {HTMLElement | undefined}
   */
  name(id) {
    const item = this.question(id);
    const text = copies(this.#parts.in(item, "text"));
    // What is not asked has no place to go to.
    if (item && !isShown(item)) return make("span", "", ...text);
    if (item) return link(`#${item.id}`, `${this.#parts.in(item, "question-number")?.textContent ?? ""} `, ...text);
    const row = this.#parts.in(this.#parts.get("section-row", id) ?? this.#parts.get("reading-row", id), "row-link");
    if (row) return link(row.getAttribute("href") ?? "", ...copies(row));
    const score = this.#parts.get("score-name", id);
    return score ? make("span", "", ...copies(score)) : undefined;
  }

  /** @param {string} id */
  question(id) {
    return this.#parts.get("question", id);
  }

  /**
   * Whether a question is a box to tick.
   * @param {string} id
   */
  isBox(id) {
    const question = this.question(id);
    return Boolean(question && kindOf(question).isBox);
  }

  /**
   * What to do about a question whose answer is weak, if its author says so.
   * @param {string} id
   */
  action(id) {
    return copies(this.#parts.in(this.question(id), "action"));
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
    if (typeof value === "number") return withUnit(this.#parts.in(question, "unit"), value, this.#strings);
    if (question && kindOf(question).field === "text-field") return String(value);
    return [value]
      .flat()
      .map((choice) => this.#label(item, String(choice)))
      .join(", ");
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
