// Where texts are kept: in IndexedDB, whose strict transactions are on the disk when they end, or else in `localStorage`. A backend knows
// nothing of what the texts say. What can't be read is set aside whole in the same place, in the same step.

import { NewerFormat } from "../answers/newer-version.js";
import { hasLocal, localNames, readLocal, writeLocal } from "./local-storage.js";
import { FrozenError, inTime } from "./time-limit.js";

/**
 * What a change makes of a text: the text to keep, and one to set aside as it is.
 * @typedef {{ text: string, aside?: string }} Changed
 */

/**
 * A text that was set aside; `id` is the backend's own.
 * @typedef {{ id: IDBValidKey, text: string }} Aside
 */

/**
 * Every function rejects with what the browser says (`name` is `QuotaExceededError` where the device is full).
 * @typedef {object} Backend
 * @property {boolean} isDatabase whether it has more room than `localStorage`
 * @property {(name: string) => Promise<string | undefined>} read
 * @property {(name: string, change: (text: string | undefined) => Changed) => Promise<unknown>} update reads, changes and writes in one
 *   step, so that no other page comes between. If `change` throws, nothing is done, and that is what it rejects with.
 * @property {(name: string) => Promise<Aside[]>} asides
 * @property {(name: string, text: string) => Promise<unknown>} setAside
 * @property {(id: IDBValidKey) => Promise<unknown>} removeAside
 */

// A database that does not open for so long is done without; damaged ones are known that never did.
const OPEN_LIMIT_MS = 10_000;
// Safari loses its connection to all databases when it has been in the background, and gets it back at the next attempt.
const REOPEN_MS = [250, 1000];
const VERSION = 1;
const RECORDS = "records";
const ASIDE = "aside";

/**
 * @param {import("./storage-names.js").StorageNames} names
 * @param {() => void} lose called when somebody else closed or deleted the database
 * @param {AbortSignal} frozen ends all that is under way: in WebKit the transactions of a frozen page keep those of all others waiting
 * @returns {Promise<Backend | undefined>} undefined where nothing can be kept; rejects with a NewerFormat or a FrozenError
 */
