// All questions of a form together: shows the answers that are kept, tells what a reader did to one. Answers change only by what is done to
// a control; what the controls show may be a browser's doing.

import { EVIDENCE } from "../answers/answer-file.js";
import { entryIn, fieldsOf, withFields } from "../answers/answer-parts.js";
import { partIn } from "../template/parts.js";
import { show } from "../text/page-text.js";
import { evidencePart, offerEvidence, openEvidence, readEvidence, removeEvidence, writeEvidence } from "./evidence.js";
import { isShown, itemsIn } from "./items.js";
import { answerAfter, isChosen, readItem, writeItem } from "./question-controls.js";

/** @typedef {import("../answers/answer-file.js").Entry} Entry */
/** @typedef {import("../answers/answer-parts.js").Fields} Fields */

export class Questionnaire {
  #root;
  #parts;
  #strings;
  #items;
  #lists;

  /**
   * @param {HTMLElement} root the element that holds the form
   * @param {import("../template/parts.js").Parts} parts its parts
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(root, parts, strings) {
    this.#root = root;
    this.#parts = parts;
    this.#strings = strings;
    this.#items = itemsIn(root).map((item) => ({ item, clear: partIn(item, "clear") }));
    this.#lists = this.#items.filter(({ item }) => partIn(item, "list")).map(({ item }) => item);
  }

  /**
   * What was answered while the scripts were still on their way, by question. The page itself marks these (templates/bilan/early.js); where
   * it may not, what the form shows can only be the reader's if the browser did not bring the page back.
   * @returns {[string, Fields][]}
   */
  early() {
    const isMarked = this.#root.hasAttribute("data-early");
    const [{ type = "" } = {}] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    const isEarly = (/** @type {HTMLElement} */ item) => item.hasAttribute("data-touched");
    const early = this.#items.filter(({ item }) => (isMarked ? isEarly(item) : type === "navigate" && readItem(item)));
    return early.map(({ item }) => [nameOf(item), fieldsOf(readItem(item), ["value"])]);
  }

  /** @param {Record<string, Entry>} answers */
  show(answers) {
    for (const { item } of this.#items) this.#show(item, entryIn(answers, nameOf(item)));
  }

  /**
   * Show the choices of the lists again, after what they offer has changed.
   * @param {Record<string, Entry>} answers
   */
  showLists(answers) {
    for (const item of this.#lists) writeItem(item, entryIn(answers, nameOf(item)), this.#strings);
  }

  /**
   * What a reader changed of a question by a control, which is shown.
   * @param {HTMLFieldSetElement} item
   * @param {EventTarget | null} touched
   * @param {Record<string, Entry>} answers before
   * @returns {Fields}
   */
  changed(item, touched, answers) {
    const part = evidencePart(touched);
    if (part) return fieldsOf(readEvidence(item), [part]);
    const before = entryIn(answers, nameOf(item));
    const fields = fieldsOf(answerAfter(item, touched, before), ["value"]);
    this.#show(item, withFields(before, fields));
    return fields;
  }

  /**
   * The same after the reader took an answer back.
   * @param {HTMLFieldSetElement} item
   * @param {Record<string, Entry>} answers before
   * @returns {Fields}
   */
  cleared(item, answers) {
    const control = item.querySelector("input:checked");
    if (control instanceof HTMLInputElement) control.focus();
    const fields = fieldsOf(undefined, ["value"]);
    this.#show(item, withFields(entryIn(answers, nameOf(item)), fields));
    return fields;
  }

  /** Offer at once what has its place already, or all that stands below would move up and down again. */
  offerEvidence() {
    for (const { item } of this.#items) offerEvidence(item);
  }

  /** @param {HTMLFieldSetElement} item */
  openEvidence(item) {
    const form = this.#evidenceForm;
    if (form) openEvidence(item, form);
  }

  /**
   * The same after the reader removed what was written beside an answer.
   * @param {HTMLFieldSetElement} item
   * @returns {Fields}
   */
  withoutEvidence(item) {
    removeEvidence(item);
    return fieldsOf(undefined, [...EVIDENCE]);
  }

  /** Offer to clear what can't be unticked. */
  offerToClear() {
    for (const { item, clear } of this.#items) show(clear, isChosen(item));
  }

  /** The questions that are shown, each with its answer. */
  get asked() {
    return this.#items.filter(({ item }) => isShown(item)).map(({ item }) => ({ item, answer: readItem(item) }));
  }

  /**
   * @param {HTMLFieldSetElement} item
   * @param {Entry | undefined} entry
   */
  #show(item, entry) {
    const form = this.#evidenceForm;
    writeItem(item, entry, this.#strings);
    if (form) writeEvidence(item, entry, form);
  }

  get #evidenceForm() {
    const form = this.#parts.get("evidence-form");
    return form instanceof HTMLTemplateElement ? form : null;
  }
}

/** @param {HTMLFieldSetElement} item */
function nameOf(item) {
  return item.dataset.item ?? "";
}
