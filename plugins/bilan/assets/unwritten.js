// What a page has taken of a reader and not yet written to the shelf, noted where it outlives the page at once. Whichever page comes next
// does what is left of it.

import { edgeNames, readEdge, writeEdge } from "./edge-storage.js";

/** @typedef {import("./answer-record.js").Change & { kind: "answers" }} Answers */

export class Unwritten {
  #names;
  #own;

  /** @param {import("./storage-names.js").StorageNames} names */
  constructor(names) {
    this.#names = names;
    this.#own = names.unwritten(`${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`);
  }

  /**
   * Note all answers that are on their way, or that there are none.
   * @param {Iterable<[string, Answers]>} changes each with its checklist
   */
  note(changes) {
    const noted = [...changes].map(([checklist, { entries, ...change }]) => ({ checklist, ...change, entries: [...entries] }));
    writeEdge(this.#own, noted.length ? JSON.stringify(noted) : undefined);
  }

  /**
   * What pages noted that are gone; or are about to write it themselves, which then finds it done.
   * @returns {{ name: string, text: string, changes: [string, Answers][] }[]}
   */
  found() {
    return edgeNames(this.#names.unwritten())
      .filter((name) => name !== this.#own)
      .map((name) => ({ name, text: readEdge(name) ?? "" }))
      .map((note) => ({ ...note, changes: changesIn(note.text) }));
  }

  /**
   * Forget a note that was done, unless there is more in it by now.
   * @param {{ name: string, text: string }} note
   */
  forget({ name, text }) {
    if (readEdge(name) === text) writeEdge(name, undefined);
  }
}

/**
 * @param {string} text
 * @returns {[string, Answers][]} none where it is not a note of ours
 */
function changesIn(text) {
  try {
    return JSON.parse(text).map((/** @type {any} */ { checklist, entries, ...change }) => [checklist, { ...change, entries: new Map(entries) }]);
  } catch {
    return [];
  }
}
