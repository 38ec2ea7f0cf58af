// What is kept of one checklist: its answers, and at which change each of them was last changed. From a record and a change follows the
// next record, in whatever page that is worked out. Nothing here reads or writes.

import { AnswerFileError, emptyDocument, FORMAT, newestVersion, parseAnswers } from "./answer-file.js";
import { isOlder, reportOf, versionOf, withoutReport } from "./answer-migration.js";
import { ENTRY_PARTS, entryIn, fieldsOf, partsIn, withFields } from "./answer-parts.js";
import { NewerAnswers, NewerFormat } from "./newer-version.js";

/** @typedef {import("./answer-file.js").AnswerDocument} AnswerDocument */
/** @typedef {import("./answer-file.js").Entry} Entry */
/** @typedef {import("./answer-parts.js").Fields} Fields */
/** @typedef {import("./answer-parts.js").Part} Part */

const RECORD_FORMAT = "bilan-record/1";

// The revision of what bears none.
const NO_TIME = 1;

/**
 * At which change of a record the parts of a question were last changed.
 * @typedef {{ [Each in Part]?: number }} Stamps
 */

/**
 * `id` tells a record from every other. `revision` rises with each change, to the time at which that was made, in milliseconds since 1970,
 * where it is not beyond it already: which of two changes is the later one can be told where neither page knew of the other's. `changed`
 * tells by question at which of them each part was last changed, also where it was taken away; every other one was at `since`. There is no
 * document where all was erased. `taken` is the record that was last laid over this one, and how much of it.
 * @typedef {{ id: string, revision: number, since: number, changed: Map<string, Stamps>, document?: AnswerDocument,
 *   taken?: { id: string, revision: number } }} AnswerRecord
 */

/**
 * What can be done to a record. `version` is that of the checklist as the page has it; `given` the time at which the reader did it, in the
 * terms of revisions; `revision` the one that a change may have made already, where its page did not live to see it. However late a change
 * is written, it leaves alone what was done since.
 * `answers`: parts of questions were changed. `replace`: all answers are others now, or none. `bring-back`: what stood
 * before `after` was done, but for the questions that were answered since. `migrate`: the record of this very revision in its new form.
 * `told`: the reader has closed the report of a migration.
 * @typedef {{ version: number, given?: number, revision?: number }
 *   & ({ kind: "answers", content: string, saved: string, entries: Map<string, Fields> }
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
  if (format !== RECORD_FORMAT) return { ...blankRecord(), revision: NO_TIME, since: NO_TIME, document: readDocument(text, checklist) };
  const { id, revision, since, changed, document, taken } = record;
  const stamps = Object.entries(Object(changed));
  const counts = [revision, since, ...stamps.flatMap(([, parts]) => Object.values(Object(parts)))];
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
 * @param {Change[]} changes of one page, in their order
 * @param {string} checklist
 * @returns {AnswerRecord} the same one if there is nothing to do; throws a NewerAnswers or a NewerFormat
 */
export function changedRecord(record, changes, checklist) {
  // What the page itself did is not done since: only what was there before it began.
  return changes.reduce((before, change) => changed(before, change, checklist, record), record);
}

/**
 * @param {AnswerRecord} record
 * @param {Change} change
 * @param {string} checklist
 * @param {AnswerRecord} base the record before the page's changes
 */
function changed(record, change, checklist, base) {
  if (isNewer(record, change.version)) throw new NewerAnswers();
  if (change.kind === "answers") return answered(record, change, checklist, base);
  // A page of a newer Bilan may have noted it.
  if ("document" in change && change.document && change.document.format !== FORMAT) throw new NewerFormat();
  if (change.revision !== undefined && change.revision <= base.revision) return record;
  const revision = revisionAfter(record, change);
  switch (change.kind) {
    case "replace":
      return replaced(record, change, base, revision);
    case "bring-back":
      return { ...record, ...laidUnder(record, change.document, change.after.at ?? record.revision, revision) };
    case "migrate":
      return change.from === record.revision ? migrated(record, change.document) : record;
    case "told":
      return record.document ? { ...record, revision, document: withoutReport(record.document) } : record;
  }
}

/**
 * @param {{ revision: number }} record
 * @param {{ given?: number, revision?: number }} change
 */
function revisionAfter(record, { given = 0, revision = given }) {
  return Math.max(record.revision + 1, revision);
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
  const changed = new Map(record.changed);
  for (const item of new Set([...Object.keys(after.answers), ...other.changed.keys()])) {
    const entry = entryIn(after.answers, item);
    const parts = changedParts(other, item, end).filter((part) => {
      // What is not there was perhaps never known there: at first only what is there counts.
      return isLater(other, record, item, part) && (end >= 0 || partsIn(entry ?? {}).includes(part));
    });
    if (parts.length) lay(answers, changed, item, fieldsOf(entry, parts), revision, entry?.version);
  }
  return { record: { ...taken, changed, document: { ...before, ...after, answers: Object.fromEntries(answers) } }, isApart: false };
}

