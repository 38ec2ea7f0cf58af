// Kinds of questions: how the controls of each are read, and what its answers are.

/**
 * `field` is the part in which an answer is typed or chosen from a list; without one it is given by ticks and choices.
 * @typedef {{ field?: "list" | "number-field" | "text-field", several?: boolean, isBox?: boolean, isNumber?: boolean, isProse?: boolean }} ItemKind
 */

/** @type {Record<string, ItemKind>} one for each kind of the engine (tests/support/words.py) */
const KINDS = {
  check: { isBox: true },
  choice: { field: "list" },
  scale: { field: "list" },
  choices: { several: true },
  number: { field: "number-field", isNumber: true },
  text: { field: "text-field", isProse: true },
};

/**
 * @param {HTMLElement} item
 * @returns {ItemKind}
 */
export function kindOf({ dataset: { kind = "" } }) {
  if (!Object.hasOwn(KINDS, kind)) throw new Error(`questions of kind "${kind}" are not known to this page`);
  return KINDS[kind];
}
