// The answers of all checklists of a page. What a reader does is in memory at once and noted in `localStorage`, then written to the
// database; while that fails it is tried again. Every page tells the others, and follows what they tell.

import { emptyDocument } from "../answers/answer-file.js";
import { changedRecord, isNewer } from "../answers/answer-record.js";
import { NewerAnswers, NewerFormat } from "../answers/newer-version.js";
import { readLocal, writeLocal } from "./local-storage.js";
import { PendingChanges } from "./pending-changes.js";
import { NOTHING, RecordStorage } from "./record-storage.js";
import { StorageNames } from "./storage-names.js";
import { FrozenError } from "./time-limit.js";

/** @typedef {import("../answers/answer-file.js").AnswerDocument} AnswerDocument */
/** @typedef {import("../answers/answer-record.js").Change} Change */

/**
 * Why answers are not being kept: storage is forbidden or fails, is full, has a form that only a newer version of Bilan understands, or
 * holds answers to a newer version of the checklist. Null if all is well.
 * @typedef {"unsaved" | "full" | "newer" | "newer_answers" | null} StoreProblem
 */

/**
 * `isKept` if all that the reader did is written, `isSure` if it is on the disk then; `isRestored` if somebody else removed it and it was
 * put back; `asides` are the texts that could not be read.
 * @typedef {{ problem: StoreProblem, isLoaded: boolean, isKept: boolean, isSure: boolean, isRestored: boolean,
 *   asides: import("./storage-backends.js").Aside[] }} StoreState
 */

/**
 * One checklist in memory. The first `sent` of the `changes` are being written. `shown` is what is kept with all changes; `version` that
 * of the page, if it shows the checklist.
 * @typedef {{ checklist: string, kept: import("./record-storage.js").Kept, changes: Change[], sent: number, loading?: Promise<void>,
 *   isLoaded: boolean, shown?: import("../answers/answer-record.js").AnswerRecord, version?: number, problem: StoreProblem, isRestored: boolean,
 *   asides: import("./storage-backends.js").Aside[] }} Held
 */

// What could not be done is tried again after so long, the last of these for ever, and at each further change.
const AGAIN_MS = [500, 2000, 5000];

/**
 * Dispatches `change` events, whose `detail` is `{ checklist, source }`, when the answers to a checklist were changed, here or in another
 * page; and `state` events, whose `detail` is `{ checklist }`, when `state` has changed.
 */
export class AnswerStore extends EventTarget {
  #names;
  #pending;
  /** @type {Map<string, Held>} */
  #held = new Map();
  /** @type {Promise<RecordStorage | undefined> | undefined} */
  #opening;
  /** @type {BroadcastChannel | undefined} */
  #channel;
  #frozen = new AbortController();
  #timer = 0;
  #failures = 0;
  #hasAsked = false;
  #isNoted = true;
  #isSure = false;

