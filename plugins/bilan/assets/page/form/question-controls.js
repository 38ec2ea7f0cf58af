// Between the form's controls and the answers: one fieldset, one answer. Knows nothing of scores or storage.

import { partIn } from "../template/parts.js";
import { kindOf } from "./kinds.js";
import { numberFault, readNumber } from "./number-text.js";
import { showUnit, unitForms } from "./units.js";

/** @typedef {import("../answers/answer-file.js").Answer} Answer */

/**
 * The answer that the controls show; undefined if there is none, or if a number can't be read.
 * @param {HTMLFieldSetElement} item
 * @returns {Answer | undefined}
 */
export function readItem(item) {
  const checked = controls(item).filter(isTicked);
  if (!checked.length) return readField(item);
  const [{ value }] = checked;
  const state = stateOf(value);
  if (state) return { state };
  const { several, isBox } = kindOf(item);
  if (several) return { value: checked.map((control) => control.value) };
  return { value: isBox || value };
}

/**
 * The answer after a reader did something to a control. It follows from the answer before and this one control: what the others show may
 * be a browser's doing, which empties forms and fills them in.
 * @param {HTMLFieldSetElement} item
 * @param {EventTarget | null} touched
 * @param {Answer | undefined} before
 * @returns {Answer | undefined}
 */
export function answerAfter(item, touched, before) {
  if (!(touched instanceof HTMLInputElement) || touched === mainField(item)) return readField(item);
  const { value, checked } = touched;
  const { several, isBox } = kindOf(item);
  const state = stateOf(value);
  if (state) return checked ? { state } : undefined;
  if (!several) return checked ? { value: isBox || value } : undefined;
  const ticked = new Set(Array.isArray(before?.value) ? before.value : []);
  const isTicked = (/** @type {HTMLInputElement} */ control) => {
    if (control === touched) return checked;
    return ticked.has(control.value) && !(checked && [control, touched].some(({ dataset }) => "exclusive" in dataset));
  };
  const choices = controls(item).filter((control) => !stateOf(control.value) && isTicked(control));
  return choices.length ? { value: choices.map((control) => control.value) } : undefined;
}

/**
 * The state that the value of a control stands for; undefined if it is a choice: no id starts with a colon.
 * @param {string} value
 */
function stateOf(value) {
  return value.startsWith(":") ? /** @type {NonNullable<Answer["state"]>} */ (value.slice(1)) : undefined;
}

/**
 * @param {HTMLFieldSetElement} item
 * @returns {Answer | undefined}
 */
function readField(item) {
  const field = mainField(item);
  const text = field?.value.trim();
  if (!field || !text) return undefined;
  if (kindOf(item).field !== "number-field") return { value: text };
  const { value } = readingOf(item, field);
  return value === undefined ? undefined : { value };
}

/**
 * Show an answer, or none.
 * @param {HTMLFieldSetElement} item
 * @param {Answer | undefined} answer
 * @param {import("../text/strings.js").Strings} strings
 */
export function writeItem(item, answer, strings) {
  const { value, state } = answer ?? {};
  const chosen = state ? [] : Array.isArray(value) ? value : [value === true ? "yes" : value];
  for (const control of controls(item)) {
    const own = stateOf(control.value);
    control.checked = own ? own === state : chosen.includes(control.value);
  }
  const field = mainField(item);
  // What the reader is typing is left alone as long as it means the same.
  if (field && state) field.value = "";
  else if (field && readField(item)?.value !== value)
    field.value = typeof value === "number" ? strings.plainNumber(value) : typeof value === "string" ? value : "";
  if (field instanceof HTMLSelectElement && field.selectedOptions[0]?.disabled) field.value = "";
  markNumber(item, strings);
}

/**
 * Show the form of the unit that goes with a number; and show or hide the message under one that can't be read or is out of range: why,
 * and what to write.
 * @param {HTMLFieldSetElement} item
 * @param {import("../text/strings.js").Strings} strings
 */
function markNumber(item, strings) {
  const field = mainField(item);
  if (kindOf(item).field !== "number-field" || !field) return;
  const reading = field.value.trim() ? readingOf(item, field) : undefined;
  showUnit(partIn(item, "unit"), reading?.value, strings);
  const fault = reading?.reason ? numberFault(field.value, reading, ...boundsOf(field), strings) : "";
  if (fault) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  const message = partIn(item, "error");
  if (message) {
    message.hidden = !fault;
    if (message.textContent !== fault) message.textContent = fault;
    const help = `${item.id}.help`;
    field.setAttribute("aria-describedby", fault ? `${help} ${message.id}` : help);
  }
}

/**
 * Whether one of the choices is chosen that can't be unticked.
 * @param {HTMLFieldSetElement} item
 */
export function isChosen(item) {
  return controls(item).some((control) => control.type === "radio" && isTicked(control));
}

/**
 * A choice that is not offered now is as good as not chosen.
 * @param {HTMLInputElement} control
 */
function isTicked(control) {
  return control.checked && !("away" in (control.parentElement?.dataset ?? {}));
}

/** @param {HTMLFieldSetElement} item */
function controls(item) {
  return partsOf(item).controls;
}

/** @param {HTMLFieldSetElement} item */
function mainField(item) {
  return partsOf(item).field;
}

/**
 * Ticks and choices; and the field of a number or a text, or the list to choose from. The fields of evidence stand deeper.
 * @typedef {{ controls: HTMLInputElement[], field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null }} Controls
 */

/** @type {WeakMap<HTMLFieldSetElement, Controls>} all questions are read at every answer */
const known = new WeakMap();

/**
 * @param {HTMLFieldSetElement} item
 * @returns {Controls}
 */
function partsOf(item) {
  let parts = known.get(item);
  if (!parts) {
    const inputs = [...item.querySelectorAll("input")].filter((input) => input.type === "radio" || input.type === "checkbox");
    const { field: name } = kindOf(item);
    const field = /** @type {Controls["field"]} */ (name ? partIn(item, name) : null);
    known.set(item, (parts = { controls: inputs, field }));
  }
  return parts;
}

/**
 * What the field of a number says. The unit that stands beside it may be written in it, in any of its forms.
 * @param {HTMLFieldSetElement} item
 * @param {HTMLElement & { value: string }} field
 */
function readingOf(item, field) {
  return readNumber(field.value, Object.values(unitForms(partIn(item, "unit")) ?? {}), ...boundsOf(field));
}

/**
 * The least and the most that a field takes.
 * @param {HTMLElement} field
 * @returns {[number, number]}
 */
function boundsOf({ dataset: { min, max } }) {
  const bound = (/** @type {string | undefined} */ text) => {
    const [over, under = "1"] = (text ?? "").split("/");
    return Number(over) / Number(under);
  };
  return [bound(min), bound(max)];
}
