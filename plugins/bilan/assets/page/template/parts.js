// The parts of the page that scripts need, by name. What a template should hold and does not is told in the console, once a page; the rest
// goes on without it. It has state, so only the entry imports it, and hands it on.

import { show, write } from "../text/page-text.js";

/**
 * Selectors by template and name, written as form-parts.js has them.
 * @typedef {Record<string, Record<string, string>>} Templates
 */

/** @typedef {typeof import("./form-parts.js").FORM_PARTS & typeof import("./result-parts.js").RESULT_PARTS & typeof import("./update-parts.js").UPDATE_PARTS} Declared */

/** @typedef {{ [Template in keyof Declared]: keyof Declared[Template] }[keyof Declared]} PartName */

/** @type {Map<string, { template: string, written: string }>} */
const declared = new Map();

/** @type {Set<string>} what is missing and was told */
const told = new Set();

/**
 * Know further parts.
 * @param {Templates} templates
 */
export function declareParts(templates) {
  for (const [template, parts] of Object.entries(templates)) {
    for (const [name, written] of Object.entries(parts)) declared.set(name, { template, written });
  }
}

/**
 * @param {string} name
 * @param {string} [id] any, if left out
 */
export function selectorOf(name, id) {
  const selector = writtenOf(name).replace(/^[?>]+/, "");
  if (/^[a-z]*$/.test(selector)) return `${selector}[data-bilan="${name}"]`;
  return selector.replace('="*"', id ? `="${CSS.escape(id)}"` : "");
}

/**
 * A part within an element; null where there is no such element either.
 * @param {ParentNode | null | undefined} place
 * @param {PartName} name
 * @param {string} [id] of what it stands for
 * @returns {HTMLElement | null}
 */
export function partIn(place, name, id) {
  /** @type {HTMLElement | null} */
  const part = place?.querySelector(selectorOf(name, id)) ?? null;
  if (place && !part && !writtenOf(name).startsWith("?")) tell(name);
  return part;
}

/** The parts of one element. */
export class Parts {
  #root;
  /** @type {Map<string, HTMLElement | null>} nothing comes or goes, and a page may be long */
  #found = new Map();

  declare = declareParts;
  in = partIn;
  selector = selectorOf;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
  }

  /** Tell all that every page should hold and this one does not. */
  check() {
    for (const name of declared.keys()) if (!/^[?>]/.test(writtenOf(name))) partIn(this.#root, /** @type {PartName} */ (name));
  }

  /**
   * A part, looked up once.
   * @param {PartName} name
   * @param {string} [id] of what it stands for
   */
  get(name, id) {
    const key = `${name} ${id}`;
    let part = this.#found.get(key);
    if (part === undefined) this.#found.set(key, (part = partIn(this.#root, name, id)));
    return part;
  }

  /**
   * A part that this page needs, even if others may lack it.
   * @param {PartName} name
   * @param {string} [id] of what it stands for
   */
  need(name, id) {
    const part = this.get(name, id);
    if (!part) tell(name);
    return part;
  }

  /**
   * All parts of these names, in the order of the page.
   * @param {...PartName} names
   * @returns {HTMLElement[]}
   */
  all(...names) {
    const selector = names.map((name) => selectorOf(name)).join();
    return [...this.#root.querySelectorAll(selector)].filter((part) => part instanceof HTMLElement);
  }

  /**
   * Show or hide a part. One that is to be shown is needed.
   * @param {PartName} name
   * @param {boolean} visible
   */
  toggle(name, visible) {
    show(visible ? this.need(name) : this.get(name), visible);
  }

  /**
   * Write a text into a part. One that is to hold some is needed.
   * @param {PartName} name
   * @param {string} text
   */
  write(name, text) {
    write(text ? this.need(name) : this.get(name), text);
  }
}

/** @param {string} name */
function writtenOf(name) {
  return declared.get(name)?.written ?? "";
}

/** @param {string} name */
function tell(name) {
  if (told.has(name)) return;
  told.add(name);
  const lack = `the template ${declared.get(name)?.template} lacks the element ${selectorOf(name)}`;
  console.error(`Bilan: ${lack}. A theme overrides it; see docs/contract.md.`);
}
