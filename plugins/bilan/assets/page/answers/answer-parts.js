// What a reader changes at once of what is kept for a question: the answer, or one thing written beside it. Changes to different parts
// never meet, also where the page that made one did not know of the other.

import { BESIDE } from "./answer-file.js";

/** @typedef {import("./answer-file.js").Entry} Entry */

/**
 * Fields of an entry in their new form, whole parts of them; null for what was taken away.
 * @typedef {{ [Field in keyof Entry]?: Entry[Field] | null }} Fields
 */

/** @typedef {"value" | "note" | "link" | "date"} Part by its first field */

/** @type {Record<Part, (keyof Entry)[]>} */
const FIELDS = { value: ["value", "state"], note: ["note"], link: ["link"], date: ["date"] };

export const ENTRY_PARTS = /** @type {Part[]} */ (Object.keys(FIELDS));

/**
 * What is kept for a question.
 * @param {Record<string, Entry>} answers
 * @param {string} item
 */
export function entryIn(answers, item) {
  return Object.hasOwn(answers, item) ? answers[item] : undefined;
}

/**
 * The parts that fields are of.
 * @param {Fields} fields
 */
export function partsIn(fields) {
  return ENTRY_PARTS.filter((part) => FIELDS[part].some((name) => Object.hasOwn(fields, name)));
}

/**
 * Some parts of an entry; those that it lacks are taken away.
 * @param {Fields | undefined} entry
 * @param {Part[]} parts
 * @returns {Fields}
 */
export function fieldsOf(entry, parts) {
  return Object.fromEntries(parts.flatMap((part) => FIELDS[part].map((name) => [name, entry?.[name] ?? null])));
}

/**
 * An entry with some of its fields changed. Without an answer only what the reader wrote beside it is worth keeping.
 * @param {Entry | undefined} entry
 * @param {Fields} fields
 * @returns {Entry | undefined} undefined where nothing is left
 */
export function withFields(entry, fields) {
  /** @type {Entry} */
  const whole = Object.fromEntries(Object.entries({ ...entry, ...fields }).filter(([, value]) => value !== null));
  if (whole.value !== undefined || whole.state) return whole;
  const beside = Object.entries(whole).filter(([name]) => BESIDE.includes(name));
  return beside.some(([name]) => name !== "version") ? Object.fromEntries(beside) : undefined;
}