export async function openBackend(names, lose, frozen) {
  const backend = new DatabaseBackend(names.database, lose, frozen);
  for (const pause of [...REOPEN_MS, 0]) {
    try {
      await backend.open();
      return backend;
    } catch (error) {
      if (error instanceof NewerFormat || error instanceof FrozenError) throw error;
      // What is forbidden stays so.
      if (!(error instanceof RefusedError)) break;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return hasLocal(names.unwritten("probe")) ? new LocalStorageBackend(names) : undefined;
}

/** The browser tried to open a database, and could not. */
class RefusedError extends Error {}

/** @implements {Backend} */
class DatabaseBackend {
  isDatabase = true;
  #name;
  #lose;
  #frozen;
  /** @type {Promise<IDBDatabase> | undefined} */
  #opening;
  /** @type {Set<IDBTransaction>} */
  #running = new Set();

  /**
   * @param {string} name
   * @param {() => void} lose
   * @param {AbortSignal} frozen
   */
  constructor(name, lose, frozen) {
    this.#name = name;
    this.#lose = lose;
    this.#frozen = frozen;
  }

  /** @returns {Promise<IDBDatabase>} rejects with a NewerFormat, a FrozenError, or with what the browser says */
  async open() {
    const opening = (this.#opening ??= openDatabase(this.#name, this.#frozen));
    try {
      const database = await inTime(opening, OPEN_LIMIT_MS, this.#frozen);
      this.#frozen.onabort = () => {
        for (const transaction of this.#running) abort(transaction);
        database.close();
      };
      // Whoever wants to delete it, or to bring it to a newer version, is not kept waiting.
      database.onversionchange = database.onclose = () => {
        database.close();
        if (this.#opening === opening) this.#opening = undefined;
        this.#lose();
      };
      return database;
    } catch (error) {
      if (this.#opening === opening) this.#opening = undefined;
      throw error;
    }
  }

  /** @param {string} name */
  read(name) {
    return this.#transact("readonly", (records) => ended(records.get(name)));
  }

  /**
   * @param {string} name
   * @param {(text: string | undefined) => Changed} change
   */
  update(name, change) {
    return this.#transact("readwrite", async (records, asides) => {
      const { text, aside } = change(await ended(records.get(name)));
      if (aside !== undefined) asides.put({ name, text: aside });
      records.put(text, name);
    });
  }

  /**
   * @param {string} name
   * @returns {Promise<Aside[]>}
   */
  asides(name) {
    return this.#transact("readonly", async (_, asides) => {
      const [ids, found] = await Promise.all([ended(asides.getAllKeys()), ended(asides.getAll())]);
      return ids.map((id, place) => ({ id, ...found[place] })).filter((aside) => aside.name === name);
    });
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  setAside(name, text) {
    return this.#transact("readwrite", (_, asides) => ended(asides.put({ name, text })));
  }

  /** @param {IDBValidKey} id */
  removeAside(id) {
    return this.#transact("readwrite", (_, asides) => ended(asides.delete(id)));
  }

  /**
   * Do something in one transaction, which is on the disk when this ends.
   * @template T
   * @param {IDBTransactionMode} mode
   * @param {(records: IDBObjectStore, asides: IDBObjectStore) => Promise<T>} act may wait for nothing but the database
   * @returns {Promise<T>}
   */
  async #transact(mode, act) {
    const database = await this.open();
    const transaction = database.transaction([RECORDS, ASIDE], mode, { durability: "strict" });
    const committed = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    this.#running.add(transaction);
    committed.catch(() => {}).finally(() => this.#running.delete(transaction));
    try {
      const result = await act(transaction.objectStore(RECORDS), transaction.objectStore(ASIDE));
      await committed;
      return result;
    } catch (error) {
      abort(transaction);
      throw error;
    }
  }
}

/** @param {IDBTransaction} transaction */
function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // It has ended itself, or is about to.
  }
}

/**
 * @param {string} name
 * @param {AbortSignal} frozen what opens later is closed again
 * @returns {Promise<IDBDatabase>}
 */
function openDatabase(name, frozen) {
  return new Promise((resolve, reject) => {
    // Merely looking at it may throw, which rejects.
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(RECORDS);
      request.result.createObjectStore(ASIDE, { autoIncrement: true });
    };
    request.onerror = () => reject(request.error?.name === "VersionError" ? new NewerFormat() : new RefusedError(request.error?.message));
    request.onsuccess = () => {
      if (frozen.aborted) request.result.close();
      resolve(request.result);
    };
  });
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function ended(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @implements {Backend} */
class LocalStorageBackend {
  isDatabase = false;
  #names;

  /** @param {import("./storage-names.js").StorageNames} names */
  constructor(names) {
    this.#names = names;
  }

  /** @param {string} name */
  async read(name) {
    return readLocal(this.#names.answers(name));
  }

  /**
   * @param {string} name
   * @param {(text: string | undefined) => Changed} change
   */
  update(name, change) {
    const key = this.#names.answers(name);
    return exclusively(key, () => {
      const before = readLocal(key);
      const { text, aside } = change(before);
      // Where there is no room for both, it stays where it is and nothing takes its place.
      if (aside !== undefined) this.#move(name, aside, key);
      if (!writeLocal(key, text)) throw new DOMException("", "QuotaExceededError");
    });
  }

  /** @param {string} name */
  async asides(name) {
    return localNames(this.#names.aside(name)).map((id) => ({ id, text: readLocal(id) ?? "" }));
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  async setAside(name, text) {
    this.#move(name, text);
  }

  /** @param {IDBValidKey} id */
  async removeAside(id) {
    writeLocal(String(id), undefined);
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {string} [from] where it stands, which makes room for it
   */
  #move(name, text, from) {
    const start = this.#names.aside(name);
    const taken = localNames(start).map((key) => Number(key.slice(start.length)) || 0);
    if (from) writeLocal(from, undefined);
    if (writeLocal(`${start}${Math.max(0, ...taken) + 1}`, text)) return;
    if (from) writeLocal(from, text);
    throw new DOMException("", "QuotaExceededError");
  }
}

/**
 * Where the browser has no locks, two pages could come between each other's reading and writing only within a moment: nothing is waited
 * for in `act`.
 * @param {string} name
 * @param {() => void} act
 * @returns {Promise<void>}
 */
async function exclusively(name, act) {
  if (navigator.locks) await navigator.locks.request(name, async () => act());
  else act();
}
