// Texts that the page carries, shown in another place too. A text in another language keeps the mark that says so.

/**
 * What an element holds, once more.
 * @param {Element | null | undefined} source
 * @param {(text: string) => string} [fill] puts values into each text
 */
export function copies(source, fill = (text) => text) {
  const nodes = [...(source?.childNodes ?? [])].map((node) => node.cloneNode(true));
  const texts = nodes.flatMap((node) => [node, ...node.childNodes]).filter((node) => node instanceof Text);
  for (const text of texts) text.data = fill(text.data);
  return nodes;
}

/**
 * Show in one element what another holds, or nothing.
 * @param {Element | null | undefined} part
 * @param {Element | null | undefined} source
 */
export function showCopy(part, source) {
  if (part && part.textContent !== (source?.textContent ?? "")) part.replaceChildren(...copies(source));
}

/**
 * @param {Element | null | undefined} part
 * @param {string} text
 */
export function write(part, text) {
  if (part && part.textContent !== text) part.textContent = text;
}

/**
 * @param {Element | null | undefined} part
 * @param {boolean} visible
 */
export function show(part, visible) {
  if (part instanceof HTMLElement) part.hidden = !visible;
}
