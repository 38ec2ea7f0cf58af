// Where the questions of a form are, and which of them are shown.

/**
 * @param {ParentNode} root
 * @returns {HTMLFieldSetElement[]}
 */
export function itemsIn(root) {
  return [...root.querySelectorAll("fieldset")].filter((fieldset) => fieldset.dataset.item);
}

/**
 * Whether a question is shown: conditions hide it by an attribute (visibility.js).
 * @param {HTMLElement} item
 */
export function isShown(item) {
  return !("away" in item.dataset);
}