  /** @param {string} sitePath the path of the site's root, e.g. "/bilan/" */
  constructor(sitePath) {
    super();
    this.#names = new StorageNames(sitePath);
    this.#pending = new PendingChanges(this.#names);
    this.#listen();
    addEventListener("storage", ({ key }) => this.#followLocal(key));
    addEventListener("pagehide", ({ persisted }) => persisted && this.#freeze());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#wake());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#refresh());
    addEventListener("beforeunload", (event) => this.#hasUnkept && event.preventDefault());
  }

  /**
   * Read what is kept of checklists. Before, reading them here gives only what was done on this page.
   * @param {Iterable<string>} checklists
   */
  async load(checklists) {
    await Promise.all([...checklists].map((checklist) => this.#load(this.#hold(checklist))));
  }

  /**
   * The answers to a checklist, kept or on their way.
   * @param {string} checklist
   * @param {number} version that of the page
   * @returns {AnswerDocument}
   */
  read(checklist, version) {
    const held = this.#hold(checklist);
    held.version = version;
    return shownOf(held).document ?? emptyDocument(checklist, version);
  }

  /**
   * The answers to a checklist if there are any.
   * @param {string} checklist
   * @returns {AnswerDocument | undefined}
   */
  find(checklist) {
    const { document } = shownOf(this.#hold(checklist));
    return document && Object.keys(document.answers).length ? document : undefined;
  }

  /**
   * Whether there is anything to show of a checklist: answers, or what became of them.
   * @param {string} checklist
   */
  has(checklist) {
    return Boolean(this.find(checklist) ?? shownOf(this.#hold(checklist)).document?.migration);
  }

  /**
   * The reader answered questions, withdrew answers, or wrote something beside them.
   * @param {string} checklist
   * @param {[string, import("../answers/answer-parts.js").Fields][]} entries what is changed, by item
   * @param {{ version: number, content: string }} rules what was answered
   * @param {unknown} source told to the listeners, so that one can know its own change
   */
  answer(checklist, entries, rules, source) {
    const held = this.#hold(checklist);
    const last = held.changes.length > held.sent ? held.changes.at(-1) : undefined;
    const [saved, given] = [new Date().toISOString(), nextTime(held)];
    // Of another question, it would seem to be as new as this one.
    const isSame = last?.kind === "answers" && entries.every(([item]) => last.entries.has(item));
    if (isSame && last.content === rules.content && last.revision === undefined) {
      for (const [item, fields] of entries) last.entries.set(item, { ...last.entries.get(item), ...fields });
      Object.assign(last, { saved, given });
    } else {
      held.changes.push({ kind: "answers", ...rules, saved, given, entries: new Map(entries) });
    }
    this.#changed(held, source);
  }

  /**
   * Replace all answers to a checklist, also by none.
   * @param {string} checklist
   * @param {AnswerDocument | undefined} document
   * @param {number} version that of the page
   * @returns {() => void} brings back what stood before, but for what was answered since
   */
  replace(checklist, document, version) {
    const before = shownOf(this.#hold(checklist)).document;
    /** @type {Change} */
    const change = { kind: "replace", document, version };
    this.#do(checklist, change);
    if (!document) this.noteHidden(checklist, undefined);
    return () => this.#do(checklist, { kind: "bring-back", document: before, after: change, version });
  }

  /**
   * How often the answers to a checklist were changed.
   * @param {string} checklist
   */
  revision(checklist) {
    return shownOf(this.#hold(checklist)).revision;
  }

  /**
   * Replace the answers of a revision by the same ones in the form of the page's version; nothing is done if there is a later one.
   * @param {AnswerDocument} document
   * @param {number} from the revision
   * @param {number} version that of the page
   */
  migrate(document, from, version) {
    this.#do(document.checklist, { kind: "migrate", document, from, version });
  }

  /**
   * The reader has closed the report of a migration.
   * @param {string} checklist
   * @param {number} version that of the page
   */
  closeReport(checklist, version) {
    this.#do(checklist, { kind: "told", version });
  }

  /**
   * @param {string} checklist
   * @returns {StoreState}
   */
  state(checklist) {
    const { problem, isLoaded, changes, isRestored, asides } = this.#hold(checklist);
    return { problem, isLoaded, isKept: isLoaded && !problem && changes.length === 0, isSure: this.#isSure, isRestored, asides };
  }

  /**
   * Remove what was set aside of a checklist.
   * @param {string} checklist
   */
  async removeAsides(checklist) {
    const held = this.#hold(checklist);
    const storage = await this.#open();
    for (const { id } of held.asides) await storage.removeAside(id);
    held.asides = [];
    this.#tell("state", { checklist });
  }

  /**
   * What the latest result hid of a checklist, kept so that its page looks the same at once when it is opened again.
   * @param {string} checklist
   * @returns {unknown}
   */
  hidden(checklist) {
    try {
      return JSON.parse(readLocal(this.#names.hidden(checklist)) ?? "null");
    } catch {
      return null;
    }
  }

  /**
   * Note that. Where there is no room, the page is brought up to date once the engine is there.
   * @param {string} checklist
   * @param {unknown} hidden undefined to forget it
   */
  noteHidden(checklist, hidden) {
    writeLocal(this.#names.hidden(checklist), hidden === undefined ? undefined : JSON.stringify(hidden));
  }

  get #hasUnkept() {
    return [...this.#held.values()].some(({ problem, changes }) => changes.length > 0 && (problem || !this.#isNoted));
  }

  /**
   * @param {string} checklist
   * @returns {Held}
   */
  #hold(checklist) {
    let held = this.#held.get(checklist);
    if (!held) {
      held = { checklist, kept: NOTHING, changes: [], sent: 0, isLoaded: false, problem: null, isRestored: false, asides: [] };
      this.#held.set(checklist, held);
    }
    return held;
  }

  /**
   * @param {string} checklist
   * @param {Change} change
   */
  #do(checklist, change) {
    const held = this.#hold(checklist);
    change.given = nextTime(held);
    held.changes.push(change);
    this.#changed(held, undefined);
  }

  /**
   * @param {Held} held
   * @param {unknown} source
   */
  #changed(held, source) {
    held.shown = undefined;
    this.#note();
    this.#tell("change", { checklist: held.checklist, source });
    this.#tell("state", { checklist: held.checklist });
    this.#write(held);
  }

  /** Note in `localStorage` what is on its way, which outlives the page from then on. */
  #note() {
    const noted = [...this.#held.values()]
      .filter(({ problem }) => !isFinal(problem))
      .flatMap((held) => {
        return revised(held).map((change) => /** @type {[string, Change]} */ ([held.checklist, change]));
      });
    this.#isNoted = this.#pending.note(noted);
  }

  /** @returns {Promise<RecordStorage>} rejects where nothing can be kept, with a NewerFormat, or with a FrozenError */
  async #open() {
    const opening = (this.#opening ??= RecordStorage.open(this.#names, this.#pending, () => this.#refresh(), this.#frozen.signal));
    const storage = await opening;
    this.#isSure = storage?.isSure ?? false;
    for (const note of storage?.left.splice(0) ?? []) this.#takeOn(note);
    if (storage) return storage;
    // What is forbidden now may be allowed later.
    if (this.#opening === opening) this.#opening = undefined;
    throw new Error("There is no storage.");
  }

  /**
   * Do as one's own what another page noted and nobody could write yet: it is shown here, and told that it is not kept. What this page does
   * not show stays noted as it is.
   * @param {import("./pending-changes.js").Note} note
   */
  #takeOn(note) {
    const shown = note.changes.filter(([checklist, { version }]) => this.#held.get(checklist)?.version === version);
    for (const [checklist, change] of shown) {
      const held = this.#hold(checklist);
      held.changes.push(change);
      held.shown = undefined;
    }
    this.#note();
    if (this.#isNoted && shown.length === note.changes.length) this.#pending.forget(note);
  }

  /** @param {Held} held */
  #load(held) {
    return (held.loading ??= this.#loaded(held));
  }

  /**
   * @param {Held} held
   * @returns {Promise<void>}
   */
  async #loaded(held) {
    try {
      const storage = await this.#open();
      const kept = await storage.load(held.checklist);
      // The clock was put back since: what is done now is later all the same.
      if (kept.record.revision > Date.now()) later(held, kept.record.revision);
      this.#take(held, kept);
      held.asides = await storage.asides(held.checklist);
    } catch (error) {
      if (error instanceof FrozenError) {
        // Whoever waits for what is kept goes on waiting for it.
        if (this.#frozen.signal.aborted) await new Promise((resolve) => addEventListener("pageshow", resolve, { once: true }));
        return this.#loaded(held);
      }
      this.#fail(held, error);
    }
    held.isLoaded = true;
    this.#tell("change", { checklist: held.checklist, source: "storage" });
    this.#tell("state", { checklist: held.checklist });
    if (held.changes.length) this.#write(held);
  }

  /**
   * Write what was done, one step after the other: what comes while one is under way is written by the next.
   * @param {Held} held
   */
  async #write(held) {
    if (held.sent || !held.changes.length || isFinal(held.problem) || this.#frozen.signal.aborted) return;
    held.sent = held.changes.length;
    try {
      const storage = await this.#open();
      // The first of them may have grown while the storage was being opened.
      held.sent = held.changes.length;
      const sent = held.changes.slice();
      const kept = await storage.change(held.checklist, held.kept, sent);
      held.changes.splice(0, sent.length);
      // What was done here meanwhile is later than what was just written.
      later(held, kept.record.revision);
      held.problem = null;
      this.#failures = 0;
      this.#take(held, kept);
      if (kept.isOthers) this.#tell("change", { checklist: held.checklist, source: "other-page" });
      this.#note();
      this.#channel?.postMessage(held.checklist);
      this.#askToStay();
    } catch (error) {
      this.#fail(held, error);
    }
    held.sent = 0;
    this.#tell("state", { checklist: held.checklist });
    if (!held.problem) this.#write(held);
  }

  /**
   * What the storage holds, as far as it is not older than what is known.
   * @param {Held} held
   * @param {import("./record-storage.js").Kept} kept
   * @returns {boolean} whether it is other than what was known
   */
  #take(held, kept) {
    if (kept === held.kept || kept.record.revision < held.kept.record.revision) return false;
    if (held.version !== undefined && isNewer(kept.record, held.version)) {
      // What the page shows stays as it is.
      held.problem = "newer_answers";
      return false;
    }
    held.kept = kept;
    held.shown = undefined;
    return true;
  }

  /**
   * Follow what another page, or somebody else, did to what is kept.
   * @param {Held} held
   */
  async #follow(held) {
    if (!held.isLoaded) return;
    try {
      const storage = await this.#open();
      const known = held.kept;
      const kept = await storage.follow(held.checklist, known);
      this.#failures = 0;
      // It was put back: nobody else made it what it was before.
      const isRestored = kept !== known && kept.record === known.record;
      if (isRestored) held.isRestored = true;
      if (kept !== known) held.asides = await storage.asides(held.checklist);
      if (!isFinal(held.problem) && !held.changes.length) held.problem = null;
      if (this.#take(held, kept)) this.#tell("change", { checklist: held.checklist, source: "other-page" });
    } catch (error) {
      this.#fail(held, error);
    }
    this.#tell("state", { checklist: held.checklist });
  }

  /**
   * @param {Held} held
   * @param {unknown} error
   */
  #fail(held, error) {
    if (error instanceof FrozenError) return;
    const problem = problemOf(error);
    // Where the device is full, Firefox names another reason every second time.
    if (problem !== "unsaved" || held.problem !== "full") held.problem = problem;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), AGAIN_MS[Math.min(this.#failures++, AGAIN_MS.length - 1)]);
  }

  #refresh() {
    for (const held of this.#frozen.signal.aborted ? [] : this.#held.values()) {
      if (!held.isLoaded) continue;
      if (held.changes.length) this.#write(held);
      else this.#follow(held);
    }
  }

  #listen() {
    try {
      this.#channel = new BroadcastChannel(this.#names.channel);
      this.#channel.onmessage = ({ data }) => {
        const held = this.#held.get(data);
        if (held) this.#follow(held);
      };
    } catch {
      // Pages then follow each other when they are looked at.
    }
  }

  /** @param {string | null} key null where somebody cleared all of `localStorage` */
  #followLocal(key) {
    if (key === null) {
      this.#note();
      this.#refresh();
    }
    const held = this.#held.get((key && this.#names.checklistOf(key)) ?? "");
    if (held) this.#follow(held);
  }

  #freeze() {
    this.#channel?.close();
    // Whether what is under way gets to the disk can't be known: it is done once more as far as nothing else was done since.
    for (const held of this.#held.values()) {
      const sent = revised(held).slice(0, held.sent);
      for (const [place, { revision }] of sent.entries()) held.changes[place].revision = revision;
    }
    this.#frozen.abort();
  }

  #wake() {
    this.#frozen = new AbortController();
    this.#opening = undefined;
    this.#listen();
    this.#refresh();
  }

  /** Ask the browser, once, not to remove what is kept when it wants room. */
  async #askToStay() {
    if (this.#hasAsked) return;
    this.#hasAsked = true;
    try {
      if (!(await navigator.storage.persisted())) await navigator.storage.persist();
    } catch {
      // Not every browser can be asked.
    }
  }

  /**
   * @param {"change" | "state"} type
   * @param {{ checklist: string, source?: unknown }} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/**
 * The time of a change that is made now, which is later than all that this page knows of, whatever became of the clock.
 * @param {Held} held
 */
function nextTime({ kept, changes }) {
  return Math.max(Date.now(), kept.record.revision + 1, ...changes.map(({ given = 0, revision = given }) => revision + 1));
}

/**
 * What is on its way was done later than a revision.
 * @param {Held} held
 * @param {number} revision
 */
function later({ changes }, revision) {
  for (const [place, change] of changes.entries()) change.given = Math.max(change.given ?? 0, revision + 1 + place);
}

/**
 * What is on its way, with the revisions that it would make: what others do meanwhile is later.
 * @param {Held} held
 */
function revised({ changes }) {
  return changes.map((change) => ({ ...change, revision: change.revision ?? change.given }));
}

/** @param {Held} held */
function shownOf(held) {
  return (held.shown ??= tried(held));
}

/** @param {Held} held */
function tried({ kept, changes, checklist }) {
  try {
    return changedRecord(kept.record, changes, checklist);
  } catch {
    return kept.record;
  }
}

/**
 * Whether this page is never to write again.
 * @param {StoreProblem} problem
 */
function isFinal(problem) {
  return problem === "newer" || problem === "newer_answers";
}

/**
 * @param {unknown} error
 * @returns {StoreProblem}
 */
function problemOf(error) {
  if (error instanceof NewerFormat) return "newer";
  if (error instanceof NewerAnswers) return "newer_answers";
  return error instanceof Error && error.name === "QuotaExceededError" ? "full" : "unsaved";
}
