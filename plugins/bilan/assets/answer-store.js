// Keeps the answers on the device. One origin may serve many sites, so every key carries Bilan's prefix and the site's path.

import { AnswerFileError, emptyDocument, parseAnswers } from "./answer-file.js";

/** @typedef {import("./answer-file.js").AnswerDocument} AnswerDocument */

/**
 * Why answers are not being kept: storage is forbidden, full, or holds a newer version's data. Null if all is well.
 * @typedef {"unsaved" | "full" | "newer" | null} StoreProblem
 */

/** Dispatches `change` events, whose `detail` is `{ checklist, source }`, when the answers to a checklist were changed. */
export class AnswerStore extends EventTarget {
  #prefix;
  #hiddenPrefix;
  #storage = openStorage();
  /** @type {Map<string, AnswerDocument>} */
  #documents = new Map();
  /** @type {Map<string, StoreProblem>} */
  #problems = new Map();

  /** @param {string} sitePath the path of the site's root, e.g. "/bilan/" */
  constructor(sitePath) {
    super();
    this.#prefix = `bilan:${sitePath}:answers:`;
    this.#hiddenPrefix = `bilan:${sitePath}:hidden:`;
    addEventListener("storage", ({ key }) => this.#followOtherTab(key));
  }

  /**
   * The answers to a checklist, as they are kept or in memory.
   * @param {string} checklist
   * @param {number} version
   */
  read(checklist, version) {
    let document = this.#documents.get(checklist);
    if (!document) {
      document = this.#readStorage(checklist) ?? emptyDocument(checklist, version);
      this.#documents.set(checklist, document);
    }
    return document;
  }

  /**
   * The answers to a checklist if there are any.
   * @param {string} checklist
   * @returns {AnswerDocument | undefined}
   */
  find(checklist) {
    const document = this.#documents.get(checklist) ?? this.#readStorage(checklist);
    return document && Object.keys(document.answers).length ? document : undefined;
  }

  /** Read everything anew: what is in memory may be older than what another page has kept since. */
  refresh() {
    for (const checklist of [...this.#documents.keys()]) {
      if (this.problem(checklist)) continue;
      this.#documents.delete(checklist);
      this.dispatchEvent(new CustomEvent("change", { detail: { checklist, source: "other-page" } }));
    }
  }

  /**
   * Replace the answers to a checklist, and keep them at once.
   * @param {AnswerDocument} document
   * @param {unknown} source told to the listeners, so that one can know its own change
   */
  write(document, source) {
    const { checklist } = document;
    this.#documents.set(checklist, document);
    if (this.problem(checklist) !== "newer") this.#problems.set(checklist, this.#writeStorage(document));
    this.dispatchEvent(new CustomEvent("change", { detail: { checklist, source } }));
  }

  /**
   * Remove every trace of the answers to a checklist, also of those that could not be read.
   * @param {string} checklist
   * @param {number} version
   */
  erase(checklist, version) {
    this.noteHidden(checklist, undefined);
    this.#storage?.removeItem(`${this.#prefix}${checklist}:damaged`);
    this.write(emptyDocument(checklist, version), undefined);
  }

  /**
   * @param {string} checklist
   * @returns {StoreProblem}
   */
  problem(checklist) {
    return this.#storage ? (this.#problems.get(checklist) ?? null) : "unsaved";
  }

  /**
   * What the latest result hid of a checklist, kept so that its page looks the same at once when it is opened again.
   * @param {string} checklist
   * @returns {unknown}
   */
  hidden(checklist) {
    try {
      return JSON.parse(this.#storage?.getItem(this.#hiddenPrefix + checklist) ?? "null");
    } catch {
      return null;
    }
  }

  /**
   * @param {string} checklist
   * @param {unknown} hidden undefined to forget it
   */
  noteHidden(checklist, hidden) {
    const key = this.#hiddenPrefix + checklist;
    try {
      if (hidden === undefined) this.#storage?.removeItem(key);
      else this.#storage?.setItem(key, JSON.stringify(hidden));
    } catch {
      // The storage is full, which writing answers tells; the page is then brought up to date once the engine is there.
    }
  }

  /** @param {string} checklist */
  #readStorage(checklist) {
    const key = this.#prefix + checklist;
    const text = this.#storage?.getItem(key);
    if (!text) return undefined;
    try {
      return parseAnswers(text, checklist);
    } catch (error) {
      if (error instanceof AnswerFileError && error.reason === "newer_format") this.#problems.set(checklist, "newer");
      else this.#setAside(key, text);
      return undefined;
    }
  }

  /**
   * What can't be read is moved, not overwritten.
   * @param {string} key
   * @param {string} text
   */
  #setAside(key, text) {
    try {
      this.#storage?.setItem(`${key}:damaged`, text);
    } catch {
      // The storage is full; the next write will say so.
    }
  }

  /**
   * @param {AnswerDocument} document
   * @returns {StoreProblem}
   */
  #writeStorage(document) {
    const key = this.#prefix + document.checklist;
    try {
      if (Object.keys({ ...document.answers, ...document.dropped }).length) this.#storage?.setItem(key, JSON.stringify(document));
      else this.#storage?.removeItem(key);
      return null;
    } catch {
      return "full";
    }
  }

  /** @param {string | null} key */
  #followOtherTab(key) {
    if (!key?.startsWith(this.#prefix) || key.endsWith(":damaged")) return;
    const checklist = key.slice(this.#prefix.length);
    this.#documents.delete(checklist);
    this.dispatchEvent(new CustomEvent("change", { detail: { checklist, source: "other-tab" } }));
  }
}

/** Merely looking at `localStorage` throws where cookies are blocked or the page is in a sandboxed frame. */
function openStorage() {
  try {
    return globalThis.localStorage ?? undefined;
  } catch {
    return undefined;
  }
}
