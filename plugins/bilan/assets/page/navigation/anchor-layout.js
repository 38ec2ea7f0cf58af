// Who is sent to a place on a long page lands there. Only what is near the screen is laid out (bilan.css), and where a browser guesses how
// tall the rest is, it guesses where each place is. So all is laid out while a page with a place to go to arrives (marked by early.js,
// before the questions), and when a link is followed. Two frames later the browser has noted how tall each question is, and goes by that.

let turn = 0;

/** Lay out all of the page's checklists for a moment. */
function layOutAll() {
  for (const element of document.querySelectorAll("bilan-checklist")) element.toggleAttribute("data-whole", true);
  layOutNear();
}

/** Lay out only what is near once the page has arrived and the places are known. */
export async function layOutNear() {
  const own = ++turn;
  if (document.readyState !== "complete") await new Promise((loaded) => addEventListener("load", loaded, { once: true }));
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  if (own === turn) for (const element of document.querySelectorAll("bilan-checklist[data-whole]")) element.removeAttribute("data-whole");
}

/** Watch for links that are followed, before they are; and where the browser tells, for addresses that come from elsewhere. */
export function watchLinks() {
  addEventListener("click", prepare, { capture: true });
  const { navigation } = /** @type {{ navigation?: EventTarget }} */ (globalThis);
  navigation?.addEventListener("navigate", (event) => "hashChange" in event && event.hashChange && layOutAll());
}

/** @param {Event} event a click, on its way to what was clicked */
function prepare({ target }) {
  const link = target instanceof Element ? target.closest("a") : null;
  // The link to the next open question gets its address only on the way back.
  if (!link || !(link.dataset.bilan === "open" || (link.hash && withoutHash(link) === withoutHash(location)))) return;
  // A theme that brings pages in by script would fetch the page anew first, and then stay where it was if the reader had just scrolled. It
  // leaves such links alone.
  link.target = "_self";
  layOutAll();
}

/** @param {{ href: string }} place */
const withoutHash = ({ href }) => href.split("#", 1)[0];
