// The records of checklists in storage: read, changed in one step, put back if somebody else removed them, and whatever can't be read set
// aside whole. What earlier pages left elsewhere is brought here first.

import { AnswerFileError } from "../answers/answer-file.js";
import { blankRecord, changedRecord, laidOver, readRecord, writeRecord } from "../answers/answer-record.js";
import { NewerAnswers, NewerFormat } from "../answers/newer-version.js";
import { localNames, readLocal, writeLocal } from "./local-storage.js";
import { openBackend } from "./storage-backends.js";
import { FrozenError, inTime } from "./time-limit.js";

/** @typedef {import("../answers/answer-record.js").AnswerRecord} AnswerRecord */
/** @typedef {import("../answers/answer-record.js").Change} Change */
/** @typedef {import("./storage-backends.js").Backend} Backend */

/**
 * A record as it is stored; no text where there is none. `isOthers` if there was more in it than what was known.
 * @typedef {{ record: AnswerRecord, text?: string, isOthers?: boolean }} Kept
 */

/** @type {Kept} */
export const NOTHING = { record: blankRecord() };

// A step that takes so long has failed, and is tried again.
const STEP_LIMIT_MS = 10_000;

export class RecordStorage {
  #backend;
  #names;
  #frozen;
  /** @type {Map<string, string>} the texts that were brought over, by checklist */
  #brought = new Map();

  /** @type {import("./pending-changes.js").Note[]} what other pages left undone and could not be done now either */
  left = [];

  /**
   * @param {Backend} backend
   * @param {import("./storage-names.js").StorageNames} names
   * @param {AbortSignal} frozen
   */
  constructor(backend, names, frozen) {
    this.#backend = backend;
    this.#names = names;
    this.#frozen = frozen;
  }

