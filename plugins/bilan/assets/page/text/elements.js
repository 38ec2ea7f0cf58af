// Makes elements of the page; all that goes into them is text or other elements.

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {...(Node | string | undefined)} content what is undefined is left out
 * @returns {HTMLElement}
 */
export function make(tag, className = "", ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const part of content) if (part !== undefined) element.append(part);
  return element;
}

/**
 * What unfolds.
 * @param {string} key names it, so that it can be found open again
 * @param {(Node | string | undefined)[]} summary
 * @param {(Node | string | undefined)[]} content
 */
export function fold(key, summary, content) {
  const element = make("details", "bilan-fold bilan-step", make("summary", "", ...summary), ...content);
  element.dataset.step = key;
  return element;
}
