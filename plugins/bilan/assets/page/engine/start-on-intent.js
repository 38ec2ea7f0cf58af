// When a reader means to answer: the engine starts then, and not before. It weighs several megabytes.

// Over the words of a choice, the mouse is about to click; over the rest of the page, it may just lie there.
const CONTROL = ":is(label, input, textarea, select, button)";

/**
 * @param {HTMLElement} form
 * @param {() => void} start called once, at the first sign
 * @param {AbortSignal} signal ends the watch
 */
export function onIntent(form, start, signal) {
  // What brought this script in was such a sign, most often.
  if (form.querySelector(`${CONTROL}:is(:hover, :focus)`)) return start();
  let meant = false;
  const notice = (/** @type {Event} */ { type, target }) => {
    if (meant || (type === "pointerover" && !(target instanceof Element && target.closest(CONTROL)))) return;
    meant = true;
    start();
  };
  for (const sign of ["pointerover", "focusin", "pointerdown", "keydown"]) form.addEventListener(sign, notice, { signal, passive: true });
}
