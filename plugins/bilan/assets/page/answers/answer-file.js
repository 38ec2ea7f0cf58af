// The answer file: the one form in which answers are stored, downloaded, loaded and scored. What is one is told in docs/contract.md; the
// engine goes by the same rule (engine/answers.py), so what is refused here would not be scored, and what is taken can be.

export const FORMAT = "bilan-answers/1";

const LARGEST_FILE = 5 * 1024 * 1024;

// The limits of the engine, each with its reason there.
const DEEPEST_NESTING = 20;
const DEEPEST_ENTRY = 15;
const DEEPEST_RECORD = 16;
const MOST_ENTRIES = 50_000;
const LARGEST_VERSION = 999_999_999;
const LONGEST_NUMBER = 40;
const LARGEST_EXPONENT = 400;

/** What may be written beside an answer; it never scores. */
export const EVIDENCE = /** @type {const} */ (["note", "link", "date"]);

/** @type {string[]} what an entry without an answer may have */
export const BESIDE = [...EVIDENCE, "version"];

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

/**
 * The file is not usable. `reason` is the key of its text, `detail` what stands in it: the id of another checklist, a newer version, or the
 * key that stands twice.
 */
export class AnswerFileError extends Error {
  /**
   * @param {"not_json" | "duplicate_key" | "foreign" | "newer_format" | "malformed" | "too_large" | "other_checklist" | "newer_version" | "not_utf8" | "unreachable"} reason
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
 * @param {number} [version] that of the checklist; answers to a newer one are then refused. Without it they are read, as what is stored is
 * @returns {AnswerDocument}
 * @throws {AnswerFileError}
 */
export function parseAnswers(text, checklist, version) {
  const found = survey(text);
  if (found.tooDeep) throw new AnswerFileError("malformed");
  const document = jsonOf(text);
  if (found.twice !== undefined) throw new AnswerFileError("duplicate_key", found.twice);
  const format = document?.format;
  if (typeof format !== "string" || !format.startsWith("bilan-answers/")) throw new AnswerFileError("foreign");
  if (format !== FORMAT) throw new AnswerFileError("newer_format");
  if (found.oversized || !isForm(document)) throw new AnswerFileError("malformed");
  if (Object.keys(document.answers).length > MOST_ENTRIES) throw new AnswerFileError("too_large");
  if (!Object.values(document.answers).every(isEntry)) throw new AnswerFileError("malformed");
  if (document.checklist !== checklist) throw new AnswerFileError("other_checklist", document.checklist);
  const newest = newestVersion(document);
  if (version !== undefined && newest > version) throw new AnswerFileError("newer_version", String(newest));
  return document;
}

/**
 * Read the file that a reader chose.
 * @param {File} file
 * @param {string} checklist
 * @param {number} [version] that of the checklist
 * @throws {AnswerFileError}
 */
export async function readAnswerFile(file, checklist, version) {
  if (file.size > LARGEST_FILE) throw new AnswerFileError("too_large");
  const bytes = await file.arrayBuffer().catch(() => {
    throw new AnswerFileError("unreachable");
  });
  return parseAnswers(decoded(bytes), checklist, version);
}

/**
 * The newest version that a document was answered in: its own, or that of an entry that was given later.
 * @param {AnswerDocument} document
 */
export function newestVersion({ version, answers }) {
  const given = Object.values(answers).map((entry) => entry.version);
  // A document that does not tell its version is of the first.
  return given.filter(isVersion).reduce((newest, later) => Math.max(newest, later), version ?? 1);
}

/** @param {ArrayBuffer} bytes */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AnswerFileError("not_utf8");
  }
}

/** @param {string} text */
function jsonOf(text) {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new AnswerFileError("not_json");
  }
}

/**
 * What JSON.parse does not tell of a text: whether it nests too deep, a key that stands twice in one object, and whether there is a number
 * that is too long or that no double holds. Where the text is no JSON, only the first is sure.
 * @param {string} text
 */
