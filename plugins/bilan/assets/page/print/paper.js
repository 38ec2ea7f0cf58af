// Makes a page ready for paper, and puts it back as it was: what styles (paper.css) can't do in every browser.

import { today } from "../text/dates.js";
import { make } from "../text/elements.js";
import { write } from "../text/page-text.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

export class Paper {
  #parts;
  #strings;
  /** @type {(() => void)[]} each puts back what was done */
  #undo = [];

  /**
   * @param {import("../template/parts.js").Parts} parts
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(parts, strings) {
    this.#parts = parts;
    this.#strings = strings;
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    addEventListener("beforeprint", () => this.#prepare(), { signal });
    addEventListener("afterprint", () => this.#putBack(), { signal });
  }

  #prepare() {
    this.#putBack();
    write(this.#parts.get("printed"), this.#strings.text("printed", { date: this.#strings.date(today()) }));
    this.#keepPlace();
    this.#turnAround();
    const fields = /** @type {Field[]} */ (this.#parts.all("paper-field"));
    for (const field of fields) this.#writeOut(field);
  }

  #putBack() {
    for (const undo of this.#undo.splice(0).reverse()) undo();
  }

  /** What is moved loses the focus, and the page its place. */
  #keepPlace() {
    const [active, { scrollX, scrollY }] = [document.activeElement, window];
    this.#undo.push(() => {
      if (active instanceof HTMLElement && active !== document.activeElement) active.focus({ preventScroll: true });
      scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
    });
  }

  /** On the page the result follows the questions; on paper it is what one reads first, and how it came about last. Styles could change the
   * order as well, but not every browser breaks pages within what they change it by. */
  #turnAround() {
    const [score, title, steps] = [this.#parts.get("score"), this.#parts.get("answers-title"), this.#parts.get("explanation")];
    if (!score || !title) return;
    if (steps) this.#move(steps, score);
    this.#move(score, title);
  }

  /**
   * @param {Element} element
   * @param {Element} place before which it is to stand
   */
  #move(element, place) {
    const mark = document.createComment("");
    element.before(mark);
    place.before(element);
    this.#undo.push(() => mark.replaceWith(element));
  }

  /**
   * A field shows a part of a long text, and is never broken over pages; one for a date speaks the browser's language.
   * @param {Field} field
   */
  #writeOut(field) {
    if (!field.value) return;
    const isDate = field.type === "date";
    const text = field instanceof HTMLSelectElement ? field.selectedOptions[0].text : field.value;
    const written = make("span", "bilan-written", isDate ? this.#strings.date(new Date(field.value)) : text);
    field.after(written);
    this.#undo.push(() => written.remove());
  }
}
