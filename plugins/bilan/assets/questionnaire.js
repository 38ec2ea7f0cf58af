// All questions of a form together: shows the answers that are kept, tells what a reader did to one, counts them. Answers change only by
// what is done to a control; what the controls show may be a browser's doing.

import { EVIDENCE } from "./answer-file.js";
import { isEvidence, openEvidence, readEvidence, removeEvidence, writeEvidence } from "./evidence.js";
import { answerAfter, isChosen, readItem, writeItem } from "./form.js";
import { isShown, itemsIn } from "./items.js";
import { show } from "./page-text.js";

/** @typedef {import("./answer-file.js").Entry} Entry */

export class Questionnaire {
  #root;
  #strings;
  #items;
  #lists;

  /**
   * @param {HTMLElement} root the element that holds the form
   * @param {import("./strings.js").Strings} strings
   */
  constructor(root, strings) {
    this.#root = root;
    this.#strings = strings;
    this.#items = itemsIn(root).map((item) => ({ item, clear: item.querySelector('[data-bilan="clear"]') }));
    this.#lists = this.#items.filter(({ item }) => item.querySelector(":scope > .bilan-select")).map(({ item }) => item);
  }

  /**
   * What was answered while the scripts were still on their way, by question. The page itself marks these (templates/bilan/early.js); where
   * it may not, what the form shows can only be the reader's if the browser did not bring the page back.
   * @param {Record<string, Entry>} answers that are kept
   * @returns {[string, Entry | null][]}
   */
  early(answers) {
    const isMarked = this.#root.hasAttribute("data-early");
    const [{ type = "" } = {}] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    const isEarly = (/** @type {HTMLElement} */ item) => item.hasAttribute("data-touched");
    const early = this.#items.filter(({ item }) => (isMarked ? isEarly(item) : type === "navigate" && readItem(item)));
    return early.map(({ item }) => [nameOf(item), withAnswer(readItem(item), entryOf(item, answers))]);
  }

  /** @param {Record<string, Entry>} answers */
  show(answers) {
    for (const { item } of this.#items) this.#show(item, entryOf(item, answers));
  }

  /**
   * Show the choices of the lists again, after what they offer has changed.
   * @param {Record<string, Entry>} answers
   */
  showLists(answers) {
    for (const item of this.#lists) writeItem(item, entryOf(item, answers), this.#strings);
  }

  /**
   * What is to be kept of a question after a control was touched, which is shown.
   * @param {HTMLFieldSetElement} item
   * @param {EventTarget | null} touched
   * @param {Record<string, Entry>} answers before
   * @returns {Entry | null} null for nothing
   */
  changed(item, touched, answers) {
    const before = entryOf(item, answers);
    if (isEvidence(touched)) return withEvidence(readEvidence(item), before);
    const entry = withAnswer(answerAfter(item, touched, before), before);
    this.#show(item, entry);
    return entry;
  }

  /**
   * The same after the reader took an answer back.
   * @param {HTMLFieldSetElement} item
   * @param {Record<string, Entry>} answers before
   * @returns {Entry | null}
   */
  cleared(item, answers) {
    const control = item.querySelector("input:checked");
    if (control instanceof HTMLInputElement) control.focus();
    const entry = withAnswer(undefined, entryOf(item, answers));
    this.#show(item, entry);
    return entry;
  }

  /** @param {HTMLFieldSetElement} item */
  openEvidence(item) {
    const form = this.#evidenceForm;
    if (form) openEvidence(item, form);
  }

  /**
   * The same after the reader removed what was written beside an answer.
   * @param {HTMLFieldSetElement} item
   * @param {Record<string, Entry>} answers before
   * @returns {Entry | null}
   */
  withoutEvidence(item, answers) {
    removeEvidence(item);
    return withEvidence({}, entryOf(item, answers));
  }

  /** Count what is answered of what is shown, and offer to clear what can't be unticked. */
  count() {
    const counts = { answered: 0, questions: 0, ticked: 0, boxes: 0 };
    for (const { item, clear } of this.#items) {
      show(clear, isChosen(item));
      if (item.hasAttribute("data-optional") || !isShown(item)) continue;
      const answer = readItem(item);
      const box = item.dataset.kind === "check";
      counts[box ? "boxes" : "questions"] += 1;
      if (box && answer?.value) counts.ticked += 1;
      if (!box && answer) counts.answered += 1;
    }
    return counts;
  }

  /**
   * @param {HTMLFieldSetElement} item
   * @param {Entry | null | undefined} entry
   */
  #show(item, entry) {
    const form = this.#evidenceForm;
    writeItem(item, entry ?? undefined, this.#strings);
    if (form) writeEvidence(item, entry ?? undefined, form);
  }

  get #evidenceForm() {
    const form = this.#root.querySelector('[data-bilan="evidence-form"]');
    return form instanceof HTMLTemplateElement ? form : null;
  }
}

/** @param {HTMLFieldSetElement} item */
function nameOf(item) {
  return item.dataset.item ?? "";
}

/**
 * @param {HTMLFieldSetElement} item
 * @param {Record<string, Entry>} answers
 */
function entryOf(item, answers) {
  return Object.hasOwn(answers, nameOf(item)) ? answers[nameOf(item)] : undefined;
}

/**
 * An entry with another answer; what is kept beside it stays. Without an answer only what the reader wrote beside it is worth keeping.
 * @param {import("./answer-file.js").Answer | undefined} answer
 * @param {Entry | undefined} before
 * @returns {Entry | null}
 */
function withAnswer(answer, before) {
  const { value, state, ...beside } = before ?? {};
  return kept(answer ? { ...answer, ...beside } : Object.fromEntries(Object.entries(beside).filter(([name]) => isEvidenceName(name))));
}

/**
 * An entry with other evidence; the answer stays.
 * @param {import("./answer-file.js").Evidence} evidence
 * @param {Entry | undefined} before
 * @returns {Entry | null}
 */
function withEvidence(evidence, before) {
  const others = Object.entries(before ?? {}).filter(([name]) => !isEvidenceName(name));
  return kept({ ...Object.fromEntries(others), ...evidence });
}

/**
 * @param {Entry} entry
 * @returns {Entry | null}
 */
function kept(entry) {
  return Object.keys(entry).length ? entry : null;
}

/** @param {string} name */
function isEvidenceName(name) {
  return EVIDENCE.some((known) => known === name);
}
