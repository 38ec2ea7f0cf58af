// Answers to an older version of a checklist: which they are, how they are kept until the engine has brought them up to date, and what
// became of them then.

/** @typedef {import("./answer-file.js").AnswerDocument} AnswerDocument */

/**
 * What became of the answers (docs/contract.md).
 * @typedef {{ from: number, to: number, carried: string[], renamed: [string, string][], dropped: { id: string, reason: string }[],
 *   new: string[] }} MigrationReport
 */

/** A document that does not tell its version. */
const FIRST_VERSION = 1;

/** @param {AnswerDocument} document */
export function versionOf({ version }) {
  return version ?? FIRST_VERSION;
}

/**
 * Whether the engine has to bring the answers up to date.
 * @param {AnswerDocument} document
 * @param {number} version that of the checklist
 */
export function isOlder(document, version) {
  return versionOf(document) < version && Object.keys(document.answers).length > 0;
}

/**
 * What the reader has not yet been told, or has not yet closed.
 * @param {AnswerDocument} document
 * @returns {MigrationReport | undefined}
 */
export function reportOf({ migration }) {
  const told = /** @type {any} */ (migration);
  return [told?.carried, told?.renamed, told?.dropped, told?.new].every(Array.isArray) ? told : undefined;
}

/**
 * The document once the reader has closed the notice, and as it is downloaded.
 * @param {AnswerDocument} document
 * @returns {AnswerDocument}
 */
export function withoutReport({ migration, ...document }) {
  return document;
}
