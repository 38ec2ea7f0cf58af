// The language switch leads to the same page and to the same place of it, also where the theme brought the page in, which leaves the
// header as it was: the page's head then names the addresses.

import { partIn, selectorOf } from "../template/parts.js";

// A place that both pages have under one name, or under a number: headings of pages have names of their own in each language.
const PLACES = "article :is(h1, h2, h3, h4, h5, h6)[id], fieldset[data-item]";
const NUMBERED = /^#~(\d+)$/;

// What starts so far below the window's upper edge is what the reader looks at; the theme's header takes most of it.
const TOP = 120;

export function watchSwitch() {
  new MutationObserver(pointSwitch).observe(document.head, { childList: true });
  addEventListener("click", addPlace, { capture: true });
  const [, number] = NUMBERED.exec(location.hash) ?? [];
  const id = number && places()[Number(number)]?.id;
  if (id) location.replace(`#${id}`);
}

function pointSwitch() {
  for (const other of document.head.querySelectorAll(selectorOf("language-address"))) {
    const link = partIn(document, "language-link", other.getAttribute("data-language") ?? "");
    if (link instanceof HTMLAnchorElement && other instanceof HTMLLinkElement) link.href = other.href;
  }
}

/** @param {Event} event */
function addPlace({ target }) {
  const link = target instanceof Element ? target.closest(selectorOf("language-link")) : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  const place = places().findLastIndex((element) => element.offsetHeight && element.getBoundingClientRect().top < TOP);
  const id = places()[place]?.id ?? "";
  link.hash = scrollY < 1 || place < 0 ? "" : id.includes(".") ? id : `~${place}`;
}

/** @returns {HTMLElement[]} */
function places() {
  return [...document.querySelectorAll(PLACES)].filter((element) => element instanceof HTMLElement);
}
