// What is kept of one checklist: its answers, and at which change each of them was last changed. From a record and a change follows the
// next record, in whatever page that is worked out. Nothing here reads or writes.

import { AnswerFileError, emptyDocument, newestVersion, parseAnswers } from "./answer-file.js";
import { isOlder, reportOf, versionOf, withoutReport } from "./answer-migration.js";
import { NewerAnswers, NewerFormat } from "./newer.js";

/** @typedef {import("./answer-file.js").AnswerDocument} AnswerDocument */
/** @typedef {import("./answer-file.js").Entry} Entry */

const RECORD_FORMAT = "bilan-record/1";

/**
 * `id` tells a record from every other. `revision` counts its changes. `changed` tells at which of them a question was last changed, an
 * answer withdrawn among them; every other one was at `since`. There is no document where all was erased. `taken` is the record that was
 * last laid over this one, and how much of it.
 * @typedef {{ id: string, revision: number, since: number, changed: Map<string, number>, document?: AnswerDocument,
 *   taken?: { id: string, revision: number } }} AnswerRecord
 */

/**
 * What can be done to a record. `version` is that of the checklist as the page has it; `revision` the one that a change would have made
 * that a page noted and did not get to write: it is done as far as nothing else was done since.
 * `answers`: questions were answered, or answers withdrawn (null). `replace`: all answers are others now, or none. `bring-back`: what stood
 * before `after` was done, but for the questions that were answered since. `migrate`: the record of this very revision in its new form.
 * `told`: the reader has closed the report of a migration.
 * @typedef {{ version: number, revision?: number } & ({ kind: "answers", content: string, saved: string, entries: Map<string, Entry | null> }
 *   | { kind: "replace", document: AnswerDocument | undefined, at?: number }
 *   | { kind: "bring-back", document: AnswerDocument | undefined, after: { at?: number } }
 *   | { kind: "migrate", document: AnswerDocument, from: number }
 *   | { kind: "told" })} Change
 */

