// Between the form's controls and the answers: one fieldset, one answer. Knows nothing of scores or storage.

/** @typedef {import("./answer-file.js").Answer} Answer */

/** @type {Record<string, "not-applicable" | "dont-know">} */
const STATES = { ":na": "not-applicable", ":dk": "dont-know" };

/**
 * @param {ParentNode} root
 * @returns {HTMLFieldSetElement[]}
 */
export function itemsIn(root) {
  return [...root.querySelectorAll("fieldset")].filter((fieldset) => fieldset.dataset.item);
}

/**
 * The answer that the controls show; undefined if there is none, or if a number can't be read.
 * @param {HTMLFieldSetElement} item
 * @returns {Answer | undefined}
 */
export function readItem(item) {
  const checked = controls(item).filter((control) => control.checked);
  if (checked.length) {
    const [{ value, type }] = checked;
    if (value in STATES) return { state: STATES[value] };
    if (item.dataset.kind === "choices") return { value: checked.map((control) => control.value) };
    return { value: type === "checkbox" ? true : value };
  }
  const field = mainField(item);
  const text = field?.value.trim();
  if (!field || !text) return undefined;
  if (item.dataset.kind !== "number") return { value: text };
  const number = parseNumber(text);
  return number !== undefined && inRange(field, number) ? { value: number } : undefined;
}

/**
 * Show an answer, or none.
 * @param {HTMLFieldSetElement} item
 * @param {Answer | undefined} answer
 * @param {(value: number) => string} formatNumber
 */
export function writeItem(item, answer, formatNumber) {
  const { value, state } = answer ?? {};
  const chosen = Array.isArray(value) ? value : [value === true ? "yes" : value];
  for (const control of controls(item)) {
    control.checked = control.value in STATES ? STATES[control.value] === state : chosen.includes(control.value);
  }
  const field = mainField(item);
  // What the reader is typing is left alone as long as it means the same.
  if (field && readItem(item)?.value !== value) field.value = typeof value === "number" ? formatNumber(value) : typeof value === "string" ? value : "";
  // A choice that is not offered now is as good as not chosen.
  if (field instanceof HTMLSelectElement && field.selectedOptions[0]?.disabled) field.value = "";
  markNumber(item);
}

/**
 * Untick what can't hold beside what was just touched: "not applicable" and a value, an exclusive choice and others.
 * @param {HTMLFieldSetElement} item
 * @param {EventTarget | null} touched
 */
export function keepOneAnswer(item, touched) {
  const field = mainField(item);
  if (touched === field) {
    for (const control of controls(item)) control.checked = false;
  } else if (touched instanceof HTMLInputElement && touched.checked) {
    for (const control of controls(item)) if (control !== touched && !canHoldBeside(item, control, touched)) control.checked = false;
    if (field) field.value = "";
  }
  markNumber(item);
}

/**
 * @param {HTMLFieldSetElement} item
 * @param {HTMLInputElement} one
 * @param {HTMLInputElement} other
 */
function canHoldBeside(item, one, other) {
  return item.dataset.kind === "choices" && ![one, other].some((control) => control.value in STATES || "exclusive" in control.dataset);
}

/**
 * Show or hide the message under a number that can't be read or is out of range.
 * @param {HTMLFieldSetElement} item
 */
function markNumber(item) {
  const field = mainField(item);
  if (item.dataset.kind !== "number" || !field) return;
  const wrong = field.value.trim() !== "" && readItem(item) === undefined;
  if (wrong) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  const message = item.querySelector(":scope > .bilan-error");
  if (message instanceof HTMLElement) {
    message.hidden = !wrong;
    const help = `${item.id}.help`;
    field.setAttribute("aria-describedby", wrong ? `${help} ${message.id}` : help);
  }
}

/**
 * Whether one of the choices is chosen that can't be unticked.
 * @param {HTMLFieldSetElement} item
 */
export function isChosen(item) {
  return controls(item).some(({ type, checked }) => type === "radio" && checked);
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
    /** @type {Controls["field"]} */
    const field = item.querySelector(":scope > .bilan-number > input, :scope > textarea, :scope > .bilan-select > select");
    known.set(item, (parts = { controls: inputs, field }));
  }
  return parts;
}

/**
 * A number with a decimal comma or point, and with any spaces between the thousands. "1,000" is refused: it is a thousand to some
 * readers and one to others.
 * @param {string} text
 */
function parseNumber(text) {
  const compact = text.replace(/[\s\u00A0\u202F]/g, "").replace("\u2212", "-");
  if (/^-?\d{1,3}(,\d{3})+$/.test(compact)) return undefined;
  const plain = compact.replace(",", ".");
  return /^-?\d{1,9}(\.\d{1,9})?$/.test(plain) ? Number(plain) : undefined;
}

/**
 * @param {HTMLElement} field
 * @param {number} number
 */
function inRange(field, number) {
  const bound = (/** @type {string | undefined} */ text) => {
    const [over, under = "1"] = (text ?? "").split("/");
    return Number(over) / Number(under);
  };
  return number >= bound(field.dataset.min) && number <= bound(field.dataset.max);
}
