// All questions of a form together: shows the answers that are kept, reads the one that was changed, counts them.

import { EVIDENCE } from "./answer-file.js";
import { isEvidence, openEvidence, readEvidence, removeEvidence, writeEvidence } from "./evidence.js";
import { isChosen, itemsIn, keepOneAnswer, readItem, writeItem } from "./form.js";
import { show } from "./page-text.js";
import { Visibility } from "./visibility.js";

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
   * The page comes without any answer, so what the form shows now was given while the scripts were still on their way.
   * @param {Record<string, Entry>} answers that are kept
   * @returns {Record<string, Entry> | undefined} with the early ones; undefined if there are none
   */
  adopted(answers) {
    const early = this.#items.map(({ item }) => item).filter(readItem);
    return early.length ? early.reduce((all, item) => withAnswer(item, all), answers) : undefined;
  }

  /** @param {Record<string, Entry>} answers */
  show(answers) {
    const form = this.#evidenceForm;
    for (const { item } of this.#items) {
      const entry = answers[item.dataset.item ?? ""];
      writeItem(item, entry, (value) => this.#strings.plainNumber(value));
      if (form) writeEvidence(item, entry, form);
    }
  }

  /**
   * Show the choices of the lists again, after what they offer has changed.
   * @param {Record<string, Entry>} answers
   */
  showLists(answers) {
    for (const item of this.#lists) writeItem(item, answers[item.dataset.item ?? ""], String);
  }

  /**
   * The answers after a control was touched.
   * @param {HTMLFieldSetElement} item
   * @param {EventTarget | null} touched
   * @param {Record<string, Entry>} answers before
   */
  changed(item, touched, answers) {
    if (isEvidence(touched)) return withEvidence(item, answers);
    keepOneAnswer(item, touched);
    return withAnswer(item, answers);
  }

  /**
   * The answers without the one to a question.
   * @param {HTMLFieldSetElement} item
   * @param {Record<string, Entry>} answers before
   */
  cleared(item, answers) {
    const control = item.querySelector("input:checked");
    if (control instanceof HTMLInputElement) {
      control.checked = false;
      control.focus();
    }
    return withAnswer(item, answers);
  }

  /** @param {HTMLFieldSetElement} item */
  openEvidence(item) {
    const form = this.#evidenceForm;
    if (form) openEvidence(item, form);
  }

  /**
   * The answers without the evidence of a question.
   * @param {HTMLFieldSetElement} item
   * @param {Record<string, Entry>} answers before
   */
  withoutEvidence(item, answers) {
    removeEvidence(item);
    return withEvidence(item, answers);
  }

  /** Count what is answered of what is shown, and offer to clear what can't be unticked. */
  count() {
    const counts = { answered: 0, questions: 0, ticked: 0, boxes: 0 };
    for (const { item, clear } of this.#items) {
      show(clear, isChosen(item));
      if (item.hasAttribute("data-optional") || !Visibility.shows(item)) continue;
      const answer = readItem(item);
      const box = item.dataset.kind === "check";
      counts[box ? "boxes" : "questions"] += 1;
      if (box && answer?.value) counts.ticked += 1;
      if (!box && answer) counts.answered += 1;
    }
    return counts;
  }

  get #evidenceForm() {
    const form = this.#root.querySelector('[data-bilan="evidence-form"]');
    return form instanceof HTMLTemplateElement ? form : null;
  }
}

/**
 * With the answer that a question shows; what is kept beside it stays.
 * @param {HTMLFieldSetElement} item
 * @param {Record<string, Entry>} answers
 */
function withAnswer(item, answers) {
  const { value, state, ...beside } = answers[item.dataset.item ?? ""] ?? {};
  const answer = readItem(item);
  return replaced(item, answer ? { ...answer, ...beside } : Object.fromEntries(Object.entries(beside).filter(([name]) => isEvidenceName(name))), answers);
}

/**
 * With the evidence that a question shows; the answer stays as it is kept.
 * @param {HTMLFieldSetElement} item
 * @param {Record<string, Entry>} answers
 */
function withEvidence(item, answers) {
  const kept = Object.entries(answers[item.dataset.item ?? ""] ?? {}).filter(([name]) => !isEvidenceName(name));
  return replaced(item, { ...Object.fromEntries(kept), ...readEvidence(item) }, answers);
}

/** @param {string} name */
function isEvidenceName(name) {
  return EVIDENCE.some((known) => known === name);
}

/**
 * @param {HTMLFieldSetElement} item
 * @param {Entry} entry
 * @param {Record<string, Entry>} answers
 * @returns {Record<string, Entry>}
 */
function replaced(item, entry, answers) {
  const { [item.dataset.item ?? ""]: _, ...others } = answers;
  return Object.keys(entry).length ? { ...others, [item.dataset.item ?? ""]: entry } : others;
}