/** @returns {AnswerRecord} */
export function blankRecord() {
  return { id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`, revision: 0, since: 0, changed: new Map() };
}

/**
 * @param {string} text
 * @param {string} checklist
 * @returns {AnswerRecord} rejects what is neither a record nor an answer file with an AnswerFileError, what is newer with a NewerFormat
 */
export function readRecord(text, checklist) {
  const record = parsed(text);
  const format = record?.format;
  if (typeof format === "string" && format.startsWith("bilan-record/") && format !== RECORD_FORMAT) throw new NewerFormat();
  if (format !== RECORD_FORMAT) return { ...blankRecord(), revision: 1, since: 1, document: readDocument(text, checklist) };
  const { id, revision, since, changed, document, taken } = record;
  const stamps = Object.entries(Object(changed));
  const counts = [revision, since, ...stamps.map(([, stamp]) => stamp)];
  if (typeof id !== "string" || !counts.every((count) => Number.isSafeInteger(count) && count >= 0)) throw new AnswerFileError("malformed");
  return { id, revision, since, changed: new Map(stamps), document: document && readDocument(JSON.stringify(document), checklist), taken };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new AnswerFileError("not_json");
  }
}

/**
 * @param {string} text
 * @param {string} checklist
 */
function readDocument(text, checklist) {
  try {
    return parseAnswers(text, checklist);
  } catch (error) {
    throw error instanceof AnswerFileError && error.reason === "newer_format" ? new NewerFormat() : error;
  }
}

/** @param {AnswerRecord} record */
export function writeRecord({ changed, ...record }) {
  return JSON.stringify({ format: RECORD_FORMAT, ...record, changed: Object.fromEntries(changed) });
}

/**
 * @param {AnswerRecord} record
 * @param {Change} change
 * @param {string} checklist
 * @returns {AnswerRecord} the same one if there is nothing to do; throws a NewerAnswers
 */
export function changedRecord(record, change, checklist) {
  if (isNewer(record, change.version)) throw new NewerAnswers();
  if (change.kind === "answers") return answered(record, change, checklist);
  const revision = record.revision + 1;
  if (change.revision !== undefined && change.revision < revision) return record;
  switch (change.kind) {
    case "replace":
      change.at = revision;
      return { ...record, revision, since: revision, changed: new Map(), document: change.document };
    case "bring-back":
      return broughtBack(record, change);
    case "migrate":
      return change.from === record.revision ? migrated(record, change.document) : record;
    case "told":
      return record.document ? { ...record, revision, document: withoutReport(record.document) } : record;
  }
}

/**
 * A record with what is new in another one laid over it, which is of the same reader from when this one was out of reach.
 * @param {AnswerRecord} record
 * @param {AnswerRecord} other
 * @returns {{ record: AnswerRecord, isApart: boolean }} `isApart` if the other is to another version of the checklist and was left out
 */
export function laidOver(record, other) {
  const end = record.taken?.id === other.id ? record.taken.revision : -1;
  if (other.revision <= end) return { record, isApart: false };
  const revision = Math.max(record.revision, other.revision) + 1;
  const taken = { ...record, revision, taken: { id: other.id, revision: other.revision } };
  const [before, after] = [record.document, other.document];
  if (!after) return { record: taken, isApart: false };
  if (before && versionOf(before) !== versionOf(after)) return { record: taken, isApart: true };
  const answers = new Map(Object.entries(before?.answers ?? {}));
  const items = [...new Set([...Object.keys(after.answers), ...(end < 0 ? [] : other.changed.keys())])].filter((item) => changedAt(other, item) > end);
  for (const item of items) {
    if (Object.hasOwn(after.answers, item)) answers.set(item, after.answers[item]);
    else answers.delete(item);
  }
  const changed = new Map([...record.changed, ...items.map((item) => /** @type {const} */ ([item, revision]))]);
  return { record: { ...taken, changed, document: { ...before, ...after, answers: Object.fromEntries(answers) } }, isApart: false };
}

/**
 * Whether any of the answers is to a newer version of the checklist.
 * @param {AnswerRecord} record
 * @param {number} version
 */
export function isNewer({ document }, version) {
  return document !== undefined && newestVersion(document) > version;
}

/**
 * @param {AnswerRecord} record
 * @param {string} item
 */
function changedAt(record, item) {
  return record.changed.get(item) ?? record.since;
}

/**
 * @param {AnswerRecord} record
 * @param {Change & { kind: "answers" }} change
 * @param {string} checklist
 */
function answered(record, { version, content, saved, entries, revision: noted }, checklist) {
  const wanted = [...entries].filter(([item]) => noted === undefined || noted > changedAt(record, item));
  if (!wanted.length) return record;
  const revision = Math.max(record.revision + 1, noted ?? 0);
  const before = record.document ?? emptyDocument(checklist, version);
  // While some answers still wait to be brought up to date, those that are new say that they are not of that older version.
  const waits = isOlder(before, version);
  const answers = new Map(Object.entries(before.answers));
  for (const [item, entry] of wanted) {
    if (entry) answers.set(item, waits ? { ...entry, version } : entry);
    else answers.delete(item);
  }
  const document = { ...before, ...(waits ? {} : { version, content }), saved, answers: Object.fromEntries(answers) };
  return { ...record, revision, changed: new Map([...record.changed, ...wanted.map(([item]) => /** @type {const} */ ([item, revision]))]), document };
}

/**
 * An entry of one document as it stands in another, which may be older: it then says to which version it is.
 * @param {AnswerDocument} from
 * @param {AnswerDocument} to
 * @param {Entry} entry
 * @returns {Entry}
 */
function moved(from, to, { version = versionOf(from), ...entry }) {
  return version > versionOf(to) ? { ...entry, version } : entry;
}

/**
 * Nobody answered anything, so each answer is as old as it was.
 * @param {AnswerRecord} record
 * @param {AnswerDocument} document
 * @returns {AnswerRecord}
 */
function migrated(record, document) {
  const renamed = (reportOf(document)?.renamed ?? []).map(([old, item]) => /** @type {const} */ ([item, changedAt(record, old)]));
  return { ...record, revision: record.revision + 1, changed: new Map([...record.changed, ...renamed]), document };
}

/**
 * @param {AnswerRecord} record
 * @param {Change & { kind: "bring-back" }} change
 */
function broughtBack(record, { document: before, after }) {
  const [revision, end] = [record.revision + 1, after.at ?? record.revision];
  const now = record.document?.answers ?? {};
  const isSince = (/** @type {string} */ item) => changedAt(record, item) > end;
  const since = [...new Set([...Object.keys(now), ...record.changed.keys()])].filter(isSince);
  if (!before && !since.length) return { ...record, revision, since: revision, changed: new Map(), document: undefined };
  const answers = new Map(Object.entries(before?.answers ?? {}));
  for (const item of since) {
    const entry = Object.hasOwn(now, item) ? now[item] : undefined;
    if (entry && record.document) answers.set(item, moved(record.document, before ?? record.document, entry));
    else answers.delete(item);
  }
  const document = /** @type {AnswerDocument} */ ({ ...(before ?? record.document), answers: Object.fromEntries(answers) });
  return { ...record, revision, since: revision, changed: new Map(since.map((item) => [item, revision])), document };
}