  /**
   * @param {import("./storage-names.js").StorageNames} names
   * @param {import("./pending-changes.js").PendingChanges} pending what other pages left undone is done first
   * @param {() => void} lose called when somebody else closed or removed what the records are in
   * @param {AbortSignal} frozen ends all that is under way; the storage is of no use then
   * @returns {Promise<RecordStorage | undefined>} undefined where nothing can be kept; rejects with a NewerFormat or a FrozenError
   */
  static async open(names, pending, lose, frozen) {
    const backend = await openBackend(names, lose, frozen);
    if (!backend) return undefined;
    const records = new RecordStorage(backend, names, frozen);
    for (const note of pending.found()) {
      try {
        for (const checklist of new Set(note.changes.map(([name]) => name))) {
          await records.#finish(
            checklist,
            note.changes.flatMap(([name, change]) => (name === checklist ? [change] : [])),
          );
        }
        pending.forget(note);
      } catch (error) {
        if (error instanceof FrozenError || error instanceof NewerFormat) throw error;
        records.left.push(note);
      }
    }
    return records;
  }

  /** Whether what is written is on the disk at once; the browser brings the rest there after some seconds. */
  get isSure() {
    return this.#backend.isDatabase;
  }

  /**
   * What is kept of a checklist, with what there is of it elsewhere.
   * @param {string} checklist
   * @returns {Promise<Kept>} rejects with a NewerFormat, or with what the browser says
   */
  async load(checklist) {
    const kept = await this.follow(checklist, NOTHING);
    await this.#leave(checklist);
    return kept;
  }

  /**
   * What is kept of a checklist by now. What was removed meanwhile, or can't be read, is replaced by what was known.
   * @param {string} checklist
   * @param {Kept} known
   * @returns {Promise<Kept>} the very same if nothing has changed; rejects as `load` does
   */
  async follow(checklist, known) {
    await this.#bringOver(checklist);
    const text = await this.#inTime(this.#backend.read(checklist));
    if (text === known.text) return known;
    const { record, aside } = understood(text, known, checklist);
    const isAsItIs = text !== undefined && aside === undefined && record.revision >= known.record.revision;
    return isAsItIs ? { record, text, isOthers: true } : this.change(checklist, known, []);
  }

  /**
   * Change what is kept of a checklist in one step; when this ends it is on the disk.
   * @param {string} checklist
   * @param {Kept} known what was stored when it was last looked at
   * @param {Change[]} changes
   * @returns {Promise<Kept>} rejects with a NewerFormat, a NewerAnswers, or with what the browser says
   */
  async change(checklist, known, changes) {
    await this.#bringOver(checklist);
    /** @type {Kept} */
    let kept = known;
    await this.#inTime(
      this.#backend.update(checklist, (text) => {
        const { record, aside } = understood(text, known, checklist);
        const next = changedRecord(record, changes, checklist);
        const written = writeRecord(next);
        kept = { record: next, text: written, isOthers: text !== undefined && text !== known.text };
        return { text: written, aside };
      }),
    );
    return kept;
  }

  /**
   * What was set aside of a checklist, for it could not be read.
   * @param {string} checklist
   */
  asides(checklist) {
    return this.#inTime(this.#backend.asides(checklist));
  }

  /** @param {IDBValidKey} id */
  removeAside(id) {
    return this.#inTime(this.#backend.removeAside(id));
  }

  /**
   * @template T
   * @param {Promise<T>} step
   */
  #inTime(step) {
    return inTime(step, STEP_LIMIT_MS, this.#frozen);
  }

  /**
   * Do what a page noted that came to its end before it could. Answers to questions that are others by now are set aside.
   * @param {string} checklist
   * @param {Change[]} changes
   */
  async #finish(checklist, changes) {
    try {
      await this.change(checklist, NOTHING, changes);
    } catch (error) {
      if (!(error instanceof NewerAnswers)) throw error;
      const { record } = await this.change(checklist, NOTHING, []);
      const late = changedRecord({ ...blankRecord(), since: record.since, changed: record.changed }, changes, checklist);
      if (late.document) await this.#backend.setAside(checklist, JSON.stringify(late.document));
    }
  }

  /**
   * Bring to the database what is in `localStorage`: of an earlier version of Bilan, or of pages that could not have a database, which may
   * still be open.
   * @param {string} checklist
   */
  async #bringOver(checklist) {
    const text = this.#backend.isDatabase ? readLocal(this.#names.answers(checklist)) : undefined;
    if (text === undefined || text === this.#brought.get(checklist)) return;
    await this.#inTime(this.#backend.update(checklist, (kept) => laidOverText(kept, text, checklist)));
    this.#brought.set(checklist, text);
  }

  /**
   * Remove there what was brought over, and bring what was set aside.
   * @param {string} checklist
   */
  async #leave(checklist) {
    if (!this.#backend.isDatabase) return;
    const name = this.#names.answers(checklist);
    const text = readLocal(name);
    if (text !== undefined && text === this.#brought.get(checklist)) writeLocal(name, undefined);
    for (const aside of [this.#names.damaged(checklist), ...localNames(this.#names.aside(checklist))]) {
      const damaged = readLocal(aside);
      if (damaged === undefined) continue;
      await this.#inTime(this.#backend.setAside(checklist, damaged));
      writeLocal(aside, undefined);
    }
  }
}

/**
 * @param {string | undefined} text
 * @param {Kept} known
 * @param {string} checklist
 * @returns {{ record: AnswerRecord, aside?: string }}
 */
function understood(text, known, checklist) {
  if (text === known.text || text === undefined) return { record: known.record };
  try {
    const record = readRecord(text, checklist);
    // Older than what was known: somebody had removed it, and another page put back what it had.
    return { record: record.revision < known.record.revision ? laidOver(record, known.record).record : record };
  } catch (error) {
    if (!(error instanceof AnswerFileError)) throw error;
    return { record: known.record, aside: text };
  }
}

/**
 * @param {string | undefined} kept
 * @param {string} text
 * @param {string} checklist
 * @returns {import("./storage-backends.js").Changed}
 */
function laidOverText(kept, text, checklist) {
  const { record, aside } = understood(kept, NOTHING, checklist);
  const other = understood(text, NOTHING, checklist);
  const { record: whole, isApart } = laidOver(record, other.record);
  // What can't be read, or is to another version, can't stand among these.
  return { text: writeRecord(whole), aside: aside ?? other.aside ?? (isApart ? text : undefined) };
}
