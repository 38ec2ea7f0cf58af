// The entry, loaded by every page: keeps the answers to the checklists of the page from the first one on, and fetches the rest when a
// reader acts on one or has left answers, also where the theme brought the page in. What does not arrive is told and tried again.

import { Autosave } from "./form/autosave.js";
import { fetchScript, fetchStyle } from "./lazy-loader.js";
import { layOutNear, watchLinks } from "./navigation/anchor-layout.js";
import { makeButtons } from "./navigation/header-buttons.js";
import { watchSwitch } from "./navigation/language-switch.js";
import { AnswerStore } from "./storage/answer-store.js";
import { declareParts, partIn, selectorOf } from "./template/parts.js";
import { show } from "./text/page-text.js";

const TAG = "bilan-checklist";

// Over a choice, the mouse is about to click; elsewhere, it may just lie there.
const SIGNS = ["pointerdown", "pointerover", "touchmove", "wheel", "scroll", "keydown", "focusin", "input", "change", "click"];
const CONTROL = "label, button, input, select, textarea";

// The scripts stand three folders below the site's root, whatever the page and the language.
const store = new AnswerStore(new URL("../../../", import.meta.url).pathname);

/** @type {WeakMap<Element, Autosave>} */
const autosaves = new WeakMap();

const watch = new AbortController();
const arrivals = new MutationObserver(meet);
const near = new IntersectionObserver(approach, { rootMargin: "50%" });
let isNear = false;
let hasActed = false;
let isAwake = false;
let isWaking = false;
let isAskedAgain = false;

/** @type {HTMLLinkElement | undefined} the style of what is fetched later */
let style;

/** @type {() => void} what was asked of an element that was not there yet */
let again = () => {};

/** Look at the checklists that the page has by now. */
function meet() {
  for (const element of document.querySelectorAll(TAG)) if (element instanceof HTMLElement) autosaveOf(element);
}

/** @param {HTMLElement} element */
function autosaveOf(element) {
  let autosave = autosaves.get(element);
  if (!autosave) {
    autosaves.set(element, (autosave = new Autosave(element, store)));
    welcome(element);
  }
  return autosave;
}

/** @param {HTMLElement} element */
async function welcome(element) {
  layOutNear();
  const names = [element.getAttribute("checklist") ?? "", ...Object.keys(JSON.parse(element.getAttribute("reads") ?? "{}"))];
  if (!isAwake && !isWaking) {
    element.toggleAttribute("data-asleep", true);
    show(partIn(element, "tools"), true);
    near.observe(element);
  }
  await store.load(names);
  // The theme that brought the page in has by now taken away the styles that the page does not name.
  if (style && !style.isConnected) placeStyle(style);
  if (names.some((name) => store.has(name))) wake();
}

/** @param {Event} event */
function notice({ type, target }) {
  const control = target instanceof Element ? target.closest(`${TAG} :is(${CONTROL})`) : null;
  if (type === "pointerover" && !control) return;
  hasActed = true;
  if (type === "click" && control instanceof HTMLButtonElement && control.dataset.bilan !== "late-retry") again = () => control.click();
  if (type === "change" && control?.getAttribute("type") === "file") again = () => control.dispatchEvent(new Event("change", { bubbles: true }));
  const element = control?.closest(TAG);
  if (element) warmUp(element).catch(() => {});
  if (isNear || control) wake(type === "input" || type === "click");
}

/** @param {IntersectionObserverEntry[]} entries */
function approach(entries) {
  isNear ||= entries.some(({ isIntersecting }) => isIntersecting);
  if (isNear && hasActed) wake();
}

/**
 * Fetch all that shows scores; once it is there, this does nothing more.
 * @param {boolean} [isAsked] whether it is to be tried once more if it is on its way just now and fails: it may have been asked for too soon
 */
async function wake(isAsked = false) {
  if (isAwake) return;
  if (isWaking) {
    isAskedAgain ||= isAsked;
    return;
  }
  isWaking = true;
  do {
    isAskedAgain = false;
    await bring();
  } while (isAskedAgain && !isAwake);
  isWaking = false;
}

async function bring() {
  near.disconnect();
  for (const element of document.querySelectorAll(TAG)) element.removeAttribute("data-asleep");
  try {
    const [engine, { define }] = await Promise.all([
      fetchScript("./engine-client.js"),
      fetchScript("./checklist-element.js"),
      fetchStyle("./result.css", placeStyle),
    ]);
    isAwake = true;
    watch.abort();
    define(TAG, { store, autosaveOf, fetchScript, engine });
    again();
  } catch (error) {
    console.error(`Bilan: ${error instanceof Error ? error.message : error}`);
  }
  for (const element of document.querySelectorAll(TAG)) show(partIn(element, "late"), !isAwake);
}

/**
 * Before the site's own styles, which may change ours.
 * @param {HTMLLinkElement} link
 */
function placeStyle(link) {
  style = link;
  const first = document.querySelector('link[rel="stylesheet"][href*="/bilan.css"]');
  if (first) first.after(link);
  else document.head.append(link);
}

/** The page's own style, where it did not arrive with the page. */
function mendStyle() {
  const link = document.querySelector('link[rel="stylesheet"][href$="/bilan.css"]');
  if (link instanceof HTMLLinkElement && !link.sheet) fetchStyle("./bilan.css", (other) => link.after(other));
}

/** @param {Element} element */
async function warmUp(element) {
  const { engineFor } = await fetchScript("./engine-client.js");
  engineFor(element.hasAttribute("scorer")).prepare(element);
}

/** Another page gave the first answers to what this one shows. */
function follow() {
  if (document.querySelector(TAG) && [...document.querySelectorAll(TAG)].some((element) => store.has(element.getAttribute("checklist") ?? ""))) wake();
}

function start() {
  const began = /** @type {{ bilan?: true }} */ (/** @type {unknown} */ (globalThis));
  // Asked for twice, since it came late; or another version's, or cut, which shows by the last line.
  if (began.bilan || typeof SEAL === "undefined" || !import.meta.url.includes(`/${SEAL}/`)) return;
  began.bilan = true;
  for (const sign of SIGNS) addEventListener(sign, notice, { signal: watch.signal, capture: true, passive: true });
  addEventListener("online", () => hasActed && wake(true), watch);
  store.addEventListener("change", follow, watch);
  watchLinks();
  watchSwitch();
  makeButtons();
  arrivals.observe(document.body, { childList: true, subtree: true });
  meet();
  if (document.readyState === "complete") settle();
  else addEventListener("load", settle, { once: true });
}

/** The page is complete: what it lacks is mended, and the site can be kept for offline where it may be. */
function settle() {
  mendStyle();
  if ("serviceWorker" in navigator && partIn(document, "update")) {
    setTimeout(keepSite, 1000);
  }
}

async function keepSite() {
  try {
    const { keepOffline } = await fetchScript("./offline.js");
    keepOffline({ declareParts, partIn, selectorOf });
  } catch {
    // The page works without it.
  }
}

// Once this script is read to its end.
queueMicrotask(start);
