// What a reader writes beside an answer: a note, a link, a date. The fields are copied into a question when they are first needed.

import { EVIDENCE } from "../answers/answer-file.js";
import { partIn } from "../template/parts.js";
import { show } from "../text/page-text.js";

/** @typedef {import("../answers/answer-file.js").Evidence} Evidence */

/**
 * Which of the fields of evidence this is, if it is one.
 * @param {EventTarget | null} target
 */
export function evidencePart(target) {
  return EVIDENCE.find((name) => target instanceof HTMLElement && target.dataset.field === name);
}

/**
 * Let the reader ask for the fields of a question that has none.
 * @param {HTMLFieldSetElement} item
 */
export function offerEvidence(item) {
  offer(item, !panel(item));
}

/**
 * Open the fields of a question, and move to the first.
 * @param {HTMLFieldSetElement} item
 * @param {HTMLTemplateElement} form
 */
export function openEvidence(item, form) {
  place(item, form);
  field(item, "note")?.focus();
}

/**
 * Take the fields of a question away with all that they hold; the button that offers them gets the focus.
 * @param {HTMLFieldSetElement} item
 */
export function removeEvidence(item) {
  panel(item)?.remove();
  offer(item, true);
  partIn(item, "add-evidence")?.focus();
}

/**
 * What the fields of a question hold. A link that is none is explained and left out.
 * @param {HTMLFieldSetElement} item
 * @returns {Evidence}
 */
export function readEvidence(item) {
  /** @type {Evidence} */
  const evidence = {};
  for (const name of EVIDENCE) {
    const text = meant(item, name);
    if (text) evidence[name] = text;
  }
  showLink(item, evidence.link);
  markEmpty(item);
  return evidence;
}

/**
 * Show what is kept for a question. Where nothing is kept any more, only fields that the reader is in stay.
 * @param {HTMLFieldSetElement} item
 * @param {Evidence | undefined} entry
 * @param {HTMLTemplateElement} form
 */
export function writeEvidence(item, entry, form) {
  const texts = EVIDENCE.map((name) => [name, typeof entry?.[name] === "string" ? entry[name] : ""]);
  if (texts.some(([, text]) => text)) place(item, form);
  else if (EVIDENCE.some((name) => meant(item, name)) && !panel(item)?.contains(document.activeElement)) panel(item)?.remove();
  offer(item, !panel(item));
  for (const [name, text] of texts) {
    const input = field(item, name);
    // What the reader is typing is left alone as long as it means the same.
    if (input && meant(item, name) !== text) input.value = text;
  }
  showLink(item, entry?.link);
  markEmpty(item);
}

/**
 * What a field stands for: a link that is none stands for nothing.
 * @param {HTMLFieldSetElement} item
 * @param {string} name
 */
function meant(item, name) {
  const text = field(item, name)?.value.trim() ?? "";
  return name === "link" && !isWebAddress(text) ? "" : text;
}

/**
 * @param {HTMLFieldSetElement} item
 * @param {HTMLTemplateElement} form
 */
function place(item, form) {
  if (!panel(item)) item.append(form.content.cloneNode(true));
  offer(item, false);
}

/**
 * Only addresses of the web become links: others can run scripts.
 * @param {unknown} text
 */
function isWebAddress(text) {
  return typeof text === "string" && /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}

/**
 * @param {HTMLFieldSetElement} item
 * @param {string | undefined} address
 */
function showLink(item, address) {
  const shown = isWebAddress(address) ? String(address) : "";
  const link = partIn(panel(item), "evidence-link");
  if (link instanceof HTMLAnchorElement) {
    show(link.parentElement, shown !== "");
    link.href = shown;
    link.textContent = shown;
  }
  const input = field(item, "link");
  const error = partIn(panel(item), "evidence-error");
  if (!error) return;
  error.hidden = Boolean(shown) || !input?.value.trim();
  error.id = `${item.id}.link-error`;
  for (const [name, value] of [
    ["aria-invalid", "true"],
    ["aria-describedby", error.id],
  ]) {
    if (error.hidden) input?.removeAttribute(name);
    else input?.setAttribute(name, value);
  }
}

/**
 * Paper leaves out what is empty.
 * @param {HTMLFieldSetElement} item
 */
function markEmpty(item) {
  for (const name of EVIDENCE) field(item, name)?.parentElement?.toggleAttribute("data-empty", !field(item, name)?.value.trim());
}

/**
 * @param {HTMLFieldSetElement} item
 * @param {boolean} visible
 */
function offer(item, visible) {
  show(partIn(item, "add-evidence"), visible);
}

/** @param {HTMLFieldSetElement} item */
function panel(item) {
  return partIn(item, "evidence");
}

/**
 * @param {HTMLFieldSetElement} item
 * @param {string} name
 * @returns {HTMLInputElement | HTMLTextAreaElement | null}
 */
function field(item, name) {
  return /** @type {HTMLInputElement | null} */ (partIn(panel(item), "evidence-field", name));
}
