// What a page has taken of a reader and not yet written to the database, noted in `localStorage`, which outlives the page at once. Whichever
// page comes next does what is left of it.

import { localNames, readLocal, writeLocal } from "./local-storage.js";

/** @typedef {import("../answers/answer-record.js").Change} Change */

/**
 * What one page noted: changes, each with its checklist.
 * @typedef {{ name: string, text: string, changes: [string, Change][] }} Note
 */

export class PendingChanges {
  #names;
  #own;

  /** @param {import("./storage-names.js").StorageNames} names */
  constructor(names) {
    this.#names = names;
    this.#own = names.unwritten(`${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`);
  }

  /**
   * Note all that is on its way, or that nothing is.
   * @param {[string, Change][]} changes each with its checklist
   * @returns {boolean} whether all of it is noted
   */
  note(changes) {
    const isNoted = this.#write(changes);
    // All answers to a checklist may be too large; those that are given one by one are not to be lost with them.
    if (!isNoted) this.#write(changes.filter(([, { kind }]) => kind === "answers"));
    return isNoted;
  }

  /** @param {[string, Change][]} changes */
  #write(changes) {
    return writeLocal(this.#own, changes.length ? JSON.stringify(changes.map(written)) : undefined);
  }

  /**
   * What pages noted that are gone; or are about to write it themselves, which then finds it done.
   * @returns {Note[]}
   */
  found() {
    return localNames(this.#names.unwritten())
      .filter((name) => name !== this.#own)
      .map((name) => ({ name, text: readLocal(name) ?? "" }))
      .map((note) => ({ ...note, changes: changesIn(note.text) }));
  }

  /**
   * Forget a note that was done, unless there is more in it by now.
   * @param {Note} note
   */
  forget({ name, text }) {
    if (readLocal(name) === text) writeLocal(name, undefined);
  }
}

/** @param {[string, Change]} change */
function written([checklist, change]) {
  if (change.kind === "answers") return [checklist, { ...change, entries: [...change.entries] }];
  return [checklist, change.kind === "bring-back" ? { ...change, after: { at: change.after.at } } : change];
}

/**
 * @param {string} text
 * @returns {[string, Change][]} none where it is not a note of ours
 */
function changesIn(text) {
  try {
    return JSON.parse(text).map((/** @type {[string, any]} */ [checklist, change]) => {
      return [checklist, change.kind === "answers" ? { ...change, entries: new Map(change.entries) } : change];
    });
  } catch {
    return [];
  }
}
