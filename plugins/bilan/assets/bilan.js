// The entry, loaded by every page and kept small: it fetches the rest when a reader acts on a checklist or has left answers, also where
// the theme brought the page in. Until then the form works as any form; what it holds is taken over.

const TAG = "bilan-checklist";

// The scripts stand three folders below the site's root, whatever the page and the language.
const PREFIX = `bilan:${new URL("../../../", import.meta.url).pathname}:answers:`;

// Over a choice, the mouse is about to click; elsewhere, it may just lie there.
const SIGNS = ["pointerdown", "pointerover", "touchmove", "wheel", "scroll", "keydown", "focusin", "input", "change", "click"];
const CONTROL = "label, button, input, select, textarea";

const watch = new AbortController();
const arrivals = new MutationObserver(meet);
const near = new IntersectionObserver(approach, { rootMargin: "50%" });
let isNear = false;
let hasActed = false;
let isAwake = false;

/** @type {() => void} what was asked of an element that was not there yet */
let again = () => {};

/** Look at the checklists that the page has by now. */
function meet() {
  for (const element of document.querySelectorAll(`${TAG}:not([data-asleep])`)) {
    if (isWanted(element)) return wake();
    element.toggleAttribute("data-asleep", true);
    const tools = element.querySelector('[data-bilan="tools"]');
    if (tools instanceof HTMLElement) tools.hidden = false;
    near.observe(element);
  }
}

/**
 * Whether there is something to show at once: answers that are kept, here or in what is read, or given while this was on its way.
 * @param {Element} element
 */
function isWanted(element) {
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (element.querySelectorAll("form :is(input[type=text], textarea, select)"));
  if (element.querySelector("input:checked") || [...fields].some(({ value }) => value)) return true;
  try {
    const names = [element.getAttribute("checklist"), ...Object.keys(JSON.parse(element.getAttribute("reads") ?? "{}"))];
    return names.some((name) => localStorage.getItem(PREFIX + name) !== null);
  } catch {
    // Nothing can be kept, which the element tells.
    return true;
  }
}

/** @param {Event} event */
function notice({ type, target }) {
  const control = target instanceof Element ? target.closest(`${TAG} :is(${CONTROL})`) : null;
  if (type === "pointerover" && !control) return;
  hasActed = true;
  if (type === "click" && control instanceof HTMLButtonElement) again = () => control.click();
  if (type === "change" && control?.getAttribute("type") === "file") again = () => control.dispatchEvent(new Event("change", { bubbles: true }));
  const element = control?.closest(TAG);
  if (element) warmUp(element).catch(() => {});
  if (isNear || control) wake();
}

/** @param {IntersectionObserverEntry[]} entries */
function approach(entries) {
  isNear ||= entries.some(({ isIntersecting }) => isIntersecting);
  if (isNear && hasActed) wake();
}

function wake() {
  if (isAwake) return;
  isAwake = true;
  near.disconnect();
  arrivals.disconnect();
  for (const element of document.querySelectorAll(TAG)) element.removeAttribute("data-asleep");
  import("./define.js")
    .then(() => again())
    .catch((error) => console.error(`Bilan: ${error.message}`))
    .finally(() => watch.abort());
}

/** @param {Element} element */
async function warmUp(element) {
  const { engineFor } = await import("./engine-client.js");
  engineFor(element.hasAttribute("scorer")).prepare(element);
}

for (const sign of SIGNS) addEventListener(sign, notice, { signal: watch.signal, capture: true, passive: true });
addEventListener("submit", (event) => event.target instanceof Element && event.target.closest(TAG) && event.preventDefault(), watch);
addEventListener("storage", ({ key }) => key?.startsWith(PREFIX) && document.querySelector(TAG) && wake(), watch);
arrivals.observe(document.body, { childList: true, subtree: true });
meet();

// Where the site can be kept for offline; once the page has settled.
if ("serviceWorker" in navigator && document.querySelector('template[data-bilan="update"]')) {
  addEventListener("load", () => setTimeout(() => import("./offline.js").catch(() => {}), 1000), { once: true });
}
