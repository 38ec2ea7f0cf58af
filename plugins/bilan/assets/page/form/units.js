// The unit beside the field of a number: the form of it that goes with a number, by the rules of the page's language.

/** @typedef {Record<string, string>} Forms by plural category; `other` is always there */

/**
 * The forms of a unit: a single one where it has no others; none without a unit.
 * @param {HTMLElement | null} unit the element that holds it. Scripts write another form into it, so its text is no unit to go by
 * @returns {Forms | undefined}
 */
export function unitForms(unit) {
  if (!unit) return undefined;
  return unit.dataset.forms ? JSON.parse(unit.dataset.forms) : { other: unit.textContent ?? "" };
}

/**
 * Let the form stand beside the field that goes with the number in it, or the one for no number in particular.
 * @param {HTMLElement | null} unit the element that holds it
 * @param {number | undefined} number
 * @param {import("../text/strings.js").Strings} strings
 */
export function showUnit(unit, number, strings) {
  const forms = unit?.dataset.forms && unitForms(unit);
  if (!unit || !forms) return;
  const form = number === undefined ? forms.other : strings.form(forms, number);
  if (unit.textContent !== form) unit.textContent = form;
}

/**
 * A number that answers a question, with its unit.
 * @param {HTMLElement | null} unit the element that holds it
 * @param {number} number
 * @param {import("../text/strings.js").Strings} strings
 */
export function withUnit(unit, number, strings) {
  const forms = unitForms(unit);
  return forms ? `${strings.number(number)} ${strings.form(forms, number)}` : strings.number(number);
}