function survey(text) {
  /** @type {(Set<string> | null)[]} the keys of each object that is open, null for a list */
  const open = [];
  /** @type {{ tooDeep: boolean, twice: string | undefined, oversized: boolean }} */
  const found = { tooDeep: false, twice: undefined, oversized: false };
  for (let at = 0; at < text.length; at += 1) {
    const start = at;
    switch (text[at]) {
      case '"':
        at = endOfText(text, start);
        found.twice ??= repeated(open.at(-1), text, start, at);
        break;
      case "{":
      case "[":
        if (open.length === DEEPEST_NESTING) return { ...found, tooDeep: true };
        open.push(text[at] === "{" ? new Set() : null);
        break;
      case "}":
      case "]":
        open.pop();
        break;
      default:
        if (isOfNumber(text, start)) while (isOfNumber(text, at + 1)) at += 1;
        found.oversized ||= at > start && isOversized(text.slice(start, at + 1));
    }
  }
  return found;
}

/**
 * The position of the quote that ends a text, or of the end of all.
 * @param {string} text
 * @param {number} start where its first quote is
 */
function endOfText(text, start) {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

/**
 * The text that stands here, if it is a key that the object has already.
 * @param {Set<string> | null | undefined} keys those that it has; this one is added
 * @param {string} text
 * @param {number} start where the key begins
 * @param {number} end where it ends
 */
function repeated(keys, text, start, end) {
  let after = end + 1;
  while (" \t\n\r".includes(text[after] || "\0")) after += 1;
  if (!keys || text[after] !== ":") return undefined;
  const raw = text.slice(start + 1, end);
  let key = raw;
  if (raw.includes("\\")) {
    try {
      key = JSON.parse(`"${raw}"`);
    } catch {
      // The text is no JSON, which is found out next.
    }
  }
  const stood = keys.has(key);
  keys.add(key);
  return stood ? key : undefined;
}

/**
 * @param {string} text
 * @param {number} at
 */
function isOfNumber(text, at) {
  const code = text.charCodeAt(at);
  return (code >= 48 && code <= 57) || code === 45 || code === 46 || code === 43 || code === 101 || code === 69;
}

/** @param {string} number as JSON writes it */
function isOversized(number) {
  const exponent = number.toLowerCase().split("e")[1] ?? "0";
  return number.length > LONGEST_NUMBER || Math.abs(Number(exponent)) > LARGEST_EXPONENT || Math.abs(Number(number)) === Infinity;
}

/**
 * Whether all but the entries is as it must be.
 * @param {any} document
 */
function isForm(document) {
  const { checklist, version, answers, dropped = {} } = document;
  if (typeof checklist !== "string" || !isRecord(answers) || !isRecord(dropped)) return false;
  if (version !== undefined && version !== null && !isVersion(version)) return false;
  return Object.values(dropped).every((record) => !isDeeper(withoutEarlier(record), DEEPEST_RECORD));
}

/** @param {any} record what was dropped of an item; those before it stand where they will stay */
function withoutEarlier(record) {
  if (!isRecord(record) || !Array.isArray(record.earlier)) return record;
  const { earlier, ...alone } = record;
  return alone;
}

/** @param {any} entry */
function isEntry(entry) {
  if (!isRecord(entry) || isDeeper(entry, DEEPEST_ENTRY)) return false;
  if (Object.hasOwn(entry, "state")) return entry.state === "not-applicable" || entry.state === "dont-know";
  const { value } = entry;
  if (value === undefined) return Object.keys(entry).length > 0 && Object.keys(entry).every((name) => BESIDE.includes(name));
  if (Array.isArray(value)) return value.every((choice) => typeof choice === "string");
  return value === null || ["boolean", "string", "number"].includes(typeof value);
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isVersion(value) {
  return Number.isInteger(value) && Math.abs(Number(value)) <= LARGEST_VERSION;
}

/** @param {unknown} value */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} value
 * @param {number} levels
 * @returns {boolean}
 */
function isDeeper(value, levels) {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
