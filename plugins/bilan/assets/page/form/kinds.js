// Kinds of questions: how the controls of each are read, and what its answers are.

/**
 * `field` is the part in which an answer is typed or chosen from a list; without one it is given by ticks and choices.
 * @typedef {{ field?: "list" | "number-field" | "text-field", several?: boolean, isBox?: boolean }} ItemKind
 */

/** @type {Record<string, ItemKind>} one for each kind of the engine (tests/support/words.py) */
const KINDS = {
  check: { isBox: true },
  choice: { field: "list" },
  scale: { field: "list" },
  choices: { several: true },
  number: { field: "number-field" },
  text: { field: "text-field" },
};

/**
 * @param {HTMLElement} item
 * @returns {ItemKind}
 */
export function kindOf({ dataset: { kind = "" } }) {
  return KINDS[kind];
}
