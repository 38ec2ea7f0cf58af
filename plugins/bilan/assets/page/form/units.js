// The unit beside the field of a number: the form of it that goes with a number, by the rules of the page's language.

/** @typedef {Record<string, string>} Forms by plural category; `other` is always there */

/**
 * The element that holds the unit of a question, if it has one. Scripts write another form into it, so its text is no unit to go by.
 * @param {Element | null | undefined} item the question
 * @returns {HTMLElement | null}
 */
function unitOf(item) {
  return item?.querySelector(':scope > .bilan-number > [id$=".unit"]') ?? null;
}

/**
 * The forms of the unit of a question: a single one where it has no others; none without a unit.
 * @param {Element | null | undefined} item
 * @returns {Forms | undefined}
 */
export function unitForms(item) {
  const unit = unitOf(item);
  if (!unit) return undefined;
  return unit.dataset.forms ? JSON.parse(unit.dataset.forms) : { other: unit.textContent ?? "" };
}

/**
 * Let the form stand beside the field that goes with the number in it, or the one for no number in particular.
 * @param {Element} item
 * @param {number | undefined} number
 * @param {import("../text/strings.js").Strings} strings
 */
export function showUnit(item, number, strings) {
  const unit = unitOf(item);
  const forms = unit?.dataset.forms && unitForms(item);
  if (!unit || !forms) return;
  const form = number === undefined ? forms.other : strings.form(forms, number);
  if (unit.textContent !== form) unit.textContent = form;
}

/**
 * A number that answers a question, with its unit.
 * @param {Element | null | undefined} item
 * @param {number} number
 * @param {import("../text/strings.js").Strings} strings
 */
export function withUnit(item, number, strings) {
  const forms = unitForms(item);
  return forms ? `${strings.number(number)} ${strings.form(forms, number)}` : strings.number(number);
}
