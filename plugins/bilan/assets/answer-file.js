// The answer file: the one form in which answers are stored, downloaded, loaded and scored (docs/contract.md).

export const FORMAT = "bilan-answers/1";
const LARGEST_FILE = 5 * 1024 * 1024;

/** What may be written beside an answer; it never scores. */
export const EVIDENCE = /** @type {const} */ (["note", "link", "date"]);

/** What an entry without an answer may have. */
const BESIDE = [...EVIDENCE, "version"];

/**
 * An answer: a value (true for a ticked box, a choice's id, the ids of several, a number or a text), or a state that says it all.
 * Files of other programs may say that there is none: by false for a box, by null or by what is empty.
 * @typedef {{ value?: boolean | string | number | string[] | null, state?: "not-applicable" | "dont-know" }} Answer
 */

/**
 * What is written beside an answer.
 * @typedef {{ note?: string, link?: string, date?: string }} Evidence
 */

/**
 * All that is kept for one question. An entry with evidence only is unanswered. `version` is that of the questions, where the
 * document is of an older one.
 * @typedef {Answer & Evidence & { version?: number }} Entry
 */

/**
 * `content` names the very rules that were answered, `saved` when; fields that this version does not know are kept.
 * `dropped` are answers that did not come along from an older version, `migration` is what the reader has not yet been told of that.
 * @typedef {{ format: string, checklist: string, version: number, content?: string, saved?: string,
 *   answers: Record<string, Entry>, dropped?: Record<string, unknown>, migration?: unknown }} AnswerDocument
 */

/** The file is not usable; `reason` is the key of its text, `detail` the id of another checklist. */
export class AnswerFileError extends Error {
  /**
   * @param {"not_json" | "foreign" | "newer_format" | "other_checklist" | "too_large" | "malformed"} reason
   * @param {string} [detail]
   */
  constructor(reason, detail = "") {
    super(reason);
    this.name = "AnswerFileError";
    this.reason = reason;
    this.detail = detail;
  }
}

/**
 * @param {string} checklist
 * @param {number} version
 * @returns {AnswerDocument}
 */
export function emptyDocument(checklist, version) {
  return { format: FORMAT, checklist, version, answers: {} };
}

/**
 * Read an answer file for a checklist. Entries for items that the checklist lacks are kept as they are.
 * @param {string} text
 * @param {string} checklist
 * @returns {AnswerDocument}
 */
export function parseAnswers(text, checklist) {
  let document;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new AnswerFileError("not_json");
  }
  const format = document?.format;
  if (typeof format !== "string" || !format.startsWith("bilan-answers/")) throw new AnswerFileError("foreign");
  if (format !== FORMAT) throw new AnswerFileError("newer_format");
  if (typeof document.checklist !== "string" || !isRecord(document.answers)) throw new AnswerFileError("malformed");
  if (!isRecord(document.dropped ?? {}) || !Object.values(document.answers).every(isEntry)) throw new AnswerFileError("malformed");
  if (document.checklist !== checklist) throw new AnswerFileError("other_checklist", document.checklist);
  return document;
}

/**
 * @param {File} file
 * @param {string} checklist
 */
export async function readAnswerFile(file, checklist) {
  if (file.size > LARGEST_FILE) throw new AnswerFileError("too_large");
  return parseAnswers(await file.text(), checklist);
}

/**
 * Offer the answers as a file to keep.
 * @param {AnswerDocument} document
 */
export function downloadAnswers(document) {
  const blob = new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: "application/json" });
  const link = window.document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `bilan-${document.checklist}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @param {unknown} value */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {any} entry */
function isEntry(entry) {
  if (!isRecord(entry)) return false;
  if ("state" in entry) return entry.state === "not-applicable" || entry.state === "dont-know";
  const { value } = entry;
  if (Array.isArray(value)) return value.every((choice) => typeof choice === "string");
  if (value === undefined) return Object.keys(entry).length > 0 && Object.keys(entry).every((name) => BESIDE.some((known) => known === name));
  return value === null || typeof value === "boolean" || typeof value === "string" || Number.isFinite(value);
}