/**
 * Whether one record has something of a later time than another one. What earlier versions of Bilan kept tells no times.
 * @param {AnswerRecord} one
 * @param {AnswerRecord} other
 * @param {string} item
 * @param {Part} part
 */
function isLater(one, other, item, part) {
  const stamp = changedAt(one, item, part);
  return stamp <= NO_TIME || stamp > changedAt(other, item, part);
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
 * @param {Part} part
 */
function changedAt({ changed, since }, item, part) {
  return changed.get(item)?.[part] ?? since;
}

/**
 * The parts of a question that were changed later.
 * @param {AnswerRecord} record
 * @param {string} item
 * @param {number} revision
 */
function changedParts(record, item, revision) {
  return ENTRY_PARTS.filter((part) => changedAt(record, item, part) > revision);
}

/**
 * Lay fields over an answer, and note at which change.
 * @param {Map<string, Entry>} answers by item
 * @param {Map<string, Stamps>} changed by item
 * @param {string} item
 * @param {Fields} fields
 * @param {number} revision
 * @param {number} [version] that of the questions, where the answers are to an older one. What is written beside an answer is of no version.
 */
function lay(answers, changed, item, fields, revision, version) {
  const before = answers.get(item);
  const isAnswer = !before || partsIn(fields).includes("value");
  const entry = withFields(before, isAnswer ? { ...fields, version: version ?? null } : fields);
  if (entry) answers.set(item, entry);
  else answers.delete(item);
  changed.set(item, { ...changed.get(item), ...Object.fromEntries(partsIn(fields).map((part) => [part, revision])) });
}

/**
 * @param {AnswerRecord} record
 * @param {Change & { kind: "answers" }} change
 * @param {string} checklist
 * @param {AnswerRecord} base the record before the page's changes
 */
function answered(record, change, checklist, base) {
  const { version, content, saved, entries, given = Infinity, revision: made } = change;
  const isLast = (/** @type {number} */ stamp) => (made === undefined ? given >= stamp : made > stamp);
  const wanted = [...entries].map(([item, fields]) => {
    const last = partsIn(fields).filter((part) => isLast(changedAt(base, item, part)));
    return /** @type {const} */ ([item, fieldsOf(fields, last)]);
  });
  if (wanted.every(([, fields]) => !partsIn(fields).length)) return record;
  const revision = revisionAfter(record, change);
  const before = record.document ?? emptyDocument(checklist, version);
  // While some answers still wait to be brought up to date, those that are new say that they are not of that older version.
  const waits = isOlder(before, version);
  const answers = new Map(Object.entries(before.answers));
  const changed = new Map(record.changed);
  for (const [item, fields] of wanted) lay(answers, changed, item, fields, revision, waits ? version : undefined);
  const document = { ...before, ...(waits ? {} : { version, content }), saved, answers: Object.fromEntries(answers) };
  return { ...record, revision, changed, document };
}

/**
 * Nobody answered anything, so each answer is as old as it was.
 * @param {AnswerRecord} record
 * @param {AnswerDocument} document
 * @returns {AnswerRecord}
 */
function migrated(record, document) {
  const changed = new Map(record.changed);
  for (const [old, item] of reportOf(document)?.renamed ?? []) changed.set(item, { ...record.changed.get(old), ...record.changed.get(item) });
  return { ...record, revision: record.revision + 1, changed, document };
}

/**
 * All answers are others, but for those that were given since.
 * @param {AnswerRecord} record
 * @param {Change & { kind: "replace" }} change
 * @param {AnswerRecord} base the record before the page's changes
 * @param {number} revision
 */
function replaced(record, change, base, revision) {
  const given = Math.min(change.given ?? Infinity, base.revision);
  // Others replaced all of them since.
  if (base.since > given) {
    change.at = given;
    return record;
  }
  change.at = revision;
  return { ...record, ...laidUnder(base, change.document, given, revision) };
}

/**
 * A document in place of the one that is there, under what was changed of that since.
 * @param {AnswerRecord} record
 * @param {AnswerDocument | undefined} before
 * @param {number} end since when
 * @param {number} revision
 */
function laidUnder(record, before, end, revision) {
  const { document: now } = record;
  const answers = new Map(Object.entries(before?.answers ?? {}));
  /** @type {Map<string, Stamps>} */
  const changed = new Map();
  for (const item of new Set([...Object.keys(now?.answers ?? {}), ...record.changed.keys()])) {
    const entry = now && entryIn(now.answers, item);
    const version = now && (entry?.version ?? versionOf(now));
    const isNewerVersion = before && version && version > versionOf(before);
    const parts = changedParts(record, item, end);
    // They are still later than this.
    if (parts.length) lay(answers, changed, item, fieldsOf(entry, parts), revision + 1, isNewerVersion ? version : undefined);
  }
  const whole = before ?? (changed.size ? now : undefined);
  const document = whole && { ...whole, answers: Object.fromEntries(answers) };
  return { revision: changed.size ? revision + 1 : revision, since: revision, changed, document };
}
